"""Checklists: those in use as cards with what is overdue, the chosen one with its items."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from situationroom.commands.checklists import (
    assign_items,
    close_checklist,
    drop_item,
    reopen_checklist,
    tick_items,
    untick_items,
)
from situationroom.desk import Touched
from situationroom.models import CheckItem
from situationroom.store.queries.checklists import ListRow, checklists
from situationroom.texts import language, tr
from situationroom.views.board import Board
from situationroom.views.checklists_forms import ItemForm, StartForm
from situationroom.views.checklists_items import ListDetail, about_words
from situationroom.views.frame import Frame
from situationroom.views.record_form import RecordForm
from situationroom.views.transport_card import PickCard
from situationroom.views.widgets import ask_text, button, empty_state, label, mark_label, quiet, row

AGAIN_MS = 20_000
"""How often what has become overdue is looked at again."""


class ChecklistsPage(QWidget):
    """Begin a list, tick its items, say who sees to one, why one is not needed."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame, self._desk = frame, frame.desk
        self.rows: dict[int, ListRow] = {}
        self.cards: dict[int, ListCard] = {}
        self.chosen: int | None = None
        self.form: RecordForm | None = None
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._tick)
        self._again.start()
        self._lay_out()
        self._desk.changed.connect(self._changed)
        self.load()

    # --- what others ask of it -----------------------------------------------------------------

    def show_part(self, part: str) -> None:
        """'new' begins a list."""
        if part == "new":
            self.begin()

    def select_ids(self, ids: Sequence[int]) -> None:
        """Choose a list."""
        for id_ in list(ids)[:1]:
            self.choose(id_)

    def choose(self, id_: int) -> None:
        """Show this list with its items."""
        if id_ not in self.rows:
            return
        self.chosen = id_
        for number, card in self.cards.items():
            card.select(number == id_)
        self._leave_form()
        self._show_chosen()

    def begin(self) -> None:
        """The templates to begin a list from."""
        self._open_form(StartForm(self._desk))

    def add_item(self) -> None:
        """One more thing to do on the chosen list."""
        if self.chosen is not None:
            self._open_form(ItemForm(self._desk, self.chosen))

    # --- acts on an item -----------------------------------------------------------------------

    def tick(self, item: CheckItem) -> None:
        """It is done."""
        self._run(tick_items, [item.id])

    def untick(self, item: CheckItem) -> None:
        """It is open again."""
        self._run(untick_items, [item.id])

    def assign(self, item: CheckItem) -> None:
        """Ask who sees to it; the officer at this seat where nothing is typed."""
        me = self._desk.officer
        owner = ask_text(self, tr("Who sees to it"), item.text(language()), me, required=False)
        if owner is not None:
            self._run(assign_items, [item.id], owner or me)

    def drop(self, item: CheckItem) -> None:
        """Ask why it is not needed here."""
        why = ask_text(self, tr("Not needed here"), item.text(language()), tr("Why not"))
        if why is not None:
            self._run(drop_item, item.id, why)

    def edit(self, item: CheckItem) -> None:
        """The form of the item."""
        self._open_form(ItemForm(self._desk, item.checklist, item))

    # --- kept current --------------------------------------------------------------------------

    def load(self) -> None:
        """All lists as they are now."""
        found = {row.checklist.id: row for row in self._desk.ask(checklists)}
        self._board.lay(self.cards, found, self._new_card, self._draw_again)
        self.rows = found
        if self.chosen not in found:
            self.chosen = next(iter(found), None)
        for number, card in self.cards.items():
            card.select(number == self.chosen)
        self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()

    def _tick(self) -> None:
        if self.isVisible():
            self.load()

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("checklist", "check_item"):
            self.load()

    def _show_chosen(self) -> None:
        found = self.rows.get(self.chosen or 0)
        if found is not None:
            self.detail.show_row(found, self._desk.now())
            closed = found.checklist.closed_at is not None
            self._add.setVisible(not closed)
            self._close.setVisible(not closed)
            self._reopen.setVisible(closed)
        if self.form is None:
            self._board.show_chosen()

    def _new_card(self, found: ListRow) -> "ListCard":
        card = ListCard()
        card.chosen.connect(lambda id_=found.checklist.id: self.choose(id_))
        self._draw_again(card, found)
        return card

    def _draw_again(self, card: "ListCard", found: ListRow) -> None:
        card.show_row(found, self.frame)

    def _run(self, command: object, *args: object) -> None:
        job = self._desk.run(command, *args)  # type: ignore[arg-type]
        job.on_refusal = self._refused

    def _refused(self, error: object) -> None:
        self.frame.refuse(error)  # type: ignore[arg-type]
        self.detail._drawn = None  # the box that was clicked says what is stored again
        self.load()

    def _on_list(self, command: object) -> None:
        if self.chosen is not None:
            self._run(command, self.chosen)

    def _open_form(self, form: RecordForm) -> None:
        self._leave_form()
        self.form = form
        form.left.connect(self._leave_form)
        form.saved.connect(self._saved)
        self._board.open_beside(form)
        form.setFocus()

    def _saved(self, id_: int) -> None:
        self._leave_form()
        self.load()
        self.choose(id_)

    def _leave_form(self) -> None:
        self.form = None
        self._board.leave()

    def _lay_out(self) -> None:
        acts = {"tick": self.tick, "untick": self.untick, "assign": self.assign,
                "edit": self.edit, "drop": self.drop}  # fmt: skip
        self._add = button(tr("New item"), "plus", on_click=self.add_item)
        self._close = button(tr("Close the list"), "check", "quiet",
                             on_click=lambda: self._on_list(close_checklist))  # fmt: skip
        self._reopen = button(tr("Open it again"), "undo",
                              on_click=lambda: self._on_list(reopen_checklist))  # fmt: skip
        zone = self._desk.incident.incident_zone
        self.detail = ListDetail(zone, acts, self._reopen, self._close, self._add)
        begin = button(tr("Begin a checklist"), "plus", on_click=self.begin)
        empty = empty_state(
            "check",
            tr("No checklist is in use"),
            tr("There is a list for every kind of incident, with what has to be done by when. "
               "Begin the one for this incident; what is due then stands on the overview."),
            button(tr("Begin a checklist"), "plus", "primary", on_click=self.begin),
        )  # fmt: skip
        self._board = Board([row(None, begin)], self.detail, empty, (260, 360))
        self._board.fill(self)


class ListCard(PickCard):
    """One list: how far it is, and what of it is overdue."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._about = label("", size=14, weight=700), quiet("", 12)
        self._late = mark_label("", "ring", "quiet")
        for part in (self._name, self._about):
            part.setWordWrap(True)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget in (self._name, self._about, self._late):
            self.body.addWidget(widget)

    def show_row(self, found: ListRow, frame: Frame) -> None:
        """The list as it is now."""
        now, zone = frame.desk.now(), frame.desk.incident.incident_zone
        self._name.setText(found.checklist.name(language()))
        self._about.setText(about_words(found, zone, now))
        late = found.overdue(now)
        self.alarming = late > 0
        new = _state(found, late)
        self.body.replaceWidget(self._late, new)
        self._late.hide()
        self._late.deleteLater()
        self._late = new
        self.setAccessibleName(f"{self._name.text()} {self._about.text()}")
        self.update()


def _state(found: ListRow, late: int) -> QWidget:
    if late:
        return mark_label(tr("{n} overdue", n=late), "triangle", "red")
    closed = found.checklist.closed_at is not None
    return mark_label(tr("Closed") if closed else tr("Nothing overdue"), "circle", "safe")

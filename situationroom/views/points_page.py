"""The page of talking points: all of them as cards, the chosen one in full, the form beside."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from situationroom.commands.talking_points import restore_talking_point, withdraw_talking_point
from situationroom.desk import Touched
from situationroom.models import TalkingPoint
from situationroom.store.queries.talking_points import PointRow, talking_points, versions
from situationroom.texts import tr
from situationroom.views import points_words as words
from situationroom.views.board import Board
from situationroom.views.filter_field import FilterField
from situationroom.views.frame import Frame
from situationroom.views.points_card import PointCard
from situationroom.views.points_detail import PointDetail
from situationroom.views.points_form import PointForm
from situationroom.views.widgets import Chip, ask_text, button, empty_state, row

VIEWS = ("all", "current", "later", "expired", "withdrawn")
AGAIN_MS = 20_000
"""How often ages and validity are looked at again."""


class PointsPage(QWidget):
    """Talking points by topic; ``choose`` one, ``new``, ``revise``, ``withdraw``."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame, self._desk = frame, frame.desk
        self.rows: dict[int, PointRow] = {}
        self.cards: dict[int, PointCard] = {}
        self.chosen: int | None = None
        self.view = "all"
        self.form: PointForm | None = None
        self.chips = {name: Chip(_view_name(name)) for name in VIEWS}
        zone = self._desk.incident.incident_zone
        self.detail = PointDetail(zone, self.revise, self.withdraw, self.restore)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._tick)
        self._again.start()
        self._lay_out()
        self._desk.changed.connect(self._changed)
        self.load()

    # --- what others ask of it -----------------------------------------------------------------

    def select_ids(self, ids: Sequence[int]) -> None:
        """Choose a talking point."""
        for id_ in list(ids)[:1]:
            self.show_part("all")
            self.choose(id_)

    def show_part(self, view: str) -> None:
        """'all', or those in one state; 'new' opens the form."""
        if view == "new":
            self.new()
            return
        self.view = view if view in VIEWS else "all"
        self.chips[self.view].setChecked(True)
        self.filter.clear()
        self.load()

    def choose(self, id_: int) -> None:
        """Show this point in full."""
        if id_ not in self.rows:
            return
        self.chosen = id_
        for number, card in self.cards.items():
            card.select(number == id_)
        self._leave_form()
        self._show_chosen()

    def new(self) -> None:
        """The form for another point."""
        self._open_form(None)

    def revise(self) -> None:
        """The form for the next version of the chosen point."""
        if (found := self.rows.get(self.chosen or 0)) is not None:
            self._open_form(found.point)

    def withdraw(self) -> None:
        """Ask why, then say to everybody that it must not be said any more."""
        if self.chosen not in self.rows:
            return
        topic = self.rows[self.chosen].point.topic
        why = ask_text(
            self,
            tr("Withdraw “{topic}”", topic=topic),
            tr("It stays in view of everybody on a call, marked: do not use. Why?"),
            tr("Overtaken by the embassy's notice of 14:20"),
        )
        if why is not None:
            self._run(withdraw_talking_point, why)

    def restore(self) -> None:
        """The withdrawn point may be said again."""
        self._run(restore_talking_point)

    # --- kept current --------------------------------------------------------------------------

    def load(self) -> None:
        """All points as they are now."""
        now = self._desk.now()
        found = {row.point.id: row for row in self._desk.ask(talking_points)}
        self._board.lay(self.cards, found, self._new_card, self._draw_again)
        self.rows = found
        states = [row.point.state(now) for row in found.values()]
        for name, chip in self.chips.items():
            chip.set_count(len(states) if name == "all" else sum(s == name for s in states))
        self._sift()
        if self.chosen in found:
            self._show_chosen()
        elif found:
            self.choose(next(iter(found)))
        else:
            self.chosen = None
            self._board.show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick()

    def _tick(self) -> None:
        if self.isVisible():
            self.load()

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("talking_point"):
            self.load()

    def _new_card(self, found: PointRow) -> PointCard:
        card = PointCard(found, self._desk.now())
        card.chosen.connect(lambda id_=found.point.id: self.choose(id_))
        return card

    def _draw_again(self, card: PointCard, found: PointRow) -> None:
        card.show_row(found, self._desk.now())

    def _sift(self) -> None:
        """Only the cards of the chosen state that hold what is typed."""
        now, typed = self._desk.now(), self.filter.text()
        for id_, card in self.cards.items():
            point = self.rows[id_].point
            fits = self.view in ("all", point.state(now)) and words.matches(point, typed)
            card.setVisible(fits)
            card.select(id_ == self.chosen)

    def _show_chosen(self) -> None:
        found = self.rows.get(self.chosen or 0)
        if found is not None:
            history = self._desk.ask(versions, found.point.id)
            self.detail.show_row(found, history, self._desk.now())
            if self.form is None:
                self._board.show_chosen()

    # --- acts ----------------------------------------------------------------------------------

    def _run(self, command: object, *args: object) -> None:
        if self.chosen is not None:
            job = self._desk.run(command, self.chosen, *args)  # type: ignore[arg-type]
            job.on_refusal = self.frame.refuse

    def _open_form(self, point: TalkingPoint | None) -> None:
        self._leave_form()
        self.form = PointForm(self._desk, point)
        self.form.left.connect(self._leave_form)
        self.form.saved.connect(self._saved)
        self._board.open_beside(self.form)
        self.form.setFocus()

    def _saved(self, id_: int) -> None:
        self._leave_form()
        self.load()
        self.choose(id_)

    def _leave_form(self) -> None:
        self.form = None
        self._board.leave()

    def _lay_out(self) -> None:
        self.filter = FilterField(tr("Topic, question, words"), 250, self)
        self.filter.textChanged.connect(lambda _text: self._sift())
        group = QButtonGroup(self)
        for name, chip in self.chips.items():
            group.addButton(chip)
            chip.clicked.connect(lambda _on, name=name: self.show_part(name))
        self.chips["all"].setChecked(True)
        add = button(tr("New talking point"), "plus", on_click=self.new)
        head = row(*self.chips.values(), None, self.filter, add, gap=6)
        empty = empty_state(
            "book",
            tr("No talking points yet"),
            tr("What may be said to callers, next of kin and the media, word by word. Whoever is "
               "on a call sees the current ones, and at once when one is changed or withdrawn."),
            button(tr("New talking point"), "plus", "primary", on_click=self.new),
        )  # fmt: skip
        self._board = Board([head], self.detail, empty, (300, 420))
        self._board.fill(self)


def _view_name(name: str) -> str:
    return tr("All") if name == "all" else words.state_name(name)  # type: ignore[arg-type]

"""The transport room: a board of movements by departure, and the chosen one beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from situationroom.desk import Touched
from situationroom.models.vocabulary import MovementStatus
from situationroom.store.queries.transport import MovementRow, movements
from situationroom.texts import tr
from situationroom.views.board import Board
from situationroom.views.boarding import BoardingMode
from situationroom.views.frame import Frame
from situationroom.views.transport_card import MovementCard
from situationroom.views.transport_detail import MovementDetail
from situationroom.views.transport_form import MovementForm
from situationroom.views.widgets import Chip, button, empty_state, heading, quiet, row
from situationroom.views.with_reasons import give_seats

S = MovementStatus
VIEWS = {
    "all": tuple(S),
    "to come": (S.DRAFT, S.OPEN, S.CLOSED, S.BOARDING),
    "under way": (S.DEPARTED,),
    "done": (S.ARRIVED, S.CANCELLED),
}
TICK_MS = 1_000


class TransportRoom(QWidget):
    """Movements as cards; the chosen one in full; the form and boarding mode in their place."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.rows: dict[int, MovementRow] = {}
        self.cards: dict[int, MovementCard] = {}
        self.chosen: int | None = None
        self.view = "to come"
        self.detail = MovementDetail(frame)
        self.gate: BoardingMode | None = None
        self.form: MovementForm | None = None
        self._lay_out()
        self._connect()
        self.load()

    # --- what others ask of it -----------------------------------------------------------------

    def show_view(self, view: str) -> None:
        """One of VIEWS; anything else shows all."""
        self.view = view if view in VIEWS else "all"
        self._sift()

    def select_ids(self, ids: Sequence[int]) -> None:
        """Choose a movement."""
        for id_ in list(ids)[:1]:
            if id_ in self.rows and self.rows[id_].movement.status not in VIEWS[self.view]:
                self.show_view("all")
            self.choose(id_)

    def choose(self, id_: int) -> None:
        """Show this movement in full."""
        if id_ not in self.rows:
            return
        self.chosen = id_
        for number, card in self.cards.items():
            card.select(number == id_)
        self._leave_page()
        self.detail.show_row(self.rows[id_])

    def new_movement(self) -> None:
        """The form for another movement."""
        self._open_form(MovementForm(self.frame.desk))

    def start_gate(self) -> None:
        """Boarding mode for the chosen movement, over the whole room."""
        if self.chosen is None:
            return
        self._leave_page()
        self.gate = BoardingMode(self.frame, self.chosen)
        self.gate.left.connect(self._leave_page)
        self._board.open_over(self.gate)
        self.gate.field.setFocus()

    # --- kept current --------------------------------------------------------------------------

    def load(self) -> None:
        """All movements as they are now; only cards that changed are drawn again."""
        found = {row.movement.id: row for row in self.frame.desk.ask(movements)}
        self._board.lay(self.cards, found, self._new_card, self._draw_again)
        self.rows = found
        self._sift()
        if self.chosen in found:
            self.detail.show_row(found[self.chosen])
        elif found:
            self.choose(self._first())
        else:
            self.chosen = None
            self._board.show_chosen()

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("movement", "booking", "person", "household"):
            self.load()
        self.detail.refresh(touched)

    def _tick(self) -> None:
        now = self.frame.desk.now()
        for card in self.cards.values():
            card.tick(now)

    # --- inside --------------------------------------------------------------------------------

    def _first(self) -> int:
        shown = VIEWS[self.view]
        ids = [i for i, r in self.rows.items() if r.movement.status in shown]
        return next(iter(ids or self.rows))

    def _new_card(self, found: MovementRow) -> MovementCard:
        id_ = found.movement.id
        card = MovementCard(found, self.frame.desk.now())
        card.chosen.connect(lambda: self.choose(id_))
        card.dropped.connect(lambda persons: self._dropped(id_, persons))
        return card

    def _draw_again(self, card: MovementCard, found: MovementRow) -> None:
        if self.rows.get(found.movement.id) != found:
            card.show_row(found, self.frame.desk.now())

    def _dropped(self, id_: int, persons: list[int]) -> None:
        self.choose(id_)
        self.detail.error.say("")
        give_seats(self, self.frame, id_, persons, self.detail.error.say_error)

    def _sift(self) -> None:
        shown = VIEWS[self.view]
        for id_, card in self.cards.items():
            card.setVisible(self.rows[id_].movement.status in shown)
        for name, chip in self._chips.items():
            chip.setChecked(name == self.view)
            rows = self.rows.values()
            chip.set_count(sum(r.movement.status in VIEWS[name] for r in rows))
        open_ = [r for r in self.rows.values() if r.movement.status in (S.OPEN, S.DRAFT)]
        seats = sum(max(0, r.free()) for r in open_)
        self._count.setText(tr("{n} movements · {seats} seats left", n=len(self.rows), seats=seats))

    def _open_form(self, form: MovementForm) -> None:
        self._leave_page()
        self.form = form
        form.left.connect(self._leave_page)
        form.saved.connect(self._saved)
        self._board.open_beside(form)
        form.texts["number"].setFocus()

    def _saved(self, id_: int) -> None:
        self._leave_page()
        self.load()
        self.choose(id_)

    def _leave_page(self) -> None:
        self.form = self.gate = None
        self._board.leave()

    def _edit(self) -> None:
        if self.chosen is not None:
            self._open_form(MovementForm(self.frame.desk, self.rows[self.chosen].movement))

    def _connect(self) -> None:
        self.frame.desk.changed.connect(self._changed)
        self.detail.boarding.connect(self.start_gate)
        self.detail.editing.connect(self._edit)
        new = QShortcut(QKeySequence("Ctrl+N"), self, self.new_movement)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        clock = QTimer(self, interval=TICK_MS)
        clock.timeout.connect(self._tick)
        clock.start()

    def _lay_out(self) -> None:
        self._count = quiet("")
        new = button(tr("New movement"), "plus", "primary", on_click=self.new_movement)
        new.setToolTip("Ctrl+N")
        names = {"to come": tr("To come"), "under way": tr("Under way"), "done": tr("Done"),
                 "all": tr("All")}  # fmt: skip
        self._chips = {name: Chip(words) for name, words in names.items()}
        for name, chip in self._chips.items():
            chip.clicked.connect(lambda _on, name=name: self.show_view(name))
        empty = empty_state(
            "transport",
            tr("No movements yet"),
            tr("A movement is one vehicle going once from one place to another. "
               "Create one, then give persons a seat on it."),
            button(tr("New movement"), "plus", "primary", on_click=self.new_movement),
        )  # fmt: skip
        title = row(heading(tr("Transport")), self._count, None, new)
        self._board = Board([title, row(*self._chips.values(), None)], self.detail, empty)
        self._board.fill(self)

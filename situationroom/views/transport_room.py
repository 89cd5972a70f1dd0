"""The transport room: a board of movements by departure, and the chosen one beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from situationroom.desk import Touched
from situationroom.models.vocabulary import MovementStatus
from situationroom.store.queries.transport import MovementRow, movements
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.boarding import BoardingMode
from situationroom.views.frame import Frame
from situationroom.views.transport_card import MovementCard
from situationroom.views.transport_detail import MovementDetail
from situationroom.views.transport_form import MovementForm
from situationroom.views.widgets import (
    Chip,
    button,
    empty_state,
    heading,
    quiet,
    row,
    scrolled,
)
from situationroom.views.with_reasons import give_seats

S = MovementStatus
VIEWS = {
    "all": tuple(S),
    "to come": (S.DRAFT, S.OPEN, S.CLOSED, S.BOARDING),
    "under way": (S.DEPARTED,),
    "done": (S.ARRIVED, S.CANCELLED),
}
TICK_MS = 1_000
BOARD_WIDTH, NARROW = 400, 320


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
        self._beside.setCurrentWidget(self.detail)

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
        self._pages.addWidget(self.gate)
        self._pages.setCurrentWidget(self.gate)
        self.gate.field.setFocus()

    # --- kept current --------------------------------------------------------------------------

    def load(self) -> None:
        """All movements as they are now; only cards that changed are drawn again."""
        found = {row.movement.id: row for row in self.frame.desk.ask(movements)}
        self._lay_cards(found)
        self.rows = found
        self._cards_area.setVisible(bool(found))
        self._sift()
        if self.chosen in found:
            self.detail.show_row(found[self.chosen])
        elif found:
            self.choose(self._first())
        else:
            self.chosen = None
            self._beside.setCurrentWidget(self._empty)

    def _lay_cards(self, found: dict[int, MovementRow]) -> None:
        now = self.frame.desk.now()
        for id_ in [*self.cards]:
            if id_ not in found:
                self.cards.pop(id_).deleteLater()
        for place, (id_, fresh) in enumerate(found.items()):
            if id_ not in self.cards:
                self._new_card(fresh)
            elif self.rows.get(id_) != fresh:
                self.cards[id_].show_row(fresh, now)
            if self._board.indexOf(self.cards[id_]) != place:
                self._board.insertWidget(place, self.cards[id_])

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

    def _new_card(self, found: MovementRow) -> None:
        id_ = found.movement.id
        card = MovementCard(found, self.frame.desk.now())
        card.chosen.connect(lambda: self.choose(id_))
        card.dropped.connect(lambda persons: self._dropped(id_, persons))
        self.cards[id_] = card

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
        self._beside.addWidget(form)
        self._beside.setCurrentWidget(form)
        form.texts["number"].setFocus()

    def _saved(self, id_: int) -> None:
        self._leave_page()
        self.load()
        self.choose(id_)

    def _leave_page(self) -> None:
        for page in (self.form, self.gate):
            if page is not None:
                page.hide()
                page.setParent(None)
                page.deleteLater()
        self.form = self.gate = None
        self._pages.setCurrentIndex(0)
        self._beside.setCurrentWidget(self.detail if self.rows else self._empty)

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
        cards = QWidget()
        outer = QVBoxLayout(cards)
        outer.setContentsMargins(0, 0, theme.px(8), 0)
        self._board = QVBoxLayout()
        self._board.setSpacing(theme.px(8))
        outer.addLayout(self._board)
        outer.addStretch(1)
        self._cards_area = board = scrolled(cards)
        board.setMinimumWidth(theme.px(NARROW))
        board.setMaximumWidth(theme.px(BOARD_WIDTH))
        self._empty = empty_state(
            "transport",
            tr("No movements yet"),
            tr("A movement is one vehicle going once from one place to another. "
               "Create one, then give persons a seat on it."),
            button(tr("New movement"), "plus", "primary", on_click=self.new_movement),
        )  # fmt: skip
        self._beside = QStackedWidget()
        self._beside.addWidget(self._empty)
        self._beside.addWidget(self.detail)
        body = QHBoxLayout()
        body.setSpacing(theme.px(16))
        body.addWidget(board, 2)
        body.addWidget(self._beside, 3)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 12)))
        inside.setSpacing(theme.px(12))
        inside.addWidget(row(heading(tr("Transport")), self._count, None, new))
        inside.addWidget(row(*self._chips.values(), None))
        inside.addLayout(body, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

"""The shelter room: sites as cards with their fill, and the chosen one beside them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFileDialog, QWidget

from situationroom.desk import Touched
from situationroom.models.vocabulary import SiteState
from situationroom.store.queries.shelters import SiteRow, sites
from situationroom.texts import tr
from situationroom.views.board import Board
from situationroom.views.frame import Frame
from situationroom.views.shelters_card import SiteCard
from situationroom.views.shelters_checkin import CheckInMode
from situationroom.views.shelters_detail import SiteDetail
from situationroom.views.shelters_form import SiteForm
from situationroom.views.widgets import Chip, button, empty_state, heading, quiet, row

NEAR_FULL = 0.8
SHEETS = "*.csv *.tsv *.xlsx *.xls *.xlsb *.ods"


class ShelterRoom(QWidget):
    """Sites as cards; the chosen one in full; the form and check-in mode in their place."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.rows: dict[int, SiteRow] = {}
        self.cards: dict[int, SiteCard] = {}
        self.chosen: int | None = None
        self.view = "all"
        self.detail = SiteDetail(frame)
        self.gate: CheckInMode | None = None
        self.form: SiteForm | None = None
        self._lay_out()
        frame.desk.changed.connect(self._changed)
        self.detail.door.connect(self.start_gate)
        self.load()

    # --- what others ask of it -----------------------------------------------------------------

    def show_view(self, view: str) -> None:
        """'all', 'over', 'near full' or 'room left'; anything else shows all."""
        self.view = view if view in self._chips else "all"
        self._sift()

    def select_ids(self, ids: Sequence[int]) -> None:
        """Choose a site."""
        for id_ in list(ids)[:1]:
            self.show_view("all")
            self.choose(id_)

    def choose(self, id_: int) -> None:
        """Show this site in full."""
        if id_ not in self.rows:
            return
        self.chosen = id_
        for number, card in self.cards.items():
            card.select(number == id_)
        self._leave_page()
        self.detail.show_row(self.rows[id_])

    def new_site(self) -> None:
        """The form for another shelter."""
        self._leave_page()
        self.form = SiteForm(self.frame.desk)
        self.form.left.connect(self._leave_page)
        self.form.saved.connect(self._saved)
        self._board.open_beside(self.form)
        self.form.texts["name"].setFocus()

    def start_gate(self) -> None:
        """Check-in mode for the chosen site, over the whole room."""
        if self.chosen is None:
            return
        self._leave_page()
        self.gate = CheckInMode(self.frame, self.chosen)
        self.gate.left.connect(self._leave_page)
        self._board.open_over(self.gate)
        self.gate.field.setFocus()

    def open_list(self) -> None:
        """Open sites from a spreadsheet, through the import."""
        words = tr("Spreadsheets ({patterns})", patterns=SHEETS)
        names, _ = QFileDialog.getOpenFileNames(self, tr("Open shelters from a list"), "", words)
        if names:
            self.frame.start_import(names)

    # --- kept current --------------------------------------------------------------------------

    def load(self) -> None:
        """All sites as they are now; only cards that changed are drawn again."""
        found = {row.site.id: row for row in self.frame.desk.ask(sites)}
        self._board.lay(self.cards, found, self._new_card, self._draw_again)
        self.rows = found
        self._sift()
        if self.chosen in found:
            self.detail.show_row(found[self.chosen])
        elif found:
            worst = max(found.values(), key=lambda one: one.over_capacity)
            self.choose(worst.site.id)
        else:
            self.chosen = None
            self._board.show_chosen()

    def _new_card(self, found: SiteRow) -> SiteCard:
        id_ = found.site.id
        card = SiteCard(found, self.frame.desk.now())
        card.chosen.connect(lambda: self.choose(id_))
        return card

    def _draw_again(self, card: SiteCard, found: SiteRow) -> None:
        if self.rows.get(found.site.id) != found:
            card.show_row(found, self.frame.desk.now())

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("site", "unit", "stay", "head_count", "person"):
            self.load()
        self.detail.refresh(touched)

    # --- inside --------------------------------------------------------------------------------

    def _sift(self) -> None:
        for id_, card in self.cards.items():
            card.setVisible(_belongs(self.rows[id_], self.view))
        for name, chip in self._chips.items():
            chip.setChecked(name == self.view)
            chip.set_count(sum(_belongs(found, name) for found in self.rows.values()))
        staying = sum(found.checked_in for found in self.rows.values())
        free = sum(_free(found) for found in self.rows.values())
        self._count.setText(
            tr("{n} sites · {staying} checked in · {free} free", n=len(self.rows),
               staying=staying, free=free)
        )  # fmt: skip

    def _saved(self, id_: int) -> None:
        self._leave_page()
        self.load()
        self.choose(id_)

    def _leave_page(self) -> None:
        self.form = self.gate = None
        self._board.leave()

    def _buttons(self) -> list[QWidget]:
        return [
            button(tr("Open from a list …"), "import", on_click=self.open_list),
            button(tr("New shelter"), "plus", "primary", on_click=self.new_site),
        ]

    def _lay_out(self) -> None:
        self._count = quiet("")
        self._chips = {
            "all": Chip(tr("All")),
            "over": Chip(tr("Over capacity"), shape="triangle", tone="red"),
            "near full": Chip(tr("Nearly full"), shape="square", tone="yellow"),
            "room left": Chip(tr("Room left"), shape="circle", tone="safe"),
        }
        for name, chip in self._chips.items():
            chip.clicked.connect(lambda _on, name=name: self.show_view(name))
        empty = empty_state(
            "shelters",
            tr("No shelters yet"),
            tr("Open one by hand, or many from a list of sites with their capacities."),
            *self._buttons(),
        )
        title = row(heading(tr("Shelters")), self._count, None, *self._buttons())
        self._board = Board([title, row(*self._chips.values(), None)], self.detail, empty)
        self._board.fill(self)


def _usable(found: SiteRow) -> int:
    return max(0, found.fill.capacity - found.fill.blocked - found.fill.held)


def _free(found: SiteRow) -> int:
    open_ = found.site.state in (SiteState.OPEN, SiteState.STANDBY)
    return max(0, _usable(found) - found.present) if open_ else 0


def _belongs(found: SiteRow, view: str) -> bool:
    if view == "over":
        return found.over_capacity > 0
    if view == "near full":
        return not found.over_capacity and found.present >= NEAR_FULL * _usable(found)
    return view == "all" or _free(found) > 0

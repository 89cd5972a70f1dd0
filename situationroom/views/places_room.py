"""The page of places: one decision places everybody who says the same words."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from situationroom.commands.place_tables import remove_places
from situationroom.commands.placings import (
    exchange_positions,
    forget_placing,
    place_text,
    take_positions_away,
)
from situationroom.desk import Touched
from situationroom.intake.place_candidates import MOST
from situationroom.intake.resolved_place import ResolvedPlace
from situationroom.models import Placing
from situationroom.texts import language, tr
from situationroom.views import theme, widgets
from situationroom.views.frame import Frame
from situationroom.views.places_import import PlacesImport, save_template
from situationroom.views.places_lines import PARTS, Line, Listed, Part, listed
from situationroom.views.places_panel import WIDTH, PlacesPanel
from situationroom.views.table import Column, RecordTable
from situationroom.views.widgets import Chip, button

KINDS = ("person", "place", "placing", "incident")
SHEETS = "*.csv *.tsv *.txt *.xlsx *.xls *.xlsb *.ods"


class PlacesRoom(QWidget):
    """Words on the left with how many say them; proposals by number on the right."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._part: Part = "words"
        self._found: Listed | None = None
        self._stale = False
        self.importing: PlacesImport | None = None
        self.chips = {part: Chip(name) for part, name in _names().items()}
        self.table = RecordTable(self._desk, "places", _columns(), self._rows, self)
        self.panel = PlacesPanel(lambda: self._desk.incident.country)
        self._lay_out()
        self._listen()
        self._look()

    # --- what others ask of it -----------------------------------------------------------------

    def show_view(self, view: str) -> None:
        """'words', 'positions', 'decided', 'places'; 'import' chooses tables."""
        if view == "import":
            self.choose_tables()
        elif view in self.chips:
            self._choose(view)

    def choose_tables(self) -> None:
        """Ask for tables of places and show what they would change."""
        patterns = tr("Spreadsheets ({patterns})", patterns=SHEETS)
        names, _ = QFileDialog.getOpenFileNames(self, tr("Import places"), "", patterns)
        if names:
            self.import_tables(names)

    def import_tables(self, names: Sequence[str]) -> None:
        """What these tables would change, before anything is stored."""
        self._leave_import()
        self.importing = PlacesImport(self._frame, names)
        self.importing.done.connect(self._imported)
        self.importing.left.connect(self._leave_import)
        self._pages.addWidget(self.importing)
        self._pages.setCurrentWidget(self.importing)
        self.importing.setFocus()

    @property
    def line(self) -> Line | None:
        """The line that is chosen."""
        ids = self.table.selected_ids()
        lines = self._lines()
        return lines[ids[0] - 1] if len(ids) == 1 and ids[0] <= len(lines) else None

    # --- the list follows the incident ---------------------------------------------------------

    def _look(self) -> None:
        self._desk.latest("places-page", self._arrived, listed, self._desk.incident.country)

    def _arrived(self, found: Listed) -> None:
        self._found = found
        for part, chip in self.chips.items():
            chip.set_count(len(found.lines[part]))
        self._fill()

    def _fill(self) -> None:
        """The lines of the part chosen; a line stays chosen by its place in the list."""
        chosen = self.table.selected_ids()
        lines = self._lines()
        self.table.set_empty(*_nothing(self._part))
        self.table.refresh()
        self.table.set_ids(range(1, len(lines) + 1))
        if lines:
            self.table.select_ids([min(chosen[0] if chosen else 1, len(lines))], tell=True)
        self._show()

    def _lines(self) -> list[Line]:
        return self._found.lines[self._part] if self._found else []

    def _rows(self, _connection: object, ids: Sequence[int]) -> dict[int, Line]:
        lines = self._lines()
        return {id_: lines[id_ - 1] for id_ in ids if id_ <= len(lines)}

    def _changed(self, touched: Touched) -> None:
        if touched.any_of(*KINDS):
            self._stale = not self.isVisible()
            if not self._stale:
                self._look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._look()

    # --- acts ----------------------------------------------------------------------------------

    def place(self, at: ResolvedPlace) -> None:
        """Everybody who says the chosen words is there."""
        line = self.line
        if line is None or line.words is None:
            return
        name = (at.name_zh or at.name_en) if language() == "zh" else at.name_en
        city = at.city_en
        draft = Placing(0, line.words.text, "", name, city, at.country, at.lat, at.lon,
                        at.precision, at.uncertainty_m)  # fmt: skip
        job = self._run(place_text, draft)
        job.succeeded.connect(lambda n: self._frame.say(
            tr("{text} placed at {place}: {n} persons", text=draft.text, place=name, n=n)
        ))  # fmt: skip

    def _pick(self, number: int, _ids: list[int]) -> None:
        self.panel.pick(number)

    def _on_persons(self, command: Callable[..., Any]) -> None:
        if self.line is not None and self.line.persons:
            self._run(command, self.line.persons)

    def _forget(self) -> None:
        if self.line is not None and self.line.placing is not None:
            self._run(forget_placing, self.line.placing.id)

    def _remove(self) -> None:
        if self.line is not None and self.line.place is not None:
            self._run(remove_places, [self.line.place.id])

    def _list(self) -> None:
        if self.line is not None and self.line.persons:
            self._frame.list_persons(self.line.persons)

    def _run(self, command: Callable[..., Any], *args: Any) -> Any:
        job = self._desk.run(command, *args)
        job.on_refusal = self.panel.error.say_error
        self.table.setFocus()
        return job

    def _imported(self) -> None:
        self._leave_import()
        self._choose("places")

    def _leave_import(self) -> None:
        if self.importing is not None:
            self._pages.removeWidget(self.importing)
            self.importing.deleteLater()
            self.importing = None
        self._pages.setCurrentIndex(0)
        self.table.setFocus()

    # --- the parts -----------------------------------------------------------------------------

    def _choose(self, part: Part) -> None:
        self._part = part
        self.chips[part].setChecked(True)
        self.table.clearSelection()
        self._fill()
        self.table.setFocus()

    def _show(self) -> None:
        known = self._found.known if self._found else None
        self.panel.show_line(self.line, known)

    def _listen(self) -> None:
        keys = {str(n): partial(self._pick, n) for n in range(1, MOST + 1)}
        self.table.set_keys(keys)
        self.table.picked.connect(lambda _ids: self._show())
        self.table.opened.connect(lambda _id: self.panel.field.setFocus())
        self.panel.place_asked.connect(self.place)
        self.panel.exchange_asked.connect(lambda: self._on_persons(exchange_positions))
        self.panel.take_away_asked.connect(lambda: self._on_persons(take_positions_away))
        self.panel.forget_asked.connect(self._forget)
        self.panel.remove_asked.connect(self._remove)
        self.panel.list_asked.connect(self._list)
        self._desk.changed.connect(self._changed)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for part, chip in self.chips.items():
            group.addButton(chip)
            chip.clicked.connect(lambda _on=True, one=part: self._choose(one))
        self.chips[self._part].setChecked(True)
        take = button(tr("Import places …"), "import", on_click=self.choose_tables)
        empty = button(tr("Empty workbook …"), "note", "quiet",
                       on_click=lambda: save_template(self._frame, self))  # fmt: skip
        people = button(tr("List of persons"), "people", "quiet", on_click=self._people)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        beside.addWidget(self.table)
        beside.addWidget(self.panel)
        beside.setStretchFactor(0, 1)
        beside.setSizes([theme.px(700), theme.px(WIDTH)])
        inside = QWidget()
        page = QVBoxLayout(inside)
        page.setContentsMargins(*(theme.px(n) for n in (20, 12, 20, 12)))
        page.setSpacing(theme.px(8))
        page.addWidget(
            widgets.row(widgets.heading(tr("Places and words")), None, people, empty, take)
        )
        page.addWidget(widgets.row(*self.chips.values(), None, gap=6))
        page.addWidget(beside, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(inside)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.setFocusProxy(self.table)

    def _people(self) -> None:
        self._frame.open_room("people", "not on the map")


def _names() -> dict[Part, str]:
    names: dict[Part, str] = {
        "words": tr("To be placed"),
        "positions": tr("Positions to look at"),
        "decided": tr("Decided"),
        "places": tr("Places of this incident"),
    }
    return {part: names[part] for part in PARTS}


def _columns() -> list[Column]:
    return [
        Column("title", tr("Words"), 300, lambda one: one.title, bold=True, stretch=True,
               least=140),
        Column("persons", tr("Persons"), 80, lambda one: str(len(one.persons) or ""),
               align="right", tabular=True),
        Column("more", tr("Proposed or known"), 300, lambda one: one.more, lambda _one: "quiet",
               stretch=True, least=120),
    ]  # fmt: skip


def _nothing(part: Part) -> tuple[str, str]:
    return {
        "words": (
            tr("Everybody who said where they are is on the map"),
            tr("Words that nobody can place stand here, with how many persons say them."),
        ),
        "positions": (
            tr("Every position lies in the country of the incident"),
            tr("Empty, exchanged and foreign positions stand here."),
        ),
        "decided": (
            tr("Nothing was decided yet"),
            tr("What is decided under “To be placed” is remembered here."),
        ),
        "places": (
            tr("No places of this incident yet"),
            tr("Import a table of hotels, work sites or landmarks; it comes before the gazetteer."),
        ),
    }[part]

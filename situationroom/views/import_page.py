"""The preview: sheets, columns, what would become of every row, and one row in full."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from situationroom.intake.results import SheetReading
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.filter_field import FilterField
from situationroom.views.import_acts import ImportActs
from situationroom.views.import_columns import ColumnsTable
from situationroom.views.import_foot import Foot
from situationroom.views.import_row_card import RowCard
from situationroom.views.import_rows import LOOKS, filter_names, outcome_names
from situationroom.views.import_rules import RuleBar
from situationroom.views.import_run import ImportRun
from situationroom.views.import_sheet_line import TURN_KEY, SheetLine
from situationroom.views.import_sheets import SheetTabs, Totals, equation
from situationroom.views.import_shelters import shelter_columns, shelter_rows
from situationroom.views.import_sorting import FILTERS, holding
from situationroom.views.import_table import RowsTable
from situationroom.views.table import RecordTable
from situationroom.views.widgets import Chip, Flow

SOON_MS = 150
"""Waited for the next letter before the rows are looked through."""
ALWAYS = ("", "new")
"""Filters whose chips stand there even with nothing behind them."""


class PreviewPage(QWidget):
    """Shows an ImportRun once there is a plan. ``asked(text)``: something to say in words."""

    noted = Signal(str)

    def __init__(self, run: ImportRun) -> None:
        super().__init__()
        self._run, self.acts = run, ImportActs(run)
        self.which, self._sort, self._originals = "", "problem", False
        self.tabs, self.line, self.columns = SheetTabs(), SheetLine(), ColumnsTable()
        self.totals, self.rules = Totals(), RuleBar(self.acts)
        self.rows, self.card, self.foot = RowsTable(run), RowCard(run, self.acts), Foot(run)
        self.sites = RecordTable(run.desk, "import-sites", shelter_columns(), self._site_rows)
        self.chips = self._make_chips()
        self.as_told = Chip(tr("As it stands in the list"))
        self.sought = FilterField(tr("Find in the rows"), 200, self.rows)
        self.sought.setToolTip("Ctrl+F")
        self._connect()
        self._lay_out()

    # --- what is shown -------------------------------------------------------------------------

    def show_plan(self, *, anew: bool) -> None:
        """The plan as it is now; after a mere choice no row moves."""
        if anew:
            self.tabs.show_sheets(self._sheets(), self._run.sorted)
            self._show_sheet()
        else:
            self._show_counts()
            self._keep_rows()

    def show_again(self, tab: int, which: str, selected: Sequence[int]) -> None:
        """Where an officer was before the window was dressed anew."""
        if 0 <= tab < self.tabs.count():
            self.tabs.setCurrentIndex(tab)
        if which:
            self.show_filter(which)
        self.rows.table.select_ids(list(selected), tell=True)

    def show_filter(self, which: str) -> None:
        """Only rows of one kind; the same again shows all."""
        self.which = "" if which == self.which else which
        self._show_counts()
        self._show_rows()

    def show_original(self, *, on: bool) -> None:
        """The rows as they stand in the list, or as they are read."""
        self._originals = on
        self.as_told.setChecked(on)
        sheet = self._sheet()
        self.rows.show_as(sheet.columns if on and sheet is not None else None)

    def turn(self) -> None:
        """From the reading to the original and back."""
        self.show_original(on=not self.as_told.isChecked())

    def seek(self) -> None:
        """Ctrl+F: type what the rows shall hold."""
        self.sought.setFocus()
        self.sought.selectAll()

    def leave_seeking(self) -> None:
        """Esc in the field: every row again."""
        self.sought.clear()
        self.rows.table.setFocus()

    def walk(self, step: int) -> None:
        """To the next open question (-1: the one before), in the order of the table."""
        ids, table = self.rows.table.ids(), self.rows.table
        found = self._run.sorted.next_open(ids, table.current_id(), step)
        if found is None and self.which:
            self.show_filter("")
            found = self._run.sorted.next_open(self.rows.table.ids(), None, step)
        if found is None:
            self.noted.emit(tr("Nothing is left to look at."))
            return
        self.rows.table.select_ids([found], tell=True)

    def mend(self) -> None:
        """Write into the bad cell of the row."""
        self.card.mend()

    def renew_row(self, place: int) -> None:
        """One row has changed; the plan follows."""
        self._show_counts()
        self.rows.renew([place], self._gone())
        if place == self.card.place:
            self._show_card(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        card = min(theme.px(700), max(theme.px(420), self.width() * 38 // 100))
        self.split.setSizes([self.width() - card, card])

    # --- inside --------------------------------------------------------------------------------

    def _show_sheet(self) -> None:
        key, sheet = self.tabs.key, self._sheet()
        lists = isinstance(sheet, SheetReading)
        self.totals.setVisible(key is None)
        self.rows.name_sheets(on=key is None and bool(self.tabs.keys))
        self.line.setVisible(lists)
        self.columns.setVisible(lists and bool(sheet.columns))
        self.as_told.setVisible(lists)
        self.chip_line.setVisible(lists or key is None)
        self.stack.setCurrentWidget(self.sites if sheet is not None and not lists else self.split)
        if sheet is not None and not lists:
            places = [n for n, row in enumerate(sheet.rows) if row.outcome != "skipped"]
            self.sites.set_ids(places)
        elif key is not None and sheet is not None:
            choices = self._run.choices
            orders = {f: o for (file, name, f), o in choices.orders.items() if (file, name) == key}
            known = key[0] in self._run.read.remembered
            named = key[0] if len({file for file, _ in self._sheets()}) > 1 else ""
            self.line.show_sheet(named, sheet, orders, remembered=known)
            self.columns.show_sheet(sheet, choices.columns.get(key, {}))
        else:
            keys = [(file, one.name) for file, one in self._sheets()]
            self.totals.show_totals(keys, self._run.sorted, outcome_names())
        if self._originals:
            self.show_original(on=lists)
        self._show_counts()
        self._show_rows()

    def _show_counts(self) -> None:
        counts = self._run.sorted.counts(self.tabs.key)
        for name, chip in self.chips.items():
            chip.set_count(counts[name])
            chip.setVisible(counts[name] > 0 or name in ALWAYS or name == self.which)
            chip.setChecked(name == self.which)
        self.rules.show_filter(
            self.which,
            counts.get(self.which, 0),
            self._run.choices.decisions,
            lambda: self.acts.accept_all(self._ids()),
        )
        sites = self.stack.currentWidget() is self.sites
        self.foot.say("" if sites else equation(counts, outcome_names()))

    def _show_rows(self) -> None:
        self.rows.show_rows(self._ids(), self.which)
        table = self.rows.table
        if table.ids() and not table.selected_ids():
            table.select_ids(table.ids()[:1])
            table.scrollToTop()
        self._picked(table.selected_ids())

    def _keep_rows(self) -> None:
        """A new plan of the same rows: nobody moves, what left the filter fades."""
        self.rows.renew(None, self._gone())
        self._picked(self.rows.table.selected_ids())

    def _gone(self) -> list[int]:
        if not self.which:
            return []
        return sorted(set(self.rows.table.ids()) - set(self._ids()))

    def _ids(self) -> list[int]:
        ids = self._run.sorted.ids(self.tabs.key, self.which, self._sort)
        return holding(self._run.plan.rows, ids, self.sought.text())

    def _sorted_by(self, key: str) -> None:
        self._sort = key
        self._show_rows()

    def _picked(self, ids: Sequence[int]) -> None:
        self._show_card(ids[0] if ids else None)

    def _show_card(self, place: int | None) -> None:
        row = self._run.row(place) if place is not None else None
        key = (row.file, row.sheet) if row is not None else None
        sheet = next((s for f, s in self._sheets() if (f, s.name) == key), None)
        self.card.show_place(place, sheet)

    def _sheets(self) -> list[tuple[str, Any]]:
        read = self._run.read
        lists = [(r.file, s) for r in read.lists for s in r.sheets if s.kind == "persons"]
        if not lists:
            lists = [(r.file, s) for r in read.lists for s in r.sheets]
        elif any(s.kind == "none" and s.rows for r in read.lists for s in r.sheets):
            lists = [(r.file, s) for r in read.lists for s in r.sheets if s.rows]
        return lists + [(r.file, s) for r in read.shelters for s in r.sheets if s.header_row]

    def _sheet(self) -> Any:
        key = self.tabs.key
        return next((s for f, s in self._sheets() if (f, s.name) == key), None)

    def _site_rows(self, _connection: Any, ids: Sequence[int]) -> dict[int, Any]:
        sheet = self._sheet()
        return shelter_rows(sheet, ids) if sheet is not None else {}

    # --- the parts -----------------------------------------------------------------------------

    def _make_chips(self) -> dict[str, Chip]:
        made = {}
        for name in FILTERS:
            words = filter_names()[name]
            made[name] = Chip(words, 0)
            if look := LOOKS.get(name):
                made[name] = Chip(words, 0, look[1], look[0])
            made[name].clicked.connect(lambda _on=True, n=name: self.show_filter(n))
        return made

    def _connect(self) -> None:
        acts = self.acts
        self.tabs.chosen.connect(lambda _key: self._show_sheet())
        self.totals.opened.connect(lambda k: self.tabs.setCurrentIndex(self.tabs.keys.index(k)))
        self.columns.mapped.connect(self.remap)
        self.line.headed.connect(lambda row: self._on_sheet(lambda key: acts.below(key, row)))
        self.line.ordered.connect(
            lambda field, order: self._on_sheet(lambda key: acts.order_column(key, field, order))
        )
        self.line.forgotten.connect(lambda: self._on_sheet(lambda k: acts.read_automatically(k[0])))
        self.line.turned.connect(self._turn_names)
        self.as_told.clicked.connect(lambda on: self.show_original(on=on))
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._show_rows)
        self.sought.textChanged.connect(lambda _text: self._soon.start())
        self.rows.picked.connect(self._picked)
        self.rows.opened.connect(lambda _place: self.mend())
        self.rows.sort_changed.connect(self._sorted_by)
        self.card.walked.connect(self.walk)
        self.keys: dict[str, Callable[[list[int]], object]] = {
            "S": acts.same_person,
            "N": lambda ids: acts.settle(ids, "new"),
            "X": lambda ids: acts.settle(ids, "skip"),
            "K": lambda ids: acts.sides(ids, "here"),
            "T": lambda ids: acts.sides(ids, "list"),
            "P": acts.accept_all,
            TURN_KEY: lambda ids: acts.turn_names_of(ids[0]),
            "D": lambda ids: acts.order_first(ids[0], "dmy"),
            "M": lambda ids: acts.order_first(ids[0], "mdy"),
        }
        self.rows.set_keys(self.keys)

    def remap(self, index: int, field: str) -> None:
        """Read a column of the sheet as another field ('' for not at all)."""
        sheet = self._sheet()
        if isinstance(sheet, SheetReading) and self.tabs.key is not None:
            self.acts.remap(self.tabs.key[0], sheet, index, field)

    def _turn_names(self) -> None:
        sheet = self._sheet()
        if isinstance(sheet, SheetReading) and self.tabs.key is not None:
            self.acts.turn_names(self.tabs.key[0], sheet)

    def _on_sheet(self, do: Callable[[tuple[str, str]], object]) -> None:
        if self.tabs.key is not None:
            do(self.tabs.key)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        left, inside = QWidget(), QVBoxLayout()
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.setSpacing(theme.px(8))
        left.setLayout(inside)
        inside.addWidget(self.rules)
        inside.addWidget(self.rows, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(self.card)
        self.split.setStretchFactor(0, 1)
        self.split.setChildrenCollapsible(False)
        self.card.setMinimumWidth(theme.px(360))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.sites)
        for part in (self.tabs, self.line, self.columns, self.totals):
            outer.addWidget(part)
        self.chip_line = self._chip_line()
        outer.addWidget(self.chip_line)
        outer.addWidget(self.stack, 1)
        outer.addWidget(self.foot)

    def _chip_line(self) -> QWidget:
        box = QWidget()
        flow = Flow(box, theme.px(6))
        for chip in self.chips.values():
            flow.addWidget(chip)
        flow.addWidget(widgets.line(upright=True))
        flow.addWidget(self.as_told)
        flow.addWidget(self.sought)
        return box

"""The rows of the preview as a table: as they are read, or as they stand in the list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from situationroom.commands.imports import PlannedRow
from situationroom.intake.results import ColumnReading, Problem
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.import_rows import original_columns, reading_columns
from situationroom.views.import_run import ImportRun
from situationroom.views.import_sorting import open_problems
from situationroom.views.table import RecordTable


class RowsTable(QStackedWidget):
    """``picked(ids)``, ``opened(id)`` and ``sort_changed(key)`` as of the table that is shown."""

    picked = Signal(list)
    opened = Signal(int)
    sort_changed = Signal(str)

    def __init__(self, run: ImportRun) -> None:
        super().__init__()
        self._run, self.which = run, ""
        self._keys: Mapping[str, Callable[[list[int]], object]] = {}
        self._headers: tuple[tuple[str, str | None], ...] = ()
        self.reading = self._add("import", reading_columns(self._problems, lambda: self.which))
        self.original: RecordTable | None = None

    @property
    def table(self) -> RecordTable:
        """The table that is shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, RecordTable) else self.reading

    def set_keys(self, keys: Mapping[str, Callable[[list[int]], object]]) -> None:
        """What letters do to the selected rows."""
        self._keys = keys
        for one in (self.reading, self.original):
            if one is not None:
                one.set_keys(keys)

    def show_as(self, columns: Sequence[ColumnReading] | None) -> None:
        """The list's own columns, or with None what was read."""
        before = self.table
        if columns is None:
            self.setCurrentWidget(self.reading)
        else:
            self._make_original(columns)
        if self.table is not before:
            self.table.set_ids(before.ids())
            self.table.select_ids(before.selected_ids())
            self.table.setFocus()

    def name_sheets(self, *, on: bool) -> None:
        """Say the sheet of every row, where several are shown together."""
        places = [n for n, c in enumerate(self.reading.records.columns) if c.key == "sheet"]
        self.reading.setColumnHidden(places[0], not on)
        self.reading.columns.stretch()

    def show_rows(self, ids: Sequence[int], which: str = "") -> None:
        """These places of the plan under a filter; the row under the cursor stays where it is."""
        self.which = which
        self.table.records.forget(None)
        self.table.fade(())
        self.table.set_ids(ids)

    def renew(self, ids: Sequence[int] | None, gone: Sequence[int] = ()) -> None:
        """Paint rows again (None: all); ``gone`` have left the filter but keep their place."""
        self.table.fade(gone)
        self.table.refresh(ids)

    def _make_original(self, columns: Sequence[ColumnReading]) -> None:
        headers = tuple((one.header, one.field) for one in columns)
        if self.original is None or headers != self._headers:
            if self.original is not None:
                self.removeWidget(self.original)
                self.original.deleteLater()
            made = original_columns(columns, self._problems)
            self.original, self._headers = self._add("import-original", made), headers
        self.setCurrentWidget(self.original)

    def _add(self, name: str, columns: Sequence[Any]) -> RecordTable:
        made = RecordTable(self._run.desk, name, columns, self._rows)
        made.setAccessibleName(tr("Rows of the list"))
        made.set_empty(tr("No rows here"), tr("Choose another filter or another sheet."))
        made.set_keys(self._keys)
        made.picked.connect(self.picked)
        made.opened.connect(self.opened)
        made.sort_changed.connect(lambda key, _descending: self.sort_changed.emit(key))
        made.setMinimumHeight(theme.px(120))
        self.addWidget(made)
        return made

    def _rows(self, _connection: Any, ids: Sequence[int]) -> dict[int, PlannedRow]:
        rows = self._run.plan.rows
        return {place: rows[place] for place in ids if place < len(rows)}

    def _problems(self, row: PlannedRow) -> Sequence[Problem]:
        return open_problems(row, self._run.choices)

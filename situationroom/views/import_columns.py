"""The columns of one sheet as they are read, each to be changed; its first rows as they stand."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from situationroom.intake.results import ColumnReading
from situationroom.intake.row import letter
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.import_field_button import FieldButton
from situationroom.views.import_field_picker import FieldPicker

FIRST_ROWS = 3
LOW = 820  # pixels of a window that has room for fewer rows
WIDEST, CELLS = 230, 120
"""Pixels a column takes at most, and at most for what stands in its cells."""
Index = QModelIndex | QPersistentModelIndex


class ColumnsTable(QTableWidget):
    """``mapped(index, field)`` when the officer reads a column as another field ('' for none)."""

    mapped = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[FieldButton] = []
        self._sheet: Any = None
        self._chosen: Mapping[int, str | None] = {}
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAccessibleName(tr("Columns"))
        self.setItemDelegate(_WholeCells(self))
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_sheet(self, sheet: Any, chosen: Mapping[int, str | None]) -> None:
        """Another sheet (a SheetReading): its columns, its first rows under them."""
        self._sheet, self._chosen = sheet, chosen
        self.clear()
        columns = sheet.columns
        first = self._first_rows()
        self.setRowCount(1 + len(first))
        self.setColumnCount(len(columns))
        self.setVerticalHeaderLabels([tr("Read as"), *(str(row.row) for row in first)])
        names = [column.header.strip() or letter(column.index) for column in columns]
        self.setHorizontalHeaderLabels(names)
        self.buttons = [self._button(place, column) for place, column in enumerate(columns)]
        for number, row in enumerate(first, start=1):
            for place, column in enumerate(columns):
                self.setItem(number, place, _cell(row, column))
        self._size()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focus_column(self, index: int) -> None:
        """The keyboard to a column; it comes into view."""
        if self.buttons:
            self.buttons[index % len(self.buttons)].setFocus()
            self.scrollTo(self.model().index(0, index % len(self.buttons)))

    def ask_field(self, place: int, typed: str = "") -> FieldPicker:
        """Open the list of fields under a column."""
        column = self._sheet.columns[place]
        used = {c.field: c.header for c in self._sheet.columns if c.field and c is not column}
        picker = FieldPicker(self, column.field, used)
        picker.picked.connect(lambda field: self.mapped.emit(column.index, field))
        picker.open_at(self.buttons[place], typed)
        return picker

    def _first_rows(self) -> list[Any]:
        read = [row for row in self._sheet.rows[:200] if row.outcome != "skipped"]
        low = self.window().height() < theme.px(LOW)
        return list(read or self._sheet.rows)[: FIRST_ROWS - 1 if low else FIRST_ROWS]

    def _button(self, place: int, column: ColumnReading) -> FieldButton:
        made = FieldButton(column, chosen=column.index in self._chosen and bool(column.field))
        made.asked.connect(lambda typed: self.ask_field(place, typed))
        made.moved.connect(lambda by: self.focus_column(place + by))
        holder = QWidget()
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(made)
        self.setCellWidget(0, place, holder)
        return made

    def _fit(self) -> None:
        """Every column as wide as its header and its reading need, and a share of what is left."""
        metrics, places = self.fontMetrics(), range(len(self.buttons))
        needed = []
        for place in places:
            header = self.horizontalHeaderItem(place)
            named = metrics.horizontalAdvance(header.text()) if header else 0
            told = (self.item(n, place) for n in range(1, self.rowCount()))
            texts = [metrics.horizontalAdvance(item.text()) for item in told if item]
            cells = min(max(texts, default=0), theme.px(CELLS))
            wanted = max(self.buttons[place].sizeHint().width(), max(named, cells) + theme.px(28))
            needed.append(min(wanted, theme.px(WIDEST)))
        left = max(0, self.viewport().width() - sum(needed))
        for place, width in zip(places, needed, strict=True):
            self.setColumnWidth(place, width + min(left // len(needed), theme.px(60)))

    def _size(self) -> None:
        line = theme.px(26)
        self.verticalHeader().setDefaultSectionSize(line)
        if self.rowCount():
            self.setRowHeight(0, theme.px(50))
        rows = line * (self.rowCount() - 1) + theme.px(50)
        self.setFixedHeight(rows + theme.px(32) + theme.px(14))


class _WholeCells(QStyledItemDelegate):
    """Widgets in cells fill them; the padding is for text."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]


def _cell(row: Any, column: ColumnReading) -> QTableWidgetItem:
    cells = row.cells_in_order
    text = cells[column.index] if column.index < len(cells) else ""
    text = row.fixed.get(column.index, text)
    item = QTableWidgetItem(" ".join(text.split())[:200])
    item.setToolTip(text[:2000])
    if column.field is None:
        item.setForeground(QColor(theme.colours().quiet))
    return item

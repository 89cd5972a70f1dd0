"""The columns of one sheet as they are read, each to be changed; its first rows as they stand."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from situationroom.commands.imports import fields
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.choice import Choice
from situationroom.views.import_names import field_names

FIRST_ROWS = 4
SURE, LIKELY = 0.9, 0.6
"""From here on a column counts as recognised for sure, or probably."""


class ColumnsTable(QTableWidget):
    """``mapped(index, field)`` when the officer reads a column as another field ('' for none)."""

    mapped = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setAccessibleName(tr("Columns"))
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_sheet(self, sheet: Any) -> None:
        """Another sheet (a SheetReading): its columns, its first rows under them."""
        columns = sheet.columns
        read = [row for row in sheet.rows if row.outcome != "skipped"]
        first = (read or list(sheet.rows))[:FIRST_ROWS]
        self.clear()
        self.setRowCount(1 + len(first))
        self.setColumnCount(len(columns))
        self.setVerticalHeaderLabels([tr("Read as"), *(str(row.row) for row in first)])
        self.setHorizontalHeaderLabels([column.header or "—" for column in columns])
        for place, column in enumerate(columns):
            self.setCellWidget(0, place, self._choice(column))
            for number, row in enumerate(first, start=1):
                cells = row.cells_in_order
                text = cells[column.index] if column.index < len(cells) else ""
                item = QTableWidgetItem(" ".join(text.split())[:200])
                item.setToolTip(text[:2000])
                if column.field is None:
                    item.setForeground(QColor(theme.colours().quiet))
                self.setItem(number, place, item)
        self._size()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Every column as wide as its header and its reading need, and a share of what is left."""
        places = range(self.columnCount())
        needed = [min(self._needed(place), theme.px(240)) for place in places]
        left = max(0, self.viewport().width() - sum(needed))
        for place, width in zip(places, needed, strict=True):
            more = min(left // len(needed), theme.px(60))
            self.setColumnWidth(place, width + more)

    def _needed(self, place: int) -> int:
        header, cell = self.horizontalHeaderItem(place), self.cellWidget(0, place)
        box = cell.findChild(Choice) if cell else None
        metrics = self.fontMetrics()
        read = metrics.horizontalAdvance(box.currentText()) if box else 0
        named = metrics.horizontalAdvance(header.text()) if header else 0
        return max(read + theme.px(78), named + theme.px(18), theme.px(90))

    def _choice(self, column: Any) -> QWidget:
        index, field, sure = column.index, column.field, column.confidence
        box = Choice()
        box.addItem(tr("not read"), "")
        names = field_names()
        for name in fields():
            box.addItem(names.get(name, name), name)
        box.setCurrentIndex(max(0, box.findData(field or "")))
        box.setAccessibleName(column.header)
        box.setMinimumWidth(0)
        box.activated.connect(lambda _n: self.mapped.emit(index, box.currentData()))
        made = QWidget()
        inside = QHBoxLayout(made)
        inside.setContentsMargins(6, 3, 2, 3)
        inside.setSpacing(4)
        inside.addWidget(_confidence(field, sure))
        inside.addWidget(box, 1)
        return made

    def _size(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(28))
        if self.rowCount():
            self.setRowHeight(0, theme.px(42))
        rows = theme.px(28) * (self.rowCount() - 1) + theme.px(42)
        self.setFixedHeight(rows + theme.px(32) + theme.px(16))


def _confidence(field: str | None, sure: float) -> QLabel:
    """How sure the reading of a column is: shape, colour and words on hover."""
    from situationroom.views.icons import shape_pixmap

    look, sign = theme.colours(), QLabel()
    if field is None:
        shape, colour, words = "ring", look.unknown, tr("This column is not read.")
    elif sure >= SURE:
        shape, colour, words = "circle", look.safe, tr("Recognised for sure")
    elif sure >= LIKELY:
        shape, colour, words = "diamond", look.yellow, tr("Probably; look at it")
    else:
        shape, colour, words = "triangle", look.orange, tr("A guess; look at it")
    sign.setPixmap(shape_pixmap(shape, colour, theme.px(10)))  # type: ignore[arg-type]
    sign.setToolTip(f"{words} ({sure:.0%})")
    return sign

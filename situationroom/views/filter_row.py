"""A table's header with a row of fields below the titles, one a column."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from situationroom.store.queries.fields import Fields
from situationroom.views import theme
from situationroom.views.column_field import ChosenField, TypedField
from situationroom.views.table_column import Column

HEIGHT = 34
"""Pixels of the row at the normal text size."""


class FilterRow(QHeaderView):
    """``asked(fields)`` whenever what is looked for has become another; ``left()`` on Esc."""

    asked = Signal(tuple)
    left = Signal()

    def __init__(self, table: QTableView, columns: Sequence[Column]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._columns = tuple(columns)
        self._shown = False
        self.fields: dict[str, TypedField | ChosenField] = {}
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in columns:
            if column.ask is not None:
                kind = ChosenField if column.ask.kind == "choice" else TypedField
                made = kind(self, column, column.ask)
                made.asked.connect(self._ask)
                made.left.connect(self.left)
                made.hide()
                self.fields[column.key] = made
        self.sectionResized.connect(self._place)
        self.sectionMoved.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def show_row(self, shown: bool) -> None:
        """The fields, or the titles alone; fields that go are emptied."""
        self._shown = shown
        if not shown and self.wanted():
            self.put(())
            self._ask()
        self.updateGeometries()
        self.geometriesChanged.emit()

    def enter(self) -> None:
        """The keyboard into the first field that can be seen."""
        order = [self._columns[self.logicalIndex(place)].key for place in range(self.count())]
        seen = [key for key in order if key in self.fields and self.fields[key].isVisible()]
        if seen:
            self.fields[seen[0]].setFocus()

    def wanted(self) -> Fields:
        """What is looked for, column by column."""
        return tuple((key, one.wanted()) for key, one in self.fields.items() if one.wanted())

    def put(self, fields: Fields) -> None:
        """Show what is looked for; says nothing."""
        told = dict(fields)
        for key, one in self.fields.items():
            one.put(told.get(key, ()))
            one.set_problem("")

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), size.height() + self._height())

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._height())
        super().updateGeometries()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _height(self) -> int:
        return theme.px(HEIGHT) if self._shown else 0

    def _ask(self) -> None:
        self.asked.emit(self.wanted())

    def _place(self, *_moved: int) -> None:
        # From below: what the header would like is nothing while the model is being reset.
        top, height = self.height() - self._height() + 3, theme.px(HEIGHT) - 8
        for number, column in enumerate(self._columns):
            field = self.fields.get(column.key)
            if field is None:
                continue
            left, width = self.sectionViewportPosition(number), self.sectionSize(number)
            field.setGeometry(left + 3, top, max(0, width - 6), height)
            seen = 0 < left + width // 2 < self.width() and not self.isSectionHidden(number)
            field.setVisible(self._shown and width > 0 and seen)

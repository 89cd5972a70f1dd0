"""Which columns a table shows, in what order and how wide; remembered from day to day."""

from typing import cast

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QTableView

from situationroom.texts import tr
from situationroom.views import table_memory
from situationroom.views.table_column import Column

NARROWEST, WIDEST = 36, 900
"""Pixels a column may take."""


class ColumnLayout(QObject):
    """Stands at a table's header: order, width, visibility, dense rows. ``dense_changed()``."""

    dense_changed = Signal()

    def __init__(self, table: QTableView, name: str, columns: tuple[Column, ...]) -> None:
        super().__init__(table)
        self._name = name
        self._columns = columns
        self.dense = False
        self._saver = QTimer(self, interval=400, singleShot=True)
        self._recall()
        self._saver.timeout.connect(self.keep)
        head = self._table.horizontalHeader()
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._choose)
        head.sectionMoved.connect(self._keep_soon)
        head.sectionResized.connect(self._resized)

    @property
    def _table(self) -> QTableView:
        return cast("QTableView", self.parent())

    def shown(self) -> list[Column]:
        """The visible columns in their visible order."""
        head = self._table.horizontalHeader()
        order = [head.logicalIndex(place) for place in range(head.count())]
        return [self._columns[n] for n in order if not self._table.isColumnHidden(n)]

    def set_dense(self, dense: bool) -> None:
        """28 px rows instead of 36."""
        self.dense = dense
        self.dense_changed.emit()
        self._saver.start()

    def stretch(self) -> None:
        """Whatever width is left goes to the columns that stretch, never below their own width."""
        table = self._table
        shown = [n for n in range(len(self._columns)) if not table.isColumnHidden(n)]
        loose = [n for n in shown if self._columns[n].stretch]
        fixed = sum(table.columnWidth(n) for n in shown if n not in loose)
        wished = sum(self._columns[n].width for n in loose)
        room = table.viewport().width() - fixed
        for number in loose:
            width = self._columns[number].width
            table.setColumnWidth(number, max(width, room * width // wished))

    def menu(self) -> QMenu:
        """The menu that shows and hides columns, and sets the row height."""
        menu = QMenu(self._table)
        for number, column in enumerate(self._columns):
            action = menu.addAction(column.title or column.key)
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(number))
            action.toggled.connect(lambda shown, n=number: self.show_column(n, shown=shown))
        menu.addSeparator()
        dense = menu.addAction(tr("Dense rows"))
        dense.setCheckable(True)
        dense.setChecked(self.dense)
        dense.toggled.connect(self.set_dense)
        return menu

    def show_column(self, number: int, *, shown: bool) -> None:
        """Show or hide the column with this place in the table's definition."""
        self._table.setColumnHidden(number, not shown)
        if shown and self._table.columnWidth(number) < NARROWEST:
            self._table.setColumnWidth(number, self._columns[number].width)
        self.stretch()
        self._saver.start()

    def keep(self) -> None:
        """Remember the layout now."""
        head = self._table.horizontalHeader()
        every = list(enumerate(self._columns))
        hidden = [c.key for n, c in every if self._table.isColumnHidden(n)]
        widths = {
            c.key: self._table.columnWidth(n)
            for n, c in every
            if not c.stretch and c.key not in hidden
        }
        order = [self._columns[head.logicalIndex(place)].key for place in range(head.count())]
        kept = {"order": order, "widths": widths, "hidden": hidden, "dense": self.dense}
        table_memory.keep(self._name, kept)

    def _recall(self) -> None:
        kept, head = table_memory.recall(self._name), self._table.horizontalHeader()
        widths, hidden = kept.get("widths", {}), kept.get("hidden")
        scale = max(1.0, self._table.fontMetrics().height() / 18)  # 18 px: the line of 13 px text
        for number, column in enumerate(self._columns):
            wide = widths.get(column.key)
            wide = wide if isinstance(wide, int) else round(column.width * scale)
            self._table.setColumnWidth(number, min(max(wide, NARROWEST), WIDEST))
            away = column.hidden if hidden is None else column.key in hidden
            self._table.setColumnHidden(number, away)
        known = [column.key for column in self._columns]
        for place, key in enumerate(k for k in kept.get("order", []) if k in known):
            head.moveSection(head.visualIndex(known.index(key)), place)
        self.dense = bool(kept.get("dense", False))

    def _resized(self, section: int) -> None:
        if not self._columns[section].stretch:
            self.stretch()
            self._saver.start()

    def _keep_soon(self, *_moved: int) -> None:
        self._saver.start()

    def _choose(self, at: QPoint) -> None:
        menu = self.menu()
        menu.exec(self._table.horizontalHeader().mapToGlobal(at))
        menu.deleteLater()

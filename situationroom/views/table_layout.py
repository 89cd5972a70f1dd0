"""Which columns a table shows, in what order and how wide; remembered from day to day."""

from itertools import accumulate
from math import floor
from typing import Any, cast

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QTableView

from situationroom.texts import tr
from situationroom.views import table_memory, theme
from situationroom.views.table_column import Column

NARROWEST, WIDEST = 36, 900
"""Pixels a column may take."""


class ColumnLayout(QObject):
    """Stands at a table's header: order, width, visibility, dense rows, the filter row.

    ``dense_changed()``, ``filtering_changed(shown)``.
    """

    dense_changed = Signal()
    filtering_changed = Signal(bool)

    def __init__(self, table: QTableView, name: str, columns: tuple[Column, ...]) -> None:
        super().__init__(table)
        self._name = name
        self._columns = columns
        self.dense = False
        self.filtering = True
        self._busy = False
        self._chosen: dict[int, int] = {}  # widths the officer gave, which are not touched
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
        """Fill the table's width: columns that stretch take what is left; where there is too
        little, columns give way down to their ``least``. What does not fit even so lies behind
        the edge, whole, and no column is cut by it."""
        room = self._table.viewport().width()
        wished = {n: self._wished(n) for n in self._in_order()}
        seen = self._first(wished, room)
        left = room - sum(seen.values())
        can = self._can_grow(seen) if left > 0 else self._can_shrink(seen)
        total = sum(can.values())
        share = max(-1.0, left / total) if total else 0.0
        fitted = {n: wide + floor(can.get(n, 0) * share) for n, wide in wished.items()}
        if can and total:
            last = list(seen)[-1]
            fitted[last] += max(0, room - sum(fitted[n] for n in seen))  # what rounding left over
        self._busy = True
        for number, wide in fitted.items():
            self._table.setColumnWidth(number, wide)
        self._busy = False

    def _in_order(self) -> list[int]:
        head = self._table.horizontalHeader()
        order = (head.logicalIndex(place) for place in range(head.count()))
        return [n for n in order if not self._table.isColumnHidden(n)]

    def _wished(self, number: int) -> int:
        return self._chosen.get(number) or theme.px(self._columns[number].width)

    def _least(self, number: int) -> int:
        least = self._columns[number].least
        return theme.px(least) if least and number not in self._chosen else self._wished(number)

    def _can_grow(self, wished: dict[int, int]) -> dict[int, int]:
        return {n: wide for n, wide in wished.items() if self._columns[n].stretch}

    def _can_shrink(self, wished: dict[int, int]) -> dict[int, int]:
        return {n: max(0, wide - self._least(n)) for n, wide in wished.items()}

    def _first(self, wished: dict[int, int], room: int) -> dict[int, int]:
        """The first columns, as many as have room at their least."""
        taken = accumulate(self._least(n) for n in wished)
        return {n: wished[n] for n, width in zip(wished, taken, strict=True) if width <= room}

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
        if any(column.ask for column in self._columns):
            row = menu.addAction(tr("Filter row"))
            row.setCheckable(True)
            row.setChecked(self.filtering)
            row.toggled.connect(self.show_filters)
        return menu

    def show_column(self, number: int, *, shown: bool) -> None:
        """Show or hide the column with this place in the table's definition."""
        self._table.setColumnHidden(number, not shown)
        self.stretch()
        self._saver.start()

    def keep(self) -> None:
        """Remember the layout now."""
        table_memory.keep(self._name, {**self.told(), "filters": self.filtering})

    def told(self) -> dict[str, Any]:
        """Order, widths and visibility as they are kept, here and with a saved view."""
        head = self._table.horizontalHeader()
        every = list(enumerate(self._columns))
        hidden = [c.key for n, c in every if self._table.isColumnHidden(n)]
        widths = {self._columns[n].key: wide for n, wide in self._chosen.items()}
        order = [self._columns[head.logicalIndex(place)].key for place in range(head.count())]
        return {"order": order, "widths": widths, "hidden": hidden, "dense": self.dense}

    def put(self, kept: dict[str, Any]) -> None:
        """Lay the columns out as a saved view has kept them; nothing kept leaves them alone."""
        if kept:
            self._chosen.clear()
            self._take(kept)
            self.dense_changed.emit()
            self.stretch()
            self._saver.start()

    def show_filters(self, shown: bool) -> None:
        """The row of fields below the titles, or not."""
        self.filtering = shown
        self.filtering_changed.emit(shown)
        self._saver.start()

    def _recall(self) -> None:
        kept = table_memory.recall(self._name)
        self.filtering = bool(kept.get("filters", True))
        self._take(kept)

    def _take(self, kept: dict[str, Any]) -> None:
        head = self._table.horizontalHeader()
        told, hidden, order = (kept.get(name) for name in ("widths", "hidden", "order"))
        widths = told if isinstance(told, dict) else {}
        for number, column in enumerate(self._columns):
            wide = widths.get(column.key)
            if isinstance(wide, int):
                self._chosen[number] = wide = min(max(wide, NARROWEST), WIDEST)
            self._table.setColumnWidth(number, wide or theme.px(column.width))
            away = column.key in hidden if isinstance(hidden, list) else column.hidden
            self._table.setColumnHidden(number, away)
        known = [column.key for column in self._columns]
        listed = order if isinstance(order, list) else []
        for place, key in enumerate(k for k in listed if k in known):
            head.moveSection(head.visualIndex(known.index(key)), place)
        self.dense = bool(kept.get("dense", False))

    def _resized(self, section: int, _old: int, new: int) -> None:
        # A hidden column is one of no width; what fits the table was chosen by nobody.
        if new and not self._busy and not self._columns[section].stretch:
            self._chosen[section] = new
            self.stretch()
            self._saver.start()

    def _keep_soon(self, *_moved: int) -> None:
        self._saver.start()

    def _choose(self, at: QPoint) -> None:
        menu = self.menu()
        menu.exec(self._table.horizontalHeader().mapToGlobal(at))
        menu.deleteLater()

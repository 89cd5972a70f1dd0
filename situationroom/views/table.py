"""The table of every room: ids in order, pages fetched when looked at, nothing that jumps."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from situationroom.desk import Desk
from situationroom.views import theme
from situationroom.views.table_column import Column, Label, Row
from situationroom.views.table_layout import ColumnLayout
from situationroom.views.table_model import RecordModel, RowsQuery
from situationroom.views.table_paint import CellPainter

__all__ = ["Column", "Label", "RecordTable", "Row"]

_Flag = QItemSelectionModel.SelectionFlag
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class RecordTable(QTableView):
    """A table of records by id.

    ``picked(ids)`` when the selection changes, ``opened(id)`` on Enter or a double click,
    ``sort_changed(key, descending)`` when a header is clicked, ``menu_asked(QPoint)`` (global)
    for a context menu. ``name`` is what its columns' layout is remembered under.
    ``rows`` is a query ``(connection, ids) -> dict[id, row]``.
    """

    picked = Signal(list)
    opened = Signal(int)
    sort_changed = Signal(str, bool)
    menu_asked = Signal(QPoint)

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column],
        rows: RowsQuery,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.records = RecordModel(desk, columns, rows)
        self.records.setParent(self)
        self.setModel(self.records)
        self.paints = CellPainter(self, self.records)
        self.setItemDelegate(self.paints)
        self._empty = ("", "")
        self._keys: dict[str, Callable[[list[int]], object]] = {}
        self._behave()
        self._head()
        self.columns = ColumnLayout(self, name, self.records.columns)
        self.columns.dense_changed.connect(self._size_rows)
        self._clock = QTimer(self, interval=1_000)
        self._clock.timeout.connect(self.tick)
        self.selectionModel().selectionChanged.connect(
            lambda: self.picked.emit(self.selected_ids())
        )
        self.selectionModel().currentChanged.connect(self._current_moved)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.records.ids[index.row()]))
        self._size_rows()

    # --- what is shown -------------------------------------------------------------------------

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these records. The row under the mouse (else the current one) stays where it is."""
        selected = self.selected_ids()
        current = self.current_id()
        with self._in_place(), self._quietly():
            self.records.set_ids(ids)
            self._select(selected, current)
        if self.selected_ids() != selected:
            self.picked.emit(self.selected_ids())
        self.viewport().update()

    def ids(self) -> list[int]:
        """The records shown, in order."""
        return self.records.ids

    def refresh(self, ids: Iterable[int] | None = None) -> None:
        """Fetch and paint these rows again (all of them with None); nothing moves."""
        self.records.forget(ids)
        self.viewport().update()

    def set_empty(self, title: str, what_to_do: str = "") -> None:
        """What stands in the middle while there are no rows."""
        self._empty = (title, what_to_do)
        self.viewport().update()

    def mark(self, ids: Iterable[int]) -> None:
        """Put the dot of a new row beside these."""
        self.paints.marked = frozenset(ids)
        self.viewport().update()

    def fade(self, ids: Iterable[int]) -> None:
        """Paint these rows faintly: they have left the view but keep their place."""
        self.paints.faded = frozenset(ids)
        self.viewport().update()

    def set_keys(self, keys: Mapping[str, Callable[[list[int]], object]]) -> None:
        """What single keys ('A', '1') do to the selected records while the table has the focus."""
        self._keys = dict(keys)

    def tick(self) -> None:
        """Paint the visible cells of live columns again; nothing is fetched, nothing moves."""
        for number, column in enumerate(self.records.columns):
            if column.live and not self.isColumnHidden(number):
                left = self.columnViewportPosition(number)
                self.viewport().update(left, 0, self.columnWidth(number), self.viewport().height())

    # --- what is selected ----------------------------------------------------------------------

    def selected_ids(self) -> list[int]:
        """The selected records in the order of the table."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(number) for number in range(chosen.count())]
        places = {p for part in ranges for p in range(part.top(), part.bottom() + 1)}
        return [self.records.ids[p] for p in sorted(places) if p < len(self.records.ids)]

    def current_id(self) -> int | None:
        """The record the keyboard stands on."""
        place = self.currentIndex().row()
        return self.records.ids[place] if 0 <= place < len(self.records.ids) else None

    def select_ids(self, ids: Sequence[int], *, tell: bool = False) -> None:
        """Select these records and bring the first into view; ``picked`` is sent with ``tell``."""
        with self._quietly():
            self._select(ids, next(iter(ids), None))
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()
        if tell:
            self.picked.emit(self.selected_ids())

    # --- copies --------------------------------------------------------------------------------

    def shown_columns(self) -> list[Column]:
        """The visible columns in their visible order."""
        return self.columns.shown()

    def as_lists(self, ids: Sequence[int]) -> tuple[list[str], list[list[str]]]:
        """Header and rows of the visible columns as text, for a print, a file or the clipboard."""
        columns = self.shown_columns()
        rows = self.records.rows_of(ids)
        return [c.title for c in columns], [[c.copied(row) for c in columns] for row in rows]

    def copy(self) -> None:
        """The selected rows to the clipboard: pastes into Excel, and cannot run there."""
        if ids := self.selected_ids():
            self.records.fetch_rows(ids, self._to_clipboard)

    def _to_clipboard(self, rows: Sequence[Row]) -> None:
        from situationroom.exports.tables import pasted

        columns = self.shown_columns()
        lines = [[column.copied(row) for column in columns] for row in rows]
        QGuiApplication.clipboard().setText(pasted([c.title for c in columns], lines))

    # --- Qt ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Keys of the table come before the same key on a button elsewhere in the window.
        if event.type() == QEvent.Type.ShortcutOverride and self._key_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (act := self._key_of(event)) is not None:
            if ids := self.selected_ids():
                act(ids)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current = self.current_id()
            if current is None:
                event.ignore()
            else:
                self.opened.emit(current)
        else:
            super().keyPressEvent(event)

    def _key_of(self, event: QEvent) -> Callable[[list[int]], object] | None:
        if not isinstance(event, QKeyEvent) or event.modifiers() not in _BARE:
            return None
        return self._keys.get(event.text().upper())

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the room, not a search in the first column."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if any(column.live for column in self.records.columns):
            self._clock.start()

    def hideEvent(self, event: Any) -> None:
        self._clock.stop()
        self.columns.keep()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.stretch()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "columns"):
            self._size_rows()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.records.ids and self._empty[0]:
            self._paint_empty()

    # --- inside --------------------------------------------------------------------------------

    def _behave(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at))
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAccessibleName(self.name)

    def _head(self) -> None:
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(20)
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(36)
        head.setSortIndicatorShown(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.sectionClicked.connect(self._sort_by)

    def _size_rows(self) -> None:
        spare = 9 if self.columns.dense else 18  # px: 28 and 36 with 13 px text
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + spare)

    def _sort_by(self, section: int) -> None:
        column, head = self.records.columns[section], self.horizontalHeader()
        if column.sort is None:
            return
        again = head.isSortIndicatorShown() and head.sortIndicatorSection() == section
        descending = again and head.sortIndicatorOrder() == _ASCENDING
        head.setSortIndicatorShown(True)
        head.setSortIndicator(section, _DESCENDING if descending else _ASCENDING)
        self.sort_changed.emit(column.sort, descending)

    def _current_moved(self, current: QModelIndex) -> None:
        self.paints.current = current.row()
        self.viewport().update()

    def _hover(self, row: int) -> None:
        for changed in {self.paints.hovered, row} - {-1}:
            top, width = self.rowViewportPosition(changed), self.viewport().width()
            self.viewport().update(0, top, width, self.verticalHeader().defaultSectionSize())
        self.paints.hovered = row

    def _select(self, ids: Iterable[int], current: int | None) -> None:
        places = sorted(p for id_ in ids if (p := self.records.place_of(id_)) is not None)
        last, chosen = self.records.columnCount() - 1, QItemSelection()
        for first, end in _runs(places):
            chosen.select(self.records.index(first, 0), self.records.index(end, last))
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)
        place = self.records.place_of(current) if current is not None else None
        index = self.records.index(place, 0) if place is not None else QModelIndex()
        self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
        self.paints.current = index.row()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        model = self.selectionModel()
        before = model.blockSignals(True)
        try:
            yield
        finally:
            model.blockSignals(before)

    @contextmanager
    def _in_place(self) -> Iterator[None]:
        """Whatever happens to the rows, the anchor row stays at its height on the screen."""
        anchor, bar = self._anchor(), self.verticalScrollBar()
        before = self.rowViewportPosition(anchor) if anchor >= 0 else 0
        id_ = self.records.ids[anchor] if anchor >= 0 else None
        scrolled = bar.value()
        yield
        self.updateGeometries()
        bar.setValue(scrolled)
        place = self.records.place_of(id_) if id_ is not None else None
        if place is not None:
            bar.setValue(bar.value() + self.rowViewportPosition(place) - before)
        self.paints.hovered = -1

    def _anchor(self) -> int:
        if self.paints.hovered >= 0:
            return min(self.paints.hovered, len(self.records.ids) - 1)
        current = self.currentIndex().row()
        height = self.viewport().height()
        if current >= 0 and 0 <= self.rowViewportPosition(current) < height:
            return current
        return self.rowAt(0)

    def _paint_empty(self) -> None:
        look, painter = theme.colours(), QPainter(self.viewport())
        rect = self.viewport().rect().adjusted(40, 0, -40, 0)
        middle = rect.center().y()
        painter.setPen(QColor(look.text))
        painter.setFont(theme.font(16, 500))
        side = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(rect.adjusted(0, 0, 0, middle - rect.bottom() - 6), side, self._empty[0])
        painter.setPen(QColor(look.quiet))
        painter.setFont(theme.font(13))
        side = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        flags = int(side | Qt.TextFlag.TextWordWrap)
        painter.drawText(rect.adjusted(0, middle + 6, 0, 0), flags, self._empty[1])
        painter.end()


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs

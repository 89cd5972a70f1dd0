"""The table of every room: ids in order, pages fetched when looked at, nothing that jumps."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
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
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QTableView, QWidget

from situationroom.desk import Desk
from situationroom.store.queries.ordered import Listing
from situationroom.views.filter_row import FilterRow
from situationroom.views.table_column import Column, Label, Row
from situationroom.views.table_copy import to_clipboard, told
from situationroom.views.table_groups import is_heading, joined, runs
from situationroom.views.table_layout import ColumnLayout
from situationroom.views.table_manners import behave, dress_heads
from situationroom.views.table_model import RecordModel, RowsQuery
from situationroom.views.table_paint import RowPainter, paint_empty

__all__ = ["Column", "Label", "RecordTable", "Row"]

_Flag = QItemSelectionModel.SelectionFlag
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_FOLDING = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)
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
        self.paints = RowPainter(self, self.records)
        self.setItemDelegate(self.paints)
        self._empty = ("", "")
        self._keys: dict[str, Callable[[list[int]], object]] = {}
        behave(self)
        self.filters = FilterRow(self, columns) if any(c.ask for c in columns) else None
        if self.filters is not None:
            self.setHorizontalHeader(self.filters)
        dress_heads(self)
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self.viewport().mapToGlobal(at))
        )
        self.setAccessibleName(self.name)
        self.columns = ColumnLayout(self, name, self.records.columns)
        self.columns.dense_changed.connect(self._size_rows)
        self._clock = QTimer(self, interval=1_000)
        self._clock.timeout.connect(self.tick)
        self.selectionModel().selectionChanged.connect(
            lambda: self.picked.emit(self.selected_ids())
        )
        self.selectionModel().currentChanged.connect(self._current_moved)
        self.doubleClicked.connect(self._open_row)
        self.clicked.connect(self._fold_row)
        self._size_rows()

    # --- what is shown -------------------------------------------------------------------------

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these records. The row under the mouse (else the current one) stays where it is."""
        self._lay_out(lambda: self.records.set_ids(ids))

    def set_listing(self, listing: Listing, names: Mapping[str, str] | None = None) -> None:
        """As ``set_ids``, in groups where the listing has any; ``names`` by the groups' keys."""
        self._lay_out(lambda: self.records.set_listing(listing, names))

    def fold(self, keys: Iterable[str]) -> None:
        """Show of these groups the headings only; all others are unfolded."""
        self._lay_out(lambda: self.records.fold(keys))

    def toggle(self, key: str) -> None:
        """Fold a group, or unfold it."""
        self.fold(self.records.folded ^ {key})

    def _lay_out(self, change: Callable[[], object]) -> None:
        selected = self.selected_ids()
        current = self._current_number()
        with self._in_place(), self._quietly():
            change()
            self._select(selected, current)
        if self.selected_ids() != selected:
            self.picked.emit(self.selected_ids())
        self.viewport().update()

    def ids(self) -> list[int]:
        """The records listed, in order, those of folded groups too."""
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
        parts = (chosen.at(number) for number in range(chosen.count()))
        ranges = sorted((part.top(), part.bottom()) for part in parts)
        ids: list[int] = []
        for first, last in joined(ranges):
            ids += self.records.records_between(first, last).tolist()
        return ids

    def current_id(self) -> int | None:
        """The record the keyboard stands on."""
        number = self._current_number()
        return None if number is None or is_heading(number) is not None else number

    def _current_number(self) -> int | None:
        place = self.currentIndex().row()
        return self.records.id_at(place) if 0 <= place < self.records.rowCount() else None

    def select_ids(self, ids: Sequence[int], *, tell: bool = False) -> None:
        """Select these records and bring the first into view; ``picked`` is sent with ``tell``."""
        with self._quietly():
            self._select(ids, next(iter(ids), None))
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.viewport().update()
        if tell:
            self.picked.emit(self.selected_ids())

    def shown_columns(self) -> list[Column]:
        """The visible columns in their visible order."""
        return self.columns.shown()

    def as_lists(self, ids: Sequence[int]) -> tuple[list[str], list[list[str]]]:
        """Header and rows of the visible columns as text, for a print, a file or the clipboard."""
        return told(self.shown_columns(), self.records.rows_of(ids))

    def copy(self) -> None:
        """The selected rows to the clipboard: pastes into Excel, and cannot run there."""
        if ids := self.selected_ids():
            self.records.fetch_rows(ids, partial(to_clipboard, self.shown_columns()))

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
        elif event.key() in _FOLDING and self._fold_row(self.currentIndex(), event.key()):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current = self.current_id()
            if current is None:
                event.ignore()
            else:
                self.opened.emit(current)
        else:
            super().keyPressEvent(event)

    def _open_row(self, index: QModelIndex) -> None:
        if self.records.heading_at(index.row()) is None:
            self.opened.emit(self.records.id_at(index.row()))

    def _fold_row(self, index: QModelIndex, key: int = Qt.Key.Key_Space) -> bool:
        """A click on a heading or a key folds and unfolds; False where no heading stands."""
        known = 0 <= index.row() < self.records.rowCount()
        heading = self.records.heading_at(index.row()) if known else None
        if heading is None:
            return False
        if key not in (Qt.Key.Key_Left, Qt.Key.Key_Right) or heading.folded == (
            key == Qt.Key.Key_Right
        ):
            self.toggle(heading.key)
        return True

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
        painter = QPainter(self.viewport())
        self.paints.paint_rows(painter, list(event.region()))  # type: ignore[call-overload]
        painter.end()
        if not self.records.rowCount() and self._empty[0]:
            paint_empty(self.viewport(), *self._empty)

    # --- inside --------------------------------------------------------------------------------

    def _size_rows(self) -> None:
        spare = 9 if self.columns.dense else 18  # px: 28 and 36 with 13 px text
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + spare)

    def show_sort(self, key: str, *, descending: bool) -> None:
        """The arrow over the column that gives the order; none where no column does."""
        head = self.horizontalHeader()
        place = next((n for n, c in enumerate(self.records.columns) if c.sort == key), None)
        head.setSortIndicatorShown(place is not None)
        if place is not None:
            head.setSortIndicator(place, _DESCENDING if descending else _ASCENDING)

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
        self._paint_again({self.paints.current, current.row()})
        self.paints.current = current.row()

    def _hover(self, row: int) -> None:
        if row != self.paints.hovered:
            self._paint_again({self.paints.hovered, row})
            self.paints.hovered = row

    def _paint_again(self, rows: set[int]) -> None:
        for row in rows - {-1}:
            top, width = self.rowViewportPosition(row), self.viewport().width()
            self.viewport().update(0, top, width, self.verticalHeader().defaultSectionSize())

    def _select(self, ids: Iterable[int], current: int | None) -> None:
        places = self.records.places_of(list(ids))
        last, chosen = self.records.columnCount() - 1, QItemSelection()
        for first, end in runs(places):
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
        id_ = self.records.id_at(anchor) if anchor >= 0 else None
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
            return min(self.paints.hovered, self.records.rowCount() - 1)
        current = self.currentIndex().row()
        height = self.viewport().height()
        if current >= 0 and 0 <= self.rowViewportPosition(current) < height:
            return current
        return self.rowAt(0)

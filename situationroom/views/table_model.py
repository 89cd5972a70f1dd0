"""The model behind every table: it holds ids only and fetches the pages that are looked at."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from situationroom.desk import Desk
from situationroom.views.table_column import Column, Row

PAGE = 100
KEPT = 4_000
"""Rows remembered before the model forgets all and fetches the visible pages again."""
MANY = 2_000
"""Rows above which a copy is fetched on another thread."""
RowsQuery = Callable[..., dict[int, Row]]
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class RecordModel(QAbstractTableModel):
    """Ids in order, their rows fetched a page at a time through ``desk.ask``."""

    def __init__(self, desk: Desk, columns: Sequence[Column], rows: RowsQuery) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.ids: list[int] = []
        self._desk = desk
        self.query = rows
        self._rows: dict[int, Row] = {}
        self._places: dict[int, int] = {}

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these records in this order; rows at hand are kept."""
        self.beginResetModel()
        self.ids, self._places = list(ids), {}
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        """The row at a place of the table; None when the record no longer exists."""
        id_ = self.ids[place]
        if id_ not in self._rows:
            start = place - place % PAGE
            self._fetch(self.ids[start : start + PAGE])
        return self._rows.get(id_)

    def rows_of(self, ids: Sequence[int]) -> list[Row]:
        """The rows of these records in order, fetched now; those that are gone are left out."""
        found = self._desk.ask(self.query, list(ids))
        return [found[id_] for id_ in ids if id_ in found]

    def fetch_rows(self, ids: Sequence[int], then: Callable[[list[Row]], object]) -> None:
        """``then(rows)`` in order: at once for few, when they have been read for very many."""
        if len(ids) <= MANY:
            then(self.rows_of(ids))
            return

        def found(rows: dict[int, Row]) -> None:
            then([rows[id_] for id_ in ids if id_ in rows])

        self._desk.fetch(found, self.query, list(ids))

    def forget(self, ids: Iterable[int] | None) -> None:
        """Fetch these rows (or all) again when they are next looked at."""
        if ids is None:
            self._rows.clear()
        else:
            for id_ in ids:
                self._rows.pop(id_, None)

    def place_of(self, id_: int) -> int | None:
        """Where a record stands in the table."""
        if not self._places:
            self._places = {known: place for place, known in enumerate(self.ids)}
        return self._places.get(id_)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return "" if row is None else column.copied(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            row = self.row(index.row())
            return "" if row is None else (column.tooltip or column.copied)(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.align == "right" else None
            return (side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        return None

    def _fetch(self, ids: Sequence[int]) -> None:
        if len(self._rows) > KEPT:
            self._rows.clear()
        found = self._desk.ask(self.query, list(ids))
        # A record that is gone is remembered as gone, or it would be asked for at every paint.
        self._rows.update({id_: found.get(id_) for id_ in ids})

"""The model behind every table: it holds ids only and fetches the pages that are looked at."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from situationroom.desk import Desk
from situationroom.store.queries.ordered import Ids, Listing
from situationroom.views.table_column import Column, Row
from situationroom.views.table_groups import LOWEST, Heading, headings, is_heading, laid_out

PAGE = 50
AROUND = 10
"""Rows above and below the visible ones that are fetched along with them."""
KEPT = 4_000
"""Rows remembered before the model forgets all and fetches the visible pages again."""
MANY = 2_000
"""Rows above which a copy is fetched on another thread."""
RowsQuery = Callable[..., dict[int, Row]]
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class RecordModel(QAbstractTableModel):
    """Ids in order, in groups where there are any; rows are fetched a page at a time."""

    def __init__(self, desk: Desk, columns: Sequence[Column], rows: RowsQuery) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.listing = Listing(np.empty(0, np.int64))
        self.folded: frozenset[str] = frozenset()
        self.shown: Ids = self.listing.ids
        self._headings: tuple[Heading, ...] = ()
        self._names: Mapping[str, str] = {}
        self._desk = desk
        self.query = rows
        self._rows: dict[int, Row] = {}
        self._ids: list[int] | None = None

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these records in this order; rows at hand are kept."""
        self.set_listing(Listing(np.array(list(ids), np.int64)))

    def set_listing(self, listing: Listing, names: Mapping[str, str] | None = None) -> None:
        """Show a listing; ``names`` are what its groups are called, by key."""
        self._names = self._names if names is None else names
        self.listing, self._ids = listing, None
        self._lay_out()

    def fold(self, keys: Iterable[str]) -> None:
        """Show only the headings of these groups, and the rows of all others."""
        self.folded = frozenset(keys)
        self._lay_out()

    def _lay_out(self) -> None:
        self.beginResetModel()
        self._headings = headings(self.listing.groups, self.folded, self._names)
        self.shown = laid_out(self.listing, self.folded)
        self.endResetModel()

    @property
    def ids(self) -> list[int]:
        """All records of the listing in order, those of folded groups too."""
        if self._ids is None:
            self._ids = self.listing.ids.tolist()
        return self._ids

    def id_at(self, place: int) -> int:
        """The record in a row; for a heading a number that is no record's."""
        return int(self.shown[place])

    def heading_at(self, place: int) -> Heading | None:
        """The group whose heading stands in a row; None for a record."""
        number = is_heading(self.id_at(place)) if self._headings else None
        return None if number is None else self._headings[number]

    def records_between(self, first: int, last: int) -> Ids:
        """The records in rows ``first`` to ``last``, both included, without headings."""
        part = self.shown[first : last + 1]
        return part[part > -LOWEST] if self._headings else part

    def row(self, place: int) -> Row | None:
        """The row at a place of the table; None when the record no longer exists."""
        id_ = self.id_at(place)
        if id_ not in self._rows:
            start = place - place % PAGE
            self._fetch(self.records_between(start, start + PAGE - 1).tolist())
        return self._rows.get(id_)

    def look_at(self, first: int, last: int) -> None:
        """Rows ``first`` to ``last`` are about to be painted: fetch what is missing at once."""
        seen = self.records_between(first, last).tolist()
        if any(id_ not in self._rows for id_ in seen):
            around = self.records_between(max(0, first - AROUND), last + AROUND).tolist()
            self._fetch([id_ for id_ in around if id_ not in self._rows])

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
        """In which row a record (or a heading) stands; None for one that is not shown."""
        places = np.flatnonzero(self.shown == id_)
        return int(places[0]) if len(places) else None

    def places_of(self, ids: Sequence[int]) -> list[int]:
        """The rows of these records from top to bottom."""
        if len(ids) == 1:
            place = self.place_of(ids[0])
            return [] if place is None else [place]
        places: list[int] = np.flatnonzero(np.isin(self.shown, np.array(list(ids)))).tolist()
        return places

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if heading := self.heading_at(index.row()):
            return f"{heading.name} ({heading.count})"
        column, row = self.columns[index.column()], self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if row is None else column.copied(row)
        return "" if row is None else (column.tooltip or column.copied)(row)

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

"""Checklists with how far they are, and the items that are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.models import CheckItem, Checklist
from situationroom.store.codec import from_row, time_text


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list with its items in order."""

    checklist: Checklist
    items: tuple[CheckItem, ...]

    @property
    def settled(self) -> int:
        """Items that are done or not needed."""
        return sum(not item.is_open for item in self.items)

    def overdue(self, now: datetime) -> int:
        """Open items whose time has passed; none of a closed list."""
        if self.checklist.closed_at is not None:
            return 0
        return sum(item.overdue(now) for item in self.items)


def checklists(connection: Connection) -> list[ListRow]:
    """All lists, those in use first, the newest first."""
    query = "SELECT * FROM checklist ORDER BY closed_at IS NOT NULL, id DESC"
    lists = [from_row(Checklist, row) for row in connection.execute(text(query)).mappings()]
    items: dict[int, list[CheckItem]] = {}
    for row in connection.execute(text("SELECT * FROM check_item ORDER BY place, id")).mappings():
        item = from_row(CheckItem, row)
        items.setdefault(item.checklist, []).append(item)
    return [ListRow(one, tuple(items.get(one.id, ()))) for one in lists]


def items_of(connection: Connection, checklist: int) -> list[CheckItem]:
    """The items of one list in order."""
    query = text("SELECT * FROM check_item WHERE checklist = :id ORDER BY place, id")
    rows = connection.execute(query, {"id": checklist}).mappings()
    return [from_row(CheckItem, row) for row in rows]


def item_rows(connection: Connection, ids: Sequence[int]) -> dict[int, CheckItem]:
    """Rows of a table by id."""
    listed = ", ".join(str(int(id_)) for id_ in ids) or "0"
    rows = connection.execute(text(f"SELECT * FROM check_item WHERE id IN ({listed})")).mappings()
    return {row["id"]: from_row(CheckItem, row) for row in rows}


@dataclass(frozen=True, slots=True)
class DueItem:
    """An open item and the list it stands in."""

    item: CheckItem
    checklist: Checklist


def due_items(connection: Connection, until: datetime, limit: int) -> list[DueItem]:
    """Open items of lists in use due before ``until`` (aware), the longest overdue first."""
    query = text(
        "SELECT i.* FROM check_item i JOIN checklist c ON c.id = i.checklist "
        "WHERE c.closed_at IS NULL AND i.done_at IS NULL AND i.dropped = '' "
        "AND i.due_at < :until ORDER BY i.due_at, i.id LIMIT :limit"
    )
    rows = connection.execute(query, {"until": time_text(until), "limit": limit}).mappings()
    items = [from_row(CheckItem, row) for row in rows]
    lists = {row.checklist.id: row.checklist for row in checklists(connection)} if items else {}
    return [DueItem(item, lists[item.checklist]) for item in items]


def due_count(connection: Connection, now: datetime) -> int:
    """How many items of lists in use are overdue."""
    query = text(
        "SELECT count(*) FROM check_item i JOIN checklist c ON c.id = i.checklist "
        "WHERE c.closed_at IS NULL AND i.done_at IS NULL AND i.dropped = '' AND i.due_at < :now"
    )
    return int(connection.scalar(query, {"now": time_text(now)}) or 0)

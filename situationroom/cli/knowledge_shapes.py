"""What the cell knows by heart as the JSON of the contract: keys stay, times ISO 8601 with zone."""

from datetime import datetime
from typing import Any

from situationroom.models import CheckItem, Contact
from situationroom.store.codec import to_fields
from situationroom.store.queries.checklists import ListRow
from situationroom.store.queries.talking_points import PointRow

PRIVATE = ("known_by", "removed_at")


def contact(row: Contact) -> dict[str, Any]:
    """``list contacts``."""
    fields = to_fields(row)
    return {"id": row.id, **{name: fields[name] for name in fields if name not in PRIVATE}}


def talking_point(row: PointRow, now: datetime) -> dict[str, Any]:
    """``list talking-points``; ``state`` is current, later, expired or withdrawn."""
    point = row.point
    return {
        "id": point.id,
        "state": point.state(now),
        **to_fields(point),
        "changed_at": to_text(row.changed_at),
        "changed_by": row.changed_by,
    }


def checklist(row: ListRow, now: datetime) -> dict[str, Any]:
    """``list checklists``, each with its items."""
    found = row.checklist
    return {
        "id": found.id,
        **to_fields(found),
        "settled": row.settled,
        "overdue": row.overdue(now),
        "items": [_item(item, now) for item in row.items],
    }


def to_text(at: datetime) -> str:
    """ISO 8601 in UTC."""
    from situationroom.store.codec import time_text

    return time_text(at)


def _item(item: CheckItem, now: datetime) -> dict[str, Any]:
    fields = to_fields(item)
    told = {name: fields[name] for name in fields if name not in ("checklist", "place")}
    return {"id": item.id, **told, "overdue": item.overdue(now)}

"""Talking points with when they were changed last, and their older versions from the journal."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from situationroom.models import TalkingPoint
from situationroom.store.codec import default_fields, from_fields, from_row, time_of

_ROWS = """
    SELECT p.*, e.at AS changed_at, e.officer AS changed_by FROM talking_point p
    JOIN entry e ON e.revision = (
      SELECT max(revision) FROM change WHERE kind = 'talking_point' AND id = p.id)
"""


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point as it stands; ``changed_at`` is when anything about it was changed last, by whom."""

    point: TalkingPoint
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class Version:
    """How a point stood after one entry; ``undone`` where that entry was an undo."""

    point: TalkingPoint
    at: datetime
    officer: str
    revision: int
    undone: bool


def talking_points(connection: Connection) -> list[PointRow]:
    """All of them by topic, question and age, the withdrawn too."""
    rows = connection.execute(text(f"{_ROWS} ORDER BY p.topic, p.question, p.id")).mappings()
    return [_row(row) for row in rows]


def talking_point(connection: Connection, id_: int) -> PointRow | None:
    """One of them; None when it was taken back."""
    row = connection.execute(text(f"{_ROWS} WHERE p.id = :id"), {"id": id_}).mappings().first()
    return _row(row) if row else None


def point_rows(connection: Connection, ids: Sequence[int]) -> dict[int, PointRow]:
    """Rows of a table by id."""
    listed = ", ".join(str(int(id_)) for id_ in ids) or "0"
    rows = connection.execute(text(f"{_ROWS} WHERE p.id IN ({listed})")).mappings()
    return {row["id"]: _row(row) for row in rows}


def versions(connection: Connection, id_: int) -> list[Version]:
    """Every state the point has had, oldest first."""
    query = text(
        "SELECT c.after, e.at, e.officer, e.revision, e.undoes FROM change c "
        "JOIN entry e ON e.revision = c.revision "
        "WHERE c.kind = 'talking_point' AND c.id = :id ORDER BY c.revision, c.position"
    )
    found: list[Version] = []
    fields: dict[str, Any] = dict(default_fields(TalkingPoint))
    for after, at, officer, revision, undoes in connection.execute(query, {"id": id_}):
        if after is None:
            continue
        fields |= json.loads(after)
        point = from_fields(TalkingPoint, id_, fields)
        found.append(Version(point, time_of(at), officer, revision, undoes is not None))
    return found


def last_version(connection: Connection, id_: int) -> int:
    """The highest number a version of the point was ever given."""
    return max((version.point.version for version in versions(connection, id_)), default=0)


def _row(row: Mapping[Any, Any]) -> PointRow:
    return PointRow(from_row(TalkingPoint, row), time_of(row["changed_at"]), row["changed_by"])

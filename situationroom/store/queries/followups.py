"""What hangs on a request: tasks, linked requests, and where a number that went leads to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.models import Request, RequestLink, Task
from situationroom.store.codec import from_row, time_of, time_text
from situationroom.store.queries.requests import requests


@dataclass(frozen=True, slots=True)
class Linked:
    """A link and the request at its other end."""

    link: RequestLink
    request: Request


@dataclass(frozen=True, slots=True)
class Ended:
    """Who resolved a request, when and with which words."""

    officer: str
    at: datetime
    outcome: str


def tasks_of(connection: Connection, request: int) -> list[Task]:
    """The tasks of a request: open ones by time, then the done ones, newest first."""
    query = "SELECT * FROM task WHERE request = :id ORDER BY done_at IS NOT NULL, due_at, id"
    rows = connection.execute(text(query), {"id": request}).mappings()
    return [from_row(Task, row) for row in rows]


def tasks_due(
    connection: Connection, until: datetime, limit: int, owner: str = ""
) -> list[tuple[Task, Request]]:
    """Open tasks due by ``until`` (aware), the longest overdue first, with their requests."""
    whose = "AND t.owner = :owner " if owner else ""
    query = (
        "SELECT t.* FROM task t WHERE t.done_at IS NULL "
        f"AND t.due_at <= :until {whose}ORDER BY t.due_at, t.id LIMIT :limit"
    )
    values = {"until": time_text(until), "limit": limit} | ({"owner": owner} if owner else {})
    found = [from_row(Task, row) for row in connection.execute(text(query), values).mappings()]
    about = {r.id: r for r in requests(connection, [task.request for task in found])}
    return [(task, about[task.request]) for task in found]


def open_tasks(connection: Connection, owner: str) -> list[Task]:
    """Every open task of one officer by time."""
    query = "SELECT * FROM task WHERE owner = :owner AND done_at IS NULL ORDER BY due_at, id"
    rows = connection.execute(text(query), {"owner": owner}).mappings()
    return [from_row(Task, row) for row in rows]


def next_tasks(connection: Connection, ids: Sequence[int]) -> dict[int, Task]:
    """The first open task of each of some requests."""
    listed = ", ".join(str(int(id_)) for id_ in ids)
    query = (
        f"SELECT * FROM task WHERE request IN ({listed}) AND done_at IS NULL "
        "ORDER BY due_at DESC, id DESC"
    )
    found = (from_row(Task, row) for row in connection.execute(text(query)).mappings())
    return {task.request: task for task in found}


def links_of(connection: Connection, request: int) -> list[RequestLink]:
    """Links of a request that stand, oldest first."""
    query = "SELECT * FROM request_link WHERE (a = :id OR b = :id) AND ended_at IS NULL ORDER BY id"
    rows = connection.execute(text(query), {"id": request}).mappings()
    return [from_row(RequestLink, row) for row in rows]


def linked_to(connection: Connection, request: int) -> list[Linked]:
    """Links of a request, each with the request at the other end."""
    links = links_of(connection, request)
    about = {r.id: r for r in requests(connection, [link.other(request) for link in links])}
    return [Linked(link, about[link.other(request)]) for link in links]


def records_of(connection: Connection, request: int) -> dict[str, list[int]]:
    """Ids of what hangs on one request: notes, reports, tasks, requests joined into it."""
    columns = {"note": "request", "report": "request", "task": "request", "request": "joined_into"}
    return {
        kind: list(
            connection.scalars(
                text(f"SELECT id FROM {kind} WHERE {column} = :id ORDER BY id"), {"id": request}
            )
        )
        for kind, column in columns.items()
    }


def standing(connection: Connection, request: int) -> int:
    """The request this number finds today: itself, or the one it was joined into."""
    seen = {request}
    query = text("SELECT joined_into FROM request WHERE id = :id")
    while (into := connection.scalar(query, {"id": request})) and into not in seen:
        request = int(into)
        seen.add(request)
    return request


def ended_by(connection: Connection, request: int) -> Ended | None:
    """Who resolved a request last, from the journal; None when nobody has."""
    query = (
        "SELECT e.officer, e.at, r.outcome FROM change c JOIN entry e ON e.revision = c.revision "
        "JOIN request r ON r.id = c.id WHERE c.kind = 'request' AND c.id = :id "
        "AND json_extract(c.after, '$.status') IN ('resolved', 'closed') "
        "ORDER BY c.revision DESC LIMIT 1"
    )
    row = connection.execute(text(query), {"id": request}).first()
    return Ended(row[0], time_of(row[1]), row[2] or "") if row else None

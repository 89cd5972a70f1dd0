"""The rolling list: pages, saved views with counts, and what a request's card needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, text

from situationroom.models import Note, Person, Request
from situationroom.models.vocabulary import OPEN_STATUSES, Category, Priority
from situationroom.store.codec import from_row, time_text
from situationroom.store.derive import read_persons
from situationroom.store.queries.asked import asked_where
from situationroom.store.transaction import chunks

_OPEN = ", ".join(f"'{status}'" for status in OPEN_STATUSES)
_URGENCY = "CASE r.priority WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END"
# Unanswered first, most overdue on top; whatever waits comes when its time comes.
_CLOCK = "CASE r.status WHEN 'new' THEN r.due_at ELSE coalesce(r.waiting_until, r.due_at) END"

# A time somebody gave has come: to try again, to do the next thing, to do what was promised.
_COME = (
    f"(r.status IN ({_OPEN}) AND (coalesce(r.waiting_until <= :now, 0) "
    "OR coalesce(r.next_action_at <= :now, 0) OR r.id IN "
    "(SELECT request FROM task WHERE done_at IS NULL AND due_at <= :now)))"
)

SORTS = {
    "urgency": f"r.status <> 'new' AND NOT {_COME}, {_URGENCY}, {_CLOCK}",
    "due": _CLOCK,
    "number": "r.id",
    "party": "r.party",
    "category": "r.category",
    "owner": "r.owner = '', r.owner",
    "status": "r.status",
    "opened": "r.opened_at",
    "place": "(SELECT min(p.city) FROM request_person l JOIN person p ON p.id = l.person "
    "WHERE l.request = r.id)",
}

VIEWS = {
    "open": f"r.status IN ({_OPEN})",
    "mine": f"r.owner = :officer AND r.status IN ({_OPEN})",
    "overdue": "r.status = 'new' AND r.due_at < :now",
    "due": _COME,
    "unowned": f"r.owner = '' AND r.status IN ({_OPEN})",
    "red": f"r.priority = 'red' AND r.status IN ({_OPEN})",
    "waiting": "r.status = 'waiting'",
    "search": f"r.category = 'search' AND r.status IN ({_OPEN})",
    "medical": f"r.category = 'medical' AND r.status IN ({_OPEN})",
    "evacuation": f"r.category = 'evacuation' AND r.status IN ({_OPEN})",
    "done": f"r.status NOT IN ({_OPEN})",
    "all": "1",
}
"""The saved views by name."""


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests. ``view`` is a key of VIEWS; ``now`` decides what is overdue."""

    now: datetime
    view: str = "open"
    officer: str = ""
    text: str = ""
    priority: tuple[Priority, ...] = ()
    category: tuple[Category, ...] = ()
    person: int | None = None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of the rolling list."""

    request: Request
    persons: tuple[Person, ...]
    last_note: Note | None


def request_ids(
    connection: Connection,
    which: RequestFilter,
    sort: str = "urgency",
    *,
    descending: bool = False,
) -> list[int]:
    """Ids of a filter in order. ``sort`` is a key of SORTS."""
    where, values = _where(which)
    order = f"{SORTS[sort]} DESC" if descending else SORTS[sort]
    query = f"SELECT r.id FROM request r WHERE {where} ORDER BY {order}, r.id"
    unused = [name for name in ("now", "officer") if f":{name}" not in query]
    for name in unused:
        del values[name]
    return list(connection.scalars(text(query), values))


def view_counts(connection: Connection, now: datetime, officer: str) -> dict[str, int]:
    """How many requests each saved view holds, in one pass."""
    sums = ", ".join(f'sum({condition}) AS "{name}"' for name, condition in VIEWS.items())
    row = connection.execute(
        text(f"SELECT {sums} FROM request r"), {"now": time_text(now), "officer": officer}
    ).mappings()
    return {name: count or 0 for name, count in row.one().items()}


_PAGE = text("SELECT * FROM request WHERE id IN :ids").bindparams(bindparam("ids", expanding=True))
_NOTES = text(
    "SELECT * FROM note WHERE id IN "
    "(SELECT max(id) FROM note WHERE request IN :ids GROUP BY request)"
).bindparams(bindparam("ids", expanding=True))


def request_rows(connection: Connection, ids: Sequence[int]) -> dict[int, RequestRow]:
    """The lines of a page by request id; requests that no longer exist are left out."""
    rows: dict[int, RequestRow] = {}
    for some in chunks(ids):
        found = [
            from_row(Request, r) for r in connection.execute(_PAGE, {"ids": list(some)}).mappings()
        ]
        people = {p.id: p for p in read_persons(connection, [p for r in found for p in r.persons])}
        notes = _last_notes(connection, some)
        for request in found:
            persons = tuple(people[p] for p in request.persons if p in people)
            rows[request.id] = RequestRow(request, persons, notes.get(request.id))
    return rows


def requests(connection: Connection, ids: Sequence[int]) -> list[Request]:
    """Requests in the order of ``ids``; missing ones are left out."""
    found: dict[int, Request] = {}
    for some in chunks(ids):
        for row in connection.execute(_PAGE, {"ids": list(some)}).mappings():
            found[row["id"]] = from_row(Request, row)
    return [found[id_] for id_ in ids if id_ in found]


def owners(connection: Connection) -> list[str]:
    """Everybody who owns or owned a request, in order; found by leaps through the index."""
    query = (
        "WITH RECURSIVE known(owner) AS (SELECT min(owner) FROM request UNION ALL "
        "SELECT (SELECT min(owner) FROM request WHERE owner > known.owner) FROM known "
        "WHERE known.owner IS NOT NULL) SELECT owner FROM known WHERE owner <> ''"
    )
    return list(connection.scalars(text(query)))


def unanswered(connection: Connection) -> list[int]:
    """Every request that nobody has acknowledged, by number."""
    return list(connection.scalars(text("SELECT id FROM request WHERE status = 'new' ORDER BY id")))


def requests_of(connection: Connection, person: int) -> list[Request]:
    """Every request about a person, newest first."""
    query = (
        "SELECT r.* FROM request r JOIN request_person l ON l.request = r.id "
        "WHERE l.person = :person ORDER BY r.id DESC"
    )
    rows = connection.execute(text(query), {"person": person}).mappings()
    return [from_row(Request, row) for row in rows]


def open_requests_of(
    connection: Connection, people: Sequence[int]
) -> dict[int, list[tuple[Category, int]]]:
    """Open requests, as (category, id), of each of some persons."""
    found: dict[int, list[tuple[Category, int]]] = {}
    for some in chunks(people):
        listed = ", ".join(str(int(id_)) for id_ in some)
        query = (
            "SELECT l.person, r.category, r.id FROM request_person l "
            f"JOIN request r ON r.id = l.request WHERE r.status IN ({_OPEN}) "
            f"AND l.person IN ({listed}) ORDER BY r.id"
        )
        for person, category, id_ in connection.execute(text(query)):
            found.setdefault(person, []).append((Category(category), id_))
    return found


def notes_of(connection: Connection, request: int) -> list[Note]:
    """The notes of a request, newest first."""
    query = "SELECT * FROM note WHERE request = :request ORDER BY id DESC"
    rows = connection.execute(text(query), {"request": request}).mappings()
    return [from_row(Note, row) for row in rows]


def _last_notes(connection: Connection, ids: Sequence[int]) -> dict[int, Note]:
    rows = connection.execute(_NOTES, {"ids": list(ids)}).mappings()
    return {note.request: note for row in rows if (note := from_row(Note, row)).request is not None}


def _where(which: RequestFilter) -> tuple[str, dict[str, Any]]:
    parts = [VIEWS[which.view]]
    values: dict[str, Any] = {"now": time_text(which.now), "officer": which.officer}
    words, terms = asked_where(which.text)
    parts += words
    values |= terms
    for column, wanted in (("priority", which.priority), ("category", which.category)):
        if wanted:
            parts.append(f"r.{column} IN ({', '.join(repr(str(value)) for value in wanted)})")
    if which.person is not None:
        parts.append("r.id IN (SELECT request FROM request_person WHERE person = :person)")
        values["person"] = which.person
    return " AND ".join(parts), values

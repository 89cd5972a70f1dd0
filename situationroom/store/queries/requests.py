"""The rolling list: pages, saved views with counts, and what a request's card needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, bindparam, text

from situationroom.models import Note, Person, Request
from situationroom.models.vocabulary import OPEN_STATUSES, Category, Priority
from situationroom.store.codec import from_row, time_text
from situationroom.store.derive import read_persons
from situationroom.store.queries.asked import asked_where
from situationroom.store.queries.fields import Fields, Terms
from situationroom.store.queries.ordered import Ids, Listing, bound, ids_of, listing
from situationroom.store.queries.request_fields import CLOCK, request_conditions
from situationroom.store.transaction import chunks

_OPEN = ", ".join(f"'{status}'" for status in OPEN_STATUSES)
_IS_OPEN = f"r.status IN ({_OPEN})"
_URGENCY = "CASE r.priority WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END"

# A time somebody gave has come: to try again, to do the next thing, to do what was promised.
_COME = (
    "r.id IN (SELECT id FROM request INDEXED BY ix_request_waits WHERE waiting_until <= :now "
    f"AND +status IN ({_OPEN}) UNION ALL SELECT id FROM request INDEXED BY ix_request_next "
    f"WHERE next_action_at <= :now AND +status IN ({_OPEN}) UNION ALL SELECT t.request FROM task t "
    "CROSS JOIN request q ON q.id = t.request "
    f"WHERE t.done_at IS NULL AND t.due_at <= :now AND +q.status IN ({_OPEN}))"
)

# Unanswered first and what has come up again, most overdue on top; whatever waits comes when its
# time comes.
SORTS = {
    "urgency": f"r.status <> 'new' AND NOT {_COME}, {_URGENCY}, {CLOCK}, r.status",
    "priority": f"{_URGENCY}, {CLOCK}",
    "due": CLOCK,
    "number": "r.id",
    "party": "r.party",
    "category": "r.category",
    "owner": "r.owner = '', r.owner",
    "status": "r.status",
    "opened": "r.opened_at",
    "who": "a.name = '', a.name",
    "place": "a.city = '', a.city",
    "contact": "a.contact",
}
GROUPS = {
    "place": "a.city",
    "category": "r.category",
    "owner": "r.owner",
    "household": "a.household",
    "priority": "r.priority",
    "status": "r.status",
}
"""What the list can be grouped by."""

VIEWS = {
    "open": _IS_OPEN,
    "mine": f"r.owner = :officer AND {_IS_OPEN}",
    "overdue": f"(r.status <> 'new') = 0 AND {CLOCK} < :now",
    "due": _COME,
    "unowned": f"r.owner = '' AND {_IS_OPEN}",
    "red": f"r.priority = 'red' AND {_IS_OPEN}",
    "waiting": "r.status = 'waiting'",
    "search": f"r.category = 'search' AND {_IS_OPEN}",
    "medical": f"r.category = 'medical' AND {_IS_OPEN}",
    "evacuation": f"r.category = 'evacuation' AND {_IS_OPEN}",
    "done": f"r.status NOT IN ({_OPEN})",
    "all": "1",
}
"""The views that are always there, by name."""


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests. ``view`` is a key of VIEWS; ``now`` decides what is overdue.

    ``fields`` are what stands above the columns; ``cities`` are the places in which cities a
    typed place names, by the text as typed.
    """

    now: datetime
    view: str = "open"
    officer: str = ""
    text: str = ""
    priority: tuple[Priority, ...] = ()
    category: tuple[Category, ...] = ()
    person: int | None = None
    fields: Fields = ()
    cities: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One line of the rolling list."""

    request: Request
    persons: tuple[Person, ...]
    last_note: Note | None


@dataclass(frozen=True, slots=True)
class Total:
    """How many requests, and about how many persons as told."""

    requests: int = 0
    persons: int = 0


def request_ids(
    connection: Connection,
    which: RequestFilter,
    sort: str = "urgency",
    *,
    descending: bool = False,
) -> list[int]:
    """Ids of a filter in order. ``sort`` is a key of SORTS."""
    ids: list[int] = request_listing(connection, which, sort, descending=descending).ids.tolist()
    return ids


def request_listing(
    connection: Connection,
    which: RequestFilter,
    sort: str = "urgency",
    *,
    descending: bool = False,
    group: str = "",
) -> Listing:
    """The requests of a filter in order, in groups of a key of GROUPS. Raises RuleError."""
    where, values = _where(which)
    order, by = _ordered(SORTS[sort], descending=descending), GROUPS.get(group, "")
    # What words find is sorted sooner than it is looked for in every part of the index.
    worded = bool(which.text) or "who" in dict(which.fields)
    if sort == "urgency" and not (by or descending or worded):
        return Listing(_urgent(connection, where, values))
    rows = f"SELECT r.id FROM {_source(where, order, by)} WHERE {where}"
    return listing(connection, rows, order, by, values)


def request_total(connection: Connection, which: RequestFilter) -> Total:
    """How many a filter holds, and how many persons they are about. Raises RuleError."""
    where, values = _where(which)
    query = f"SELECT count(*), coalesce(sum(r.party), 0) FROM {_source(where)} WHERE {where}"
    return Total(*connection.execute(text(query), bound(query, values)).one())


def view_counts(connection: Connection, now: datetime, officer: str) -> dict[str, int]:
    """How many requests each of VIEWS holds.

    Counted once by all that most of the views ask, which an index has in order already; the views
    by time are counted by themselves.
    """
    timed = ("overdue", "due")
    sums = ", ".join(f'sum(n * ({VIEWS[v]})) AS "{v}"' for v in VIEWS if v not in timed)
    values = {"now": time_text(now), "officer": officer}
    found = dict(
        connection.execute(text(f"SELECT {sums} FROM ({_COUNTED}) r"), values).mappings().one()
    )
    for view in timed:
        query = f"SELECT count(*) FROM request r WHERE {VIEWS[view]}"
        found[view] = connection.scalar(text(query), bound(query, values))
    return {view: found[view] or 0 for view in VIEWS}


_COUNTED = (
    "SELECT status, priority, category, owner, count(*) AS n FROM request "
    "INDEXED BY ix_request_counted GROUP BY status, priority, category, owner"
)


def household_names(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """What households are called, by id."""
    found: dict[int, str] = {}
    for some in chunks(ids):
        listed = ", ".join(str(int(id_)) for id_ in some)
        query = f"SELECT id, name FROM household WHERE id IN ({listed})"
        found.update((row[0], row[1]) for row in connection.execute(text(query)))
    return found


def _ordered(sort: str, *, descending: bool) -> str:
    return f"{sort} DESC, r.id" if descending else f"{sort}, r.id"


def _urgent(connection: Connection, where: str, values: Mapping[str, Any]) -> Ids:
    """The usual order, read off the index: only the few that have come up again are sorted."""
    rows = f"SELECT r.id AS id, {_URGENCY} AS u, {CLOCK} AS c, r.status AS s FROM {_source(where)}"
    new = f"{rows} WHERE {where} AND (r.status <> 'new') = 0"
    come = f"{rows} WHERE {where} AND +r.status <> 'new' AND {_COME}"
    rest = f"{rows} WHERE {where} AND (r.status <> 'new') = 1 AND NOT {_COME}"
    asked = (f"{new} UNION ALL {come} ORDER BY 2, 3, 4", f"{rest} ORDER BY 2, 3, 4")
    return np.concatenate([ids_of(connection, one, values) for one in asked])


def _source(*parts: str) -> str:
    """The table, and beside it what is known of the persons where a condition asks for that."""
    asked = any("a." in part for part in parts)
    return "request r" + (" LEFT JOIN request_about a ON a.request = r.id" if asked else "")


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


def alarming(connection: Connection, now: datetime) -> frozenset[tuple[int, str]]:
    """Requests nobody acknowledged that are red or overdue at ``now``: id and which of the two.

    A request that is opened anew has another due time and is alarming anew.
    """
    query = (
        "SELECT id, due_at, priority = 'red', due_at < :now FROM request "
        "WHERE status = 'new' AND (priority = 'red' OR due_at < :now)"
    )
    rows = connection.execute(text(query), {"now": time_text(now)})
    found = ((id_, due, (red and "red", late and "late")) for id_, due, red, late in rows)
    return frozenset((id_, f"{why} {due}") for id_, due, both in found for why in both if why)


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
    asking = Terms(which.now, which.cities)
    parts += request_conditions(which.fields, asking)
    values |= asking.values
    for column, wanted in (("priority", which.priority), ("category", which.category)):
        if wanted:
            parts.append(f"r.{column} IN ({', '.join(repr(str(value)) for value in wanted)})")
    if which.person is not None:
        parts.append("r.id IN (SELECT request FROM request_person WHERE person = :person)")
        values["person"] = which.person
    return " AND ".join(parts), values

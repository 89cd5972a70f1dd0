"""Are all served? Five numbers that must be zero, each with the list behind it.

The queries look at the records only, so they answer for any past moment too (``past.as_of``).
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, text

from situationroom.models import Person, Request, Task
from situationroom.models.vocabulary import OPEN_STATUSES
from situationroom.store.codec import from_row, time_text
from situationroom.store.queries.people import persons
from situationroom.store.queries.reports import Told, told_by_id
from situationroom.store.queries.requests import requests

DEFINITIONS: Final = {
    "reports": "Reports that led to no request, without a stated reason why none is needed.",
    "unowned": "Open requests that nobody owns.",
    "unplanned": "Open requests, answered already, without a time at which somebody looks again.",
    "persons": "Persons asked about who are neither safe, out nor closed, nor on the search list.",
    "promises": "Times given to answer, to try again or to act that have passed, or never said.",
}
"""What each number counts, in one sentence."""

CHECKS: Final = tuple(DEFINITIONS)
Why = Literal["answer", "retry", "next", "no_time", "task"]

_OPEN = ", ".join(f"'{status}'" for status in OPEN_STATUSES)
_REPORTS = """
    FROM report r LEFT JOIN sheet s ON s.id = r.sheet
    WHERE r.request IS NULL AND r.no_request = '' AND coalesce(s.no_request, '') = ''
"""
_UNOWNED = f"FROM request r WHERE r.owner = '' AND r.status IN ({_OPEN})"
_UNPLANNED = """
    FROM request r WHERE r.status IN ('acknowledged', 'in_progress', 'waiting')
    AND r.waiting_until IS NULL AND r.next_action_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM task t WHERE t.request = r.id AND t.done_at IS NULL)
"""
# Accounted for: safe or in known hands, gone from the area, or every request about them closed by
# an officer's second look. On the search list: an open request of that category.
_PERSONS = f"""
    FROM person p JOIN person_stage g ON g.person = p.id
    WHERE p.safety IN ('unknown', 'missing')
      AND g.stage NOT IN ('boarded', 'arrived', 'left_independently', 'not_in_area')
      AND (EXISTS (SELECT 1 FROM request_person l WHERE l.person = p.id)
        OR EXISTS (SELECT 1 FROM report_person l WHERE l.person = p.id))
      AND NOT EXISTS (SELECT 1 FROM request_person l JOIN request r ON r.id = l.request
        WHERE l.person = p.id AND r.category = 'search' AND r.status IN ({_OPEN}))
      AND NOT (EXISTS (SELECT 1 FROM request_person l JOIN request r ON r.id = l.request
          WHERE l.person = p.id AND r.status = 'closed' AND r.joined_into IS NULL)
        AND NOT EXISTS (SELECT 1 FROM request_person l JOIN request r ON r.id = l.request
          WHERE l.person = p.id AND r.status <> 'closed'))
"""
_ASKED_LATE = f"""
    FROM request r WHERE r.status IN ({_OPEN}) AND (
      (r.status = 'new' AND r.due_at < :now) OR r.waiting_until < :now OR r.next_action_at < :now
      OR (r.next_action <> '' AND r.next_action_at IS NULL))
"""
_TASKS_LATE = "FROM task t WHERE t.done_at IS NULL AND t.due_at < :now"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The five numbers at one moment."""

    reports: int
    unowned: int
    unplanned: int
    persons: int
    promises: int

    @property
    def total(self) -> int:
        """What is left to mend; 0 means that all are served."""
        return sum(astuple(self))


@dataclass(frozen=True, slots=True)
class ListGap:
    """A list with rows that led nowhere: its sheet, file, name, and how many rows."""

    sheet: int
    file: str
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A time that has passed or was never said; ``task`` when a follow-up is meant."""

    why: Why
    request: Request
    at: datetime | None
    task: Task | None = None


def reconciliation(connection: Connection, now: datetime) -> Reconciliation:
    """The numbers now; ``now`` (aware) decides what has passed."""
    at = {"now": time_text(now)}
    late = _count(connection, _ASKED_LATE, at) + _count(connection, _TASKS_LATE, at)
    return Reconciliation(
        reports=_count(connection, _REPORTS),
        unowned=_count(connection, _UNOWNED),
        unplanned=_count(connection, _UNPLANNED),
        persons=_count(connection, _PERSONS),
        promises=late,
    )


def lists_without_request(connection: Connection) -> list[ListGap]:
    """Lists some rows of which led to no request and have no reason, the newest first."""
    query = (
        f"SELECT s.id, s.file, s.name, count(*) {_REPORTS} AND r.sheet IS NOT NULL "
        "GROUP BY s.id ORDER BY s.id DESC"
    )
    return [ListGap(*row) for row in connection.execute(text(query))]


def calls_without_request(connection: Connection, limit: int) -> list[Told]:
    """Calls that led to no request and have no reason, the oldest first."""
    query = f"SELECT r.id {_REPORTS} AND r.sheet IS NULL ORDER BY r.id LIMIT :limit"
    return told_by_id(connection, connection.scalars(text(query), {"limit": limit}).all())


def rows_without_request(connection: Connection, sheet: int, limit: int) -> list[Told]:
    """The rows of one list that led to no request, in their order."""
    query = f"SELECT r.id {_REPORTS} AND r.sheet = :sheet ORDER BY r.row, r.id LIMIT :limit"
    found = connection.scalars(text(query), {"limit": limit, "sheet": sheet}).all()
    return told_by_id(connection, found)


def unowned(connection: Connection, limit: int) -> list[Request]:
    """Open requests nobody owns, the most urgent first."""
    return _requests(connection, _UNOWNED, limit)


def unplanned(connection: Connection, limit: int) -> list[Request]:
    """Open requests without a next time, the most urgent first."""
    return _requests(connection, _UNPLANNED, limit)


def unaccounted_persons(connection: Connection, limit: int) -> list[Person]:
    """Persons asked about who are not accounted for and not looked for, longest unheard first."""
    query = f"SELECT p.id {_PERSONS} ORDER BY p.last_contact, p.id LIMIT :limit"
    found = connection.scalars(text(query), {"limit": limit}).all()
    return list(persons(connection, found))


def broken_promises(connection: Connection, now: datetime, limit: int) -> list[Promise]:
    """Times that have passed, the longest ago first; steps without a time at the end."""
    at: dict[str, Any] = {"now": time_text(now), "limit": limit}
    late = [_late(r, now) for r in _requests(connection, _ASKED_LATE, limit, at)]
    query = f"SELECT t.* {_TASKS_LATE} ORDER BY t.due_at LIMIT :limit"
    rows = connection.execute(text(query), at).mappings()
    tasks = [from_row(Task, row) for row in rows]
    about = {r.id: r for r in requests(connection, [task.request for task in tasks])}
    late += [Promise("task", about[t.request], t.due_at, t) for t in tasks]
    return sorted(late, key=lambda p: (p.at is None, p.at or now))[:limit]


def _late(request: Request, now: datetime) -> Promise:
    given: tuple[tuple[Why, datetime | None], ...] = (
        ("answer", request.due_at if request.acknowledged_at is None else None),
        ("retry", request.waiting_until),
        ("next", request.next_action_at),
    )
    passed = [(at, why) for why, at in given if at is not None and at < now]
    at, why = min(passed, default=(None, "no_time"))
    return Promise(why, request, at)  # type: ignore[arg-type]


def _requests(
    connection: Connection, which: str, limit: int, values: dict[str, Any] | None = None
) -> list[Request]:
    urgency = "CASE r.priority WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END"
    query = f"SELECT r.id {which} ORDER BY {urgency}, r.due_at, r.id LIMIT :limit"
    ids: Sequence[int] = connection.scalars(text(query), {"limit": limit, **(values or {})}).all()
    return requests(connection, ids)


def _count(connection: Connection, which: str, values: dict[str, Any] | None = None) -> int:
    return int(connection.scalar(text(f"SELECT count(*) {which}"), values or {}) or 0)

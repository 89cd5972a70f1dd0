"""The escalation list: what nobody acknowledged in time, and who has been out of contact too long.

Nothing is stored when a step is reached: it follows from the records and the time. Only that an
officer has seen it is a record (``Escalation``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, text

from situationroom.models import Escalation, Person, Request
from situationroom.models.escalation import TIER_STEPS, due_of_steps, step_of
from situationroom.models.incident import Targets
from situationroom.models.missing import rose_at, tier_of
from situationroom.models.vocabulary import Priority
from situationroom.store.codec import from_row, time_text
from situationroom.store.derive import read_persons
from situationroom.store.queries.requests import request_rows
from situationroom.store.transaction import chunks

VIEWS: Final = {
    "open": "seen < step",
    "requests": "seen < step AND kind = 0",
    "persons": "seen < step AND kind = 1",
    "seen": "seen >= step",
    "all": "1",
}
"""The saved views by name; ``seen`` holds what an officer has acknowledged and still stands."""

_UNACCOUNTED = """p.safety IN ('unknown', 'missing')
        AND g.stage NOT IN ('boarded', 'arrived', 'left_independently', 'not_in_area')"""


@dataclass(frozen=True, slots=True)
class EscalationRow:
    """One line: a request or a person, the step, since when (aware), and who has seen it."""

    step: int
    since: datetime
    request: Request | None
    persons: tuple[Person, ...]
    seen: Escalation | None

    @property
    def kind(self) -> str:
        return "request" if self.request else "person"

    @property
    def record(self) -> int:
        """The id of the request or of the person."""
        return self.request.id if self.request else self.persons[0].id


def row_id(kind: str, record: int) -> int:
    """One number for a request or a person in the list."""
    return record << 1 | (kind == "person")


def kind_and_record(row: int) -> tuple[str, int]:
    """What ``row_id`` was made of."""
    return ("person" if row & 1 else "request"), row >> 1


def escalation_ids(
    connection: Connection, now: datetime, targets: Targets, view: str = "open"
) -> list[int]:
    """The list of a view: requests before persons, the highest step first, then the oldest."""
    query, values = _all(now, targets)
    order = "kind, step DESC, urgency, began, id"
    wanted = f"SELECT id, kind FROM ({query}) WHERE {VIEWS[view]} ORDER BY {order}"
    return [row[0] << 1 | row[1] for row in connection.execute(text(wanted), values)]


def escalation_counts(connection: Connection, now: datetime, targets: Targets) -> dict[str, int]:
    """How many each view holds, in one pass."""
    query, values = _all(now, targets)
    sums = ", ".join(f'sum({condition}) AS "{name}"' for name, condition in VIEWS.items())
    row = connection.execute(text(f"SELECT {sums} FROM ({query})"), values).mappings().one()
    return {name: count or 0 for name, count in row.items()}


def escalation_rows(
    connection: Connection, ids: Sequence[int], now: datetime, targets: Targets
) -> dict[int, EscalationRow]:
    """The lines of a page; what was settled meanwhile has step 0."""
    told = [kind_and_record(row) for row in ids]
    asked = request_rows(connection, [id_ for kind, id_ in told if kind == "request"])
    wanted = [id_ for kind, id_ in told if kind == "person"]
    people = {person.id: person for person in read_persons(connection, wanted)}
    rows: dict[int, EscalationRow] = {}
    for shown in asked.values():
        seen = _last_seen(connection, "request", shown.request.id, shown.request.due_at)
        row = _of_request(shown.request, shown.persons, targets, now, seen)
        rows[row_id("request", shown.request.id)] = row
    for person in people.values():
        seen = _last_seen(connection, "person", person.id, person.last_contact)
        rows[row_id("person", person.id)] = _of_person(person, targets, now, seen)
    return rows


def _of_request(
    request: Request,
    persons: tuple[Person, ...],
    targets: Targets,
    now: datetime,
    seen: Escalation | None,
) -> EscalationRow:
    step = step_of(request, targets, now)
    since = due_of_steps(request, targets)[step - 1] if step else request.acknowledged_at or now
    done = seen if seen is not None and seen.step >= step else None
    return EscalationRow(step, since, request, persons, done)


def _of_person(
    person: Person, targets: Targets, now: datetime, seen: Escalation | None
) -> EscalationRow:
    reached = tier_of(person, targets, now)
    step = TIER_STEPS.get(reached, 0) if reached else 0
    heard = person.last_contact or now
    since = rose_at(heard, targets, reached) if reached and step else heard
    done = seen if seen is not None and seen.step >= step else None
    return EscalationRow(step, since, None, (person,), done)


def _last_seen(
    connection: Connection, kind: str, record: int, began: datetime | None
) -> Escalation | None:
    if began is None:
        return None
    query = text(
        f"SELECT * FROM escalation WHERE {kind} = :id AND began = :began "
        "ORDER BY step DESC, id DESC LIMIT 1"
    )
    row = connection.execute(query, {"id": record, "began": time_text(began)}).mappings().first()
    return None if row is None else from_row(Escalation, row)


def seen_of(connection: Connection, kind: str, ids: Sequence[int]) -> list[Escalation]:
    """Every acknowledgement about these requests or persons, oldest first."""
    found: list[Escalation] = []
    for some in chunks(list(ids)):
        listed = ", ".join(str(int(id_)) for id_ in some)
        query = text(f"SELECT * FROM escalation WHERE {kind} IN ({listed}) ORDER BY id")
        found += [from_row(Escalation, row) for row in connection.execute(query).mappings()]
    return found


def _all(now: datetime, targets: Targets) -> tuple[str, dict[str, Any]]:
    """Every request and person a step is reached for: kind (0, 1), id, step, seen, began."""
    values: dict[str, Any] = {
        "red": time_text(now - timedelta(hours=targets.red_tier_hours)),
        "orange": time_text(now - timedelta(hours=targets.orange_tier_hours)),
    }
    query = f"""
      SELECT 0 AS kind, r.id AS id, {_steps(now, targets, values)} AS step, r.due_at AS began,
        CASE r.priority WHEN 'red' THEN 0 WHEN 'orange' THEN 1 ELSE 2 END AS urgency,
        coalesce((SELECT max(e.step) FROM escalation e
          WHERE e.request = r.id AND e.began = r.due_at), 0) AS seen
      FROM request r WHERE r.status = 'new' AND step > 0
      UNION ALL
      SELECT 1, p.id, 1 + (p.last_contact < :red), p.last_contact, 0,
        coalesce((SELECT max(e.step) FROM escalation e
          WHERE e.person = p.id AND e.began = p.last_contact), 0)
      FROM person p JOIN person_stage g ON g.person = p.id
      WHERE p.last_contact < :orange AND {_UNACCOUNTED}
    """
    return query, values


def _steps(now: datetime, targets: Targets, values: dict[str, Any]) -> str:
    """How many steps a request has reached, as SQL."""
    sums = []
    for place, step in enumerate(targets.steps):
        for priority in Priority:
            late = targets.time_to_acknowledge(priority) * (step.times - 1)
            values[f"{priority}{place}"] = time_text(now - late)
        when = " ".join(f"WHEN '{p}' THEN r.due_at < :{p}{place}" for p in Priority)
        sums.append(f"(CASE r.priority {when} END)")
    return " + ".join(sums) or "0"

"""How the figures have moved since a moment, from the journal: exact, and cheap for a busy hour."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from situationroom.models.vocabulary import OPEN_STATUSES, Safety, Stage
from situationroom.store.codec import time_text
from situationroom.store.queries.figures import Figures, figures

MOST = 20_000
"""More touched records than this (a great import) and there is no trend to show."""
_GONE = (Stage.BOARDED, Stage.ARRIVED, Stage.LEFT_INDEPENDENTLY, Stage.NOT_IN_AREA)
_OUT = (Stage.ARRIVED, Stage.LEFT_INDEPENDENTLY)
_OF_PERSONS = ("affected", "unaccounted", "sheltered", "moving", "out")
_SEATS = ("boarded", "confirmed", "assigned", "arrived")
_Past = dict[int, dict[str, Any]]


def figures_moved(connection: Connection, since: datetime, now: datetime) -> Figures | None:
    """Each figure ``now`` minus the same figure at ``since`` (aware); None when it is too much."""
    first = connection.scalar(
        text("SELECT min(revision) FROM entry WHERE at > :since"), {"since": time_text(since)}
    )
    count = text("SELECT count(*) FROM change WHERE revision >= :first")
    if first and (connection.scalar(count, {"first": first}) or 0) > MOST:
        return None
    today = figures(connection, now)
    past = _figures_at(connection, first or 2**62, since, today)
    return Figures(
        **{f.name: getattr(today, f.name) - past.get(f.name, 0) for f in fields(Figures)}
    )


def _figures_at(
    connection: Connection, first: int, since: datetime, today: Figures
) -> dict[str, int]:
    asked = _requests_at(connection, first, time_text(since))
    people = _touched_persons(connection, first)
    now = _count(_states_now(connection, people))
    then = _count(_states_then(connection, first, people))
    return asked | {name: getattr(today, name) + then[name] - now[name] for name in _OF_PERSONS}


def _count(states: Iterable[tuple[str, str, bool]]) -> dict[str, int]:
    counted: dict[str, int] = defaultdict(int)
    for safety, stage, sheltered in states:
        lost = safety in (Safety.UNKNOWN, Safety.MISSING) and stage not in _GONE
        counted["affected"] += 1
        counted["unaccounted"] += lost
        counted["sheltered"] += sheltered
        counted["moving"] += stage == Stage.BOARDED
        counted["out"] += stage in _OUT
    return counted


def _states_now(connection: Connection, people: list[int]) -> list[tuple[str, str, bool]]:
    rows = connection.execute(
        text(
            "SELECT p.safety, coalesce(g.stage, p.presence), g.site IS NOT NULL FROM person p "
            f"LEFT JOIN person_stage g ON g.person = p.id WHERE p.id IN ({_listed(people)})"
        )
    )
    return [(row[0], row[1], bool(row[2])) for row in rows]


def _states_then(
    connection: Connection, first: int, people: list[int]
) -> list[tuple[str, str, bool]]:
    persons = _past(connection, first, "person", ("safety", "presence"), people)
    stays = _of_person(_past_of(connection, first, "stay", people))
    bookings = _of_person(_past_of(connection, first, "booking", people))
    return [
        (
            person["safety"],
            _stage(person["presence"], stays.get(id_, ()), bookings.get(id_, ())),
            "checked_in" in stays.get(id_, ()),
        )
        for id_, person in persons.items()
    ]


def _stage(presence: str, stays: Iterable[str], bookings: Iterable[str]) -> str:
    seats = sorted((b for b in bookings if b in _SEATS), key=_SEATS.index)
    if seats:
        return "assigned" if seats[0] == "confirmed" else seats[0]
    return "sheltered" if "checked_in" in stays else presence


def _touched_persons(connection: Connection, first: int) -> list[int]:
    query = " UNION ".join(
        ["SELECT id FROM change WHERE kind = 'person' AND revision >= :first"]
        + [
            f"SELECT person FROM {kind} WHERE id IN "
            f"(SELECT id FROM change WHERE kind = '{kind}' AND revision >= :first) "
            "UNION SELECT json_extract(coalesce(before, after), '$.person') FROM change "
            f"WHERE kind = '{kind}' AND revision >= :first AND (before IS NULL OR after IS NULL)"
            for kind in ("stay", "booking")
        ]
    )
    return list(connection.scalars(text(query), {"first": first}))


def _past_of(connection: Connection, first: int, kind: str, people: list[int]) -> _Past:
    query = f"SELECT id FROM {kind} WHERE person IN ({_listed(people)})"
    return _past(
        connection, first, kind, ("status", "person"), list(connection.scalars(text(query)))
    )


def _past(
    connection: Connection, first: int, kind: str, names: tuple[str, ...], ids: list[int]
) -> _Past:
    """The named fields of records as they were before revision ``first``; new ones left out."""
    columns = ", ".join(f"coalesce({name}, '')" for name in names)
    rows = connection.execute(
        text(f"SELECT id, {columns} FROM {kind} WHERE id IN ({_listed(ids)})")
    )
    past: _Past = {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
    extracts = ", ".join(f"json_extract(before, '$.{name}')" for name in names)
    changed = connection.execute(
        text(
            f"SELECT id, before IS NULL, after IS NULL, {extracts} FROM change "
            "WHERE kind = :kind AND revision >= :first ORDER BY revision DESC"
        ),
        {"kind": kind, "first": first},
    )
    # Newest first, so that the oldest value before each change is the one that stays.
    for row in changed:
        _step_back(
            past, row[0], created=row[1], removed=row[2], told=zip(names, row[3:], strict=True)
        )
    return past


_DEFAULTS = {"safety": "unknown", "presence": "in_area", "status": "new"}


def _step_back(
    past: _Past, id_: int, *, created: bool, removed: bool, told: Iterable[tuple[str, Any]]
) -> None:
    if created:
        past.pop(id_, None)
        return
    if removed:
        past[id_] = dict(_DEFAULTS)
    if id_ in past:
        past[id_] |= {name: value for name, value in told if value is not None}


def _of_person(records: _Past) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for record in records.values():
        found[record.get("person", 0)].append(record["status"])
    return found


def _requests_at(connection: Connection, first: int, since: str) -> dict[str, int]:
    ids = text("SELECT DISTINCT id FROM change WHERE kind = 'request' AND revision >= :first")
    touched = list(connection.scalars(ids, {"first": first}))
    still = connection.execute(
        text(
            f"SELECT sum(status IN ({', '.join(repr(str(s)) for s in OPEN_STATUSES)})), "
            "sum(status = 'new' AND due_at < :since) FROM request "
            f"WHERE id NOT IN ({_listed(touched)})"
        ),
        {"since": since},
    ).one()
    past = _past(connection, first, "request", ("status", "due_at"), touched).values()
    return {
        "open": (still[0] or 0) + sum(r["status"] in OPEN_STATUSES for r in past),
        "overdue": (still[1] or 0)
        + sum(r["status"] == "new" and str(r.get("due_at", "")) < since for r in past),
    }


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(str(int(id_)) for id_ in ids)

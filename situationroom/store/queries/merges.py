"""Who turned out to be whom, and which suspected pairs an officer has answered."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.models import Apart, Merge
from situationroom.store.codec import from_row


def survivor(connection: Connection, person: int) -> int:
    """The person this number finds today: itself, or whoever it was merged into, to the end."""
    seen = {person}
    while (merge := merge_of(connection, person)) is not None and merge.kept not in seen:
        person = merge.kept
        seen.add(person)
    return person


def merge_of(connection: Connection, gone: int) -> Merge | None:
    """The merge in which this person's number went, if it stands."""
    rows = connection.execute(text("SELECT * FROM merge WHERE gone = :id"), {"id": gone})
    row = rows.mappings().first()
    return None if row is None else from_row(Merge, row)


def merged_into(connection: Connection, kept: int) -> list[Merge]:
    """Everybody who turned out to be this person, oldest first, through later merges too."""
    found: list[Merge] = []
    waiting = [kept]
    while waiting:
        query = text("SELECT * FROM merge WHERE kept = :id ORDER BY id")
        rows = connection.execute(query, {"id": waiting.pop()}).mappings()
        some = [from_row(Merge, row) for row in rows]
        found += some
        waiting += [merge.gone for merge in some]
    return sorted(found, key=lambda merge: merge.id)


def revision_of(connection: Connection, merge: int) -> int:
    """The entry by which a merge came to be (the last time, if it was taken back and redone)."""
    query = "SELECT max(revision) FROM change WHERE kind = 'merge' AND id = :id AND before IS NULL"
    return int(connection.scalar(text(query), {"id": merge}) or 0)


def apart(connection: Connection, now: datetime) -> set[tuple[int, int]]:
    """Pairs (smaller id first) that are not to be asked about: answered, or later than ``now``."""
    rows = connection.execute(text("SELECT * FROM apart")).mappings()
    answers = (from_row(Apart, row) for row in rows)
    return {(a.a, a.b) for a in answers if a.until is None or a.until > now}


def answers_about(connection: Connection, persons: Iterable[int]) -> list[Apart]:
    """Every answer that names one of these persons, oldest first."""
    found: dict[int, Apart] = {}
    for person in persons:
        query = text("SELECT * FROM apart WHERE a = :id OR b = :id")
        for row in connection.execute(query, {"id": person}).mappings():
            answer = from_row(Apart, row)
            found[answer.id] = answer
    return [found[id_] for id_ in sorted(found)]


def records_about(connection: Connection, person: int) -> dict[str, list[int]]:
    """Ids of what hangs on one person, by kind: reports, requests, notes, stays, bookings,
    copies of messages and replies."""
    asked = {
        "report": "SELECT report FROM report_person WHERE person = :id ORDER BY 1",
        "request": "SELECT request FROM request_person WHERE person = :id ORDER BY 1",
        "note": "SELECT id FROM note WHERE person = :id ORDER BY 1",
        "identity_check": "SELECT id FROM identity_check WHERE person = :id ORDER BY 1",
        "stay": "SELECT id FROM stay WHERE person = :id ORDER BY 1",
        "booking": "SELECT id FROM booking WHERE person = :id ORDER BY 1",
        "family_contact": "SELECT id FROM family_contact WHERE person = :id ORDER BY 1",
        "delivery": "SELECT id FROM delivery WHERE person = :id ORDER BY 1",
        "reply": "SELECT r.id FROM reply r, json_each(r.persons) j WHERE j.value = :id ORDER BY 1",
    }
    return {
        kind: list(connection.scalars(text(query), {"id": person})) for kind, query in asked.items()
    }


def created_since(
    connection: Connection, kind: str, ids: Iterable[int], revision: int
) -> list[int]:
    """Which of these records came to be after an entry."""
    query = text(
        "SELECT 1 FROM change WHERE kind = :kind AND id = :id AND revision > :revision "
        "AND before IS NULL LIMIT 1"
    )
    told = ({"kind": kind, "id": id_, "revision": revision} for id_ in ids)
    return [values["id"] for values in told if connection.scalar(query, values)]  # type: ignore[misc]


def fields_since(connection: Connection, kind: str, id_: int, revision: int) -> tuple[str, ...]:
    """The fields of one record that were changed after an entry, by name."""
    query = text(
        "SELECT after FROM change WHERE kind = :kind AND id = :id AND revision > :revision "
        "AND after IS NOT NULL ORDER BY revision"
    )
    told = connection.scalars(query, {"kind": kind, "id": id_, "revision": revision})
    return tuple(dict.fromkeys(name for after in told for name in json.loads(after)))

"""An incident of very many persons and requests, made quickly for what only reads it.

Some thousands are added through the commands; the rest are their copies under other numbers, laid
into the tables beside the journal. Such a file would not stand its own verification.
"""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, text

from bench.people import STARTED, person
from bench.queries import NOW
from situationroom.models import Incident, Note, Request
from situationroom.models.vocabulary import (
    Category,
    IncidentKind,
    Priority,
    RequestStatus,
)
from situationroom.store import schema
from situationroom.store.connect import open_file
from situationroom.store.incident_file import create_incident
from situationroom.store.search_words import person_words, request_words
from situationroom.store.transaction import Transaction

BASE = 5_000
OWNERS = ("", "", "陈静", "李凯", "周敏", "bench")
ASKED = (
    "被困机场，请求协助离境",
    "联系不上，请求查找",
    "护照遗失，需补办旅行证",
    "老人胸闷，药品将尽",
    "航班取消，酒店不续住",
)
STATUSES = (
    RequestStatus.NEW,
    RequestStatus.NEW,
    RequestStatus.ACKNOWLEDGED,
    RequestStatus.WAITING,
    RequestStatus.RESOLVED,
)
_COPIED: dict[str, dict[str, str]] = {
    "person": {},
    "request": {"persons": "json_array(json_extract(persons, '$[0]') + :by)"},
    "note": {"request": "request + :by"},
    "request_person": {"request": "request + :by", "person": "person + :by"},
    "person_stage": {"person": "person + :by"},
    "request_about": {"request": "request + :by"},
}


def multiplied(path: Path, count: int) -> Path:
    """A file of ``count`` persons and as many requests, one about each."""
    base = min(count, BASE)
    draft = Incident(0, "Bench", IncidentKind.COUP, "TR", STARTED, incident_zone="Europe/Istanbul")
    file = create_incident(path, draft, "bench")
    file.run(_add, base)
    file.close()
    engine = open_file(path)
    with engine.begin() as connection:
        for by in range(base, count, base):
            _copy(connection, base, by, min(base, count - by))
        for kind in ("person", "request", "note"):
            last = connection.scalar(text(f"SELECT max(id) FROM {kind}"))
            connection.execute(
                text("UPDATE counter SET last = :last WHERE kind = :kind"),
                {"kind": kind, "last": last},
            )
    engine.dispose()
    return path


def _add(tx: Transaction, count: int) -> None:
    for number in range(1, count + 1):
        request = tx.add(_request(number, tx.add(person(number)).id))
        tx.add(
            Note(0, request.opened_at, "李凯", f"第{number}次联系，已告家属", request=request.id)
        )
    tx.describe("Opened the incident {name}", name="Bench")


def _request(number: int, about: int) -> Request:
    opened = NOW - timedelta(seconds=number * 7919 % 40_000)
    status = STATUSES[number * 31 % len(STATUSES)]
    new = status is RequestStatus.NEW
    return Request(
        0,
        opened_at=opened,
        due_at=opened + timedelta(hours=2),
        persons=(about,),
        party=1 + number % 4,
        category=list(Category)[number * 13 % 8],
        priority=list(Priority)[number * 17 % 3],
        description=ASKED[number % len(ASKED)],
        status=status,
        owner="" if new else OWNERS[number % len(OWNERS)],
        acknowledged_at=None if new else opened + timedelta(minutes=5),
        waiting_until=NOW + timedelta(hours=1) if status is RequestStatus.WAITING else None,
    )


def _copy(connection: Connection, base: int, by: int, count: int) -> None:
    for table, changed in _COPIED.items():
        names = schema.metadata.tables[table].c.keys()
        moved = {"id": "id + :by", **changed}
        taken = ", ".join(moved.get(name, f'"{name}"') for name in names)
        listed, key = ", ".join(f'"{name}"' for name in names), names[0]
        connection.execute(
            text(f"INSERT INTO {table} ({listed}) SELECT {taken} FROM {table} WHERE {key} <= :n"),
            {"by": by, "n": count},
        )
    for table, words_of in (("person_text", _person_words), ("request_text", _request_words)):
        words = [(number + by, words_of(number)) for number in range(1, count + 1)]
        connection.exec_driver_sql(f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", words)


@cache
def _person_words(number: int) -> str:
    return person_words(replace(person(number), id=number))


@cache
def _request_words(number: int) -> str:
    return request_words(replace(_request(number, number), id=number))

"""Search and pages over many persons beside plain sqlite3 with LIKE over the same persons."""

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench.measuring import Table, apart, ratio, repeated, timed
from bench.people import CITIES, GIVEN, STARTED, SURNAMES, person
from situationroom.models import Incident, Person, Request
from situationroom.models.vocabulary import Category, IncidentKind, Priority
from situationroom.store.incident_file import IncidentFile, create_incident
from situationroom.store.transaction import Transaction

AT_ONCE = 25_000
TRIES = 40
PAGE = 50
NOW = STARTED + timedelta(days=2)
Milliseconds = dict[str, tuple[float, float]]
_LIKE = (
    "SELECT id FROM person WHERE native LIKE :t OR latin LIKE :t OR phone LIKE :t "
    "OR passport LIKE :t LIMIT 30"
)


def measure(persons: int = 100_000) -> Table:
    """Median and 95th percentile of each question, ours and plain."""
    (ours, plain, seconds), _peak = apart(_ask_both, persons)
    lines = [_line(name, ours[name], plain.get(name)) for name in ours]
    return Table(
        f"Questions to an incident of {persons:,} persons, a request for every third",
        "Each question is asked with different words every time. Plain: the same persons in one "
        "sqlite3 table of four text columns, `LIKE '%…%'` or `ORDER BY … LIMIT … OFFSET`. "
        f"Filling the incident through its commands took {seconds:.0f} s.",
        ("question", "median", "p95", "plain, median", "of plain"),
        tuple(lines),
    )


def _line(
    name: str, ours: tuple[float, float], plain: tuple[float, float] | None
) -> tuple[str, ...]:
    asked = (name, f"{ours[0]:.2f} ms", f"{ours[1]:.2f} ms")
    return (*asked, f"{plain[0]:.2f} ms", ratio(ours[0], plain[0])) if plain else (*asked, "–", "–")


def _ask_both(persons: int) -> tuple[Milliseconds, Milliseconds, float]:
    with tempfile.TemporaryDirectory() as scratch:
        seconds, file = timed(lambda: filled(Path(scratch) / "bench.situation", persons))
        ours = {name: repeated(asked) for name, asked in _questions(file, persons).items()}
        file.close()
        with sqlite3.connect(Path(scratch) / "plain.db") as table:
            _fill_plain(table, persons)
            plain = {n: repeated(asked) for n, asked in _plain_questions(table, persons).items()}
    return ours, plain, seconds


def filled(path: Path, persons: int) -> IncidentFile:
    """A new incident holding ``persons`` persons and a third as many requests, still open."""
    draft = Incident(0, "Bench", IncidentKind.COUP, "TR", STARTED, incident_zone="Europe/Istanbul")
    file = create_incident(path, draft, "bench")
    for start in range(1, persons + 1, AT_ONCE):
        file.run(_add, range(start, min(start + AT_ONCE, persons + 1)))
    return file


def _add(tx: Transaction, numbers: Sequence[int]) -> None:
    for number in numbers:
        added = tx.add(person(number))
        if number % 3 == 0:
            tx.add(_request(number, added))
    tx.describe("Opened the incident {name}", name="Bench")


def _request(number: int, about: Person) -> Request:
    opened = STARTED + timedelta(seconds=number % 172_800)
    return Request(
        0,
        opened_at=opened,
        due_at=opened + timedelta(hours=2),
        persons=(about.id,),
        party=1,
        category=list(Category)[number % 5],
        priority=list(Priority)[number % 3],
        description="被困机场，请求协助离境",
    )


def _words(persons: int) -> dict[str, list[str]]:
    known = [person(1 + n * 997 % persons) for n in range(TRIES)]
    return {
        "search: name of two hanzi": [p.native_name[:2] for p in known],
        "search: whole name": [p.native_name for p in known],
        "search: pinyin": [f"{p.surname} {p.given_names[:4]}".lower() for p in known],
        "search: last four of a telephone": [p.phones[0].e164[-4:] for p in known],
        "search: last four of a passport": [p.documents[0].number[-4:] for p in known],
        "search: nobody": [
            f"{surname}鑫{given}" for surname in SURNAMES for given in list(GIVEN)[:2]
        ],
    }


def _questions(file: IncidentFile, persons: int) -> dict[str, list[Callable[[], object]]]:
    from situationroom.store.queries.figures import figures
    from situationroom.store.queries.map_columns import map_columns
    from situationroom.store.queries.people import PersonFilter, person_ids, person_rows
    from situationroom.store.queries.requests import (
        RequestFilter,
        request_ids,
        request_rows,
        view_counts,
    )
    from situationroom.store.queries.search import search

    asked: dict[str, list[Callable[[], object]]] = {
        name: [partial(file.ask, search, word) for word in words]
        for name, words in _words(persons).items()
    }
    pages = [
        list(range(start, start + PAGE)) for start in range(1, persons - PAGE, persons // TRIES)
    ]
    cities = [city for city, _, _ in CITIES.values()]
    asked["page of 50 persons"] = [partial(file.ask, person_rows, page) for page in pages]
    asked["page of 50 requests"] = [
        partial(file.ask, request_rows, [id_ // 3 + 1 for id_ in page]) for page in pages
    ]
    few = range(6)
    asked["all ids of the people table, by name"] = [
        partial(file.ask, person_ids, PersonFilter(), "name") for _ in few
    ]
    asked["all ids of one city, by name"] = [
        partial(file.ask, person_ids, PersonFilter(city=city), "name") for city in cities
    ]
    asked["all ids of the rolling list, by urgency"] = [
        partial(file.ask, request_ids, RequestFilter(now=NOW)) for _ in few
    ]
    asked["counts of the saved views"] = [partial(file.ask, view_counts, NOW, "bench") for _ in few]
    asked["figures of the top strip"] = [partial(file.ask, figures, NOW) for _ in few]
    asked["map columns of everybody"] = [partial(file.ask, map_columns) for _ in few]
    return asked


def _fill_plain(table: sqlite3.Connection, persons: int) -> None:
    table.execute(
        "CREATE TABLE person (id INTEGER PRIMARY KEY, native, latin, phone, passport, city)"
    )
    rows = (
        (
            number,
            who.native_name,
            f"{who.surname} {who.given_names}",
            who.phones[0].e164,
            who.documents[0].number,
            who.city,
        )
        for number in range(1, persons + 1)
        for who in (person(number),)
    )
    table.executemany("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", rows)
    table.commit()


def _plain_questions(
    table: sqlite3.Connection, persons: int
) -> dict[str, list[Callable[[], object]]]:
    def like(word: str) -> object:
        return table.execute(_LIKE, {"t": f"%{word}%"}).fetchall()

    def page(start: int) -> object:
        query = "SELECT * FROM person ORDER BY id LIMIT ? OFFSET ?"
        return table.execute(query, (PAGE, start)).fetchall()

    def ids(where: str) -> object:
        return table.execute(f"SELECT id FROM person {where} ORDER BY native, id").fetchall()

    asked: dict[str, list[Callable[[], object]]] = {
        name: [partial(like, word) for word in words] for name, words in _words(persons).items()
    }
    starts = range(1, persons - PAGE, persons // TRIES)
    asked["page of 50 persons"] = [partial(page, start) for start in starts]
    asked["all ids of the people table, by name"] = [partial(ids, "") for _ in range(6)]
    cities = [city for city, _, _ in CITIES.values()]
    asked["all ids of one city, by name"] = [
        partial(ids, f"WHERE city = '{city}'") for city in cities
    ]
    return asked

"""The texts persons and requests are found by, in step with what a transaction has touched."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import Connection, bindparam, select, text

from situationroom.models import Person, Report, Request
from situationroom.store import schema
from situationroom.store.search_words import person_words, request_words
from situationroom.store.transaction import Transaction, chunks

_UNREAD = "s.fields LIKE '%\"\"%'"  # the field of a column nothing was read from is ""
_TOLD = text(
    "SELECT l.person, r.cells, s.fields FROM report_person l JOIN report r ON r.id = l.report "
    f"JOIN sheet s ON s.id = r.sheet WHERE l.person IN :ids AND {_UNREAD} ORDER BY r.id"
).bindparams(bindparam("ids", expanding=True))


def index_texts(tx: Transaction) -> None:
    """Write again what the touched persons and requests are found by, and who they are about.

    A person is found by what the columns say that nothing was read from, too.
    """
    changed = [*tx.touched_ids(Person), *_told_of(tx)]
    new = {id_ for id_ in tx.touched_ids(Person) if tx.before(Person, id_) is None}
    words = _words(tx, changed)
    old = sorted({*changed} - new)
    _write(tx.connection, "person_text", old, [*words.items()])
    asked = {*tx.touched_ids(Request), *_requests_of(tx.connection, old)}
    _index_requests(tx, sorted(asked), words)


def _index_requests(tx: Transaction, ids: Sequence[int], words: dict[int, str]) -> None:
    tx.read_ahead(Request, ids)
    requests = [request for id_ in ids if (request := tx.find(Request, id_)) is not None]
    others = {person for r in requests for person in r.persons} - words.keys()
    words |= _words(tx, (person.id for person in tx.get_all(Person, others)))
    new = {id_ for id_ in tx.touched_ids(Request) if tx.before(Request, id_) is None}
    texts = [(r.id, request_words(r, [words[p] for p in r.persons])) for r in requests]
    _write(tx.connection, "request_text", [id_ for id_ in ids if id_ not in new], texts)


def _told_of(tx: Transaction) -> set[int]:
    """Whom the touched reports are about and were about before."""
    ids = tx.touched_ids(Report)
    if not ids or nothing_unread(tx.connection):
        return set()
    before = [report for id_ in ids if (report := tx.before(Report, id_)) is not None]
    return {person for report in (*before, *tx.touched(Report)) for person in report.persons}


def _words(tx: Transaction, ids: Iterable[int]) -> dict[int, str]:
    wanted = list(dict.fromkeys(ids))
    tx.read_ahead(Person, wanted)
    persons = [person for id_ in wanted if (person := tx.find(Person, id_)) is not None]
    told = _unread_cells(tx.connection, wanted)
    return {person.id: person_words(person, told.get(person.id, ())) for person in persons}


def _unread_cells(connection: Connection, persons: Sequence[int]) -> dict[int, list[str]]:
    """What reports say about persons in columns nothing was read from."""
    found: dict[int, list[str]] = {}
    if nothing_unread(connection):
        return found
    for some in chunks(persons):
        for person, cells, fields in connection.execute(_TOLD, {"ids": some}):
            read = _read_places(fields)
            unread = [cell for i, cell in enumerate(json.loads(cells)) if i not in read]
            found.setdefault(person, []).extend(unread)
    return found


@lru_cache(maxsize=200)
def _read_places(fields: str) -> frozenset[int]:
    return frozenset(i for i, field in enumerate(json.loads(fields)) if field)


def nothing_unread(connection: Connection) -> bool:
    """Every column of every list was read as some field."""
    return connection.scalar(text(f"SELECT 1 FROM sheet s WHERE {_UNREAD} LIMIT 1")) is None


def _requests_of(connection: Connection, persons: Sequence[int]) -> set[int]:
    link = schema.request_person
    found: set[int] = set()
    for some in chunks(persons):
        found.update(connection.scalars(select(link.c.request).where(link.c.person.in_(some))))
    return found


def _write(
    connection: Connection, table: str, old: Sequence[int], texts: Sequence[tuple[int, str]]
) -> None:
    if old:
        forgotten = [(id_,) for id_ in old]
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", forgotten)
    if texts:
        insertion = f"INSERT INTO {table} (rowid, words) VALUES (?, ?)"
        connection.exec_driver_sql(insertion, list(texts))

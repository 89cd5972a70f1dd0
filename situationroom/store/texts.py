"""The texts persons and requests are found by, in step with what a transaction has touched."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import Connection, bindparam, text

from situationroom.models import Person, Record, Report, Request, Sheet
from situationroom.store.search_words import person_words, request_words
from situationroom.store.transaction import Transaction, chunks

_UNREAD = "s.fields LIKE '%\"\"%'"  # the field of a column nothing was read from is ""
_TOLD = text(
    "SELECT l.person, r.cells, s.fields FROM report_person l JOIN report r ON r.id = l.report "
    f"JOIN sheet s ON s.id = r.sheet WHERE l.person IN :ids AND {_UNREAD} ORDER BY r.id"
).bindparams(bindparam("ids", expanding=True))


def index_texts(tx: Transaction) -> None:
    """Write again what the touched persons and requests are found by.

    A person is found by what the columns say that nothing was read from, too; a request by what
    its persons are found by (``queries.asked``), which is kept once, with them.
    """
    changed = [*tx.touched_ids(Person), *_told_of(tx)]
    _write(tx, "person_text", _old(tx, Person, changed), _words(tx, changed))
    asked = tx.touched_ids(Request)
    texts = [(request.id, request_words(request)) for request in tx.touched(Request)]
    _write(tx, "request_text", _old(tx, Request, asked), texts)


def _old(tx: Transaction, kind: type[Record], ids: Iterable[int]) -> list[int]:
    """Those that had words before this transaction."""
    return sorted({*ids} - tx.created_ids(kind))


def _told_of(tx: Transaction) -> set[int]:
    """Whom the touched reports are about and were about before."""
    ids = tx.touched_ids(Report)
    if not ids or tx.standing(Sheet, nothing_unread):
        return set()
    before = [report for id_ in ids if (report := tx.before(Report, id_)) is not None]
    return {person for report in (*before, *tx.touched(Report)) for person in report.persons}


def _words(tx: Transaction, ids: Iterable[int]) -> list[tuple[int, str]]:
    wanted = list(dict.fromkeys(ids))
    tx.read_ahead(Person, wanted)
    persons = [person for id_ in wanted if (person := tx.find(Person, id_)) is not None]
    told = {} if tx.standing(Sheet, nothing_unread) else _unread_cells(tx.connection, wanted)
    return [(person.id, person_words(person, told.get(person.id, ()))) for person in persons]


def _unread_cells(connection: Connection, persons: Sequence[int]) -> dict[int, list[str]]:
    """What reports say about persons in columns nothing was read from."""
    found: dict[int, list[str]] = {}
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


def _write(
    tx: Transaction, table: str, old: Sequence[int], texts: Sequence[tuple[int, str]]
) -> None:
    if old:
        forgotten = [(id_,) for id_ in old]
        tx.connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", forgotten)
    tx.insert(table, ("rowid", "words"), texts)

"""The journal: entries chained by SHA-256, read back and replayed."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count, islice
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select

from situationroom.models import RECORDS
from situationroom.models.journal import Change, Entry, Fields
from situationroom.store import schema
from situationroom.store.codec import default_fields, dumps, row_of, time_of, time_text
from situationroom.store.transaction import ChangeText, Transaction

GENESIS = "0" * 64
AT_ONCE = 2_000
CHANGE = ("revision", "position", "kind", "id", "before", "after")


def write_changes(tx: Transaction, changes: Iterable[ChangeText]) -> None:
    """Store changes of the transaction's entry in their order, and take them into its hash.

    They are written in batches: an import has very many, which must not all lie in memory.
    """
    digest = tx.digest or _open_entry(tx)
    waiting, position = iter(changes), count(tx.written)
    while some := list(islice(waiting, AT_ONCE)):
        rows = [(tx.revision, next(position), *change) for change in some]
        tx.insert("change", CHANGE, rows)
        digest.update(_hashed(some))
        tx.written += len(some)


def write_entry(tx: Transaction, verb: str) -> Entry:
    """Store what the transaction did as its entry; the hash covers the one before it.

    The entry that is returned comes without its changes.
    """
    digest, header = tx.digest or _open_entry(tx), _header(tx, verb)
    digest.update(dumps(header).encode())
    stored = {**header, "hash": digest.hexdigest()}
    entry = schema.entry.update().where(schema.entry.c.revision == stored.pop("revision"))
    # Without its revision: written again, every change that points to it would be looked up.
    tx.connection.execute(entry.values(stored))
    return entry_of({**stored, "revision": tx.revision}, ())


def _open_entry(tx: Transaction) -> "hashlib._Hash":
    """The entry stands before its changes point to it; what it says is known at the end."""
    header = _header(tx, "")
    tx.connection.execute(insert(schema.entry), {**header, "hash": ""})
    tx.digest = hashlib.sha256(_last_hash(tx.connection, tx.revision).encode())
    return tx.digest


def _header(tx: Transaction, verb: str) -> dict[str, Any]:
    return {
        "revision": tx.revision,
        "at": time_text(tx.now),
        "officer": tx.officer,
        "workstation": tx.workstation,
        "verb": verb,
        "template": tx.template,
        "said": dumps(tx.values),
        "undoes": tx.undoes,
        "undoable": int(tx.undoable),
    }


def entry_hash(previous: str, header: dict[str, Any], changes: Iterable[ChangeText]) -> str:
    """SHA-256, in hex, over the previous hash, every change and the entry's header.

    Parts end in NUL, which canonical JSON never holds; nothing before or after is an empty part.
    """
    digest, waiting = hashlib.sha256(previous.encode()), iter(changes)
    while some := list(islice(waiting, AT_ONCE)):
        digest.update(_hashed(some))
    digest.update(dumps(header).encode())
    return digest.hexdigest()


def _hashed(changes: Iterable[ChangeText]) -> bytes:
    # Very many at a time: Python lets other threads run while it hashes what is long.
    return "".join(
        [f"\0{c.kind}\0{c.id}\0{c.before or ''}\0{c.after or ''}\0" for c in changes]
    ).encode()


def entries_after(connection: Connection, revision: int) -> list[Entry]:
    """Entries newer than ``revision``, oldest first, with their changes."""
    return [read_entry(connection, row) for row in _headers(connection, revision)]


def headers_after(connection: Connection, revision: int) -> list[Entry]:
    """Entries newer than ``revision``, oldest first, without their changes."""
    return [entry_of(row, ()) for row in _headers(connection, revision)]


def touched_after(
    connection: Connection, revision: int, limit: int
) -> frozenset[tuple[str, int]] | None:
    """(kind, id) of every record changed since ``revision``; None when they are over ``limit``."""
    table = schema.change
    query = select(table.c.kind, table.c.id).where(table.c.revision > revision).limit(limit + 1)
    rows = connection.execute(query).fetchall()
    return None if len(rows) > limit else frozenset((row[0], row[1]) for row in rows)


def entry_at(connection: Connection, revision: int) -> Entry | None:
    """One entry with its changes."""
    query = select(schema.entry).where(schema.entry.c.revision == revision)
    row = connection.execute(query).first()
    return read_entry(connection, row._mapping) if row else None


def header_at(connection: Connection, revision: int) -> Entry | None:
    """One entry without its changes."""
    query = select(schema.entry).where(schema.entry.c.revision == revision)
    row = connection.execute(query).first()
    return entry_of(row._mapping, ()) if row else None


def texts_backwards(connection: Connection, revision: int) -> Iterator[list[ChangeText]]:
    """The changes of one entry as they are stored, from the last to the first, some at a time."""
    table = schema.change
    columns = (table.c.kind, table.c.id, table.c.before, table.c.after)
    query = select(*columns).where(table.c.revision == revision)
    position = connection.scalar(query.with_only_columns(func.max(table.c.position)))
    while position is not None and position >= 0:
        some = query.where(table.c.position.between(position - AT_ONCE + 1, position))
        rows = connection.execute(some.order_by(table.c.position.desc()))
        yield [ChangeText(*row) for row in rows]
        position -= AT_ONCE


def changes_backwards(connection: Connection, revision: int) -> Iterator[list[Change]]:
    """The changes of one entry from the last to the first, some at a time."""
    for some in texts_backwards(connection, revision):
        yield [change_of(change._asdict()) for change in some]


def read_entry(connection: Connection, header: RowMapping) -> Entry:
    """The entry of a header row, with its changes."""
    return entry_of(header, tuple(changes_of(connection, header["revision"])))


def changes_of(connection: Connection, revision: int) -> Iterator[Change]:
    """The changes of one entry in their order."""
    for row in change_rows(connection, revision):
        yield change_of(row)


def change_rows(connection: Connection, revision: int) -> Iterator[RowMapping]:
    """The change rows of one entry as they are stored."""
    table = schema.change
    query = select(table).where(table.c.revision == revision).order_by(table.c.position)
    yield from connection.execute(query).mappings()


def replay(
    source: Connection,
    target: Connection,
    until: datetime | None = None,
    revision: int | None = None,
) -> int:
    """Play the journal of ``source`` into the empty ``target``; returns the last revision played.

    ``until`` (aware) or ``revision`` leaves out later entries: the records as they were then.
    """
    last = 0
    for header in _headers(source, 0):
        if until is not None and time_of(header["at"]) > until:
            break
        if revision is not None and header["revision"] > revision:
            break
        states: dict[tuple[str, int], Fields | None] = {}
        for change in changes_of(source, header["revision"]):
            key = change.kind, change.id
            states[key] = _applied(states.get(key), change)
        _store(target, states)
        last = header["revision"]
    return last


def _headers(connection: Connection, revision: int) -> list[RowMapping]:
    table = schema.entry
    query = select(table).where(table.c.revision > revision).order_by(table.c.revision)
    return list(connection.execute(query).mappings())


def _applied(earlier: Fields | None, change: Change) -> Fields | None:
    """What is to be stored after a change and those of the same entry before it."""
    if change.after is None:
        return None
    if change.before is None:
        return {**default_fields(RECORDS[change.kind]), **change.after}
    return {**(earlier or {}), **change.after}


def _store(target: Connection, states: dict[tuple[str, int], Fields | None]) -> None:
    created: dict[str, list[dict[str, Any]]] = {}
    for (kind, id_), fields in states.items():
        table = schema.TABLES[kind]
        if fields is None:
            target.execute(table.delete().where(table.c.id == id_))
        elif len(fields) == len(default_fields(RECORDS[kind])):
            created.setdefault(kind, []).append(row_of(RECORDS[kind], id_, fields))
        else:
            row = row_of(RECORDS[kind], id_, fields)
            target.execute(
                table.update().where(table.c.id == id_).values({f: row[f] for f in fields})
            )
    for kind, rows in created.items():
        target.execute(schema.TABLES[kind].insert().prefix_with("OR REPLACE"), rows)


def _last_hash(connection: Connection, revision: int) -> str:
    query = select(schema.entry.c.hash).where(schema.entry.c.revision == revision - 1)
    return connection.scalar(query) or GENESIS


def change_of(row: Any) -> Change:
    """One row of the journal's changes."""
    return Change(row["kind"], row["id"], _fields(row["before"]), _fields(row["after"]))


def _fields(stored: str | None) -> Fields | None:
    return None if stored is None else json.loads(stored)


def entry_of(header: Any, changes: tuple[Change, ...]) -> Entry:
    return Entry(
        revision=header["revision"],
        at=time_of(header["at"]),
        officer=header["officer"],
        workstation=header["workstation"],
        verb=header["verb"],
        template=header["template"],
        values=json.loads(header["said"]),
        undoes=header["undoes"],
        undoable=bool(header["undoable"]),
        changes=changes,
        hash=header["hash"],
    )

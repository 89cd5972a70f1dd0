"""Proof that nothing was lost or altered: file, chain, replay against tables, rules, counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, RowMapping, Table, select, text
from sqlalchemy.exc import DBAPIError

from situationroom.store import schema
from situationroom.store.connect import memory
from situationroom.store.derive import derive_all
from situationroom.store.journal import GENESIS, change_rows, entry_hash, replay
from situationroom.store.rules import broken
from situationroom.store.transaction import ChangeText

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and every fault found in words. ``ok`` when there is none."""

    entries: int
    changes: int
    records: dict[str, int]
    faults: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.faults


def verify(connection: Connection, step: Step = lambda *_: None) -> Verification:
    """Check the whole file. ``step(done, total, label)`` reports and may cancel."""
    step(0, 5, "file")
    faults = _pages(connection)
    step(1, 5, "chain")
    entries, changes, altered = _chain(connection)
    step(2, 5, "replay")
    faults += altered + _compare_with_replay(connection)
    step(3, 5, "rules")
    faults += _references(connection) + broken(connection)
    step(4, 5, "counts")
    faults += _counts(connection)
    records = {kind: _count(connection, table.name) for kind, table in schema.TABLES.items()}
    return Verification(entries, changes, records, tuple(faults))


def _pages(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with pages and indexes, which no reading of rows would see."""
    found = connection.scalars(text("PRAGMA integrity_check")).all()
    return [
        f"the file is damaged: {line}"
        for said in found
        if said != "ok"
        for line in said.splitlines()
    ]


def _chain(connection: Connection) -> tuple[int, int, list[str]]:
    previous, faults, changes, expected = GENESIS, [], 0, 0
    table = schema.entry
    for row in connection.execute(select(table).order_by(table.c.revision)).mappings().all():
        expected += 1
        if row["revision"] != expected:
            faults.append(f"entry {expected} is missing from the journal")
            expected = row["revision"]
        header = {name: value for name, value in row.items() if name != "hash"}
        rows = [_text_of(change) for change in change_rows(connection, row["revision"])]
        changes += len(rows)
        if entry_hash(previous, header, rows) != row["hash"]:
            faults.append(f"entry {row['revision']} was altered: its hash does not fit")
        previous = row["hash"]
    if connection.scalar(select(schema.head.c.revision)) != expected:
        faults.append(f"the last revision is not {expected}, as the journal says")
    return expected, changes, faults


def _text_of(row: RowMapping) -> ChangeText:
    return ChangeText(row["kind"], row["id"], row["before"], row["after"])


def _compare_with_replay(connection: Connection) -> list[str]:
    engine = memory()
    try:
        # Never committed: an altered journal may replay into records that point nowhere.
        with engine.connect() as replayed:
            replay(connection, replayed)
            derive_all(replayed)
            tables = (*schema.TABLES.values(), *schema.DERIVED)
            return [
                fault for table in tables for fault in _differences(connection, replayed, table)
            ]
    except (KeyError, ValueError, TypeError, AttributeError, DBAPIError) as error:
        return [f"the journal cannot be replayed: {type(error).__name__}"]
    finally:
        engine.dispose()


def _differences(connection: Connection, replayed: Connection, table: Table) -> list[str]:
    order = list(table.primary_key.columns)
    here = connection.execute(select(table).order_by(*order))
    there = replayed.execute(select(table).order_by(*order))
    while True:
        one, other = here.fetchmany(5_000), there.fetchmany(5_000)
        if one != other:
            return [f"table {table.name} differs from the journal near {_first(one, other)}"]
        if not one:
            return []


def _first(one: Sequence[Row[Any]], other: Sequence[Row[Any]]) -> str:
    pairs = zip(one, other, strict=False)
    differing = next((here for here, there in pairs if here != there), None)
    row = (one or other)[-1] if differing is None else differing
    return f"row {row[0]}"


def _references(connection: Connection) -> list[str]:
    rows = connection.execute(text("PRAGMA foreign_key_check"))
    return [f"table {row[0]}: a row points to a missing {row[2]}" for row in rows]


def _counts(connection: Connection) -> list[str]:
    pairs = (("person", "person_text"), ("request", "request_text"), ("person", "person_stage"))
    return [
        f"{derived} holds {_count(connection, derived)} rows for {_count(connection, table)}"
        for table, derived in pairs
        if _count(connection, derived) != _count(connection, table)
    ]


def _count(connection: Connection, table: str) -> int:
    return int(connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)

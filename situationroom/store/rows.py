"""Rows to their tables, very many at a time."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects.sqlite import insert

from situationroom.store import schema

VALUES_AT_ONCE = 4_000
"""SQLite takes 32,766 in one statement; more than this brings no more speed."""
Row = Sequence[Any]
"""Every column of the table, in order."""


def filled_columns(table: str, rows: Sequence[Row]) -> tuple[list[str], list[Row]]:
    """The columns of a table that any of the rows fills, and the rows without the others.

    An import is full of empty columns, and to hand over nothing takes as long as anything else.
    """
    columns = enumerate(zip(*rows, strict=True))
    used = [place for place, column in columns if column.count(None) < len(rows)]
    names = schema.metadata.tables[table].c.keys()
    filled = [*map(itemgetter(*used), rows)] if len(used) > 1 else [(row[used[0]],) for row in rows]
    return [names[place] for place in used], filled


def insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    """Add rows that are not there yet."""
    for statement, values in insertions(table, columns, rows):
        connection.exec_driver_sql(statement, values)


def insertions(
    table: str, columns: Sequence[str], rows: Sequence[Row]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Statements that add very many rows each, with their values in one sequence.

    During a statement Python has its lock to itself; ``executemany`` asks for it after every row.
    The same text again is compiled once: all but the last have the same number of rows.
    """
    listed = ", ".join(f'"{name}"' for name in columns)
    marks = f"({', '.join('?' * len(columns))})"
    for some in _batches(rows, max(1, VALUES_AT_ONCE // len(columns))):
        statement = f'INSERT INTO "{table}" ({listed}) VALUES {", ".join([marks] * len(some))}'
        yield statement, tuple(chain.from_iterable(some))


def _batches(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def upsert_rows(connection: Connection, kind: str, rows: Sequence[Row]) -> None:
    """Write rows over those of the same id, or add them."""
    if rows:
        connection.exec_driver_sql(_upsert(kind, connection.dialect), [*map(tuple, rows)])


@cache
def _upsert(kind: str, dialect: Dialect) -> str:
    """The statement that writes a row of every column, in the words of the database.

    Compiled once and given tuples: binding dictionaries took a tenth of a large import.
    """
    table = schema.TABLES[kind]
    statement = insert(table)
    changed = {c.name: statement.excluded[c.name] for c in table.c if c.name != "id"}
    upsert = statement.on_conflict_do_update(index_elements=["id"], set_=changed)
    return str(upsert.compile(dialect=dialect))

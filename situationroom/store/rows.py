"""Rows to their tables, very many at a time."""

from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects.sqlite import insert

from situationroom.store import schema

Row = Sequence[Any]
"""Every column of the table, in order."""


def insert_rows(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Add rows that are not there yet.

    Columns that none of them fills are left out: the driver takes longer to hand over a None than
    anything else, and an import is full of them.
    """
    if not rows:
        return
    columns = enumerate(zip(*rows, strict=True))
    used = [place for place, column in columns if column.count(None) < len(rows)]
    names = schema.metadata.tables[table].c.keys()
    listed = ", ".join(f'"{names[place]}"' for place in used)
    marks = ", ".join("?" * len(used))
    filled = [*map(itemgetter(*used), rows)] if len(used) > 1 else [(row[0],) for row in rows]
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', filled)


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

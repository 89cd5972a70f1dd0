"""Whole numbers of very many rows as numpy columns, without a Python object for any of them.

The database writes the rows of a part as one text of hexadecimal digits while the interpreter's
lock is free; reading it is a copy. A million persons come beside a window that goes on drawing.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

AT_ONCE = 20_000
"""Rows of one part: about a megabyte of digits."""
KEPT_KB = 4_096
BITS = {"i8": 64, "i4": 32, "u1": 8}


@dataclass(frozen=True, slots=True)
class Packed:
    """One column: its numpy type (one of ``BITS``) and the expression that tells it, never NULL."""

    name: str
    dtype: str
    told: str

    @property
    def digits(self) -> int:
        """Hexadecimal digits of a value."""
        return BITS[self.dtype] // 4

    @property
    def cut(self) -> str:
        """The value with as many bits as there is room for, so that no row is longer."""
        return self.told if self.dtype == "i8" else f"({self.told}) & {(1 << BITS[self.dtype]) - 1}"


def parts(
    connection: Connection,
    columns: Sequence[Packed],
    rows: str,
    values: Mapping[str, Any],
    *,
    grouped: bool = False,
) -> Iterator[NDArray[np.void]]:
    """The rows by their first column, ``AT_ONCE`` at a time, as arrays with a field per column.

    ``rows`` is what follows FROM up to the end of its WHERE, which there must be. ``grouped``: one
    row for each value of the first column.
    """
    query = text(_query(columns, rows, grouped))
    dtype, after = row_type(columns), -1
    with _few_pages(connection):
        while told := connection.scalar(query, {**values, "after": after, "most": AT_ONCE}):
            part = np.frombuffer(bytes.fromhex(told), dtype)
            yield part
            after = int(part[columns[0].name][-1])


@contextmanager
def _few_pages(connection: Connection) -> Iterator[None]:
    """Who reads everything once need not keep it: 64 MB of pages would stay for nobody."""
    usual = connection.scalar(text("PRAGMA cache_size"))
    connection.execute(text(f"PRAGMA cache_size = -{KEPT_KB}"))
    try:
        yield
    finally:
        connection.execute(text(f"PRAGMA cache_size = {usual}"))


def row_type(columns: Sequence[Packed]) -> np.dtype[np.void]:
    """How a row lies in the arrays of ``parts``."""
    return np.dtype([(column.name, f">{column.dtype}") for column in columns])


def numbered(expression: str, codes: Mapping[str, int]) -> str:
    """An expression that gives the code of a word."""
    cases = " ".join(f"WHEN '{word}' THEN {code}" for word, code in codes.items())
    return f"CASE {expression} {cases} END"


def _query(columns: Sequence[Packed], rows: str, grouped: bool) -> str:
    form = "".join(f"%0{column.digits}x" for column in columns)
    told = ", ".join(f"{column.cut} AS c{number}" for number, column in enumerate(columns))
    listed = ", ".join(f"c{number}" for number in range(len(columns)))
    key = columns[0].told
    group = f"GROUP BY {key}" if grouped else ""
    return (
        f"SELECT group_concat(printf('{form}', {listed}), '') FROM (SELECT {told} FROM {rows} "
        f"AND {key} > :after {group} ORDER BY {key} LIMIT :most)"
    )

"""Several things in each cell of one column: '姓名/性别/年龄' above '张伟/男/35'.

The cells stay as they are; each part is read as what the header calls it at its place.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from situationroom.intake.columns import SURE, by_header
from situationroom.intake.fold import normal
from situationroom.intake.results import ColumnReading
from situationroom.intake.row import Row

_SIGNS: Final = re.compile(r"\s*[/／、,，;；|｜+＋\n]\s*|\s{2,}")
_BLANKS: Final = re.compile(r"\s+")
_MOST: Final = 6  # things in one cell
_ENOUGH: Final = 0.6  # of the cells fall into as many parts as the header
_PLAIN: Final[Mapping[str, str]] = {"plain_name": "name"}
_NAMES: Final = ("name", "native_name", "latin_name")
_PARTS: Final = frozenset(
    {
        "name", "native_name", "latin_name", "sex", "age", "birth_date", "nationality", "passport",
        "identity_number", "phone", "phone_home", "city", "affiliation", "occupation", "email",
    }
)  # fmt: skip


def combined(
    columns: Sequence[ColumnReading], rows: Sequence[Sequence[str]]
) -> dict[int, tuple[str, ...]]:
    """By column, the fields its header names one after the other, where the cells follow it."""
    taken = {column.field for column in columns}
    found: dict[int, tuple[str, ...]] = {}
    for column in columns:
        fields = _fields(column.header)
        if column.field in fields and not (taken - {column.field}) & {*fields}:
            cells = [row[column.index] for row in rows if column.index < len(row)]
            told = [cell for cell in cells if cell.strip()]
            fit = sum(len(parts(cell, len(fields))) == len(fields) for cell in told)
            if told and fit >= _ENOUGH * len(told):
                found[column.index] = fields
    return found


def _fields(header: str) -> tuple[str, ...]:
    halves = [half for half in _SIGNS.split(header.strip()) if normal(half)]
    if not 2 <= len(halves) <= _MOST:
        return ()
    known = [by_header(half) for half in halves]
    fields = tuple(_PLAIN.get(field or "", field or "") for field, _ in known)
    sure = all(sure >= SURE for _, sure in known)
    names = sum(field in _NAMES for field in fields)
    apart = names < 2 and len({*fields}) == len(fields)
    return fields if sure and apart and {*fields} <= _PARTS else ()


def parts(cell: str, count: int) -> list[str]:
    """The parts of a cell: by its signs, else by its blanks where that gives so many."""
    told = [part.strip() for part in _SIGNS.split(cell.strip())]
    if len(told) == count:
        return told
    words = [part for part in _BLANKS.split(cell.strip()) if part]
    return words if len(words) == count else told


def split_up(row: Row) -> None:
    """The parts of a row's combined cells in their own fields; one part alone is the first."""
    for index, fields in row.layout.combined.items():
        cell = row.told[index] if index < len(row.told) else ""
        told = parts(cell, len(fields))
        if len(told) not in (1, len(fields)):
            continue
        for field in fields:
            row.cells.pop(field, None)
        row.cells.update((f, part) for f, part in zip(fields, told, strict=False) if part)

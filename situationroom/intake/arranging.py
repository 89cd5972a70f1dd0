"""Sheets that are no plain table, made into plain tables: forms, columns for rows, several tables.

Every row of the sheet is still there afterwards, read or set apart with its reason.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from situationroom.intake import forms, heading, layout
from situationroom.intake.columns import SURE, by_header, normal
from situationroom.intake.header_of_names import Header
from situationroom.intake.results import Reason
from situationroom.intake.tables import Cells, Table

TURNED: Final = Reason("This list has one person a column; its columns are counted here as rows.")

_FEWEST = 3  # labels of a turned table
_MOST_LABELS = 0.6  # of a row that begins another table are labels we know
_LOOKED_AT, _WIDEST = 400, 200  # rows, columns
_PERSONAL: Final = frozenset(
    {"name", "plain_name", "native_name", "latin_name", "surname", "passport"}
)


def arranged(table: Table) -> tuple[Table, ...]:
    """The tables of one sheet as rows under a header; a plain table comes back as it is."""
    if table.fields is not None:
        return (table,)
    column = _label_column(table)
    if column is not None:
        return (_turned(table, column),)
    if forms.is_form(table):
        return (forms.unfolded(table),)
    parts = [half for part in _under(table) for half in _beside(part)]
    return tuple(
        replace(part, name=f"{table.name} ({number})") if number > 1 else part
        for number, part in enumerate(parts, 1)
    )


def _label_column(table: Table) -> int | None:
    """The column that holds the labels of a table with one person a column; None for others."""
    rows = [cells for _, cells in table.rows[: forms.SEARCHED]]
    for column in (0, 1):
        labels = [_at(cells, column) for cells in rows if _at(cells, column)]
        known = {f for f, sure in map(by_header, labels) if f and sure >= SURE}
        if len(known) < _FEWEST or len(known) * 10 < len(labels) * 6 or not known & _PERSONAL:
            continue
        if _is_filled(rows, column):
            return column
    return None


def _is_filled(rows: list[Cells], column: int) -> bool:
    """At least two columns of values beside the labels, and no labels among the values."""
    values = [cell for cells in rows for cell in cells[column + 1 : 200] if cell.strip()]
    labels = sum(1 for cell in values if by_header(cell)[1] >= SURE)
    width = min(max(map(len, rows), default=0), 200)
    full = [
        sum(1 for cells in rows if _at(cells, i)) * 2 > len(rows) for i in range(column + 1, width)
    ]
    return sum(full) >= 2 and labels * 8 < len(values)


def _turned(table: Table, column: int) -> Table:
    width = max(len(cells) for _, cells in table.rows)
    names = tuple(_at(cells, column) for _, cells in table.rows)
    rows = [(i + 1, tuple(_at(cells, i) for _, cells in table.rows)) for i in range(width)]
    places = {number: place for place, (number, _) in enumerate(table.rows)}
    return Table(
        table.name,
        tuple((number, cells) for number, cells in rows if any(cells)),
        table.hidden,
        {(i + 1, places[row]): why for (row, i), why in table.remarks.items() if row in places},
        set_apart=dict.fromkeys(range(1, column + 2), TURNED),
        headers=names,
    )


def _under(table: Table) -> Iterator[Table]:
    """The tables that stand one under the other, each below a header of its own."""
    starts = [0, *_further_headers(table), len(table.rows)]
    for start, end in pairwise(starts):
        yield replace(table, rows=table.rows[start:end]) if len(starts) > 2 else table


def _further_headers(table: Table) -> Iterator[int]:
    """Where a table begins that is not the first: its title if it has one, else its header."""
    before: set[str] = set()
    last = -2
    for at, (number, cells) in enumerate(table.rows):
        above = table.rows[at - 1]
        if at and number == above[0] + 1 and not _is_title(above[1]) and last != at - 1:
            continue  # nothing sets it apart from the row above
        names = {normal(cell) for cell in cells if cell.strip()}
        if len(names) < 3 or not layout.is_header(cells, _MOST_LABELS):
            continue
        if before and last < at - 1 and len(names & before) * 2 <= len(names):
            yield at - 1 if _belongs_below(table, at) else at
        before, last = names, at


def _belongs_below(table: Table, at: int) -> bool:
    above, cells = table.rows[at - 1]
    return above == table.rows[at][0] - 1 and _is_title(cells)


def _is_title(cells: Cells) -> bool:
    if len(cells) - cells.count("") > 1:
        return False
    return any(cells) and not layout.is_remark(next(filter(None, cells)).strip())


def _beside(table: Table) -> Iterator[Table]:
    """Lists beside each other: one in columns under the same labels again, or two with a gap."""
    found = heading.find(table)
    names = [normal(name) for name in found.names] if found else []
    starts = _starts(names) or (_gaps(table, found) if found else [])
    if found is None or not starts or found.fields:
        yield table
        return
    for start, end in pairwise((*starts, max(len(cells) for _, cells in table.rows))):
        rows = ((number, cells[start:end]) for number, cells in table.rows)
        kept = tuple((number, cells) for number, cells in rows if any(c.strip() for c in cells))
        remarks = {(r, i - start): why for (r, i), why in table.remarks.items() if start <= i < end}
        yield replace(table, rows=kept, remarks=remarks, merged=())


def _starts(names: list[str]) -> list[int]:
    """Where the same labels begin each time; [] where they do not come again."""
    first = next((name for name in names if name), "")
    starts = [i for i, name in enumerate(names) if name == first]
    if not first or len(starts) < 2:
        return []
    parts = [[n for n in names[a:b] if n] for a, b in pairwise((*starts, len(names)))]
    fields = {by_header(name)[0] for name in parts[0]}
    same = all(part == parts[0] for part in parts)
    return starts if same and len(parts[0]) >= 2 and fields & _PERSONAL else []


def _gaps(table: Table, found: Header) -> list[int]:
    """Where lists begin that a blank column sets apart, each with its persons' names and more."""
    below = [cells for _, cells in table.rows[found.first :][:_LOOKED_AT]]
    width = min(len(found.names), _WIDEST)
    blank = [i for i in range(1, width) if not any(_at(cells, i) for cells in below)]
    starts = [0, *(i + 1 for i in blank if i + 1 < width and i + 1 not in blank)]
    parts = [found.names[a:b] for a, b in pairwise((*starts, width))]
    return starts if len(parts) > 1 and all(map(_lists_persons, parts)) else []


def _lists_persons(labels: Cells) -> bool:
    """Whether these labels alone head a list of persons, and not of somebody's next of kin."""
    told = {field for field, sure in map(by_header, labels) if field and sure >= SURE}
    named = bool(told & {"name", "plain_name"})
    return named and len(told) >= 2 and not any("relation" in field for field in told)


def _at(cells: Cells, index: int) -> str:
    return cells[index].strip() if index < len(cells) else ""

"""Surnames under 'Given names' and given names under 'Surname', a whole column of them.

One name alone proves little, for Wei and Lin are both. Where nearly every given name is a common
Chinese surname and most surnames are none, the headers have changed places.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, Literal

from situationroom.intake.headers import by_header
from situationroom.intake.latin import common_surnames
from situationroom.intake.results import ColumnReading, FileReading, Problem, Reason, SheetReading

Standing = Literal["", "turned", "told"]
"""Nothing to say of the names, read the other way round, or as the sheet says all the same."""
TURNED: Final = Reason(
    "Nearly all given names here are surnames: the two columns are read the other way round. "
    "Turn them back if that is wrong."
)
_OTHER: Final = {"surname": "given_names", "given_names": "surname"}
_SENTENCES: Final = {
    "turned": "{file}, sheet {sheet}: nearly all given names here are surnames; the two columns "
    "were read the other way round.",
    "told": "{file}, sheet {sheet}: nearly all given names here are surnames; the two columns were "
    "read as their headers say.",
}
_LOOKED_AT: Final = 400  # rows
_FEWEST: Final = 5  # names that are looked at
_SURNAMES: Final = 0.9
_GIVEN: Final = 0.4
_UNSURE: Final = 0.65  # so that an officer looks at the columns


def turned(
    columns: Sequence[ColumnReading], rows: Sequence[Sequence[str]]
) -> tuple[ColumnReading, ...]:
    """The columns with the two fields changed over where the names say so."""
    if not seem_turned(columns, rows):
        return tuple(columns)
    return tuple(
        replace(c, field=_OTHER[c.field], confidence=_UNSURE) if c.field in _OTHER else c
        for c in columns
    )


def seem_turned(columns: Sequence[ColumnReading], rows: Iterable[Sequence[str]]) -> bool:
    """Whether the names say that the two columns have changed places, as they are read now."""
    places = {c.field: c.index for c in columns if c.field in _OTHER}
    told = islice(rows, _LOOKED_AT)
    return len(places) == 2 and _is_turned(list(told), places["surname"], places["given_names"])


def chosen_so(
    columns: Sequence[ColumnReading],
    chosen: Mapping[int, str | None],
    rows: Iterable[tuple[int, Sequence[str]]],
) -> bool:
    """Whether an officer reads them as the headers say though the names say otherwise."""
    decided = all(c.index in chosen for c in columns if c.field in _OTHER)
    return bool(chosen) and decided and seem_turned(columns, (cells for _, cells in rows))


def said_of(columns: Sequence[ColumnReading]) -> tuple[Problem, ...]:
    """Said on the header: surnames stand under 'Given names'."""
    return tuple(
        Problem(c.field, c.header, TURNED, c.index)
        for c in columns
        if c.field in _OTHER and by_header(c.header)[0] == _OTHER[c.field]
    )


def standing(sheet: SheetReading) -> Standing:
    """How the names of a sheet are read where its headers and its names contradict each other."""
    if said_of(sheet.columns):
        return "turned"
    rows = (row.cells_in_order for row in sheet.rows if row.outcome == "read")
    return "told" if seem_turned(sheet.columns, rows) else ""


def sentences(readings: Iterable[FileReading]) -> list[Reason]:
    """What the report of an import says of names, a sentence for each such sheet."""
    sheets = ((r.file, sheet, standing(sheet)) for r in readings for sheet in r.sheets)
    return [
        Reason(_SENTENCES[how], {"file": file, "sheet": sheet.name})
        for file, sheet, how in sheets
        if how
    ]


def other_way(columns: Sequence[ColumnReading]) -> Mapping[int, str | None]:
    """The fields of the two columns changed over, as an officer chooses them."""
    return {c.index: _OTHER[c.field] for c in columns if c.field in _OTHER}


def _is_turned(rows: Sequence[Sequence[str]], first: int, last: int) -> bool:
    told = [(_plain(row[first]), _plain(row[last])) for row in rows if len(row) > max(first, last)]
    pairs = [(a, b) for a, b in told if a and b and (a + b).isascii()]
    known = common_surnames()
    surnames = sum(b in known for _, b in pairs)
    given = sum(a in known for a, _ in pairs)
    enough = len(pairs) >= _FEWEST
    return enough and surnames >= _SURNAMES * len(pairs) and given <= _GIVEN * len(pairs)


def _plain(cell: str) -> str:
    return "".join(c for c in cell if c.isalpha()).upper()

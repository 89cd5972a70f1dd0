"""Surnames under 'Given names' and given names under 'Surname', a whole column of them.

One name alone proves little, for Wei and Lin are both. Where nearly every given name is a common
Chinese surname and most surnames are none, the headers have changed places.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from situationroom.intake.latin import common_surnames
from situationroom.intake.results import ColumnReading, Reason

TURNED: Final = Reason(
    "Nearly all given names here are surnames: the two columns are read the other way round. "
    "Choose their fields again if that is wrong."
)
_FEWEST: Final = 5  # names that are looked at
_SURNAMES: Final = 0.9
_GIVEN: Final = 0.4
_UNSURE: Final = 0.65  # so that an officer looks at the columns


def turned(
    columns: Sequence[ColumnReading], rows: Sequence[Sequence[str]]
) -> tuple[ColumnReading, ...]:
    """The columns with the two fields changed over where the names say so."""
    places = {c.field: c.index for c in columns if c.field in ("surname", "given_names")}
    if len(places) < 2 or not _is_turned(rows, places["surname"], places["given_names"]):
        return tuple(columns)
    other = {"surname": "given_names", "given_names": "surname"}
    return tuple(
        replace(c, field=other[c.field], confidence=_UNSURE) if c.field in other else c
        for c in columns
    )


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

"""Lists that say little of what they hold: one known label over names, or only lines of persons.

'name, room' is a list of guests; '1. 张伟 男 E61234567 13800138000' pasted line by line is one too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from situationroom.intake.columns import by_header
from situationroom.intake.content import look_at
from situationroom.intake.people import looks_like_name, read_people
from situationroom.intake.tables import Table
from situationroom.intake.weighing import FIRM

_SEARCHED: Final = 15  # rows that may be the header
_SAMPLE: Final = 60  # rows below it
_CERTAIN: Final = 0.95
_NAMES: Final = frozenset({"name", "plain_name", "native_name", "latin_name"})
_DETAILS: Final = frozenset({"passport", "phone", "identity_number", "birth_date"})


@dataclass(frozen=True, slots=True)
class Header:
    """Its rows by their place in the table (``first`` to before ``end``) and a name per column.

    ``fields`` are those a group or a tag decides, by column index; ``tags`` is the tag row's place.
    """

    first: int
    end: int
    names: tuple[str, ...]
    fields: Mapping[int, str | None] = field(default_factory=dict)
    tags: int | None = None


def names_alone(table: Table) -> Header | None:
    """The header where only the names' column is known; one without rows for lines of persons."""
    for place, (_, cells) in enumerate(table.rows[:_SEARCHED]):
        index = _named(cells)
        if index is not None and _names_below(table, place, index):
            return Header(place, place + 1, cells, {index: "name"})
    return _lines(table)


def _named(cells: Sequence[str]) -> int | None:
    if any(len(cell) > 30 or any(map(str.isdigit, cell)) for cell in cells):
        return None
    meant = (by_header(cell) for cell in cells)
    return next((i for i, (f, sure) in enumerate(meant) if f in _NAMES and sure >= _CERTAIN), None)


def _names_below(table: Table, place: int, index: int) -> bool:
    below = [c[index] for _, c in table.rows[place + 1 : place + _SAMPLE] if len(c) > index]
    look = look_at([cell for cell in below if cell.strip()])
    # Any words could be the names of hotels; these begin or end with a surname.
    return look.told >= 2 and look.share("native_name", "pinyin_name") >= FIRM


def _lines(table: Table) -> Header | None:
    """Where the lines of persons begin; most of them must name one and tell papers or numbers."""
    told = [len(cells) == 1 and _is_person(cells[0]) for _, cells in table.rows[:_SAMPLE]]
    if sum(told) < 2:
        return None
    first = told.index(True)
    return Header(first, first, (), {0: "name"}) if sum(told) >= FIRM * len(told[first:]) else None


def _is_person(line: str) -> bool:
    read = read_people(line)
    return looks_like_name(read.names[0]) and not _DETAILS.isdisjoint(read.beside)

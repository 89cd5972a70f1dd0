"""Hidden rows and columns and struck-through cells of an Excel 97 workbook, by a reader of its own.

MS-XLS: 2.4.221 Row (fDyZero), 2.4.53 ColInfo (fHidden), 2.4.122 Font (fStrikeOut), 2.4.353 XF.
The values themselves are calamine's; a file this reader cannot follow has no marks.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from situationroom.intake.marks import Marks, Place
from situationroom.intake.xlsx_marks import MOST_MARKS

_MOST_RECORDS: Final = 5_000_000
_MOST_COLUMNS: Final = 256
_BOUND_SHEET, _FONT, _XF, _ROW, _COLUMNS, _MANY, _END = 0x85, 0x31, 0xE0, 0x208, 0x7D, 0xBD, 0x0A
_CELLS: Final = frozenset({0x06, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E})
_BEGINS: Final = frozenset({0x09, 0x209, 0x409, 0x809})
_STRUCK, _HIDDEN_ROW, _HIDDEN_COLUMN = 0x08, 0x20, 0x01
_LEFT_OUT: Final = 4  # no font has this number


def biff_marks(path: Path) -> list[Marks]:
    """The marks of every sheet in the order of the book, [] where none can be told."""
    import olefile

    try:
        with olefile.OleFileIO(path) as file:
            name = next((n for n in ("Workbook", "Book") if file.exists(n)), "")
            data = file.openstream(name).read() if name else b""
        return _of_book(data)
    except (OSError, struct.error, ValueError, IndexError, TypeError, AttributeError):
        return []  # what is damaged was said by whoever read the values, or does not matter


def _records(data: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(data):
            return
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def _of_book(data: bytes) -> list[Marks]:
    places: list[int] = []
    fonts: list[bool] = []
    struck: set[int] = set()
    formats = 0
    for kind, told in _records(data):
        if kind == _BOUND_SHEET:
            places.append(struct.unpack_from("<I", told)[0])
        elif kind == _FONT:
            fonts.append(bool(told[2] & _STRUCK))
        elif kind == _XF:
            if _is_struck(fonts, struct.unpack_from("<H", told)[0]):
                struck.add(formats)
            formats += 1
        elif kind == _END:
            break
    return [_of_sheet(data, place, struck) for place in places]


def _is_struck(fonts: list[bool], number: int) -> bool:
    place = number - (number > _LEFT_OUT)
    return place < len(fonts) and fonts[place]


def _of_sheet(data: bytes, place: int, struck: set[int]) -> Marks:
    marks, depth = Marks(), 0
    for kind, told in _records(data, place):
        if kind in _BEGINS:
            depth += 1
        elif kind == _END:
            depth -= 1  # a chart inside a sheet ends with it, too
            if depth <= 0:
                break
        else:
            _look(kind, told, struck, marks)
        if len(marks.struck) + len(marks.hidden_rows) > MOST_MARKS:
            break
    return marks


def _look(kind: int, told: bytes, struck: set[int], marks: Marks) -> None:
    if kind == _ROW:
        if len(told) >= 14 and told[12] & _HIDDEN_ROW:
            marks.hidden_rows.add(struct.unpack_from("<H", told)[0] + 1)
    elif kind == _COLUMNS:
        first, last = struct.unpack_from("<HH", told)
        if len(told) >= 10 and told[8] & _HIDDEN_COLUMN:
            marks.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
    elif struck:
        marks.struck.update(place for place, style in _cells(kind, told) if style in struck)


def _cells(kind: int, told: bytes) -> Iterator[tuple[Place, int]]:
    """The places of the cells of a record, each with the number of its format."""
    if kind in _CELLS:
        row, column, style = struct.unpack_from("<HHH", told)
        yield (row + 1, column), style
    elif kind == _MANY:
        row, column = struct.unpack_from("<HH", told)
        for n in range((len(told) - 6) // 6):
            yield (row + 1, column + n), struct.unpack_from("<H", told, 4 + 6 * n)[0]

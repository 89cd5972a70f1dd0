"""How large the rectangle of cells is that OpenDocument and binary workbooks would unfold to.

OpenDocument 1.2 part 1, 9.1.3 and 9.1.4 (number-rows-repeated, number-columns-repeated) may say
"this row a million times" in one line; MS-XLSB 2.1.4 numbers its rows and columns freely.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from situationroom.intake.archive import damaged, inflated

_ROW = re.compile(rb'<table:table-row\b(?:[^>]*?number-rows-repeated\s*=\s*["\'](\d{1,9})["\'])?')
_CELL = re.compile(
    rb'<table:(?:covered-)?table-cell\b(?:[^>]*?number-columns-repeated\s*=\s*["\'](\d{1,9})["\'])?'
)
LONGEST_ROW: Final = 64 << 20  # bytes of XML
_MOST_ROWS: Final = 1 << 20  # of any Excel sheet
_MOST_COLUMNS: Final = 1 << 14
_ROW_HEADER: Final = 0  # BrtRowHdr
_LAST_CELL: Final = 62  # BrtCellRString; the reader takes unknown records below it for cells
_NO_CELLS: Final = range(35, 39)  # BrtFRTBegin to BrtACEnd


def is_encrypted(path: Path) -> bool:
    """Whether an OpenDocument file's manifest names a cipher (OpenDocument 1.2 part 3, 4.7)."""
    return b"encryption-data" in b"".join(inflated(path, "META-INF/manifest.xml"))


def opendocument_area(path: Path) -> int:
    """Rows times columns of the largest rectangle a sheet of the file unfolds to."""
    rows = widest = blank = 0
    for fragment in row_fragments(path):
        *before, last = [int(n or 1) for n in _ROW.findall(fragment)] or [0]
        blank += sum(before)
        end = max(fragment.rfind(b"<text:p"), fragment.rfind(b"office:value"))
        if end < 0:
            blank += last
            continue
        rows, blank = rows + blank + last, 0
        widest = max(widest, sum(int(n or 1) for n in _CELL.findall(fragment[:end])))
    return rows * widest


def is_well_formed(path: Path, part: str) -> bool:
    """Whether every element of a part is closed; the reader waits for ever for a sheet's end."""
    from xml.parsers import expat

    parser = expat.ParserCreate()  # ``inspect`` has refused every document type and entity
    try:
        for piece in inflated(path, part):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):  # LookupError: an encoding nobody knows
        return False
    return True


def row_fragments(path: Path) -> Iterator[bytes]:
    """The content of an OpenDocument file, cut behind each row that is not self-closing."""
    rest = b""
    for chunk in inflated(path, "content.xml"):
        *rows, rest = (rest + chunk).split(b"</table:table-row>")
        yield from rows
        if len(rest) > LONGEST_ROW:
            raise damaged(path)
    yield rest


def binary_area(path: Path, part: str) -> int:
    """Rows times columns of one sheet of an XLSB."""
    return binary_extent(b"".join(inflated(path, part)))


def binary_extent(data: bytes) -> int:
    """Rows times columns of a stream of records: a type, a size (7 bits a byte), then the data."""
    at = rows = columns = 0
    while at < len(data):
        kind, at = varint(data, at, 2)
        size, at = varint(data, at, 4)
        number = int.from_bytes(data[at : at + 4], "little") + 1
        if kind == _ROW_HEADER:
            rows = max(rows, number)
        elif kind <= _LAST_CELL and kind not in _NO_CELLS:
            columns = max(columns, number)
        at += size
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        return sys.maxsize  # no program wrote this, and readers differ in what they make of it
    return rows * columns


def varint(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of 7 bits a byte, at most so many bytes, and the place behind it."""
    value = shift = 0
    for byte in data[at : at + most]:
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            break
    return value, at

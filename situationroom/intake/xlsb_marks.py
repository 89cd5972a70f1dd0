"""Hidden rows and columns and struck-through cells of Excel's binary workbook.

MS-XLSB: 2.4.739 BrtRowHdr (fDyZero), 2.4.325 BrtColInfo (fHidden), 2.4.149 BrtFont (fStrikeout),
2.4.820 BrtXF, 2.5.9 Cell.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from situationroom.intake.archive import Part, inflated
from situationroom.intake.extent import varint
from situationroom.intake.marks import Marks
from situationroom.intake.xlsx_marks import MOST_MARKS

_ROW, _COLUMNS, _FONT, _XF, _FORMATS, _NO_MORE_FORMATS, _SHEET = 0, 60, 43, 47, 617, 618, 156
_CELLS: Final = frozenset({*range(2, 12), 62})
_STRUCK, _HIDDEN_ROW, _HIDDEN_COLUMN = 0x08, 0x10, 0x01
_MOST_COLUMNS: Final = 1 << 14
_LINK: Final = re.compile(rb"<Relationship\b[^<>]*>")


def xlsb_marks(path: Path, parts: Mapping[str, Part]) -> dict[str, Marks]:
    """The marks of each sheet by its name."""
    struck = _struck_formats(path) if "xl/styles.bin" in parts else frozenset()
    named = _sheets(path, parts) if "xl/_rels/workbook.bin.rels" in parts else {}
    return {name: _of_sheet(path, part, struck) for name, part in named.items() if part in parts}


def _records(path: Path, part: str) -> Iterator[tuple[int, bytes]]:
    data, at = b"".join(inflated(path, part)), 0
    while at < len(data):
        kind, at = varint(data, at, 2)
        size, at = varint(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _sheets(path: Path, parts: Mapping[str, Part]) -> dict[str, str]:
    xml = b"".join(inflated(path, "xl/_rels/workbook.bin.rels"))
    targets: dict[str, str] = {}
    for link in _LINK.findall(xml):
        told = dict(re.findall(rb"""(\w+)=["']([^"']*)["']""", link))
        target = told.get(b"Target", b"").decode("utf-8", "replace")
        whole = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[told.get(b"Id", b"").decode("ascii", "replace")] = whole
    found: dict[str, str] = {}
    for kind, told_bytes in _records(path, "xl/workbook.bin"):
        if kind == _SHEET:
            link, at = _text(told_bytes, 8)
            found[_text(told_bytes, at)[0]] = targets.get(link, "")
    return found


def _text(data: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int.from_bytes(data[at : at + 4], "little")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _struck_formats(path: Path) -> frozenset[int]:
    fonts: list[bool] = []
    struck: set[int] = set()
    formats = -1  # not among the cells' formats yet
    for kind, told in _records(path, "xl/styles.bin"):
        if kind == _FONT and len(told) > 2:
            fonts.append(bool(told[2] & _STRUCK))
        elif kind == _FORMATS:
            formats = 0
        elif kind == _NO_MORE_FORMATS:
            break
        elif kind == _XF and formats >= 0:
            font = int.from_bytes(told[4:6], "little")
            if font < len(fonts) and fonts[font]:
                struck.add(formats)
            formats += 1
    return frozenset(struck)


def _of_sheet(path: Path, part: str, struck: frozenset[int]) -> Marks:
    marks, row = Marks(), 0
    for kind, told in _records(path, part):
        if kind == _ROW and len(told) > 11:
            row = int.from_bytes(told[:4], "little") + 1
            if told[11] & _HIDDEN_ROW:
                marks.hidden_rows.add(row)
        elif kind == _COLUMNS and len(told) > 16 and told[16] & _HIDDEN_COLUMN:
            first, last = (int.from_bytes(told[n : n + 4], "little") for n in (0, 4))
            marks.hidden_columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
        elif kind in _CELLS and struck and int.from_bytes(told[4:7], "little") in struck:
            marks.struck.add((row, int.from_bytes(told[:4], "little")))
        if len(marks.struck) + len(marks.hidden_rows) > MOST_MARKS:
            break
    return marks

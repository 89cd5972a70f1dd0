"""Reading a sheet of an XLSX row by row, where the rectangle around its cells is absurdly large.

A sheet with one cell in A1 and one in XFD1048576 is a rectangle of 17 billion cells; here only the
rows that hold a value are looked at (ECMA-376 part 1, 18.3.1.73 row, 18.3.1.4 c).
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

from situationroom.intake.archive import damaged, inflated
from situationroom.models.errors import InputError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_EMPTY_CELL = re.compile(rb"<c\b[^>]*/>")
_ROW_NUMBER = re.compile(rb"""<row\b[^>]*?\br=["'](\d+)["']""")
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_DATE_FORMAT = re.compile(r"[ymdh]", re.IGNORECASE)
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_EPOCH = datetime(1899, 12, 30)  # a spreadsheet's dates have no zone
_LONGEST_ROW = 64 << 20  # bytes of XML


def sparse_rows(path: Path, part: str) -> Iterator[tuple[int, list[object]]]:
    """(row number from 1, values from column A) of the rows of ``part`` that hold a value."""
    strings = _shared_strings(path)
    dates = _date_styles(path)
    number = 0
    for fragment in _fragments(path, part):
        found = _ROW_NUMBER.search(fragment)
        number = int(found[1]) if found else number + 1
        if b"<v" in fragment or b"<t" in fragment or b"<f" in fragment:
            yield number, _values(path, fragment, strings, dates)


def formulas_without_value(path: Path, part: str) -> dict[tuple[int, int], str]:
    """The formulas whose result was never saved, as text, by (row from 1, column from 0)."""
    found: dict[tuple[int, int], str] = {}
    for fragment in _fragments(path, part):
        if b"<f" in fragment:
            for cell in _row(path, fragment):
                formula, value = cell.find("f"), cell.findtext("v")
                if formula is not None and formula.text and not value:
                    column, row = _position(cell, 0)
                    found[row, column] = f"={formula.text}"
    return found


def _fragments(path: Path, part: str) -> Iterator[bytes]:
    rest = b""
    for chunk in inflated(path, part):
        *rows, rest = (rest + chunk).split(b"</row>")
        for row in rows:
            start = row.rfind(b"<row")
            if start >= 0:
                yield _EMPTY_CELL.sub(b"", row[start:]) + b"</row>"
        if len(rest) > _LONGEST_ROW:
            raise damaged(path)


def _row(path: Path, fragment: bytes) -> Element:
    from defusedxml import ElementTree

    try:
        row: Element = ElementTree.fromstring(re.sub(rb"\s\w+:\w+=\"[^\"]*\"", b"", fragment))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise damaged(path) from None
    return row


def _values(path: Path, fragment: bytes, strings: list[str], dates: set[int]) -> list[object]:
    values: list[object] = []
    for cell in _row(path, fragment):
        column, _ = _position(cell, len(values))
        if column >= 16_384:
            raise damaged(path)
        values.extend([""] * (column + 1 - len(values)))
        values[column] = _value(cell, strings, dates)
    return values


def _position(cell: Element, next_column: int) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(cell.get("r", ""))
    if not found:
        return next_column, 0
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1, int(found[2])


def _value(cell: Element, strings: list[str], dates: set[int]) -> object:
    told = cell.findtext("v") or ""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter("t"))
    if kind == "s" and told.isdecimal():
        return strings[int(told)] if int(told) < len(strings) else ""
    if kind != "n" or not told:
        return told
    try:
        number = float(told)
        if int(cell.get("s", "0")) in dates and 0 < number < 2_958_466:
            moment = _EPOCH + timedelta(days=number)
            return moment if number % 1 else moment.date()
        return number
    except ValueError:
        return told


def _shared_strings(path: Path) -> list[str]:
    root = _root(path, "xl/sharedStrings.xml")
    if root is None:
        return []
    phonetic = f"{_MAIN}rPh"
    return [
        "".join(
            t.text or "" for child in item if child.tag != phonetic for t in child.iter(f"{_MAIN}t")
        )
        for item in root
    ]


def _date_styles(path: Path) -> set[int]:
    root = _root(path, "xl/styles.xml")
    if root is None:
        return set()
    own = {
        int(f.get("numFmtId", "0"))
        for f in root.iter(f"{_MAIN}numFmt")
        if _DATE_FORMAT.search(re.sub(r'"[^"]*"|\[[^\]]*\]', "", f.get("formatCode", "")))
    }
    formats = root.find(f"{_MAIN}cellXfs")
    wanted = own | _BUILT_IN_DATES
    cells = () if formats is None else tuple(formats)
    return {n for n, x in enumerate(cells) if int(x.get("numFmtId", "0")) in wanted}


def _root(path: Path, part: str) -> Element | None:
    from defusedxml import ElementTree

    try:
        root: Element = ElementTree.fromstring(b"".join(inflated(path, part)))
    except KeyError:
        return None
    except (ElementTree.ParseError, ValueError, LookupError, InputError):
        raise damaged(path) from None
    return root

"""Tables of a web page, which many systems give out under the name of a workbook.

Read as text only: nothing is loaded, run or followed. A table inside another is a table of its
own; one of a single cell or a single column is layout, not a list.
"""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from situationroom.intake.archive import MOST_CELLS, too_large
from situationroom.intake.encodings import encoding_of
from situationroom.intake.marks import Marks, noted
from situationroom.intake.tables import Table, table
from situationroom.models.errors import InputError

LARGEST_PAGE: Final = 64 << 20  # bytes
_MOST_TABLES: Final = 200
_MOST_SPAN: Final = 1_000
_DEEPEST: Final = 50  # tables in tables
_BREAKS: Final = frozenset({"br", "p", "div", "li", "hr"})
_SILENT: Final = frozenset({"script", "style", "template", "noscript"})
_STRIKES: Final = frozenset({"s", "strike", "del"})
_BEGINS: Final = re.compile(
    rb"\s*(?:<!doctype\s+html|<html|<table|<meta|<head|<style|<body|<div)", re.IGNORECASE
)
_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)


def is_page(head: bytes) -> bool:
    """Whether a file begins as a web page does."""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
    start = re.sub(rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*", b"", start, flags=re.DOTALL)
    return bool(_BEGINS.match(start))


def read_page(path: Path) -> tuple[Table, ...]:
    """Every table of the page. Raises InputError where it holds none, or far too much."""
    if path.stat().st_size > LARGEST_PAGE:
        raise too_large(path)
    data = path.read_bytes()
    parser = _Tables(path)
    parser.feed(_without_traps(data.decode(_encoding(path, data), "replace")))
    parser.close()
    found = [grid for grid in parser.done if grid.is_list]
    if not found:
        raise InputError(
            "{file} is a web page without a table; open it in Excel and save it as XLSX.",
            file=path.name,
        )
    several = len(found) > 1
    return tuple(g.as_table(str(n) if several else "") for n, g in enumerate(found, start=1))


def _without_traps(text: str) -> str:
    """Without comments and a torn end: the parser would look for their ends again and again."""
    first, *rest = text.split("<!--")
    kept = [first, *(after for part in rest if (after := part.partition("-->")[2]))]
    whole = " ".join(kept).replace("<![", "&lt;![")
    return whole[: whole.rfind(">") + 1]


def _encoding(path: Path, data: bytes) -> str:
    """What the page says of itself, where that decodes; else as for any other text."""
    told = _DECLARED.search(data[:4096])
    if told and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = told[1].decode("ascii", "replace").lower()
        name = "gb18030" if name in ("gb2312", "gbk", "gb_2312-80") else name
        try:
            data.decode(name)
        except (LookupError, ValueError):
            pass
        else:
            return name
    return encoding_of(path)


class _Grid:
    """One table while it is read: its cells by row, what spans come down from above."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.marks = Marks()
        self.below: dict[int, tuple[int, str]] = {}  # column -> rows still to fill, text
        self.cell: list[str] | None = None
        self.spans = (1, 1)
        self.struck = 0
        self.cells = 0

    @property
    def is_list(self) -> bool:
        return sum(sum(bool(cell) for cell in row) > 1 for row in self.rows) > 1

    def begin_row(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        self.rows.append([])
        if _is_hidden(attributes):
            self.marks.hidden_rows.add(len(self.rows))
        self._come_down()

    def begin_cell(self, attributes: dict[str, str | None]) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.spans = (_number(attributes, "rowspan"), _number(attributes, "colspan"))
        self.cell, self.struck = [], int("line-through" in (attributes.get("style") or ""))

    def end_cell(self) -> None:
        if self.cell is None:
            return
        text, (down, across) = _plain("".join(self.cell)), self.spans
        row, place = self.rows[-1], len(self.rows[-1])
        if self.struck and text:
            self.marks.struck.add((len(self.rows), place))
        row += [text, *[""] * (across - 1)]
        self.cells += across
        if down > 1:
            for column in range(place, place + across):
                self.below[column] = (down - 1, text if column == place else "")
        self.cell, self.struck = None, 0
        self._come_down()

    def _come_down(self) -> None:
        """Cells of rows above that reach into this one stand in it, too."""
        row = self.rows[-1]
        while (left := self.below.get(len(row))) is not None:
            rows, text = left
            if rows > 1:
                self.below[len(row)] = (rows - 1, text)
            else:
                del self.below[len(row)]
            row.append(text)

    def as_table(self, name: str) -> Table:
        return noted(table(name, enumerate(self.rows, start=1)), self.marks)


class _Tables(HTMLParser):
    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self._path = path
        self.open: list[_Grid] = []
        self.done: list[_Grid] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._begin_table()
        elif self.open:
            self._inside(self.open[-1], tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self.open:
            self.open[-1].end_cell()
            self.open.pop()
        elif tag in ("td", "th", "tr") and self.open:
            self.open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self.open and not self._silent and self.open[-1].cell is not None:
            self.open[-1].cell.append(data)

    def close(self) -> None:
        super().close()
        for grid in self.open:
            grid.end_cell()

    def _begin_table(self) -> None:
        if len(self.done) >= _MOST_TABLES or len(self.open) >= _DEEPEST:
            raise too_large(self._path)
        grid = _Grid()
        self.open.append(grid)
        self.done.append(grid)

    def _inside(self, grid: _Grid, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            grid.begin_row(attributes)
        elif tag in ("td", "th"):
            grid.begin_cell(attributes)
            if sum(one.cells for one in self.open) > MOST_CELLS:
                raise too_large(self._path)
        elif grid.cell is not None:
            if tag in _BREAKS:
                grid.cell.append("\x1e")
            elif tag in _STRIKES:
                grid.struck += not "".join(grid.cell).strip("\x1e \t\r\n")


def _plain(text: str) -> str:
    """One space for any white space of the source, a line break where the page breaks the line."""
    lines = (" ".join(line.split()) for line in text.split("\x1e"))
    return "\n".join(line for line in lines if line)


def _number(attributes: dict[str, str | None], name: str) -> int:
    told = (attributes.get(name) or "").strip()
    return max(1, min(_MOST_SPAN, int(told))) if told.isascii() and told.isdecimal() else 1


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style

"""A table from the clipboard, copied from a workbook, a mail or a web page, as a file to import."""

import tempfile
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

from PySide6.QtCore import QMimeData

from situationroom.texts import tr

_BREAKS = ("br", "p", "div", "li")


def table_text(clip: QMimeData | None) -> str:
    """The table as text with tabs between cells; '' when the clipboard holds none.

    A workbook gives text with tabs; a mail often gives a table as HTML only.
    """
    if clip is None:
        return ""
    text = clip.text() if clip.hasText() else ""
    if "\t" in text:
        return text
    if clip.hasHtml():
        parser = _Tables()
        parser.feed(clip.html())
        if any(len(row) > 1 for row in parser.rows):
            return "\n".join("\t".join(_quoted(cell) for cell in row) for row in parser.rows)
    return text if _has_columns(text) else ""


def pasted_file(text: str, now: datetime) -> Path:
    """Write a pasted table into a folder of its own, readable by this user only.

    Whoever asked removes the folder when the import is closed: it holds personal data.
    """
    folder = Path(tempfile.mkdtemp(prefix="situationroom-pasted-"))
    path = folder / f"{tr('Pasted table')} {now:%H-%M-%S}.tsv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _has_columns(text: str) -> bool:
    """True for lines that a comma, a semicolon or an upright line parts alike."""
    lines = [line for line in text.splitlines() if line.strip()][:20]
    for mark in (";", ",", "|", "，"):
        counts = {line.count(mark) for line in lines}
        if len(lines) > 1 and min(counts, default=0) > 0 and len(counts) <= 2:
            return True
    return False


def _quoted(cell: str) -> str:
    text = " ".join(cell.split())
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if '"' in text else text


class _Tables(HTMLParser):
    """The cells of every table row; a cell over several columns is followed by empty ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._inside = False
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            told = dict(attrs).get("colspan") or "1"
            self._span = min(50, int(told)) if told.isdigit() else 1
            self.rows[-1].append("")
            self._inside = True
        elif tag in _BREAKS and self._inside:
            self.rows[-1][-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._inside:
            self._inside = False
            self.rows[-1] += [""] * (self._span - 1)

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data

"""The marks of the sheets of an OpenDocument file, looked for only where ``inspect`` saw words.

OpenDocument 1.2 part 1: 9.1.3 table-row (visibility), 19.676 number-rows-spanned, 20.360
text-line-through-style, 14.1 annotation.
"""

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from situationroom.intake.archive import Part
from situationroom.intake.extent import row_fragments
from situationroom.intake.marks import LONGEST_NOTE, Marks
from situationroom.intake.tables import Merge

_WORDS: Final = frozenset({b"hidden", b"strike", b"merged", b"note"})
_TABLE = re.compile(rb'<table:table [^<>]*?table:name="([^"]*)"')
_ROW = re.compile(rb"<table:table-row\b([^<>]*)>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^<>]*)>")
_NAME = re.compile(rb'[^<>]*?style:name="([^"]*)"')
_STRUCK = re.compile(rb'text-line-through-(?:style|type)="(?!none")')
_PARAGRAPH = re.compile(rb"<text:p\b[^<>]*>(.*?)</text:p>", re.DOTALL)
_HIDDEN: Final = (b'visibility="collapse"', b'visibility="filter"')
_MOST_REPEATED = 1_000
_LONGEST = 20_000  # bytes of XML of one note


def ods_marks(path: Path, parts: Mapping[str, Part]) -> dict[str, Marks]:
    """What each sheet shows beside its values, by the sheet's name."""
    if not parts["content.xml"].seen & _WORDS:
        return {}
    found: dict[str, Marks] = {}
    marks, struck, row = Marks(), frozenset[bytes](), 0
    for piece in row_fragments(path):
        fragment = piece
        if tables := list(_TABLE.finditer(fragment)):
            name = html.unescape(tables[-1][1].decode("utf-8", "replace"))
            struck = struck or _struck_styles(fragment)
            fragment = fragment[tables[-1].start() :]
            marks, row = found.setdefault(name, Marks()), 0
        *blank, last = _ROW.findall(fragment) or [b""]
        row += sum(map(_times_rows, blank)) + 1
        _look(fragment, row, last, struck, marks)
        row += _times_rows(last) - 1
    return found


def _look(fragment: bytes, row: int, tag: bytes, struck: frozenset[bytes], marks: Marks) -> None:
    if any(sign in tag for sign in _HIDDEN):
        marks.hidden_rows.update(range(row, row + min(_times_rows(tag), _MOST_REPEATED)))
    if not (b"rows-spanned" in fragment or b"<office:annotation" in fragment) and not any(
        name in fragment for name in struck
    ):
        return
    column = 0
    for cell, body in _cells(fragment):
        if _attribute(cell, b"table:style-name") in struck:
            marks.struck.add((row, column))
        down, across = _count(cell, b"rows-spanned"), _count(cell, b"columns-spanned")
        if down > 1 or across > 1:
            marks.merged.append(Merge(row, column, row + down - 1, column + across - 1))
        if note := _note(body):
            marks.comments[row, column] = note
        column += _count(cell, b"columns-repeated")


def _cells(fragment: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each cell's tag and what follows it up to the next cell."""
    found = list(_CELL.finditer(fragment))
    ends = [*(cell.start() for cell in found[1:]), len(fragment)]
    for cell, end in zip(found, ends, strict=True):
        yield cell[1], fragment[cell.end() : end]


def _struck_styles(head: bytes) -> frozenset[bytes]:
    styles = (style for style in head.split(b"<style:style ") if _STRUCK.search(style))
    return frozenset(name[1] for style in styles if (name := _NAME.match(style)))


def _note(body: bytes) -> str:
    start = body.find(b"<office:annotation")
    end = body.find(b"</office:annotation>", start)
    told = b" ".join(_PARAGRAPH.findall(body[start:end][:_LONGEST])) if 0 <= start < end else b""
    text = html.unescape(re.sub(rb"<[^<>]*>", b"", told).decode("utf-8", "replace"))
    return " ".join(text.split())[:LONGEST_NOTE]


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb'\b%s="([^"]*)"' % name, tag)
    return found[1] if found else b""


def _count(tag: bytes, name: bytes) -> int:
    told = _attribute(tag, b"table:number-" + name)
    return int(told) if told.isdigit() and len(told) < 8 else 1


def _times_rows(tag: bytes) -> int:
    return _count(tag, b"rows-repeated")

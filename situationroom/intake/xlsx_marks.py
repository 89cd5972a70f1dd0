"""The marks of an XLSX sheet, looked for only where ``archive.inspect`` saw their words.

No reader of values tells them, so the XML is gone through once more by regular expression
(ECMA-376 part 1: 18.3.1.73 row, 18.3.1.13 col, 18.3.1.4 c, 18.8.37 strike, 18.7.3 comment).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from situationroom.intake.archive import Part, inflated
from situationroom.intake.marks import LONGEST_NOTE, Marks, Place
from situationroom.intake.rich_text import Runs, is_struck, plain, struck_runs

MOST_MARKS: Final = 200_000  # of one sheet; more are no marks but its manner
LONGEST_ITEM: Final = 8 << 20  # bytes of XML of one text or comment
_TRUE = rb"""["'](?:1|true)["']"""
_HIDDEN_ROW = re.compile(rb"<row\b(?=[^<>]*\bhidden=" + _TRUE + rb")[^<>]*?\br=[\"'](\d+)[\"']")
_HIDDEN_COLUMN = re.compile(rb"<col\b(?=[^<>]*\bhidden=" + _TRUE + rb")[^<>]*>")
_ERROR = re.compile(
    rb"""<c\b(?=[^<>]*\bt=["']e["'])[^<>]*?\br=["']([A-Z]+)(\d+)["'][^<>]*>"""
    rb"(?:<f\b[^<>]*/>|<f\b[^<>]*>[^<]*</f>)?\s*<v>([^<]*)</v>"
)
_CELL = re.compile(rb"""<c\b[^<>]*?\br=["']([A-Z]+)(\d+)["']""")
_COMMENT = re.compile(rb"""<comment\b[^<>]*?\bref=["']([A-Z]+)(\d+)["']""")
_NUMBER = re.compile(rb"""\b(min|max)=["'](\d+)["']""")


def xlsx_marks(path: Path, part: str, parts: Mapping[str, Part]) -> Marks:
    """What the sheet in this XML part shows beside its values."""
    marks = Marks(comments=_comments(path, part, parts))
    if part in parts and (wanted := _wanted(path, part, parts)):
        for piece in _pieces(path, part):
            if len(marks.struck) + len(marks.runs) + len(marks.errors) > MOST_MARKS:
                break
            _look(piece, wanted, marks)
    return marks


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for in the pieces of one sheet."""

    hidden: bool
    errors: bool
    inline: bool
    cells: re.Pattern[bytes] | None
    strings: re.Pattern[bytes] | None
    runs: Mapping[int, Runs]


def _look(piece: bytes, wanted: _Wanted, marks: Marks) -> None:
    if wanted.hidden:
        marks.hidden_rows.update(map(int, _HIDDEN_ROW.findall(piece)))
        marks.hidden_columns.update(_hidden_columns(piece))
    if wanted.errors:
        for letters, number, error in _ERROR.findall(piece):
            marks.errors[_place(letters, number)] = error.decode("ascii", "replace")[:20]
    if wanted.cells:
        marks.struck.update(_place(*found) for found in wanted.cells.findall(piece))
    if wanted.strings:
        for letters, number, index in wanted.strings.findall(piece):
            marks.runs[_place(letters, number)] = wanted.runs[int(index)]
    if wanted.inline:
        marks.runs.update(_inline_runs(piece))


def _inline_runs(piece: bytes) -> Iterator[tuple[Place, Runs]]:
    """Cells whose own rich text is struck in parts (18.3.1.53 is)."""
    for text in piece.split(b"</is>"):
        if b"strike" in text:
            cell = text[max(text.rfind(b"<c "), 0) :]
            place, runs = _CELL.match(cell), struck_runs(cell)
            if place and runs:
                yield _place(place[1], place[2]), runs


def _hidden_columns(piece: bytes) -> Iterator[int]:
    for column in _HIDDEN_COLUMN.findall(piece):
        ends = {name: int(number) for name, number in _NUMBER.findall(column)}
        yield from range(ends.get(b"min", 1) - 1, min(ends.get(b"max", 1), 16_384))


def _wanted(path: Path, part: str, parts: Mapping[str, Part]) -> _Wanted | None:
    seen = parts[part].seen
    styles = _struck_styles(path) if _has(parts, "xl/styles.xml", b"strike") else []
    runs = _struck_strings(path) if _has(parts, "xl/sharedStrings.xml", b"strike") else {}
    wanted = _Wanted(
        b"hidden" in seen,
        b"error" in seen,
        b"strike" in seen,
        _one_of(rb"""<c\b(?=[^<>]*\bs=["'](?:%s)["'])[^<>]*?\br=["']([A-Z]+)(\d+)["']""", styles),
        _one_of(
            rb"""<c\b(?=[^<>]*\bt=["']s["'])[^<>]*?\br=["']([A-Z]+)(\d+)["'][^<>]*>\s*<v>(%s)</v>""",
            list(runs),
        ),
        runs,
    )
    plain = not (wanted.hidden or wanted.errors or wanted.inline)
    return None if plain and wanted.cells is None and wanted.strings is None else wanted


def _has(parts: Mapping[str, Part], name: str, word: bytes) -> bool:
    return name in parts and word in parts[name].seen


def _one_of(pattern: bytes, numbers: list[int]) -> re.Pattern[bytes] | None:
    if not numbers or len(numbers) > 5_000:
        return None
    return re.compile(pattern.replace(b"%s", b"|".join(b"%d" % n for n in numbers)))


def _struck_styles(path: Path) -> list[int]:
    """The cell formats whose font is struck through (18.8.10 cellXfs, 18.8.23 fonts)."""
    xml = b"".join(inflated(path, "xl/styles.xml"))
    fonts = re.search(rb"<fonts\b.*?</fonts>", xml, re.DOTALL)
    formats = re.search(rb"<cellXfs\b.*?</cellXfs>", xml, re.DOTALL)
    if not fonts or not formats:
        return []
    each = [piece for piece in fonts[0].split(b"<font")[1:] if not piece.startswith(b"s")]
    struck = {n for n, font in enumerate(each) if is_struck(font)}
    told = re.findall(rb"<xf\b[^<>]*", formats[0])
    fonts_of = [re.search(rb"""\bfontId=["'](\d+)["']""", xf) for xf in told]
    return [n for n, found in enumerate(fonts_of) if found and int(found[1]) in struck]


def _struck_strings(path: Path) -> dict[int, Runs]:
    found: dict[int, Runs] = {}
    rest, index = b"", 0
    for chunk in inflated(path, "xl/sharedStrings.xml"):
        *items, rest = (rest + chunk)[-LONGEST_ITEM:].split(b"</si>")
        for item in items:
            if b"strike" in item and (runs := struck_runs(item)):
                found[index] = runs
            index += 1 + len(re.findall(rb"<si\s*/>", item))
    return found


def _comments(path: Path, part: str, parts: Mapping[str, Part]) -> dict[Place, str]:
    name = PurePosixPath(part)
    links = str(name.parent / "_rels" / f"{name.name}.rels")
    if links not in parts:
        return {}
    xml = b"".join(inflated(path, links))
    targets = re.findall(rb"""\bTarget=["']([^"']*comments?\d*\.xml)["']""", xml, re.IGNORECASE)
    for target in targets:
        told = target.decode("utf-8", "replace")
        whole = told.lstrip("/") if told.startswith("/") else _joined(name.parent, told)
        if whole in parts and "threaded" not in whole.lower():
            return _read_comments(path, whole)
    return {}


def _joined(folder: PurePosixPath, target: str) -> str:
    steps: list[str] = list(folder.parts)
    for step in target.split("/"):
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps)


def _read_comments(path: Path, name: str) -> dict[Place, str]:
    found: dict[Place, str] = {}
    rest = b""
    for chunk in inflated(path, name):
        *comments, rest = (rest + chunk)[-LONGEST_ITEM:].split(b"</comment>")
        for comment in comments:
            place = _COMMENT.search(comment, max(comment.rfind(b"<comment "), 0))
            note = " ".join(plain(comment).rsplit("Comment:", 1)[-1].split())
            if place and note and len(found) < MOST_MARKS:
                found[_place(place[1], place[2])] = note[:LONGEST_NOTE]
    return found


def _pieces(path: Path, part: str) -> Iterator[bytes]:
    """The sheet's XML in pieces that end where a row ends."""
    rest = b""
    for chunk in inflated(path, part):
        whole = rest + chunk
        end = whole.rfind(b"</row>") + 6
        if end < 6 and len(whole) < 64 << 20:
            rest = whole
            continue
        yield whole[:end]
        rest = whole[end:]
    yield rest


def _place(letters: bytes, number: bytes) -> Place:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(number), column - 1

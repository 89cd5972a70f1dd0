"""One field of the paper form: its number and label, and the room to write in or tick."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from situationroom.exports.fonts import printable, width
from situationroom.exports.pdf_text import ACCENT, QUIET, Ink, TextLine, draw
from situationroom.exports.template_fields import OTHER, Language, TemplateField

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

GAP: Final = 8.0  # points between neighbours
LABEL: Final = 10.0
BOX: Final = 15.5
RULE: Final = "#7d8b99"
_TICK: Final = 8.0
_WORD: Final = Ink(8)
_NUMBER: Final = Ink(7, bold=True, colour=ACCENT)
_NAME: Final = Ink(7.2, bold=True)
_OTHER: Final = Ink(6, colour=QUIET)
_DATE: Final = (4, 2, 2)  # boxes of year, month, day


def height_of(field: TemplateField, room: float, language: Language) -> float:
    """Points the field takes with its label, in a place ``room`` points wide."""
    kind, count = _kind(field)
    if kind == "ticks":
        rows = len(_ticks(field, room, language))
        return LABEL + max(BOX, rows * 13.0)
    return LABEL + (BOX * count if kind == "lines" else BOX)


def draw_field(
    canvas: "Canvas",
    field: TemplateField,
    x: float,
    top: float,
    room: float,
    height: float,
    language: Language,
    number: str,
) -> None:
    """Draw it with its upper left corner at x, top; ``height`` is that of the part to fill in."""
    _label(canvas, field, x, top - 7, room, language)
    kind, count = _kind(field)
    below = top - LABEL
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.6)
    if kind == "boxes":
        _boxes(canvas, x, below, room, (count,))
    elif kind == "date":
        _boxes(canvas, x, below, room, _DATE)
    elif kind == "ticks":
        _draw_ticks(canvas, field, x, below, room, language)
    elif kind == "number":
        draw(canvas, x, below - 12, room, TextLine(number, Ink(12, bold=True)))
    else:
        canvas.roundRect(x, below - height, room, height, 2, stroke=1, fill=0)


def _kind(field: TemplateField) -> tuple[str, int]:
    kind, _, count = field.paper.partition(":")
    return kind, int(count or 1)


def _label(
    canvas: "Canvas", field: TemplateField, x: float, y: float, room: float, language: Language
) -> None:
    told = str(field.number)
    name, other = field.label[language], field.label[OTHER[language]]
    at = x
    for text, ink in ((told, _NUMBER), (name, _NAME), (other, _OTHER)):
        clean = printable(text, ink.bold)
        long = width(clean, ink.size, ink.bold)
        if at + long > x + room + GAP / 2:
            return  # the other language gives way where the place is narrow
        draw(canvas, at, y, long, TextLine(clean, ink))
        at += long + 3


def _boxes(canvas: "Canvas", x: float, top: float, room: float, groups: tuple[int, ...]) -> None:
    """A box for each letter; the groups of a date stand a little apart."""
    apart = 6.0
    side = min(BOX, (room - apart * (len(groups) - 1)) / sum(groups))
    at = x
    for count in groups:
        for _ in range(count):
            canvas.rect(at, top - BOX, side, BOX, stroke=1, fill=0)
            at += side
        at += apart


def _draw_ticks(
    canvas: "Canvas", field: TemplateField, x: float, top: float, room: float, language: Language
) -> None:
    for row, words in enumerate(_ticks(field, room, language)):
        y, at = top - 11 - row * 13.0, x
        for word in words:
            canvas.rect(at, y - 1, _TICK, _TICK, stroke=1, fill=0)
            draw(canvas, at + _TICK + 3, y, room, TextLine(printable(word), _WORD))
            at += _wide(word)
        if field.open and row == len(_ticks(field, room, language)) - 1 and at < x + room - 40:
            canvas.line(at, y - 1.5, x + room, y - 1.5)


def _ticks(field: TemplateField, room: float, language: Language) -> list[list[str]]:
    """The words in rows that fit."""
    return list(_wrapped(field.choices[language], room))


def _wrapped(words: list[str], room: float) -> Iterator[list[str]]:
    row: list[str] = []
    for word in words:
        if row and sum(map(_wide, [*row, word])) > room + GAP:
            yield row
            row = []
        row.append(word)
    yield row


def _wide(word: str) -> float:
    return _TICK + 3 + width(printable(word), _WORD.size) + 11

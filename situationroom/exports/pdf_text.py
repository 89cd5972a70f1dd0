"""Text on a printed page: broken into lines that fit, in fonts that have its letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from situationroom.exports.fonts import printable, right_to_left, runs, shaped, width

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Align: TypeAlias = Literal["left", "right", "centre"]
INK, QUIET, FAINT = "#14202c", "#566473", "#8a97a5"
ACCENT, ALERT = "#123c6e", "#a3151f"
LEADING = 1.28
# A piece ends after a space, a hyphen, a comma or a slash; every hanzi is a piece of its own.
_PIECES = re.compile(r"[⺀-鿿豈-﫿＀-￯\U00020000-\U0003ffff][、。，；：？！）》」』]*|"
                     r"[^\s\-,/;⺀-鿿豈-﫿＀-￯\U00020000-\U0003ffff]*[\-,/;]?\s*")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ink:
    """How a paragraph is printed: size in points, weight, colour '#rrggbb', alignment."""

    size: float = 7.5
    bold: bool = False
    colour: str = INK
    align: Align = "left"

    @property
    def leading(self) -> float:
        """Points from one line to the next."""
        return self.size * LEADING


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line that fits its column; ``x`` offsets are left to who draws it."""

    text: str
    ink: Ink


def lines(text: str, room: float, ink: Ink) -> list[TextLine]:
    """``text`` broken at ``room`` points. Nothing is cut; a word too long goes on below."""
    found: list[TextLine] = []
    for paragraph in text.splitlines():
        clean = printable(paragraph, ink.bold).strip()
        found += [TextLine(line, ink) for line in _broken(clean, room, ink)] if clean else []
    return found


def draw(
    canvas: "Canvas", x: float, baseline: float, room: float, line: TextLine, alpha: float = 1
) -> None:
    """Print one line in a column ``room`` points wide whose left edge is ``x``."""
    ink, text = line.ink, shaped(line.text)
    long = width(text, ink.size, ink.bold)
    align = "right" if ink.align == "left" and right_to_left(line.text) else ink.align
    x += {"left": 0.0, "right": room - long, "centre": (room - long) / 2}[align]
    turned = text != line.text
    if turned:  # a copy of the text must read as it was told, not in the order of its glyphs
        canvas.addLiteral(f"/Span <</ActualText <{_utf16(line.text)}>>> BDC")
    pen = canvas.beginText(x, baseline)
    pen.setFillColor(ink.colour, alpha)
    for run in runs(text, ink.bold):
        pen.setFont(run.font, ink.size)
        pen.textOut(run.text)
    canvas.drawText(pen)
    if turned:
        canvas.addLiteral("EMC")


def _broken(text: str, room: float, ink: Ink) -> Iterator[str]:
    if width(text, ink.size, ink.bold) <= room:
        yield text
        return
    line = ""
    for piece in _fitting(text, room, ink):
        if line and width((line + piece).rstrip(), ink.size, ink.bold) > room:
            yield line.rstrip()
            line = ""
        line += piece
    if line.strip():
        yield line.rstrip()


def _fitting(text: str, room: float, ink: Ink) -> Iterator[str]:
    """The pieces a line may break between; one that is wider than the column letter by letter."""
    for piece in _PIECES.findall(text):
        if width(piece.rstrip(), ink.size, ink.bold) <= room:
            yield piece
        else:
            yield from piece


def _utf16(text: str) -> str:
    return (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper()

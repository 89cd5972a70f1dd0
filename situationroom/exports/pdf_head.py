"""The heads of printed documents: what it is, the facts, and a QR that names it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from situationroom.exports.pdf_document import ROOM
from situationroom.exports.pdf_flow import Block, draw_lines
from situationroom.exports.pdf_text import ACCENT, INK, QUIET, Ink, TextLine, lines
from situationroom.exports.words import Words

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Fact: TypeAlias = tuple[Words, str]
QR_FIRST, QR_RUNNING = 74.0, 30.0
_KICKER = Ink(8.5, colour=QUIET)
_TITLE = Ink(17, bold=True, colour=ACCENT)
_NOTE = Ink(8.5, bold=True, colour=INK)
_LABEL, _VALUE = Ink(5.8, colour=QUIET), Ink(8.4, colour=INK)


def first_head(
    kicker: str, title: str, note: str, facts: Sequence[Fact], columns: int = 4, qr: str = ""
) -> Block:
    """Kicker, title, note and a grid of facts ``columns`` wide; a QR at the right."""
    room = ROOM - (QR_FIRST + 10 if qr else 0)
    top_lines = [*lines(kicker, room, _KICKER), *lines(title, room, _TITLE)]
    top_lines += lines(note, room, _NOTE)
    grid = facts_grid(facts, columns, room)
    upper = sum(line.ink.leading for line in top_lines) + 5
    height = max(upper + sum(block.height for block in grid), QR_FIRST if qr else 0) + 8

    def paint(canvas: "Canvas", x: float, top: float) -> None:
        draw_lines(canvas, x, top, room, top_lines)
        y = top - upper
        for block in grid:
            block.draw(canvas, x, y)
            y -= block.height
        if qr:
            draw_qr(canvas, qr, x + ROOM - QR_FIRST, top - QR_FIRST, QR_FIRST)

    return Block(height, paint)


def running_head(left: str, right: str, qr: str = "") -> Block:
    """One line for the following pages: what this is, and which one."""
    ink, quiet = Ink(10, bold=True, colour=ACCENT), Ink(8, colour=QUIET, align="right")
    room = ROOM - (QR_RUNNING + 8 if qr else 0)
    name = lines(left, room * 0.62, ink)
    about = lines(right, room * 0.36, quiet)
    tall = max(
        sum(line.ink.leading for line in text) for text in (name, about, [TextLine("", ink)])
    )
    height = max(tall, QR_RUNNING if qr else 0) + 6

    def paint(canvas: "Canvas", x: float, top: float) -> None:
        draw_lines(canvas, x, top, room * 0.62, name)
        draw_lines(canvas, x + room * 0.64, top, room * 0.36, about)
        if qr:
            draw_qr(canvas, qr, x + ROOM - QR_RUNNING, top - QR_RUNNING, QR_RUNNING)

    return Block(height, paint)


def draw_qr(canvas: "Canvas", text: str, x: float, y: float, size: float) -> None:
    """A QR of ``text`` (error correction M, ISO/IEC 18004), ``size`` points square."""
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.renderPDF import draw as draw_drawing
    from reportlab.graphics.shapes import Drawing

    drawing = Drawing(size, size)
    drawing.add(QrCodeWidget(text, barWidth=size, barHeight=size, barLevel="M", barBorder=2))
    draw_drawing(drawing, canvas, x, y)


def signature_lines(labels: Sequence[Words], room: float = ROOM) -> Block:
    """Places to sign side by side, each with its label beneath the rule."""
    each, gap, height = room / max(len(labels), 1), 24.0, 58.0

    def paint(canvas: "Canvas", x: float, top: float) -> None:
        for number, words in enumerate(labels):
            left = x + number * each
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.6)
            canvas.line(left, top - 42, left + each - gap, top - 42)
            text = lines(words.joined, each - gap, Ink(6.5, colour=QUIET))
            draw_lines(canvas, left, top - 43, each - gap, text)

    return Block(height, paint)


def facts_grid(facts: Sequence[Fact], columns: int, room: float) -> list[Block]:
    """Facts side by side, ``columns`` to a row; the row is as tall as its longest fact."""
    found: list[Block] = []
    for start in range(0, len(facts), columns):
        height, cells = _facts_row(facts[start : start + columns], room / columns)
        found.append(Block(height, partial(_paint_facts, cells, room / columns), kept=True))
    return found


def _paint_facts(
    cells: list[list[TextLine]], each: float, canvas: "Canvas", x: float, top: float
) -> None:
    for column, texts in enumerate(cells):
        draw_lines(canvas, x + column * each, top, each - 10, texts)


def _facts_row(facts: Sequence[Fact], room: float) -> tuple[float, list[list[TextLine]]]:
    cells = [_fact(words, value, room - 10) for words, value in facts]
    return max(sum(line.ink.leading for line in texts) for texts in cells) + 4, cells


def _fact(words: Words, value: str, room: float) -> list[TextLine]:
    return [*lines(words.joined, room, _LABEL), *lines(value or "–", room, _VALUE)]

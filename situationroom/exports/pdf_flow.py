"""Blocks that follow one another down the pages, and where the pages break."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from situationroom.exports.fonts import width
from situationroom.exports.pdf_text import INK, Ink, TextLine, draw, lines

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Block:
    """Something ``height`` points tall; ``draw(canvas, x, top)`` prints it downwards from top.

    ``glued``: never the last of a page (headings). ``kept``: on one page with the next block
    where that does not waste half a page (households). ``header`` is repeated above a block that
    begins a page.
    """

    height: float
    draw: Callable[["Canvas", float, float], None]
    glued: bool = False
    kept: bool = False
    header: "Block | None" = None


def pages(blocks: Sequence[Block], first_room: float, room: float) -> list[list[Block]]:
    """The blocks by page: ``first_room`` points on the first, ``room`` on all others."""
    found: list[list[Block]] = [[]]
    left = first_room
    for chunk in _chunks(blocks, room / 2):
        height = _height(chunk)
        if height > left and found[-1]:
            header = chunk[0].header
            found.append([header] if header else [])
            left = room - (header.height if header else 0)
        found[-1] += chunk
        left -= height
    return found


def text_block(text: str, room: float, ink: Ink, after: float = 0, glued: bool = False) -> Block:
    """A paragraph ``room`` points wide with ``after`` points of space beneath."""
    broken = lines(text, room, ink)

    def paint(canvas: "Canvas", x: float, top: float) -> None:
        draw_lines(canvas, x, top, room, broken)

    return Block(sum(line.ink.leading for line in broken) + after, paint, glued=glued)


def heading(text: str, english: str, room: float) -> Block:
    """A section's title with its English beside it, kept with what follows."""

    def paint(canvas: "Canvas", x: float, top: float) -> None:
        bold, small = Ink(10.5, bold=True, colour=INK), Ink(7.5, colour="#566473")
        title = lines(text, room, bold)[0]
        draw(canvas, x, top - 20, room, title)
        if english:
            gap = width(title.text, bold.size, bold=True) + 7
            draw(canvas, x + gap, top - 20, room - gap, TextLine(english, small))

    return Block(26, paint, glued=True)


def draw_lines(
    canvas: "Canvas", x: float, top: float, room: float, broken: Sequence[TextLine]
) -> None:
    """Print lines one below the other from ``top`` downwards."""
    for line in broken:
        top -= line.ink.leading
        draw(canvas, x, top + line.ink.size * 0.26, room, line)


def _chunks(blocks: Sequence[Block], limit: float) -> Iterator[list[Block]]:
    for chunk in _tied(blocks, lambda block: block.glued or block.kept):
        if _height(chunk) <= limit:
            yield chunk
        else:
            yield from _tied(chunk, lambda block: block.glued)


def _tied(blocks: Sequence[Block], to_next: Callable[[Block], bool]) -> Iterator[list[Block]]:
    chunk: list[Block] = []
    for block in blocks:
        chunk.append(block)
        if not to_next(block):
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)

"""A printed table: column widths, rows that grow with their text, a header on every page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from situationroom.exports.pdf_flow import Block, draw_lines
from situationroom.exports.pdf_text import ACCENT, INK, QUIET, Align, Ink, TextLine, lines

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAD_X, PAD_Y = 3.4, 3.2
TINT, RULE, HAIR, BRACKET = "#eef2f7", "#123c6e", "#c9d3dd", "#6f93bd"
LINES_IN_ONE_ROW = 34  # a row with more goes on in a second row, so that it fits on a page
SHORT = 6  # a table of so many rows is not broken where that does not waste half a page
BOX = 9.0


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` is the column's width relative to the others."""

    title: str
    english: str = ""
    share: float = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs one below the other; ``box`` is a box to tick by hand, ticked when True."""

    parts: tuple[tuple[str, Ink], ...] = ()
    box: bool | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Rows of the same ``group`` (not empty) stay together and are marked as one."""

    cells: tuple[Cell, ...]
    group: str = ""
    tint: str = ""
    mark: str = ""  # colour of a bar at the row's left edge


class Ties(NamedTuple):
    """Whether the row above and the row below belong to the same group."""

    above: bool
    below: bool


def cell(*texts: str, size: float = 7.5, bold: bool = False, align: Align = "left") -> Cell:
    """The first text in ink, the others small and quiet beneath it."""
    first = [(text, Ink(size, bold, INK, align)) for text in texts[:1] if text]
    rest = [(text, Ink(size * 0.86, colour=QUIET, align=align)) for text in texts[1:] if text]
    return Cell((*first, *rest))


def table(
    columns: Sequence[Column], rows: Iterable[Row], room: float, least: float = 0
) -> Iterator[Block]:
    """The blocks of a table ``room`` points wide, its rows at least ``least`` points tall."""
    shares = sum(column.share for column in columns)
    widths = [column.share * room / shares for column in columns]
    header = _header(columns, widths)
    yield header
    listed = list(rows)
    groups = [row.group for row in listed]
    last = len(listed) - 1
    neighbours = zip(listed, ["", *groups], [*groups[1:], ""], strict=False)
    for place, (row, above, below) in enumerate(neighbours):
        ties = Ties(bool(row.group) and row.group == above, bool(row.group) and row.group == below)
        # A short table stays whole; in a long one neither the first row nor the last is alone.
        kept = place < last and (last < SHORT or place in (0, last - 1))
        for block in _row(row, widths, header, ties, least):
            yield replace(block, kept=block.kept or kept)


def _header(columns: Sequence[Column], widths: Sequence[float]) -> Block:
    cells = [
        Cell(
            (
                (column.title, Ink(6.8, bold=True, colour=ACCENT, align=column.align)),
                (column.english, Ink(5.4, colour=QUIET, align=column.align)),
            )
        )
        for column in columns
    ]
    texts = [_fitted(one, room) for one, room in zip(cells, widths, strict=True)]
    height = _tallest(texts) + 2 * PAD_Y

    def paint(canvas: "Canvas", x: float, top: float) -> None:
        canvas.setFillColor(TINT)
        canvas.rect(x, top - height, sum(widths), height, stroke=0, fill=1)
        _rule(canvas, x, top, sum(widths), RULE, 1.1)
        _rule(canvas, x, top - height, sum(widths), RULE, 0.6)
        _paint_cells(canvas, x, top, widths, texts)

    return Block(height, paint, glued=True)


def _row(
    row: Row, widths: Sequence[float], header: Block, ties: Ties, least: float
) -> Iterator[Block]:
    texts = [_fitted(one, room) for one, room in zip(row.cells, widths, strict=True)]
    tallest = max((len(text) for text in texts), default=0)
    for start in range(0, max(tallest, 1), LINES_IN_ONE_ROW):
        part = [text[start : start + LINES_IN_ONE_ROW] for text in texts]
        more = start + LINES_IN_ONE_ROW < tallest
        tied = Ties(ties.above or bool(start), ties.below and not more)
        yield _part(row, widths, part, header, least, tied, first=not start)


def _part(
    row: Row,
    widths: Sequence[float],
    texts: list[list[TextLine]],
    header: Block,
    least: float,
    ties: Ties,
    first: bool,
) -> Block:
    height = max(least, _tallest(texts) + 2 * PAD_Y)

    def paint(canvas: "Canvas", x: float, top: float) -> None:
        if row.tint:
            canvas.setFillColor(row.tint)
            canvas.rect(x, top - height, sum(widths), height - 0.4, stroke=0, fill=1)
        if row.mark:
            canvas.setFillColor(row.mark)
            canvas.rect(x - 4, top - height, 2.4, height, stroke=0, fill=1)
        if any(ties):
            _bracket(canvas, x, top, height, ties)
        _rule(canvas, x, top - height, sum(widths), HAIR, 0.25 if ties.below else 0.6)
        _paint_cells(canvas, x, top, widths, texts)
        if first:
            _paint_boxes(canvas, x, top, widths, row.cells)

    return Block(height, paint, kept=ties.below, header=header)


def _bracket(canvas: "Canvas", x: float, top: float, height: float, ties: Ties) -> None:
    """The line at the left that holds a household's rows together."""
    upper = top if ties.above else top - 2.5
    lower = top - height if ties.below else top - height + 2.5
    canvas.setFillColor(BRACKET)
    canvas.rect(x, lower, 1.3, upper - lower, stroke=0, fill=1)


def _fitted(one: Cell, room: float) -> list[TextLine]:
    found: list[TextLine] = []
    for text, ink in one.parts:
        found += _shrunk(text, room - 2 * PAD_X, ink)
    return found


def _shrunk(text: str, room: float, ink: Ink) -> list[TextLine]:
    """On one line if a slightly smaller type brings it there; otherwise broken."""
    for size in (ink.size, ink.size * 0.93, ink.size * 0.87):
        small = Ink(size, ink.bold, ink.colour, ink.align)
        broken = lines(text, room, small)
        if len(broken) <= 1:
            return broken
    return lines(text, room, ink)


def _tallest(texts: Sequence[Sequence[TextLine]]) -> float:
    return max((sum(line.ink.leading for line in text) for text in texts), default=0)


def _paint_cells(
    canvas: "Canvas",
    x: float,
    top: float,
    widths: Sequence[float],
    texts: Sequence[Sequence[TextLine]],
) -> None:
    for room, text in zip(widths, texts, strict=True):
        draw_lines(canvas, x + PAD_X, top - PAD_Y, room - 2 * PAD_X, text)
        x += room


def _paint_boxes(
    canvas: "Canvas", x: float, top: float, widths: Sequence[float], cells: Sequence[Cell]
) -> None:
    for room, one in zip(widths, cells, strict=True):
        if one.box is not None:
            _box(canvas, x + (room - BOX) / 2, top - PAD_Y - BOX, ticked=one.box)
        x += room


def _box(canvas: "Canvas", x: float, y: float, ticked: bool) -> None:
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.7)
    canvas.rect(x, y, BOX, BOX, stroke=1, fill=0)
    if ticked:
        canvas.setLineWidth(1.3)
        tick = canvas.beginPath()
        tick.moveTo(x + 1.8, y + 4.6)
        tick.lineTo(x + 3.9, y + 2.2)
        tick.lineTo(x + 7.4, y + 7.2)
        canvas.drawPath(tick)


def _rule(
    canvas: "Canvas", x: float, y: float, length: float, colour: str, thickness: float
) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(thickness)
    canvas.line(x, y, x + length, y)

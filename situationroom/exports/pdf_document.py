"""The sheet every printed document of the cell shares: A4 landscape, head, foot, drill marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from situationroom.exports.files import FilePath, replacing
from situationroom.exports.fonts import printable, width
from situationroom.exports.pdf_flow import Block, pages
from situationroom.exports.pdf_text import FAINT, Ink, TextLine, draw
from situationroom.exports.words import both
from situationroom.texts import language

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAGE = (841.89, 595.28)  # A4 landscape in points (ISO 216)
MARGIN = 22.0
ROOM = PAGE[0] - 2 * MARGIN
FOOT = 19.0
DRILL_BAR = 15.0
AMBER = "#f5b83d"


@dataclass(frozen=True, slots=True)
class Document:
    """What stands on every page: ``head`` on the first, ``running`` on the others, ``foot``."""

    title: str
    drill: bool
    made_at: datetime
    head: Block
    running: Block
    foot: str
    decorate: "Callable[[Canvas, int], None] | None" = None  # called with the page number


def write_document(path: FilePath, document: Document, blocks: Sequence[Block]) -> None:
    """Lay the blocks out and write the PDF. Raises StoreError when the disk refuses."""
    data = render(document, blocks)
    with replacing(path) as draft:
        draft.write_bytes(data)


def render(document: Document, blocks: Sequence[Block]) -> bytes:
    """The PDF's bytes: the same for the same content."""
    laid = pages(blocks, _body(document, document.head), _body(document, document.running))
    buffer = BytesIO()
    canvas = _canvas(buffer, document)
    for number, page in enumerate(laid, start=1):
        _page(canvas, document, page, number, len(laid))
    canvas.save()
    return buffer.getvalue()


def _canvas(buffer: BytesIO, document: Document) -> "Canvas":
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(
        buffer, pagesize=PAGE, invariant=1, pageCompression=1, lang=_lang(), initialFontSize=8
    )
    canvas.setTitle(document.title)
    canvas.setCreator("Situation Room")
    canvas.setProducer("Situation Room")
    # reportlab dates a reproducible file 2000-01-01; a document carries the time it was issued.
    canvas._doc._timeStamp.YMDhms = tuple(document.made_at.astimezone(UTC).timetuple())[:6]  # type: ignore[attr-defined]
    return canvas


def _lang() -> str:
    return "zh-CN" if language() == "zh" else "en-GB"


def _body(document: Document, head: Block) -> float:
    return _top(document) - head.height - MARGIN - FOOT


def _top(document: Document) -> float:
    return PAGE[1] - MARGIN - (DRILL_BAR + 4 if document.drill else 0)


def _page(
    canvas: "Canvas", document: Document, page: Sequence[Block], number: int, count: int
) -> None:
    top = _top(document)
    head = document.head if number == 1 else document.running
    for block in (head, *page):
        block.draw(canvas, MARGIN, top)
        top -= block.height
    if document.decorate:
        document.decorate(canvas, number)
    _foot(canvas, document.foot, number, count)
    if document.drill:
        _drill(canvas)
    canvas.showPage()


def _foot(canvas: "Canvas", text: str, number: int, count: int) -> None:
    canvas.setStrokeColor("#c9d3dd")
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, MARGIN + 13, PAGE[0] - MARGIN, MARGIN + 13)
    ink = Ink(6.5, colour=FAINT)
    page = Ink(7.5, bold=True, colour="#566473", align="right")
    draw(canvas, MARGIN, MARGIN + 3, ROOM, TextLine(printable(text), ink))
    numbered = both("Page {n} / {count}", n=number, count=count).joined
    draw(canvas, MARGIN, MARGIN + 3, ROOM, TextLine(numbered, page))


def _drill(canvas: "Canvas") -> None:
    """A banner above and a word across the page: nobody takes a drill's list for a real one."""
    top = PAGE[1] - MARGIN + 6
    canvas.setFillColor(AMBER)
    canvas.rect(MARGIN, top - DRILL_BAR, ROOM, DRILL_BAR, stroke=0, fill=1)
    say = both("DRILL – not a real emergency. Do not act on this document.").joined
    line = TextLine(printable(say, bold=True), Ink(8, bold=True, colour="#1a1204", align="centre"))
    draw(canvas, MARGIN, top - DRILL_BAR + 4.6, ROOM, line)
    word = both("DRILL").joined
    size = 120 * min(1.0, 560 / width(word, 120, bold=True))
    canvas.saveState()
    canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
    canvas.rotate(28)
    draw(canvas, -350, -size / 3, 700, TextLine(word, Ink(size, True, "#c77700", "centre")), 0.13)
    canvas.restoreState()

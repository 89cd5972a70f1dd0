"""The situation report: figures with definitions and change, map, curves, shelters, decisions.

It is made of the picture a room may see; a decision is printed in words only where an officer let
the room read it, or where the report is not to be masked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from situationroom import briefing_words as words
from situationroom import legend
from situationroom.exports.files import FilePath
from situationroom.exports.pdf_document import ROOM, Document, write_document
from situationroom.exports.pdf_flow import Block, heading, text_block
from situationroom.exports.pdf_head import Fact, first_head, running_head
from situationroom.exports.pdf_table import Cell, Column, Row, cell, table
from situationroom.exports.pdf_text import ALERT, INK, QUIET, Ink
from situationroom.exports.sitrep_charts import curves
from situationroom.exports.words import Words, both, careful, local
from situationroom.models.briefing import FigureName, Picture
from situationroom.models.vocabulary import Standing
from situationroom.texts import tr

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

FIGURE_WORDS = {
    FigureName.AFFECTED: "affected",
    FigureName.UNACCOUNTED: "unaccounted",
    FigureName.OPEN: "open requests",
    FigureName.OVERDUE: "overdue",
    FigureName.SHELTERED: "sheltered",
    FigureName.MOVING: "on the move",
    FigureName.OUT: "out",
}
APART: tuple[Words, float] = (Words("", ""), 20)
"""Between numbers and a sentence, which would run into each other."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something decided; ``text`` None where it was not released."""

    revision: int
    at: datetime
    text: str | None


@dataclass(frozen=True, slots=True)
class SitrepContent:
    """Everything a report says. ``map_png`` empty leaves the map out."""

    number: int
    made_by: str
    picture: Picture
    decisions: Sequence[Decision] = ()
    map_png: bytes = b""
    masked: bool = True


def write_sitrep_pdf(path: FilePath, content: SitrepContent) -> None:
    """Write the report. Raises StoreError when the disk refuses."""
    picture = content.picture
    title = both("Sitrep {number}", number=content.number).joined
    name = words.title(picture)
    when = _local(picture.at)
    head = first_head(name, title, words.small_numbers(picture), _facts(content))
    masked = tr("Without names, numbers and health data")
    foot = f"{name} · {title} · {masked if content.masked else careful()}"
    running = running_head(f"{title} · {name}", when)
    document = Document(title, picture.drill, picture.at, head, running, foot)
    write_document(path, document, list(_blocks(content)))


def _facts(content: SitrepContent) -> list[Fact]:
    picture = content.picture
    since = _local(picture.since) if picture.since else tr("this is the first one")
    return [
        (both("As of"), _local(picture.at)),
        (both("At home"), _local(picture.at_home)),
        (both("Last sitrep"), since),
        (both("Made by"), content.made_by if not content.masked else tr("the crisis cell")),
    ]


def _blocks(content: SitrepContent) -> Iterator[Block]:
    picture = content.picture
    yield from _section(both("Figures"), _figures(picture))
    yield from _section(both("Unaccounted, last heard of"), _tiers(picture))
    yield from _section(both("Next departures"), _departures(picture))
    if content.map_png:
        yield _map(content.map_png, both("Where they are"))
    yield from _section(both("By place"), _places(picture))
    yield curves(picture, ROOM)
    yield from _section(both("Shelters"), _shelters(picture))
    yield from _section(both("Zones in force"), _areas(picture))
    yield from _section(both("Decisions"), _decisions(content))


def _section(title: Words, blocks: Iterator[Block]) -> Iterator[Block]:
    yield heading(title.text, title.english, ROOM)
    yield from blocks


def _figures(picture: Picture) -> Iterator[Block]:
    heads: list[tuple[Words, float]] = [
        (both("Figure"), 150), (both("This sitrep"), 70), (both("Last sitrep"), 70),
        (both("Since then"), 80), APART, (both("Definition"), 390),
    ]  # fmt: skip
    columns = _columns(heads, {1, 2, 3})
    rows = []
    for figure in picture.figures:
        known = figure.change is not None and figure.count.exact
        before = f"{figure.count.low - (figure.change or 0):,}" if known else words.DASH
        moved = _moved(figure.change)
        rows.append(
            Row(
                (
                    cell(both(FIGURE_WORDS[figure.name]).joined, bold=True),
                    cell(str(figure.count), size=11, bold=True, align="right"),
                    cell(before, align="right"),
                    cell(moved, bold=True, align="right"),
                    Cell(),
                    cell(words.definition(figure.name)),
                )
            )
        )
    yield from table(columns, rows, ROOM)


def _moved(change: int | None) -> str:
    if change is None:
        return words.DASH
    return f"{change:+,}".replace("-", "−") if change else "0"


def _tiers(picture: Picture) -> Iterator[Block]:
    found = picture.out_of_contact
    columns = [Column(words.out_of_contact(one), "", 1, "centre") for one in found]
    cells = tuple(cell(str(one.count), size=11, bold=True, align="centre") for one in found)
    yield from table(columns, [Row(cells)], ROOM)


def _map(png: bytes, title: Words) -> Block:
    from reportlab.lib.utils import ImageReader

    image = ImageReader(BytesIO(png))
    wide, high = image.getSize()
    tall = ROOM * high / wide
    head = heading(title.text, title.english, ROOM)

    def paint(canvas: "Canvas", x: float, top: float) -> None:
        head.draw(canvas, x, top)
        canvas.drawImage(image, x, top - head.height - tall, ROOM, tall)

    return Block(head.height + tall + 6, paint)


def _places(picture: Picture) -> Iterator[Block]:
    shown = list(Standing)
    heads = [Column(*both("Place"), 180), Column(*both("Persons"), 70, "right")]
    heads += [Column(legend.label(one), "", 80, "right") for one in shown]
    rows = []
    for group in sorted(picture.groups, key=lambda one: -one.count.low):
        parts = dict(group.parts)
        numbers = (str(parts[one]) if one in parts else "" for one in shown)
        rows.append(
            Row(
                (
                    cell(words.place(group.city), bold=True),
                    cell(str(group.count), bold=True, align="right"),
                    *(cell(number, align="right") for number in numbers),
                )
            )
        )
    rows.append(_not_placed(picture, len(shown)))
    yield from table(heads, rows, ROOM)


def _not_placed(picture: Picture, more: int) -> Row:
    name = cell(both("Not on the map").joined)
    return Row((name, cell(str(picture.unplaced), align="right"), *(Cell() for _ in range(more))))


def _departures(picture: Picture) -> Iterator[Block]:
    heads: list[tuple[Words, float]] = [
        (both("Leaves"), 110), (both("Movement"), 120), (both("Way"), 220), (both("State"), 120),
        (both("Seats taken"), 80), (both("Seats left"), 80),
    ]  # fmt: skip
    rows = [
        Row(
            (
                cell(_local(one.departs_at)[5:] if one.departs_at else words.DASH),
                cell(words.departure_name(one), legend.label(one.mode), bold=True),
                cell(words.route(one)),
                cell(legend.label(one.status)),
                cell(f"{one.taken} / {one.seats:,}", align="right"),
                cell(str(one.left), bold=True, align="right"),
            )
        )
        for one in picture.departures
    ]
    yield from _or_nothing(_columns(heads, {4, 5}), rows, tr("No departure is planned."))


def _shelters(picture: Picture) -> Iterator[Block]:
    heads: list[tuple[Words, float]] = [
        (both("Shelter"), 260), (both("State"), 110), (both("Persons"), 80), (both("Places"), 80),
        APART, (both("Full when"), 140),
    ]  # fmt: skip
    rows = [
        Row(
            (
                cell(words.shelter_name(one), bold=True),
                cell(legend.label(one.state)),
                cell(str(one.present), bold=True, align="right"),
                cell(f"{one.usable:,}", align="right"),
                Cell(),
                cell(words.full_words(one, picture.at)),
            ),
            mark=ALERT if one.present.low >= one.usable else "",
        )
        for one in picture.shelters
    ]
    yield from _or_nothing(_columns(heads, {2, 3}), rows, tr("No shelter is open yet."))


def _areas(picture: Picture) -> Iterator[Block]:
    heads: list[tuple[Words, float]] = [
        (both("Zone"), 300), (both("Until"), 200), (both("Persons inside"), 100),
    ]  # fmt: skip
    rows = [
        Row(
            (
                cell(words.area_name(one), bold=True),
                cell(_local(one.ends_at) if one.ends_at else tr("until further notice")),
                cell(str(one.inside), align="right"),
            )
        )
        for one in picture.areas
    ]
    yield from _or_nothing(_columns(heads, {2}), rows, tr("No zone is in force."))


def _decisions(content: SitrepContent) -> Iterator[Block]:
    heads: list[tuple[Words, float]] = [
        (both("No."), 40), (both("When"), 150), (both("What was decided"), 560),
    ]  # fmt: skip
    rows = [
        Row(
            (
                cell(str(one.revision)),
                cell(_local(one.at.astimezone(content.picture.at.tzinfo))[5:]),
                _told(one),
            )
        )
        for one in content.decisions
    ]
    yield from _or_nothing(_columns(heads, set()), rows, tr("No decision was written down."))


def _told(decision: Decision) -> Cell:
    if decision.text is None:
        return Cell(((tr("Not released; see the journal."), Ink(7.5, colour=QUIET)),))
    return Cell(((decision.text, Ink(7.5, colour=INK)),))


def _or_nothing(columns: list[Column], rows: list[Row], nothing: str) -> Iterator[Block]:
    if rows:
        yield from table(columns, rows, ROOM)
    else:
        yield text_block(nothing, ROOM, Ink(8.5), after=4)


def _columns(heads: Sequence[tuple[Words, float]], right: set[int]) -> list[Column]:
    return [
        Column(title.text, title.english, share, "right" if place in right else "left")
        for place, (title, share) in enumerate(heads)
    ]


def _local(at: datetime) -> str:
    return local(at, str(getattr(at.tzinfo, "key", "UTC")))

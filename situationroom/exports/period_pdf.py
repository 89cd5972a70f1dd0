"""An operational period on paper: figures, who was on duty, decisions, the log in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from situationroom.exports.files import FilePath
from situationroom.exports.pdf_document import ROOM, Document, write_document
from situationroom.exports.pdf_flow import Block, text_block
from situationroom.exports.pdf_head import Fact, first_head, running_head
from situationroom.exports.pdf_table import Column, Row, cell, table
from situationroom.exports.pdf_text import Ink
from situationroom.exports.words import Words, both, careful, local
from situationroom.models import Incident, Period, Position, Posting
from situationroom.models.journal import Entry
from situationroom.texts import tr
from situationroom.words import entry_text

_DECIDED = ("record_decision", "record_event")


class Moved(Protocol):
    """One figure over the period."""

    @property
    def opening(self) -> int: ...
    @property
    def came_in(self) -> int: ...
    @property
    def went_out(self) -> int: ...
    @property
    def closing(self) -> int: ...


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """What is printed. ``entries`` are the first of ``count``."""

    period: Period
    flows: Mapping[str, Moved]
    on_duty: Sequence[tuple[Posting, Position]]
    entries: Sequence[Entry]
    count: int
    at: datetime


def figure_names() -> dict[str, Words]:
    """The figures in the order they are printed."""
    return {
        "affected": both("Persons affected"),
        "unaccounted": both("Persons unaccounted for"),
        "open": both("Open requests"),
        "sheltered": both("Sheltered"),
        "moving": both("On the move"),
        "out": both("Out"),
    }


def write_period_pdf(path: FilePath, incident: Incident, report: PeriodReport) -> None:
    """Write the report. Raises StoreError when the disk refuses."""
    zone, period = incident.incident_zone, report.period
    title = tr("Operational period: {name}", name=period.name)
    until = local(period.closed_at, zone) or tr("open, as of {time}", time=local(report.at, zone))
    facts: list[Fact] = [
        (both("Began"), local(period.opened_at, zone)),
        (both("Ended"), until),
        (both("Opened by"), period.opened_by),
        (both("Closed by"), period.closed_by),
    ]
    head = first_head(incident.name, title, "", facts)
    running = running_head(title, local(report.at, zone))
    foot = f"{incident.name} · {title} · {careful()}"
    document = Document(title, incident.drill, report.at, head, running, foot)
    write_document(path, document, list(_blocks(incident, report)))


def _blocks(incident: Incident, report: PeriodReport) -> Iterator[Block]:
    zone = incident.incident_zone
    for words, text in ((both("Objectives"), report.period.objectives),
                        (both("Summary"), report.period.summary)):  # fmt: skip
        if text:
            yield from _heading(words)
            yield text_block(text, ROOM, Ink(8.5), after=4)
    yield from _heading(both("Figures: opening + came in − went out = closing"))
    yield from _figures(report.flows)
    yield from _heading(both("Who was on duty"))
    yield from _duty(report, zone)
    decided = [entry for entry in report.entries if entry.verb in _DECIDED]
    yield from _heading(both("Decisions and events"))
    yield from _log(decided, zone)
    yield from _heading(both("Log"))
    yield from _log(report.entries, zone)
    if report.count > len(report.entries):
        rest = report.count - len(report.entries)
        yield text_block(tr("and {n} more entries in the journal", n=rest), ROOM, Ink(8))


def _heading(words: Words) -> Iterator[Block]:
    yield text_block("", ROOM, Ink(8), after=8, glued=True)
    yield text_block(words.joined, ROOM, Ink(10, bold=True), after=3, glued=True)


def _figures(flows: Mapping[str, Moved]) -> Iterator[Block]:
    heads: list[tuple[Words, float]] = [
        (both("Figure"), 180),
        (both("At the start"), 60),
        (both("Came in"), 60),
        (both("Went out"), 60),
        (both("At the end"), 60),
        (Words("", ""), 300),
    ]
    columns = [Column(*words, share, "right" if 0 < n < 5 else "left")
               for n, (words, share) in enumerate(heads)]  # fmt: skip
    rows = [
        Row(
            (
                cell(name.joined),
                cell(str(flow.opening), align="right"),
                cell(f"+ {flow.came_in}", align="right"),
                cell(f"− {flow.went_out}", align="right"),
                cell(f"= {flow.closing}", bold=True, align="right"),
                cell(""),
            )
        )
        for key, name in figure_names().items()
        for flow in (flows[key],)
    ]
    yield from table(columns, rows, ROOM)


def _duty(report: PeriodReport, zone: str) -> Iterator[Block]:
    if not report.on_duty:
        yield text_block(tr("Nobody was put on a post."), ROOM, Ink(8.5))
        return
    heads: list[tuple[Words, float]] = [
        (both("Post"), 120),
        (both("Officer"), 120),
        (both("Began"), 80),
        (both("Ended"), 80),
        (both("Handed over with"), 320),
    ]
    rows = (
        Row(
            (
                cell(post.name, bold=True),
                cell(posting.officer),
                cell(local(posting.since, zone)[5:16]),
                cell(local(posting.until, zone)[5:16]),
                cell(posting.note),
            )
        )
        for posting, post in report.on_duty
    )
    yield from table([Column(*words, share) for words, share in heads], rows, ROOM)


def _log(entries: Sequence[Entry], zone: str) -> Iterator[Block]:
    if not entries:
        yield text_block(tr("Nothing was written down."), ROOM, Ink(8.5))
        return
    heads: list[tuple[Words, float]] = [
        (both("No."), 34),
        (both("When"), 110),
        (both("Officer"), 90),
        (both("What was done"), 500),
    ]
    rows = (
        Row((cell(str(e.revision)), cell(local(e.at, zone)[5:16]), cell(e.officer),
             cell(entry_text(e))))
        for e in entries
    )  # fmt: skip
    yield from table([Column(*words, share) for words, share in heads], rows, ROOM)

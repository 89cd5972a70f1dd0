"""Which rows of a plan are what: worked out once a plan, so that 100,000 rows filter at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from situationroom.commands.imports import FileReading, ImportPlan, PlannedRow
from situationroom.intake.turned_names import TURNED
from situationroom.views.import_choices import Choices, SheetKey, doubt

OUTCOMES: Final = ("new", "updated", "unchanged", "duplicate", "rejected", "skipped")
"""What can become of a row; the counts of these add up to all rows."""
MARKS: Final = ("problems", "conflicts", "suspects", "proposed", "corrected", "attached")
"""What can be remarkable about a row, whatever becomes of it."""
FILTERS: Final = (
    "", "problems", "conflicts", "suspects", "attached", *OUTCOMES, "proposed", "corrected"
)  # fmt: skip
"""The filters in the order of their chips; the first shows every row."""
SORTS: Final = ("problem", "outcome", "row")
_BITS: Final = {name: 1 << place for place, name in enumerate((*OUTCOMES, *MARKS))}
_OPEN: Final = 1 << 15  # something an officer has not answered yet
_FIRST: Final = {"rejected": 0, "problems": 1, "conflicts": 2, "suspects": 3}
_LATER: Final = {"new": 4, "updated": 4, "duplicate": 5, "unchanged": 5, "skipped": 6}


@dataclass(frozen=True, slots=True)
class Span:
    """The rows of one sheet: places ``start`` to ``end`` of the plan, its fields by column."""

    key: SheetKey
    start: int
    end: int


@dataclass(slots=True)
class Sorted:
    """Marks and ranks of every row of a plan, by its place in the plan."""

    spans: tuple[Span, ...] = ()
    marks: NDArray[np.uint16] = field(default_factory=lambda: np.zeros(0, np.uint16))
    ranks: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))

    def span(self, key: SheetKey | None) -> Span:
        """The rows of a sheet; of everything with None."""
        everything = Span(("", ""), 0, len(self.marks))
        return next((span for span in self.spans if span.key == key), everything)

    def ids(self, key: SheetKey | None, which: str = "", sort: str = "problem") -> list[int]:
        """Places of the rows of a sheet (None: of all) under a filter, in order."""
        span = self.span(key)
        marks = self.marks[span.start : span.end]
        found = np.flatnonzero(marks & _BITS[which]) if which else np.arange(len(marks))
        if sort == "problem":
            found = found[np.argsort(self.ranks[span.start + found], kind="stable")]
        elif sort == "outcome":
            outcomes = marks[found] & np.uint16(_BITS["skipped"] * 2 - 1)
            found = found[np.argsort(outcomes, kind="stable")]
        return [int(place) for place in found + span.start]

    def counts(self, key: SheetKey | None = None) -> dict[str, int]:
        """How many rows each filter shows; "" counts all."""
        span = self.span(key)
        marks = self.marks[span.start : span.end]
        counted = {name: int(np.count_nonzero(marks & bit)) for name, bit in _BITS.items()}
        return {"": len(marks), **counted}

    def next_open(self, ids: Sequence[int], after: int | None, step: int = 1) -> int | None:
        """The next row (``step`` -1: the one before) with something to answer, in this order."""
        if not ids:
            return None
        wanted = np.asarray(ids)[:: 1 if step > 0 else -1]
        here = np.flatnonzero(wanted == after) if after is not None else np.zeros(0, int)
        start = int(here[0]) + 1 if len(here) else 0
        turned = np.concatenate([wanted[start:], wanted[:start]])
        found = np.flatnonzero(self.marks[turned] & _OPEN)
        return int(turned[found[0]]) if len(found) else None

    def renew(self, place: int, row: PlannedRow, choices: Choices) -> None:
        """One row has changed. Its rank stays, so that it does not jump away from the cursor."""
        self.marks[place] = _marks(row, choices)


def sort_out(plan: ImportPlan, readings: Sequence[FileReading], choices: Choices) -> Sorted:
    """Look at every row of a plan once."""
    spans = tuple(_spans(readings))
    marks = np.fromiter((_marks(row, choices) for row in plan.rows), np.uint16, len(plan.rows))
    ranks = np.zeros(len(marks), np.uint8)
    for name, rank in _LATER.items():
        ranks[(marks & _BITS[name]) != 0] = rank
    undecided = (marks & _OPEN) != 0
    for name, rank in reversed(_FIRST.items()):
        ranks[undecided & ((marks & _BITS[name]) != 0)] = rank
    return Sorted(spans, marks, ranks)


def holding(rows: Sequence[PlannedRow], ids: Sequence[int], text: str) -> list[int]:
    """Those of the rows that hold every word of ``text``: in a cell, as told, mended or read."""
    words = text.casefold().split()
    if not words:
        return list(ids)
    return [place for place in ids if _holds(rows[place], words)]


def _holds(row: PlannedRow, words: Sequence[str]) -> bool:
    reading = row.reading
    told = "\x1f".join((*reading.cells_in_order, *reading.fixed.values())).casefold()
    if all(word in told for word in words):
        return True
    names = (n for p in reading.persons for n in (p.native_name, p.latin_name, p.city))
    told = "\x1f".join((told, *names)).casefold()
    return all(word in told for word in words)


def open_problems(row: PlannedRow, choices: Choices) -> list[Any]:
    """The problems of a row nobody has accepted."""
    key = row.key
    return [p for p in row.reading.problems if doubt(key, p) not in choices.accepted]


def _spans(readings: Sequence[FileReading]) -> Iterator[Span]:
    start = 0
    for reading in readings:
        for sheet in reading.sheets:
            yield Span((reading.file, sheet.name), start, start + len(sheet.rows))
            start += len(sheet.rows)


def _marks(row: PlannedRow, choices: Choices) -> int:
    reading = row.reading
    bits = _BITS[row.outcome]
    answered = True
    if row.outcome == "rejected":
        answered = False
    if reading.problems and _asks(row) and open_problems(row, choices):
        bits |= _BITS["problems"]
        answered = False
    if row.conflicts:
        bits |= _BITS["conflicts"]
        decided = choices.decisions.conflict_fields
        answered &= all((*row.key, c.field) in decided for c in row.conflicts)
    if row.suspects:
        bits |= _BITS["suspects"]
        answered &= row.key in choices.decisions.duplicate_rows or bool(row.attached)
    if row.attached:
        bits |= _BITS["attached"]
    if reading.proposals:
        bits |= _BITS["proposed"]
    if reading.fixed:
        bits |= _BITS["corrected"]
    return bits if answered else bits | _OPEN


def _asks(row: PlannedRow) -> bool:
    """A row that is none of the list's asks nothing, except a header over turned names."""
    asked = row.outcome != "skipped"
    return asked or any(p.reason.template == TURNED.template for p in row.reading.problems)

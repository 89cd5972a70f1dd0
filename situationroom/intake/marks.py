"""What a sheet shows beside its values: hidden rows, struck-through cells, notes, errors.

Found in the XML by ``xlsx_marks`` and ``ods_marks``; here it is said on the rows and cells.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from situationroom.intake.results import Reason
from situationroom.intake.rich_text import Runs
from situationroom.intake.tables import Cells, Merge, Table

HIDDEN_ROW: Final = Reason("This row is hidden in the sheet; it was read all the same.")
STRUCK_ROW: Final = Reason("This row is struck through; ask whether it still holds.")
STRUCK_CELL: Final = Reason("This cell is struck through; ask whether it still holds.")
STRUCK_PART = "Part of this cell was struck through and left out: {struck}"
NOTED = "A note is attached to this cell: {note}"
FAILED = "The spreadsheet could not calculate this cell ({error}); ask for its value."

ALL_FAILED: Final = Reason(
    "The spreadsheet could not calculate any cell of this row; ask for its values."
)

LONGEST_NOTE: Final = 300  # characters

Place = tuple[int, int]  # row from 1, column from 0


@dataclass(slots=True)
class Marks:
    """What was found on one sheet; ``runs`` are the cells of which some letters are struck."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    runs: dict[Place, Runs] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    comments: dict[Place, str] = field(default_factory=dict)
    merged: list[Merge] = field(default_factory=list)


def noted(table: Table, marks: Marks) -> Table:
    """The table with each mark said on its row or cell, struck letters left out."""
    if marks == Marks():
        return table
    table = _with_failed_rows(table, marks)
    rows, struck_rows = _without_struck_runs(table.rows, marks), _struck_rows(table, marks)
    row_notes: dict[int, tuple[Reason, ...]] = dict(table.row_remarks)
    present = {number for number, _ in rows}
    for found, why in ((marks.hidden_rows, HIDDEN_ROW), (struck_rows, STRUCK_ROW)):
        for number in found & present:
            row_notes[number] = (*row_notes.get(number, ()), why)
    notes = dict(table.notes)
    for place, why in _cell_notes(marks, struck_rows):
        notes[place] = (*notes.get(place, ()), why)
    return replace(
        table, rows=rows, notes=notes, row_remarks=row_notes,
        hidden_columns=frozenset(marks.hidden_columns), merged=(*table.merged, *marks.merged),
    )  # fmt: skip


def _with_failed_rows(table: Table, marks: Marks) -> Table:
    """With the rows in which nothing but errors stands: they are no blank ones."""
    told = {number for number, _ in table.rows}
    failed: dict[int, dict[int, str]] = {}
    for (number, column), error in marks.errors.items():
        if number not in told:
            failed.setdefault(number, {})[column] = error
    if not failed:
        return table
    made = [(n, tuple(f.get(i, "") for i in range(max(f) + 1))) for n, f in failed.items()]
    apart = {**table.set_apart, **dict.fromkeys(failed, ALL_FAILED)}
    return replace(table, rows=tuple(sorted((*table.rows, *made))), set_apart=apart)


def _cell_notes(marks: Marks, struck_rows: set[int]) -> Iterator[tuple[Place, Reason]]:
    partly = {place for place, runs in marks.runs.items() if runs.kept}
    for place in sorted(marks.struck):
        if place[0] not in struck_rows and place not in partly:
            yield place, STRUCK_CELL
    for place, runs in marks.runs.items():
        if runs.kept:
            yield place, Reason(STRUCK_PART, {"struck": runs.struck[:LONGEST_NOTE]})
    for place, error in marks.errors.items():
        yield place, Reason(FAILED, {"error": error})
    for place, note in marks.comments.items():
        yield place, Reason(NOTED, {"note": note})


def _struck_rows(table: Table, marks: Marks) -> set[int]:
    """Rows of which every told cell is struck, but for one (its number, perhaps)."""
    marks.struck |= {place for place, runs in marks.runs.items() if not runs.kept}
    counts = Counter(row for row, _ in marks.struck)
    told = {n: sum(1 for c in cells if c.strip()) for n, cells in table.rows if n in counts}
    blank = {n: sum(1 for i, c in enumerate(cells) if (n, i) in marks.struck and not c.strip())
             for n, cells in table.rows if n in counts}  # fmt: skip
    marks.struck = {place for place in marks.struck if place[0] in told}
    return {n for n in told if told[n] > 1 and counts[n] - blank[n] >= max(1, told[n] - 1)}


def _without_struck_runs(
    rows: tuple[tuple[int, Cells], ...], marks: Marks
) -> tuple[tuple[int, Cells], ...]:
    by_row: dict[int, dict[int, str]] = {}
    for (number, column), runs in marks.runs.items():
        if runs.kept:
            by_row.setdefault(number, {})[column] = runs.kept
    return tuple(
        (number, tuple(by_row[number].get(i, cell) for i, cell in enumerate(cells)))
        if number in by_row
        else (number, cells)
        for number, cells in rows
    )

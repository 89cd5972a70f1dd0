"""One row of a list: the drafts of its persons, of what is asked, and of the report itself."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from situationroom.intake import words
from situationroom.intake.persons import NOT_UNDERSTOOD, read_persons
from situationroom.intake.results import Problem, Reason
from situationroom.intake.row import Layout, Row, letter, one_phone
from situationroom.models.person import Person
from situationroom.models.report import Cell, Report
from situationroom.models.request import Request
from situationroom.models.vocabulary import Priority

NO_COUNT: Final = Reason("This is not one number of persons.")
NOBODY: Final = Reason("Neither name nor document nor telephone: nobody can be found by this row.")


@dataclass(frozen=True, slots=True)
class Understood:
    """The drafts of one row; no persons means nobody could be found by it."""

    persons: tuple[Person, ...]
    request: Request | None
    report: Report
    problems: tuple[Problem, ...]


def understand(
    layout: Layout, number: int, cells: Sequence[str], original: Sequence[str] | None = None
) -> Understood:
    """Read one row of the table. ``number`` counts the sheet's rows from 1.

    ``original`` are the cells before an officer fixed some of them; the report keeps those.
    """
    row = Row(layout, cells)
    called = row.moment("called_at")
    people, told_party = read_persons(row, called)
    report = _report(row, number, cells if original is None else original, called)
    if original is not None and original != cells:
        report = replace(report, corrected=_corrected(layout, original, cells))
    request = _request(row, called, told_party, len(people)) if layout.asks and people else None
    return Understood(people, request, report, tuple(row.problems))


def _request(row: Row, called: datetime | None, told_party: int | None, people: int) -> Request:
    opened = called or row.layout.context.now
    said = row.get("description")
    kind = words.told_category(row.get("category")) if row.get("category") else None
    priority = words.read_priority(row.get("priority")) if row.get("priority") else None
    if row.get("priority") and priority is None:
        row.flag("priority", NOT_UNDERSTOOD)
    party = words.read_party(row.get("party")) if row.get("party") else None
    if row.get("party") and party is None:
        row.flag("party", NO_COUNT)
    return Request(
        id=0,
        opened_at=opened,
        due_at=opened,
        party=max(party or told_party or 1, people),
        category=kind or words.propose_category(said)[0],
        priority=priority or Priority.YELLOW,
        description=said or row.get("category"),
    )


def _report(row: Row, number: int, cells: Sequence[str], called: datetime | None) -> Report:
    layout = row.layout
    return Report(
        id=0,
        received_at=layout.context.now,
        row=number,
        row_key=row.get("row_key"),
        fingerprint=fingerprint(cells),
        cells=tuple(cells),
        caller=row.get("caller"),
        caller_phone=one_phone(row, "caller_phone"),
        caller_relation=row.get("caller_relation"),
        caller_place=row.get("caller_place"),
        called_at=called,
        officer=row.get("officer"),
        paper_number=row.get("paper_number"),
    )


def _corrected(layout: Layout, original: Sequence[str], cells: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(layout.headers[i] if i < len(layout.headers) else letter(i), cell)
        for i, cell in enumerate(cells)
        if cell != (original[i] if i < len(original) else "")
    )


def fingerprint(cells: Sequence[str]) -> str:
    """SHA-256 of the cells' text, each after its length, so that no two rows join to the same."""
    last = max((i for i, cell in enumerate(cells) if cell.strip()), default=-1)
    joined = "".join(f"{len(cell)}:{cell}" for cell in cells[: last + 1])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()

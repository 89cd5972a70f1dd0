"""One row of a list: the drafts of its persons, of what is asked, and of the report itself."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from situationroom.intake import proposals, swapped, words
from situationroom.intake.combined import split_up
from situationroom.intake.mrz_row import take_mrz, with_mrz
from situationroom.intake.persons import NOT_UNDERSTOOD, read_persons
from situationroom.intake.results import Problem, Proposal, Reason
from situationroom.intake.row import Layout, Row, letter, one_phone
from situationroom.models.made_quickly import made_quickly, remade
from situationroom.models.paper_number import is_mistyped
from situationroom.models.person import Person
from situationroom.models.report import Cell, Report
from situationroom.models.request import Request
from situationroom.models.vocabulary import Category, Priority

NO_COUNT: Final = Reason("This is not one number of persons.")
NO_FORM: Final = Reason("This is no number of a paper form; look at its digits again.")
NOBODY: Final = Reason("Neither name nor document nor telephone: nobody can be found by this row.")


@made_quickly
@dataclass(frozen=True, slots=True)
class Understood:
    """The drafts of one row; no persons means nobody could be found by it."""

    persons: tuple[Person, ...]
    request: Request | None
    report: Report
    problems: tuple[Problem, ...]
    proposals: tuple[Proposal, ...] = ()


def understand(
    layout: Layout,
    number: int,
    cells: Sequence[str],
    original: Sequence[str] | None = None,
    meant: Sequence[str] | None = None,
) -> Understood:
    """Read one row of the table. ``number`` counts the sheet's rows from 1.

    ``original`` are the cells before an officer fixed some of them; the report keeps those.
    ``meant`` are the original ones with what 'the same as above' means: by them a row is known
    again, for it is another row when the one above has changed.
    """
    row = Row(layout, cells)
    if layout.combined:
        split_up(row)
    swapped.put_right(row)
    scanned = take_mrz(row)
    called = row.moment("called_at")
    people, told_party = read_persons(row, called)
    people = with_mrz(people, scanned)
    proposed = proposals.of_row(row)
    people = _with_needs(row, people, proposed)
    report = _report(row, number, cells if original is None else original, called)
    if original is not None and original != cells:
        report = replace(report, corrected=_corrected(layout, original, cells))
    if meant is not None and meant is not original:
        report = replace(report, fingerprint=fingerprint(meant))
    request = None
    if layout.asks and people:
        request = _request(row, called, max(told_party or 1, len(people)), proposed)
    shown = proposals.shown(row) if proposed else ()
    return Understood(people, request, report, tuple(row.problems), shown)


def _with_needs(
    row: Row, people: tuple[Person, ...], proposed: tuple[Proposal, ...]
) -> tuple[Person, ...]:
    """The first person with the needs that the row's texts suggest."""
    if not people or not proposed:
        return people
    needs = proposals.with_needs(row, people[0], proposed)
    if needs == people[0].needs:
        return people
    return (remade(people[0], needs=needs), *people[1:])


def _request(
    row: Row, called: datetime | None, people: int, proposed: tuple[Proposal, ...]
) -> Request:
    """What is asked. ``people`` is the fewest it is about; proposals fill what is left open."""
    opened = called or row.layout.context.now
    said = row.get("description")
    kind = words.told_category(row.get("category")) if row.get("category") else None
    priority = words.read_priority(row.get("priority")) if row.get("priority") else None
    if row.get("priority") and priority is None:
        row.flag("priority", NOT_UNDERSTOOD)
    party = words.read_party(row.get("party")) if row.get("party") else None
    if row.get("party") and party is None:
        row.flag("party", NO_COUNT)
    open_ = [name for name, told in (("category", kind), ("priority", priority)) if not told]
    return Request(
        id=0,
        opened_at=opened,
        due_at=opened,
        party=max(party or 1, people),
        category=kind or proposals.category_of(proposed) or Category.OTHER,
        priority=priority or proposals.priority_of(proposed) or Priority.YELLOW,
        description=said or row.get("category"),
        because=proposals.because(proposed, *open_) if open_ and proposed else (),
    )


def _paper_number(row: Row) -> str:
    told = row.get("paper_number")
    if told and is_mistyped(told):
        row.flag("paper_number", NO_FORM)
    return told


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
        paper_number=_paper_number(row),
    )


def _corrected(layout: Layout, original: Sequence[str], cells: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(layout.headers[i] if i < len(layout.headers) else letter(i), cell)
        for i, cell in enumerate(cells)
        if cell != (original[i] if i < len(original) else "")
    )


def fingerprint(cells: Sequence[str]) -> str:
    """BLAKE2b (RFC 7693, 128 bits) of the cells, between them a sign ``tables`` leaves in none."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    joined = "\x1f".join(cells[:end])
    told = joined.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=16).hexdigest()

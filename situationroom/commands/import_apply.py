"""Doing what the plan of an import says, as one entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from situationroom.commands.import_outcomes import ImportPlan, PlannedRow
from situationroom.commands.import_plan import plan_import
from situationroom.commands.requests import opened
from situationroom.intake.results import FileReading, RowReading, SheetReading, Step
from situationroom.intake.row import letter
from situationroom.models import Household, Person, Request, Sheet
from situationroom.models.errors import RuleError
from situationroom.models.report import Cell
from situationroom.store.transaction import Transaction

REPORT_EVERY = 500
Ids = Mapping[int, int]
"""The ids behind the references of the plan."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was done. ``plan`` holds every row with its outcome; ``revision`` is the entry."""

    plan: ImportPlan
    revision: int


def apply_import(
    tx: Transaction, step: Step, readings: Sequence[FileReading], plan: ImportPlan | None = None
) -> ImportResult:
    """Do what the plan says, as one entry. A plan made for an older state is made again.

    Raises RuleError when there is nothing to import, Cancelled when ``step`` does; then nothing
    is changed.
    """
    if plan is None or plan.revision != tx.revision - 1:
        plan = plan_import(tx.connection, step, readings, plan.decisions if plan else None)
    if plan.does_nothing:
        raise RuleError("There is nothing new in these lists; every row is here already.")
    people = _add_persons(tx, step, plan)
    asked = _add_requests(tx, step, plan, people)
    sheets = _add_sheets(tx, readings, plan)
    for done, row in enumerate(plan.rows):
        if done % REPORT_EVERY == 0:
            step(done, len(plan.rows), row.file)
        _keep_report(tx, row, sheets.get((row.file, row.sheet)), people, asked)
    counts = plan.counts()
    tx.describe(
        "Imported {files}: {new} new, {updated} updated",
        files=", ".join(reading.file for reading in readings),
        new=counts["new"],
        updated=counts["updated"],
    )
    return ImportResult(plan, tx.revision)


def _add_households(tx: Transaction, plan: ImportPlan) -> Ids:
    return {
        -number: tx.add(Household(0, name=name)).id
        for number, name in enumerate(plan.new_households, start=1)
    }


def _add_persons(tx: Transaction, step: Step, plan: ImportPlan) -> Ids:
    """New and updated persons."""
    houses = _add_households(tx, plan)
    ids: dict[int, int] = {}
    for number, draft in enumerate(plan.new_persons, start=1):
        if number % REPORT_EVERY == 0:
            step(number, len(plan.new_persons), "")
        if -number not in plan.left_out:
            ids[-number] = tx.add(_housed(draft, houses)).id
    tx.read_ahead(Person, plan.updated)
    for person in plan.updated.values():
        tx.put(_housed(person, houses))
    return ids


def _housed(person: Person, houses: Ids) -> Person:
    if person.household is None or person.household > 0:
        return person
    return replace(person, household=houses[person.household])


def _add_requests(tx: Transaction, step: Step, plan: ImportPlan, people: Ids) -> Ids:
    ids: dict[int, int] = {}
    for number, (draft, references) in enumerate(plan.new_requests, start=1):
        if number % REPORT_EVERY == 0:
            step(number, len(plan.new_requests), "")
        about = _resolved(references, people)
        party = max(draft.party, len(about), 1)
        ids[-number] = tx.add(opened(tx, replace(draft, persons=about, party=party))).id
    tx.read_ahead(Request, plan.updated_requests)
    for request in plan.updated_requests.values():
        tx.put(replace(request, persons=_resolved(request.persons, people)))
    return ids


def _resolved(references: Sequence[int], ids: Ids) -> tuple[int, ...]:
    return tuple(dict.fromkeys(ids.get(ref, ref) for ref in references))


def _add_sheets(
    tx: Transaction, readings: Sequence[FileReading], plan: ImportPlan
) -> dict[tuple[str, str], Sheet]:
    """Every sheet that somebody was told on, by file and name."""
    telling = {(row.file, row.sheet) for row in plan.rows if row.persons}
    return {
        (reading.file, sheet.name): tx.add(_sheet_of(tx, reading, sheet))
        for reading in readings
        for sheet in reading.sheets
        if (reading.file, sheet.name) in telling
    }


def _sheet_of(tx: Transaction, reading: FileReading, sheet: SheetReading) -> Sheet:
    return Sheet(
        id=0,
        read_at=tx.now,
        file=reading.file,
        name=sheet.name,
        header_row=sheet.header_row,
        headers=sheet.headers,
        fields=tuple(column.field or "" for column in sheet.columns),
        sha256=reading.sha256,
    )


def _keep_report(
    tx: Transaction,
    row: PlannedRow,
    sheet: Sheet | None,
    people: Ids,
    asked: Ids,
) -> None:
    report = row.reading.report
    if report is None or sheet is None or not row.persons:
        return
    kept = replace(
        report,
        received_at=tx.now,
        officer=tx.officer,
        sheet=sheet.id,
        corrected=_corrected(row.reading, sheet),
        persons=_resolved(row.persons, people),
        request=None if row.request is None else asked.get(row.request, row.request),
    )
    tx.add(kept)


def _corrected(row: RowReading, sheet: Sheet) -> tuple[Cell, ...]:
    headers = dict(enumerate(sheet.headers))
    return tuple(Cell(headers.get(i, letter(i)), text) for i, text in sorted(row.fixed.items()))

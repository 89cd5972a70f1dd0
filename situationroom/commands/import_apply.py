"""Doing what the plan of an import says, as one entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from situationroom.commands.import_outcomes import ImportPlan, PlannedRow
from situationroom.commands.import_plan import plan_import
from situationroom.commands.requests import clock_started
from situationroom.intake.results import FileReading, RowReading, SheetReading, Step
from situationroom.intake.row import letter
from situationroom.models import Attachment, Household, Person, Request, Sheet
from situationroom.models.errors import RuleError
from situationroom.models.report import Cell
from situationroom.store.transaction import Transaction, chunks

REPORT_EVERY = 500
SETTLE_EVERY = 2_500
"""Rows; what they bring is stored and forgotten before the next ones.

Of many more, sorting their keys and forgetting them would hold up the window."""


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
    plan.likenesses = None  # it is not asked again, and large
    if plan.does_nothing:
        raise RuleError("There is nothing new in these lists; every row is here already.")
    batch = _Batch(tx, plan, _add_households(tx, plan))
    sheets = _add_sheets(tx, readings, plan)
    _update(tx, step, batch)
    for done, row in enumerate(plan.rows):
        if done % REPORT_EVERY == 0:
            step(done, len(plan.rows), row.file)
        if done % SETTLE_EVERY == 0:
            tx.settle()
        _keep_report(tx, row, sheets.get((row.file, row.sheet)), batch)
    batch.add_rest()
    counts = plan.counts()
    said = {"files": ", ".join(reading.file for reading in readings)}
    if plan.attached:
        template = "Imported {files}: {new} new, {updated} updated, {attached} attached by likeness"
        tx.describe(
            template,
            **said,
            new=counts["new"],
            updated=counts["updated"],
            attached=plan.attached,
        )
    else:
        tx.describe(
            "Imported {files}: {new} new, {updated} updated",
            **said,
            new=counts["new"],
            updated=counts["updated"],
        )
    return ImportResult(plan, tx.revision)


def _add_households(tx: Transaction, plan: ImportPlan) -> dict[int, int]:
    """The ids behind the references of the plan."""
    return {
        -number: tx.add(Household(0, name=name)).id
        for number, name in enumerate(plan.new_households, start=1)
    }


def _update(tx: Transaction, step: Step, batch: "_Batch") -> None:
    """Persons and requests that are here already, as the batch leaves them."""
    for some in chunks([*batch.plan.updated.values()], SETTLE_EVERY):
        step(0, len(batch.plan.rows), "")
        tx.read_ahead(Person, [person.id for person in some])
        for person in some:
            tx.put(batch.housed(person))
        tx.settle()
    tx.read_ahead(Request, batch.plan.updated_requests)
    for request in batch.plan.updated_requests.values():
        tx.put(replace(request, persons=batch.persons(request.persons)))


@dataclass(slots=True)
class _Batch:
    """New persons and requests of a plan; each is stored when the first row needs it.

    So what belongs together is stored together, some thousand rows at a time.
    """

    tx: Transaction
    plan: ImportPlan
    houses: Mapping[int, int]
    people: dict[int, int] = field(default_factory=dict)
    asked: dict[int, int] = field(default_factory=dict)

    def persons(self, references: Iterable[int]) -> tuple[int, ...]:
        """The ids behind references to persons, each once."""
        return tuple(dict.fromkeys([self.person(reference) for reference in references]))

    def person(self, reference: int) -> int:
        if reference < 0 and reference not in self.people:
            draft = self.plan.new_persons[-reference - 1]
            self.people[reference] = self.tx.add(self.housed(draft)).id
        return self.people.get(reference, reference)

    def request(self, reference: int | None) -> int | None:
        if reference is not None and reference < 0 and reference not in self.asked:
            draft, references = self.plan.new_requests[-reference - 1]
            about = self.persons(references)
            party = max(draft.party, len(about), 1)
            at, due = clock_started(self.tx, draft)
            fields = {"persons": about, "party": party, "opened_at": at, "due_at": due}
            self.asked[reference] = self.tx.add(draft, **fields).id
        return None if reference is None else self.asked.get(reference, reference)

    def housed(self, person: Person) -> Person:
        if person.household is None or person.household > 0:
            return person
        return replace(person, household=self.houses[person.household])

    def add_rest(self) -> None:
        """Persons and requests that no row with a report speaks of."""
        for number in range(1, len(self.plan.new_persons) + 1):
            if -number not in self.plan.left_out:
                self.person(-number)
        for number in range(1, len(self.plan.new_requests) + 1):
            self.request(-number)


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
    batch: _Batch,
) -> None:
    report = row.reading.report
    if report is None or sheet is None or not row.persons:
        return
    kept = tx.add(
        report,
        received_at=tx.now,
        officer=tx.officer,
        sheet=sheet.id,
        corrected=_corrected(row.reading, sheet) if row.reading.fixed else (),
        persons=batch.persons(row.persons),
        request=batch.request(row.request),
    )
    for one in row.attached:
        tx.add(Attachment(0, one.person, kept.id, one.certainty, tx.now, one.told))


def _corrected(row: RowReading, sheet: Sheet) -> tuple[Cell, ...]:
    headers = dict(enumerate(sheet.headers))
    return tuple(Cell(headers.get(i, letter(i)), text) for i, text in sorted(row.fixed.items()))

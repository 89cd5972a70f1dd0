"""What an import would do, row by row, before anything is done.

Rows are recognised by their own number in the same list, by document, and by name with birth date
or telephone; within the batch too. Everything is counted: rows = new + updated + unchanged +
duplicates + rejected + skipped.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from situationroom.collector import collection_paused
from situationroom.commands.import_decisions import Conflict, Decisions, Suspect
from situationroom.intake.results import FileReading, Reason, RowReading, SheetReading, Step
from situationroom.models import Person, Report, Request, Sheet
from situationroom.models.telling import contradict, differences, told_onto
from situationroom.store.connection import Connection
from situationroom.store.person_keys import person_keys
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.people import persons, persons_by_keys
from situationroom.store.queries.reports import known_fingerprints, reports_by_row_key, sheets
from situationroom.store.queries.requests import open_requests_of, requests

Outcome = Literal["new", "updated", "unchanged", "duplicate", "rejected", "skipped"]
REPORT_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row and what becomes of it.

    ``persons`` are references: a person's id, or -n for the n-th new person of the plan.
    ``request`` likewise. ``changes`` holds (case or name, field, before, after). ``suspects``
    are whom the row is probably about, best first; ``conflicts`` what it contradicts.
    """

    file: str
    sheet: str
    reading: RowReading
    outcome: Outcome
    why: Reason | None = None
    persons: tuple[int, ...] = ()
    request: int | None = None
    changes: tuple[tuple[str, str, object, object], ...] = ()
    suspects: tuple[Suspect, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(slots=True)
class ImportPlan:
    """Everything a batch would do. ``revision`` is the state of the incident it was made for.

    ``decisions`` are the officer's, by which it was made and can be made again.
    """

    revision: int
    decisions: Decisions = field(default_factory=Decisions)
    rows: list[PlannedRow] = field(default_factory=list)
    new_persons: list[Person] = field(default_factory=list)
    updated: dict[int, Person] = field(default_factory=dict)
    new_requests: list[tuple[Request, tuple[int, ...]]] = field(default_factory=list)
    updated_requests: dict[int, Request] = field(default_factory=dict)

    def counts(self, file: str | None = None) -> Counter[str]:
        """Rows by outcome, of one file or of all."""
        return Counter(row.outcome for row in self.rows if file in (None, row.file))

    @property
    def does_nothing(self) -> bool:
        return not any(row.persons for row in self.rows)


def plan_import(
    connection: Connection,
    step: Step,
    readings: Sequence[FileReading],
    decisions: Decisions | None = None,
) -> ImportPlan:
    """Decide about every row. ``step`` reports and may raise Cancelled; nothing is changed."""
    with collection_paused():
        return _plan(connection, step, readings, decisions or Decisions())


def _plan(
    connection: Connection, step: Step, readings: Sequence[FileReading], decisions: Decisions
) -> ImportPlan:
    known = _Known(connection, [row for _, _, row in _read_rows(readings)])
    plan = ImportPlan(last_revision(connection), decisions)
    total = sum(len(sheet.rows) for reading in readings for sheet in reading.sheets)
    for reading in readings:
        for sheet in reading.sheets:
            for row in sheet.rows:
                if len(plan.rows) % REPORT_EVERY == 0:
                    step(len(plan.rows), total, reading.file)
                plan.rows.append(_planned(known, plan, reading.file, sheet, row))
    plan.new_persons = known.batch
    plan.updated = {id_: known.now[id_] for id_ in sorted(known.changed) if id_ > 0}
    step(total, total, "")
    return plan


class _Known:
    """The persons a batch can meet: those of the incident, and those of its own earlier rows."""

    def __init__(self, connection: Connection, rows: Sequence[RowReading]) -> None:
        drafts = [person for row in rows for person in row.persons]
        reports = [row.report for row in rows if row.report is not None]
        found = persons_by_keys(connection, (key for d in drafts for key in person_keys(d)))
        self.by_key: dict[str, int] = {key: ids[0] for key, ids in found.items()}
        self.fingerprints = known_fingerprints(connection, (r.fingerprint for r in reports))
        self.rows = reports_by_row_key(connection, (r.row_key for r in reports))
        told_on = {r.sheet for rs in self.rows.values() for r in rs if r.sheet}
        self.sheets = {s.id: s for s in sheets(connection, told_on)}
        ids = {
            *self.by_key.values(),
            *(p for rs in self.rows.values() for r in rs for p in r.persons),
        }
        self.now: dict[int, Person] = {p.id: p for p in persons(connection, sorted(ids))}
        self.open_requests = open_requests_of(connection, sorted(ids))
        told = {r.request for rs in self.rows.values() for r in rs if r.request}
        self.requests = {r.id: r for r in requests(connection, sorted(told))}
        self.seen: set[str] = set()
        self.batch: list[Person] = []
        self.changed: set[int] = set()

    def earlier(self, sheet: SheetReading, report: Report) -> Report | None:
        """What the same row of the same list said before."""
        return next(
            (
                old
                for old in self.rows.get(report.row_key, ())
                if old.sheet in self.sheets and _same_list(self.sheets[old.sheet], sheet)
            ),
            None,
        )

    def recognise(self, draft: Person, earlier: Report | None) -> tuple[int, bool]:
        """The person's reference (new ones are added), and whether the same row told of them."""
        if earlier is not None:
            for id_ in earlier.persons:
                if id_ in self.now and not _another(self.now[id_], draft):
                    return id_, True
        for key in person_keys(draft):
            reference = self.by_key.get(key)
            if reference is not None and not contradict(self.now[reference], draft):
                return reference, False
        self.batch.append(draft)
        reference = -len(self.batch)
        self.remember(reference, draft)
        return reference, False

    def remember(self, reference: int, person: Person) -> None:
        """The person as the batch leaves them so far."""
        self.now[reference] = person
        if reference < 0:
            self.batch[-reference - 1] = person
        for key in person_keys(person):
            self.by_key.setdefault(key, reference)


def _planned(
    known: _Known, plan: ImportPlan, file: str, sheet: SheetReading, row: RowReading
) -> PlannedRow:
    if row.outcome != "read" or row.report is None:
        outcome: Outcome = "rejected" if row.outcome == "rejected" else "skipped"
        return PlannedRow(file, sheet.name, row, outcome, row.why)
    mark = row.report.fingerprint
    if mark in known.fingerprints:
        return PlannedRow(file, sheet.name, row, "unchanged")
    if mark in known.seen:
        return PlannedRow(file, sheet.name, row, "duplicate")
    known.seen.add(mark)
    return _told(known, plan, sheet, PlannedRow(file, sheet.name, row, "new"))


def _told(known: _Known, plan: ImportPlan, sheet: SheetReading, planned: PlannedRow) -> PlannedRow:
    row = planned.reading
    assert row.report is not None  # noqa: S101 - _planned has looked
    earlier = known.earlier(sheet, row.report)
    before = len(known.batch)
    references, changes = [], list[tuple[str, str, object, object]]()
    for draft in row.persons:
        reference, same_row = known.recognise(draft, earlier)
        references.append(reference)
        changes += _merge(known, reference, draft, same_row=same_row)
    request = _asked(known, plan, row, tuple(references), earlier)
    changes += _ask_again(known, plan, request, row)
    outcome: Outcome = "duplicate"
    if len(known.batch) > before:
        outcome = "new"
    elif changes:
        outcome = "updated"
    elif earlier is not None:
        outcome = "unchanged"
    return replace(
        planned,
        outcome=outcome,
        persons=tuple(references),
        request=request,
        changes=tuple(changes),
    )


def _merge(
    known: _Known, reference: int, draft: Person, *, same_row: bool
) -> Iterator[tuple[str, str, object, object]]:
    person = known.now[reference]
    merged = told_onto(person, draft, same_row=same_row)
    if merged == person:
        return
    known.remember(reference, merged)
    if reference > 0:
        known.changed.add(reference)
    label = person.case if person.id else person.name
    for name, old, new in differences(person, merged):
        yield label, name, old, new


def _asked(
    known: _Known,
    plan: ImportPlan,
    row: RowReading,
    references: tuple[int, ...],
    earlier: Report | None,
) -> int | None:
    """The request the row belongs to: its earlier one, one that is open, or a new one."""
    if earlier is not None and earlier.request in known.requests:
        return earlier.request
    if row.request is None:
        return None
    for reference in references:
        for category, request in known.open_requests.get(reference, ()):
            if category == row.request.category:
                return request
    plan.new_requests.append((row.request, references))
    number = -len(plan.new_requests)
    for reference in references:
        known.open_requests.setdefault(reference, []).append((row.request.category, number))
    return number


def _ask_again(
    known: _Known, plan: ImportPlan, request: int | None, row: RowReading
) -> Iterator[tuple[str, str, object, object]]:
    """What the same row now asks otherwise. Priority and status are the officers' by then."""
    old = known.requests.get(request or 0)
    if old is None or row.request is None:
        return
    new = replace(
        old,
        description=row.request.description or old.description,
        party=max(row.request.party, len(old.persons), 1),
    )
    if new == old:
        return
    known.requests[old.id] = plan.updated_requests[old.id] = new
    for name in ("description", "party"):
        if getattr(old, name) != getattr(new, name):
            yield old.number, name, getattr(old, name), getattr(new, name)


def _same_list(old: Sheet, new: SheetReading) -> bool:
    """The same sheet with the same columns, whatever the file is called today."""
    headers = {header for header in old.headers if header}
    shared = headers & set(new.headers)
    return old.name == new.name and len(shared) * 2 > len(headers)


def _another(person: Person, draft: Person) -> bool:
    """The numbering of the list has moved on: this row is about somebody else now."""
    if person.native_name and draft.native_name:
        return (
            person.native_name != draft.native_name and draft.native_name not in person.other_names
        )
    if person.surname and draft.surname:
        return person.latin_name.lower() != draft.latin_name.lower()
    return False


def _read_rows(
    readings: Sequence[FileReading],
) -> Iterator[tuple[FileReading, SheetReading, RowReading]]:
    for reading in readings:
        for sheet in reading.sheets:
            for row in sheet.rows:
                yield reading, sheet, row

"""Callers' lists: read them, see what would happen, do it as one act."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from situationroom.commands.import_decisions import Conflict, Decisions, Suspect
from situationroom.commands.import_plan import ImportPlan, PlannedRow, plan_import
from situationroom.commands.requests import opened
from situationroom.intake.columns import fields
from situationroom.intake.places import open_gazetteer
from situationroom.intake.reading import Fixed, Mapped, read_lists, reread, sniff
from situationroom.intake.results import Context, FileReading, RowReading, SheetReading, Step
from situationroom.intake.row import letter
from situationroom.intake.shelters import ShelterReading, read_shelters
from situationroom.models import Incident, Person, Request, Sheet
from situationroom.models.errors import RuleError
from situationroom.models.report import Cell
from situationroom.store.transaction import Transaction

REPORT_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was done. ``plan`` holds every row with its outcome; ``revision`` is the entry."""

    plan: ImportPlan
    revision: int


def read_files(
    step: Step,
    paths: Sequence[Path],
    incident: Incident,
    now: datetime,
    mapping: Mapping[str, Mapping[str, Mapped]] | None = None,
    fixes: Mapping[str, Mapping[str, Mapping[int, Fixed]]] | None = None,
    header_rows: Mapping[str, Mapping[str, int]] | None = None,
) -> list[FileReading]:
    """Read lists of persons. ``mapping`` holds an officer's columns by file name and sheet name.

    ``fixes`` (by row number and column index) and ``header_rows`` likewise go by file and sheet.
    Files of one name from several folders are told apart: "list.xlsx", "list (2).xlsx".

    Raises InputError for a file that cannot be read, and Cancelled when ``step`` does.
    """
    context = context_of(incident, now)
    chosen, mended, below = mapping or {}, fixes or {}, header_rows or {}
    readings = []
    for path, name in zip(paths, names_apart(paths), strict=True):
        more = (chosen.get(name), mended.get(name), below.get(name))
        reading = read_lists(path, context, step, *more)
        readings.append(replace(reading, file=name, sha256=_sha256(path)))
    return readings


def fix_cell(
    readings: Sequence[FileReading], file: str, sheet: str, row: int, column: int, text: str
) -> list[FileReading]:
    """The readings with another text in place of one cell; only its row is read again.

    ``row`` as the sheet numbers it, ``column`` from 0; the original cell stays in the report.
    """

    def mended(reading: SheetReading) -> SheetReading:
        before = next((r.fixed for r in reading.rows if r.row == row), {})
        return reread(reading, row, {**before, column: text})

    return [
        replace(r, sheets=tuple(mended(s) if s.name == sheet else s for s in r.sheets))
        if r.file == file
        else r
        for r in readings
    ]


def names_apart(paths: Sequence[Path]) -> list[str]:
    """A name for each file that no other of the batch has; counts and columns are kept by it."""
    names: list[str] = []
    for path in paths:
        name, number = path.name, 1
        while name in names:
            number += 1
            name = f"{path.stem} ({number}){path.suffix}"
        names.append(name)
    return names


def context_of(incident: Incident, now: datetime) -> Context:
    """What a list can be read against: zones, countries and places of the incident."""
    return Context(
        country=incident.country,
        home=incident.home,
        home_zone=incident.home_zone,
        incident_zone=incident.incident_zone,
        started_at=incident.started_at,
        now=now,
        resolve=open_gazetteer().resolve,
    )


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
    asked = _add_requests(tx, plan, people)
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


def _add_persons(tx: Transaction, step: Step, plan: ImportPlan) -> dict[int, int]:
    """New and updated persons; returns the ids behind the plan's references."""
    ids: dict[int, int] = {}
    for number, draft in enumerate(plan.new_persons, start=1):
        if number % REPORT_EVERY == 0:
            step(number, len(plan.new_persons), "")
        ids[-number] = tx.add(draft).id
    tx.read_ahead(Person, plan.updated)
    for person in plan.updated.values():
        tx.put(person)
    return ids


def _add_requests(tx: Transaction, plan: ImportPlan, people: Mapping[int, int]) -> dict[int, int]:
    ids: dict[int, int] = {}
    for number, (draft, references) in enumerate(plan.new_requests, start=1):
        about = tuple(dict.fromkeys(people.get(ref, ref) for ref in references))
        party = max(draft.party, len(about), 1)
        ids[-number] = tx.add(opened(tx, replace(draft, persons=about, party=party))).id
    tx.read_ahead(Request, plan.updated_requests)
    for request in plan.updated_requests.values():
        tx.put(request)
    return ids


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
    people: Mapping[int, int],
    asked: Mapping[int, int],
) -> None:
    report = row.reading.report
    if report is None or sheet is None or not row.persons:
        return
    about = tuple(dict.fromkeys(people.get(ref, ref) for ref in row.persons))
    kept = replace(
        report,
        received_at=tx.now,
        officer=tx.officer,
        sheet=sheet.id,
        corrected=_corrected(row.reading, sheet),
        persons=about,
        request=None if row.request is None else asked.get(row.request, row.request),
    )
    tx.add(kept)


def _corrected(row: RowReading, sheet: Sheet) -> tuple[Cell, ...]:
    headers = dict(enumerate(sheet.headers))
    return tuple(Cell(headers.get(i, letter(i)), text) for i, text in sorted(row.fixed.items()))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


__all__ = [
    "Conflict",
    "Decisions",
    "FileReading",
    "ImportPlan",
    "ImportResult",
    "PlannedRow",
    "RowReading",
    "SheetReading",
    "ShelterReading",
    "Suspect",
    "apply_import",
    "context_of",
    "fields",
    "fix_cell",
    "names_apart",
    "plan_import",
    "read_files",
    "read_shelters",
    "sniff",
]

"""Callers' lists: read them, see what would happen, do it as one act."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from situationroom.commands.import_apply import ImportResult, apply_import
from situationroom.commands.import_decisions import Conflict, Decisions, Suspect
from situationroom.commands.import_outcomes import ImportPlan, PlannedRow
from situationroom.commands.import_plan import plan_import
from situationroom.intake.columns import fields
from situationroom.intake.own_places import OwnPlaces
from situationroom.intake.places import open_gazetteer
from situationroom.intake.reading import Fixed, Mapped, read_lists, reread, sniff
from situationroom.intake.results import Context, FileReading, RowReading, SheetReading, Step
from situationroom.intake.shelters import ShelterReading, read_shelters
from situationroom.models import Incident

REPORT_EVERY = 2_000


def read_files(
    step: Step,
    paths: Sequence[Path],
    incident: Incident,
    now: datetime,
    mapping: Mapping[str, Mapping[str, Mapped]] | None = None,
    fixes: Mapping[str, Mapping[str, Mapping[int, Fixed]]] | None = None,
    header_rows: Mapping[str, Mapping[str, int]] | None = None,
    known: OwnPlaces | None = None,
) -> list[FileReading]:
    """Read lists of persons. ``mapping`` holds an officer's columns by file name and sheet name.

    ``fixes`` (by row number and column index) and ``header_rows`` likewise go by file and sheet.
    ``known`` are the incident's own places.
    Files of one name from several folders are told apart: "list.xlsx", "list (2).xlsx".

    Raises InputError for a file that cannot be read, and Cancelled when ``step`` does.
    """
    context = context_of(incident, now, known)
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


def context_of(incident: Incident, now: datetime, known: OwnPlaces | None = None) -> Context:
    """What a list can be read against: zones, countries and places of the incident."""
    return Context(
        country=incident.country,
        home=incident.home,
        home_zone=incident.home_zone,
        incident_zone=incident.incident_zone,
        started_at=incident.started_at,
        now=now,
        resolve=(known or open_gazetteer()).resolve,
    )


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

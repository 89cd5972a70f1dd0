"""``situationroom import``."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from situationroom.cli.opening import incident
from situationroom.cli.profiles import chosen_by, keep_profile, load_profile
from situationroom.cli.say import DONE, LOOK, complain, out, out_json, progress
from situationroom.commands.imports import (
    FileReading,
    ImportPlan,
    PlannedRow,
    apply_import,
    plan_import,
    read_files,
)
from situationroom.exports.rejects import RejectedSheet, write_rejects
from situationroom.intake.results import Reason, SheetReading
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.texts import tr

OUTCOMES = ("new", "updated", "unchanged", "duplicate", "rejected", "skipped")


def import_lists(arguments: argparse.Namespace) -> int:
    """Read, plan, and unless ``--dry-run`` do it as one entry. 1 when rows were rejected."""
    with incident(arguments, read_only=arguments.dry_run) as file:
        readings = _read(arguments, file)
        plan = file.ask(plan_import, progress, readings)
        revision = None
        if not arguments.dry_run and not plan.does_nothing:
            revision = file.run(apply_import, progress, readings, plan)[0].revision
    if arguments.rejects:
        _write_rejects(arguments.rejects, readings, plan)
    if arguments.json:
        out_json({"files": [_file(reading, plan) for reading in readings], "entry": revision})
    else:
        _say(readings, plan)
    rejected = plan.counts()["rejected"]
    if rejected:
        complain(tr("{n} rows were rejected; look at their reasons.", n=rejected))
    return LOOK if rejected else DONE


def _read(arguments: argparse.Namespace, file: IncidentFile) -> list[FileReading]:
    """Read the lists; a named profile decides about columns, or is kept for the next time."""
    incident_, now = file.ask(the_incident), file.now()
    readings = read_files(progress, arguments.sheets, incident_, now)
    if not arguments.profile:
        return readings
    profile = load_profile(arguments.profile)
    if profile is None:
        kept = keep_profile(arguments.profile, readings)
        complain(tr("The columns are kept as a profile in {file}.", file=kept))
        return readings
    chosen = chosen_by(profile, readings)
    return read_files(progress, arguments.sheets, incident_, now, chosen) if chosen else readings


def _say(readings: Sequence[FileReading], plan: ImportPlan) -> None:
    for reading in readings:
        counts = plan.counts(reading.file)
        told = ", ".join(f"{tr(name)} {counts[name]}" for name in OUTCOMES if counts[name])
        out(f"{reading.file}: {told}")
        for sheet in reading.sheets:
            if sheet.kind == "shelters":
                complain(
                    tr(
                        "{file}, sheet {sheet}: lists shelters; open them with "
                        "situationroom shelter open.",
                        file=reading.file,
                        sheet=sheet.name,
                    )
                )
    for row in plan.rows:
        if row.outcome == "rejected":
            where = tr(
                "{file}, sheet {sheet}, row {row}",
                file=row.file,
                sheet=row.sheet,
                row=row.reading.row,
            )
            complain(f"{where}: {_why(row.why)}")


def _file(reading: FileReading, plan: ImportPlan) -> dict[str, Any]:
    rows = [row for row in plan.rows if row.file == reading.file]
    counts = plan.counts(reading.file)
    return {
        "file": reading.file,
        "sheets": [_sheet(sheet) for sheet in reading.sheets],
        "rows": len(rows),
        "new": counts["new"],
        "updated": counts["updated"],
        "unchanged": counts["unchanged"],
        "duplicates": counts["duplicate"],
        "rejected": [
            {"sheet": row.sheet, "row": row.reading.row, "reasons": [_why(row.why)]}
            for row in rows
            if row.outcome == "rejected"
        ],
        "skipped": [
            {"sheet": row.sheet, "row": row.reading.row, "why": _why(row.why)}
            for row in rows
            if row.outcome == "skipped"
        ],
    }


def _sheet(sheet: SheetReading) -> dict[str, Any]:
    return {
        "sheet": sheet.name,
        "header_row": sheet.header_row,
        "columns": {c.header: c.field for c in sheet.columns if c.field},
        "unmapped": [c.header for c in sheet.columns if not c.field and c.header],
    }


def _why(reason: Reason | None) -> str:
    return tr(reason.template, **reason.values) if reason else ""


def _write_rejects(folder: Path, readings: Sequence[FileReading], plan: ImportPlan) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    headers: Mapping[tuple[str, str], tuple[str, ...]] = {
        (reading.file, sheet.name): sheet.headers
        for reading in readings
        for sheet in reading.sheets
    }
    for reading in readings:
        rejected: dict[str, list[PlannedRow]] = {}
        for row in plan.rows:
            if row.file == reading.file and row.outcome == "rejected":
                rejected.setdefault(row.sheet, []).append(row)
        sheets = [
            RejectedSheet(
                name,
                headers[reading.file, name],
                tuple((row.reading.cells_in_order, (_why(row.why),)) for row in rows),
            )
            for name, rows in rejected.items()
        ]
        if sheets:
            write_rejects(folder / f"{_stem(reading.file, readings)}-rejects.xlsx", sheets)


def _stem(name: str, readings: Sequence[FileReading]) -> str:
    """What the rejects of a file are named by: list.csv and list.xlsx do not share one."""
    stem = Path(name).stem
    return stem if [Path(r.file).stem for r in readings].count(stem) == 1 else name

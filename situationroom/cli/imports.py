"""``situationroom import``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from situationroom.cli.import_said import as_document, say, why
from situationroom.cli.opening import incident
from situationroom.cli.profiles import chosen_by, keep_profile, load_profile
from situationroom.cli.say import DONE, LOOK, complain, out_json, progress
from situationroom.commands.import_rejects import rejected_sheets, rejects_name
from situationroom.commands.imports import (
    Decisions,
    FileReading,
    ImportPlan,
    apply_import,
    plan_import,
    read_files,
)
from situationroom.commands.placings import own_places
from situationroom.exports.rejects import write_rejects
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.texts import tr


def import_lists(arguments: argparse.Namespace) -> int:
    """Read, plan, and unless ``--dry-run`` do it as one entry. 1 when rows need a person."""
    decisions = Decisions(
        arguments.duplicates or "new",
        conflicts=arguments.conflicts or "here",
        by_itself=arguments.duplicates is None,
    )
    with incident(arguments, read_only=arguments.dry_run) as file:
        readings = _read(arguments, file)
        plan = file.ask(plan_import, progress, readings, decisions)
        revision = None
        if not arguments.dry_run and not plan.does_nothing:
            revision = file.run(apply_import, progress, readings, plan)[0].revision
    if arguments.rejects:
        _write_rejects(arguments.rejects, readings, plan)
    if arguments.json:
        files = [as_document(reading, plan) for reading in readings]
        out_json({"files": files, "entry": revision})
    else:
        say(readings, plan)
    return LOOK if _open_questions(arguments, plan) else DONE


def _read(arguments: argparse.Namespace, file: IncidentFile) -> list[FileReading]:
    """Read the lists; a named profile decides about columns, or is kept for the next time."""
    incident_, now = file.ask(the_incident), file.now()
    known = file.ask(own_places)
    readings = read_files(progress, arguments.sheets, incident_, now, known=known)
    if not arguments.profile:
        return readings
    profile = load_profile(arguments.profile)
    if profile is None:
        kept = keep_profile(arguments.profile, readings)
        complain(tr("The columns are kept as a profile in {file}.", file=kept))
        return readings
    chosen = chosen_by(profile, readings)
    if not chosen:
        return readings
    return read_files(progress, arguments.sheets, incident_, now, chosen, known=known)


def _write_rejects(folder: Path, readings: Sequence[FileReading], plan: ImportPlan) -> None:
    """One workbook for each file that had a row refused."""
    files = [reading.file for reading in readings]
    for reading in readings:
        sheets = rejected_sheets(plan, reading, why)
        if sheets:
            folder.mkdir(parents=True, exist_ok=True)
            write_rejects(folder / rejects_name(reading.file, files), sheets)


def _open_questions(arguments: argparse.Namespace, plan: ImportPlan) -> bool:
    """Says what needs a person: rows refused, and what nobody has decided beforehand."""
    rejected = plan.counts()["rejected"]
    unsure = [row for row in plan.rows if row.suspects and not row.attached]
    alike = 0 if arguments.duplicates else len(unsure)
    against = 0 if arguments.conflicts else sum(bool(row.conflicts) for row in plan.rows)
    if rejected:
        complain(tr("{n} rows were rejected; look at their reasons.", n=rejected))
    if alike:
        complain(tr("{n} rows are probably about persons who are here; they came as new.", n=alike))
    if against:
        complain(tr("{n} rows contradict what is here; what is here was kept.", n=against))
    return bool(rejected or alike or against)

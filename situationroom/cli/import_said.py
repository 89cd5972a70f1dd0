"""What ``situationroom import`` prints: lines for people, one document for programs."""

from collections.abc import Sequence
from typing import Any

from situationroom.cli.say import complain, out
from situationroom.commands.import_decisions import Attached
from situationroom.commands.imports import (
    Conflict,
    FileReading,
    ImportPlan,
    PlannedRow,
    SheetReading,
    Suspect,
)
from situationroom.commands.incidents import percent
from situationroom.intake.results import Problem, Reason
from situationroom.intake.turned_names import sentences, standing
from situationroom.models.case_number import case_number
from situationroom.store.codec import time_text
from situationroom.texts import tr

OUTCOMES = ("new", "updated", "unchanged", "duplicate", "rejected", "skipped")


def say(readings: Sequence[FileReading], plan: ImportPlan) -> None:
    """Counts by file; on stderr what a person has to look at, row by row."""
    for reading in readings:
        counts = plan.counts(reading.file)
        told = ", ".join(f"{tr(name)} {counts[name]}" for name in OUTCOMES if counts[name])
        out(f"{reading.file}: {told}")
        for sheet in reading.sheets:
            if sheet.kind == "shelters":
                complain(_shelters(reading.file, sheet.name))
    for sentence in sentences(readings):
        complain(why(sentence))
    if marked := sum(len(row.reading.problems) for row in plan.rows if row.outcome != "skipped"):
        words = tr("{n} values are kept as told and marked; --json lists them with their reasons.",
                   n=marked)  # fmt: skip
        complain(words)
    for row in plan.rows:
        _say_row(plan, row)


def _say_row(plan: ImportPlan, row: PlannedRow) -> None:
    if row.outcome == "rejected":
        complain(f"{_place(row)}: {why(row.why)}")
    for one in row.attached:
        out(f"{_place(row)}: {_attached(plan, one)}")
    for suspect in () if row.attached else row.suspects[:1]:
        who = _who(plan, suspect)
        complain(f"{_place(row)}: {tr('probably {name}', name=who)} ({_reasons(suspect)})")
    for conflict in row.conflicts:
        complain(f"{_place(row)}: {_told(conflict)}")


def as_document(reading: FileReading, plan: ImportPlan) -> dict[str, Any]:
    """One file of ``import --json``."""
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
            {"sheet": row.sheet, "row": row.reading.row, "reasons": [why(row.why)]}
            for row in rows
            if row.outcome == "rejected"
        ],
        "skipped": [
            {"sheet": row.sheet, "row": row.reading.row, "why": why(row.why)}
            for row in rows
            if row.outcome == "skipped"
        ],
        "problems": [
            _problem(row, one)
            for row in rows
            for one in row.reading.problems
            if row.outcome != "skipped"
        ],
        "names": {sheet.name: how for sheet in reading.sheets if (how := standing(sheet))},
        "suspects": [_suspects(plan, row) for row in rows if row.suspects],
        "attached": [
            {
                "sheet": row.sheet,
                "row": row.reading.row,
                "case": case_number(one.person),
                "certainty": round(one.certainty, 6),
            }
            for row in rows
            for one in row.attached
        ],
        "conflicts": [_conflict(plan, row, c) for row in rows for c in row.conflicts],
    }


def _problem(row: PlannedRow, problem: Problem) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.reading.row,
        "field": problem.field,
        "told": problem.told,
        "reason": why(problem.reason),
    }


def why(reason: Reason | None) -> str:
    """A reason in the officer's language."""
    return tr(reason.template, **reason.values) if reason else ""


def _shelters(file: str, sheet: str) -> str:
    return tr(
        "{file}, sheet {sheet}: lists shelters; open them with situationroom shelter open.",
        file=file,
        sheet=sheet,
    )


def _place(row: PlannedRow) -> str:
    return tr(
        "{file}, sheet {sheet}, row {row}", file=row.file, sheet=row.sheet, row=row.reading.row
    )


def _sheet(sheet: SheetReading) -> dict[str, Any]:
    return {
        "sheet": sheet.name,
        "header_row": sheet.header_row,
        "columns": {c.header: c.field for c in sheet.columns if c.field},
        "unmapped": [c.header for c in sheet.columns if not c.field and c.header],
    }


def _suspects(plan: ImportPlan, row: PlannedRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.reading.row,
        "outcome": row.outcome,
        "persons": [
            {
                "case": case_number(suspect.person) if suspect.person > 0 else None,
                "name": _name(plan, suspect),
                "score": suspect.score,
                "reasons": [why(reason) for reason in suspect.reasons],
            }
            for suspect in row.suspects
        ],
    }


def _conflict(plan: ImportPlan, row: PlannedRow, conflict: Conflict) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.reading.row,
        "record": conflict.label,
        "field": conflict.field,
        "here": str(conflict.here),
        "told": str(conflict.told),
        "officer": conflict.officer,
        "at": time_text(conflict.at),
        "kept": plan.decisions.side(row.key, conflict.field),
    }


def _told(conflict: Conflict) -> str:
    return tr(
        "{record}, {field}: {here} here ({officer}), {told} on the list",
        record=conflict.label,
        field=conflict.field,
        here=str(conflict.here),
        officer=conflict.officer or "–",
        told=str(conflict.told),
    )


def _attached(plan: ImportPlan, one: Attached) -> str:
    who = f"{case_number(one.person)} {plan.names.get(one.person, '')}".strip()
    return tr("attached to {person}, {n} % certain", person=who, n=percent(one.certainty))


def _who(plan: ImportPlan, suspect: Suspect) -> str:
    number = case_number(suspect.person) if suspect.person > 0 else ""
    return " ".join(part for part in (number, _name(plan, suspect)) if part)


def _name(plan: ImportPlan, suspect: Suspect) -> str:
    if suspect.person < 0:
        return plan.new_persons[-suspect.person - 1].name
    return plan.names.get(suspect.person, "")


def _reasons(suspect: Suspect) -> str:
    return " ".join(why(reason) for reason in suspect.reasons)

"""Lists as callers send them, written as CSV, read and imported for real."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from situationroom.commands.imports import (
    Decisions,
    FileReading,
    ImportPlan,
    PlannedRow,
    apply_import,
    plan_import,
    read_files,
)
from situationroom.models import Person
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.people import persons

HEADER = ("序号", "姓名", "性别", "出生日期", "护照号", "电话", "所在城市", "求助事项", "备注")


def quiet(_done: int, _total: int, _label: str) -> None:
    """Nobody watches and nobody cancels."""


def row(number: object, name: str, **more: str) -> tuple[str, ...]:
    """One line of a list under ``HEADER``."""
    keys = ("sex", "birth", "passport", "phone", "city", "asks", "remarks")
    return (str(number), name, *(more.get(key, "") for key in keys))


def write(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """A CSV file as Excel in China writes it."""
    lines = [",".join(cells) for cells in (header, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def read(file: IncidentFile, *paths: Path, **more: Any) -> list[FileReading]:
    """The lists as the program understands them."""
    return read_files(quiet, paths, file.ask(the_incident), file.now(), **more)


def planned(
    file: IncidentFile, *paths: Path, decisions: Decisions | None = None, **more: Any
) -> ImportPlan:
    """What importing these would do."""
    return file.ask(plan_import, quiet, read(file, *paths, **more), decisions)


def bring(
    file: IncidentFile, *paths: Path, decisions: Decisions | None = None, **more: Any
) -> tuple[ImportPlan, int]:
    """Import them; the plan that was done, and its revision."""
    readings = read(file, *paths, **more)
    plan = file.ask(plan_import, quiet, readings, decisions)
    result, entry = file.run(apply_import, quiet, readings, plan)
    assert entry is not None
    return result.plan, result.revision


def outcomes(plan: ImportPlan) -> dict[str, int]:
    """Rows by outcome, headers and notes left out."""
    return {name: n for name, n in plan.counts().items() if name != "skipped"}


def only(plan: ImportPlan, *rows: int) -> list[PlannedRow]:
    """The rows with these numbers."""
    return [planned for planned in plan.rows if planned.reading.row in rows]


def people(file: IncidentFile) -> Mapping[str, Person]:
    """Everybody by the first name they are known by."""

    def everybody(connection: Any) -> list[Person]:
        ids = [row[0] for row in connection.exec_driver_sql("SELECT id FROM person")]
        return persons(connection, ids)

    return {person.name: person for person in file.ask(everybody)}

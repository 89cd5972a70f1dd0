"""Reading dropped files and planning what they would do: the work behind the import sheet."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from situationroom.commands import imports
from situationroom.commands.imports import FileReading, ImportPlan, ShelterReading
from situationroom.jobs import Step
from situationroom.models import Incident
from situationroom.models.errors import InputError
from situationroom.settings import config_dir

Mapping3 = dict[str, dict[str, dict[int, str | None]]]
"""An officer's columns: file name -> sheet name -> column index -> field, None for not read."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the dropped files hold, and which of them could not be read and why."""

    lists: tuple[FileReading, ...] = ()
    shelters: tuple[ShelterReading, ...] = ()
    failed: tuple[tuple[str, InputError], ...] = ()


def read_all(
    step: Step, paths: Sequence[Path], incident: Incident, now: datetime, mapping: Mapping3
) -> Read:
    """Read every file as what it lists; one that cannot be read does not stop the others."""
    lists, shelters, failed = [], [], []
    for path in paths:
        try:
            if path.name not in mapping and imports.sniff(path) == "shelters":
                shelters.append(imports.read_shelters(path, now, step))
            else:
                lists += _read_list(step, path, incident, now, mapping)
        except InputError as error:
            failed.append((path.name, error))
    return Read(tuple(lists), tuple(shelters), tuple(failed))


def _read_list(
    step: Step, path: Path, incident: Incident, now: datetime, mapping: Mapping3
) -> list[FileReading]:
    read = imports.read_files(step, [path], incident, now, mapping)
    if path.name in mapping:
        return read
    known = remembered(read[0])
    return imports.read_files(step, [path], incident, now, known) if known else read


def plan_of(connection: Any, serial: int, readings: Sequence[FileReading]) -> Any:
    """What importing these would do; ``serial`` tells a stale answer."""
    return serial, imports.plan_import(connection, _no_step, readings)


def _no_step(_done: int, _total: int, _label: str) -> None:
    """Planning is quick beside reading; it reports nothing."""


def rejects_of(plan: ImportPlan, readings: Sequence[FileReading]) -> list[Any]:
    """The rejected rows as the workbook of rejects wants them, sheet by sheet."""
    from situationroom.exports.rejects import RejectedSheet
    from situationroom.views.import_names import reason_text

    sheets = []
    for reading in readings:
        for sheet in reading.sheets:
            bad = [
                (row.reading.cells_in_order, (reason_text(row.why),))
                for row in plan.rows
                if row.outcome == "rejected" and (row.file, row.sheet) == (reading.file, sheet.name)
            ]
            if bad:
                sheets.append(RejectedSheet(sheet.name, sheet.headers, tuple(bad)))
    return sheets


# --- columns remembered by their headers ---------------------------------------------------------


def remember(mapping: Mapping3, readings: Sequence[FileReading]) -> None:
    """Keep the officer's columns for every list with the same headers."""
    kept = _profiles()
    for reading in readings:
        for sheet in reading.sheets:
            chosen = mapping.get(reading.file, {}).get(sheet.name)
            if chosen:
                kept[_signature(sheet.headers)] = {str(i): field for i, field in chosen.items()}
    draft = _profile_file().with_name(f"columns.json.{os.getpid()}.new")
    with suppress(OSError):
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(_profile_file())


def remembered(reading: FileReading) -> Mapping3:
    """The columns an officer once chose for lists with these headers; empty if never."""
    profiles, sheets = _profiles(), dict[str, dict[int, str | None]]()
    for sheet in reading.sheets:
        if chosen := profiles.get(_signature(sheet.headers)):
            sheets[sheet.name] = {int(index): field for index, field in chosen.items()}
    return {reading.file: sheets} if sheets else {}


def _signature(headers: Sequence[str]) -> str:
    return "|".join(" ".join(header.split()) for header in headers)


def _profile_file() -> Path:
    return config_dir() / "columns.json"


def _profiles() -> dict[str, Mapping[str, str | None]]:
    with suppress(OSError, ValueError, RecursionError):
        stored = json.loads(_profile_file().read_text(encoding="utf-8"))
        if isinstance(stored, dict):
            return stored
    return {}

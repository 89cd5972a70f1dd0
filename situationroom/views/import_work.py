"""Reading files and planning what they would do: the work behind the import sheet, off the window.

Everything here runs on a working thread and reports by ``step``.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from situationroom.collector import collection_paused
from situationroom.commands import imports
from situationroom.commands.import_decisions import RowKey
from situationroom.commands.imports import FileReading, ImportPlan, SheetReading, ShelterReading
from situationroom.intake.date_order import decide_order
from situationroom.intake.dates import Order
from situationroom.intake.own_places import OwnPlaces
from situationroom.intake.reading import reread
from situationroom.intake.results import RowReading
from situationroom.jobs import Step
from situationroom.models import Incident
from situationroom.models.errors import InputError
from situationroom.store.connection import Connection
from situationroom.views.import_choices import Choices
from situationroom.views.import_profiles import remembered
from situationroom.views.import_sorting import Sorted, sort_out


@dataclass(frozen=True, slots=True)
class Read:
    """What the files hold, which could not be read and why, which were read as last time."""

    lists: tuple[FileReading, ...] = ()
    shelters: tuple[ShelterReading, ...] = ()
    failed: tuple[tuple[str, InputError], ...] = ()
    remembered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Planned:
    """What importing would do, and which rows are what."""

    plan: ImportPlan
    sorted: Sorted


def read_all(
    step: Step,
    paths: Sequence[Path],
    incident: Incident,
    now: datetime,
    choices: Choices,
    known: OwnPlaces | None = None,
) -> Read:
    """Read every file as what it lists; one that cannot be read does not stop the others."""
    lists, shelters, failed, before = [], [], [], set[str]()
    by_hand = choices.columns_by_file()
    for name, path in zip(imports.names_apart(paths), paths, strict=True):
        try:
            if name not in by_hand and imports.sniff(path) == "shelters":
                shelters.append(replace(imports.read_shelters(path, now, step), file=name))
                continue
            told = _read_list(step, name, path, incident, now, choices, known)
            lists.append(_in_order(told[0], choices.orders))
            before |= {name} if told[1] else set()
        except InputError as error:
            failed.append((name, error))
    return Read(tuple(lists), tuple(shelters), tuple(failed), frozenset(before))


def _read_list(
    step: Step,
    name: str,
    path: Path,
    incident: Incident,
    now: datetime,
    choices: Choices,
    places: OwnPlaces | None,
) -> tuple[FileReading, bool]:
    """A list as chosen, or else as its headers were read last time."""
    chosen = choices.columns_by_file().get(name)
    fixes = choices.fixes_by_file().get(name, {})
    headers = {sheet: row for (file, sheet), row in choices.headers.items() if file == name}

    def read(columns: Any) -> FileReading:
        of_file = None if columns is None else {path.name: columns}
        made = imports.read_files(
            step, [path], incident, now, of_file, {path.name: fixes}, {path.name: headers}, places
        )
        return replace(made[0], file=name)

    made = read(chosen)
    if chosen is not None or name in choices.automatic:
        return made, False
    known = remembered(made)
    return (read(known), True) if known else (made, False)


def _in_order(reading: FileReading, orders: Mapping[tuple[str, str, str], Order]) -> FileReading:
    """The dates of whole columns in the order an officer has decided."""
    sheets = list(reading.sheets)
    for (file, name, field), order in orders.items():
        if file == reading.file:
            sheets = [decide_order(s, field, order) if s.name == name else s for s in sheets]
    return replace(reading, sheets=tuple(sheets))


def with_order(read: Read, key: tuple[str, str, str], order: Order) -> Read:
    """The lists with one column of dates in another order."""
    return replace(read, lists=tuple(_in_order(one, {key: order}) for one in read.lists))


def with_row(read: Read, key: RowKey, fixed: Mapping[int, str]) -> Read:
    """The lists with one row read again, ``fixed`` in place of its cells."""

    def sheet(one: SheetReading, file: str) -> SheetReading:
        return reread(one, key[2], fixed) if (file, one.name) == key[:2] else one

    lists = (
        replace(one, sheets=tuple(sheet(s, one.file) for s in one.sheets)) for one in read.lists
    )
    return replace(read, lists=tuple(lists))


def row_of(read: Read, key: RowKey) -> RowReading | None:
    """A row as it is read now."""
    for one in read.lists:
        for sheet in one.sheets:
            if (one.file, sheet.name) == key[:2]:
                at = bisect_left(sheet.rows, key[2], key=lambda row: row.row)
                return sheet.rows[at] if at < len(sheet.rows) else None
    return None


def plan_of(
    connection: Connection,
    step: Step,
    readings: Sequence[FileReading],
    choices: Choices,
    before: ImportPlan | None = None,
) -> Planned:
    """What importing these would do, and which rows are what; Cancelled when ``step`` does."""
    with collection_paused():
        plan = imports.plan_import(connection, step, readings, choices.decisions, before)
        return Planned(plan, sort_out(plan, readings, choices))


def rejects_of(plan: ImportPlan, readings: Sequence[FileReading]) -> list[Any]:
    """The rejected rows as the workbook of rejects wants them, sheet by sheet."""
    from situationroom.exports.rejects import RejectedSheet
    from situationroom.views.import_names import reason_text

    bad: dict[tuple[str, str], list[Any]] = {}
    for row in plan.rows:
        if row.outcome == "rejected":
            told = (row.reading.cells_in_order, (reason_text(row.why),))
            bad.setdefault((row.file, row.sheet), []).append(told)
    return [
        RejectedSheet(sheet.name, sheet.headers, tuple(bad[reading.file, sheet.name]))
        for reading in readings
        for sheet in reading.sheets
        if (reading.file, sheet.name) in bad
    ]

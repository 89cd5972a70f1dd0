"""Reading a list: from a dropped file to drafts of persons, requests and reports, row by row."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from situationroom.collector import collection_paused
from situationroom.intake import delimited, narrative
from situationroom.intake.arranging import arranged
from situationroom.intake.files import is_text, open_tables
from situationroom.intake.given_back import without_reasons
from situationroom.intake.results import Context, FileReading, Kind, SheetReading, Step
from situationroom.intake.sheets import Fixed, Mapped, read_row, read_sheet, shape
from situationroom.intake.tables import Table
from situationroom.models.errors import InputError

__all__ = ["Fixed", "Mapped", "read_lists", "reread", "sniff"]


def read_lists(
    path: Path,
    context: Context,
    step: Step,
    mapping: Mapping[str, Mapped] | None = None,
    fixes: Mapping[str, Mapping[int, Fixed]] | None = None,
    header_rows: Mapping[str, int] | None = None,
) -> FileReading:
    """Read every sheet of a file; every row that is not blank is in the result.

    ``mapping`` holds an officer's choices by sheet name and column index (a field of
    ``columns.fields()``, or None for "not mapped"); an empty mapping asks for the reading even
    where no header was recognised, so that columns can be chosen by hand. ``fixes`` holds what an
    officer put in place of cells, by sheet name, row number and column index; ``header_rows`` the
    header's row number by sheet name where an officer has set it, 0 for none. Raises InputError
    with one plain sentence for a file that cannot be read, and ``Cancelled`` when ``step`` does.
    """
    step(0, 0, path.name)
    with collection_paused():
        reading = _read(path, context, step, mapping, header_rows or {})
    for name, rows in (fixes or {}).items():
        reading = _fixed(reading, name, rows)
    return reading


def reread(sheet: SheetReading, row_number: int, fixed: Fixed) -> SheetReading:
    """The sheet with one row read again, ``fixed`` (by column index) in place of its own cells.

    The row keeps its original cells and their fingerprint. A sheet without a table, and a row
    that is no row of it, stay as they are. Needs no file.
    """
    at = bisect_left(sheet.rows, row_number, key=lambda row: row.row)
    if sheet.rules is None or at == len(sheet.rows) or sheet.rows[at].row != row_number:
        return sheet
    if row_number in sheet.rules.set_apart:
        return sheet
    row = read_row(sheet.rules, row_number, sheet.rows[at].cells_in_order, fixed)
    return replace(sheet, rows=(*sheet.rows[:at], row, *sheet.rows[at + 1 :]))


def _fixed(reading: FileReading, name: str, rows: Mapping[int, Fixed]) -> FileReading:
    sheets = list(reading.sheets)
    for at, sheet in enumerate(sheets):
        if sheet.name == name:
            for number, fixed in rows.items():
                sheets[at] = reread(sheets[at], number, fixed)
    return replace(reading, sheets=tuple(sheets))


def _read(
    path: Path,
    context: Context,
    step: Step,
    mapping: Mapping[str, Mapped] | None,
    header_rows: Mapping[str, int],
) -> FileReading:
    tables = _tables(path, header_rows)
    total = sum(len(table.rows) for table in tables)
    sheets, done = [], 0
    for table in tables:
        chosen = (mapping or {}).get(table.name, {})
        counted, header = _counted(step, done, total), header_rows.get(table.name)
        sheets.append(read_sheet(path.name, table, context, counted, chosen, header))
        done += len(table.rows)
    unknown = mapping is None and not header_rows
    if unknown and all(sheet.kind == "none" for sheet in sheets):
        tables = (delimited.as_lines(path),) if is_text(path) else tables
        if calls := [made for table in tables if (made := narrative.as_calls(table))]:
            read = [read_sheet(path.name, table, context, step, {}, None) for table in calls]
            return FileReading(path.name, tuple(read))
        raise InputError(
            "No row of {file} was recognised as the header of a list; name the columns in its "
            "first row, such as Name, Passport no, Telephone.",
            file=path.name,
        )
    step(total, total, path.name)
    return FileReading(path.name, tuple(sheets))


def _tables(path: Path, header_rows: Mapping[str, int]) -> tuple[Table, ...]:
    """The file's tables; a sheet whose header an officer has set is taken as it stands."""
    found: list[Table] = []
    for table in map(without_reasons, open_tables(path)):
        found.extend((table,) if table.name in header_rows else arranged(table))
    return tuple(found)


def sniff(path: Path) -> Kind:
    """What a dropped file lists: persons, shelters, or nothing known. Raises InputError."""
    kinds = [shape(table)[1] for table in _tables(path, {})]
    return next((kind for kind in ("persons", "shelters") if kind in kinds), "none")


def _counted(step: Step, done: int, total: int) -> Step:
    return lambda row, _, label: step(done + row, total, label)

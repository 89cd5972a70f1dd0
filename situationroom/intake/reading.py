"""Reading a list: from a dropped file to drafts of persons, requests and reports, row by row."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from situationroom.collector import collection_paused
from situationroom.intake import dates, layout
from situationroom.intake.columns import recognise
from situationroom.intake.files import open_tables
from situationroom.intake.located import city_of_title, resolver
from situationroom.intake.persons import IDENTIFYING
from situationroom.intake.results import (
    ColumnReading,
    Context,
    FileReading,
    Kind,
    Outcome,
    Problem,
    Reason,
    RowReading,
    SheetReading,
    Step,
)
from situationroom.intake.row import Layout
from situationroom.intake.rows import NOBODY, understand
from situationroom.intake.tables import Table
from situationroom.models.errors import InputError

Mapped = Mapping[int, str | None]
Fixed = Mapping[int, str]  # what an officer put in place of cells, by column index
_DATES: Final = ("birth_date", "document_expiry", "called_at", "last_contact")
_REPORT_EVERY = 500  # rows
_CAMP_WORDS = ("花名册", "人员名单", "名单", "人员", "roster", "Roster", "staff list", "Staff list")


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
    if row_number <= (sheet.header_row or 0):
        return sheet
    row = _row(sheet.rules, row_number, sheet.rows[at].cells_in_order, fixed)
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
    tables = open_tables(path)
    total = sum(len(table.rows) for table in tables)
    sheets, done = [], 0
    for table in tables:
        chosen = (mapping or {}).get(table.name, {})
        counted, header = _counted(step, done, total), header_rows.get(table.name)
        sheets.append(_sheet(path.name, table, context, counted, chosen, header))
        done += len(table.rows)
    if mapping is None and not header_rows and all(sheet.kind == "none" for sheet in sheets):
        raise InputError(
            "No row of {file} was recognised as the header of a list; name the columns in its "
            "first row, such as Name, Passport no, Telephone.",
            file=path.name,
        )
    step(total, total, path.name)
    return FileReading(path.name, tuple(sheets))


def sniff(path: Path) -> Kind:
    """What a dropped file lists: persons, shelters, or nothing known. Raises InputError."""
    kinds = [_shape(table)[1] for table in open_tables(path)]
    return next((kind for kind in ("persons", "shelters") if kind in kinds), "none")


def _counted(step: Step, done: int, total: int) -> Step:
    return lambda row, _, label: step(done + row, total, label)


def _shape(table: Table) -> tuple[int | None, Kind]:
    """The place of the header among the table's rows, and what the sheet lists."""
    place = layout.find_header(table)
    kind = layout.kind_of(table.rows[place][1]) if place is not None else "none"
    if kind == "persons":
        return place, kind
    site_place = layout.find_header(table, "shelters")
    if site_place is not None and layout.kind_of(table.rows[site_place][1]) == "shelters":
        return site_place, "shelters"
    return None, "none"


def _place_of(table: Table, header: int) -> int | None:
    """The place among the table's rows of the row an officer calls the header."""
    return next((place for place, (row, _) in enumerate(table.rows) if row == header), None)


def _sheet(
    file: str, table: Table, context: Context, step: Step, chosen: Mapped, header: int | None
) -> SheetReading:
    place, kind = _shape(table) if header is None else (_place_of(table, header), "persons")
    if kind != "persons" and not any(chosen.values()):
        return _unread(table, place, kind)
    header_row, headers = table.rows[place] if place is not None else (None, ())
    below = table.rows[place + 1 :] if place is not None else table.rows
    columns = recognise(headers, (cells for _, cells in below[:400]), chosen)
    above = table.rows[: place or 0]
    rules = _rules(file, table, context, columns, above)
    rules.told_headers, rules.remarks = headers, table.remarks
    rows = [_skipped(number, cells, layout.ABOVE) for number, cells in above]
    if place is not None:
        rows.append(_skipped(*table.rows[place], layout.HEADER))
    for done, (number, cells) in enumerate(below):
        if done % _REPORT_EVERY == 0:
            step(done, len(below), table.name)
        rows.append(_row(rules, number, cells))
    return SheetReading(
        table.name, table.hidden, header_row, columns, tuple(rows), "persons", rules
    )


def _unread(table: Table, place: int | None, kind: Kind) -> SheetReading:
    why = layout.SITES if kind == "shelters" else layout.NO_TABLE
    header = table.rows[place] if place is not None else (None, ())
    width = max((len(cells) for _, cells in table.rows), default=0)
    names = (*header[1], *("" for _ in range(width - len(header[1]))))
    columns = tuple(ColumnReading(i, name, None, 0.0) for i, name in enumerate(names))
    rows = tuple(_skipped(number, cells, why) for number, cells in table.rows)
    return SheetReading(table.name, table.hidden, header[0], columns, rows, kind)


def _rules(
    file: str,
    table: Table,
    context: Context,
    columns: tuple[ColumnReading, ...],
    above: tuple[tuple[int, tuple[str, ...]], ...],
) -> Layout:
    rules = Layout(context, columns, resolver(context), file=file, sheet=table.name)
    told = {c.field: c for c in columns if c.field}
    for name in _DATES:
        if name in told:
            column = told[name]
            cells = (row[column.index] for _, row in table.rows if column.index < len(row))
            rules.orders[name] = dates.order_of(column.header, cells)
    if not rules.asks and not told.keys() & {"city", "place", "address"}:
        titles = (table.name, *(cells[0] for _, cells in above if cells[0].strip()))
        rules.home = city_of_title(titles, rules.where)
        if rules.home:
            rules.affiliation = _affiliation(titles)
    return rules


def _affiliation(titles: tuple[str, ...]) -> str:
    title = (titles[1] if len(titles) > 1 else titles[0]).strip()
    for word in _CAMP_WORDS:
        title = title.removesuffix(word).strip()
    return title


def _row(
    rules: Layout, number: int, cells: tuple[str, ...], fixed: Fixed | None = None
) -> RowReading:
    mended = _put(cells, fixed) if fixed else cells
    told = sum(
        1 for i, f in rules.mapped if f in IDENTIFYING and i < len(mended) and mended[i].strip()
    )
    if headers := rules.told_headers:
        why = layout.why_skipped(mended, headers, told, rules.key)
        if why is not None:
            return _skipped(number, cells, why)
    read = understand(rules, number, mended, cells)
    problems = (*_remarks(rules, number, mended, fixed or {}), *read.problems)
    outcome: Outcome = "read" if read.persons else "rejected"
    return RowReading(
        number,
        outcome,
        None if read.persons else NOBODY,
        read.report,
        read.persons,
        read.request,
        problems,
        cells,
        fixed=dict(fixed or {}),
    )


def _put(cells: tuple[str, ...], fixed: Fixed) -> tuple[str, ...]:
    width = max(len(cells), *(index + 1 for index in fixed))
    return tuple(fixed.get(i, cells[i] if i < len(cells) else "") for i in range(width))


def _remarks(
    rules: Layout, number: int, cells: tuple[str, ...], fixed: Fixed
) -> tuple[Problem, ...]:
    if not rules.remarks:
        return ()
    fields = dict(rules.mapped)
    return tuple(
        Problem(fields.get(i, rules.headers[i]), cell[:200], rules.remarks[number, i], i)
        for i, cell in enumerate(cells)
        if (number, i) in rules.remarks and i not in fixed
    )


def _skipped(number: int, cells: tuple[str, ...], why: Reason) -> RowReading:
    return RowReading(number, "skipped", why, None, (), None, (), cells)

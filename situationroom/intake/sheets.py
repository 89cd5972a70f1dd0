"""Reading one sheet: where its table is, what its columns hold, and every row of it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from situationroom.intake import dates, dittos, heading, layout, turned_names
from situationroom.intake.carrying import carried
from situationroom.intake.columns import by_content_alone, recognise
from situationroom.intake.combined import combined
from situationroom.intake.header_of_names import Header, names_alone
from situationroom.intake.located import city_of_title, resolver
from situationroom.intake.persons import IDENTIFYING
from situationroom.intake.results import (
    ColumnReading,
    Context,
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
from situationroom.intake.tables import Cells, Table

Mapped = Mapping[int, str | None]
Fixed = Mapping[int, str]  # what an officer put in place of cells, by column index

HIDDEN_COLUMN: Final = Reason("This column is hidden in the sheet; it was read all the same.")
_DATES: Final = ("birth_date", "document_expiry", "called_at", "last_contact")
_NOT_FIXED: Final[Fixed] = {}  # one for all rows
_REPORT_EVERY = 500  # rows
WIDEST: Final = 400  # columns looked at for what they hold
_SAMPLE = 400  # rows that say what a column holds
_CAMP_WORDS = ("花名册", "人员名单", "名单", "人员", "roster", "Roster", "staff list", "Staff list")


def shape(table: Table) -> tuple[Header | None, Kind]:
    """The header of the table and what it lists; a list without header is known by its cells."""
    header = heading.find(table)
    if header is not None and heading.kind_of(header) == "persons":
        return header, "persons"
    sites = heading.find(table, "shelters")
    if sites is not None and heading.kind_of(sites) == "shelters":
        return sites, "shelters"
    if header is not None and (alone := names_alone(table)):
        return alone, "persons"
    rows = [cells[:WIDEST] for _, cells in table.rows[:_SAMPLE]]
    return None, "persons" if by_content_alone(rows) else "none"


def read_sheet(
    file: str, table: Table, context: Context, step: Step, chosen: Mapped, set_row: int | None
) -> SheetReading:
    """Read the sheet by the header found, or by the row an officer ``set`` (0 for no header)."""
    header, kind = shape(table) if set_row is None else (_chosen_header(table, set_row), "persons")
    if kind != "persons" and not any(chosen.values()):
        return _unread(table, header, kind)
    header = header or Header(0, 0, ())
    below = table.rows[header.end :]
    columns = _columns(table, header, chosen)
    rules = _rules(file, table, context, columns, table.rows[: header.first])
    rules.names_as_told = turned_names.chosen_so(columns, chosen, below)
    table = carried(table, dict(rules.mapped), below[0][0] if below else 0)
    rules.header_rows = tuple(cells for _, cells in table.rows[header.first : header.end])
    rules.remarks, rules.row_remarks = _remarks_by_row(table), table.row_remarks
    rows = _above(table, header, columns)
    last: tuple[int, Cells] = (0, ())
    for done, (number, cells) in enumerate(table.rows[header.end :]):
        if done % _REPORT_EVERY == 0:
            step(done, len(below), table.name)
        if not dittos.SIGNS.isdisjoint(cells):
            _take_over(rules, number, cells, last)
        why = table.set_apart.get(number)
        rows.append(skipped(number, cells, why) if why else read_row(rules, number, cells))
        if rows[-1].outcome != "skipped":
            last = number, _put(cells, rules.dittos.get(number, {}))
    shown = table.rows[header.first][0] if header.end > header.first else None
    rules.set_apart = frozenset((*table.set_apart, *(row.row for row in rows[: header.end])))
    return SheetReading(table.name, table.hidden, shown, columns, tuple(rows), "persons", rules)


def _columns(table: Table, header: Header, chosen: Mapped) -> tuple[ColumnReading, ...]:
    """What the columns hold; those beyond ``WIDEST`` are only read where an officer says what."""
    below = (row for row in table.rows[header.end :] if row[0] not in table.set_apart)
    sample = [cells for _, cells in islice(below, _SAMPLE)]
    near = [cells[:WIDEST] for cells in sample]
    columns = recognise(header.names[:WIDEST], near, {**header.fields, **chosen})
    width = max([len(header.names), *map(len, sample)])
    names = (*header.names, *("" for _ in range(width - len(header.names))))
    far = (ColumnReading(i, names[i], chosen.get(i), 0.0) for i in range(len(columns), width))
    return (*columns, *far) if width > WIDEST else columns


def _chosen_header(table: Table, number: int) -> Header | None:
    """The row an officer calls the header, whatever stands in it."""
    place = next((place for place, (row, _) in enumerate(table.rows) if row == number), None)
    return None if place is None else Header(place, place + 1, table.rows[place][1])


def _above(table: Table, header: Header, columns: tuple[ColumnReading, ...]) -> list[RowReading]:
    """Titles and header rows; the header says which of its columns are hidden."""
    rows = [
        skipped(number, cells, table.set_apart.get(number, layout.ABOVE))
        for number, cells in table.rows[: header.first]
    ]
    for place in range(header.first, header.end):
        why = heading.TAGS if place == header.tags else layout.HEADER
        rows.append(skipped(*table.rows[place], why))
    if rows and (found := turned_names.said_of(columns)):
        rows[-1] = replace(rows[-1], problems=found)
    elif rows and table.hidden_columns:
        hidden = tuple(
            Problem(c.field or c.header, c.header, HIDDEN_COLUMN, c.index)
            for c in columns
            if c.index in table.hidden_columns
        )
        rows[-1] = replace(rows[-1], problems=hidden)
    return rows


def _unread(table: Table, header: Header | None, kind: Kind) -> SheetReading:
    why = layout.SITES if kind == "shelters" else layout.NO_TABLE
    number, told = table.rows[header.first] if header else (None, ())
    width = max((len(cells) for _, cells in table.rows), default=0)
    names = (*told, *("" for _ in range(width - len(told))))
    columns = tuple(ColumnReading(i, name, None, 0.0) for i, name in enumerate(names))
    rows = tuple(skipped(row, cells, why) for row, cells in table.rows)
    return SheetReading(table.name, table.hidden, number, columns, rows, kind)


def _rules(
    file: str,
    table: Table,
    context: Context,
    columns: tuple[ColumnReading, ...],
    above: tuple[tuple[int, Cells], ...],
) -> Layout:
    rules = Layout(context, columns, resolver(context), file=file, sheet=table.name)
    sample = [cells for _, cells in table.rows[len(above) : len(above) + _SAMPLE]]
    rules.combined = combined(columns, sample[1:])
    told = {c.field: c for c in columns if c.field}
    for name in _DATES:
        if name in told:
            column = told[name]
            cells = (row[column.index] for _, row in table.rows if column.index < len(row))
            rules.orders[name] = dates.order_of(column.header, cells)
    if "sex" in told:
        rules.m_is_mujer = _is_hombre_mujer(told["sex"], table)
    if table.fields is None and not rules.asks and not told.keys() & {"city", "place", "address"}:
        titles = (table.name, *(cells[0] for _, cells in above if cells[0].strip()))
        rules.home = city_of_title(titles, rules.where)
        if rules.home:
            rules.affiliation = _affiliation(titles)
    return rules


def _is_hombre_mujer(column: ColumnReading, table: Table) -> bool:
    """Whether M is for mujer: the header says H/M, or both stand in the column and no F does."""
    if re.search(r"\b(?:H\s*/\s*M|M\s*/\s*H)\b", column.header, re.I):
        return True
    at = column.index
    cells = {row[at].strip().upper() for _, row in table.rows if at < len(row)}
    return {"H", "M"} <= cells and "F" not in cells


def _affiliation(titles: tuple[str, ...]) -> str:
    title = (titles[1] if len(titles) > 1 else titles[0]).strip()
    for word in _CAMP_WORDS:
        title = title.removesuffix(word).strip()
    return title


def _remarks_by_row(table: Table) -> dict[int, list[tuple[int, Reason]]]:
    found: dict[int, list[tuple[int, Reason]]] = defaultdict(list)
    for (number, index), why in table.remarks.items():
        found[number].append((index, why))
    for (number, index), reasons in table.notes.items():
        found[number] += [(index, why) for why in reasons]
    return found


def read_row(rules: Layout, number: int, cells: Cells, fixed: Fixed | None = None) -> RowReading:
    """Read one row by the rules of its sheet, ``fixed`` in place of some of its own cells."""
    meant = rules.dittos.get(number)
    base = _put(cells, meant) if meant else cells
    mended = _put(base, fixed) if fixed else base
    if not layout.is_numbered(mended, rules.header_rows) and (why := _why_skipped(rules, mended)):
        return skipped(number, cells, why)
    read = understand(rules, number, mended, cells, base)
    problems: tuple[Problem, ...] = tuple(read.problems)
    if number in rules.remarks or number in rules.row_remarks:
        problems = (*_remarks(rules, number, mended, fixed or {}), *problems)
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
        proposals=read.proposals,
        fixed=dict(fixed) if fixed else _NOT_FIXED,
    )


def _why_skipped(rules: Layout, cells: Cells) -> Reason | None:
    width = len(cells)
    told = any(f in IDENTIFYING and i < width and cells[i].strip() for i, f in rules.mapped)
    return layout.why_skipped(cells, rules.header_rows, told, rules.key)


def _take_over(rules: Layout, number: int, cells: Cells, last: tuple[int, Cells]) -> None:
    """Cells that say 'the same as above' mean what the last row of the table says."""
    taken = dittos.taken_over(cells, last[1])
    rules.dittos[number] = taken
    rules.remarks[number] = [*rules.remarks.get(number, ()), *dittos.said(taken, last[0])]


def _put(cells: Cells, fixed: Fixed) -> Cells:
    if not fixed:
        return cells
    width = max(len(cells), *(index + 1 for index in fixed))
    return tuple(fixed.get(i, cells[i] if i < len(cells) else "") for i in range(width))


def _remarks(rules: Layout, number: int, cells: Cells, fixed: Fixed) -> tuple[Problem, ...]:
    fields = dict(rules.mapped)
    whole = [Problem("row", "", why) for why in rules.row_remarks.get(number, ())]
    single = [
        Problem(fields.get(i, rules.header(i)), cells[i][:200] if i < len(cells) else "", why, i)
        for i, why in rules.remarks.get(number, ())
        if i not in fixed
    ]
    return (*whole, *single)


def skipped(number: int, cells: Cells, why: Reason) -> RowReading:
    """A row that is no row of the table."""
    return RowReading(number, "skipped", why, None, (), None, (), cells)

"""Reading a table of contacts: hospitals, missions, police, carriers, insurers, partners."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from situationroom.intake import layout
from situationroom.intake.columns import SURE, by_header, normal
from situationroom.intake.contact_fields import (
    kind_of,
    mails_of,
    names_a_kind,
    phones_of,
    position_of,
    where_of,
)
from situationroom.intake.files import open_tables
from situationroom.intake.peek import top_tables
from situationroom.intake.results import Context, Outcome, Problem, Reason, Step
from situationroom.intake.tables import Table
from situationroom.models.contact import Contact, check_contact
from situationroom.models.errors import InputError, RuleError

NO_NAME: Final = Reason("The row has no name.")
SEARCHED = 40  # rows that may stand above the header
MANY: Final = frozenset({"phone", "mobile", "emergency", "email", "notes", "address"})
"""Fields that several columns may fill."""
_PERSONAL: Final = frozenset(
    {"passport", "sex", "birth_date", "age", "surname", "given_names", "id_number", "nationality",
     "needs", "mrz", "kin", "kin_name", "kin_phone", "caller", "caller_phone", "capacity", "free",
     "occupied", "safety"}
)  # fmt: skip
"""Columns that lists of persons and of shelters have, and a directory never."""
_BEDS = re.compile(r"容量|床位|capacity|\bbeds?\b", re.I)
_REACHED: Final = frozenset({"phone", "mobile", "emergency", "email"})
_HALVES = re.compile(r"\s*[/\n|｜;；·]\s*|[(（](.*?)[)）]|(?<=[\u3400-\u9fff])\s+(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One row; its contact is a draft with id 0. ``row`` counts from 1. ``told`` are the fields
    the table fills: only these are changed in a contact that is here already."""

    row: int
    outcome: Outcome
    why: Reason | None
    contact: Contact | None
    told: frozenset[str]
    problems: tuple[Problem, ...]
    cells_in_order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """One sheet; ``columns`` maps the index of a column to its field."""

    name: str
    header_row: int | None
    headers: tuple[str, ...]
    columns: tuple[tuple[int, str], ...]
    rows: tuple[ContactRow, ...]


@dataclass(frozen=True, slots=True)
class ContactReading:
    """A file of contacts, sheet by sheet."""

    file: str
    sheets: tuple[ContactSheet, ...]


def read_contacts(path: Path, context: Context, step: Step) -> ContactReading:
    """Read a table of contacts in any layout the lists of persons may have.

    Raises InputError for a file that cannot be read or has no header of a directory.
    """
    sheets = tuple(_sheet(table, path.stem, context, step) for table in open_tables(path))
    if all(sheet.header_row is None for sheet in sheets):
        raise InputError(
            "No row of {file} was recognised as the header of a directory; name the columns in "
            "its first row, such as Name, Kind, Telephone, City.",
            file=path.name,
        )
    return ContactReading(path.name, sheets)


def field_of(header: str) -> str | None:
    """The field a header names, in either language or in both: '名称 / Name', 'Tel (24 h)'."""
    for text in (header, *(half for half in _HALVES.split(header) if half)):
        field, sure = by_header(text, "contacts")
        if field and sure >= SURE:
            return field
    return None


def _sheet(table: Table, file: str, context: Context, step: Step) -> ContactSheet:
    place = _header(table)
    if place is None:
        rows = tuple(_skipped(n, cells, layout.NO_TABLE) for n, cells in table.rows)
        return ContactSheet(table.name, None, (), (), rows)
    header_row, headers = table.rows[place]
    columns = _columns(headers)
    found = [_skipped(n, cells, layout.ABOVE) for n, cells in table.rows[:place]]
    found.append(_skipped(header_row, headers, layout.HEADER))
    for done, (number, cells) in enumerate(table.rows[place + 1 :]):
        if done % 500 == 0:
            step(done, len(table.rows), table.name)
        found.append(_row(columns, number, cells, headers, f"{table.name} {file}", context))
    return ContactSheet(table.name, header_row, headers, columns, tuple(found))


def _header(table: Table) -> int | None:
    """The row with the most known labels, a name among them."""
    best: tuple[int, int] | None = None
    for place, (_, cells) in enumerate(table.rows[:SEARCHED]):
        fields = {field_of(cell) for cell in cells if cell.strip()} - {None}
        if len(fields) >= 2 and fields & {"name", "native_name"}:
            best = max(best or (0, 0), (len(fields), -place))
    return -best[1] if best else None


def _columns(headers: Sequence[str]) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for index, header in enumerate(headers):
        field = field_of(header)
        if field and (field in MANY or field not in {known for _, known in found}):
            found.append((index, field))
    return tuple(found)


def _row(
    columns: tuple[tuple[int, str], ...],
    number: int,
    cells: tuple[str, ...],
    headers: tuple[str, ...],
    table: str,
    context: Context,
) -> ContactRow:
    told = _told(columns, cells)
    named = bool(told.get("name") or told.get("native_name"))
    why = layout.why_skipped(cells, (headers,), named, None)
    if why is not None:
        return _skipped(number, cells, why)
    if not named:
        return ContactRow(number, "rejected", NO_NAME, None, frozenset(), (), cells)
    problems: list[Problem] = []
    draft = _draft(told, table, context, problems)
    try:
        contact = check_contact(draft)
    except RuleError as error:
        why = Reason(error.template, error.values)
        return ContactRow(number, "rejected", why, None, frozenset(), tuple(problems), cells)
    filled = frozenset(
        name for name in Contact.__slots__ if name != "id" and getattr(contact, name)
    ) - {"kind"}
    known = filled | ({"kind"} if "kind" in told else frozenset())
    return ContactRow(number, "read", None, contact, known, tuple(problems), cells)


def _told(columns: tuple[tuple[int, str], ...], cells: tuple[str, ...]) -> dict[str, str]:
    told: dict[str, str] = {}
    for index, field in columns:
        text = cells[index].strip() if index < len(cells) else ""
        if text:
            told[field] = f"{told[field]}; {text}" if field in told else text
    return told


def _draft(told: dict[str, str], table: str, context: Context, problems: list[Problem]) -> Contact:
    city, country, address = where_of(told, context)
    lat, lon = position_of(told, problems)
    name, native = told.get("name", ""), told.get("native_name", "")
    return Contact(
        0,
        name,
        native if native != name else "",
        kind_of(told.get("kind", ""), f"{name} {native}", table, problems),
        told.get("organisation", ""),
        told.get("contact_person", ""),
        phones_of(told, country, context, problems),
        mails_of(told, problems),
        address,
        city,
        country,
        lat,
        lon,
        told.get("languages", ""),
        told.get("notes", ""),
        known_by(name or native, city),
    )


def known_by(name: str, city: str) -> str:
    """By what a contact is found again in a newer table: its name and its city, folded."""
    return f"{normal(name)}|{normal(city)}"


def _skipped(number: int, cells: tuple[str, ...], why: Reason) -> ContactRow:
    return ContactRow(number, "skipped", why, None, frozenset(), (), cells)


def is_contact_table(path: Path) -> bool:
    """Whether a table is clearly a directory: names, kinds of institutions, how they are reached,
    and nobody's papers."""
    try:
        return any(_is_directory(table) for table in top_tables(path))
    except InputError:
        return False


def _is_directory(table: Table) -> bool:
    top = _header(table)
    if top is None:
        return False
    headers = [cell for cell in table.rows[top][1] if cell.strip()]
    if any(_BEDS.search(cell) for cell in headers):
        return False
    fields = {field: index for index, field in _columns(table.rows[top][1])}
    if "kind" not in fields or not _REACHED & set(fields):
        return False
    kinds = [cells[fields["kind"]] for _, cells in table.rows[top + 1 :] if any(cells)]
    told = [kind for kind in kinds if kind.strip()]
    known = sum(names_a_kind(kind) for kind in told)
    return not {by_header(cell)[0] for cell in headers} & _PERSONAL and known * 2 > len(told)

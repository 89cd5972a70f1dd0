"""Reading a list of shelters: one site with one unit a row, and the head count it tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from situationroom.intake import layout
from situationroom.intake.columns import by_header, normal
from situationroom.intake.files import open_tables
from situationroom.intake.located import read_degrees
from situationroom.intake.results import Context, Outcome, Problem, Reason, Step
from situationroom.intake.tables import Table
from situationroom.models.errors import InputError
from situationroom.models.shelter import HeadCount, Site, Unit
from situationroom.models.vocabulary import SiteKind, SiteState

NO_SITE_NAME: Final = Reason("The shelter has no name.")
NO_NUMBER: Final = Reason("This is no number of places or persons.")
NO_POSITION: Final = Reason("This is no position on the earth.")
NOT_KNOWN: Final = Reason("This word is not known here; the cell is kept as told.")

_STATES: Final = {
    "open": SiteState.OPEN, "开放": SiteState.OPEN, "启用": SiteState.OPEN,
    "已开放": SiteState.OPEN,
    "standby": SiteState.STANDBY, "备用": SiteState.STANDBY, "待启用": SiteState.STANDBY,
    "full": SiteState.FULL, "已满": SiteState.FULL, "满员": SiteState.FULL,
    "closing": SiteState.CLOSING, "即将关闭": SiteState.CLOSING,
    "closed": SiteState.CLOSED, "关闭": SiteState.CLOSED, "已关闭": SiteState.CLOSED,
}  # fmt: skip
_KINDS: Final = (
    (SiteKind.EMBASSY, r"embassy|consulate|使馆|领馆|领事馆"),
    (SiteKind.SCHOOL, r"school|college|university|学校|中学|小学|大学|学院"),
    (SiteKind.HOSPITAL, r"hospital|clinic|klini|hastane|krankenhaus|h[ôo]pital|больниц|医院|诊所"),
    (SiteKind.HOTEL, r"hotel|hostel|\binn\b|酒店|宾馆|旅馆|饭店"),
    (SiteKind.PORT, r"\bport\b|airport|terminal|港口|码头|机场|航站楼"),
    (SiteKind.CAMP, r"camp\b|营地|项目部|工地"),
)


@dataclass(frozen=True, slots=True)
class ShelterRow:
    """One row; its records are drafts with id 0. ``row`` counts from 1."""

    row: int
    outcome: Outcome
    why: Reason | None
    site: Site | None
    unit: Unit | None
    head_count: HeadCount | None
    problems: tuple[Problem, ...]
    cells_in_order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShelterSheet:
    """One sheet; ``columns`` maps the index of a column to its field."""

    name: str
    header_row: int | None
    headers: tuple[str, ...]
    columns: tuple[tuple[int, str], ...]
    rows: tuple[ShelterRow, ...]


@dataclass(frozen=True, slots=True)
class ShelterReading:
    """A file of shelters, sheet by sheet."""

    file: str
    sheets: tuple[ShelterSheet, ...]


def read_shelters(path: Path, context: Context | datetime, step: Step) -> ShelterReading:
    """Read a list of shelters; head counts are of the context's now (or of the time given).

    Raises InputError for a file that cannot be read or lists no shelters.
    """
    now = context if isinstance(context, datetime) else context.now
    tables = open_tables(path)
    sheets = tuple(_sheet(table, now, step) for table in tables)
    if all(sheet.header_row is None for sheet in sheets):
        raise InputError(
            "No row of {file} was recognised as the header of a list of shelters; name the "
            "columns in its first row, such as Name, Address, Capacity.",
            file=path.name,
        )
    return ShelterReading(path.name, sheets)


def _sheet(table: Table, now: datetime, step: Step) -> ShelterSheet:
    place = layout.find_header(table, "shelters")
    if place is None or layout.kind_of(table.rows[place][1]) != "shelters":
        rows = tuple(_skipped(n, cells, layout.NO_TABLE) for n, cells in table.rows)
        return ShelterSheet(table.name, None, (), (), rows)
    header_row, headers = table.rows[place]
    columns = _columns(headers)
    result = [_skipped(n, cells, layout.ABOVE) for n, cells in table.rows[:place]]
    result.append(_skipped(header_row, headers, layout.HEADER))
    for done, (number, cells) in enumerate(table.rows[place + 1 :]):
        if done % 500 == 0:
            step(done, len(table.rows), table.name)
        result.append(_row(columns, number, cells, headers, now))
    return ShelterSheet(table.name, header_row, headers, columns, tuple(result))


def _columns(headers: Sequence[str]) -> tuple[tuple[int, str], ...]:
    found: dict[str, int] = {}
    for index, header in enumerate(headers):
        name, _ = by_header(header, "shelters")
        if name:
            found.setdefault(name, index)
    return tuple((index, name) for name, index in found.items())


def _row(
    columns: tuple[tuple[int, str], ...],
    number: int,
    cells: tuple[str, ...],
    headers: tuple[str, ...],
    now: datetime,
) -> ShelterRow:
    told = {name: cells[i].strip() for i, name in columns if i < len(cells) and cells[i].strip()}
    why = layout.why_skipped(cells, (headers,), "name" in told, None)
    if why is not None:
        return _skipped(number, cells, why)
    if "name" not in told:
        return ShelterRow(number, "rejected", NO_SITE_NAME, None, None, None, (), cells)
    problems: list[Problem] = []
    capacity = _count(told, "capacity", problems)
    present = _count(told, "population", problems)
    unit = Unit(id=0, site=0, name=told["name"], capacity=capacity or 0)
    count = None if present is None else HeadCount(id=0, site=0, persons=present, at=now)
    site = _site(told, problems)
    return ShelterRow(number, "read", None, site, unit, count, tuple(problems), cells)


def _count(told: dict[str, str], name: str, problems: list[Problem]) -> int | None:
    text = told.get(name, "").replace(",", "").removesuffix("人").removesuffix(".0")
    if not text:
        return None
    if text.isascii() and text.isdecimal() and len(text) < 8:
        return int(text)
    problems.append(Problem(name, told[name], NO_NUMBER))
    return None


def _site(told: dict[str, str], problems: list[Problem]) -> Site:
    lat, lon = _position(told, problems)
    city = next((told[n] for n in ("level3", "level2", "level1") if n in told), "")
    return Site(
        id=0,
        name=told["name"],
        kind=_kind(told),
        address=", ".join(told[n] for n in ("address", "postcode") if n in told),
        city=city,
        country=told.get("country", ""),
        lat=lat,
        lon=lon,
        organisation=", ".join(told[n] for n in ("organisation", "branch") if n in told),
        contact=told.get("contact", ""),
        state=_state(told, problems),
    )


def _position(told: dict[str, str], problems: list[Problem]) -> tuple[float | None, float | None]:
    if "latitude" not in told and "longitude" not in told:
        return None, None
    lat = read_degrees(told.get("latitude", ""), 90)
    lon = read_degrees(told.get("longitude", ""), 180)
    if lat is not None and lon is not None:
        return lat, lon
    text = f"{told.get('latitude', '')}, {told.get('longitude', '')}"
    problems.append(Problem("latitude", text, NO_POSITION))
    return None, None


def _state(told: dict[str, str], problems: list[Problem]) -> SiteState:
    text = told.get("status", "")
    state = _STATES.get(normal(text))
    if text and state is None:
        problems.append(Problem("status", text, NOT_KNOWN))
    return state or SiteState.OPEN


def _kind(told: dict[str, str]) -> SiteKind:
    for text in (told.get("kind", ""), told["name"]):
        for kind, pattern in _KINDS:
            if re.search(pattern, text, re.IGNORECASE):
                return kind
    return SiteKind.OTHER


def _skipped(number: int, cells: tuple[str, ...], why: Reason) -> ShelterRow:
    return ShelterRow(number, "skipped", why, None, None, None, (), cells)

"""Reading a table of hotels, landmarks, work sites: places the gazetteer of the world lacks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from situationroom.intake import layout
from situationroom.intake.columns import SURE, by_header, normal
from situationroom.intake.files import open_tables
from situationroom.intake.located import city_of, read_degrees
from situationroom.intake.nations import read_nationality
from situationroom.intake.peek import top_tables
from situationroom.intake.phones import region
from situationroom.intake.places import open_gazetteer
from situationroom.intake.position import NO_POSITION, NOWHERE, Position
from situationroom.intake.positions import placed, read_position
from situationroom.intake.resolved_place import not_as_told
from situationroom.intake.results import Context, Located, Outcome, Problem, Reason, Step
from situationroom.intake.tables import Table
from situationroom.intake.turned import turned
from situationroom.models.errors import InputError, RuleError
from situationroom.models.place import SOMEWHERE_M, Place, check_place
from situationroom.models.vocabulary import PlaceKind

NO_NAME: Final = Reason("The row has no name.")
NO_WHERE: Final = Reason(
    "The row has no position, and its city is not in the gazetteer; add latitude and longitude."
)
IN_ITS_CITY: Final = Reason("There is no position; the place was put into its city.")
NO_RADIUS: Final = Reason("This is no radius in metres; a usual one was taken.")
SEARCHED = 40  # rows that may stand above the header
MANY: Final = frozenset({"other_names", "address", "contact"})
PERSONAL: Final = frozenset(
    {"passport", "sex", "birth_date", "age", "surname", "given_names", "id_number", "nationality",
     "needs", "mrz", "kin", "capacity", "free", "occupied"}
)  # fmt: skip
_APART = re.compile(r"[;；|/、\n]+")
_KINDS: Final = (
    (PlaceKind.HOTEL, r"hotel|hostel|resort|motel|guest ?house|pension|otel|"
                      r"酒店|宾馆|旅馆|饭店|民宿|公寓|客栈|度假"),
    (PlaceKind.HOSPITAL, r"hospital|clinic|hastane|医院|诊所"),
    (PlaceKind.AIRPORT, r"airport|havaliman|机场|航站"),
    (PlaceKind.PORT, r"\bport\b|harbou?r|liman|码头|港口|港$"),
    (PlaceKind.MISSION, r"embassy|consulate|mission\b|使馆|领馆"),
    (PlaceKind.SCHOOL, r"school|universit|college|üniversite|学校|大学|学院|中学|小学"),
    (PlaceKind.WORK_SITE, r"site\b|camp\b|project|factory|plant|mine\b|"
                          r"营地|工地|项目|工厂|电站|矿|园区"),
    (PlaceKind.STATION, r"station|terminal|车站|地铁|客运"),
    (PlaceKind.ASSEMBLY_POINT, r"assembly|muster|集合点|集结点"),
    (PlaceKind.CHECKPOINT, r"checkpoint|检查站|关卡"),
    (PlaceKind.CLOSURE, r"closure|closed|封锁|封闭"),
    (PlaceKind.LANDMARK, r"landmark|mall|square|bazaar|market|tower|bridge|"
                         r"地标|广场|商场|市场|塔$|桥$"),
)  # fmt: skip


class Read(NamedTuple):
    """A position with the metres around it."""

    lat: float
    lon: float
    radius_m: float
    country: str
    city: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row, numbered from 1; its place is a draft with id 0."""

    row: int
    outcome: Outcome
    why: Reason | None
    place: Place | None
    problems: tuple[Problem, ...]
    cells_in_order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A file of places; ``rows`` by sheet name, of every sheet."""

    file: str
    rows: tuple[tuple[str, PlaceRow], ...]


def read_places(path: Path, context: Context, step: Step) -> PlaceReading:
    """Read a table of places in any layout the lists of persons may have.

    Raises InputError for a file that cannot be read or has no header of such a table.
    """
    found: list[tuple[str, PlaceRow]] = []
    headed = False
    for table in open_tables(path):
        top = _header(table)
        headed = headed or top is not None
        found += [(table.name, row) for row in _rows(table, top, context, step)]
    if not headed:
        raise InputError(
            "No row of {file} was recognised as the header of a table of places; name the columns "
            "in its first row, such as Name, City, Country, Latitude, Longitude, Kind.",
            file=path.name,
        )
    return PlaceReading(path.name, tuple(found))


def known_by(name: str, city: str) -> str:
    """By what a place is found again in a newer table: its name and its city, folded."""
    return f"{normal(name)}|{normal(city)}"


def _field_of(header: str) -> str | None:
    field, sure = by_header(header, "places")
    return field if sure >= SURE else None


def _header(table: Table) -> int | None:
    best: tuple[int, int] | None = None
    for place, (_, cells) in enumerate(table.rows[:SEARCHED]):
        fields = {_field_of(cell) for cell in cells if cell.strip()} - {None}
        if len(fields) >= 2 and "name" in fields:
            best = max(best or (0, 0), (len(fields), -place))
    return -best[1] if best else None


def _rows(table: Table, top: int | None, context: Context, step: Step) -> list[PlaceRow]:
    if top is None:
        return [_skipped(n, cells, layout.NO_TABLE) for n, cells in table.rows]
    number, headers = table.rows[top]
    found = [_skipped(n, cells, layout.ABOVE) for n, cells in table.rows[:top]]
    found.append(_skipped(number, headers, layout.HEADER))
    columns = _columns(headers)
    for done, (row, cells) in enumerate(table.rows[top + 1 :]):
        if done % 500 == 0:
            step(done, len(table.rows), table.name)
        found.append(_row(columns, row, cells, headers, context))
    return found


def _columns(headers: Sequence[str]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for index, header in enumerate(headers):
        field = _field_of(header)
        if field and (field in MANY or field not in {known for _, known in found}):
            found.append((index, field))
    return found


def _row(
    columns: Sequence[tuple[int, str]],
    number: int,
    cells: tuple[str, ...],
    headers: tuple[str, ...],
    context: Context,
) -> PlaceRow:
    told: dict[str, str] = {}
    for index, field in columns:
        text = cells[index].strip() if index < len(cells) else ""
        if text:
            told[field] = f"{told[field]}; {text}" if field in told else text
    why = layout.why_skipped(cells, (headers,), bool(told.get("name")), None)
    if why is not None:
        return _skipped(number, cells, why)
    if not told.get("name"):
        return PlaceRow(number, "rejected", NO_NAME, None, (), cells)
    problems: list[Problem] = []
    at = _position(told, context, problems)
    if isinstance(at, Reason):
        return PlaceRow(number, "rejected", at, None, tuple(problems), cells)
    try:
        place = check_place(_draft(told, at))
    except RuleError as error:
        why = Reason(error.template, error.values)
        return PlaceRow(number, "rejected", why, None, tuple(problems), cells)
    return PlaceRow(number, "read", None, place, tuple(problems), cells)


def _draft(told: dict[str, str], at: Read) -> Place:
    names = [name for name in _APART.split(told["name"]) if name.strip()] or [told["name"]]
    others = [*names[1:], *_APART.split(told.get("other_names", ""))]
    return Place(
        0, names[0], _kind(told.get("kind", ""), told["name"]), at.lat, at.lon,
        told.get("code", ""), told.get("address", ""), told.get("contact", ""),
        tuple(others), at.city, at.country, at.radius_m, known_by(names[0], at.city),
    )  # fmt: skip


def _kind(told: str, name: str) -> PlaceKind:
    plain = normal(told)
    same = next((kind for kind in PlaceKind if normal(str(kind)) == plain), None)
    said = (k for text in (told, name) for k, words in _KINDS if re.search(words, text, re.I))
    return same or next(said, PlaceKind.OTHER)


def _position(told: dict[str, str], context: Context, problems: list[Problem]) -> Read | Reason:
    country = _country(told.get("country", ""))
    town = _town(told, country or context.country, context)
    at = _told_position(told)
    if isinstance(at, Reason):
        return at
    radius = _radius(told.get("radius", ""), problems)
    city = (city_of(town) if town is not None else "") or told.get("city", "")
    if at is None:
        if town is None:
            return NO_WHERE
        problems.append(Problem("position", told["name"], IN_ITS_CITY))
        return Read(town.lat, town.lon, radius or town.uncertainty_m, town.country, city)
    at = turned(at, country or context.country)
    there = open_gazetteer().lands(at.lat, at.lon)
    if at.reason is not None:
        problems.append(Problem("latitude", f"{at.lat}, {at.lon}", at.reason))
    if country and there and country not in there:
        state = open_gazetteer().state
        problems.append(Problem("country", country, not_as_told(state(there[0]), state(country))))
    here = country or next(iter(there), context.country)
    return Read(at.lat, at.lon, radius or max(at.uncertainty_m, SOMEWHERE_M), here, city)


def _told_position(told: dict[str, str]) -> Position | Reason | None:
    lat, lon = told.get("latitude", ""), told.get("longitude", "")
    if lat or lon:
        north, east = read_degrees(lat, 180), read_degrees(lon, 180)
        if north is not None and east is not None:
            return placed(north, east) or (NOWHERE if north == east == 0 else NO_POSITION)
        read = read_position(f"{lat}, {lon}")
        return NO_POSITION if read is None else read
    if text := told.get("position", ""):
        read = read_position(text)
        return NO_POSITION if read is None else read
    return None


def _town(told: dict[str, str], country: str, context: Context) -> Located | None:
    named = ", ".join(told[name] for name in ("city", "level1") if name in told)
    return context.resolve(named or told.get("address", ""), country or None)


def _country(text: str) -> str:
    if len(text) == 2 and text.isalpha():
        return text.upper()
    return region(read_nationality(text) or "") if text else ""


def _radius(text: str, problems: list[Problem]) -> float | None:
    if not text:
        return None
    digits = re.fullmatch(r"\s*(\d{1,6}(?:\.\d+)?)\s*(?:m|米|metres)?\s*", text)
    if digits is None or float(digits[1]) <= 0:
        problems.append(Problem("radius", text, NO_RADIUS))
        return None
    return float(digits[1])


def _skipped(number: int, cells: tuple[str, ...], why: Reason) -> PlaceRow:
    return PlaceRow(number, "skipped", why, None, (), cells)


def merged(before: Place, told: Place) -> Place:
    """A place that is here with what a newer table says; names are added, none is lost."""
    names = dict.fromkeys((*before.other_names, *told.other_names))
    return replace(told, id=before.id, other_names=tuple(names), removed_at=None)


def is_place_table(path: Path) -> bool:
    """Whether a table lists places: a name, where it is, of what kind, and nobody's papers."""
    try:
        tables = top_tables(path)
        tops = [(table, _header(table)) for table in tables]
    except InputError:
        return False
    return any(top is not None and _of_places(table.rows[top][1]) for table, top in tops)


def _of_places(headers: Sequence[str]) -> bool:
    told = [cell for cell in headers if cell.strip()]
    fields = {_field_of(cell) for cell in told}
    personal = {by_header(cell)[0] for cell in told} & PERSONAL
    where = {"latitude", "longitude"} <= fields or "position" in fields
    return where and bool({"kind", "other_names"} & fields) and not personal

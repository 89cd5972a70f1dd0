"""One row of a list: what each cell says, and the drafts of person, request and report."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from situationroom.intake import dates, documents, located, names, phones, words
from situationroom.intake.results import ColumnReading, Context, Located, Problem, Reason
from situationroom.models.person import Document, Kin, Person, Phone
from situationroom.models.report import Cell, Report
from situationroom.models.request import Request
from situationroom.models.vocabulary import (
    Need,
    Precision,
    Priority,
    Safety,
    Sex,
    Source,
    Who,
    Wish,
)

NOT_UNDERSTOOD: Final = Reason("This word is not known here; the cell is kept as told.")
NOT_BORN_YET: Final = Reason("This date of birth is in the future.")
SEX_DIFFERS: Final = Reason("The identity number says another sex.")
BIRTH_DIFFERS: Final = Reason("The identity number says another date of birth.")
NO_COUNT: Final = Reason("This is not one number of persons.")
DEATH_TOLD: Final = Reason(
    "A death is never taken from a list; two officers record it on the case."
)
NOBODY: Final = Reason("Neither name nor document nor telephone: nobody can be found by this row.")

IDENTIFYING: Final = frozenset(
    {"name", "native_name", "latin_name", "surname", "given_names", "passport", "identity_number",
     "phone", "phone_home", "email", "handle"}
)  # fmt: skip
_ASKS: Final = frozenset({"description", "priority", "category", "caller", "caller_phone"})


@dataclass(slots=True)
class Layout:
    """What holds for every row of one sheet, worked out once."""

    context: Context
    columns: tuple[ColumnReading, ...]
    where: located.Resolve
    file: str = ""
    sheet: str = ""
    affiliation: str = ""
    home: Located | None = None
    orders: dict[str, dates.Order | None] = field(default_factory=dict)
    mapped: tuple[tuple[int, str], ...] = ()
    headers: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()
    asks: bool = False

    def __post_init__(self) -> None:
        self.mapped = tuple((c.index, c.field) for c in self.columns if c.field)
        self.headers = tuple(c.header.strip() or _letter(c.index) for c in self.columns)
        country, home = phones.region(self.context.country), phones.region(self.context.home)
        self.local = tuple(dict.fromkeys(r for r in (country, home) if r))
        self.abroad = tuple(dict.fromkeys(r for r in (home, country) if r))
        self.asks = any(name in _ASKS for _, name in self.mapped)


class _Row:
    """The cells of one row by field, and the problems met on the way."""

    __slots__ = ("cells", "layout", "problems")

    def __init__(self, layout: Layout, cells: Sequence[str]) -> None:
        self.layout = layout
        self.problems: list[Problem] = []
        self.cells: dict[str, str] = {}
        for index, name in layout.mapped:
            told = cells[index].strip() if index < len(cells) else ""
            if told and not (len(told) < 8 and words.is_unknown(told)):
                before = self.cells.get(name)
                self.cells[name] = f"{before}; {told}" if before else told

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def flag(self, name: str, reason: Reason | None, told: str = "") -> None:
        if reason is not None:
            self.problems.append(Problem(name, told or self.get(name), reason))

    def moment(self, name: str) -> datetime | None:
        told = self.get(name)
        if not told:
            return None
        context = self.layout.context
        order = self.layout.orders.get(name)
        moment, reason = dates.read_moment(told, context.home_zone, context.started_at.year, order)
        self.flag(name, reason)
        return moment


@dataclass(frozen=True, slots=True)
class Understood:
    """The drafts of one row; no persons means nobody could be found by it."""

    persons: tuple[Person, ...]
    request: Request | None
    report: Report
    problems: tuple[Problem, ...]


def understand(layout: Layout, number: int, cells: Sequence[str]) -> Understood:
    """Read one row of the table. ``number`` counts the sheet's rows from 1."""
    row = _Row(layout, cells)
    called = row.moment("called_at")
    people, told_party = _persons(row, called)
    report = _report(row, number, cells, called)
    request = _request(row, called, told_party, len(people)) if layout.asks and people else None
    return Understood(people, request, report, tuple(row.problems))


def _persons(row: _Row, called: datetime | None) -> tuple[tuple[Person, ...], int | None]:
    if not any(name in IDENTIFYING for name in row.cells):
        return (), None
    first, *others = _names(row)
    party = names.split_persons(row.get("name") or row.get("native_name"))[1]
    person = _person(row, first, called)
    if not others:
        return (person,), party
    row.flag("name", names.SEVERAL)
    shared = replace(
        person, sex=None, birth_date=None, age=None, age_on=None, documents=(), phones=(),
        emails=(), handles=(), needs=(), needs_text="", safety=Safety.UNKNOWN, safety_source=None,
        safety_at=None,
    )  # fmt: skip
    rest = (
        replace(shared, native_name=o.native, surname=o.surname, given_names=o.given)
        for o in others
    )
    return (person, *rest), party


def _names(row: _Row) -> list[names.NameReading]:
    native, full = row.get("native_name"), row.get("name")
    latin = row.get("latin_name")
    if not native and latin and full:
        native = full
    told = latin or full
    if (surname := row.get("surname")) and (given := row.get("given_names")):
        whole = f"{surname}, {given}" if surname.isascii() or given.isascii() else surname + given
        told = latin or whole
        native = native or (full if full != told and not full.isascii() else "")
    elif not told:
        told = native or row.get("surname") or row.get("given_names")
    if not told:
        return [names.NameReading()]
    parts, _ = names.split_persons(told)
    head, _ = names.split_persons(native) if native else (("",), None)
    readings = [names.read_name(part, head[0] if len(parts) == 1 else "") for part in parts]
    if len(parts) == 1:
        readings += [names.read_name(part) for part in head[1:]]
    row.flag("name", readings[0].reason, told)
    return readings


def _person(row: _Row, name: names.NameReading, called: datetime | None) -> Person:
    papers, birth, sex = _documents(row)
    when = called or row.layout.context.now
    place = _where(row)
    source = Source.TOLD if row.layout.asks else Source.REGISTRATION
    age = words.read_age(row.get("age")) if row.get("age") else None
    needs_text = row.get("needs")
    remarks = row.get("remarks")
    said = row.get("description")
    self_told = words.is_self(row.get("caller_relation"))
    return Person(
        id=0,
        native_name=name.native,
        surname=name.surname,
        given_names=name.given,
        other_names=(row.get("other_names"),) if row.get("other_names") else (),
        sex=_sex(row, sex),
        birth_date=_birth(row, birth),
        age=age,
        age_on=when.date() if age is not None else None,
        nationality=_nationality(row, papers),
        documents=papers,
        phones=_phones(row),
        emails=tuple(e.strip() for e in row.get("email").split(";") if "@" in e),
        handles=(row.get("handle"),) if row.get("handle") else (),
        who=words.read_who(row.get("occupation")) if row.get("occupation") else Who.UNKNOWN,
        affiliation=row.get("affiliation") or row.layout.affiliation,
        needs=_needs(needs_text, remarks, said),
        needs_text=needs_text,
        **_position(row, place, source, when),
        **_safety(row, called, self_told),
        wish=(words.read_wish(row.get("wish")) if row.get("wish") else None) or Wish.NOT_ASKED,
        last_contact=row.moment("last_contact") or (called if self_told else None),
        kin=_kin(row),
        remarks="; ".join(t for t in (row.get("occupation"), remarks) if t),
    )


def _documents(row: _Row) -> tuple[tuple[Document, ...], str | None, Sex | None]:
    papers: list[Document] = []
    birth, sex = None, None
    for name in ("passport", "identity_number"):
        if not row.get(name):
            continue
        read = documents.read_document(row.get(name))
        row.flag(name, read.reason)
        birth, sex = read.birth_date or birth, read.sex or sex
        if read.document:
            papers.append(read.document)
    if papers and papers[0].type != "I":
        papers[0] = _with_expiry(row, papers[0])
    return tuple(papers), birth, sex


def _with_expiry(row: _Row, paper: Document) -> Document:
    issuer = (
        words.read_nationality(row.get("document_issuer")) if row.get("document_issuer") else ""
    )
    if not row.get("document_expiry"):
        return replace(paper, issuer=paper.issuer or issuer or "")
    read = dates.read_date(row.get("document_expiry"), row.layout.orders.get("document_expiry"))
    row.flag("document_expiry", read.reason)
    return replace(paper, issuer=paper.issuer or issuer or "", expiry=read.value or "")


def _birth(row: _Row, from_identity: str | None) -> str | None:
    told = row.get("birth_date")
    if not told:
        return from_identity
    now = row.layout.context.now
    read = dates.read_date(told, row.layout.orders.get("birth_date"), now.year)
    row.flag("birth_date", read.reason)
    if read.value and read.value > now.date().isoformat():
        row.flag("birth_date", NOT_BORN_YET)
    if read.value and from_identity and not from_identity.startswith(read.value):
        row.flag("birth_date", BIRTH_DIFFERS)
    return read.value or from_identity


def _sex(row: _Row, from_identity: Sex | None) -> Sex | None:
    told = row.get("sex")
    if not told:
        return from_identity
    sex = words.read_sex(told)
    row.flag("sex", NOT_UNDERSTOOD if sex is None else None)
    if sex and from_identity and sex is not from_identity:
        row.flag("sex", SEX_DIFFERS)
    return sex or from_identity


def _nationality(row: _Row, papers: tuple[Document, ...]) -> str | None:
    told = row.get("nationality")
    read = words.read_nationality(told) if told else None
    row.flag("nationality", NOT_UNDERSTOOD if told and read is None else None)
    if told:
        return read
    return "CHN" if any(paper.issuer == "CHN" for paper in papers) else None


def _phones(row: _Row) -> tuple[Phone, ...]:
    found: dict[str, Phone] = {}
    for name, regions in (("phone", row.layout.local), ("phone_home", row.layout.abroad)):
        if told := row.get(name):
            read, reason = phones.read_phones(told, regions)
            row.flag(name, reason)
            found.update({phone.e164 or phone.told: phone for phone in read})
    return tuple(found.values())


def _needs(*texts: str) -> tuple[Need, ...]:
    found = {need for text in texts if text for need in words.read_needs(text)}
    return tuple(need for need in Need if need in found) if found else ()


def _where(row: _Row) -> located.Where:
    where = located.find_where(
        row.get("place"), row.get("city"), row.get("address"), row.layout.where
    )
    if where.problem:
        row.problems.append(where.problem)
    told_lat, told_lon = row.get("latitude"), row.get("longitude")
    if told_lat and told_lon:
        lat, lon = located.read_degrees(told_lat, 90), located.read_degrees(told_lon, 180)
        if lat is not None and lon is not None:
            return replace(where, lat=lat, lon=lon)
        row.flag("latitude", located.NO_POSITION, f"{told_lat}, {told_lon}")
    home = row.layout.home
    if home and where.found is None and not where.city:
        return replace(where, city=located.city_of(home), found=home)
    return where


def _position(row: _Row, where: located.Where, source: Source, when: datetime) -> dict[str, Any]:
    found = where.found
    told = where.told or (row.layout.sheet if found else "")
    if not told and where.lat is None:
        return {}
    result: dict[str, Any] = {"place_text": told, "city": where.city, "located_at": when}
    result |= {"location_source": source, "country": found.country if found else ""}
    if where.lat is not None:
        return result | {"lat": where.lat, "lon": where.lon, "precision": Precision.EXACT}
    if found is None:
        return result
    return result | {
        "lat": found.lat,
        "lon": found.lon,
        "precision": found.precision,
        "uncertainty_m": found.uncertainty_m,
    }


def _safety(row: _Row, called: datetime | None, self_told: bool) -> dict[str, Any]:
    told = row.get("safety")
    safety = words.read_safety(told) if told else None
    if safety is Safety.DECEASED:
        row.flag("safety", DEATH_TOLD)
        safety = None
    elif told and safety is None:
        row.flag("safety", NOT_UNDERSTOOD)
    if row.get("injured") and (words.read_yes(row.get("injured")) or _hurt(row.get("injured"))):
        safety = Safety.INJURED
    if safety is None:
        return {}
    source = Source.SELF if self_told else Source.TOLD
    return {
        "safety": safety,
        "safety_source": source,
        "safety_at": called or row.layout.context.now,
    }


def _hurt(text: str) -> bool:
    return (
        words.read_yes(text) is None
        and words.read_safety(text) is Safety.INJURED
        and text[0] not in "无未没"
    )


def _kin(row: _Row) -> tuple[Kin, ...]:
    kin: list[Kin] = []
    if told := row.get("kin"):
        read, _ = phones.read_phones(told, row.layout.abroad)
        name = _without_numbers(told)
        kin.append(Kin(name, row.get("kin_relation"), read[0].e164 if read else ""))
    if row.get("kin_name") or row.get("kin_phone"):
        phone = _one_phone(row, "kin_phone")
        name = row.get("kin_name")
        relation = row.get("kin_relation") or (name if words.is_family(name) else "")
        kin.append(Kin(name, relation, phone))
    relation = row.get("caller_relation")
    if relation and words.is_family(relation) and (row.get("caller") or row.get("caller_phone")):
        kin.append(Kin(row.get("caller"), relation, _one_phone(row, "caller_phone")))
    return tuple(kin)


def _without_numbers(text: str) -> str:
    kept = "".join(" " if c.isdigit() or c in "+()-/:：,，" else c for c in text)
    return " ".join(kept.split())


def _one_phone(row: _Row, name: str) -> str:
    told = row.get(name)
    if not told:
        return ""
    read, reason = phones.read_phones(told, row.layout.abroad)
    if not any(problem.field == name for problem in row.problems):
        row.flag(name, reason)
    return read[0].e164 or told


def _request(row: _Row, called: datetime | None, told_party: int | None, people: int) -> Request:
    opened = called or row.layout.context.now
    said = row.get("description")
    kind = words.told_category(row.get("category")) if row.get("category") else None
    priority = words.read_priority(row.get("priority")) if row.get("priority") else None
    if row.get("priority") and priority is None:
        row.flag("priority", NOT_UNDERSTOOD)
    party = words.read_party(row.get("party")) if row.get("party") else None
    if row.get("party") and party is None:
        row.flag("party", NO_COUNT)
    return Request(
        id=0,
        opened_at=opened,
        due_at=opened,
        party=max(party or told_party or 1, people),
        category=kind or words.propose_category(said)[0],
        priority=priority or Priority.YELLOW,
        description=said or row.get("category"),
    )


def _report(row: _Row, number: int, cells: Sequence[str], called: datetime | None) -> Report:
    layout = row.layout
    told = tuple(
        Cell(layout.headers[i] if i < len(layout.headers) else _letter(i), cell)
        for i, cell in enumerate(cells)
        if cell.strip()
    )
    return Report(
        id=0,
        received_at=layout.context.now,
        file=layout.file,
        sheet=layout.sheet,
        row=number,
        row_key=row.get("row_key"),
        fingerprint=fingerprint(cells),
        cells=told,
        caller=row.get("caller"),
        caller_phone=_one_phone(row, "caller_phone"),
        caller_relation=row.get("caller_relation"),
        caller_place=row.get("caller_place"),
        called_at=called,
        officer=row.get("officer"),
        paper_number=row.get("paper_number"),
    )


def fingerprint(cells: Sequence[str]) -> str:
    """SHA-256 of the cells' text, each after its length, so that no two rows join to the same."""
    last = max((i for i, cell in enumerate(cells) if cell.strip()), default=-1)
    joined = "".join(f"{len(cell)}:{cell}" for cell in cells[: last + 1])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def _letter(index: int) -> str:
    """The column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

"""The persons a row tells of: names, papers, telephones, whereabouts, needs, kin."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from situationroom.intake import dates, documents, located, names, phones, words
from situationroom.intake.results import Reason
from situationroom.intake.row import Row, one_phone
from situationroom.models.person import Document, Kin, Person, Phone
from situationroom.models.vocabulary import Need, Precision, Safety, Sex, Source, Who, Wish

NOT_UNDERSTOOD: Final = Reason("This word is not known here; the cell is kept as told.")
NOT_BORN_YET: Final = Reason("This date of birth is in the future.")
SEX_DIFFERS: Final = Reason("The identity number says another sex.")
BIRTH_DIFFERS: Final = Reason("The identity number says another date of birth.")
DEATH_TOLD: Final = Reason(
    "A death is never taken from a list; two officers record it on the case."
)
IDENTIFYING: Final = frozenset(
    {"name", "native_name", "latin_name", "surname", "given_names", "passport", "identity_number",
     "phone", "phone_home", "email", "handle"}
)  # fmt: skip


def read_persons(row: Row, called: datetime | None) -> tuple[tuple[Person, ...], int | None]:
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


def _names(row: Row) -> list[names.NameReading]:
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


def _person(row: Row, name: names.NameReading, called: datetime | None) -> Person:
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


def _documents(row: Row) -> tuple[tuple[Document, ...], str | None, Sex | None]:
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


def _with_expiry(row: Row, paper: Document) -> Document:
    issuer = (
        words.read_nationality(row.get("document_issuer")) if row.get("document_issuer") else ""
    )
    if not row.get("document_expiry"):
        return replace(paper, issuer=paper.issuer or issuer or "")
    read = dates.read_date(row.get("document_expiry"), row.layout.orders.get("document_expiry"))
    row.flag("document_expiry", read.reason)
    return replace(paper, issuer=paper.issuer or issuer or "", expiry=read.value or "")


def _birth(row: Row, from_identity: str | None) -> str | None:
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


def _sex(row: Row, from_identity: Sex | None) -> Sex | None:
    told = row.get("sex")
    if not told:
        return from_identity
    sex = words.read_sex(told)
    row.flag("sex", NOT_UNDERSTOOD if sex is None else None)
    if sex and from_identity and sex is not from_identity:
        row.flag("sex", SEX_DIFFERS)
    return sex or from_identity


def _nationality(row: Row, papers: tuple[Document, ...]) -> str | None:
    told = row.get("nationality")
    read = words.read_nationality(told) if told else None
    row.flag("nationality", NOT_UNDERSTOOD if told and read is None else None)
    if told:
        return read
    return "CHN" if any(paper.issuer == "CHN" for paper in papers) else None


def _phones(row: Row) -> tuple[Phone, ...]:
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


def _where(row: Row) -> located.Where:
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


def _position(row: Row, where: located.Where, source: Source, when: datetime) -> dict[str, Any]:
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


def _safety(row: Row, called: datetime | None, self_told: bool) -> dict[str, Any]:
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


def _kin(row: Row) -> tuple[Kin, ...]:
    kin: list[Kin] = []
    if told := row.get("kin"):
        read, _ = phones.read_phones(told, row.layout.abroad)
        name = _without_numbers(told)
        kin.append(Kin(name, row.get("kin_relation"), read[0].e164 if read else ""))
    if row.get("kin_name") or row.get("kin_phone"):
        phone = one_phone(row, "kin_phone")
        name = row.get("kin_name")
        relation = row.get("kin_relation") or (name if words.is_family(name) else "")
        kin.append(Kin(name, relation, phone))
    relation = row.get("caller_relation")
    if relation and words.is_family(relation) and (row.get("caller") or row.get("caller_phone")):
        kin.append(Kin(row.get("caller"), relation, one_phone(row, "caller_phone")))
    return tuple(kin)


def _without_numbers(text: str) -> str:
    kept = "".join(" " if c.isdigit() or c in "+()-/:：,，" else c for c in text)
    return " ".join(kept.split())

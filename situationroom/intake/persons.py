"""The persons a row tells of: names, papers, telephones, whereabouts, needs, kin."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from situationroom.intake import dealt, person_kin, person_papers, words
from situationroom.intake.answers import age_under_birth, asked_safety, told_needs
from situationroom.intake.birth_parts import join_birth
from situationroom.intake.names import NameReading
from situationroom.intake.person_names import check_party, read_names
from situationroom.intake.person_papers import NOT_UNDERSTOOD
from situationroom.intake.person_where import position, read_where
from situationroom.intake.results import Reason
from situationroom.intake.row import Row
from situationroom.models.person import Person
from situationroom.models.vocabulary import Need, Safety, Source, Who, Wish

__all__ = ["IDENTIFYING", "NOT_UNDERSTOOD", "read_persons"]

DEATH_TOLD: Final = Reason(
    "A death is never taken from a list; two officers record it on the case."
)
IDENTIFYING: Final = frozenset(
    {"name", "native_name", "latin_name", "surname", "given_names", "passport", "identity_number",
     "phone", "phone_home", "email", "handle", "mrz"}
)  # fmt: skip


def read_persons(row: Row, called: datetime | None) -> tuple[tuple[Person, ...], int | None]:
    """Everybody the row tells of, the first with its details, and the party size its name tells."""
    if IDENTIFYING.isdisjoint(row.cells):
        return (), None
    named = read_names(row)
    first, *others = named.names
    check_party(row, named.party, len(named.names))
    if not others:
        return (_person(row, first, called),), named.party
    theirs = dealt.dealt_out(row, len(named.names))
    own = dealt.part_of(row, row.cells | theirs[0]) if theirs else row
    person = _person(own, first, called)
    if not theirs:
        dealt.flag_papers(row, person.documents)
    shared = replace(
        person, other_names=(), birth_date=None, age=None, age_on=None, documents=(), phones=(),
        emails=(), handles=(), needs=(), needs_text="", safety=Safety.UNKNOWN, safety_source=None,
        safety_at=None, last_contact=None,
    )  # fmt: skip
    rest = tuple(_other(shared, name) for name in others)
    if theirs:
        rest = tuple(
            _with_own(row, one, name, cells)
            for one, name, cells in zip(rest, others, theirs[1:], strict=True)
        )
    return (person, *rest), named.party


def _with_own(row: Row, person: Person, name: NameReading, cells: dict[str, str]) -> Person:
    """The person with what of the row's cells was dealt out to them."""
    read = _person(dealt.part_of(row, cells), name, None)
    return replace(
        person, documents=read.documents, phones=read.phones, birth_date=read.birth_date,
        age=read.age, age_on=read.age_on, sex=read.sex or person.sex,
        nationality=person.nationality or read.nationality,
    )  # fmt: skip


def _other(shared: Person, name: NameReading) -> Person:
    return replace(
        shared,
        native_name=name.native,
        surname=name.surname,
        given_names=name.given,
        sex=name.sex,
        needs=(name.minor,) if name.minor else (),
    )


def _person(row: Row, name: NameReading, called: datetime | None) -> Person:
    get = row.get
    papers = person_papers.read_papers(row)
    when = called or row.layout.context.now
    self_told = words.is_self(get("caller_relation"))
    join_birth(row)
    age_under_birth(row)
    birth = person_papers.read_birth(row, papers.birth_date)
    age, age_told = person_papers.read_age(row, birth, when.date())
    phones, owned = person_kin.read_contacts(row)
    source = Source.TOLD if row.layout.asks else Source.REGISTRATION
    needs_text, remarks, occupation = told_needs(row), get("remarks"), get("occupation")
    other, handle = get("other_names"), get("handle")
    sex = person_papers.read_sex(row, papers.sex, name)
    nationality = person_papers.read_nationality(row, papers.documents)
    emails = person_kin.read_emails(row)
    where = position(row, read_where(row), source, when)
    safety = _safety(row)
    return Person(
        id=0,
        native_name=name.native,
        surname=name.surname,
        given_names=name.given,
        other_names=(other,) if other else (),
        sex=sex,
        birth_date=birth,
        age=age,
        age_on=when.date() if age is not None else None,
        nationality=nationality,
        documents=papers.documents,
        phones=phones,
        emails=emails,
        handles=(handle,) if handle else (),
        who=words.read_who(occupation) if occupation else Who.UNKNOWN,
        affiliation=get("affiliation") or row.layout.affiliation,
        needs=_needs(name.minor, needs_text),
        needs_text=needs_text,
        place_text=where.place_text,
        city=where.city,
        country=where.country,
        lat=where.lat,
        lon=where.lon,
        uncertainty_m=where.uncertainty_m,
        precision=where.precision,
        location_source=where.source,
        located_at=where.at,
        safety=safety or Safety.UNKNOWN,
        safety_source=(Source.SELF if self_told else Source.TOLD) if safety else None,
        safety_at=when if safety else None,
        wish=(words.read_wish(get("wish")) if get("wish") else None) or Wish.NOT_ASKED,
        last_contact=row.moment("last_contact", called) or (called if self_told else None),
        kin=(*person_kin.read_kin(row), *owned),
        remarks="; ".join(t for t in (occupation, remarks, age_told) if t),
    )


def _needs(minor: Need | None, *texts: str) -> tuple[Need, ...]:
    found = {need for text in texts if text for need in words.read_needs(text)}
    if minor:
        found.add(minor)
    return tuple(need for need in Need if need in found) if found else ()


def _safety(row: Row) -> Safety | None:
    told = row.get("safety")
    safety = (words.read_safety(told) or asked_safety(row, told)) if told else None
    if safety is Safety.DECEASED:
        row.flag("safety", DEATH_TOLD)
        safety = None
    elif told and safety is None:
        row.flag("safety", NOT_UNDERSTOOD)
    hurt = row.get("injured")
    if hurt and (words.read_yes(hurt) or _hurt(hurt)):
        safety = Safety.INJURED
    return safety


def _hurt(text: str) -> bool:
    return (
        words.read_yes(text) is None
        and words.read_safety(text) is Safety.INJURED
        and text[0] not in "无未没"
    )

"""The affected national, the household, and what belongs to one person."""

from dataclasses import dataclass
from datetime import date, datetime

from situationroom.models.birth import age_on, is_partial_date
from situationroom.models.case_number import case_number
from situationroom.models.errors import RuleError
from situationroom.models.made_quickly import made_quickly
from situationroom.models.record import Record
from situationroom.models.vocabulary import (
    Need,
    Precision,
    Presence,
    Safety,
    Sex,
    Source,
    Who,
    Wish,
)


@made_quickly
@dataclass(frozen=True, slots=True)
class Document:
    """A travel or identity document. ``type``: P passport, I identity number, T travel permit.

    ``issuer`` is ISO 3166 alpha-3, ``expiry`` an ISO date (possibly partial) or empty.
    """

    type: str
    number: str
    issuer: str = ""
    expiry: str = ""


@made_quickly
@dataclass(frozen=True, slots=True)
class Phone:
    """``e164`` such as '+905321234567' (empty if it is no number), ``told`` as it was given."""

    e164: str
    told: str = ""


@made_quickly
@dataclass(frozen=True, slots=True)
class Kin:
    """A next of kin at home, who is not travelling. ``phone`` is E.164 where it could be read."""

    name: str
    relation: str = ""
    phone: str = ""


@made_quickly
@dataclass(frozen=True, slots=True)
class Person(Record):
    """One affected national; positions are WGS-84 degrees, radii metres, times aware UTC.

    ``security_phrase`` was agreed with the first caller; it is shown on no list and leaves the
    cell in no file.
    """

    native_name: str = ""
    surname: str = ""
    given_names: str = ""
    other_names: tuple[str, ...] = ()
    sex: Sex | None = None
    birth_date: str | None = None
    age: int | None = None
    age_on: date | None = None
    nationality: str | None = None
    documents: tuple[Document, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    who: Who = Who.UNKNOWN
    affiliation: str = ""
    needs: tuple[Need, ...] = ()
    needs_text: str = ""
    household: int | None = None
    place_text: str = ""
    city: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    uncertainty_m: float | None = None
    precision: Precision = Precision.UNKNOWN
    location_source: Source | None = None
    located_at: datetime | None = None
    safety: Safety = Safety.UNKNOWN
    safety_source: Source | None = None
    safety_at: datetime | None = None
    death_reported_by: str = ""
    death_source: str = ""
    presence: Presence = Presence.IN_AREA
    wish: Wish = Wish.NOT_ASKED
    last_contact: datetime | None = None
    last_contact_how: str = ""
    kin: tuple[Kin, ...] = ()
    remarks: str = ""
    security_phrase: str = ""

    @property
    def case(self) -> str:
        """The case number, the same for ever."""
        return case_number(self.id)

    @property
    def latin_name(self) -> str:
        """SURNAME, given names, as a manifest prints it."""
        return ", ".join(part for part in (self.surname.upper(), self.given_names) if part)

    @property
    def name(self) -> str:
        """The name to show where there is room for one: native, else Latin, else the case.

        Empty for a draft of somebody known by a document or telephone only.
        """
        return self.native_name or self.latin_name or (self.case if self.id else "")


@dataclass(frozen=True, slots=True)
class Household(Record):
    """Family or travel group, kept together unless an officer says otherwise, with a reason."""

    name: str
    split_reason: str = ""


def check_person(person: Person) -> Person:
    """Return ``person``; raises RuleError where a field holds what cannot be."""
    if person.birth_date is not None and not is_partial_date(person.birth_date):
        raise RuleError("{date} is not a date of birth.", date=person.birth_date)
    if (person.lat is None) != (person.lon is None):
        raise RuleError("A position needs both latitude and longitude.")
    if person.lat is not None and person.lon is not None:
        _check_position(person.lat, person.lon)
    if person.safety is Safety.DECEASED and not (person.death_reported_by and person.death_source):
        raise RuleError("A death needs a named source and a second officer.")
    return person


def _check_position(lat: float, lon: float) -> None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise RuleError("{lat}, {lon} is not a position on the earth.", lat=lat, lon=lon)


def is_told_dead(person: Person) -> bool:
    """Deceased, or reported to be and not confirmed by a second officer yet."""
    return person.safety is Safety.DECEASED or bool(person.death_reported_by)


def years_old(person: Person, day: date) -> int | None:
    """Age in completed years on ``day``, from the birth date or from the age as told."""
    if person.birth_date:
        return age_on(person.birth_date, day)
    if person.age is None:
        return None
    return person.age + (max(0, day.year - person.age_on.year) if person.age_on else 0)


def needs_on(person: Person, day: date) -> tuple[Need, ...]:
    """What was told plus what the age on ``day`` means: infant < 2, child < 18, elderly >= 65."""
    age = years_old(person, day)
    by_age: list[Need] = []
    if age is not None:
        if age < 2:
            by_age = [Need.INFANT]
        elif age < 18:
            by_age = [Need.CHILD]
        elif age >= 65:
            by_age = [Need.ELDERLY]
    told = set(person.needs) | set(by_age)
    return tuple(need for need in Need if need in told)

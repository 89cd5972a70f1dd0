"""What the fields of a list are called on screen, and how their values are shown."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from situationroom import legend
from situationroom.cities import city_name
from situationroom.intake.results import Proposal
from situationroom.models import Person
from situationroom.models.errors import PlainError
from situationroom.models.person import Document, Kin, Phone
from situationroom.models.vocabulary import Category, Need, Priority
from situationroom.texts import tr
from situationroom.words import sentence


def field_names() -> dict[str, str]:
    """The name of every field a column can be mapped to."""
    return {
        "row_key": tr("Number in the list"),
        "called_at": tr("Time of the call"),
        "caller": tr("Caller"),
        "caller_relation": tr("Caller's relation"),
        "caller_phone": tr("Caller's telephone"),
        "caller_place": tr("Caller's place"),
        "name": tr("Name (either script)"),
        "native_name": tr("Native name"),
        "latin_name": tr("Name in Latin letters"),
        "surname": tr("Surname"),
        "given_names": tr("Given names"),
        "middle_name": tr("Middle name"),
        "other_names": tr("Other names"),
        "sex": tr("Sex"),
        "birth_date": tr("Date of birth"),
        "birth_year": tr("Year of birth"),
        "birth_month": tr("Month of birth"),
        "birth_day": tr("Day of birth"),
        "age": tr("Age"),
        "nationality": tr("Nationality"),
        "passport": tr("Passport"),
        "document_expiry": tr("Expiry"),
        "document_issuer": tr("Issuer"),
        "identity_number": tr("Identity card"),
        "phone": tr("Telephone there"),
        "phone_home": tr("Telephone at home"),
        "email": tr("E-mail"),
        "handle": tr("Handles"),
        "place": tr("Place"),
        "address": tr("Address"),
        "city": tr("City"),
        "country": tr("Country"),
        "latitude": tr("Latitude"),
        "longitude": tr("Longitude"),
        "party": tr("Party"),
        "description": tr("Situation"),
        "category": tr("Category"),
        "priority": tr("Priority"),
        "injured": tr("Injured"),
        "safety": tr("Safety status"),
        "wish": tr("Wish"),
        "needs": tr("Needs"),
        "remarks": tr("Remarks"),
        "occupation": tr("Occupation"),
        "affiliation": tr("Affiliation"),
        "household": tr("Household"),
        "kin": tr("Next of kin (name and telephone)"),
        "kin_name": tr("Next of kin"),
        "kin_phone": tr("Telephone of next of kin"),
        "kin_relation": tr("Relation of next of kin"),
        "last_contact": tr("Last contact"),
        "officer": tr("Officer"),
        "paper_number": tr("Paper form number"),
    }


def record_field(name: str) -> str:
    """A record's field as the change list calls it."""
    more = {
        "documents": tr("Document number"),
        "phones": tr("Telephone"),
        "emails": tr("E-mail"),
        "handles": tr("Handles"),
        "place_text": tr("Place"),
        "lat": tr("Latitude"),
        "lon": tr("Longitude"),
        "uncertainty_m": tr("Radius (m)"),
        "precision": tr("Precision"),
        "location_source": tr("Location source"),
        "located_at": tr("Located at"),
        "who": tr("In the country as"),
        "needs_text": tr("About the needs"),
    }
    return more.get(name) or field_names().get(name) or name


def shown(value: object) -> str:
    """A field's value as an officer reads it."""
    if isinstance(value, tuple | list):
        return ", ".join(shown(one) for one in value) or "—"
    if isinstance(value, StrEnum):
        return legend.label(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, Document | Phone | Kin):
        return _part(value)
    return "—" if value is None or value == "" else str(value)


_DERIVED = frozenset({"lat", "lon", "uncertainty_m", "precision", "location_source", "located_at"})
"""What follows from the place as it was told; said only where no place is."""


def shown_field(name: str, value: object) -> str:
    """A value of a record's field as an officer reads it: cities by name, metres rounded."""
    if name == "city":
        return city_name(str(value or "")) or "—"
    if isinstance(value, float):
        return f"{value:,.0f}" if name.endswith("_m") else f"{value:.5f}"
    return shown(value)


def worth_saying(
    changes: Sequence[tuple[str, str, object, object]],
) -> list[tuple[str, str, object, object]]:
    """The changes without what only follows from a changed place."""
    told = {name for _, name, _, _ in changes}
    moved = bool(told & {"place_text", "city"})
    return [change for change in changes if not (moved and change[1] in _DERIVED)]


def _part(value: Document | Phone | Kin) -> str:
    if isinstance(value, Document):
        return value.number
    if isinstance(value, Phone):
        return value.e164 or value.told
    return " ".join(part for part in (value.name, value.relation, value.phone) if part)


PERSON_FIELDS = (
    "native_name", "surname", "given_names", "sex", "birth_date", "age", "nationality",
    "documents", "phones", "emails", "handles", "place_text", "city", "precision", "safety",
    "wish", "needs", "needs_text", "who", "affiliation", "kin", "last_contact", "remarks",
)  # fmt: skip
"""What the detail of a row shows of a person, in this order, where it says something."""


def told_fields(person: Person, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The fields of a draft that differ from an empty person, named and shown."""
    empty = Person(0)
    wanted = (n for n in PERSON_FIELDS if n not in without)
    names = (n for n in wanted if getattr(person, n) != getattr(empty, n))
    told = ((name, getattr(person, name)) for name in names)
    return [
        (record_field(name), city_name(value) if name == "city" else shown(value))
        for name, value in told
    ]


def reason_text(reason: object) -> str:
    """A reason (template and values) or an error, in the officer's language."""
    if isinstance(reason, PlainError):
        return sentence(reason)
    template, values = getattr(reason, "template", ""), getattr(reason, "values", {})
    return tr(template, **values) if template else ""


def proposal_text(proposal: Proposal) -> str:
    """'Category: Medical': what free text suggests, in words."""
    kinds: dict[str, type[StrEnum]] = {"category": Category, "priority": Priority, "needs": Need}
    kind = kinds.get(proposal.field)
    try:
        value = legend.label(kind(proposal.value)) if kind else proposal.value
    except ValueError:
        value = proposal.value
    return f"{record_field(proposal.field)}: {value}"

"""What an officer types into a form, understood by the same rules as the lists."""

from datetime import datetime

from situationroom.commands.places import typed_place
from situationroom.intake.dates import read_date
from situationroom.intake.documents import read_document
from situationroom.intake.names import read_name
from situationroom.intake.own_places import OwnPlaces
from situationroom.intake.phones import read_phones, region
from situationroom.models import Incident
from situationroom.models.errors import RuleError
from situationroom.models.person import Document, Phone
from situationroom.models.vocabulary import Precision, Source

LONGEST_NAME = 80
"""Characters; the longest name a passport's visual zone can carry is 39, in two scripts."""


def typed_name(text: str) -> tuple[str, str, str]:
    """Native name, surname and given names. Raises RuleError for a story in a name field."""
    told = text.strip()
    must_be_short(told)
    read = read_name(told)
    if told and not (read.native or read.surname or read.given):
        raise RuleError("No name can be read in {text}.", text=told)
    return read.native, _plain_case(read.surname), _plain_case(read.given)


def must_be_short(text: str) -> None:
    """Raises RuleError for a story in a name field."""
    told = text.strip()
    if len(told) > LONGEST_NAME or "\n" in told or any(mark in told for mark in "。！？"):
        raise RuleError(
            "This is too long for a name ({count} characters); put the story under Situation.",
            count=len(told),
        )


def typed_phones(text: str, incident: Incident, *, at_home: bool = False) -> tuple[Phone, ...]:
    """Every number that was typed; ``at_home`` says whose country a bare number belongs to."""
    if not text.strip():
        return ()
    home, there = region(incident.home), incident.country
    return read_phones(text, (home, there) if at_home else (there, home))[0]


def typed_document(text: str) -> tuple[Document, ...]:
    """A passport or identity number. Raises RuleError where it can be none."""
    if not text.strip():
        return ()
    read = read_document(text)
    if read.document is None:
        raise RuleError("{text} is no passport or identity number.", text=text.strip())
    return (read.document,)


def typed_birth(text: str) -> str | None:
    """An ISO date, possibly partial. Raises RuleError where it can be none."""
    if not text.strip():
        return None
    value = read_date(text).value
    if value is None:
        raise RuleError("{date} is not a date of birth.", date=text.strip())
    return value


def location_fields(
    text: str, country: str, now: datetime, known: OwnPlaces | None = None
) -> dict[str, object]:
    """The location fields of a person who is said to be at ``text`` (empty: no fields)."""
    told = text.strip()
    if not told:
        return {}
    fields: dict[str, object] = {
        "place_text": told,
        "location_source": Source.TOLD,
        "located_at": now,
        "city": "",
        "country": "",
        "lat": None,
        "lon": None,
        "uncertainty_m": None,
        "precision": Precision.UNKNOWN,
    }
    read = typed_place(told, country, known)
    place = read.place
    if place is not None:
        city = place.city_en or (place.name_en if place.precision is Precision.CITY else "")
        fields |= {"city": city, "country": place.country, "lat": place.lat, "lon": place.lon}
        fields |= {"uncertainty_m": place.uncertainty_m, "precision": place.precision}
        fields["location_source"] = read.source
    return fields


def _plain_case(text: str) -> str:
    """'FANG' as 'Fang': stored as written by hand, printed in capitals where a list wants it."""
    return text.title() if text.isupper() else text

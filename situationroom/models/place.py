"""Places the cell works with, and what it has decided about the words callers use for places."""

from dataclasses import dataclass, replace
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import PlaceKind, Precision

LONGEST_NAME = 200
"""Characters."""
SOMEWHERE_M = 300.0
"""Metres around a place whose table says nothing of its size."""


@dataclass(frozen=True, slots=True)
class Place(Record):
    """A named point, WGS-84 degrees. ``code`` is IATA or ICAO for airports, UN/LOCODE for ports.

    ``known_by`` finds it in a newer table; ``removed_at`` says that it left the incident.
    """

    name: str
    kind: PlaceKind
    lat: float | None = None
    lon: float | None = None
    code: str = ""
    address: str = ""
    contact: str = ""
    other_names: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    uncertainty_m: float = SOMEWHERE_M
    known_by: str = ""
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Placing(Record):
    """Where the words ``text`` are, as an officer decided; ``key`` is the words as compared.

    Who says these words later is placed alike, until the decision is forgotten. Degrees WGS-84,
    metres around them.
    """

    text: str
    key: str
    name: str
    city: str = ""
    country: str = ""
    lat: float = 0.0
    lon: float = 0.0
    precision: Precision = Precision.UNKNOWN
    uncertainty_m: float = SOMEWHERE_M
    officer: str = ""
    decided_at: datetime | None = None
    forgotten_at: datetime | None = None


def check_place(place: Place) -> Place:
    """Return ``place`` tidied; raises RuleError without a name or without a position on land."""
    names = tuple(dict.fromkeys(n.strip() for n in place.other_names if n.strip()))
    tidy = replace(place, name=place.name.strip(), other_names=names)
    if not tidy.name:
        raise RuleError("The place needs a name.")
    if max(map(len, (tidy.name, *names))) > LONGEST_NAME:
        raise RuleError("A name of a place has at most {most} characters.", most=LONGEST_NAME)
    if tidy.lat is None or tidy.lon is None:
        raise RuleError("The place needs a position: latitude and longitude in degrees.")
    check_point(tidy.lat, tidy.lon)
    return tidy


def check_placing(placing: Placing) -> Placing:
    """Return ``placing``; raises RuleError without words or off the earth."""
    if not placing.key:
        raise RuleError("There are no words to be placed.")
    check_point(placing.lat, placing.lon)
    if not 0 < placing.uncertainty_m < 20_000_000:
        raise RuleError("The radius must be more than 0 metres and on the earth.")
    return placing


def check_point(lat: float, lon: float) -> None:
    """Raises RuleError for what is no position, and for 0, 0: nobody is there."""
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise RuleError("{lat}, {lon} is not a position on the earth.", lat=lat, lon=lon)
    if lat == 0 and lon == 0:
        raise RuleError("0, 0 lies in the sea off Africa; an empty position is often written so.")

"""Places the cell works with: assembly points, ports, airports, hospitals, missions."""

from dataclasses import dataclass

from situationroom.models.record import Record
from situationroom.models.vocabulary import PlaceKind


@dataclass(frozen=True, slots=True)
class Place(Record):
    """A named point, WGS-84 degrees. ``code`` is IATA or ICAO for airports, UN/LOCODE for ports."""

    name: str
    kind: PlaceKind
    lat: float | None = None
    lon: float | None = None
    code: str = ""
    address: str = ""
    contact: str = ""

"""Zones: where it is dangerous, closed, damaged, flooded or safe, and who said so until when."""

from dataclasses import dataclass
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import Severity, ZoneKind

Position = tuple[float, float]
"""Latitude and longitude in WGS-84 degrees."""
REPLACED = "↻"
"""Why a zone holds no longer that a later alert has replaced or cancelled."""
MOST_POSITIONS = 100_000
MOST_METRES = 20_000_000.0
"""Half way round the earth."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An area. Without ``radius_m`` the inside of ``outline`` less its ``holes`` (even-odd).

    With ``radius_m`` everything within so many metres of ``outline``: one position makes a
    circle, several a corridor along them. Consecutive positions are joined the shorter way round
    the earth, so an outline may cross the 180th meridian.
    """

    outline: tuple[Position, ...]
    holes: tuple[tuple[Position, ...], ...] = ()
    radius_m: float | None = None


@dataclass(frozen=True, slots=True)
class Zone(Record):
    """An area with what it means, how bad it is, who says so, and from when until when (aware).

    ``known_as`` is the source's own number for it: an update or a cancellation of the same source
    finds its zone by it.
    """

    name: str
    kind: ZoneKind
    shapes: tuple[Shape, ...] = ()
    severity: Severity = Severity.UNKNOWN
    source: str = ""
    known_as: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""
    note: str = ""

    def holds_at(self, now: datetime) -> bool:
        """Whether the zone is in force at a moment."""
        begun = self.starts_at is None or self.starts_at <= now
        over = self.ends_at is not None and self.ends_at <= now
        return begun and not over and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Passage(Record):
    """A person came into a zone in force, or left it, by what the cell was told at that time."""

    zone: int
    person: int
    at: datetime
    entered: bool


def check_zone(zone: Zone) -> Zone:
    """Return ``zone``; raises RuleError where it cannot be drawn or never holds."""
    if not zone.name.strip():
        raise RuleError("Give the zone a name.")
    if not zone.shapes:
        raise RuleError("Draw the zone first.")
    if zone.starts_at and zone.ends_at and zone.ends_at <= zone.starts_at:
        raise RuleError("The zone ends before it begins; correct one of the two times.")
    for shape in zone.shapes:
        check_shape(shape)
    return zone


def check_shape(shape: Shape) -> Shape:
    """Return ``shape``; raises RuleError for what is no area on the earth."""
    rings = (shape.outline, *shape.holes)
    if sum(map(len, rings)) > MOST_POSITIONS:
        raise RuleError(
            "The zone has more than {n} corners; send a simpler outline.", n=MOST_POSITIONS
        )
    for lat, lon in (position for ring in rings for position in ring):
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise RuleError("{lat}, {lon} is not a position on the earth.", lat=lat, lon=lon)
    if shape.radius_m is None:
        if any(len(set(ring)) < 3 for ring in rings):
            raise RuleError("An area needs at least three different corners.")
    elif not (shape.outline and 0 < shape.radius_m <= MOST_METRES):
        raise RuleError("The radius must be more than 0 and at most {km} km.", km=20_000)
    return shape

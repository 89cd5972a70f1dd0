"""Sites, their units, stays and head counts."""

from dataclasses import dataclass
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import SiteKind, SiteState, StayStatus


@dataclass(frozen=True, slots=True)
class Site(Record):
    """A place where our nationals sleep. Positions are WGS-84 degrees."""

    name: str
    kind: SiteKind = SiteKind.OTHER
    address: str = ""
    city: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    organisation: str = ""
    contact: str = ""
    state: SiteState = SiteState.OPEN


@dataclass(frozen=True, slots=True)
class Unit(Record):
    """A building, floor or ward of a site; ``capacity``, ``blocked`` count places for persons."""

    site: int
    name: str
    capacity: int
    blocked: int = 0
    held_for_groups: int = 0
    state: SiteState = SiteState.OPEN
    accessible: bool = False
    transitory: bool = False


@dataclass(frozen=True, slots=True)
class Stay(Record):
    """One person in one unit; history is never lost. ``reason`` says why a full unit took them."""

    person: int
    site: int
    unit: int
    status: StayStatus
    planned_at: datetime | None = None
    checked_in_at: datetime | None = None
    checked_out_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HeadCount(Record):
    """A typed reading by somebody on site; it never replaces the count of stays."""

    site: int
    persons: int
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Fill:
    """Capacity against stays. ``available`` is floored at 0 with the overhang beside it."""

    capacity: int
    blocked: int
    held: int
    occupied: int

    @property
    def free(self) -> int:
        """Places left; negative when over capacity."""
        return self.capacity - self.blocked - self.held - self.occupied

    @property
    def available(self) -> int:
        return max(0, self.free)

    @property
    def overhang(self) -> int:
        return max(0, -self.free)


def check_unit(unit: Unit) -> Unit:
    """Return ``unit``; raises RuleError for impossible counts."""
    if unit.capacity < 0 or unit.blocked < 0 or unit.held_for_groups < 0:
        raise RuleError("The places of {unit} cannot be fewer than none.", unit=unit.name)
    return unit

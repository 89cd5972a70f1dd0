"""Movements, bookings and the frozen manifest."""

from dataclasses import dataclass, field
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import BookingStatus, Mode, MovementStatus, SeatKind


@dataclass(frozen=True, slots=True)
class Capacity:
    """Places by kind; ``lap`` is how many infants may travel on a lap."""

    seats: int
    stretchers: int = 0
    wheelchairs: int = 0
    laps: int = 0

    def of(self, kind: SeatKind) -> int:
        """How many places of this kind there are."""
        return {
            SeatKind.SEAT: self.seats,
            SeatKind.STRETCHER: self.stretchers,
            SeatKind.WHEELCHAIR: self.wheelchairs,
            SeatKind.LAP: self.laps,
        }[kind]


@dataclass(frozen=True, slots=True)
class Movement(Record):
    """One vehicle going once from one place to another. Times are aware UTC."""

    number: str
    mode: Mode
    capacity: Capacity
    origin: str
    destination: str
    departs_at: datetime | None = None
    arrives_at: datetime | None = None
    departure_zone: str = "UTC"
    arrival_zone: str = "UTC"
    carrier: str = ""
    vehicle: str = ""
    escort: str = ""
    contact: str = ""
    status: MovementStatus = MovementStatus.OPEN
    next_leg: int | None = None
    version: int = 0
    departed_at: datetime | None = None
    arrived_at: datetime | None = None
    cancelled_because: str = ""


@dataclass(frozen=True, slots=True)
class Booking(Record):
    """One person on one movement."""

    person: int
    movement: int
    status: BookingStatus
    seat_kind: SeatKind = SeatKind.SEAT
    seat: str = ""
    bags: int = 0
    code: str = ""
    code_reason: str = ""
    remarks: str = ""
    booked_at: datetime | None = None
    boarded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One printed line, frozen as it was when the movement was closed."""

    booking: int
    person: int
    case: str
    surname: str
    given_names: str
    native_name: str
    sex: str
    birth_date: str
    age: int | None
    nationality: str
    document_type: str
    document_number: str
    document_issuer: str
    document_expiry: str
    code: str
    household: str
    needs: tuple[str, ...]
    bags: int
    lap: bool
    onward_contact: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Manifest(Record):
    """The numbered, frozen list of who travels. A late change makes the next version."""

    movement: int
    version: int
    issued_at: datetime
    issued_by: str
    lines: tuple[ManifestLine, ...] = field(default=())


LIFE: dict[MovementStatus, tuple[MovementStatus, ...]] = {
    MovementStatus.DRAFT: (MovementStatus.OPEN, MovementStatus.CANCELLED),
    MovementStatus.OPEN: (MovementStatus.CLOSED, MovementStatus.CANCELLED),
    MovementStatus.CLOSED: (
        MovementStatus.OPEN,
        MovementStatus.BOARDING,
        MovementStatus.CANCELLED,
    ),
    MovementStatus.BOARDING: (MovementStatus.DEPARTED, MovementStatus.CANCELLED),
    MovementStatus.DEPARTED: (MovementStatus.ARRIVED,),
    MovementStatus.ARRIVED: (),
    MovementStatus.CANCELLED: (),
}
"""Which status may follow which."""


def must_allow(movement: Movement, status: MovementStatus) -> None:
    """Raises RuleError when ``status`` cannot follow the movement's present one."""
    if status not in LIFE[movement.status]:
        raise RuleError(
            "{movement} is {status}; that step cannot follow.",
            movement=movement.number,
            status=movement.status,
        )


def check_movement(movement: Movement) -> Movement:
    """Return ``movement``; raises RuleError without a number or with times the wrong way round."""
    if not movement.number.strip():
        raise RuleError("The movement needs a number, such as a flight number or coach B-07.")
    places = movement.capacity
    if min(places.seats, places.stretchers, places.wheelchairs, places.laps) < 0:
        raise RuleError("{movement} cannot have fewer than no seats.", movement=movement.number)
    leaves, arrives = movement.departs_at, movement.arrives_at
    if leaves and arrives and arrives < leaves:
        raise RuleError("{movement} would arrive before it leaves.", movement=movement.number)
    return movement


def overlap(one: Movement, other: Movement) -> bool:
    """True when nobody could be on both.

    A movement without an arrival time is taken as its moment of departure; without a departure
    time it overlaps nothing, because nothing can be said.
    """
    if one.departs_at is None or other.departs_at is None:
        return False
    end_one = one.arrived_at or one.arrives_at or one.departs_at
    end_other = other.arrived_at or other.arrives_at or other.departs_at
    return one.departs_at <= end_other and other.departs_at <= end_one

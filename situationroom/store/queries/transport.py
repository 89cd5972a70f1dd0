"""Movements with seats used and left, their bookings and manifests."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from situationroom.models import Booking, Manifest, Movement, Person
from situationroom.models.vocabulary import BookingStatus, SeatKind
from situationroom.store.codec import from_row
from situationroom.store.derive import read_persons


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One movement with how many places of each kind are taken, and its people by status."""

    movement: Movement
    taken: Mapping[SeatKind, int]
    by_status: Mapping[BookingStatus, int]

    def free(self, kind: SeatKind = SeatKind.SEAT) -> int:
        """Places of a kind that are left."""
        return self.movement.capacity.of(kind) - self.taken.get(kind, 0)


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A booking with its person."""

    booking: Booking
    person: Person


def movements(connection: Connection) -> list[MovementRow]:
    """Every movement by departure time (unknown ones last), with what is taken."""
    query = "SELECT * FROM movement ORDER BY departs_at IS NULL, departs_at, id"
    found = [from_row(Movement, row) for row in connection.execute(text(query)).mappings()]
    taken, statuses = _taken(connection), _statuses(connection)
    return [MovementRow(m, taken.get(m.id, {}), statuses.get(m.id, {})) for m in found]


def movement_with_id(connection: Connection, id_: int) -> Movement:
    """One movement that exists."""
    row = connection.execute(text("SELECT * FROM movement WHERE id = :id"), {"id": id_}).mappings()
    return from_row(Movement, row.one())


def movement_by_number(connection: Connection, number: str) -> Movement | None:
    """The newest movement with this number, however its letters are written."""
    query = "SELECT * FROM movement WHERE lower(number) = lower(:number) ORDER BY id DESC"
    row = connection.execute(text(query), {"number": number.strip()}).mappings().first()
    return from_row(Movement, row) if row else None


def bookings_of(connection: Connection, movement: int) -> list[BookingRow]:
    """The bookings of a movement by priority code, household and time of booking."""
    query = (
        "SELECT b.* FROM booking b JOIN person p ON p.id = b.person WHERE b.movement = :id "
        "ORDER BY b.code, p.household IS NULL, p.household, b.id"
    )
    rows = connection.execute(text(query), {"id": movement}).mappings()
    found = [from_row(Booking, row) for row in rows]
    people = {person.id: person for person in read_persons(connection, [b.person for b in found])}
    return [BookingRow(booking, people[booking.person]) for booking in found]


def bookings_of_person(connection: Connection, person: int) -> list[Booking]:
    """Every booking of a person, newest first."""
    query = "SELECT * FROM booking WHERE person = :id ORDER BY id DESC"
    return [
        from_row(Booking, row) for row in connection.execute(text(query), {"id": person}).mappings()
    ]


def manifests_of(connection: Connection, movement: int) -> list[Manifest]:
    """The frozen manifests of a movement, newest version first."""
    query = "SELECT * FROM manifest WHERE movement = :id ORDER BY version DESC"
    rows = connection.execute(text(query), {"id": movement}).mappings()
    return [from_row(Manifest, row) for row in rows]


def seats_taken(connection: Connection, movement: int) -> dict[SeatKind, int]:
    """How many places of each kind are taken on one movement."""
    return _taken(connection).get(movement, {})


def _taken(connection: Connection) -> dict[int, dict[SeatKind, int]]:
    query = (
        "SELECT movement, seat_kind, count(*) AS n FROM booking "
        "WHERE status IN ('assigned', 'confirmed', 'boarded', 'arrived') GROUP BY 1, 2"
    )
    taken: dict[int, dict[SeatKind, int]] = {}
    for row in connection.execute(text(query)):
        taken.setdefault(row.movement, {})[SeatKind(row.seat_kind)] = row.n
    return taken


def _statuses(connection: Connection) -> dict[int, dict[BookingStatus, int]]:
    query = "SELECT movement, status, count(*) AS n FROM booking GROUP BY 1, 2"
    statuses: dict[int, dict[BookingStatus, int]] = {}
    for row in connection.execute(text(query)):
        statuses.setdefault(row.movement, {})[BookingStatus(row.status)] = row.n
    return statuses

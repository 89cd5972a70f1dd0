"""Movements from draft to arrival, and who has a seat."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from situationroom.commands.households import must_keep_together
from situationroom.commands.manifests import issue_manifest
from situationroom.models import Booking, Manifest, Movement, Person
from situationroom.models.errors import RuleError
from situationroom.models.priority_code import priority_code
from situationroom.models.transport import must_allow
from situationroom.models.vocabulary import (
    SEATED,
    BookingStatus,
    MovementStatus,
    Presence,
    SeatKind,
)
from situationroom.planning.seating import seat_kind_for
from situationroom.store.queries.people import members
from situationroom.store.queries.transport import bookings_of, movement_by_number, seats_taken
from situationroom.store.transaction import Transaction

TAKES_BOOKINGS = (
    MovementStatus.DRAFT,
    MovementStatus.OPEN,
    MovementStatus.CLOSED,
    MovementStatus.BOARDING,
)
FROZEN = (MovementStatus.CLOSED, MovementStatus.BOARDING)


def create_movement(tx: Transaction, movement: Movement) -> Movement:
    """A new movement from a draft with id 0.

    Raises RuleError where it cannot be, or where its number is taken on that day: at the gate
    and on paper the number alone says which vehicle is meant.
    """
    namesake = tx.ask(movement_by_number, movement.number)
    if namesake is not None and _same_day(namesake, movement):
        raise RuleError(
            "There is a {movement} on that day already; give this one another number.",
            movement=namesake.number,
        )
    created = tx.add(movement)
    tx.describe("Created {movement}", movement=created.number)
    return created


def edit_movement(tx: Transaction, movement: int, fields: Mapping[str, object]) -> Movement:
    """Other times, vehicle, capacity … Raises RuleError when seats would no longer suffice."""
    edited = tx.put(replace(tx.get(Movement, movement), **fields))  # type: ignore[arg-type]
    tx.describe("Changed {movement}", movement=edited.number)
    return edited


def assign(
    tx: Transaction,
    movement: int,
    persons: Sequence[int],
    split_reason: str = "",
    waitlist: bool = False,
) -> list[Booking]:
    """Give seats. Refused as a whole when one would be too many, or a household would be split.

    With ``waitlist`` they wait for a seat instead. On a closed movement this makes the next
    version of the manifest.
    """
    target = _taking(tx, movement)
    must_keep_together(tx, persons, split_reason)
    status = BookingStatus.WAITLISTED if waitlist else BookingStatus.ASSIGNED
    booked = {row.booking.person: row.booking for row in tx.ask(bookings_of, movement)}
    taken = Counter(tx.ask(seats_taken, movement))
    bookings = []
    for person in tx.get_all(Person, persons):
        booking = _booking(tx, target, person, taken)
        taken[booking.seat_kind] += 1
        bookings.append(_keep(tx, replace(booking, status=status), booked.get(person.id)))
    tx.describe("Assigned to {movement}: {n}", n=len(bookings), movement=target.number)
    reissue_if_frozen(tx, target)
    return bookings


def withdraw(tx: Transaction, movement: int, persons: Sequence[int], reason: str = "") -> None:
    """Give seats back. Raises RuleError for somebody who has none."""
    target = _taking(tx, movement)
    for booking in _bookings(tx, movement, persons):
        if booking.status not in (*SEATED, BookingStatus.WAITLISTED):
            raise RuleError(
                "{person} has no seat on {movement}.",
                person=tx.get(Person, booking.person).name,
                movement=target.number,
            )
        remarks = reason.strip() or booking.remarks
        tx.put(replace(booking, status=BookingStatus.WITHDRAWN, remarks=remarks))
    tx.describe("Taken off {movement}: {n}", n=len(persons), movement=target.number)
    reissue_if_frozen(tx, target)


def close_movement(tx: Transaction, movement: int) -> Manifest:
    """No more seats are given; the manifest's next version is frozen."""
    target = _step(tx, movement, MovementStatus.CLOSED)
    manifest = issue_manifest(tx, target)
    tx.describe(
        "Closed {movement}: manifest version {version} with {n}",
        movement=target.number,
        version=manifest.version,
        n=len(manifest.lines),
    )
    return manifest


def reopen_movement(tx: Transaction, movement: int) -> None:
    """Take bookings again; closing once more makes the next version."""
    target = _step(tx, movement, MovementStatus.OPEN)
    tx.describe("Opened {movement} again", movement=target.number)


def start_boarding(tx: Transaction, movement: int) -> None:
    """Boarding begins. Raises RuleError unless the manifest is closed."""
    target = _step(tx, movement, MovementStatus.BOARDING)
    tx.describe("Boarding {movement}", movement=target.number)


def board(tx: Transaction, movement: int, persons: Sequence[int]) -> None:
    """Tick: they are on board. Raises RuleError for somebody without a seat."""
    target = _boarding(tx, movement)
    for booking in _bookings(tx, movement, persons):
        if booking.status not in SEATED:
            raise RuleError(
                "{person} has no seat on {movement}.",
                person=tx.get(Person, booking.person).name,
                movement=target.number,
            )
        tx.put(replace(booking, status=BookingStatus.BOARDED, boarded_at=tx.now))
    tx.describe("Boarded {movement}: {n}", n=len(persons), movement=target.number)


def unboard(tx: Transaction, movement: int, persons: Sequence[int]) -> None:
    """Take the tick back."""
    target = _boarding(tx, movement)
    for booking in _bookings(tx, movement, persons):
        tx.put(replace(booking, status=BookingStatus.ASSIGNED, boarded_at=None))
    tx.describe("Not on board {movement} after all: {n}", n=len(persons), movement=target.number)


def cancel_movement(tx: Transaction, movement: int, because: str) -> None:
    """It does not run; everybody is without a seat again. Raises RuleError without a reason."""
    if not because.strip():
        raise RuleError("Say why {movement} does not run.", movement=_number(tx, movement))
    target = _step(tx, movement, MovementStatus.CANCELLED)
    tx.put(replace(target, cancelled_because=because.strip()))
    for row in tx.ask(bookings_of, movement):
        if row.booking.status in (*SEATED, BookingStatus.WAITLISTED):
            tx.put(replace(row.booking, status=BookingStatus.WITHDRAWN, remarks=because.strip()))
    tx.describe("Cancelled {movement}: {because}", movement=target.number, because=because)


def _same_day(one: Movement, other: Movement) -> bool:
    if one.status in (MovementStatus.ARRIVED, MovementStatus.CANCELLED):
        return False
    if one.departs_at is None or other.departs_at is None:
        return True
    return one.departs_at.date() == other.departs_at.date()


def _number(tx: Transaction, movement: int) -> str:
    return tx.get(Movement, movement).number


def _step(tx: Transaction, movement: int, status: MovementStatus) -> Movement:
    found = tx.get(Movement, movement)
    must_allow(found, status)
    return tx.put(replace(found, status=status))


def _taking(tx: Transaction, movement: int) -> Movement:
    found = tx.get(Movement, movement)
    if found.status not in TAKES_BOOKINGS:
        raise RuleError("{movement} takes no more bookings.", movement=found.number)
    return found


def _boarding(tx: Transaction, movement: int) -> Movement:
    found = tx.get(Movement, movement)
    if found.status is not MovementStatus.BOARDING:
        raise RuleError("{movement} is not boarding.", movement=found.number)
    return found


def _booking(
    tx: Transaction, movement: Movement, person: Person, taken: Mapping[SeatKind, int]
) -> Booking:
    if person.presence in (Presence.NOT_IN_AREA, Presence.LEFT_INDEPENDENTLY):
        raise RuleError("{person} is not in the area.", person=person.name)
    today = tx.now.date()
    household = tx.ask(members, person.household) if person.household else [person]
    return Booking(
        0,
        person.id,
        movement.id,
        BookingStatus.ASSIGNED,
        seat_kind=seat_kind_for(person, movement, taken, today),
        code=priority_code(person, household, tx.incident.home, today),
        booked_at=tx.now,
    )


def _keep(tx: Transaction, booking: Booking, before: Booking | None) -> Booking:
    """Somebody who was on this movement before gets the same booking back."""
    if before is None:
        return tx.add(booking)
    again = replace(before, status=booking.status, seat_kind=booking.seat_kind)
    return tx.put(replace(again, code=before.code if before.code_reason else booking.code))


def _bookings(tx: Transaction, movement: int, persons: Sequence[int]) -> list[Booking]:
    booked = {row.booking.person: row.booking for row in tx.ask(bookings_of, movement)}
    for person in persons:
        if person not in booked:
            raise RuleError(
                "{person} is not on {movement}.",
                person=tx.get(Person, person).name,
                movement=_number(tx, movement),
            )
    return [booked[person] for person in persons]


def reissue_if_frozen(tx: Transaction, movement: Movement) -> None:
    """A late change of a closed movement makes the manifest's next version."""
    if movement.status in FROZEN:
        issue_manifest(tx, tx.get(Movement, movement.id))

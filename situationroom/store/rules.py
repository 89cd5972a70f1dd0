"""Rules that span records, checked on every touched record before commit.

Undo, import and a second workstation pass here too, so no path can break them. ``broken`` looks
at the whole file and is what ``verify`` asks.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping, text

from situationroom.models import Booking, Movement, Person, Request, Stay, Unit
from situationroom.models.errors import RuleError
from situationroom.models.incident import Incident, check_incident
from situationroom.models.person import check_person
from situationroom.models.shelter import check_unit
from situationroom.models.transport import check_movement
from situationroom.models.vocabulary import (
    ACTIVE_STAYS,
    SEATED,
    BookingStatus,
    MovementStatus,
    SiteState,
)
from situationroom.store.transaction import Transaction

HAS_LEFT = (MovementStatus.DEPARTED, MovementStatus.ARRIVED)
TO_BOARD = (BookingStatus.ASSIGNED, BookingStatus.CONFIRMED)
_SEATED = ", ".join(f"'{status}'" for status in SEATED)

_SEATS = f"""
    SELECT m.number AS movement, b.seat_kind AS kind, count(*) AS taken,
      json_extract(m.capacity, CASE b.seat_kind WHEN 'seat' THEN '$.seats'
        WHEN 'stretcher' THEN '$.stretchers' WHEN 'wheelchair' THEN '$.wheelchairs'
        ELSE '$.laps' END) AS places
    FROM booking b JOIN movement m ON m.id = b.movement
    WHERE b.status IN ({_SEATED}) AND m.status <> 'cancelled' {{only}}
    GROUP BY m.id, b.seat_kind HAVING taken > places
"""
# Once on board or done the past is settled; only journeys still ahead or under way can collide.
_DOUBLE = f"""
    SELECT b.person AS person, m.number AS movement, o.number AS other
    FROM booking b JOIN movement m ON m.id = b.movement
    JOIN booking c ON c.person = b.person AND c.id > b.id
    JOIN movement o ON o.id = c.movement
    WHERE b.status IN ({_SEATED}) AND c.status IN ({_SEATED})
      AND m.status <> 'cancelled' AND o.status <> 'cancelled'
      AND (m.id = o.id OR (m.departs_at IS NOT NULL AND o.departs_at IS NOT NULL
        AND m.departs_at <= coalesce(o.arrived_at, o.arrives_at, o.departs_at)
        AND o.departs_at <= coalesce(m.arrived_at, m.arrives_at, m.departs_at)))
      {{only}}
"""
_STAYS = """
    SELECT person, count(*) AS stays FROM stay WHERE status = 'checked_in' {only}
    GROUP BY person HAVING stays > 1
"""


def check_rules(tx: Transaction) -> None:
    """Raises RuleError, in words, when what the transaction did may not stand."""
    tx.flush()
    _each_record(tx)
    _seats(tx)
    _double_bookings(tx)
    _left_without(tx)
    _one_stay(tx)
    _full_units(tx)


def broken(connection: Connection) -> list[str]:
    """Every broken rule in the whole file, in English; empty when all is well."""
    found = [
        f"{row['movement']}: {row['taken']} on {row['places']} {row['kind']} places"
        for row in _rows(connection, _SEATS)
    ]
    found += [
        f"person {row['person']} is on {row['movement']} and {row['other']} at once"
        for row in _rows(connection, _DOUBLE)
    ]
    found += [f"person {row['person']} has two stays" for row in _rows(connection, _STAYS)]
    return found


def _rows(connection: Connection, query: str, only: str = "") -> Iterator[RowMapping]:
    yield from connection.execute(text(query.format(only=only))).mappings()


def _some(tx: Transaction, query: str, column: str, ids: set[int]) -> Iterator[RowMapping]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), 500):
        listed = ", ".join(map(str, wanted[start : start + 500]))
        yield from _rows(tx.connection, query, f"AND {column} IN ({listed})")


def _each_record(tx: Transaction) -> None:
    for incident in tx.touched(Incident):
        check_incident(incident, tx.before(Incident, incident.id))
    for person in tx.touched(Person):
        check_person(person)
    for movement in tx.touched(Movement):
        check_movement(movement)
    for unit in tx.touched(Unit):
        check_unit(unit)
    for request in tx.touched(Request):
        if request.party < 1:
            raise RuleError("A request is about at least one person.")


def _seats(tx: Transaction) -> None:
    movements = {booking.movement for booking in tx.touched(Booking)}
    movements |= set(tx.touched_ids(Movement))
    for row in _some(tx, _SEATS, "m.id", movements):
        raise RuleError(
            "{movement} has {places} places of the kind {kind}; {taken} would be on it.",
            movement=row["movement"],
            kind=row["kind"],
            places=row["places"],
            taken=row["taken"],
        )


def _double_bookings(tx: Transaction) -> None:
    persons = {booking.person for booking in tx.touched(Booking)}
    for movement in tx.touched_ids(Movement):
        on_board = text("SELECT person FROM booking WHERE movement = :movement")
        persons.update(tx.connection.scalars(on_board, {"movement": movement}))
    for row in _some(tx, _DOUBLE, "b.person", persons):
        raise RuleError(
            "{person} would be on {movement} and {other} at the same time.",
            person=tx.get(Person, row["person"]).name,
            movement=row["movement"],
            other=row["other"],
        )


def _left_without(tx: Transaction) -> None:
    """Who was on board of what has left stays so: an undo of the tick would lose the person."""
    for booking in tx.touched(Booking):
        movement = tx.get(Movement, booking.movement)
        if movement.status in HAS_LEFT and booking.status in TO_BOARD:
            raise RuleError(
                "{movement} has left; who was on board of it is settled.", movement=movement.number
            )


def _one_stay(tx: Transaction) -> None:
    persons = {stay.person for stay in tx.touched(Stay)}
    for row in _some(tx, _STAYS, "person", persons):
        raise RuleError(
            "{person} would sleep in two places at once.", person=tx.get(Person, row["person"]).name
        )


def _full_units(tx: Transaction) -> None:
    for stay in tx.touched(Stay):
        if stay.status in ACTIVE_STAYS and not stay.reason:
            _must_have_room(tx, stay)


def _must_have_room(tx: Transaction, stay: Stay) -> None:
    unit = tx.get(Unit, stay.unit)
    before = tx.before(Stay, stay.id)
    if before is not None and before.status in ACTIVE_STAYS and before.unit == stay.unit:
        return  # they were there already; checking in a planned arrival fills nothing more
    if unit.state is SiteState.CLOSED:
        raise RuleError("{unit} is closed and takes nobody.", unit=unit.name)
    held = "SELECT count(*) FROM stay WHERE unit = :unit AND status IN ('planned', 'checked_in')"
    occupied = tx.connection.scalar(text(held), {"unit": unit.id}) or 0
    if occupied > unit.capacity - unit.blocked - unit.held_for_groups:
        raise RuleError(
            "{unit} is full ({capacity} places); say why somebody shall come in all the same.",
            unit=unit.name,
            capacity=unit.capacity,
        )

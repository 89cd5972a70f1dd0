"""Broken rules, asked for in other words than the program's own."""

import json
from typing import Any

from sqlalchemy import Connection, text


def entries(connection: Connection) -> int:
    """How many entries the journal has."""
    return int(connection.scalar(text("SELECT count(*) FROM entry")) or 0)


def _seated(connection: Connection) -> list[Any]:
    query = (
        "SELECT b.person, b.movement, b.seat_kind, m.departs_at, m.capacity, "
        "coalesce(m.arrived_at, m.arrives_at, m.departs_at) AS until "
        "FROM booking b JOIN movement m ON m.id = b.movement WHERE m.status <> 'cancelled' "
        "AND b.status IN ('assigned', 'confirmed', 'boarded', 'arrived')"
    )
    return list(connection.execute(text(query)))


def overbooked(connection: Connection) -> list[Any]:
    """(movement, kind of place) with more persons than places."""
    taken: dict[tuple[int, str], int] = {}
    for row in _seated(connection):
        taken[row.movement, row.seat_kind] = taken.get((row.movement, row.seat_kind), 0) + 1
    names = {"seat": "seats", "stretcher": "stretchers", "wheelchair": "wheelchairs", "lap": "laps"}
    places = {row.movement: json.loads(row.capacity) for row in _seated(connection)}
    return [key for key, n in taken.items() if n > places[key[0]][names[key[1]]]]


def in_two_places(connection: Connection) -> list[Any]:
    """Pairs of bookings of one person whose journeys overlap."""
    rows = [row for row in _seated(connection) if row.departs_at]
    return [
        (one, other)
        for i, one in enumerate(rows)
        for other in rows[i + 1 :]
        if one.person == other.person
        and one.departs_at <= other.until
        and other.departs_at <= one.until
    ]


def two_beds(connection: Connection) -> list[int]:
    """Persons checked in more than once."""
    query = "SELECT person FROM stay WHERE status = 'checked_in'"
    persons = list(connection.scalars(text(query)))
    return [person for person in persons if persons.count(person) > 1]

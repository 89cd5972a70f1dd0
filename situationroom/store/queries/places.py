"""Places of the incident, decisions about words, and persons whose words were not understood."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

from situationroom.models.place import Place, Placing
from situationroom.store.codec import from_row


class Told(NamedTuple):
    """Where a person without a position is said to be."""

    id: int
    place_text: str


class Stands(NamedTuple):
    """Where a person has a position, in degrees."""

    id: int
    lat: float
    lon: float


def every_place(connection: Connection) -> list[Place]:
    """All places by id, those that left too."""
    rows = connection.execute(text("SELECT * FROM place ORDER BY id")).mappings()
    return [from_row(Place, row) for row in rows]


def places(connection: Connection) -> list[Place]:
    """The places of the incident that have a position, by name."""
    query = "SELECT * FROM place WHERE removed_at IS NULL AND lat IS NOT NULL ORDER BY name, id"
    return [from_row(Place, row) for row in connection.execute(text(query)).mappings()]


def placings(connection: Connection) -> list[Placing]:
    """The decisions about words that hold, the newest first."""
    query = "SELECT * FROM placing WHERE forgotten_at IS NULL ORDER BY id DESC"
    return [from_row(Placing, row) for row in connection.execute(text(query)).mappings()]


def placing_of(connection: Connection, key: str) -> Placing | None:
    """The decision about these words, also a forgotten one; None if there was none."""
    query = text('SELECT * FROM placing WHERE "key" = :key ORDER BY id LIMIT 1')
    row = connection.execute(query, {"key": key}).mappings().first()
    return from_row(Placing, row) if row is not None else None


def unplaced(connection: Connection) -> list[Told]:
    """Persons who are told to be somewhere and have no position, by id."""
    query = "SELECT id, place_text FROM person WHERE lat IS NULL ORDER BY id"
    return [Told(*row) for row in connection.execute(text(query))]


def standing_at(connection: Connection, lat: float, lon: float) -> list[Told]:
    """Persons at exactly this position."""
    query = text("SELECT id, place_text FROM person WHERE lat = :lat AND lon = :lon ORDER BY id")
    return [Told(*row) for row in connection.execute(query, {"lat": lat, "lon": lon})]


def positions_in_area(connection: Connection) -> Sequence[Stands]:
    """The position of everybody who is in the area and has one."""
    query = (
        "SELECT id, lat, lon FROM person WHERE lat IS NOT NULL AND presence = 'in_area' ORDER BY id"
    )
    return [Stands(*row) for row in connection.execute(text(query))]

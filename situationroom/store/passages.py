"""Who came into a zone or left it with this transaction: written down as it happens.

Only what persons do counts: a zone that is drawn or withdrawn moves nobody. An undo brings back the
passages it takes back by itself, so nothing is followed there.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from sqlalchemy import Connection, select, text

from situationroom.areas import Array, Mask, inside
from situationroom.models import Passage, Person, Zone
from situationroom.store import schema
from situationroom.store.codec import from_row
from situationroom.store.transaction import Transaction, chunks

Moves = Sequence[tuple[Person | None, Person]]
"""Persons as they were (None: not known yet) and as they are."""


def follow_zones(tx: Transaction) -> None:
    """Add a passage for everybody whose position came into a zone in force, or left one."""
    _forget_removed(tx)
    moves = [] if tx.undoes is not None else list(_moves(tx))
    zones = zones_in_force(tx) if moves else []
    was, now = _positions([old for old, _ in moves]), _positions([new for _, new in moves])
    for zone in zones:
        before, after = inside(zone.shapes, *was), inside(zone.shapes, *now)
        for entered, changed in ((True, after & ~before), (False, before & ~after)):
            _add(tx, zone, moves, changed, entered)


def zones_in_force(tx: Transaction) -> list[Zone]:
    """The zones that hold at the transaction's time."""
    return [zone for zone in tx.standing(Zone, _not_withdrawn) if zone.holds_at(tx.now)]


def _not_withdrawn(connection: Connection) -> list[Zone]:
    table = schema.TABLES["zone"]
    rows = connection.execute(select(table).where(table.c.withdrawn_at.is_(None)))
    return [from_row(Zone, row._mapping) for row in rows]


def _moves(tx: Transaction) -> Iterator[tuple[Person | None, Person]]:
    for person in tx.touched(Person):
        old = tx.before(Person, person.id)
        placed = person.lat is not None or (old is not None and old.lat is not None)
        if placed and (old is None or (old.lat, old.lon) != (person.lat, person.lon)):
            yield old, person


def _positions(persons: Sequence[Person | None]) -> tuple[Array, Array]:
    nan = float("nan")
    lat = [nan if one is None or one.lat is None else one.lat for one in persons]
    lon = [nan if one is None or one.lon is None else one.lon for one in persons]
    return np.array(lat, np.float64), np.array(lon, np.float64)


def _add(tx: Transaction, zone: Zone, moves: Moves, which: Mask, entered: bool) -> None:
    for place in np.flatnonzero(which):
        tx.add(Passage(0, zone.id, moves[int(place)][1].id, tx.now, entered))


def _forget_removed(tx: Transaction) -> None:
    """Whoever goes (in a merge, with an import) leaves no passages that point to nobody."""
    for some in chunks(tx.removed_ids(Person)):
        listed = ", ".join(str(int(id_)) for id_ in some)
        query = text(f"SELECT id FROM passage WHERE person IN ({listed})")
        for passage in tx.connection.scalars(query).all():
            if tx.find(Passage, passage) is not None:
                tx.remove(Passage, passage)

"""Zones, who is inside them, who came and went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import Connection, select, text

from situationroom.areas import inside
from situationroom.models import Person, Zone
from situationroom.models.vocabulary import Priority, Severity
from situationroom.models.zone import REPLACED
from situationroom.store import schema
from situationroom.store.codec import from_row, time_of
from situationroom.store.queries.map_columns import MapColumns, map_columns

_MORE_URGENT = {
    Priority.RED: ("orange", "yellow"),
    Priority.ORANGE: ("yellow",),
    Priority.YELLOW: (),
}
_WORST_FIRST = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Somebody who came into a zone or left it."""

    zone: int
    person: int
    name: str
    at: datetime
    entered: bool


def zones(connection: Connection) -> list[Zone]:
    """Every zone that was not withdrawn, newest first."""
    table = schema.TABLES["zone"]
    query = select(table).where(table.c.withdrawn_at.is_(None)).order_by(table.c.id.desc())
    return [from_row(Zone, row._mapping) for row in connection.execute(query)]


def zones_known_as(connection: Connection, keys: Sequence[str]) -> list[Zone]:
    """Zones in force or not that a source calls by one of these keys."""
    table = schema.TABLES["zone"]
    query = select(table).where(table.c.known_as.in_(list(keys)), table.c.withdrawn_at.is_(None))
    return [from_row(Zone, row._mapping) for row in connection.execute(query)]


def replaced_alerts(connection: Connection, alerts: Sequence[str]) -> set[str]:
    """Those of the alerts ('sender,identifier') that a later one has replaced or cancelled."""
    table, wanted = schema.TABLES["zone"], set(alerts) - {""}
    query = select(table.c.known_as).where(table.c.withdrawn_why == REPLACED)
    known = {row[0].partition("|")[0] for row in connection.execute(query)} if wanted else set()
    return wanted & known


def persons_in(connection: Connection, zone: Zone, columns: MapColumns | None = None) -> list[int]:
    """Ids of everybody whose position lies in the zone, deceased too; ``columns`` if at hand."""
    known = columns or map_columns(connection)
    return [int(id_) for id_ in known.id[inside(zone.shapes, known.lat, known.lon)]]


def zones_around(connection: Connection, person: Person) -> list[Zone]:
    """The zones a person's position lies in, in force or not; the worst first."""
    if person.lat is None or person.lon is None:
        return []
    lat, lon = np.array([person.lat]), np.array([person.lon])
    found = [zone for zone in zones(connection) if inside(zone.shapes, lat, lon)[0]]
    return sorted(found, key=lambda zone: _WORST_FIRST.index(zone.severity))


def less_urgent_in(connection: Connection, zone: Zone, priority: Priority) -> list[int]:
    """Open requests about somebody in the zone whose priority is below ``priority``."""
    lower = _MORE_URGENT[priority]
    if not lower:
        return []
    listed = ", ".join(f"'{one}'" for one in lower)
    query = (
        "SELECT r.id, p.lat, p.lon FROM request r JOIN request_person rp ON rp.request = r.id "
        "JOIN person p ON p.id = rp.person WHERE r.status NOT IN ('resolved', 'closed') "
        f"AND p.lat IS NOT NULL AND r.priority IN ({listed})"
    )
    rows = connection.execute(text(query)).fetchall()
    lat, lon = (np.array([row[axis] for row in rows], np.float64) for axis in (1, 2))
    return sorted({int(rows[int(i)][0]) for i in np.flatnonzero(inside(zone.shapes, lat, lon))})


def crossings(connection: Connection, zone: int | None = None, limit: int = 500) -> list[Crossing]:
    """Who came into a zone (None: any) and who left, newest first."""
    only = "" if zone is None else f"WHERE c.zone = {int(zone)}"
    query = (
        "SELECT c.zone, c.person, coalesce(nullif(p.native_name, ''), "
        "trim(upper(p.surname) || ', ' || p.given_names, ', ')), c.at, c.entered "
        f"FROM passage c JOIN person p ON p.id = c.person {only} "
        f"ORDER BY c.id DESC LIMIT {int(limit)}"
    )
    rows = connection.execute(text(query))
    return [Crossing(row[0], row[1], row[2], time_of(row[3]), bool(row[4])) for row in rows]

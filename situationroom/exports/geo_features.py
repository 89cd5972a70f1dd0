"""What is on the map as features of a geographic file: persons, sites, zones, movements.

Without ``detail`` a person is a position rounded to about a kilometre and a safety status, nothing
else. Geometry is longitude first, cut at the 180th meridian, outer rings anticlockwise
(RFC 7946, 3.1.6 and 3.1.9). A zone carries its exact shapes beside the drawn ones, so that this
program reads it back as it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from situationroom.exports.geo_outlines import Circle, drawn_rings
from situationroom.models import Movement, Person, Site, Zone
from situationroom.models.zone import Position, Shape

Array: TypeAlias = NDArray[np.float64]
Kind = Literal["person", "site", "zone", "movement"]
Value: TypeAlias = "str | int | float | list[Any] | None"
Pair = list[float]
ROUNDED = 2
"""Decimals of a degree that are left of a masked position: about a kilometre."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing with its place. ``polygons`` are rings each, outer first; all are (lon, lat)."""

    kind: Kind
    name: str
    points: tuple[Pair, ...] = ()
    lines: tuple[list[Pair], ...] = ()
    polygons: tuple[list[list[Pair]], ...] = ()
    said: dict[str, Value] = field(default_factory=dict)
    begins: datetime | None = None
    ends: datetime | None = None


def person_features(persons: Iterable[Person], detail: bool) -> Iterable[Feature]:
    """Persons with a position, in their order."""
    for one in persons:
        if one.lat is None or one.lon is None:
            continue
        if detail:
            yield Feature("person", one.name, ([one.lon, one.lat],), said=_told(one))
        else:
            at = [round(one.lon, ROUNDED), round(one.lat, ROUNDED)]
            yield Feature("person", "", (at,), said={"safety": str(one.safety)})


def _told(one: Person) -> dict[str, Value]:
    return {
        "case": one.case,
        "native_name": one.native_name,
        "latin_name": one.latin_name,
        "safety": str(one.safety),
        "nationality": one.nationality,
        "affiliation": one.affiliation,
        "place": one.place_text,
        "precision": str(one.precision),
        "uncertainty_m": one.uncertainty_m,
        "located_at": _moment(one.located_at),
        "last_contact": _moment(one.last_contact),
    }


def site_features(sites: Iterable[tuple[Site, int, int]]) -> Iterable[Feature]:
    """Shelters with how many are there and how many have room."""
    for site, present, capacity in sites:
        if site.lat is not None and site.lon is not None:
            said: dict[str, Value] = {"present": present, "capacity": capacity}
            yield Feature("site", site.name, ([site.lon, site.lat],), said=said)


def movement_features(
    movements: Iterable[tuple[Movement, Position, Position, Array]],
) -> Iterable[Feature]:
    """Movements along the way (n, 2) of latitudes and longitudes that is drawn of them."""
    for movement, start, end, way in movements:
        said: dict[str, Value] = {
            "mode": str(movement.mode),
            "status": str(movement.status),
            "from": movement.origin,
            "to": movement.destination,
        }
        lines = tuple(_cut_line(way)) or ([[*reversed(start)], [*reversed(end)]],)
        yield Feature(
            "movement", movement.number, lines=lines, said=said,
            begins=movement.departs_at, ends=movement.arrives_at,
        )  # fmt: skip


def zone_features(zones: Iterable[Zone], circle: Circle) -> Iterable[Feature]:
    """Zones as others draw them; ``circle`` gives the outline of one."""
    for zone in zones:
        said: dict[str, Value] = {
            "zone": str(zone.kind),
            "severity": str(zone.severity),
            "source": zone.source,
            "note": zone.note,
            "shapes": [_exact(shape) for shape in zone.shapes],
        }
        yield Feature(
            "zone", zone.name, polygons=tuple(drawn_rings(zone.shapes, circle)), said=said,
            begins=zone.starts_at, ends=zone.ends_at,
        )  # fmt: skip


def _exact(shape: Shape) -> Any:
    def ring(positions: Sequence[Position]) -> list[Pair]:
        return [[lon, lat] for lat, lon in positions]

    holes = [ring(hole) for hole in shape.holes]
    return {"outline": ring(shape.outline), "holes": holes, "radius_m": shape.radius_m}


def _cut_line(points: Array) -> list[list[Pair]]:
    """Lines of (lon, lat) within ±180, cut where they cross it."""
    lines: list[list[Pair]] = []
    turn, current = None, list[Pair]()
    before: Position | None = None
    for lat, lon in points.tolist():
        here = int(np.floor((lon + 180) / 360))
        if turn is not None and here != turn and before is not None:
            edge = 180.0 + 360 * min(turn, here)
            share = (edge - before[1]) / (lon - before[1])
            cut = before[0] + share * (lat - before[0])
            current.append([edge - 360 * turn, cut])
            lines.append(current)
            current = [[edge - 360 * here, cut]]
        current.append([round(lon - 360 * here, 7), round(lat, 7)])
        turn, before = here, (lat, lon)
    return [line for line in (*lines, current) if len(line) > 1]


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None

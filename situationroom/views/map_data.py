"""The map as data: what is shown as GeoJSON or KML, masked unless an officer says otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from situationroom.desk import Desk
from situationroom.exports.geo_features import (
    Feature,
    movement_features,
    person_features,
    site_features,
    zone_features,
)
from situationroom.exports.geojson import write_geojson
from situationroom.exports.kml import write_kml
from situationroom.jobs import Step
from situationroom.map.projection import circle, great_circle
from situationroom.models import Person
from situationroom.store.connection import Connection
from situationroom.store.queries.people import persons
from situationroom.texts import tr
from situationroom.views.map_margin import codes
from situationroom.views.map_routes import Route
from situationroom.views.map_upper import Scene

Format = Literal["geojson", "kml"]
KINDS = ("persons", "sites", "zones", "movements")
AT_ONCE = 2_000
"""Persons that are read together."""


@dataclass(frozen=True, slots=True)
class DataWish:
    """Which kinds, of whom (None: everybody shown), and whether with names."""

    kinds: frozenset[str] = frozenset(KINDS)
    ids: tuple[int, ...] | None = None
    detail: bool = False


def shown_ids(scene: Scene) -> tuple[int, ...]:
    """Everybody the legend shows, placed or not."""
    ticked = np.zeros(256, bool)
    ticked[list(scene.classes)] = True
    return tuple(scene.people.columns.id[ticked[codes(scene)]].tolist())


def write_data(
    connection: Connection, step: Step, path: Path, kind: Format, scene: Scene, wish: DataWish,
    about: dict[str, Any],
) -> int:  # fmt: skip
    """Write the file and give how many features it has. Raises StoreError, Cancelled."""
    found = _features(connection, step, scene, wish)
    if kind == "kml":
        return write_kml(path, found, str(about["title"]))
    return write_geojson(path, found, about)


def about(desk: Desk, wish: DataWish) -> dict[str, Any]:
    """What a file says of itself."""
    incident = desk.incident
    title = f"{tr('DRILL')} · {incident.name}" if incident.drill else incident.name
    return {
        "title": title,
        "drill": incident.drill,
        "taken_at": desk.now().isoformat(),
        "revision": desk.revision,
        "personal_data": wish.detail and "persons" in wish.kinds,
    }


def _features(
    connection: Connection, step: Step, scene: Scene, wish: DataWish
) -> Iterator[Feature]:
    if "zones" in wish.kinds:
        yield from zone_features(scene.zones, circle)
    if "sites" in wish.kinds:
        rows = scene.layers.sites
        yield from site_features((row.site, row.present, row.fill.capacity) for row in rows)
    if "movements" in wish.kinds:
        yield from movement_features(_way(one) for one in scene.layers.routes)
    if "persons" in wish.kinds:
        yield from person_features(_persons(connection, step, scene, wish), wish.detail)


def _way(one: Route) -> tuple[Any, Any, Any, Any]:
    return one.row.movement, one.start, one.end, great_circle(*one.start, *one.end)


def _persons(connection: Connection, step: Step, scene: Scene, wish: DataWish) -> Iterator[Person]:
    ids = shown_ids(scene) if wish.ids is None else wish.ids
    for start in range(0, len(ids), AT_ONCE):
        step(start, len(ids), tr("Persons"))
        yield from persons(connection, ids[start : start + AT_ONCE])

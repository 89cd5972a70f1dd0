"""Cities of the map instead of positions and words: where the room sees persons and routes."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from situationroom.intake.places import open_gazetteer
from situationroom.map.labels import LabelKind, names
from situationroom.map.projection import to_degrees

Array = NDArray[np.float64]
CITY_ZOOM = 6.5
"""Cities whose name the map shows up to this zoom gather the persons around them."""
STEP = 0.25
"""Degrees: persons this close are asked about together."""
AT_ONCE = 2_000
COLUMNS = 10_000
NEAR_KM = 80.0
SUBURB_KM = 45.0
EARTH_KM = 6371.0088


def position(city: int) -> tuple[float, float]:
    """Latitude and longitude in degrees of a city of the map."""
    known = names()
    lat, lon = to_degrees(known.x[city : city + 1], known.y[city : city + 1])
    return float(lat[0]), float(lon[0])


def cities_near(lat: Array, lon: Array) -> NDArray[np.int64]:
    """The city of the map nearest to each position (n,) in degrees; none may be NaN."""
    rows, vectors = _cities()
    # One number a cell: they are sorted twenty times faster than pairs.
    cells = np.round(lat / STEP) * COLUMNS + np.round(lon / STEP)
    keys, inside = np.unique(cells, return_inverse=True)
    row = np.round(keys / COLUMNS)
    used = np.column_stack([row, keys - row * COLUMNS])
    found = np.zeros(len(used), np.int64)
    for start in range(0, len(used), AT_ONCE):
        some = used[start : start + AT_ONCE] * STEP
        found[start : start + AT_ONCE] = rows[
            (_unit(some[:, 0], some[:, 1]) @ vectors.T).argmax(axis=1)
        ]
    return found[inside]


def city_of(told: str, country: str) -> int | None:
    """The city of the map that words such as 'IST', '安卡拉使馆' name; None when unknown.

    Nothing of the words themselves comes back.
    """
    gazetteer = open_gazetteer()
    place = gazetteer.resolve(told, country) or gazetteer.resolve(told, None)
    return None if place is None else city_at(place.lat, place.lon)


def city_at(lat: float | None, lon: float | None) -> int | None:
    """The city of the map nearest to a position, None when none is within 80 km."""
    if lat is None or lon is None:
        return None
    rows, vectors = _cities()
    away = vectors @ _unit(np.array([lat]), np.array([lon]))[0]
    best = int(away.argmax())
    return int(rows[best]) if away[best] > np.cos(NEAR_KM / EARTH_KM) else None


def distances(cities: NDArray[np.int64], city: int) -> Array:
    """How far each city is from one of them, as a chord of the unit sphere."""
    known = names()
    lat, lon = to_degrees(known.x[cities], known.y[cities])
    there = _unit(*(np.array([one]) for one in position(city)))
    return np.asarray(np.linalg.norm(_unit(lat, lon) - there, axis=1), np.float64)


@lru_cache(maxsize=1)
def _cities() -> tuple[NDArray[np.int64], Array]:
    known = names()
    kinds = np.isin(known.kind, [LabelKind.CITY, LabelKind.CAPITAL])
    rows = np.flatnonzero(kinds & (known.zoom <= CITY_ZOOM)).astype(np.int64)
    lat, lon = to_degrees(known.x[rows], known.y[rows])
    vectors = _unit(lat, lon)
    apart = _apart(vectors)
    return rows[apart], vectors[apart]


def _apart(vectors: Array) -> NDArray[np.int64]:
    """The important first; the districts and suburbs around them stand for nobody by themselves."""
    near, free, kept = np.cos(SUBURB_KM / EARTH_KM), np.ones(len(vectors), bool), []
    for row in range(len(vectors)):
        if free[row]:
            kept.append(row)
            free &= vectors @ vectors[row] < near
    return np.array(kept, np.int64)


def _unit(lat: Array, lon: Array) -> Array:
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])

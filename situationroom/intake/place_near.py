"""Which places lie near each other, and which city a place belongs to."""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from situationroom.intake.gazetteer import Index, Kind

LAND_KM = 25.0  # along a border a point this near a town may be that town's country
NEAR_KM = 60.0  # a landmark further than this from the named city belongs to another one
CITIES = (Kind.CITY, Kind.CAPITAL)
EARTH_KM = 6371.0088
_SMALL = 15_000  # inhabitants; no smaller place is anybody's city


def inside(index: Index, row: int, region: int) -> bool:
    """Whether a place lies in a province, by its own word or by distance."""
    return index.region[row] == region or km(index, row, region) * 1000 < index.radius[region]


def belongs(index: Index, row: int, city: int) -> bool:
    """Whether a landmark, airport or district makes a position in this city finer."""
    return km(index, row, city) < NEAR_KM and index.radius[row] < index.radius[city]


def airport_of(index: Index, city: int) -> int:
    """The airport a city's name means, or the city itself when that is not known."""
    if index.kind[city] not in CITIES:
        return city
    rows = near(index, city, (Kind.AIRPORT,))
    called = set(index.rows(f"{index.fold(index.zh[city])}机场")) if index.zh[city] else set()
    if meant := [row for row in rows if row in called]:
        return meant[0]
    named = index.fold(index.en[city])
    own = [r for r in rows if named in index.fold(index.en[r])] or rows
    return own[0] if len(own) == 1 else city


@lru_cache(maxsize=50_000)
def city_of(index: Index, row: int) -> int | None:
    """The city a place belongs to: the largest it lies in, else the nearest of some size.

    A city that lies in no much larger one is its own; None when no city is near.
    """
    towns = [r for r in near(index, row, CITIES) if index.population[r] >= _SMALL]
    around = [r for r in towns if km(index, r, row) * 1000 < _sprawl(index, r, row)]
    if index.kind[row] in CITIES:
        around = [r for r in around if index.population[r] >= 3 * index.population[row]]
        return max(around, key=lambda r: index.population[r], default=row)
    if around:
        return max(around, key=lambda r: index.population[r])
    sizeable = [r for r in towns if index.population[r] >= 100_000] or towns
    nearest = min(sizeable, key=lambda r: km(index, r, row), default=None)
    return None if nearest is None else city_of(index, nearest)


def _sprawl(index: Index, city: int, row: int) -> float:
    """Metres within which a place is a city's; a town of its own only in a metropolis."""
    town = index.kind[row] in CITIES and index.population[city] < 1_000_000
    return index.radius[city] * (1 if town else 1.7)


@lru_cache(maxsize=50_000)
def near(index: Index, row: int, kinds: tuple[Kind, ...]) -> list[int]:
    """Places of these kinds in the same country within NEAR_KM; of cities those of some size."""
    rows, lat = _band(index, kinds)
    reach = NEAR_KM / 111
    first, last = np.searchsorted(lat, (index.lat[row] - reach, index.lat[row] + reach))
    some = rows[first:last]
    wide = reach / max(math.cos(math.radians(index.lat[row])), 0.05)
    turn = np.abs((index.lon[some] - index.lon[row] + 180) % 360 - 180)
    close = some[(turn < wide) & (index.nation[some] == index.nation[row])]
    return [r for r in np.sort(close).tolist() if km(index, r, row) < NEAR_KM]


@lru_cache(maxsize=4)
def _band(index: Index, kinds: tuple[Kind, ...]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The rows of these kinds and their latitudes, from south to north."""
    all_kinds = np.array(index.kind, np.uint8)
    wanted = np.isin(all_kinds, kinds)
    if kinds == CITIES:
        wanted &= np.array(index.population) >= _SMALL
    rows = np.flatnonzero(wanted)
    rows = rows[np.argsort(index.lat[rows], kind="stable")]
    return rows, index.lat[rows]


def km(index: Index, a: int, b: int) -> float:
    """Kilometres between two places."""
    return kilometres(index.lat[a], index.lon[a], index.lat[b], index.lon[b])


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine) between two points in degrees."""
    phi, psi = math.radians(lat), math.radians(other_lat)
    half = math.sin((phi - psi) / 2) ** 2
    turn = math.sin(math.radians(lon - other_lon) / 2) ** 2
    return (
        2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half + math.cos(phi) * math.cos(psi) * turn)))
    )


@lru_cache(maxsize=65_536)
def lands_at(index: Index, lat: float, lon: float) -> tuple[str, ...]:
    """Countries (ISO alpha-2) with a town within LAND_KM of a point, the nearest town's first.

    None that near: the country of the nearest within 300 km; () at sea. Along a border both.
    """
    rows, towns = _band(index, (*CITIES, Kind.LANDMARK))
    for reach in (LAND_KM, 300.0):
        first, last = np.searchsorted(towns, (lat - reach / 111, lat + reach / 111))
        some = rows[first:last]
        away = _apart(index, some, lat, lon)
        close = np.argsort(away)[: int((away < reach).sum())]
        if len(close):
            named = dict.fromkeys(index.country[r] for r in some[close].tolist())
            return tuple(named) if reach == LAND_KM else tuple(named)[:1]
    return ()


def _apart(index: Index, rows: NDArray[np.int64], lat: float, lon: float) -> NDArray[np.float64]:
    """Kilometres from a point, as exact as short distances need it."""
    north = (index.lat[rows] - lat) * 111.2
    turn = (index.lon[rows] - lon + 180) % 360 - 180
    east: NDArray[np.float64] = turn * 111.2 * max(math.cos(math.radians(lat)), 0.01)
    return np.hypot(north, east)

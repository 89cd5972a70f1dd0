"""Persons by city of the map, none so few that somebody could be meant."""

import numpy as np
from numpy.typing import NDArray

from situationroom.commands.briefing_places import cities_near, distances
from situationroom.models.briefing import Group
from situationroom.models.suppression import Count, folded, parts_of_total
from situationroom.models.vocabulary import Safety, Standing
from situationroom.store.queries.map_columns import SAFETY_CODES, MapColumns

Counts = NDArray[np.int64]
LOST = (Standing.MISSING, Standing.UNVERIFIED)
FOUND = (Standing.HELP, Standing.SAFE)
STANDINGS = (Standing.MISSING, Standing.HELP, Standing.UNVERIFIED, Standing.SAFE)
_OF = {
    Safety.MISSING: Standing.MISSING,
    Safety.NEEDS_HELP: Standing.HELP,
    Safety.INJURED: Standing.HELP,
    Safety.DECEASED: Standing.HELP,
    Safety.UNKNOWN: Standing.UNVERIFIED,
    Safety.SAFE: Standing.SAFE,
}
_STANDING = np.zeros(len(Safety), np.int64)
for _safety, _standing in _OF.items():
    _STANDING[SAFETY_CODES[_safety]] = STANDINGS.index(_standing)


def groups(columns: MapColumns, small: int) -> tuple[tuple[Group, ...], Count]:
    """Everybody with a position by city, and how many have none; together they are all there are.

    Cities with fewer than ``small`` persons join the nearest other one.
    """
    cities, counted = _gathered(*_by_city(columns), small)
    unplaced = len(columns.id) - int(counted.sum())
    missing, *shown = parts_of_total([unplaced, *(int(n) for n in counted.sum(axis=1))], small)
    rows = [row for row, count in zip(counted, shown, strict=True) if count.exact]
    apart = _tells(rows, small)
    return tuple(
        Group(int(city), count, _parts(row, small, apart) if count.exact else ())
        for city, row, count in zip(cities, counted, shown, strict=True)
    ), missing


def _tells(rows: list[NDArray[np.int64]], small: int) -> bool:
    """Whether the unaccounted, a figure of their own, would say how few others are hidden."""
    hidden = np.zeros(len(STANDINGS), np.int64)
    for row in rows:
        kept = folded([int(n) for n in row], small)[0]
        hidden += np.where(np.array(kept) == 0, row, 0)
    sums = [sum(int(hidden[STANDINGS.index(one)]) for one in kind) for kind in (LOST, FOUND)]
    return any(0 < together < small for together in sums)


def _by_city(columns: MapColumns) -> tuple[NDArray[np.int64], Counts]:
    placed = np.isfinite(columns.lat) & np.isfinite(columns.lon)
    if not placed.any():
        return np.zeros(0, np.int64), np.zeros((0, len(STANDINGS)), np.int64)
    near = cities_near(columns.lat[placed], columns.lon[placed])
    cities, inside = np.unique(near, return_inverse=True)
    counted = np.zeros((len(cities), len(STANDINGS)), np.int64)
    np.add.at(counted, (inside, _STANDING[columns.safety[placed]]), 1)
    return cities, counted


def _gathered(
    cities: NDArray[np.int64], counted: Counts, small: int
) -> tuple[NDArray[np.int64], Counts]:
    while len(cities) > 1 and (sizes := counted.sum(axis=1)).min() < small:
        least = int(sizes.argmin())
        others = np.delete(np.arange(len(cities)), least)
        into = others[distances(cities[others], int(cities[least])).argmin()]
        counted[into] += counted[least]
        cities, counted = cities[others], counted[others]
    return cities, counted


def _parts(row: NDArray[np.int64], small: int, apart: bool) -> tuple[tuple[Standing, int], ...]:
    """The shares of a ring; ``apart`` hides who needs help among the safe, not among the lost."""
    numbers = dict(zip(STANDINGS, (int(n) for n in row), strict=True))
    kept, mixed = _folded(numbers, small) if apart else _folded_together(numbers, small)
    told = [*kept.items(), (Standing.MIXED, mixed)]
    return tuple((standing, number) for standing, number in told if number)


def _folded_together(numbers: dict[Standing, int], small: int) -> tuple[dict[Standing, int], int]:
    every, mixed = folded(list(numbers.values()), small)
    return dict(zip(numbers, every, strict=True)), mixed


def _folded(numbers: dict[Standing, int], small: int) -> tuple[dict[Standing, int], int]:
    kept: dict[Standing, int] = {}
    together = 0
    for kind in (LOST, FOUND):
        parts, mixed = folded([numbers[one] for one in kind], small)
        if 0 < mixed < small:
            return _folded_together(numbers, small)
        kept |= dict(zip(kind, parts, strict=True))
        together += mixed
    return {one: kept[one] for one in numbers}, together

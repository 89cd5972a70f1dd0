"""Everybody as numpy columns, and the rings they make on the map: always as many as the list."""

from collections.abc import Collection
from dataclasses import dataclass
from math import log10

import numpy as np
from numpy.typing import NDArray

from situationroom.map.clusters import cluster
from situationroom.map.labels import View
from situationroom.map.projection import to_world, world_pixels
from situationroom.models.vocabulary import Safety
from situationroom.store.queries.map_columns import MapColumns

CLASSES = len(Safety)
ALL = tuple(range(CLASSES))
DOT_RADIUS = 6.0
CELL = 64.0
MARGIN = 1.0
"""Persons this many windows around the shown one are grouped too, so that panning finds them."""
Array = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """k groups of persons: world units, counts, counts by safety, and who is in which.

    ``label`` (n,) says the ring of each person of the columns, -1 for those not shown here.
    """

    x: Array
    y: Array
    count: Counts
    by_class: Counts
    label: NDArray[np.int32]

    def members(self, ring: int) -> NDArray[np.intp]:
        """Places in the columns of everybody in one ring."""
        return np.flatnonzero(self.label == ring)


NOBODY = MapColumns(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0, np.uint8))


class People:
    """The columns of everybody, kept current, in world units."""

    def __init__(self, columns: MapColumns) -> None:
        self.set(columns)

    def set(self, columns: MapColumns) -> None:
        """These are all persons there are."""
        self.columns = columns
        self.x, self.y = to_world(columns.lat, columns.lon)
        self.placed = np.isfinite(self.x)

    def update(self, ids: Collection[int], fresh: MapColumns) -> None:
        """Persons ``ids`` are now as ``fresh`` says; those missing in it no longer exist."""
        old = self.columns
        keep = ~np.isin(old.id, np.fromiter(ids, np.int64, len(ids)))
        joined = [
            np.concatenate([getattr(old, name)[keep], getattr(fresh, name)])
            for name in ("id", "lat", "lon", "safety")
        ]
        order = np.argsort(joined[0], kind="stable")
        self.set(MapColumns(*(column[order] for column in joined)))

    def by_safety(self) -> Counts:
        """How many of each safety status there are, placed or not."""
        return np.bincount(self.columns.safety, minlength=CLASSES).astype(np.int64)

    def unplaced(self) -> int:
        """How many have no position."""
        return int((~self.placed).sum())

    def ids(self, places: NDArray[np.intp]) -> list[int]:
        """The ids at these places of the columns."""
        return [int(id_) for id_ in self.columns.id[places]]

    def places(self, ids: Collection[int]) -> NDArray[np.intp]:
        """Where these ids stand in the columns."""
        return np.flatnonzero(np.isin(self.columns.id, np.fromiter(ids, np.int64, len(ids))))

    def inside(self, left: float, top: float, right: float, bottom: float) -> list[int]:
        """Ids of everybody in a box of world units."""
        x, y = self.x, self.y
        return self.ids(np.flatnonzero((x >= left) & (x <= right) & (y >= top) & (y <= bottom)))

    def rings(self, view: View, classes: Collection[int] = ALL) -> Rings:
        """The groups of a view and its surroundings, of persons with these safety codes."""
        chosen = self._chosen(view, classes)
        found = cluster(
            self.x[chosen], self.y[chosen], self.columns.safety[chosen], view.zoom, CLASSES, CELL
        )
        into = _apart(found.x, found.y, found.count, view.zoom)
        number, joined = np.unique(into, return_inverse=True)
        count = np.bincount(joined, found.count, len(number)).astype(np.int64)
        by_class = np.zeros((len(number), CLASSES), np.int64)
        np.add.at(by_class, joined, found.by_class)
        label = np.full(len(self.x), -1, np.int32)
        label[chosen] = joined[found.label] if len(found) else -1
        middle = [
            np.bincount(joined, axis * found.count, len(number)) / count
            for axis in (found.x, found.y)
        ]
        return Rings(middle[0], middle[1], count, by_class, label)

    def _chosen(self, view: View, classes: Collection[int]) -> NDArray[np.intp]:
        left, top, right, bottom = surroundings(view)
        with np.errstate(invalid="ignore"):
            near = (self.x >= left) & (self.x <= right) & (self.y >= top) & (self.y <= bottom)
        if len(classes) < CLASSES:
            near &= np.isin(self.columns.safety, list(classes))
        return np.flatnonzero(near)


def surroundings(view: View) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) in world units of the view with its margin."""
    left, top, right, bottom = view.box()
    aside, above = (right - left) * MARGIN, (bottom - top) * MARGIN
    return left - aside, top - above, right + aside, bottom + above


def radius(count: int) -> float:
    """Pixels from the middle to the outer edge of a ring."""
    return DOT_RADIUS if count == 1 else 13.0 + 7.0 * log10(count)


def _apart(x: Array, y: Array, count: Counts, zoom: float) -> NDArray[np.intp]:
    """Which group each group joins, so that no two rings lie over each other: big ones first."""
    scale = world_pixels(zoom)
    into = np.arange(len(x))
    px, py = x * scale, y * scale
    sizes = np.array([radius(int(n)) for n in count])
    free = np.ones(len(x), bool)
    for big in np.argsort(-count, kind="stable"):
        if not free[big]:
            continue
        near = free & (np.hypot(px - px[big], py - py[big]) < (sizes + sizes[big]) * 0.95)
        into[near] = big
        free &= ~near
    return into

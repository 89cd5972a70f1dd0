"""Persons as clusters on the map: a grid over the screen that always adds up to the list.

    found = cluster(x, y, safety, zoom=6.5, classes=6)      # world units, small integers
    for n in range(len(found)):
        draw_ring(found.x[n], found.y[n], found.count[n], found.by_class[n])
    found.unplaced                                           # persons without a position
    persons = found.members(n)                               # indices into the input columns

Every person with a position is in exactly one cluster; the centre of a cluster is the mean of
its persons, so single persons lie exactly where they are. NaN positions are counted apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from situationroom.map.projection import world_pixels

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
CELL_PX = 64.0
FLAT_LIMIT = 4_000_000  # cells up to which counting by a flat table beats sorting


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """k clusters of n persons, in the order of their cells.

    `x`, `y` (k,) world units; `count` (k,); `by_class` (k, classes) persons of each class,
    whose rows add up to `count`; `unplaced` persons without a position and
    `unplaced_by_class` (classes,) theirs; `label` (n,) the cluster of each person, -1 without
    a position. `count.sum() + unplaced == n`, always.
    """

    x: Array
    y: Array
    count: NDArray[np.int64]
    by_class: NDArray[np.int64]
    unplaced: int
    unplaced_by_class: NDArray[np.int64]
    label: NDArray[np.int32]

    def __len__(self) -> int:
        """How many clusters there are."""
        return len(self.count)

    def members(self, cluster: int) -> Indices:
        """Indices of the persons in one cluster, ascending; IndexError if there is none such."""
        if not 0 <= cluster < len(self):
            raise IndexError(f"no cluster {cluster}")
        return np.flatnonzero(self.label == cluster)

    def missing(self) -> Indices:
        """Indices of the persons without a position, ascending."""
        return np.flatnonzero(self.label < 0)

    def nearest(self, x: float, y: float, within: float) -> int | None:
        """The cluster whose centre is nearest to a point, None if none is within that distance."""
        if not len(self):
            return None
        away = np.hypot(self.x - x, self.y - y)
        best = int(away.argmin())
        return best if away[best] <= within else None


def cluster(
    x: Array,
    y: Array,
    safety: NDArray[np.integer],
    zoom: float,
    classes: int,
    cell_px: float = CELL_PX,
) -> Clusters:
    """Group persons by grid cells of `cell_px` pixels at `zoom`.

    `x`, `y` (n,) world units with NaN where unknown; `safety` (n,) whole numbers from 0 to
    `classes` - 1. Raises ValueError when the columns differ in length or a class is outside.
    """
    if not len(x) == len(y) == len(safety):
        raise ValueError("the columns differ in length")
    if len(safety) and not 0 <= int(safety.min()) <= int(safety.max()) < classes:
        raise ValueError("a class is outside the table")
    placed = np.isfinite(x) & np.isfinite(y)
    everyone = bool(placed.all())
    kinds = safety if everyone else safety[placed]
    px, py = (x, y) if everyone else (x[placed], y[placed])
    inside, total = _cells(px, py, world_pixels(zoom) / cell_px)
    by_class = np.bincount(inside * classes + kinds, minlength=total * classes)
    by_class = by_class.reshape(total, classes).astype(np.int64)
    count = by_class.sum(axis=1)
    label = inside if everyone else _spread(inside, placed)
    lost = np.bincount(safety[~placed], minlength=classes).astype(np.int64)
    return Clusters(
        x=np.bincount(inside, px, total) / count,
        y=np.bincount(inside, py, total) / count,
        count=count,
        by_class=by_class,
        unplaced=int(lost.sum()),
        unplaced_by_class=lost,
        label=label,
    )


def _cells(x: Array, y: Array, cells: float) -> tuple[NDArray[np.int32], int]:
    """Number the occupied cells 0.. in grid order: each person's cell, and how many there are."""
    if not len(x):
        return np.zeros(0, np.int32), 0
    left, top = float(x.min()), float(y.min())
    first_column, first_row = np.floor(left * cells), np.floor(top * cells)
    width = int(np.floor(float(x.max()) * cells) - first_column) + 1
    height = int(np.floor(float(y.max()) * cells) - first_row) + 1
    column = (np.floor(x * cells) - first_column).astype(np.int64)
    key = (np.floor(y * cells) - first_row).astype(np.int64) * width + column
    if width * height > FLAT_LIMIT:
        used, inside = np.unique(key, return_inverse=True)
        return inside.astype(np.int32), len(used)
    taken = np.zeros(width * height, bool)
    taken[key] = True
    number = np.cumsum(taken, dtype=np.int32) - 1
    return number[key], int(number[-1]) + 1


def _spread(inside: NDArray[np.int32], placed: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The cluster of every person, -1 for those without a position."""
    label = np.full(len(placed), -1, np.int32)
    label[placed] = inside
    return label

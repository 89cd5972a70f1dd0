"""Persons as clusters on the map: a grid over the screen that always adds up to the list.

    found = cluster(x, y, safety, zoom=6.5, classes=6)      # world units, small integers
    for n in range(len(found)):
        draw_ring(found.x[n], found.y[n], found.count[n], found.by_class[n])
    found.unplaced                                           # persons without a position
    persons = found.members(n)                               # indices into the input columns

Every person with a position is in exactly one cluster; the centre of a cluster is the mean of
its persons, so single persons lie exactly where they are. NaN positions are counted apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from situationroom.breath import breathe
from situationroom.map.projection import world_pixels

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
Box = tuple[float, float, float, float]
CELL_PX = 64.0
FLAT_LIMIT = 4_000_000  # cells up to which counting by a flat table beats sorting
PART = 1 << 16  # persons looked at together: what is made on the way stays in the processor


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
    box: Box | None = None,
    shown: Flags | None = None,
) -> Clusters:
    """Group persons by grid cells of `cell_px` pixels at `zoom`.

    `x`, `y` (n,) world units with NaN where unknown; `safety` (n,) whole numbers from 0 to
    `classes` - 1. Only those inside `box` (left, top, right, bottom) and of a class that is
    `shown` (classes,) are grouped, if these are given; the others have the label -1.
    Raises ValueError when the columns differ in length or a class is outside.
    """
    if not len(x) == len(y) == len(safety):
        raise ValueError("the columns differ in length")
    if len(safety) and not 0 <= int(safety.min()) <= int(safety.max()) < classes:
        raise ValueError("a class is outside the table")
    grid = _grid(box or _extent(x, y), world_pixels(zoom) / cell_px)
    key: NDArray[Any] = np.full(len(x), -1, np.int32 if grid.cells <= FLAT_LIMIT else np.int64)
    lost = np.zeros(classes, np.int64)
    for part in _parts(len(x)):
        px, py, kind = x[part], y[part], safety[part]
        placed = np.isfinite(px) & np.isfinite(py)
        lost += np.bincount(kind[~placed], minlength=classes)
        if box is not None:
            placed &= (px >= box[0]) & (px <= box[2]) & (py >= box[1]) & (py <= box[3])
        if shown is not None and not shown.all():
            placed &= shown[kind]
        seen = np.flatnonzero(placed)  # faster to take by than the flags
        key[part][seen] = grid.key(px[seen], py[seen])
    return _counted(x, y, safety, classes, *_numbered(key, grid.cells), lost)


def _counted(
    x: Array,
    y: Array,
    safety: NDArray[np.integer],
    classes: int,
    label: NDArray[np.int32],
    total: int,
    lost: NDArray[np.int64],
) -> Clusters:
    counted = np.zeros(total * classes, np.int64)
    middle = np.zeros((2, total))
    for part in _parts(len(x)):
        seen = np.flatnonzero(label[part] >= 0)
        inside = label[part][seen].astype(np.intp)
        counted += np.bincount(inside * classes + safety[part][seen], minlength=len(counted))
        for axis, along in enumerate((x, y)):
            middle[axis] += np.bincount(inside, along[part][seen], total)
    by_class = counted.reshape(total, classes)
    count = by_class.sum(axis=1)
    across, down = middle / count
    return Clusters(across, down, count, by_class, int(lost.sum()), lost, label)


def _parts(count: int) -> Iterator[slice]:
    for start in range(0, count, PART):
        breathe()
        yield slice(start, start + PART)


def _extent(x: Array, y: Array) -> Box:
    """(left, top, right, bottom) of everybody with a position; of nobody the middle of the world.

    Bounds of the parts are gathered, so that nothing is made that is as long as the columns.
    """
    found = []
    for part in _parts(len(x)):
        placed = np.isfinite(x[part]) & np.isfinite(y[part])
        if placed.any():
            px, py = x[part][placed], y[part][placed]
            found.append((px.min(), py.min(), px.max(), py.max()))
    if not found:
        return 0.5, 0.5, 0.5, 0.5
    columns = np.array(found)
    left, top = columns[:, :2].min(axis=0)
    right, bottom = columns[:, 2:].max(axis=0)
    return float(left), float(top), float(right), float(bottom)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells of a box: the first column and row, how many there are, `scale` cells to the world."""

    column: float
    row: float
    width: int
    height: int
    scale: float

    @property
    def cells(self) -> int:
        return self.width * self.height

    def key(self, x: Array, y: Array) -> NDArray[np.int64]:
        """The cell of each position, counted row by row."""
        column = (np.floor(x * self.scale) - self.column).astype(np.int64)
        return (np.floor(y * self.scale) - self.row).astype(np.int64) * self.width + column


def _grid(box: Box, scale: float) -> _Grid:
    left, top, right, bottom = (float(np.floor(side * scale)) for side in box)
    return _Grid(left, top, int(right - left) + 1, int(bottom - top) + 1, scale)


def _numbered(key: NDArray[Any], cells: int) -> tuple[NDArray[np.int32], int]:
    """Number the occupied cells 0.. in grid order: each person's (-1 stays), and how many."""
    if cells > FLAT_LIMIT:
        used = np.unique(key[key >= 0])
        label = np.searchsorted(used, key).astype(np.int32)
        label[key < 0] = -1
        return label, len(used)
    taken = np.zeros(cells + 1, bool)
    taken[key] = True
    number = np.cumsum(taken, dtype=np.int32) - 1
    total = int(number[cells - 1]) + 1
    number[cells] = -1  # nobody's cell, at the end, where -1 finds it
    return number[key], total

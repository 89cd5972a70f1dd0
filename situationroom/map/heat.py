"""How densely persons stand: a blurred grid over the view, in persons per square kilometre.

found = density(x, y, view)              # world units of those who are shown
found.grid[row, column]                  # persons / km², cells of CELL pixels
found.peak                               # the greatest of them, 0.0 for nobody
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from situationroom.map.labels import View
from situationroom.map.projection import world_pixels

Array = NDArray[np.float64]
CELL = 6.0
"""Pixels of a cell."""
SPREAD = 2
"""Cells a box blur reaches to each side; three of them are near enough to a Gaussian."""


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """``grid`` (rows, columns) in persons per km², ``peak`` its greatest value."""

    grid: Array
    peak: float


def density(x: Array, y: Array, view: View, cell: float = CELL) -> Density:
    """The density of positions (world units, NaN where unknown) over a view.

    Nobody is lost or made twice inside the view: the grid times the area of a cell adds up to
    those in it, but for what the blur carries over the edges.
    """
    columns, rows = (int(np.ceil(side / cell)) + 1 for side in (view.width, view.height))
    counted = _counted(x, y, view, cell, (rows, columns))
    for axis in (0, 1, 0, 1, 0, 1):
        counted = _blurred(counted, axis)
    grid = counted / _cell_km2(view, cell)
    return Density(grid, float(grid.max(initial=0.0)))


def _counted(x: Array, y: Array, view: View, cell: float, shape: tuple[int, int]) -> Array:
    rows, columns = shape
    left, top, _right, _bottom = view.box()
    scale = world_pixels(view.zoom) / cell
    with np.errstate(invalid="ignore"):
        # Persons beyond the date line stand in the copy of the world that is shown.
        across = np.floor(((x - left) % 1.0) * scale)
        down = np.floor((y - top) * scale)
        inside = (across < columns) & (down >= 0) & (down < rows)
    place = down[inside].astype(np.int64) * columns + across[inside].astype(np.int64)
    return np.bincount(place, minlength=rows * columns).reshape(shape).astype(np.float64)


def _blurred(grid: Array, axis: int) -> Array:
    """The mean over the neighbours along an axis; beyond the edge nobody stands."""
    width = 2 * SPREAD + 1
    padding = [(0, 0), (0, 0)]
    padding[axis] = (SPREAD + 1, SPREAD)
    summed = np.cumsum(np.pad(grid, padding), axis=axis)
    after = np.take(summed, np.arange(width, summed.shape[axis]), axis=axis)
    before = np.take(summed, np.arange(summed.shape[axis] - width), axis=axis)
    made: Array = (after - before) / width
    return np.maximum(made, 0.0)


def _cell_km2(view: View, cell: float) -> float:
    return float((view.metres_per_pixel() * cell / 1000) ** 2)

"""Which tiles a map shows, and what stands in for one that is missing.

for tile in tiles_over(view.box(), level_for_tiles(view.zoom, info)):
    left, top, side = square(tile)                  # world units
cut = piece(Tile(12, 2048, 1360), of=Tile(9, 256, 170))   # the part of an ancestor
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from situationroom.map.projection import to_world
from situationroom.models.tiles import Tile, TileForm, TileInfo

Box = tuple[float, float, float, float]
STREETS_FROM = 7.0
"""The zoom from which tiles are shown. Before it Natural Earth and the reviewed boundaries are."""
ANCESTORS = 8
"""How many levels up a tile is looked for before the place counts as empty."""
MOST_TILES = 1_000


class Piece(NamedTuple):
    """A square part of a tile: its left and top edge and its side, in tiles (0..1)."""

    left: float
    top: float
    side: float


def level_for_tiles(zoom: float, info: TileInfo) -> int:
    """The level whose tiles suit a zoom: pictures are 256 pixels wide, vector tiles about 512.

    A little before a file's first level its tiles are shown smaller than they are meant.
    """
    return max(_natural_level(zoom, info), info.least)


def shown_at(zoom: float, info: TileInfo) -> bool:
    """Whether the tiles of a file are shown at a zoom."""
    return zoom >= STREETS_FROM and _natural_level(zoom, info) >= info.least - 1


def first_zoom(info: TileInfo) -> float:
    """The zoom from which the tiles of a file are shown as they are meant."""
    return max(STREETS_FROM, info.least + (0.5 if info.form is TileForm.VECTOR else 0.0))


def _natural_level(zoom: float, info: TileInfo) -> int:
    return max(0, round(zoom) if info.form is TileForm.RASTER else math.floor(zoom - 0.5))


def tiles_over(box: Box, level: int, within: Box = (0.0, 0.0, 1.0, 1.0)) -> Iterator[Tile]:
    """The tiles of a level that meet both boxes (world units), the middle of `box` first."""
    count = 1 << level
    left, top, right, bottom = (max(box[0], within[0]), max(box[1], within[1]),
                                min(box[2], within[2]), min(box[3], within[3]))  # fmt: skip
    if left >= right or top >= bottom:
        return
    columns = range(max(0, int(left * count)), min(count - 1, int(right * count)) + 1)
    rows = range(max(0, int(top * count)), min(count - 1, int(bottom * count)) + 1)
    if len(columns) * len(rows) > MOST_TILES:
        return
    x, y = (box[0] + box[2]) / 2 * count - 0.5, (box[1] + box[3]) / 2 * count - 0.5
    found = [Tile(level, column, row) for column in columns for row in rows]
    yield from sorted(found, key=lambda t: (t.x - x) ** 2 + (t.y - y) ** 2)


def square(tile: Tile) -> tuple[float, float, float]:
    """Left, top and side of a tile in world units."""
    side = 1.0 / (1 << tile.z)
    return tile.x * side, tile.y * side, side


@lru_cache(maxsize=64)
def world_box(info: TileInfo) -> Box:
    """Where a file has tiles, in world units (left, top, right, bottom)."""
    west, south, east, north = info.box
    left, top = to_world(north, west)
    right, bottom = to_world(south, east)
    return max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom)


def ancestor(tile: Tile, levels: int = 1) -> Tile:
    """The tile so many levels up that holds this one."""
    return Tile(tile.z - levels, tile.x >> levels, tile.y >> levels)


def stand_ins(tile: Tile, most: int) -> Iterator[Tile]:
    """The tile itself if the file goes so far (`most`), then its ancestors, nearest first."""
    first = max(0, tile.z - most)
    for levels in range(first, min(first + ANCESTORS, tile.z) + 1):
        yield ancestor(tile, levels)


def piece(tile: Tile, of: Tile) -> Piece:
    """The part of an ancestor (or of the tile itself) that a tile covers."""
    levels = tile.z - of.z
    side = 1.0 / (1 << levels)
    return Piece((tile.x - (of.x << levels)) * side, (tile.y - (of.y << levels)) * side, side)

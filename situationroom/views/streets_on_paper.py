"""Street maps for what leaves the program: read for one sheet, as fine as paper can show them.

Pictures become one picture of the sheet, shapes stay lines and areas (``tile_sheet``). Tiles that
are missing or damaged are taken from a coarser level; where there is none the basemap is seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log2
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from situationroom.map.labels import View
from situationroom.map.online_tiles import KeptTiles
from situationroom.map.projection import world_pixels
from situationroom.map.tile_grid import (
    level_for_tiles,
    piece,
    shown_at,
    square,
    stand_ins,
    tiles_over,
    world_box,
)
from situationroom.map.tile_shelf import Shelf
from situationroom.map.tile_words import Word
from situationroom.map.vector_tile import Breath, VectorTile, decode
from situationroom.models.errors import PlainError
from situationroom.models.tiles import Tile, TileForm, TileInfo, TileSource
from situationroom.texts import tr
from situationroom.views.map_base import turns
from situationroom.views.map_streets import Placed, Streets
from situationroom.views.tile_paint import lightness, raster_image
from situationroom.views.tile_sheet import Drawn, drawn_together

PAPER = 2.0
"""Dots of paper to a pixel of a 96th of an inch: names in picture tiles can still be read."""
SHAPES = 96 << 20
"""Bytes of decoded tiles that are kept for the next sheet."""
SIDE = 256
"""Pixels of a picture tile."""
LIGHT = 128
Named = tuple[View, Tile, tuple[Word, ...]]


def _at_once() -> None:
    """Nobody else needs the processor."""


class _Found(NamedTuple):
    """What one street map shows on a sheet."""

    pieces: list[Placed | Drawn]
    names: list[Named]
    light: bool | None = None


@dataclass(slots=True, eq=False)
class StreetMaps:
    """The street maps of one print, the lowest first. Used by one thread at a time.

    ``rest`` waits while the window has something to do; ``unread`` counts tiles that could not be
    read, so that nobody takes the basemap for all there is.
    """

    sources: tuple[TileSource, ...] = ()
    rest: Breath = _at_once
    unread: int = 0
    _shapes: Shelf[tuple[int, Tile], VectorTile] = field(default_factory=lambda: Shelf(SHAPES))

    def count(self, view: View, dense: float = PAPER) -> int:
        """How many tiles a sheet needs, for whoever shows the progress."""
        return sum(len(_tiles(s, shown, dense)) for s, shown in self._seen(view))

    def over(self, view: View, dense: float = PAPER, step: Breath = _at_once) -> Streets:
        """The street maps of a sheet, ``dense`` dots to a pixel; ``step`` is called at each tile.

        Raises what ``step`` raises.
        """
        pieces: list[Placed | Drawn] = []
        names: list[Named] = []
        whose, vector, light = list[str](), False, None
        for source, shown in self._seen(view):
            found = self._one(source, shown, dense, step)
            if not found.pieces:
                continue
            pieces += found.pieces
            whose.append(source.info.credit or source.info.title)
            vector |= source.info.form is TileForm.VECTOR
            middle = _under_the_middle(view, source.info)
            light = found.light if middle else light
            covered = middle and source.info.form is TileForm.RASTER
            names = found.names + ([] if covered else names)
        told = tuple(dict.fromkeys(whose))
        return Streets(tuple(pieces), tuple(names), vector, light, told)

    def _seen(self, view: View) -> Iterator[tuple[TileSource, View]]:
        """Each source with each copy of the world that has tiles of it, as far as it is shown."""
        for source in self.sources:
            if shown_at(view.zoom, source.info):
                yield from ((source, shown) for shown in turns(view))

    def _one(self, source: TileSource, view: View, dense: float, step: Breath) -> _Found:
        wanted = _tiles(source, view, dense)
        if source.info.form is TileForm.RASTER:
            return self._pictures(source, view, wanted, step)
        return self._shapes_of(source, view, wanted, step)

    # --- pictures ------------------------------------------------------------------------------

    def _pictures(
        self, source: TileSource, view: View, wanted: Sequence[Tile], step: Breath
    ) -> _Found:
        found: dict[Tile, QImage] = {}
        for tile in wanted:
            step()
            self.rest()
            side = SIDE if tile.z < source.info.most else 2 * SIDE
            if (image := self._picture(source, tile, side)) is not None:
                found[tile] = image
        if not found:
            return _Found([], [])
        placed = _Mosaic.of(found).placed(view)
        light = sum(lightness(image) for image in found.values()) / len(found)
        return _Found([placed], [], light > LIGHT)

    def _picture(self, source: TileSource, asked: Tile, side: int) -> QImage | None:
        for tile in stand_ins(asked, source.info.most):
            if tile.z < source.info.least:
                return None
            try:
                if data := source.read(tile):
                    return raster_image(data, piece(asked, of=tile), side)
            except PlainError:
                self.unread += 1
        return None

    # --- shapes --------------------------------------------------------------------------------

    def _shapes_of(
        self, source: TileSource, view: View, wanted: Sequence[Tile], step: Breath
    ) -> _Found:
        found: dict[int, dict[Tile, VectorTile]] = {}
        squares: dict[int, list[Tile]] = {}
        for asked in wanted:
            step()
            self.rest()
            if (known := self._shape(source, asked)) is not None:
                tile, shapes = known
                found.setdefault(tile.z, {})[tile] = shapes
                squares.setdefault(tile.z, []).append(asked)
        pieces: list[Placed | Drawn] = [
            drawn_together(view, found[level], squares[level], self.rest) for level in sorted(found)
        ]
        tiles = [one for level in sorted(found, reverse=True) for one in found[level].items()]
        return _Found(pieces, [(view, tile, shapes.words) for tile, shapes in tiles])

    def _shape(self, source: TileSource, asked: Tile) -> tuple[Tile, VectorTile] | None:
        for tile in stand_ins(asked, source.info.most):
            if tile.z < source.info.least:
                return None
            try:
                shapes = self._decoded(source, tile)
            except PlainError:
                self.unread += 1
                continue
            if shapes is not None:
                return tile, shapes
        return None

    def _decoded(self, source: TileSource, tile: Tile) -> VectorTile | None:
        key = self.sources.index(source), tile
        shapes = self._shapes.get(key)
        if shapes is None and (data := source.read(tile)):
            shapes = decode(data, self.rest)
            self._shapes.put(key, shapes, shapes.size)
        return shapes


def unread_words(count: int) -> str:
    """What is said after a print of which tiles could not be read."""
    return tr(
        "{n} tiles of street maps could not be read; coarser ones or the world map stand there.",
        n=count,
    )


def _tiles(source: TileSource, view: View, dense: float) -> list[Tile]:
    """The tiles that show a view so finely, in the world of the view."""
    within, finest = world_box(source.info), source.info.most
    level = min(level_for_tiles(view.zoom + log2(dense), source.info), finest)
    if isinstance(source, KeptTiles):
        levels = (level, min(level + 1, finest))
        level = max(levels, key=lambda one: source.share(tiles_over(view.box(), one, within)))
    return list(tiles_over(view.box(), level, within))


def _under_the_middle(view: View, info: TileInfo) -> bool:
    left, top, right, bottom = world_box(info)
    return left <= view.x % 1 <= right and top <= view.y <= bottom


class _Mosaic(NamedTuple):
    """One picture of many tiles, so that no seam is seen between them."""

    image: QImage
    corner: Tile
    side: int

    @classmethod
    def of(cls, images: Mapping[Tile, QImage]) -> "_Mosaic":
        """Tiles of one level, all of one size."""
        (level, *_), side = next(iter(images)), next(iter(images.values())).width()
        left, top = min(tile.x for tile in images), min(tile.y for tile in images)
        wide, high = max(t.x for t in images) - left + 1, max(t.y for t in images) - top + 1
        whole = QImage(wide * side, high * side, QImage.Format.Format_ARGB32_Premultiplied)
        whole.fill(0)
        painter = QPainter(whole)
        for tile, image in images.items():
            painter.drawImage((tile.x - left) * side, (tile.y - top) * side, image)
        painter.end()
        solid = len(images) == wide * high and not any(i.hasAlphaChannel() for i in images.values())
        if solid:
            whole = whole.convertToFormat(QImage.Format.Format_RGB32)
        return cls(whole, Tile(level, left, top), side)

    def placed(self, view: View) -> Placed:
        """What of it a view shows, with the place where it lies."""
        left, top, side = square(self.corner)
        x, y = view.to_screen(left, top)
        px = side * world_pixels(view.zoom) / self.side  # of the view, to one of the picture
        cut = QRect(0, 0, self.image.width(), self.image.height()).intersected(
            _outwards(-x / px, -y / px, (view.width - x) / px, (view.height - y) / px)
        )
        place = QRectF(x + cut.x() * px, y + cut.y() * px, cut.width() * px, cut.height() * px)
        image = self.image.copy(cut)
        return Placed(image, place, QRectF(image.rect()))


def _outwards(left: float, top: float, right: float, bottom: float) -> QRect:
    x, y = floor(left), floor(top)
    return QRect(x, y, ceil(right) - x, ceil(bottom) - y)

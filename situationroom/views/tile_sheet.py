"""Vector tiles of a sheet drawn together, kind by kind over all of them, so that no seam shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRegion, QTransform

from situationroom.map.labels import View
from situationroom.map.projection import world_pixels
from situationroom.map.tile_grid import Piece, square
from situationroom.map.tile_shapes import AREAS, ROADS, Ink
from situationroom.map.vector_tile import Breath, VectorTile
from situationroom.models.tiles import Tile
from situationroom.views.paper import hair
from situationroom.views.tile_paint import (
    CASED_FROM,
    StreetLook,
    drawn_inks,
    paths_of,
    pen_of,
    width,
)

WHOLE = Piece(0.0, 0.0, 1.0)
OUTLINED_FROM = 15.0
"""The zoom from which buildings have an edge."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Tiles of one level, each with its upper left corner in pixels; shown ``inside`` only."""

    tiles: tuple[tuple[VectorTile, QPointF], ...]
    side: float
    """Pixels across a tile."""
    inside: QPainterPath
    zoom: float
    rest: Breath

    def paint(self, painter: QPainter, look: StreetLook) -> None:
        """Draw them in the colours of a street map."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(self.inside, Qt.ClipOperation.IntersectClip)
        bare = any(Ink.EARTH in tile.shapes for tile, _ in self.tiles)
        painter.fillPath(self.inside, look.fills[Ink.WATER if bare else Ink.EARTH])
        for ink, dress in _coats(self, look, hair(painter)):
            dress(painter)
            for tile, corner in self.tiles:
                if ink in drawn_inks(tile, self.zoom):
                    self._draw(painter, tile, corner, ink)
        painter.restore()

    def _draw(self, painter: QPainter, tile: VectorTile, corner: QPointF, ink: Ink) -> None:
        painter.translate(corner)
        for path in paths_of(tile, ink, WHOLE, self.side):
            self.rest()
            painter.drawPath(path)
        painter.translate(-corner)


def drawn_together(
    view: View, tiles: Mapping[Tile, VectorTile], squares: Sequence[Tile], rest: Breath
) -> Drawn:
    """Tiles of one level where ``squares`` (of this level or finer, all of one) are asked for."""
    side = square(next(iter(tiles)))[2] * world_pixels(view.zoom)
    placed = tuple(
        (shapes, QPointF(*view.to_screen(*square(tile)[:2]))) for tile, shapes in tiles.items()
    )
    return Drawn(placed, side, _union(view, squares), view.zoom, rest)


def _union(view: View, squares: Sequence[Tile]) -> QPainterPath:
    """The outline of squares that lie side by side, in pixels of the view."""
    first = squares[0]
    region = QRegion()
    for one in squares:  # whole numbers join without a gap
        region += QRect(one.x - first.x, one.y - first.y, 1, 1)
    path = QPainterPath()
    path.addRegion(region)
    left, top, side = square(first)
    px = side * world_pixels(view.zoom)
    turn = QTransform.fromTranslate(*view.to_screen(left, top)).scale(px, px)
    return turn.map(path.simplified())


Dress = Callable[[QPainter], None]


def _coats(drawn: Drawn, look: StreetLook, thinnest: float) -> Iterator[tuple[Ink, Dress]]:
    """What is painted over what: areas and paths, the edges of all roads, then the roads on them.

    A building's edge comes before all buildings: where a tile ends its neighbour covers it.
    """
    zoom = drawn.zoom
    for ink in (ink for ink in Ink if ink not in ROADS):
        if ink is Ink.BUILDING and zoom >= OUTLINED_FROM:
            yield ink, _stroke(QPen(look.building_edge, 1))
        yield ink, _fill(look.fills[ink]) if ink in AREAS else _line(look, ink, zoom, thinnest)
    for ink in ROADS:
        wide = width(ink, zoom)
        if wide >= CASED_FROM:
            yield ink, _stroke(pen_of(look.edge, ink, wide + 1.6))
    for ink in ROADS:
        yield ink, _line(look, ink, zoom, thinnest)


def _line(look: StreetLook, ink: Ink, zoom: float, thinnest: float) -> Dress:
    wide = width(ink, zoom)
    pen = pen_of(look.road(ink, wide), ink, wide)
    if pen.widthF() < thinnest:  # paper knows no line of one dot
        pen.setWidthF(max(thinnest, width(ink, zoom)))
    return _stroke(pen)


def _stroke(pen: QPen) -> Dress:
    def dress(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    return dress


def _fill(colour: QColor) -> Dress:
    def dress(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)

    return dress

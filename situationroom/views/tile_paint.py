"""Pictures of tiles, made beside the window: pictures as they are, shapes in our own colours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPen

from situationroom.map.projection import TILE_PX
from situationroom.map.tile_grid import Piece
from situationroom.map.tile_shapes import AREAS, ROADS, Ink
from situationroom.map.vector_tile import DAMAGED, Breath, Outline, VectorTile
from situationroom.models.errors import InputError
from situationroom.palettes import Palette
from situationroom.views.map_signs import blend

LARGEST_SIDE = 2048
"""Pixels across a picture tile; the usual ones have 256 or 512."""
SIGNS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"RIFF", "webp"))
BUNDLE = 200
"""Points that are drawn at once."""
CASED_FROM = 2.6
"""Pixels of a road from which it gets an edge."""
NEAR = 0.1
"""Widths of a picture that a line outside it may reach in with its pen."""
WIDTHS = {
    Ink.MOTORWAY: 7.5,
    Ink.TRUNK: 6.5,
    Ink.PRIMARY: 6.0,
    Ink.SECONDARY: 5.0,
    Ink.TERTIARY: 4.4,
    Ink.STREET: 3.2,
    Ink.SERVICE: 1.8,
    Ink.RUNWAY: 9.0,
    Ink.STREAM: 1.6,
    Ink.PATH: 1.0,
    Ink.RAIL: 1.3,
    Ink.PROVINCE: 0.9,
}
"""Pixels at zoom 15."""
SMALL_FROM = {Ink.PATH: 14.0, Ink.SERVICE: 13.5, Ink.BUILDING: 13.5, Ink.STREAM: 10.5}
"""The zoom from which small things are drawn: before it they are noise."""


@dataclass(frozen=True, slots=True)
class StreetLook:
    """The colours of a street map, mixed from those of the theme."""

    fills: dict[Ink, QColor]
    lines: dict[Ink, QColor]
    edge: QColor
    building_edge: QColor
    thin: QColor | None = None
    """Of roads too narrow for an edge, where white would be lost on the paper."""

    def road(self, ink: Ink, wide: float) -> QColor:
        """The colour of a line so many pixels wide."""
        bare = self.thin is not None and wide < CASED_FROM and Ink.SERVICE <= ink < Ink.PRIMARY
        return self.thin if self.thin is not None and bare else self.lines[ink]


def street_look(colours: Palette) -> StreetLook:
    """The theme's land and water, with roads that stand out and names that can still be read."""
    land = colours.land
    fills = {
        Ink.EARTH: mixed(land, land, 0),
        Ink.GREEN: mixed(land, colours.safe, 0.07),
        Ink.WOOD: mixed(land, colours.safe, 0.12),
        Ink.SAND: mixed(land, colours.yellow, 0.06),
        Ink.ICE: mixed(land, colours.text, 0.12),
        Ink.BUILT: mixed(land, colours.quiet, 0.05),
        Ink.CIVIC: mixed(land, colours.accent, 0.08),
        Ink.WATER: mixed(colours.water, colours.water, 0),
        Ink.APRON: mixed(land, colours.injured, 0.06),
        Ink.BUILDING: mixed(land, colours.quiet, 0.13),
    }
    light = QColor(land).lightness() > 127
    roads = ("#ffffff", 0.55, 0.95) if light else (colours.text, 0.12, 0.30)
    shares = np.linspace(roads[1], roads[2], len(ROADS))
    lines = {ink: mixed(land, roads[0], share) for ink, share in zip(ROADS, shares, strict=True)}
    warm = (0.45, 0.36, 0.26) if light else (0.40, 0.28, 0.14)
    for ink, share in zip((Ink.MOTORWAY, Ink.TRUNK, Ink.PRIMARY), warm, strict=True):
        lines[ink] = mixed(lines[ink].name(), colours.orange, share)
    lines |= {
        Ink.STREAM: mixed(colours.water, colours.accent, 0.12),
        Ink.RUNWAY: mixed(land, colours.quiet, 0.30),
        Ink.PATH: mixed(land, colours.quiet, 0.30),
        Ink.RAIL: mixed(land, colours.quiet, 0.50),
        Ink.PROVINCE: mixed(land, colours.quiet, 0.55),
    }
    edge = mixed(land, colours.quiet, 0.45) if light else mixed(land, colours.water, 0.75)
    thin = mixed(land, colours.quiet, 0.36) if light else None
    return StreetLook(fills, lines, edge, mixed(land, colours.quiet, 0.22), thin)


def mixed(one: str, two: str, share: float) -> QColor:
    """A colour between two: `share` of the second."""
    return QColor(blend(one, two, share))


def raster_image(data: bytes, part: Piece, px: int) -> QImage:
    """A picture tile, or the part of it, `px` pixels wide. Raises InputError when damaged."""
    kind = next((kind for sign, kind in SIGNS if data.startswith(sign)), None)
    if kind is None:
        raise InputError(DAMAGED)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    size = reader.size()
    if not 0 < max(size.width(), size.height()) <= LARGEST_SIDE:
        raise InputError(DAMAGED)
    image = reader.read()
    if image.isNull():
        raise InputError(DAMAGED)
    return _cut(image, part, px)


def _cut(image: QImage, part: Piece, px: int) -> QImage:
    width, height = image.width(), image.height()
    if part.side < 1:
        side = max(1, round(width * part.side)), max(1, round(height * part.side))
        image = image.copy(QRect(round(width * part.left), round(height * part.top), *side))
    if (image.width(), image.height()) != (px, px):
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(px, px, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    opaque = not image.hasAlphaChannel()
    kind = QImage.Format.Format_RGB32 if opaque else QImage.Format.Format_ARGB32_Premultiplied
    return image.convertToFormat(kind)


def lightness(image: QImage) -> int:
    """How light a picture is on the whole, 0 to 255."""
    smooth = Qt.TransformationMode.SmoothTransformation
    aspect = Qt.AspectRatioMode.IgnoreAspectRatio
    return image.scaled(1, 1, aspect, smooth).pixelColor(0, 0).lightness()


def vector_image(
    tile: VectorTile, part: Piece, px: int, level: int, look: StreetLook, breath: Breath
) -> QImage:
    """A part of a vector tile, drawn `px` pixels wide; `level` is that of the part."""
    image = QImage(px, px, QImage.Format.Format_RGB32)
    image.fill(look.fills[Ink.WATER if Ink.EARTH in tile.shapes else Ink.EARTH])
    zoom = level + log2(px / TILE_PX)
    paths = {ink: list(paths_of(tile, ink, part, px)) for ink in drawn_inks(tile, zoom)}
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        _paint_all(painter, paths, zoom, look, breath)
    finally:  # whoever draws breath may be told that nobody wants the tile any more
        painter.end()
    return image


def _paint_all(
    painter: QPainter,
    paths: Mapping[Ink, Sequence[QPainterPath]],
    zoom: float,
    look: StreetLook,
    breath: Breath,
) -> None:
    """Everything but roads, then the edges of all roads, then the roads on them."""
    for ink in (ink for ink in paths if ink not in ROADS):
        _paint(painter, ink, paths[ink], zoom, look, breath)
    for ink in (ink for ink in paths if ink in ROADS):
        _edge(painter, ink, paths[ink], zoom, look, breath)
    for ink in (ink for ink in paths if ink in ROADS):
        _paint(painter, ink, paths[ink], zoom, look, breath)


def drawn_inks(tile: VectorTile, zoom: float) -> list[Ink]:
    """How a tile's shapes are drawn at a zoom, in the order in which they are painted."""
    return [ink for ink in Ink if ink in tile.shapes and zoom >= SMALL_FROM.get(ink, 0)]


def paths_of(tile: VectorTile, ink: Ink, part: Piece, px: float) -> Iterator[QPainterPath]:
    """The shapes of one kind in a part of a tile that is drawn `px` pixels wide, in bundles."""
    outline = tile.shapes[ink]
    near = outline if part.side == 1 else within(outline, part)
    for few in _bundles(near, whole=ink in AREAS):
        yield _path(few, part, px)


def _bundles(outline: Outline, *, whole: bool) -> Iterator[Outline]:
    """Lines in bundles of some two hundred points, rings with the holes that are in them.

    A pen draws twenty short paths ten times faster than one long one, and nobody waits long.
    """
    ends = np.flatnonzero(outline.joined == 0) + 1
    cuts = ends[:-1][outer_rings(outline)[1:]] if whole and len(ends) else ends[:-1]
    start = 0
    while start < len(outline.points):
        after = cuts[np.searchsorted(cuts, start + BUNDLE) :]
        end = int(after[0]) if len(after) else len(outline.points)
        yield Outline(outline.points[start:end], outline.joined[start:end])
        start = end


def outer_rings(outline: Outline) -> NDArray[np.bool_]:
    """Which rings are not holes: by the specification they run clockwise, y downwards."""
    points = outline.points.astype(np.float64)
    ends = np.flatnonzero(outline.joined == 0)
    starts = np.concatenate([[0], ends[:-1] + 1])
    after = np.arange(1, len(points) + 1)
    after[ends] = starts
    doubled = points[:, 0] * points[after, 1] - points[after, 0] * points[:, 1]
    return np.asarray(np.add.reduceat(doubled, starts) >= 0)


def within(outline: Outline, part: Piece) -> Outline:
    """Those lines and rings that come near a part of their tile."""
    ends = np.flatnonzero(outline.joined == 0)
    starts = np.concatenate([[0], ends[:-1] + 1])
    low = np.minimum.reduceat(outline.points, starts, axis=0) - NEAR * part.side
    high = np.maximum.reduceat(outline.points, starts, axis=0) + NEAR * part.side
    corner = np.array([part.left, part.top])
    met = ((high >= corner) & (low <= corner + part.side)).all(axis=1)
    kept = np.repeat(met, ends - starts + 1)
    return Outline(outline.points[kept], outline.joined[kept])


def _path(outline: Outline, part: Piece, px: float) -> QPainterPath:
    from pyqtgraph.functions import arrayToQPath

    scale = px / part.side
    points = (outline.points.astype(np.float64) - (part.left, part.top)) * scale
    path: QPainterPath = arrayToQPath(points[:, 0], points[:, 1], outline.joined)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _paint(
    painter: QPainter,
    ink: Ink,
    paths: Sequence[QPainterPath],
    zoom: float,
    look: StreetLook,
    breath: Breath,
) -> None:
    if ink in AREAS:
        edged = ink is Ink.BUILDING and zoom >= 15
        painter.setPen(QPen(look.building_edge, 0) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(look.fills[ink])
    else:
        wide = width(ink, zoom)
        painter.setPen(pen_of(look.road(ink, wide), ink, wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw(painter, paths, breath)


def _edge(
    painter: QPainter,
    ink: Ink,
    paths: Sequence[QPainterPath],
    zoom: float,
    look: StreetLook,
    breath: Breath,
) -> None:
    wide = width(ink, zoom)
    if wide >= CASED_FROM:
        painter.setPen(pen_of(look.edge, ink, wide + 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _draw(painter, paths, breath)


def _draw(painter: QPainter, paths: Sequence[QPainterPath], breath: Breath) -> None:
    for path in paths:
        breath()
        painter.drawPath(path)


def width(ink: Ink, zoom: float) -> float:
    """Pixels across a line at a zoom; from 17 on a street grows with the ground."""
    grown = 2 ** ((min(zoom, 17.0) - 15) * 0.62 + max(0.0, zoom - 17.0) * 0.9)
    return max(0.7, WIDTHS[ink] * grown)


def pen_of(colour: QColor, ink: Ink, wide: float) -> QPen:
    """The pen of a line so many pixels wide."""
    pen = QPen(colour, wide)
    if wide < 1.5:
        pen = QPen(colour, 1 if wide > 1 else 0)  # one pixel wide is thirty times faster
    elif ink in ROADS:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if ink in (Ink.PROVINCE, Ink.RAIL, Ink.PATH):
        pen.setDashPattern([4, 3] if ink is not Ink.RAIL else [6, 2])
    return pen

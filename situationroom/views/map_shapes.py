"""Areas on the screen: the path of a shape, the picture and the name of a zone."""

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from situationroom import legend
from situationroom.areas import EARTH_RADIUS_M, Array, closed, unwrapped
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.projection import circle, metres_per_pixel, to_world
from situationroom.models import Zone
from situationroom.models.zone import Position, Shape
from situationroom.views import theme
from situationroom.views.map_base import turns
from situationroom.views.map_tags import INK_FONT as TAG
from situationroom.views.map_tags import Tag

TINT = 0.16
THINNEST = 4.0
"""Pixels a corridor is at least drawn wide, so that a closed road is seen from afar."""
HALF_M = np.pi * EARTH_RADIUS_M
"""Metres from a place to the one on the other side of the earth."""
WORLD = np.array([(-90.0, -180.0), (-90.0, 180.0), (90.0, 180.0), (90.0, -180.0)])
SMALLEST, LONGEST = 24.0, 260.0
"""Pixels of a zone that is named, and of a name that is not cut."""
SHARES = (0.5, 0.3, 0.7)
"""How far along a zone its name may stand."""


def paint_zones(
    painter: QPainter, view: View, zones: Sequence[Zone], colours: Palette, chosen: int | None
) -> None:
    """Every zone tinted in the colour of its kind; the chosen one stronger."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for zone in zones:
        colour = QColor(legend.colour(zone.kind, colours))
        for shape in zone.shapes:
            paint_shape(painter, view, shape, colour, strong=zone.id == chosen)


def paint_shape(
    painter: QPainter, view: View, shape: Shape, colour: QColor, *, strong: bool = False
) -> None:
    """One shape: filled lightly, its edge dashed."""
    tint = QColor(colour)
    tint.setAlphaF(TINT * (1.8 if strong else 1.0))
    pen = QPen(colour, 2.0 if strong else 1.3, Qt.PenStyle.DashLine)
    for shown in turns(view):
        path = path_of(shape, shown)
        if path.boundingRect().intersects(QRectF(0, 0, view.width, view.height)):
            painter.fillPath(path, tint)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawPath(path)


def path_of(shape: Shape, view: View) -> QPainterPath:
    """A shape as a path in pixels of the view."""
    if shape.radius_m is None:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        for ring in (shape.outline, *shape.holes):
            path.addPolygon(_polygon(closed(ring), view))
            path.closeSubpath()
        return path
    if len(shape.outline) == 1:
        return _around(shape.outline[0], shape.radius_m, view)
    return _corridor(shape.outline, shape.radius_m, view)


def _around(at: Position, radius_m: float, view: View) -> QPainterPath:
    """A circle, also where it holds a pole; of more than half the earth, all but what is left."""
    path = QPainterPath()
    if radius_m <= HALF_M / 2:
        path.addPolygon(_polygon(closed(circle(*at, radius_m)), view))
        return path
    path.addPolygon(_polygon(WORLD, view))
    left = closed(circle(-at[0], at[1] + 180, HALF_M - radius_m))
    for turn in (-720.0, -360.0, 0.0):
        hole = QPainterPath()
        hole.addPolygon(_polygon(np.add(left, [0.0, turn]), view))
        hole.closeSubpath()
        path = path.subtracted(hole)
    return path


def _corridor(line: Sequence[Position], radius_m: float, view: View) -> QPainterPath:
    from PySide6.QtGui import QPainterPathStroker

    path = QPainterPath()
    path.addPolygon(_polygon(unwrapped(line), view))
    stroker = QPainterPathStroker()
    metres = metres_per_pixel(line[0][0], view.zoom) or 1.0
    stroker.setWidth(max(THINNEST, 2 * radius_m / metres))
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).simplified()


def _polygon(points: Array, view: View) -> QPolygonF:
    x, y = to_world(points[:, 0], points[:, 1])
    return QPolygonF(
        [QPointF(*view.to_screen(float(a), float(b))) for a, b in zip(x, y, strict=True)]
    )


def box_of(shapes: Sequence[Shape]) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) in world units around shapes, for looking at them."""
    points = np.vstack([_corners(shape) for shape in shapes])
    x, y = to_world(points[:, 0], points[:, 1])
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def extent(zone: Zone) -> float:
    """How much of the world map a zone's box takes, to find the smaller of two."""
    left, top, right, bottom = box_of(zone.shapes)
    return (right - left) * (bottom - top)


def _corners(shape: Shape) -> Array:
    if shape.radius_m is None or len(shape.outline) > 1:
        return unwrapped(shape.outline)
    if shape.radius_m > HALF_M / 2:
        return WORLD
    return circle(*shape.outline[0], shape.radius_m)


def zone_tags(
    view: View, zones: Sequence[Zone], colours: Palette, chosen: int | None
) -> Iterator[Tag]:
    """The names of zones, the chosen one's first, each with where it may stand."""
    half = Tag("X", (), ink=colours.text).room().height() / 2
    for zone in sorted(zones, key=lambda zone: zone.id != chosen):
        room = box_of(zone.shapes)
        for shown in turns(view):
            places = _places(room, shown, half)
            if places:
                text = QFontMetricsF(theme.font(*TAG)).elidedText(zone.name, _RIGHT, LONGEST)
                yield Tag(text, places, ink=legend.colour(zone.kind, colours))


def _places(box: tuple[float, float, float, float], view: View, half: float) -> list[QPointF]:
    """Over the edge of a zone, on it, in it and below, in the part of it that is seen.

    ``half`` a name's height in pixels stays inside the window.
    """
    left, top = view.to_screen(*box[:2])
    right, bottom = view.to_screen(*box[2:])
    if right - left < SMALLEST or right < 0 or left > view.width or bottom < 0 or top > view.height:
        return []
    left, right = max(left, 0.0), min(right, view.width)
    upper, lower = max(top, 0.0), min(bottom, view.height)
    high = (max(top, 2 * half) - half, upper + half + 2, lower - half - 2,
            min(bottom, view.height - 2 * half) + half, (upper + lower) / 2)  # fmt: skip
    return [QPointF(left + (right - left) * share, y) for y in high for share in SHARES]


_RIGHT = Qt.TextElideMode.ElideRight

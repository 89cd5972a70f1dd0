"""What else lies on the map: shelters with their fill, movements, how sure a position is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from situationroom.legend import Palette, Tone
from situationroom.map.labels import View
from situationroom.map.projection import circle, great_circle, to_world
from situationroom.models.vocabulary import MovementStatus
from situationroom.store.queries.shelters import SiteRow, sites
from situationroom.store.queries.transport import MovementRow, movements
from situationroom.views import theme
from situationroom.views.map_base import Disc, covering, turns

Point = tuple[float, float]
SHOWN_FROM = 4.5
"""Zoom from which shelters are named; from afar only their square is drawn."""
GONE = (MovementStatus.ARRIVED, MovementStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Route:
    """A movement whose both ends are known, in degrees."""

    row: MovementRow
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Layers:
    """Sites that have a position and movements whose ends were found."""

    sites: tuple[SiteRow, ...] = ()
    routes: tuple[Route, ...] = ()


def layers(connection: Any, country: str) -> Layers:
    """Everything beside persons. Place names are looked up in ``country`` first (ISO alpha-2)."""
    routes = (route(row, country) for row in movements(connection))
    return Layers(placed_sites(connection), tuple(found for found in routes if found))


def placed_sites(connection: Any) -> tuple[SiteRow, ...]:
    """Sites that have a position: known at once, while place names are still looked up."""
    return tuple(row for row in sites(connection) if row.site.lat is not None)


def route(row: MovementRow, country: str) -> Route | None:
    """Where a movement goes from and to; None when it is over or an end is not known."""
    from situationroom.intake.places import open_gazetteer

    if row.movement.status in GONE:
        return None
    known = open_gazetteer()
    ends = [
        known.resolve(name, country) or known.resolve(name)
        for name in (row.movement.origin, row.movement.destination)
    ]
    if ends[0] is None or ends[1] is None:
        return None
    return Route(row, (ends[0].lat, ends[0].lon), (ends[1].lat, ends[1].lon))


def paint_layers(
    painter: QPainter, view: View, found: Layers, colours: Palette, discs: Sequence[Disc] = ()
) -> None:
    """Routes below, shelters above; names of shelters lie over no other and under no disc."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shown in turns(view):
        for one in found.routes:
            _route(painter, shown, one, colours)
        taken = [QRectF(x - size, y - size, 2 * size, 2 * size) for x, y, size in discs]
        for row in sorted(found.sites, key=lambda row: (-row.over_capacity, -row.present)):
            _site(painter, shown, row, colours, taken, discs)


def paint_radius(painter: QPainter, view: View, at: Point, metres: float, colours: Palette) -> None:
    """How sure a position is: everything within ``metres`` of ``at`` (degrees)."""
    outline = circle(at[0], at[1], metres)
    x, y = to_world(outline[:, 0], outline[:, 1])
    for shown in turns(view):
        points = [QPointF(*shown.to_screen(a, b)) for a, b in zip(x, y, strict=True)]
        tint = QColor(colours.accent)
        tint.setAlphaF(0.13)
        painter.setBrush(tint)
        painter.setPen(QPen(QColor(colours.accent), 1, Qt.PenStyle.DashLine))
        painter.drawPolygon(QPolygonF(points))


def _route(painter: QPainter, view: View, one: Route, colours: Palette) -> None:
    way = great_circle(*one.start, *one.end)
    x = way[:, 1] / 360 + 0.5
    y = np.asarray(to_world(way[:, 0], way[:, 1])[1])
    points = [QPointF(*view.to_screen(float(a), float(b))) for a, b in zip(x, y, strict=True)]
    under_way = one.row.movement.status is MovementStatus.DEPARTED
    pen = QPen(QColor(colours.accent), 2 if under_way else 1.4, Qt.PenStyle.DotLine)
    pen.setStyle(Qt.PenStyle.SolidLine if under_way else Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(points[-1], 3.5, 3.5)
    middle, length = points[len(points) // 2], points[-1] - points[0]
    if length.manhattanLength() > 110:
        on_board = sum(one.row.taken.values())
        _tag(painter, middle, f"{one.row.movement.number} · {on_board}", colours, "accent")


def _site(
    painter: QPainter,
    view: View,
    row: SiteRow,
    colours: Palette,
    taken: list[QRectF],
    discs: Sequence[Disc],
) -> None:
    x, y = to_world(row.site.lat or 0.0, row.site.lon or 0.0)
    at = QPointF(*view.to_screen(x, y))
    disc, text = covering(discs, (at.x(), at.y())), _site_words(row)
    box = _free(disc, at, text, taken) if view.zoom >= SHOWN_FROM else None
    painter.setPen(QPen(QColor(colours.ground), 1))
    painter.setBrush(QColor(colours.tone(site_tone(row))))
    if disc is None or box is None:  # beside a disc the name says it; the city's stands there too
        painter.drawPolygon(_house(at))
    if box is None:
        return
    taken.append(box)
    _tag(painter, box.center(), text, colours, site_tone(row))
    share = min(1.0, row.present / row.fill.capacity) if row.fill.capacity else 1.0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.tone(site_tone(row))))
    painter.drawRect(QRectF(box.left(), box.bottom() - 2, box.width() * share, 2))


def _site_words(row: SiteRow) -> str:
    name = row.site.name if len(row.site.name) < 22 else f"{row.site.name[:20]}…"
    sign = "▲ " if row.over_capacity else ""
    return f"{sign}{name} {row.present}/{row.fill.capacity}"


def _free(disc: Disc | None, at: QPointF, text: str, taken: Sequence[QRectF]) -> QRectF | None:
    """Where the name has room; None when it would lie over another or under a disc."""
    places = _beside(disc, _tag_box(at, text).width()) if disc else [at + QPointF(0, 22)]
    boxes = (_tag_box(place, text) for place in places)
    return next((b for b in boxes if not any(b.intersects(other) for other in taken)), None)


def _beside(disc: Disc, width: float) -> list[QPointF]:
    """Where a name may stand: below the city's name, else above, left or right of the disc."""
    x, y, size = disc
    aside = size + width / 2 + 8
    return [
        QPointF(x, y + size + 32),
        QPointF(x, y - size - 14),
        QPointF(x - aside, y),
        QPointF(x + aside, y),
    ]


def site_tone(row: SiteRow) -> Tone:
    """Red above capacity, orange when full, yellow when nearly, else calm."""
    usable = row.fill.capacity - row.fill.blocked - row.fill.held
    if row.over_capacity:
        return "red"
    if row.present >= usable:
        return "orange"
    return "yellow" if row.present >= 0.8 * usable else "safe"


def _house(at: QPointF) -> QPolygonF:
    shape: Sequence[Point] = (
        (-6, -1),
        (0, -7),
        (6, -1),
        (4.5, -1),
        (4.5, 6),
        (-4.5, 6),
        (-4.5, -1),
    )
    return QPolygonF([at + QPointF(x, y) for x, y in shape])


def _tag_box(middle: QPointF, text: str) -> QRectF:
    width = QFontMetricsF(theme.font(11, 500)).horizontalAdvance(text) + 14
    return QRectF(middle.x() - width / 2, middle.y() - 10, width, 20)


def _tag(painter: QPainter, middle: QPointF, text: str, colours: Palette, tone: Tone) -> None:
    box = _tag_box(middle, text)
    ground = QColor(colours.panel)
    ground.setAlphaF(0.92)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.font(11, 500))
    red = tone == "red"
    painter.setPen(QColor(colours.red if red else colours.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

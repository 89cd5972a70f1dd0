"""What else lies on the map: shelters with their fill, movements, how sure a position is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from situationroom.legend import Palette, Tone
from situationroom.map.labels import View
from situationroom.map.projection import circle, to_world
from situationroom.store.queries.shelters import SiteRow, sites
from situationroom.views.map_base import Disc, covering, turns
from situationroom.views.map_routes import Point, Route, paint_route, routes
from situationroom.views.map_tags import Tag, Tags, beside, width_of

__all__ = ["Layers", "Route", "layers", "paint_layers", "paint_radius", "paint_site"]

SHOWN_FROM = 4.5
"""Zoom from which shelters are named; from afar only their square is drawn."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Sites that have a position and movements whose ends were found."""

    sites: tuple[SiteRow, ...] = ()
    routes: tuple[Route, ...] = ()


def layers(connection: Any, country: str) -> Layers:
    """Everything beside persons. Place names are looked up in ``country`` first (ISO alpha-2)."""
    return Layers(placed_sites(connection), routes(connection, country))


def placed_sites(connection: Any) -> tuple[SiteRow, ...]:
    """Sites that have a position: known at once, while place names are still looked up."""
    return tuple(row for row in sites(connection) if row.site.lat is not None)


def paint_layers(
    painter: QPainter,
    view: View,
    found: Layers,
    colours: Palette,
    discs: Sequence[Disc] = (),
    now: datetime | None = None,
) -> None:
    """Routes below, shelters above; names of shelters lie over no other and under no disc."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shown in turns(view):
        tags = Tags.around(discs)
        for one in found.routes:
            paint_route(painter, shown, one, colours, now, tags, 1)
        for row in by_need(found.sites):
            paint_site(painter, shown, row, colours, discs, tags, 0)
        tags.paint(painter, colours)


def by_need(found: Sequence[SiteRow]) -> list[SiteRow]:
    """The fullest first."""
    return sorted(found, key=lambda row: (-row.over_capacity, -row.present))


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


def paint_site(
    painter: QPainter,
    view: View,
    row: SiteRow,
    colours: Palette,
    discs: Sequence[Disc],
    tags: Tags,
    rank: int,
) -> None:
    """A house in the colour of its fill; near by its name over a bar of the fill."""
    x, y = to_world(row.site.lat or 0.0, row.site.lon or 0.0)
    at = QPointF(*view.to_screen(x, y))
    disc, text, tone = covering(discs, (at.x(), at.y())), _site_words(row), site_tone(row)
    if disc is None:  # beside a disc the name says it; the house would lie under it
        painter.setPen(QPen(QColor(colours.ground), 1))
        painter.setBrush(QColor(colours.tone(tone)))
        painter.drawPolygon(_house(at))
        tags.taken.append(QRectF(at.x() - 7, at.y() - 8, 14, 14))
    if view.zoom >= SHOWN_FROM:
        aside = QPointF(width_of(text) / 2 + 12, 0)
        free = [at + QPointF(0, 22), at - QPointF(0, 22), at - aside, at + aside]
        places = beside(disc, width_of(text)) if disc else free
        share = min(1.0, row.present / row.fill.capacity) if row.fill.capacity else 1.0
        tags.want(Tag(text, places, tone, share), rank)


def _site_words(row: SiteRow) -> str:
    name = row.site.name if len(row.site.name) < 22 else f"{row.site.name[:20]}…"
    sign = "▲ " if row.over_capacity else ""
    return f"{sign}{name} {row.present}/{row.fill.capacity}"


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

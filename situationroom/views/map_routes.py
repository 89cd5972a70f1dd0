"""Movements on the map: along their legs, with where they are now, and from where they leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from situationroom import legend
from situationroom.legend import Palette, Tone
from situationroom.map.labels import View
from situationroom.map.projection import great_circle, to_world
from situationroom.models import Movement
from situationroom.models.vocabulary import BookingStatus, MovementStatus, PlaceKind
from situationroom.store.queries.transport import MovementRow, movements
from situationroom.texts import tr
from situationroom.views import times
from situationroom.views.icons import draw_shape
from situationroom.views.map_base import Disc, covering
from situationroom.views.map_tags import Tag, Tags, beside, width_of

Point = tuple[float, float]
GONE = (MovementStatus.ARRIVED, MovementStatus.CANCELLED)
WAITING = (BookingStatus.ASSIGNED, BookingStatus.CONFIRMED)
POINTS = 64
LONG_PX = 110
"""A way shorter than this has no name of its own."""


@dataclass(frozen=True, slots=True)
class Route:
    """A movement whose both ends are known, in degrees."""

    row: MovementRow
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Assembly:
    """A place persons are to leave from: its name, where it is, how many are booked from there."""

    name: str
    at: Point
    waiting: int


def routes(connection: Any, country: str) -> tuple[Route, ...]:
    """Movements that are not over; place names are looked up in ``country`` first."""
    found = (route(row, country) for row in movements(connection))
    return tuple(one for one in found if one is not None)


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


def assemblies(found: Iterable[Route]) -> tuple[Assembly, ...]:
    """From where movements that have not left yet will leave."""
    points: dict[Point, Assembly] = {}
    for one in found:
        if one.row.movement.status is MovementStatus.DEPARTED:
            continue
        before = points.get(one.start)
        waiting = sum(one.row.by_status.get(status, 0) for status in WAITING)
        waiting += before.waiting if before else 0
        points[one.start] = Assembly(one.row.movement.origin, one.start, waiting)
    return tuple(points.values())


def under_way(movement: Movement, now: datetime) -> float | None:
    """The share of its time that has passed, 0 to 1; None when it is not on the way or not told."""
    left = movement.departed_at or movement.departs_at
    due = movement.arrives_at
    if movement.status is not MovementStatus.DEPARTED or left is None or due is None:
        return None
    whole = (due - left).total_seconds()
    return min(1.0, max(0.0, (now - left).total_seconds() / whole)) if whole > 0 else 1.0


def paint_route(
    painter: QPainter,
    view: View,
    one: Route,
    colours: Palette,
    now: datetime | None,
    tags: Tags,
    rank: int,
) -> None:
    """The way, what of it is done drawn through, and a mark where the movement is now."""
    points = _way(view, one)
    share = under_way(one.row.movement, now) if now is not None else None
    done = round((share or 0.0) * (POINTS - 1))
    _line(painter, points[done:], colours, _ahead(one))
    if share is not None:
        _line(painter, points[: done + 1], colours, Qt.PenStyle.SolidLine)
        _here(painter, points[done], colours)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(points[-1], 3.5, 3.5)
    if (points[-1] - points[0]).manhattanLength() > LONG_PX:
        at = points[done] if share is not None else _middle(points, view)
        places = [at + QPointF(0, down) for down in (-18, 18, -40, 40)]
        tags.want(Tag(_words(one.row, now), places, _tone(one.row.movement, now)), rank)


def paint_assembly(
    painter: QPainter,
    view: View,
    one: Assembly,
    colours: Palette,
    discs: Sequence[Disc],
    tags: Tags,
    rank: int,
) -> None:
    """A place to leave from, with how many are booked from there."""
    x, y = to_world(*one.at)
    at = QPointF(*view.to_screen(x, y))
    mark = legend.mark(PlaceKind.ASSEMBLY_POINT)
    draw_shape(painter, mark.shape, colours.ground, QRectF(at.x() - 8, at.y() - 8, 16, 16))
    box = QRectF(at.x() - 5.5, at.y() - 6, 11, 11)
    draw_shape(painter, mark.shape, colours.tone(mark.tone), box)
    tags.taken.append(box)
    if one.waiting:
        name = one.name if len(one.name) < 24 else f"{one.name[:22]}…"
        text = f"▲ {name} · {one.waiting}"
        disc = covering(discs, (at.x(), at.y()))
        below = [at + QPointF(0, down) for down in (20, -20, 42)]
        tags.want(Tag(text, beside(disc, width_of(text)) if disc else below, "accent"), rank)


def _way(view: View, one: Route) -> list[QPointF]:
    way = great_circle(*one.start, *one.end, POINTS)
    x = way[:, 1] / 360 + 0.5
    y = np.asarray(to_world(way[:, 0], way[:, 1])[1])
    return [QPointF(*view.to_screen(float(a), float(b))) for a, b in zip(x, y, strict=True)]


def _middle(points: Sequence[QPointF], view: View) -> QPointF:
    """The middle of what of a way is in view."""
    seen = [p for p in points if 0 < p.x() < view.width and 0 < p.y() < view.height]
    return seen[len(seen) // 2] if seen else points[POINTS // 2]


def _ahead(one: Route) -> Qt.PenStyle:
    departed = one.row.movement.status is MovementStatus.DEPARTED
    return Qt.PenStyle.DotLine if departed else Qt.PenStyle.DashLine


def _line(
    painter: QPainter, points: Sequence[QPointF], colours: Palette, style: Qt.PenStyle
) -> None:
    painter.setPen(
        QPen(QColor(colours.accent), 2.2 if style is Qt.PenStyle.SolidLine else 1.5, style)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))


def _here(painter: QPainter, at: QPointF, colours: Palette) -> None:
    painter.setPen(QPen(QColor(colours.ground), 2))
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(at, 7, 7)


def _words(row: MovementRow, now: datetime | None) -> str:
    """'CA 4101 · 96 · arrives 15:20', before it has left '… · leaves 18:30'."""
    movement, on_board = row.movement, sum(row.taken.values())
    parts = [movement.number, str(on_board)]
    if now is not None and movement.status is MovementStatus.DEPARTED and movement.arrives_at:
        at = times.short_stamp(movement.arrives_at, movement.arrival_zone, now)
        late = movement.arrives_at < now
        parts.append(tr("was due {time}", time=at) if late else tr("arrives {time}", time=at))
    elif now is not None and movement.status is not MovementStatus.DEPARTED and movement.departs_at:
        at = times.short_stamp(movement.departs_at, movement.departure_zone, now)
        parts.append(tr("leaves {time}", time=at))
    return " · ".join(parts)


def _tone(movement: Movement, now: datetime | None) -> Tone:
    late = now is not None and movement.arrives_at is not None and movement.arrives_at < now
    return "red" if late and movement.status is MovementStatus.DEPARTED else "accent"

"""The map as the room sees it: rings on cities, movements under way, shelters, zones in force."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import hypot, log2, log10

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from situationroom import legend
from situationroom.legend import Palette
from situationroom.map.basemap import Box
from situationroom.map.briefing_box import box_of, box_of_areas, city_near
from situationroom.map.labels import View
from situationroom.map.own_data import drawn_from
from situationroom.map.projection import world_pixels
from situationroom.models.briefing import Area, Departure, Group, Picture
from situationroom.models.suppression import Count
from situationroom.models.vocabulary import MovementStatus, Standing
from situationroom.models.zone import Shape
from situationroom.texts import language, tr
from situationroom.views.briefing_names import Ring, chip_signs, city_signs, edges, way_signs
from situationroom.views.briefing_sheet import LEFT, SMALLEST, Sheet, font, width
from situationroom.views.icons import draw_shape
from situationroom.views.map_base import paint_basemap, paint_names
from situationroom.views.map_shapes import paint_shape

LARGE = 2.1
"""The map is drawn so much larger than on the officer's desk: its names are read from afar."""
UNDER_WAY = (MovementStatus.BOARDING, MovementStatus.DEPARTED)
THICK = 7.0
MARK = 13.0
KEY = 34.0
"""Pixels of the map that its key takes at the top."""


def paint_map(sheet: Sheet, box: QRectF, picture: Picture, colours: Palette) -> None:
    """The map in ``box``, its corners round: persons, movements under way, shelters, zones."""
    _framed(sheet, box, box_of(picture), colours, lambda drawn, view: _paint(drawn, view, picture))


def paint_zone_map(sheet: Sheet, box: QRectF, picture: Picture) -> None:
    """The zones in force alone, as large as they fit, each with the mark of its kind."""
    about = box_of_areas(picture.areas)
    _framed(sheet, box, about, sheet.colours, lambda drawn, view: _zones(drawn, view, picture))


def _framed(
    sheet: Sheet,
    box: QRectF,
    about: Box,
    colours: Palette,
    paint: Callable[[Sheet, View], None],
) -> None:
    painter = sheet.painter
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(box, 14, 14)
    painter.setClipPath(path)
    painter.translate(box.topLeft())
    painter.scale(LARGE, LARGE)
    view = view_of(about, box.width() / LARGE, box.height() / LARGE)
    paint(replace(sheet, colours=colours), view)
    painter.restore()


def _key_box() -> QRectF:
    """Where the key stands on the map, in its pixels."""
    told = [legend.label(one) for one in Standing]
    wide = sum(width(one, SMALLEST) + 66 for one in told) + 18
    return QRectF(20 / LARGE, 16 / LARGE, wide / LARGE, 48 / LARGE)


def _key(sheet: Sheet) -> None:
    """What the colours of the rings mean."""
    corner = _key_box()
    sheet.painter.save()
    sheet.painter.scale(1 / LARGE, 1 / LARGE)
    box = QRectF(corner.topLeft() * LARGE, corner.size() * LARGE)
    ground = QColor(sheet.colours.ground)
    ground.setAlphaF(0.95)
    sheet.painter.setPen(Qt.PenStyle.NoPen)
    sheet.painter.setBrush(ground)
    sheet.painter.drawRoundedRect(box, 10, 10)
    x = box.left() + 18
    for standing in Standing:
        spot = QRectF(x, box.center().y() - 9, 18, 18)
        ink = legend.colour(standing, sheet.colours)
        draw_shape(sheet.painter, legend.shape(standing), ink, spot)
        told = legend.label(standing)
        room = width(told, SMALLEST) + 4
        sheet.text(QRectF(x + 30, box.top(), room, box.height()), told, SMALLEST)
        x += room + 62
    sheet.painter.restore()


def view_of(box: Box, wide: float, high: float) -> View:
    """A box of world units as large as it fits."""
    left, top, right, bottom = box
    across = max((right - left) / wide, (bottom - top) / (high - KEY), 1e-12)
    zoom = min(11.0, max(1.0, log2(1 / (across * 256)) - 0.3))
    lower = KEY / 2 / world_pixels(zoom)
    return View((left + right) / 2, (top + bottom) / 2 - lower, zoom, wide, high)


def rings_of(groups: Sequence[Group], view: View) -> list[Ring]:
    """The groups as rings, large ones first; those that would lie over each other are one."""
    rings: list[Ring] = []
    for group in sorted(groups, key=lambda one: -one.count.low):
        x, y = view.to_screen(*city_near(group.city, view.x))
        new = Ring(x, y, _size(group.count), group.count, group.parts, group.city)
        near = next((r for r in rings if hypot(r.x - x, r.y - y) < (r.size + new.size) * 0.9), None)
        if near is None:
            rings.append(new)
        else:
            rings[rings.index(near)] = _together(near, new)
    return rings


def paint_ring(painter: QPainter, ring: Ring, colours: Palette) -> None:
    """The share of each standing around, how many in the middle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(colours.ground)
    ground.setAlphaF(0.94)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    middle = QPointF(ring.x, ring.y)
    painter.drawEllipse(middle, ring.size + 1, ring.size + 1)
    reach = ring.size - THICK / 2
    arc = QRectF(ring.x - reach, ring.y - reach, 2 * reach, 2 * reach)
    parts = ring.parts or ((Standing.MIXED, 1),)
    total, start = sum(n for _, n in parts), 90.0
    for standing, number in parts:
        pen = QPen(QColor(legend.colour(standing, colours)), THICK)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(arc, round(start * 16), -round(360 * 16 * number / total))
        start -= 360 * number / total
    said = str(ring.count)
    painter.setFont(font(_number_size(ring.size, said), 700))
    painter.setPen(QColor(colours.text))
    painter.drawText(
        QRectF(ring.x - 60, ring.y - 20, 120, 40), int(Qt.AlignmentFlag.AlignCenter), said
    )


def _paint(sheet: Sheet, view: View, picture: Picture) -> None:
    painter, colours = sheet.painter, sheet.colours
    _ground(sheet, view, picture)
    rings = rings_of(picture.groups, view)
    ways = [(one, _way(view, one)) for one in picture.departures if one.status in UNDER_WAY]
    bows = [(one, bow) for one, bow in ways if bow is not None]
    taken = [_key_box(), _source_box(view), *edges(view)]
    taken += [QRectF(r.x - r.size, r.y - r.size, 2 * r.size, 2 * r.size) for r in rings]
    signs = [*city_signs(rings, taken), *way_signs(bows, view, taken),
             *chip_signs(picture.shelters, view, taken)]  # fmt: skip
    discs = [(ring.x, ring.y, ring.size + 6) for ring in rings]
    paint_names(painter, view, colours, language(), discs, beside=False, kept=taken)
    for _, bow in bows:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 2.2, Qt.PenStyle.DotLine))
        painter.drawPath(bow)
    for ring in reversed(rings):
        paint_ring(painter, ring, colours)
    for sign in signs:
        sign(sheet)
    _source(sheet, view)
    _key(sheet)


def _ground(sheet: Sheet, view: View, picture: Picture) -> None:
    """The world and the zones in force."""
    painter, colours = sheet.painter, sheet.colours
    paint_basemap(painter, view, colours, picture.country.code if picture.country else "")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for area in picture.areas:
        tint = QColor(legend.colour(area.kind, colours))
        for outline, *holes in area.polygons:
            paint_shape(painter, view, Shape(outline, tuple(holes)), tint)


def _zones(sheet: Sheet, view: View, picture: Picture) -> None:
    _ground(sheet, view, picture)
    marks = [(area, _mark_box(area, view)) for area in picture.areas]
    kept = [_source_box(view), *edges(view)]
    discs = [(mark.center().x(), mark.center().y(), MARK / 2 + 1) for _, mark in marks]
    paint_names(sheet.painter, view, sheet.colours, language(), discs, kept=kept)
    for area, mark in marks:
        ink = legend.colour(area.kind, sheet.colours)
        draw_shape(sheet.painter, legend.shape(area.kind), ink, mark)
    _source(sheet, view)


def _mark_box(area: Area, view: View) -> QRectF:
    left, top, right, bottom = box_of_areas([area])
    middle = (left + right) / 2
    x, y = view.to_screen(middle + round(view.x - middle), (top + bottom) / 2)
    return QRectF(x - MARK / 2, y - MARK / 2, MARK, MARK)


def _size(count: Count) -> float:
    return 15.0 + 6.0 * log10(max(1, count.low))


def _number_size(size: float, said: str) -> int:
    return round(min(15.0, 2.0 * (size - THICK) / max(2.0, 0.62 * len(said))))


def _together(one: Ring, other: Ring) -> Ring:
    highs = [each.high for each in (one.count, other.count) if each.high is not None]
    count = Count(one.count.low + other.count.low, sum(highs) if len(highs) == 2 else None)
    sums: dict[Standing, int] = {}
    for standing, number in (*one.parts, *other.parts):
        sums[standing] = sums.get(standing, 0) + number
    known = bool(one.parts and other.parts)
    parts = tuple((s, sums[s]) for s in Standing if s in sums) if known else ()
    return Ring(one.x, one.y, _size(count), count, parts, one.city)


def _way(view: View, departure: Departure) -> QPainterPath | None:
    """A bow from city to city; None where a movement goes from nowhere known, or stays there."""
    if None in (departure.origin, departure.destination):
        return None
    if departure.origin == departure.destination:
        return None
    start, end = (
        QPointF(*view.to_screen(*city_near(city, view.x)))
        for city in (departure.origin, departure.destination)
        if city is not None
    )
    bow = QPainterPath(start)
    middle = (start + end) * 0.5
    lift = hypot(end.x() - start.x(), end.y() - start.y()) * 0.18
    bow.quadTo(middle - QPointF(0, lift), end)
    return bow


def _source(sheet: Sheet, view: View) -> None:
    sheet.text(_source_box(view), _told_source(), 9, sheet.colours.quiet, 400, LEFT)


def _source_box(view: View) -> QRectF:
    return QRectF(10, view.height - 20, min(width(_told_source(), 9) + 4, view.width - 20), 14)


def _told_source() -> str:
    return tr("Map: {source}", source=" · ".join(("Natural Earth", *drawn_from())))

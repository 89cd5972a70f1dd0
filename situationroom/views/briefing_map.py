"""The map as the room sees it: rings on cities, movements under way, shelters, zones in force."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import hypot, log2, log10

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from situationroom import legend
from situationroom.briefing_words import departure_name, place
from situationroom.legend import Palette
from situationroom.map.basemap import Box
from situationroom.map.briefing_box import box_of, box_of_areas, city_near
from situationroom.map.labels import View
from situationroom.map.own_data import drawn_from
from situationroom.map.projection import world_pixels
from situationroom.models.briefing import Departure, Group, Picture, Shelter
from situationroom.models.suppression import Count
from situationroom.models.vocabulary import MovementStatus, Standing
from situationroom.models.zone import Shape
from situationroom.texts import language, tr
from situationroom.views.briefing_sheet import CENTRE, LEFT, SMALLEST, Sheet, font, width
from situationroom.views.icons import draw_shape
from situationroom.views.map_base import paint_basemap, paint_names
from situationroom.views.map_shapes import paint_shape

LARGE = 2.1
"""The map is drawn so much larger than on the officer's desk: its names are read from afar."""
UNDER_WAY = (MovementStatus.BOARDING, MovementStatus.DEPARTED)
THICK = 7.0
MOST_CHIPS = 5
MARK = 13.0
KEY = 34.0
"""Pixels of the map that its key takes at the top."""
AROUND = tuple((dx, dy) for dy in (0, 26, -26, 46, -46, 64) for dx in (0, 0.6, -0.6, 1.0, -1.0))
"""Where a chip is tried: widths aside and pixels below its city, the nearest first."""


@dataclass(frozen=True, slots=True)
class Ring:
    """One or more groups at a place of the picture, ``x``, ``y`` and ``size`` in its pixels."""

    x: float
    y: float
    size: float
    count: Count
    parts: tuple[tuple[Standing, int], ...]
    city: int


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


def paint_standings(sheet: Sheet, box: QRectF) -> None:
    """What the colours of the rings mean."""
    x = box.left() + 18
    entries = [(one, legend.label(one)) for one in Standing]
    wide = sum(width(told, SMALLEST) + 66 for _, told in entries) + 18
    ground = QColor(sheet.colours.ground)
    ground.setAlphaF(0.95)
    sheet.painter.setPen(Qt.PenStyle.NoPen)
    sheet.painter.setBrush(ground)
    sheet.painter.drawRoundedRect(QRectF(box.left(), box.top(), wide, box.height()), 10, 10)
    for standing, told in entries:
        spot = QRectF(x, box.center().y() - 9, 18, 18)
        ink = legend.colour(standing, sheet.colours)
        draw_shape(sheet.painter, legend.shape(standing), ink, spot)
        room = width(told, SMALLEST) + 4
        sheet.text(QRectF(x + 30, box.top(), room, box.height()), told, SMALLEST)
        x += room + 62


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
    # The ring and its own name below; whatever else lies there has no room for its name.
    discs = [(ring.x, ring.y + 9, ring.size + 14) for ring in rings]
    paint_names(painter, view, colours, language(), discs, beside=False)
    for departure in picture.departures:
        if departure.status in UNDER_WAY:
            _leg(sheet, view, departure)
    for ring in reversed(rings):
        paint_ring(painter, ring, colours)
    taken = [QRectF(r.x - r.size, r.y - r.size, 2 * r.size, 2 * r.size) for r in rings]
    for ring in rings:
        taken.append(_city(sheet, ring, taken))
    _chips(sheet, view, picture.shelters, taken)
    _source(sheet, view)


def _ground(sheet: Sheet, view: View, picture: Picture) -> None:
    """The world and the zones in force."""
    painter, colours = sheet.painter, sheet.colours
    paint_basemap(painter, view, colours, picture.country.code if picture.country else "")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for area in picture.areas:
        tint = QColor(legend.colour(area.kind, colours))
        for outline in area.outlines:
            paint_shape(painter, view, Shape(outline), tint)


def _zones(sheet: Sheet, view: View, picture: Picture) -> None:
    _ground(sheet, view, picture)
    paint_names(sheet.painter, view, sheet.colours, language())
    for area in picture.areas:
        left, top, right, bottom = box_of_areas([area])
        middle = (left + right) / 2
        x, y = view.to_screen(middle + round(view.x - middle), (top + bottom) / 2)
        mark = QRectF(x - MARK / 2, y - MARK / 2, MARK, MARK)
        draw_shape(
            sheet.painter, legend.shape(area.kind), legend.colour(area.kind, sheet.colours), mark
        )
    _source(sheet, view)


def _size(count: Count) -> float:
    return 15.0 + 6.0 * log10(max(1, count.low))


def _number_size(size: float, said: str) -> int:
    return round(min(15.0, 2.0 * (size - THICK) / max(2.0, 0.62 * len(said))))


def _together(one: Ring, other: Ring) -> Ring:
    high = None if None in (one.count.high, other.count.high) else one.count.low + other.count.low
    count = Count(one.count.low + other.count.low, high)
    sums: dict[Standing, int] = {}
    for standing, number in (*one.parts, *other.parts):
        sums[standing] = sums.get(standing, 0) + number
    known = bool(one.parts and other.parts)
    parts = tuple((s, sums[s]) for s in Standing if s in sums) if known else ()
    return Ring(one.x, one.y, _size(count), count, parts, one.city)


def _city(sheet: Sheet, ring: Ring, taken: Sequence[QRectF]) -> QRectF:
    """The name of a ring's city beside it, with a halo of the ground; returns where it stands."""
    told = place(ring.city)
    wide = width(told, 13, 500)
    below = QRectF(ring.x - wide / 2, ring.y + ring.size + 2, wide, 17)
    above = below.translated(0, -2 * ring.size - 21)
    right = QRectF(ring.x + ring.size + 4, ring.y - 9, wide, 17)
    left = right.translated(-2 * ring.size - wide - 8, 0)
    around = (below, above, right, left)
    free = (box for box in around if not any(box.intersects(one) for one in taken))
    box = next(free, below)
    path = QPainterPath()
    path.addText(box.bottomLeft() - QPointF(0, 4), font(13, 500), told)
    halo = QColor(sheet.colours.ground)
    halo.setAlphaF(0.75)
    sheet.painter.strokePath(path, QPen(halo, 3.5))
    sheet.painter.fillPath(path, QColor(sheet.colours.text))
    return box


def _leg(sheet: Sheet, view: View, departure: Departure) -> None:
    """A movement on its way: a bow from city to city, the vehicle's number in its middle."""
    if None in (departure.origin, departure.destination):
        return
    if departure.origin == departure.destination:
        return
    painter = sheet.painter
    start, end = (
        QPointF(*view.to_screen(*city_near(city, view.x)))
        for city in (departure.origin, departure.destination)
        if city is not None
    )
    bow = QPainterPath(start)
    middle = (start + end) * 0.5
    lift = hypot(end.x() - start.x(), end.y() - start.y()) * 0.18
    bow.quadTo(middle - QPointF(0, lift), end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(sheet.colours.accent), 2.2, Qt.PenStyle.DotLine))
    painter.drawPath(bow)
    _named(sheet, view, bow, departure)


def _named(sheet: Sheet, view: View, bow: QPainterPath, departure: Departure) -> None:
    """Written where the way is still in the picture."""
    room = QRectF(20, 20, view.width - 160, view.height - 40)
    inside = [bow.pointAtPercent(n / 20) for n in range(20, -1, -1)]
    seen = [at for at in inside if room.contains(at)]
    if not seen:
        return
    at = seen[len(seen) // 2]
    sheet.painter.setPen(Qt.PenStyle.NoPen)
    sheet.painter.setBrush(QColor(sheet.colours.accent))
    sheet.painter.drawEllipse(at, 4.5, 4.5)
    box = QRectF(at.x() + 8, at.y() - 20, 150, 16)
    sheet.text(box, departure_name(departure), 12.5, sheet.colours.accent, 500)


def _chips(sheet: Sheet, view: View, shelters: Sequence[Shelter], taken: list[QRectF]) -> None:
    """How full the fullest shelters are, near their cities; none over what is ``taken``."""
    for shelter in shelters[:MOST_CHIPS]:
        if shelter.city is None:
            continue
        x, y = view.to_screen(*city_near(shelter.city, view.x))
        said = f"⌂ {shelter.present} / {shelter.usable:,}"
        wide = width(said, 12.5, 500) + 14
        around = (QRectF(x - wide / 2 + dx * wide, y - 10 + dy, wide, 21) for dx, dy in AROUND)
        free = (box for box in around if not any(box.intersects(other) for other in taken))
        box = next(free, None)
        if box is not None:
            taken.append(box)
            _chip(sheet, box, said, shelter)


def _chip(sheet: Sheet, box: QRectF, said: str, shelter: Shelter) -> None:
    share = shelter.present.low / shelter.usable if shelter.usable else 1.0
    ink = sheet.colours.red if share >= 1 else sheet.colours.orange if share >= 0.85 else ""
    ground = QColor(sheet.colours.ground)
    ground.setAlphaF(0.88)
    sheet.painter.setPen(Qt.PenStyle.NoPen)
    sheet.painter.setBrush(ground)
    sheet.painter.drawRoundedRect(box, 4, 4)
    sheet.text(box.adjusted(0, 0, 0, -3), said, 12.5, "", 500, CENTRE)
    line = QRectF(box.left() + 4, box.bottom() - 4, (box.width() - 8) * min(1.0, share), 2.4)
    sheet.painter.fillRect(line, QColor(ink or sheet.colours.safe))


def _source(sheet: Sheet, view: View) -> None:
    told = tr("Map: {source}", source=" · ".join(("Natural Earth", *drawn_from())))
    box = QRectF(10, view.height - 20, view.width - 20, 14)
    sheet.text(box, told, 9, sheet.colours.quiet, 400, LEFT)

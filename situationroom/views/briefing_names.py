"""What is written on the room's map: each finds a place of its own before anything is painted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from situationroom.briefing_words import departure_name, place
from situationroom.map.briefing_box import city_near
from situationroom.map.labels import View
from situationroom.models.briefing import Departure, Shelter
from situationroom.models.suppression import Count
from situationroom.models.vocabulary import Standing
from situationroom.views.briefing_sheet import CENTRE, Sheet, font, width

MOST_CHIPS = 5
NAME, SIGN = 13, 12.5
"""Sizes of a city's name and of what else is written, in pixels of the map."""
AROUND = sorted(
    ((dx, dy) for dx in (0, 50, -50, 90, -90, 130, -130) for dy in (0, 24, -24, 44, -44, 64, -64)),
    key=lambda by: hypot(by[0] * 0.5, by[1]),
)
"""Where a chip is tried: pixels aside of its city and below it, the nearest first."""
Painted = Callable[[Sheet], None]


@dataclass(frozen=True, slots=True)
class Ring:
    """One or more groups at a place of the picture, ``x``, ``y`` and ``size`` in its pixels."""

    x: float
    y: float
    size: float
    count: Count
    parts: tuple[tuple[Standing, int], ...]
    city: int


def edges(view: View) -> list[QRectF]:
    """What lies around the picture: a name that would be cut there is not written."""
    wide, high, far = view.width, view.height, 1000.0
    left = QRectF(-far, -far, far, high + 2 * far)
    upper = QRectF(-far, -far, wide + 2 * far, far)
    return [left, left.translated(wide + far, 0), upper, upper.translated(0, high + far)]


def city_signs(rings: Sequence[Ring], taken: list[QRectF]) -> Iterator[Painted]:
    """The names of the rings' cities beside them, with a halo of the ground."""
    for ring in rings:
        told = place(ring.city)
        wide = width(told, NAME, 500)
        below = QRectF(ring.x - wide / 2, ring.y + ring.size + 2, wide, 17)
        above = below.translated(0, -2 * ring.size - 21)
        right = QRectF(ring.x + ring.size + 4, ring.y - 9, wide, 17)
        left = right.translated(-2 * ring.size - wide - 8, 0)
        box = _free((below, above, right, left), taken)
        if box is not None:
            yield _city(box, told)


def way_signs(
    bows: Sequence[tuple[Departure, QPainterPath]], view: View, taken: list[QRectF]
) -> Iterator[Painted]:
    """The vehicle of each movement where its way is still in the picture, nearest to its middle."""
    room = QRectF(0, 0, view.width, view.height)
    for departure, bow in bows:
        told = departure_name(departure)
        points = [bow.pointAtPercent(n / 20) for n in range(1, 20)]
        seen = _middle_first([at for at in points if room.contains(at)])
        size = width(told, SIGN, 500) + 2, 16.0
        for at in seen:
            above = QRectF(at.x() + 8, at.y() - 20, *size)
            box = _free((above, above.translated(0, 24)), taken)
            if box is not None:
                yield _vehicle(box, at, told)
                break


def chip_signs(shelters: Sequence[Shelter], view: View, taken: list[QRectF]) -> Iterator[Painted]:
    """How full the fullest shelters are, near their cities, whose names they bear."""
    for shelter in shelters[:MOST_CHIPS]:
        if shelter.city is None:
            continue
        x, y = view.to_screen(*city_near(shelter.city, view.x))
        said = f"⌂ {place(shelter.city)} {shelter.present} / {shelter.usable:,}"
        wide = width(said, SIGN, 500) + 14
        around = (QRectF(x - wide / 2 + dx, y - 10 + dy, wide, 21) for dx, dy in AROUND)
        box = _free(around, taken)
        if box is not None:
            yield _chip(box, said, shelter)


def _middle_first(points: list[QPointF]) -> list[QPointF]:
    middle = len(points) // 2
    return [points[n] for n in sorted(range(len(points)), key=lambda n: abs(n - middle))]


def _free(boxes: Iterable[QRectF], taken: list[QRectF]) -> QRectF | None:
    """The first box that lies over nothing; it is then taken itself."""
    box = next((box for box in boxes if not any(box.intersects(one) for one in taken)), None)
    if box is not None:
        taken.append(box)
    return box


def _city(box: QRectF, told: str) -> Painted:
    def paint(sheet: Sheet) -> None:
        path = QPainterPath()
        # The strokes of a letter lie over each other; they must not cut holes.
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addText(box.bottomLeft() - QPointF(0, 4), font(NAME, 500), told)
        halo = QColor(sheet.colours.ground)
        halo.setAlphaF(0.75)
        pen = QPen(halo, 3.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        sheet.painter.strokePath(path, pen)
        sheet.painter.fillPath(path, QColor(sheet.colours.text))

    return paint


def _vehicle(box: QRectF, at: QPointF, told: str) -> Painted:
    def paint(sheet: Sheet) -> None:
        sheet.painter.setPen(Qt.PenStyle.NoPen)
        sheet.painter.setBrush(QColor(sheet.colours.accent))
        sheet.painter.drawEllipse(at, 4.5, 4.5)
        sheet.text(box, told, SIGN, sheet.colours.accent, 500)

    return paint


def _chip(box: QRectF, said: str, shelter: Shelter) -> Painted:
    def paint(sheet: Sheet) -> None:
        share = shelter.present.low / shelter.usable if shelter.usable else 1.0
        ink = sheet.colours.red if share >= 1 else sheet.colours.orange if share >= 0.85 else ""
        ground = QColor(sheet.colours.ground)
        ground.setAlphaF(0.88)
        sheet.painter.setPen(Qt.PenStyle.NoPen)
        sheet.painter.setBrush(ground)
        sheet.painter.drawRoundedRect(box, 4, 4)
        sheet.text(box.adjusted(0, 0, 0, -3), said, SIGN, "", 500, CENTRE)
        line = QRectF(box.left() + 4, box.bottom() - 4, (box.width() - 8) * min(1.0, share), 2.4)
        sheet.painter.fillRect(line, QColor(ink or sheet.colours.safe))

    return paint

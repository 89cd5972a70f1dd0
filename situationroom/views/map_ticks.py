"""Ticks along the frame of a printed map, at round numbers of the chosen notation."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from situationroom.intake.mgrs import mgrs_of
from situationroom.intake.utm import utm_of, zone_of
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.projection import to_degrees
from situationroom.views import theme
from situationroom.views.paper import hair

Array = NDArray[np.float64]
GRIDS = ("utm", "mgrs")
WIDEST_GRID = 5.0
"""Degrees of longitude up to which one zone's grid still runs nearly straight."""
SAMPLES = 65
APART_PX = 90.0
LONG_PX = 5.0
DEGREES = (30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 360)
METRES = (500_000.0, 200_000.0, 100_000.0, 50_000.0, 20_000.0, 10_000.0, 5_000.0, 2_000.0, 1_000.0,
          500.0, 200.0, 100.0)  # fmt: skip
Value = Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class Tick:
    """Where on an edge (pixels from its start) and what it says."""

    at: float
    words: str


def ticks(view: View, notation: str) -> tuple[list[Tick], list[Tick]]:
    """Those along the bottom, from the left, and those along the left, from the top."""
    across = [(view.width * t, view.height) for t in np.linspace(0, 1, SAMPLES)]
    along = [(0.0, view.height * t) for t in np.linspace(0, 1, SAMPLES)]
    grid = notation in GRIDS and _has_grid(view)
    values = _metres(view) if grid else (lambda _lat, lon: lon, lambda lat, _lon: lat)
    words = partial(_metre_words, notation) if grid else partial(_degree_words, notation)
    steps = METRES if grid else DEGREES
    return (
        _crossings(view, across, view.width, values[0], steps, partial(words, 0)),
        _crossings(view, along, view.height, values[1], steps, partial(words, 1)),
    )


def paint_ticks(
    painter: QPainter, view: View, notation: str, colours: Palette, frame: QRectF
) -> None:
    """Ticks at all four edges inside the frame, their numbers below and at the left."""
    bottom, left = ticks(view, notation)
    painter.setFont(theme.font(9))
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QPen(QColor(colours.text), hair(painter) or 1))
    for tick in bottom:
        x = frame.left() + tick.at
        painter.drawLine(QPointF(x, frame.bottom()), QPointF(x, frame.bottom() - LONG_PX))
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.top() + LONG_PX))
        wide = metrics.horizontalAdvance(tick.words)
        box = QRectF(x - wide / 2 - 2, frame.bottom() - LONG_PX - 13, wide + 4, 12)
        _write(painter, box, tick.words, colours)
    for tick in left:
        y = frame.top() + tick.at
        painter.drawLine(QPointF(frame.left(), y), QPointF(frame.left() + LONG_PX, y))
        painter.drawLine(QPointF(frame.right(), y), QPointF(frame.right() - LONG_PX, y))
        wide = metrics.horizontalAdvance(tick.words)
        box = QRectF(frame.left() + LONG_PX + 2, y - 6, wide + 4, 12)
        _write(painter, box, tick.words, colours)


def _write(painter: QPainter, box: QRectF, words: str, colours: Palette) -> None:
    ground = QColor(colours.panel)
    ground.setAlphaF(0.75)
    painter.fillRect(box, ground)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _has_grid(view: View) -> bool:
    left, top, right, bottom = view.box()
    north, south = to_degrees(left, top)[0], to_degrees(left, bottom)[0]
    return (right - left) * 360 <= WIDEST_GRID and south >= -80 and north < 84


def _metres(view: View) -> tuple[Value, Value]:
    """East and north in the zone of the middle."""
    zone = zone_of(*to_degrees(view.x, view.y))
    south = to_degrees(view.x, view.y)[0] < 0

    def north(lat: float, lon: float) -> float:
        place = utm_of(lat, lon, zone)
        # One half of the earth counts from the equator, the other from 10,000 km below it.
        return (
            place.north
            - (10_000_000 if lat < 0 and not south else 0)
            + (10_000_000 if south and lat >= 0 else 0)
        )

    return (lambda lat, lon: utm_of(lat, lon, zone).east), north


def _crossings(
    view: View,
    points: list[tuple[float, float]],
    length: float,
    value: Value,
    steps: tuple[float, ...],
    words: Callable[[float, float], str],
) -> list[Tick]:
    """Where an edge crosses round values; the finest step whose ticks are not too near."""
    degrees = [_unwrapped(view, *view.to_world(*point)) for point in points]
    values = np.array([value(lat, lon) for lat, lon in degrees])
    at = np.linspace(0, length, len(points))
    if values[0] > values[-1]:
        values, at = values[::-1], at[::-1]
    across = float(values[-1] - values[0])
    fine = [step for step in steps if across / step * APART_PX <= length] or [steps[0]]
    step = fine[-1]
    first, last = np.ceil(values[0] / step), np.floor(values[-1] / step)
    round_ones = np.arange(first, last + 1) * step
    found = zip(np.interp(round_ones, values, at).tolist(), round_ones.tolist(), strict=True)
    edge = 14.0
    return [Tick(a, words(v, step)) for a, v in found if edge < a < length - edge]


def _unwrapped(view: View, x: float, y: float) -> tuple[float, float]:
    """Degrees whose longitude runs on past 180 where the view does."""
    return to_degrees(x, y)[0], x * 360 - 180


def _degree_words(notation: str, axis: int, value: float, step: float) -> str:
    if axis == 0:
        value = (value + 180) % 360 - 180
    side = ("EW", "NS")[axis][value < 0]
    if notation not in ("minutes", "seconds"):
        digits = 0 if step >= 1 else 1 if step == 0.5 else 3
        return f"{abs(value):.{digits}f}°{side}"
    seconds = round(abs(value) * 3600)
    degrees, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    said = f"{degrees}°" if step >= 1 else f"{degrees}°{minutes:02}′"
    return f"{said}{seconds:02}″{side}" if seconds else f"{said}{side}"


def _metre_words(notation: str, axis: int, value: float, step: float) -> str:
    """UTM in full; MGRS as the two or three digits that are read off its grid."""
    if notation == "utm":
        return f"{value:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}") + (
            "E" if axis == 0 else "N"
        )
    within = round(value) % 100_000
    return f"{within // 1000:02}" if step >= 1_000 else f"{within // 100:03}"


def square_of(view: View) -> str:
    """The MGRS square of the middle, '35T PF', to be said beside its ticks."""
    lat, lon = to_degrees(view.x, view.y)
    return mgrs_of(lat, lon, 0) if -80 <= lat < 84 else ""

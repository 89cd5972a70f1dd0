"""Persons as rings: the share of each safety status around, how many in the middle."""

from collections.abc import Collection
from functools import lru_cache
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from situationroom import legend
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.models.vocabulary import Safety
from situationroom.texts import language
from situationroom.views import theme
from situationroom.views.icons import draw_shape
from situationroom.views.map_base import Disc, turns
from situationroom.views.map_people import Rings, radius

ORDER = (
    Safety.MISSING,
    Safety.NEEDS_HELP,
    Safety.INJURED,
    Safety.DECEASED,
    Safety.UNKNOWN,
    Safety.SAFE,
)
"""Clockwise from the top: what needs somebody first."""
CODES = {safety: code for code, safety in enumerate(Safety)}
THICK = 5.0


def paint_rings(
    painter: QPainter, view: View, rings: Rings, colours: Palette, chosen: Collection[int] = ()
) -> None:
    """Every ring in the view; ``chosen`` rings hold selected persons and get a halo."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sharp = _sharpness(painter)
    for shown in turns(view):
        for ring in _seen(shown, rings):
            x, y = shown.to_screen(float(rings.x[ring]), float(rings.y[ring]))
            drawn = _ring(_shares_of(rings, ring), colours, ring in chosen, language(), sharp)
            half = drawn.width() / sharp / 2
            painter.drawImage(QPointF(round(x - half), round(y - half)), drawn)


def prepare_rings(
    painter: QPainter, view: View, rings: Rings, colours: Palette, chosen: Collection[int] = ()
) -> None:
    """Draw each ring once aside, as ``painter`` would need it, so that a frame only copies it."""
    for ring in range(len(rings.count)):
        _ring(_shares_of(rings, ring), colours, ring in chosen, language(), _sharpness(painter))


def _sharpness(painter: QPainter) -> int:
    return ceil(painter.device().devicePixelRatioF())


def _shares_of(rings: Rings, ring: int) -> tuple[int, ...]:
    return tuple(rings.by_class[ring].tolist())


def _seen(view: View, rings: Rings) -> list[int]:
    """Rings in the view, the small ones first, so that the big ones lie on top."""
    left, top, right, bottom = view.box()
    edge = 60 / (view.width or 1) * (right - left)
    seen = (rings.x > left - edge) & (rings.x < right + edge)
    seen &= (rings.y > top - edge) & (rings.y < bottom + edge)
    order: list[int] = np.flatnonzero(seen)[np.argsort(rings.count[seen], kind="stable")].tolist()
    return order


def discs(view: View, rings: Rings) -> list[Disc]:
    """The rings of several persons as (x, y, radius) in pixels of the view."""
    left, top, right, bottom = view.box()
    seen = (rings.x > left) & (rings.x < right) & (rings.y > top) & (rings.y < bottom)
    return [
        (
            *view.to_screen(float(rings.x[ring]), float(rings.y[ring])),
            radius(int(rings.count[ring])),
        )
        for ring in np.flatnonzero(seen & (rings.count > 1))
    ]


def words(count: int) -> str:
    """A number that fits a ring: '402', '12.4k' or '1.2万'."""
    if count < 10_000:
        return str(count)
    if language() == "zh":
        return f"{count / 10_000:.1f}万" if count < 1_000_000 else f"{count // 10_000}万"
    return f"{count / 1000:.1f}k" if count < 100_000 else f"{count // 1000}k"


@lru_cache(maxsize=4_000)
def _ring(
    shares: tuple[int, ...], colours: Palette, chosen: bool, _language: str, sharp: int
) -> QImage:
    count = sum(shares)
    size = radius(count)
    room = size + 6
    side = ceil(room * 2) * sharp
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(sharp)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(image.width() / sharp / 2, image.height() / sharp / 2)
    if chosen:
        _halo(painter, middle, size, colours)
    if count == 1:
        _single(painter, middle, shares, colours)
    else:
        _shares(painter, middle, size, shares, colours)
    painter.end()
    return image


def _halo(painter: QPainter, middle: QPointF, size: float, colours: Palette) -> None:
    glow = QColor(colours.accent)
    glow.setAlphaF(0.35)
    painter.setPen(QPen(QColor(colours.accent), 1.5))
    painter.setBrush(glow)
    painter.drawEllipse(middle, size + 4, size + 4)


def _single(painter: QPainter, middle: QPointF, shares: tuple[int, ...], colours: Palette) -> None:
    safety = list(Safety)[shares.index(1)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.ground))
    painter.drawEllipse(middle, 8, 8)
    spot = QRectF(middle.x() - 5.5, middle.y() - 5.5, 11, 11)
    draw_shape(painter, legend.shape(safety), legend.colour(safety, colours), spot)


def _shares(
    painter: QPainter, middle: QPointF, size: float, shares: tuple[int, ...], colours: Palette
) -> None:
    ground = QColor(colours.ground)
    ground.setAlphaF(0.93)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(middle, size + 1, size + 1)
    reach = size - THICK / 2
    box = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
    count, start = sum(shares), 90.0
    for safety in ORDER:
        part = 360.0 * shares[CODES[safety]] / count
        if part:
            pen = QPen(QColor(legend.colour(safety, colours)), THICK)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(box, round(start * 16), -round(part * 16))
        start -= part
    text = words(count)
    painter.setPen(QColor(colours.text))
    painter.setFont(theme.font(12 if len(text) < 4 or size > 34 else 11, 700, tabular=True))
    painter.drawText(
        QRectF(0, 0, middle.x() * 2, middle.y() * 2), Qt.AlignmentFlag.AlignCenter, text
    )

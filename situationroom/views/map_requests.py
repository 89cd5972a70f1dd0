"""Open requests on the map: beside each ring how many there are of each priority."""

from functools import lru_cache
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from situationroom import legend
from situationroom.breath import breathe
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.models.vocabulary import Priority
from situationroom.store.queries.map_requests import OpenRequests
from situationroom.texts import language
from situationroom.views import theme
from situationroom.views.icons import draw_shape
from situationroom.views.map_base import Disc, turns
from situationroom.views.map_fills import fill
from situationroom.views.map_people import People, Rings, radius
from situationroom.views.map_rings import seen_in, words

URGENT_FIRST = tuple(Priority)
SIGN = 8.0
HEIGHT, WIDE = 16, 72


def by_ring(found: OpenRequests, people: People, rings: Rings) -> NDArray[np.int64]:
    """(rings, priorities): the open requests about somebody in each ring, the urgent first."""
    counts = np.zeros((len(rings.x), len(URGENT_FIRST)), np.int64)
    at = np.searchsorted(people.columns.id, found.person)
    known = at < len(people.columns.id)
    known[known] = people.columns.id[at[known]] == found.person[known]
    ring = rings.label[at[known]]
    seen = ring >= 0
    np.add.at(counts, (ring[seen], found.priority[known][seen].astype(np.intp) - 1), 1)
    return counts


def badge_box(disc: Disc) -> QRectF:
    """Where the badge of a ring stands, if it has one; as wide as most of them are."""
    x, y, size = disc
    away = (size + 3) / sqrt(2)
    return QRectF(x + away - 6, y - away - 8, WIDE, HEIGHT)


def paint_requests(
    painter: QPainter, view: View, rings: Rings, counts: NDArray[np.int64], colours: Palette
) -> None:
    """A small badge at the upper right of every ring in which somebody asks for help."""
    sharp = ceil(painter.device().devicePixelRatioF())
    for shown in turns(view):
        for ring in _asked(shown, rings, counts):
            x, y = shown.to_screen(float(rings.x[ring]), float(rings.y[ring]))
            away = (radius(int(rings.count[ring])) + 3) / sqrt(2)
            badge = _badge(tuple(counts[ring].tolist()), colours, language(), sharp)
            painter.drawImage(QPointF(round(x + away - 6), round(y - away - 8)), badge)


def prepare_requests(
    painter: QPainter, view: View, rings: Rings, counts: NDArray[np.int64], colours: Palette
) -> None:
    """Draw the badges of a view once aside, so that a frame only copies them."""
    sharp = ceil(painter.device().devicePixelRatioF())
    for shown in turns(view):
        for ring in _asked(shown, rings, counts):
            breathe()
            _badge(tuple(counts[ring].tolist()), colours, language(), sharp)


def _asked(shown: View, rings: Rings, counts: NDArray[np.int64]) -> list[int]:
    return [ring for ring in seen_in(shown, rings) if counts[ring].any()]


@lru_cache(maxsize=4_000)
def _badge(counts: tuple[int, ...], colours: Palette, _language: str, sharp: int) -> QImage:
    shown = [(p, words(n)) for p, n in zip(URGENT_FIRST, counts, strict=True) if n]
    alone = len(shown) == 1 and shown[0][1] == "1"
    font = theme.font(11, 600, tabular=True)
    metrics = QFontMetricsF(font)
    widths = [0.0 if alone else metrics.horizontalAdvance(n) + 2 for _, n in shown]
    width = ceil(sum(widths) + len(shown) * (SIGN + 4) + 5)
    image = QImage(width * sharp, HEIGHT * sharp, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(sharp)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    _pill(painter, QRectF(0.5, 0.5, width - 1, HEIGHT - 1), colours)
    left = 4.5
    for (priority, number), wide in zip(shown, widths, strict=True):
        spot = QRectF(left, (HEIGHT - SIGN) / 2, SIGN, SIGN)
        draw_shape(painter, legend.shape(priority), fill(legend.colour(priority, colours)), spot)
        painter.setPen(QColor(colours.text))
        room = QRectF(left + SIGN + 2, 0, wide + 2, HEIGHT)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "" if alone else number)
        left += SIGN + 4 + wide
    painter.end()
    return image


def _pill(painter: QPainter, box: QRectF, colours: Palette) -> None:
    ground = QColor(colours.panel)
    ground.setAlphaF(0.94)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 7, 7)

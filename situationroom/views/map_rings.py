"""Persons as rings: the share of each class around, how many in the middle."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, radians, sin

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from situationroom import legend
from situationroom.breath import breathe
from situationroom.legend import Palette, Shape
from situationroom.map.labels import View
from situationroom.map.projection import world_pixels
from situationroom.models.vocabulary import Safety
from situationroom.texts import language
from situationroom.views import theme
from situationroom.views.icons import draw_shape
from situationroom.views.map_base import Disc, turns
from situationroom.views.map_colours import SAFETY_ORDER, Colouring
from situationroom.views.map_fills import fill
from situationroom.views.map_people import Rings, radius
from situationroom.views.paper import on_paper

ORDER = SAFETY_ORDER
CODES = {safety: code for code, safety in enumerate(Safety)}
THICK = 5.0
BEAD, LONG = 8.0, 22.0
"""Pixels of the shape on an arc, and from which length on an arc has one."""
PALE = (1.0, 0.78, 0.58, 0.42)
"""How strongly a position is drawn by the step of its age."""
Shares = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dress:
    """How classes look, by code; ``order`` are the codes clockwise from the top."""

    colours: tuple[str, ...]
    shapes: tuple[Shape, ...]
    order: tuple[int, ...]

    @classmethod
    def of(cls, one: Colouring) -> "Dress":
        """The dress of a colouring."""
        kinds = one.kinds
        return cls(tuple(k.colour for k in kinds), tuple(k.shape for k in kinds), one.order)


def safety_dress(colours: Palette) -> Dress:
    """How the safety statuses look."""
    return Dress(
        tuple(fill(legend.colour(safety, colours)) for safety in Safety),
        tuple(legend.shape(safety) for safety in Safety),
        tuple(CODES[safety] for safety in ORDER),
    )


def paint_rings(
    painter: QPainter,
    view: View,
    rings: Rings,
    colours: Palette,
    chosen: Collection[int] = (),
    dress: Dress | None = None,
) -> None:
    """Every ring in the view; ``chosen`` rings hold selected persons and get a halo."""
    if rings.drawn is not None and not on_paper(painter):
        _copy_rings(painter, view, rings, rings.drawn)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    worn = dress or safety_dress(colours)
    for shown in turns(view):
        for ring in seen_in(shown, rings):
            at = QPointF(*shown.to_screen(float(rings.x[ring]), float(rings.y[ring])))
            paint_ring(painter, at, shares_of(rings, ring), worn, colours, ring in chosen)


def _copy_rings(painter: QPainter, view: View, rings: Rings, drawn: Mapping[int, QImage]) -> None:
    """What was drawn aside. Rings beyond that picture come with the next one, as the land does."""
    sharp = _sharpness(painter)
    for shown in turns(view):
        order = [ring for ring in seen_in(shown, rings) if ring in drawn]
        scale = world_pixels(shown.zoom)
        left = (rings.x[order] - shown.x) * scale + shown.width / 2
        top = (rings.y[order] - shown.y) * scale + shown.height / 2
        for ring, x, y in zip(order, left.tolist(), top.tolist(), strict=True):
            image = drawn[ring]
            half = image.width() / sharp / 2
            painter.drawImage(round(x - half), round(y - half), image)


def prepare_rings(
    painter: QPainter,
    view: View,
    rings: Rings,
    colours: Palette,
    chosen: Collection[int] = (),
    dress: Dress | None = None,
) -> dict[int, QImage]:
    """Draw each ring of the view once aside, as ``painter`` needs it: a frame only copies it."""
    worn, sharp = dress or safety_dress(colours), _sharpness(painter)
    made: dict[int, QImage] = {}
    for ring in {ring for shown in turns(view) for ring in seen_in(shown, rings)}:
        breathe()
        shares = shares_of(rings, ring)
        made[ring] = _ring(shares, worn, colours, ring in chosen, language(), sharp)
    return made


def _sharpness(painter: QPainter) -> int:
    return ceil(painter.device().devicePixelRatioF())


def paint_ring(
    painter: QPainter, at: QPointF, shares: Shares, dress: Dress, colours: Palette, chosen: bool
) -> None:
    """One ring with its middle at ``at``; the pictures of rings alike are kept."""
    if on_paper(painter):
        painter.save()
        half = radius(sum(shares)) + 6
        painter.translate(at.x() - half, at.y() - half)
        _draw(painter, QPointF(half, half), shares, dress, colours, chosen)
        painter.restore()
        return
    sharp = _sharpness(painter)
    drawn = _ring(shares, dress, colours, chosen, language(), sharp)
    half = drawn.width() / sharp / 2
    painter.drawImage(QPointF(round(at.x() - half), round(at.y() - half)), drawn)


def shares_of(rings: Rings, ring: int) -> Shares:
    """How many of each class, and within it of each age where the rings know."""
    parts = rings.by_class[ring] if rings.by_age is None else rings.by_age[ring].ravel()
    shares: list[int] = parts.tolist()
    return tuple(shares)


def seen_in(shown: View, rings: Rings) -> list[int]:
    """The rings in a view, small ones first, so that the big lie above."""
    left, top, right, bottom = shown.box()
    edge = 60 / (shown.width or 1) * (right - left)
    seen = (rings.x > left - edge) & (rings.x < right + edge)
    seen &= (rings.y > top - edge) & (rings.y < bottom + edge)
    found: list[int] = np.flatnonzero(seen)[np.argsort(rings.count[seen], kind="stable")].tolist()
    return found


def discs(view: View, rings: Rings) -> list[Disc]:
    """The rings of several persons as (x, y, radius) in pixels of the view, in every copy."""
    return [disc for shown in turns(view) for disc in _discs(shown, rings)]


def _discs(view: View, rings: Rings) -> list[Disc]:
    left, top, right, bottom = view.box()
    seen = (rings.x > left) & (rings.x < right) & (rings.y > top) & (rings.y < bottom)
    return [
        (
            *view.to_screen(float(rings.x[ring]), float(rings.y[ring])),
            radius(int(rings.count[ring])),
        )
        for ring in np.flatnonzero(seen & (rings.count > 1))
    ]


def singles(view: View, rings: Rings) -> NDArray[np.float64]:
    """Persons who stand alone, in pixels of the view (n, 2), in every copy of the world."""
    alone, scale = rings.count == 1, world_pixels(view.zoom)
    return np.concatenate(
        [
            np.column_stack((rings.x[alone], rings.y[alone])) * scale + shown.to_screen(0, 0)
            for shown in turns(view)
        ]
    )


def words(count: int) -> str:
    """A number that fits a ring: '402', '12.4k' or '1.2万'."""
    if count < 10_000:
        return str(count)
    if language() == "zh":
        return f"{count / 10_000:.1f}万" if count < 1_000_000 else f"{count // 10_000}万"
    return f"{count / 1000:.1f}k" if count < 100_000 else f"{count // 1000}k"


@lru_cache(maxsize=1_200)  # about 40 kB each
def _ring(
    shares: Shares, dress: Dress, colours: Palette, chosen: bool, _language: str, sharp: int
) -> QImage:
    side = ceil((radius(sum(shares)) + 6) * 2) * sharp
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(sharp)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(image.width() / sharp / 2, image.height() / sharp / 2)
    _draw(painter, middle, shares, dress, colours, chosen)
    painter.end()
    return image


def _draw(
    painter: QPainter,
    middle: QPointF,
    shares: Shares,
    dress: Dress,
    colours: Palette,
    chosen: bool,
) -> None:
    count = sum(shares)
    size = radius(count)
    if chosen:
        _halo(painter, middle, size, colours)
    if count == 1:
        _single(painter, middle, shares, dress, colours)
    else:
        _around(painter, middle, size, shares, dress, colours)
        _number(painter, middle, size, count, colours)


def _halo(painter: QPainter, middle: QPointF, size: float, colours: Palette) -> None:
    glow = QColor(colours.accent)
    glow.setAlphaF(0.35)
    painter.setPen(QPen(QColor(colours.accent), 1.5))
    painter.setBrush(glow)
    painter.drawEllipse(middle, size + 4, size + 4)


def _single(
    painter: QPainter, middle: QPointF, shares: Shares, dress: Dress, colours: Palette
) -> None:
    steps = len(shares) // len(dress.colours)
    code, age = divmod(shares.index(1), steps)
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.setBrush(QColor(colours.ground))
    painter.drawEllipse(middle, 8, 8)
    spot = QRectF(middle.x() - 5.5, middle.y() - 5.5, 11, 11)
    painter.setOpacity(PALE[age])
    draw_shape(painter, dress.shapes[code], dress.colours[code], spot)
    painter.setOpacity(1.0)


def _around(
    painter: QPainter,
    middle: QPointF,
    size: float,
    shares: Shares,
    dress: Dress,
    colours: Palette,
) -> None:
    """The shares as arcs, class by class, within a class the fresh before the old."""
    ground = QColor(colours.ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(middle, size + 1, size + 1)
    box = QRectF(middle.x() - size, middle.y() - size, 2 * size, 2 * size)
    count, steps, start = sum(shares), len(shares) // len(dress.colours), 90.0
    arcs: list[tuple[int, float, float]] = []
    for code in dress.order:
        begun = start
        for age in range(steps):
            part = 360.0 * shares[code * steps + age] / count
            if part:  # a filled slice under a disc: five times as fast as a thick arc
                painter.setBrush(_pale(dress.colours[code], age))
                painter.drawPie(box, round(start * 16), -round(part * 16))
            start -= part
        if begun > start:
            arcs.append((code, begun, start))
    painter.setBrush(ground)
    painter.drawEllipse(middle, size - THICK, size - THICK)
    if len(arcs) > 1:
        _parted(painter, middle, size, [begun for _, begun, _ in arcs], ground)
    for code, begun, end in arcs:
        if radians(begun - end) * size >= LONG:
            at = _on(middle, size - THICK / 2, (begun + end) / 2)
            _bead(painter, at, dress.shapes[code], dress.colours[code], ground)


def _on(middle: QPointF, size: float, degrees: float) -> QPointF:
    return middle + QPointF(cos(radians(degrees)), -sin(radians(degrees))) * size


def _parted(
    painter: QPainter, middle: QPointF, size: float, ends: Iterable[float], ground: QColor
) -> None:
    """A gap between classes, so that two of like colours are seen to be two."""
    painter.setPen(QPen(ground, 1.5))
    for degrees in ends:
        painter.drawLine(_on(middle, size - THICK, degrees), _on(middle, size + 1, degrees))
    painter.setPen(Qt.PenStyle.NoPen)


def _bead(painter: QPainter, at: QPointF, shape: Shape, colour: str, ground: QColor) -> None:
    """The shape of the class on its arc: colour never stands alone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(at, BEAD / 2 + 2, BEAD / 2 + 2)
    draw_shape(painter, shape, colour, QRectF(at.x() - BEAD / 2, at.y() - BEAD / 2, BEAD, BEAD))


def _pale(colour: str, age: int) -> QColor:
    made = QColor(colour)
    made.setAlphaF(PALE[age])
    return made


def _number(painter: QPainter, middle: QPointF, size: float, count: int, colours: Palette) -> None:
    text = words(count)
    painter.setPen(QColor(colours.text))
    painter.setFont(theme.font(12 if len(text) < 4 or size > 34 else 11, 700, tabular=True))
    painter.drawText(
        QRectF(0, 0, middle.x() * 2, middle.y() * 2), Qt.AlignmentFlag.AlignCenter, text
    )

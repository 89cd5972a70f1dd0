"""The signs of airports and ports on the map: drawn as shapes, so that paper has them sharp too."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from situationroom.map.labels import LabelKind

SIGN = 13.0
"""Pixels across."""
_HALF = (
    (0.0, -5.5), (0.9, -4.2), (0.9, -1.6), (5.4, 1.3), (5.4, 2.5), (0.9, 1.1), (0.7, 3.7),
    (2.2, 4.8), (2.2, 5.6), (0.0, 5.0),
)  # fmt: skip
PLANE = (*_HALF, *((-x, y) for x, y in reversed(_HALF)))
"""An aeroplane seen from above, heading north."""


def paint_sign(painter: QPainter, kind: LabelKind, at: QPointF, ink: str, ground: str) -> None:
    """An aeroplane or an anchor, with its middle there, on a little of the ground."""
    halo = QColor(ground)
    halo.setAlphaF(0.6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(halo)
    painter.drawEllipse(at, SIGN / 2 + 1, SIGN / 2 + 1)
    if kind is LabelKind.AIRPORT:
        painter.setBrush(QColor(ink))
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in PLANE]))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(ink), 1.4))
        painter.drawPath(_anchor(at))


def _anchor(at: QPointF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(at + QPointF(0, -4.2), 1.4, 1.4)
    path.moveTo(at + QPointF(0, -2.8))
    path.lineTo(at + QPointF(0, 5.2))
    path.moveTo(at + QPointF(-2.4, -1.2))
    path.lineTo(at + QPointF(2.4, -1.2))
    path.arcMoveTo(QRectF(at.x() - 4.6, at.y() - 3.6, 9.2, 8.8), 200)
    path.arcTo(QRectF(at.x() - 4.6, at.y() - 3.6, 9.2, 8.8), 200, 140)
    return path


def blend(one: str, two: str, share: float) -> str:
    """A colour between two: `share` of the second."""
    a, b = QColor(one), QColor(two)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(x + (y - x) * share) for x, y in pairs)).name()

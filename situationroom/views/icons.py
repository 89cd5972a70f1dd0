"""Icons drawn from the program's own SVG files in the colours of the theme, and legend shapes."""

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from situationroom.legend import Shape, Tone
from situationroom.settings import resource
from situationroom.views import theme

SHARP = 2
"""Pixmaps are drawn at twice their size, so that they stay sharp on dense screens."""


def icon(name: str, tone: Tone = "text", size: int = 18) -> QIcon:
    """The icon of ``resources/icons/<name>.svg`` in a tone of the theme; ``size`` in pixels."""
    return _icon(name, theme.colours().tone(tone), size)


def icon_pixmap(name: str, colour: str, size: int = 18) -> QPixmap:
    """The icon as a pixmap in any '#rrggbb'."""
    return _pixmap(name, colour, size)


def shape_pixmap(shape: Shape, colour: str, size: int) -> QPixmap:
    """A legend shape, ``size`` pixels wide and high."""
    return _shape(shape, colour, size)


def draw_shape(painter: QPainter, shape: Shape, colour: str, rect: QRectF) -> None:
    """Draw a legend shape inside ``rect``; ``painter`` should antialias."""
    ring = shape == "ring"
    pen = QPen(QColor(colour), max(1.4, rect.width() / 7))
    painter.setPen(pen if ring else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if ring else QColor(colour))
    if shape in ("circle", "ring"):
        inset = pen.widthF() / 2 + (0.5 if ring else 0)
        painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset) if ring else rect)
    elif shape == "square":
        inset = rect.width() * 0.06
        painter.drawRect(rect.adjusted(inset, inset, -inset, -inset))
    else:
        painter.drawPolygon(_corners(shape, rect))


def _corners(shape: Shape, rect: QRectF) -> QPolygonF:
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    x, y = rect.center().x(), rect.center().y()
    if shape == "triangle":
        return QPolygonF([QPointF(x, top), QPointF(right, bottom), QPointF(left, bottom)])
    return QPolygonF([QPointF(x, top), QPointF(right, y), QPointF(x, bottom), QPointF(left, y)])


@cache
def _shape(shape: Shape, colour: str, size: int) -> QPixmap:
    pixmap, painter = _canvas(size)
    draw_shape(painter, shape, colour, QRectF(1, 1, size - 2, size - 2))
    painter.end()
    return pixmap


@cache
def _icon(name: str, colour: str, size: int) -> QIcon:
    made = QIcon(_pixmap(name, colour, size))
    faded = _pixmap(name, theme.colours().unknown, size)
    made.addPixmap(faded, QIcon.Mode.Disabled)
    return made


@cache
def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    pixmap, painter = _canvas(size)
    path = resource(f"icons/{name}.svg")
    if path.exists():
        drawn = path.read_text(encoding="utf-8").replace("#ICON", colour)
        QSvgRenderer(QByteArray(drawn.encode())).render(painter, QRectF(0, 0, size, size))
    else:
        draw_shape(painter, "ring", colour, QRectF(3, 3, size - 6, size - 6))
    painter.end()
    return pixmap


def _canvas(size: int) -> tuple[QPixmap, QPainter]:
    pixmap = QPixmap(size * SHARP, size * SHARP)
    pixmap.setDevicePixelRatio(SHARP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter

"""What a button that draws itself stands on, and how it shows the mouse and the keyboard."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from situationroom.views import theme


def paint_ground(painter: QPainter, button: QWidget, *, raised: bool) -> QRectF:
    """Paint it smoothly and return the rectangle it covers; not ``raised``, it is seen only
    under the mouse and with the keyboard on it."""
    c = theme.colours()
    line = QPen(QColor(c.line)) if raised else QPen(Qt.PenStyle.NoPen)
    ground = QBrush(QColor(c.raised)) if raised else QBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(c.accent)) if button.hasFocus() else line)
    painter.setBrush(QBrush(QColor(c.hover)) if button.underMouse() else ground)
    rect = QRectF(button.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    radius = 8 if raised else 6
    painter.drawRoundedRect(rect, radius, radius)
    return rect

"""A page of the briefing as it is painted: one scale for a wall, a screen and a small copy.

Lengths are written for 1920 × 1080. Nothing is smaller than ``SMALLEST``: capitals of 24 pixels
on a screen 93 cm high (75 inches) are 15 mm tall, five minutes of arc at ten metres.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from situationroom.legend import Palette
from situationroom.palettes import DARK
from situationroom.views import theme

WIDTH, HEIGHT = 1920.0, 1080.0
SMALLEST = 24.0
LEAST = 0.66
"""A text becomes smaller by this share before it is cut."""
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Sheet:
    """A painter whose coordinates are those of a 1920 × 1080 page, always in the dark theme."""

    painter: QPainter
    colours: Palette = DARK

    def text(
        self,
        box: QRectF,
        told: str,
        size: float = 30,
        colour: str = "",
        weight: int = 400,
        align: Qt.AlignmentFlag = LEFT,
        *,
        whole: bool = False,
    ) -> float:
        """One line in the middle of ``box``, made smaller where it would not fit, then cut.

        A ``whole`` one, such as a number, is made as small as it takes. Returns its width.
        """
        drawn = fitted(told, size, weight, box.width(), 0.3 if whole else LEAST)
        self.painter.setFont(drawn)
        self.painter.setPen(QColor(colour or self.colours.text))
        metrics = QFontMetricsF(drawn)
        line = metrics.elidedText(told, Qt.TextElideMode.ElideRight, box.width() + 1)
        # Else a name that is read from the right would take its side, and what follows it.
        self.painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.painter.drawText(box, int(align | _MIDDLE), line)
        return metrics.horizontalAdvance(line)

    def lines(self, box: QRectF, told: str, size: float = SMALLEST, colour: str = "") -> None:
        """A sentence broken into as many lines as ``box`` has room for, from its top."""
        drawn = font(size)
        flags = int(LEFT | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        metrics = QFontMetricsF(drawn)
        while metrics.boundingRect(box, flags, told).height() > box.height() and size > SMALLEST:
            size -= 1
            drawn = font(size)
            metrics = QFontMetricsF(drawn)
        self.painter.setFont(drawn)
        self.painter.setPen(QColor(colour or self.colours.quiet))
        self.painter.drawText(box, flags, told)

    def panel(self, box: QRectF, colour: str = "") -> None:
        """A card's ground."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(colour or self.colours.panel))
        self.painter.drawRoundedRect(box, 14, 14)

    def bar(self, box: QRectF, share: float, least: float, colour: str) -> None:
        """A bar filled to ``share`` (0..1), lightly to ``least`` where that is all that is sure."""
        radius = box.height() / 2
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(self.colours.line))
        self.painter.drawRoundedRect(box, radius, radius)
        for part, alpha in ((share, 0.45 if share > least else 1.0), (least, 1.0)):
            ink = QColor(colour)
            ink.setAlphaF(alpha)
            self.painter.setBrush(ink)
            wide = min(1.0, max(0.0, part)) * box.width()
            if wide > 0:
                self.painter.drawRoundedRect(
                    QRectF(box.left(), box.top(), max(wide, box.height()), box.height()),
                    radius,
                    radius,
                )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = "") -> None:
        """A thin rule."""
        self.painter.setPen(QPen(QColor(colour or self.colours.line), 2))
        self.painter.drawLine(round(x1), round(y1), round(x2), round(y2))


def font(size: float, weight: int = 400) -> QFont:
    """The program's font in pixels of the page, whatever text size the officer works with."""
    made = QFont()
    made.setFamilies(list(theme.FAMILIES))
    made.setPixelSize(max(1, round(size)))
    made.setWeight(QFont.Weight(weight))
    return made


def fitted(told: str, size: float, weight: int, room: float, share: float = LEAST) -> QFont:
    """The font in which a text fits; never smaller than that share, nor than ``SMALLEST``."""
    least = min(size, max(SMALLEST, size * share))
    drawn = font(size, weight)
    while size > least and QFontMetricsF(drawn).horizontalAdvance(told) > room:
        size -= 1
        drawn = font(size, weight)
    return drawn


def width(told: str, size: float, weight: int = 400) -> float:
    """How wide a text is in pixels of the page."""
    return QFontMetricsF(font(size, weight)).horizontalAdvance(told)

"""A phrase held up to somebody: as large as the screen, dark on white, turned with the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from situationroom.exports.fonts import right_to_left
from situationroom.exports.phrases import Phrase
from situationroom.legend import LIGHT
from situationroom.texts import tr
from situationroom.views import theme

LARGEST, SMALLEST = 220, 18
_WORDS = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1,
}  # fmt: skip


class ShownPhrase(QWidget):
    """``phrase`` is the one on the screen; Esc or a click closes it."""

    def __init__(
        self, parent: QWidget, chosen: Sequence[Phrase], first: int, code: str, filled: str
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Phrase cards"))
        self._chosen, self._place = list(chosen), first
        self._code, self._filled = code, filled
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def phrase(self) -> Phrase:
        """The phrase on the screen."""
        return self._chosen[self._place]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            self._place = (self._place + step) % len(self._chosen)
            self.update()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11, Qt.Key.Key_Return):
            self.close()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        height, width = self.height(), self.width()
        space = min(width, height) * 0.06
        said = QRectF(space, space, width - 2 * space, height * 0.68)
        own = QRectF(space, height * 0.76, width - 2 * space, height * 0.16)
        foot = QRectF(space, height * 0.93, width - 2 * space, height * 0.05)
        # Isolated: a number keeps its order in a line that is read from right to left.
        filled = f"\u2068{self._filled}\u2069" if self._filled else ""
        text = self.phrase.said(self._code, filled)
        self._words(painter, said, text, "#000000", LARGEST, 700)
        below = "\n".join(dict.fromkeys((self.phrase.texts["zh"], self.phrase.texts["en"])))
        self._words(painter, own, below, LIGHT.quiet, 30, 400)
        hint = tr("Close with Esc, next and previous with the arrows.")
        self._words(painter, foot, hint, LIGHT.unknown, 14, 400)
        painter.end()

    def _words(
        self, painter: QPainter, rect: QRectF, text: str, colour: str, largest: int, weight: int
    ) -> None:
        painter.setPen(QColor(colour))
        painter.setLayoutDirection(direction_of(text))
        painter.setFont(fitting_font(text, rect, largest, weight))
        painter.drawText(rect, _WORDS, text)


def direction_of(text: str) -> Qt.LayoutDirection:
    """From which side a text is read, so that its full stop stands at its end."""
    sides = Qt.LayoutDirection
    return sides.RightToLeft if right_to_left(text) else sides.LeftToRight


def fitting_font(text: str, rect: QRectF, largest: int, weight: int) -> QFont:
    """The largest font, in pixels, in which the wrapped text stands inside the rectangle."""
    low, high = SMALLEST if largest > SMALLEST else largest, largest
    while low < high:
        middle = (low + high + 1) // 2
        needed = QFontMetricsF(_font(middle, weight)).boundingRect(rect, _WORDS, text)
        fits = needed.height() <= rect.height() and needed.width() <= rect.width() + 0.5
        low, high = (middle, high) if fits else (low, middle - 1)
    return _font(low, weight)


def _font(pixels: int, weight: int) -> QFont:
    made = theme.font(13, weight)
    made.setPixelSize(pixels)
    return made

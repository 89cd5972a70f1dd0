"""The lines of the map's legend: what a colour means, how many, whether it is shown."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from situationroom.legend import Shape
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import draw_shape
from situationroom.views.map_heat import gradient, scale_words
from situationroom.views.map_rings import PALE

WIDTH = 236
HEIGHT = 24


class LegendRow(QAbstractButton):
    """A line of the legend that shows or hides what it names."""

    def __init__(self, text: str, shape: Shape, colour: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(f"{text}\n{tr('Click to hide or show')}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._mark = (shape, colour)
        self.count = 0

    def set_count(self, count: int) -> None:
        """How many there are now."""
        self.count = count
        self.setAccessibleName(f"{self.text()} {count}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH - 36), theme.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setOpacity(1.0 if self.isChecked() else 0.4)
        size = theme.px(11)
        self.sign(painter, QRectF(6, (room.height() - size) / 2, size, size))
        self._words(painter, room.adjusted(size + 16, 0, -6, 0))

    def sign(self, painter: QPainter, spot: QRectF) -> None:
        """The mark before the words."""
        shape, colour = self._mark
        draw_shape(painter, shape if self.isChecked() else "ring", colour, spot)

    def end(self) -> str:
        """What stands at the right."""
        return f"{self.count:,}"

    def _words(self, painter: QPainter, inside: QRectF) -> None:
        painter.setPen(QColor(theme.colours().text))
        painter.setFont(theme.font(13, 500, tabular=True))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inside, right, self.end())
        used = painter.fontMetrics().horizontalAdvance(self.end())
        font = theme.font(13)
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        width = round(inside.width() - used - theme.px(6))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)


class LayerRow(LegendRow):
    """A layer: as a line, and it moves up or down with the mouse or Ctrl and an arrow key.

    ``moved(-1)`` is up, ``moved(1)`` is down.
    """

    moved = Signal(int)

    def __init__(self, text: str, shape: Shape, colour: str) -> None:
        super().__init__(text, shape, colour)
        self._held: float | None = None
        self._dragged = False
        order = tr("Drag, or Ctrl and an arrow key: above or below the others")
        self.setToolTip(f"{self.toolTip()}\n{order}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(steps[event.key()])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held, self._dragged = event.globalPosition().y(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        away = event.globalPosition().y() - self._held
        if abs(away) > self.height() * 0.75:
            self._dragged, self._held = True, event.globalPosition().y()
            self.moved.emit(1 if away > 0 else -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        if self._dragged:  # what was moved is not switched
            self.setDown(False)
            event.accept()
        else:
            super().mouseReleaseEvent(event)


class AgeRow(LegendRow):
    """Whether old positions are paler, with the steps."""

    def __init__(self) -> None:
        super().__init__(tr("6 · 24 · 72 h · older"), "circle", "")
        self.setToolTip(
            tr(
                "The older a position, the paler: up to 6, 24 and 72 hours, older or not told "
                "when. Click to draw all alike."
            )
        )

    def sign(self, painter: QPainter, spot: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for step, strength in enumerate(PALE):
            ink = QColor(theme.colours().safe)
            ink.setAlphaF(strength if self.isChecked() else 1.0)
            painter.setBrush(ink)
            width = spot.width() / 2
            painter.drawRect(QRectF(spot.left() + step * width, spot.top(), width, spot.height()))

    def end(self) -> str:
        return ""

    def _words(self, painter: QPainter, inside: QRectF) -> None:
        super()._words(painter, inside.adjusted(theme.px(12), 0, theme.px(6), 0))


class SureRow(LegendRow):
    """Whether single persons show how unsure their position is."""

    def __init__(self) -> None:
        super().__init__(tr("How sure (radius)"), "ring", theme.colours().quiet)
        words = tr("A circle around single persons and small groups: within it they are.")
        self.setToolTip(f"{words}\n{tr('Click to hide or show')}")

    def end(self) -> str:
        return ""


class HeatScale(QWidget):
    """The colours of the heat, and how many persons a square kilometre they stand for."""

    def __init__(self) -> None:
        super().__init__()
        self.peak = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_peak(self, peak: float) -> None:
        """The densest place of what is shown, in persons per km²."""
        if peak != self.peak:
            self.peak = peak
            area, words = scale_words(peak)
            self.setAccessibleName(tr("Up to {n} persons per {area}", n=words[2], area=area))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH - 36), theme.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.colours(), QPainter(self)
        room = QRectF(self.rect()).adjusted(6, 4, -6, 0)
        bar = QRectF(room.left(), room.top(), room.width(), theme.px(10))
        painter.translate(bar.topLeft())
        painter.fillRect(QRectF(0, 0, bar.width(), bar.height()), gradient(bar.width(), look))
        painter.resetTransform()
        painter.setFont(theme.font(11, 400, tabular=True))
        painter.setPen(QColor(look.text))
        below = QRectF(room.left(), bar.bottom() + 2, room.width(), theme.px(14))
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter)
        area, words = scale_words(self.peak)
        for text, side in zip(words, (*sides, Qt.AlignmentFlag.AlignRight), strict=True):
            painter.drawText(below, side, text)
        painter.setPen(QColor(look.quiet))
        unit = QPointF(room.left(), below.bottom() + theme.px(12))
        painter.drawText(unit, tr("persons per {area}, as shown", area=area))

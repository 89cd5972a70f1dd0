"""A clickable line that shows how full a place is: name, bar, numbers."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from situationroom.legend import Tone
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.ground import paint_ground

NEARLY = 0.85


class FillLine(QPushButton):
    """``taken`` of ``places`` persons; more than there are places is said in words and in red."""

    def __init__(self, name: str, taken: int, places: int) -> None:
        super().__init__()
        self._name, self._taken, self._places = name, taken, places
        over = tr("{n} over", n=taken - places) if taken > places else ""
        self._end = f"{taken} / {places}" + (f" · {over}" if over else "")
        self.setAccessibleName(f"{name} {self._end}")
        self.setToolTip(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        rect = paint_ground(painter, self, raised=False)
        inner = rect.adjusted(theme.px(6), 0, -theme.px(6), 0)
        tone = self._tone()
        painter.setFont(theme.font(13))
        metrics = painter.fontMetrics()
        end = metrics.horizontalAdvance(self._end)
        name = QRectF(inner)
        name.setWidth(inner.width() * 0.36)
        painter.setPen(QColor(c.text))
        short = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, round(name.width()) - 8)
        painter.drawText(name, _MIDDLE | Qt.AlignmentFlag.AlignLeft, short)
        painter.setPen(QColor(c.tone(tone)))
        painter.drawText(inner, _MIDDLE | Qt.AlignmentFlag.AlignRight, self._end)
        width = inner.right() - end - theme.px(12) - name.right()
        bar = QRectF(name.right(), inner.center().y() - 3, width, 6)
        self._bar(painter, bar, c.raised, c.tone(tone if tone != "quiet" else "accent"))

    def _bar(self, painter: QPainter, bar: QRectF, ground: str, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(bar, 3, 3)
        share = min(1.0, self._taken / self._places) if self._places else 0.0
        filled = QRectF(bar)
        filled.setWidth(bar.width() * share)
        painter.setBrush(QColor(colour))
        if share > 0:
            painter.drawRoundedRect(filled, 3, 3)

    def _tone(self) -> Tone:
        if self._taken > self._places:
            return "red"
        full = self._places and self._taken / self._places >= NEARLY
        return "orange" if full else "quiet"


_MIDDLE = Qt.AlignmentFlag.AlignVCenter

"""A clickable line in a card: legend shape, title, quiet words behind it, words at the end."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from situationroom.legend import Shape, Tone
from situationroom.views import theme
from situationroom.views.ground import paint_ground
from situationroom.views.icons import draw_shape


class LinkRow(QPushButton):
    """Long words are shortened at their end; the tooltip has them whole."""

    def __init__(
        self,
        title: str,
        detail: str = "",
        end: str = "",
        shape: Shape | None = None,
        tone: Tone = "text",
        end_tone: Tone = "quiet",
        on_click: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.title, self.detail, self.end = title, detail, end
        self._shape: Shape | None = shape
        self._tone: Tone = tone
        self._end_tone: Tone = end_tone
        words = " · ".join(part for part in (title, detail, end) if part)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if on_click is not None:
            self.clicked.connect(lambda _checked: on_click())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        rect = paint_ground(painter, self, raised=False)
        words = rect.adjusted(theme.px(6), 0, -theme.px(6), 0)
        if self._shape:
            size = theme.px(10)
            box = QRectF(words.left(), words.center().y() - size / 2, size, size)
            draw_shape(painter, self._shape, c.tone(self._tone), box)
            words.setLeft(words.left() + theme.px(18))
        painter.setFont(theme.font(13))
        painter.setPen(QColor(c.tone(self._end_tone)))
        painter.drawText(words, _MIDDLE | Qt.AlignmentFlag.AlignRight, self.end)
        if self.end:
            end = painter.fontMetrics().horizontalAdvance(self.end)
            words.setRight(words.right() - end - theme.px(12))
        used = self._part(painter, words, self.title, c.text)
        words.setLeft(words.left() + used + theme.px(10))
        if words.width() > theme.px(24):
            self._part(painter, words, self.detail, c.quiet)

    def _part(self, painter: QPainter, rect: QRectF, text: str, colour: str) -> float:
        painter.setPen(QColor(colour))
        metrics = painter.fontMetrics()
        short = metrics.elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, round(rect.width())
        )
        painter.drawText(rect, _MIDDLE | Qt.AlignmentFlag.AlignLeft, short)
        return metrics.horizontalAdvance(short)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter

"""A line that opens something: a title, a quiet detail below, all of it clickable."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from situationroom.views import theme
from situationroom.views.ground import paint_ground
from situationroom.views.icons import icon_pixmap


class RecentFile(QPushButton):
    """A recent incident."""

    def __init__(self, title: str, detail: str, icon_name: str = "database") -> None:
        super().__init__()
        self._title, self._detail, self._icon = title, detail, icon_name
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        rect = paint_ground(painter, self, raised=True)
        size, left = theme.px(20), theme.px(12)
        top = round((self.height() - size) / 2)
        painter.drawPixmap(left, top, icon_pixmap(self._icon, c.accent, size))
        words = rect.adjusted(left + size + theme.px(10), theme.px(5), -8, -theme.px(5))
        self._line(painter, words, self._title, c.text, 500, Qt.AlignmentFlag.AlignTop)
        self._line(painter, words, self._detail, c.quiet, 400, Qt.AlignmentFlag.AlignBottom)

    def _line(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        colour: str,
        weight: int,
        where: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(theme.font(14 if weight > 400 else 12, weight))
        painter.setPen(QColor(colour))
        short = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideMiddle, round(rect.width())
        )
        painter.drawText(rect, where | Qt.AlignmentFlag.AlignLeft, short)

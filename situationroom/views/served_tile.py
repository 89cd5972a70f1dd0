"""One number that must be zero: green when it is, its definition beneath."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import draw_shape


class Tile(QPushButton):
    """``set_count`` colours it: zero is green and round, anything else orange and square."""

    def __init__(self, name: str, definition: str) -> None:
        super().__init__()
        self._name, self._definition = name, tr(definition)
        self.count: int | None = None
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self._definition)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(120))

    def set_count(self, count: int) -> None:
        """Another number."""
        self.count = count
        self.setAccessibleName(f"{self._name}: {count}. {self._definition}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(190), theme.px(128))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = c.accent if self.isChecked() or self.hasFocus() else c.line
        painter.setPen(QPen(QColor(edge), 1.5 if self.isChecked() else 1))
        painter.setBrush(QColor(c.hover if self.underMouse() else c.panel))
        painter.drawRoundedRect(box, 8, 8)
        self._words(painter, box.adjusted(theme.px(12), theme.px(8), -theme.px(12), -theme.px(8)))

    def _words(self, painter: QPainter, box: QRectF) -> None:
        c, zero = theme.colours(), self.count == 0
        tone = c.safe if zero else c.orange if self.count else c.quiet
        size = theme.px(12)
        sign = QRectF(box.left(), box.top() + theme.px(10), size, size)
        draw_shape(painter, "circle" if zero else "square", tone, sign)
        painter.setPen(QColor(tone))
        painter.setFont(theme.font(24, 700))
        number = QRectF(box.left() + size + theme.px(8), box.top(), box.width(), theme.px(32))
        said = "…" if self.count is None else f"{self.count:,}"
        painter.drawText(number, _LEFT | Qt.AlignmentFlag.AlignVCenter, said)
        painter.setPen(QColor(c.text))
        painter.setFont(theme.font(13, 500))
        below = QRectF(box.left(), box.top() + theme.px(34), box.width(), theme.px(20))
        short = painter.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, round(box.width())
        )
        painter.drawText(below, _LEFT | Qt.AlignmentFlag.AlignVCenter, short)
        painter.setPen(QColor(c.quiet))
        painter.setFont(theme.font(11))
        rest = QRectF(box.left(), below.bottom(), box.width(), box.bottom() - below.bottom())
        painter.drawText(rest, _LEFT | Qt.TextFlag.TextWordWrap, self._definition)


_LEFT = Qt.AlignmentFlag.AlignLeft

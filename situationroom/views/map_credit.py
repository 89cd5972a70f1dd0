"""The line at the map's foot that says whose street maps and boundaries are shown."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from situationroom.views import theme

MOST_PX = 460


class MapCredit(QLabel):
    """Small words on a veil; not there when there is nobody to name beside Natural Earth."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(11))
        self.setProperty("tone", "quiet")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setContentsMargins(theme.px(6), theme.px(1), theme.px(6), theme.px(2))
        self.hide()

    def name(self, whose: Sequence[str]) -> None:
        """Show whose maps these are."""
        said = " · ".join(whose)
        if said != self.accessibleName():
            self.setAccessibleName(said)
            self.setToolTip(said)
            metrics = self.fontMetrics()
            self.setText(metrics.elidedText(said, Qt.TextElideMode.ElideRight, theme.px(MOST_PX)))
            self.adjustSize()
            self.setVisible(bool(said))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(theme.colours().panel)
        veil.setAlphaF(0.92)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.end()
        super().paintEvent(event)

"""What a column is read as and how sure that is: a name, a bar and a word."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from situationroom.intake.results import ColumnReading
from situationroom.legend import Tone
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import icon_pixmap
from situationroom.views.import_names import field_names

SURE, LIKELY = 0.9, 0.6
"""From here on a column counts as recognised for sure, or probably."""
BAR = 44  # pixels of a full bar
_OPENS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Down)


class FieldButton(QAbstractButton):
    """``asked(typed)``: another field is wanted; ``moved(by)``: the column beside it."""

    asked = Signal(str)
    moved = Signal(int)

    def __init__(self, column: ColumnReading, *, chosen: bool) -> None:
        super().__init__()
        self.column = column
        self._tone, self._word = _sureness(column, chosen=chosen)
        name = column.field or ""
        self.setText(field_names().get(name, name) or tr("not read"))
        self.setAccessibleName(f"{column.header}: {self.text()}, {self._word}")
        self.setToolTip(f"{column.header} → {self.text()}\n{self._word} ({column.confidence:.0%})")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(13, 500 if column.field else 400))
        self.clicked.connect(lambda _on: self.asked.emit(""))

    def sizeHint(self) -> QSize:
        name = QFontMetricsF(self.font()).horizontalAdvance(self.text()) + theme.px(38)
        word = QFontMetricsF(theme.font(11)).horizontalAdvance(self._word) + theme.px(BAR + 28)
        return QSize(round(max(name, word)), theme.px(46))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text()
        if key in _OPENS:
            self.asked.emit("")
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif typed.isprintable() and typed.strip() and not _with_ctrl(event):
            self.asked.emit(typed)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3.5, 2.5, -3.5, -2.5)
        doubtful = self._tone == "orange"
        painter.setBrush(QColor(look.notice if doubtful else look.raised))
        edge = look.accent if self.hasFocus() else look.orange if doubtful else look.line
        painter.setPen(QPen(QColor(look.quiet if self.underMouse() else edge), 1))
        painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(theme.px(8), theme.px(3), -theme.px(6), -theme.px(3))
        self._paint_name(painter, inner)
        self._paint_bar(painter, inner)
        painter.end()

    def _paint_name(self, painter: QPainter, inner: QRectF) -> None:
        look, size = theme.colours(), theme.px(12)
        painter.drawPixmap(
            QPointF(inner.right() - size, inner.top() + theme.px(3)),
            icon_pixmap("chevron-down", look.quiet, size),
        )
        painter.setFont(self.font())
        painter.setPen(QColor(look.text if self.column.field else look.quiet))
        room = QRectF(inner.left(), inner.top(), inner.width() - size - 4, inner.height() / 2)
        elided = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, _LEFT, elided)

    def _paint_bar(self, painter: QPainter, inner: QRectF) -> None:
        look, middle = theme.colours(), inner.top() + inner.height() * 0.76
        left, width = inner.left(), float(theme.px(BAR))
        painter.setPen(Qt.PenStyle.NoPen)
        if self.column.field:
            track = QRectF(left, middle - 2, width, 4)
            painter.setBrush(QColor(look.border))
            painter.drawRoundedRect(track, 2, 2)
            track.setWidth(width * max(0.08, min(1.0, self.column.confidence)))
            painter.setBrush(QColor(look.tone(self._tone)))
            painter.drawRoundedRect(track, 2, 2)
            left += width + theme.px(6)
        painter.setFont(theme.font(11))
        painter.setPen(QColor(look.tone(self._tone) if self._tone == "orange" else look.quiet))
        room = QRectF(
            left, inner.top() + inner.height() / 2, inner.right() - left, inner.height() / 2
        )
        painter.drawText(room, _LEFT, self._word)


def _sureness(column: ColumnReading, *, chosen: bool) -> tuple[Tone, str]:
    if column.field is None:
        return "quiet", tr("kept, searchable")
    if chosen:
        return "accent", tr("as chosen")
    if column.confidence >= SURE:
        return "safe", tr("sure")
    if column.confidence >= LIKELY:
        return "yellow", tr("probably")
    return "orange", tr("a guess")


def _with_ctrl(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

"""The axis of the replay: how busy each stretch was, its moments, and where the map stands."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from situationroom.store.queries.replay_times import Moment, time_at
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.icons import draw_shape
from situationroom.views.map_time import HOUR, MapTime
from situationroom.views.time_words import MARKS, midnights, moment_words, thinned

BAR, GAP = 4.0, 2.0
"""Pixels of one bar of the histogram and between two."""
MARK = 9.0
NEAR = 6.0
"""Pixels beside a mark at which it still is pointed at."""
LABEL_PX: Final = 72


class TimeStrip(QWidget):
    """A click or a drag goes to a moment; with the focus the keys do. ``left()`` at Esc."""

    left = Signal()

    def __init__(self, time: MapTime, zone: str) -> None:
        super().__init__()
        self._time, self._zone = time, zone
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Time of the incident"))
        time.moved.connect(self._moved)
        time.prepared.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(66))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(66))

    # --- hands ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._time.pause()
            moment = self._moment_at(event.position().x(), event.position().y())
            self._time.go(moment.at if moment else self._at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        time, wide = self._time, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        acts = {
            Qt.Key.Key_Left: lambda: time.leap(-HOUR) if wide else time.step(-1),
            Qt.Key.Key_Right: lambda: time.leap(HOUR) if wide else time.step(1),
            Qt.Key.Key_PageUp: lambda: time.to_moment(-1),
            Qt.Key.Key_PageDown: lambda: time.to_moment(1),
            Qt.Key.Key_Home: time.to_start,
            Qt.Key.Key_End: time.to_now,
            Qt.Key.Key_Space: time.toggle,
            Qt.Key.Key_Escape: self.left.emit,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            event.ignore()
            return
        act()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(
                event.globalPos(), self._words(event.pos().x(), event.pos().y()), self
            )
            return True
        return super().event(event)

    def _words(self, x: float, y: float) -> str:
        moment = self._moment_at(x, y)
        if moment is not None:
            return moment_words(moment, self._zone)
        return times.stamp(time_at(self._at(x)), self._zone)

    def _moment_at(self, x: float, y: float) -> Moment | None:
        """The moment whose mark is pointed at."""
        axis = self._time.times
        if axis is None or y > MARK + NEAR:
            return None
        near = [m for m in axis.moments if abs(self.x_of(m.at) - x) <= NEAR]
        return min(near, key=lambda m: abs(self.x_of(m.at) - x), default=None)

    # --- where what lies -----------------------------------------------------------------------

    def x_of(self, at: float) -> float:
        """Where a moment (epoch seconds) lies, in pixels."""
        first, last = self._time.span()
        return MARK / 2 + (self.width() - MARK) * (at - first) / (last - first)

    def _at(self, x: float) -> float:
        first, last = self._time.span()
        share = (x - MARK / 2) / max(1.0, self.width() - MARK)
        return first + min(1.0, max(0.0, share)) * (last - first)

    def _moved(self) -> None:
        self.setAccessibleDescription(times.stamp(self._time.now(), self._zone))
        self.update()

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._time.times is not None:
            self._days(painter)
            self._bars(painter)
            self._marks(painter)
            self._cursor(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.colours().accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _foot(self) -> float:
        """Where the bars stand: below them are the dates."""
        return self.height() - theme.px(18)

    def _days(self, painter: QPainter) -> None:
        look, (first, last) = theme.colours(), self._time.span()
        painter.setFont(theme.font(11))
        days = midnights(first, last, self._zone)
        for at, date in thinned(days, self.width() // theme.px(LABEL_PX)):
            x = self.x_of(at)
            painter.setPen(QPen(QColor(look.line), 1))
            painter.drawLine(QPointF(x, MARK), QPointF(x, self._foot() + 3))
            painter.setPen(QColor(look.quiet))
            box = QRectF(x + 3, self._foot() + 1, theme.px(LABEL_PX), theme.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, date)
        self._ends(painter, first, days[0][0] if days else last)

    def _ends(self, painter: QPainter, first: float, next_label: float) -> None:
        """The hour of the first entry, where there is room before the first date."""
        text = times.clock(time_at(first), self._zone)
        width = painter.fontMetrics().horizontalAdvance(text)
        if self.x_of(next_label) > width + theme.px(10):
            box = QRectF(2, self._foot() + 1, width + 4, theme.px(16))
            painter.setPen(QColor(theme.colours().quiet))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _bars(self, painter: QPainter) -> None:
        axis, look = self._time.times, theme.colours()
        bins = max(1, round((self.width() - MARK) / (BAR + GAP)))
        if axis is None:
            return
        counts = axis.activity(bins, *self._time.span())
        # The root keeps a quiet hour in sight beside an hour of a hundred calls.
        tall = (counts / max(1, counts.max())) ** 0.5 * (self._foot() - MARK - 6)
        here = self.width() if self._time.at is None else self.x_of(self._time.at)
        done, ahead = QColor(look.accent), QColor(look.unknown)
        done.setAlphaF(0.75)
        ahead.setAlphaF(0.55)
        wide = (self.width() - MARK) / bins
        for place, height in enumerate(tall):
            if height:
                x = MARK / 2 + place * wide
                bar = QRectF(x, self._foot() - max(1.5, height), wide - GAP, max(1.5, height))
                painter.fillRect(bar, done if x <= here else ahead)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(QPointF(0, self._foot()), QPointF(self.width(), self._foot()))

    def _marks(self, painter: QPainter) -> None:
        axis = self._time.times
        for moment in axis.moments if axis is not None else ():
            shape, tone = MARKS[moment.kind]
            box = QRectF(self.x_of(moment.at) - MARK / 2, 1, MARK, MARK)
            draw_shape(painter, shape, theme.colours().tone(tone), box)

    def _cursor(self, painter: QPainter) -> None:
        look = theme.colours()
        x = self.x_of(self._time.span()[1] if self._time.at is None else self._time.at)
        painter.setPen(QPen(QColor(look.text), 2))
        painter.drawLine(QPointF(x, MARK + 2), QPointF(x, self._foot() + 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.text))
        painter.drawEllipse(QPointF(x, self._foot() + 3), 5, 5)

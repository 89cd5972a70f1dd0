"""One movement on the board: what, when, how full. Takes persons that are dropped on it."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.commands.transport import TAKES_BOOKINGS
from situationroom.models.transport import Movement
from situationroom.models.vocabulary import BookingStatus, Mode, MovementStatus, SeatKind
from situationroom.store.queries.transport import MovementRow
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.fill_bar import Bar, Bars
from situationroom.views.icons import icon_pixmap
from situationroom.views.people_panel import persons_of
from situationroom.views.times import countdown, short_stamp, stamp, until
from situationroom.views.widgets import label, mark_label, quiet, row

ICONS = {
    Mode.COACH: "coach",
    Mode.CAR: "car",
    Mode.TRAIN: "train",
    Mode.AIRCRAFT: "plane",
    Mode.SHIP: "ship",
    Mode.FOOT: "walk",
}
SOON_S = 3600
TOLD = (
    BookingStatus.WAITLISTED,
    BookingStatus.BOARDED,
    BookingStatus.NO_SHOW,
    BookingStatus.ARRIVED,
)
OVER = (MovementStatus.ARRIVED, MovementStatus.CANCELLED)


class PickCard(QFrame):
    """A card that can be chosen by click and by keyboard, and says so by its edge."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.selected = False
        self.alarming = False
        self.over = False
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*(theme.px(n) for n in (16, 12, 14, 12)))
        self.body.setSpacing(theme.px(6))

    def select(self, selected: bool) -> None:
        """Look chosen, or not."""
        self.selected = selected
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.colours(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        strong = self.selected or self.over or self.hasFocus()
        edge = look.red if self.alarming else look.accent if strong else look.line
        painter.setPen(QPen(QColor(edge), 2 if self.over or self.alarming else 1.2))
        painter.setBrush(QColor(look.selection if self.over or self.selected else look.panel))
        painter.drawRoundedRect(room, 8, 8)
        if self.selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent))
            painter.drawRoundedRect(QRectF(1, 10, 4, self.height() - 20), 2, 2)


class MovementCard(PickCard):
    """``chosen()`` by click or Enter; ``dropped(persons)`` when persons are dropped on it."""

    dropped = Signal(list)

    def __init__(self, found: MovementRow, now: datetime) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.row = found
        self._countdown = label("", "accent", 12, 500)
        self._seats = Bars(label_width=theme.px(84))
        self._top = QWidget()
        self.body.addWidget(self._top)
        self._way = label("", size=13)
        self._way.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        second = QHBoxLayout()
        second.addWidget(self._way, 1)
        second.addWidget(self._countdown)
        self.body.addLayout(second)
        self.body.addWidget(self._seats)
        self._below = quiet("", 12)
        self.body.addWidget(self._below)
        self.show_row(found, now)

    def show_row(self, found: MovementRow, now: datetime) -> None:
        """The movement as it is now."""
        self.row = found
        movement = found.movement
        old, self._top = self._top, self._head(movement, now)
        self.body.replaceWidget(old, self._top)
        old.deleteLater()
        self._way.setText(f"{movement.origin} → {movement.destination}")
        self._way.setToolTip(self._way.text())
        self._seats.show_bars(seat_bars(found))
        self._below.setText(" · ".join(facts(found)))
        self._below.setVisible(bool(self._below.text()))
        self.setAccessibleName(
            f"{movement.number} {self._way.text()} {legend.label(movement.status)}"
        )
        self.tick(now)

    def tick(self, now: datetime) -> None:
        """The clock has moved on."""
        movement = self.row.movement
        if movement.status in (*OVER, MovementStatus.DEPARTED) or movement.departs_at is None:
            self._countdown.setText("")
            return
        left = (movement.departs_at - now).total_seconds()
        soon = abs(left) < SOON_S
        self._countdown.setText(
            countdown(movement.departs_at, now) if soon else until(movement.departs_at, now)
        )
        tone = "red" if left < 0 else "orange" if soon else "accent"
        if self._countdown.property("tone") != tone:
            self._countdown.setProperty("tone", tone)
            self._countdown.style().polish(self._countdown)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if persons_of(event.mimeData()) and self.row.movement.status in TAKES_BOOKINGS:
            self.over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self.over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(persons_of(event.mimeData()))

    def _head(self, movement: Movement, now: datetime) -> QWidget:
        sign = QLabel()
        sign.setPixmap(icon_pixmap(ICONS[movement.mode], theme.colours().text, theme.px(20)))
        sign.setToolTip(legend.label(movement.mode))
        mark = legend.mark(movement.status)
        state = mark_label(legend.label(movement.status), mark.shape, mark.tone)
        time = label(short_stamp(movement.departs_at, movement.departure_zone, now), size=14,
                     weight=700)  # fmt: skip
        time.setToolTip(stamp(movement.departs_at, movement.departure_zone))
        return row(sign, label(movement.number, size=15, weight=700), state, None,
                   time)  # fmt: skip


def seat_bars(found: MovementRow) -> list[Bar]:
    """A bar for every kind of place the vehicle has, or that is taken."""
    bars = []
    for kind in SeatKind:
        places, taken = found.movement.capacity.of(kind), found.taken.get(kind, 0)
        if places or taken or kind is SeatKind.SEAT:
            left = places - taken
            words = tr("full") if left == 0 else tr("{n} left", n=left)
            text = f"{taken}/{places} · {words}"
            bars.append(Bar(legend.label(kind), taken, places, text))
    return bars


def facts(found: MovementRow) -> list[str]:
    """What else there is to say in one line: waiting, boarded, no-shows, manifest."""
    counts = found.by_status
    said = [f"{legend.label(status)} {counts[status]}" for status in TOLD if counts.get(status)]
    if found.movement.version:
        said.append(tr("manifest version {version}", version=found.movement.version))
    if found.movement.cancelled_because:
        said.append(found.movement.cancelled_because)
    return said

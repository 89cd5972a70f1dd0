"""The left rail: the rooms, icons with words; the buttons give way on a low screen."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import icon_pixmap
from situationroom.views.rooms import BELONGS, CLASSES

ROOMS: Final = tuple(CLASSES)
FREE_KEYS: Final = {1: "F1", 4: "F4", 5: "F5", 6: "F6", 7: "F7", 8: "F8"}
"""F2 is the call form and F3 the event entry everywhere (docs/decisions/0007)."""
OWN_KEYS: Final = {"watch": "F9", "messages": "F10"}
"""Where neither a digit nor the F-key of its place is left."""
LAST_DIGIT: Final = 9
TALL, LOW = 58, 38
"""Pixels of a room's button where there is room, and where there is not."""
ROOMY = 50
"""Below so many pixels icon and word are drawn smaller."""


def room_name(room: str) -> str:
    """A room by its word in the officer's language."""
    return {
        "overview": tr("Overview"),
        "requests": tr("Requests"),
        "people": tr("People"),
        "map": tr("Map"),
        "transport": tr("Transport"),
        "shelters": tr("Shelters"),
        "handoffs": tr("Hand-offs"),
        "journal": tr("Journal"),
        "knowledge": tr("Knowledge"),
        "watch": tr("Watch"),
        "messages": tr("Messages"),
    }[room]


def room_icon(room: str) -> str:
    """The icon of a room."""
    return {"handoffs": "handoff", "knowledge": "book", "messages": "mail"}.get(room, room)


def room_keys(room: str) -> list[str]:
    """The keys that open a room: Ctrl and its place up to 9, the F-key of its place where free."""
    if room in OWN_KEYS:
        return [OWN_KEYS[room]]
    place = ROOMS.index(room) + 1
    by_place = [f"Ctrl+{place}"] if place <= LAST_DIGIT else []
    return [*by_place, *([FREE_KEYS[place]] if place in FREE_KEYS else [])]


class Rail(QWidget):
    """The rooms. ``chosen(room)`` when one is clicked, ``settings_asked`` for the menu below."""

    chosen = Signal(str)
    settings_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.px(88))
        self._group = QButtonGroup(self)
        self._buttons = {room: _room_button(room) for room in ROOMS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(2)
        for room, one in self._buttons.items():
            self._group.addButton(one)
            layout.addWidget(one)
            one.clicked.connect(lambda _checked, room=room: self.chosen.emit(room))
        layout.addStretch(1)
        self.settings = RailButton(tr("Settings"), "settings", "")
        self.settings.setCheckable(False)
        self.settings.clicked.connect(self.settings_asked)
        layout.addWidget(self.settings)

    def show_room(self, room: str) -> None:
        """Mark the room that is open, or the one a page belongs to."""
        self._buttons[BELONGS.get(room, room)].setChecked(True)

    def button(self, room: str) -> QPushButton:
        """The button of a room."""
        return self._buttons[room]


class RailButton(QPushButton):
    """An icon above a word; the open room stands on the selection's colour."""

    def __init__(self, text: str, icon_name: str, keys: str) -> None:
        super().__init__(text)
        self._icon = icon_name
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumHeight(theme.px(TALL))
        self.setToolTip(f"{text}  {keys}".strip())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(72), theme.px(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(72), theme.px(LOW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = c.selection if self.isChecked() else c.hover if self.underMouse() else ""
        painter.setPen(QPen(QColor(c.accent)) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 8, 8)
        self._paint_inside(painter, c.text if self.isChecked() or self.underMouse() else c.quiet)

    def _paint_inside(self, painter: QPainter, colour: str) -> None:
        """Icon and word, together in the middle of the height there is."""
        roomy = self.height() >= theme.px(ROOMY)
        icon, word = (theme.px(22), theme.px(20)) if roomy else (theme.px(17), theme.px(16))
        gap = theme.px(3) if roomy else 0
        top = (self.height() - icon - gap - word) / 2
        pixmap = icon_pixmap(self._icon, colour, icon)
        painter.drawPixmap(round(self.width() / 2 - icon / 2), round(top), pixmap)
        painter.setPen(QColor(colour))
        painter.setFont(theme.font(12 if roomy else 11))
        below = QRectF(0, top + icon + gap, self.width(), word)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())


def _room_button(room: str) -> RailButton:
    native = QKeySequence.SequenceFormat.NativeText
    keys = " · ".join(QKeySequence(key).toString(native) for key in room_keys(room))
    return RailButton(room_name(room), room_icon(room), keys)

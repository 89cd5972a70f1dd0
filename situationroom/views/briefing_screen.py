"""The room's screen: the second one where there is one, full, dark, worked by a clicker."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QWidget

from situationroom.texts import tr
from situationroom.views.briefing_canvas import BriefingCanvas

NEXT: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)
"""A clicker sends Page Up and Page Down."""


class BriefingScreen(BriefingCanvas):
    """``turned(by)``, ``paused``, ``frozen`` for the keys; Esc and F11 leave."""

    turned = Signal(int)
    paused = Signal()
    frozen = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(tr("Briefing"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        turn, pause = self.turned.emit, self.paused.emit
        self._keys: dict[int, Callable[[], object]] = {
            **{key: lambda: turn(1) for key in NEXT},
            **{key: lambda: turn(-1) for key in BACK},
            Qt.Key.Key_Space: pause,
            Qt.Key.Key_F: self.frozen.emit,
            Qt.Key.Key_Escape: self.close,
            Qt.Key.Key_F11: self.close,
        }

    def fill(self, beside: QWidget) -> bool:
        """Fill the screen on which the officer does not work; False where there is only one."""
        other = _other_screen(beside)
        wanted = other or beside.screen()
        self.setScreen(wanted)
        self.setGeometry(wanted.geometry())
        self.showFullScreen()
        # A clicker speaks to the window that has the keyboard; a click gives it back to mine.
        self.activateWindow()
        return other is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.left.emit()


def _other_screen(beside: QWidget) -> QScreen | None:
    return next((one for one in QGuiApplication.screens() if one is not beside.screen()), None)

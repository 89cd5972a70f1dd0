"""The room's screen: the second one where there is one, full, dark, worked by a clicker."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QScreen,
    QShortcut,
)
from PySide6.QtWidgets import QWidget

from situationroom.texts import tr
from situationroom.views.briefing_canvas import BriefingCanvas

NEXT: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down)
BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class BriefingScreen(BriefingCanvas):
    """``turned(by)``, ``paused``, ``frozen``, ``darkened``, ``lightened`` for the keys.

    Esc and F11 leave.
    ``pulled`` says, before it leaves, that its screen was taken away.
    """

    turned = Signal(int)
    paused = Signal()
    frozen = Signal()
    darkened = Signal()
    lightened = Signal()
    pulled = Signal()
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
            Qt.Key.Key_L: self.lightened.emit,
            Qt.Key.Key_B: self.darkened.emit,
            Qt.Key.Key_Escape: self.close,
            Qt.Key.Key_F11: self.close,
        }
        self._listen_to_clicker()
        self._own: QScreen | None = None
        QGuiApplication.instance().screenRemoved.connect(self._screen_removed)  # type: ignore[union-attr]

    def _listen_to_clicker(self) -> None:
        """A clicker speaks to the window clicked last; its keys are mine in all of them."""
        said: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageDown: lambda: self.turned.emit(1),
            Qt.Key.Key_PageUp: lambda: self.turned.emit(-1),
            Qt.Key.Key_Period: self.darkened.emit,
        }
        for key, act in said.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(act)

    def fill(self, beside: QWidget, chosen: QScreen | None = None) -> None:
        """Fill ``chosen``; the officer's own screen where there is no other."""
        self._own = chosen if chosen is not beside.screen() else None
        target = chosen or beside.screen()
        self.setScreen(target)
        self.setGeometry(target.geometry())
        self.showFullScreen()
        self.activateWindow()

    def own(self) -> QScreen | None:
        """The screen it fills beside the officer's; None where it fills that one."""
        return self._own

    def _screen_removed(self, screen: QScreen) -> None:
        # Qt moves the window to the officer's screen, where it would cover the work.
        if screen is self._own:
            self.pulled.emit()
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.left.emit()

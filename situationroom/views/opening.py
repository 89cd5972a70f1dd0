"""The application object and the window, for the program itself, its pictures and its tests."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from situationroom.settings import Settings, resource
from situationroom.views.main_window import MainWindow

TURN_S = 0.001
"""So long a thread beside the window may keep Python to itself while the window wants it."""


def application() -> QApplication:
    """The one QApplication of this process."""
    sys.setswitchinterval(TURN_S)
    made = QApplication.instance() or QApplication(["situationroom"])
    assert isinstance(made, QApplication)  # noqa: S101 - for the type checker
    QCoreApplication.setApplicationName("Situation Room")
    made.setDesktopFileName("situationroom")
    made.setWindowIcon(QIcon(str(resource("style/app.svg"))))
    return made


def open_window(preferences: Settings, path: Path | None = None) -> MainWindow:
    """The window on an incident file, or on the start page. It is not shown yet."""
    window = MainWindow(preferences, _demonstration)
    if path is not None:
        window.open_file(path)
    return window


def _demonstration(path: Path) -> None:
    from situationroom.demo import make_incident

    make_incident(path)

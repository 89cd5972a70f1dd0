"""The application object and the window, for the program itself, its pictures and its tests."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from situationroom.collector import collect_here_only
from situationroom.memory import share_heaps
from situationroom.settings import Settings, resource
from situationroom.turns import take_short_turns
from situationroom.views.collecting import Collecting
from situationroom.views.main_window import MainWindow


def application() -> QApplication:
    """The one QApplication of this process."""
    share_heaps()
    take_short_turns()
    made = QApplication.instance() or QApplication(["situationroom"])
    assert isinstance(made, QApplication)  # noqa: S101 - for the type checker
    QCoreApplication.setApplicationName("Situation Room")
    made.setDesktopFileName("situationroom")
    made.setWindowIcon(QIcon(str(resource("style/app.svg"))))
    collect_here_only()
    if made.findChild(Collecting) is None:
        Collecting(made)
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

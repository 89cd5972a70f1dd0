"""The real window for the journeys: its pickers point at the test's own folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from situationroom.settings import Settings
from situationroom.views.main_window import MainWindow
from situationroom.views.opening import application, open_window
from tests.cast import OFFICER, WORKSTATION
from tests.journeys.driver import Seat

Opens = Callable[..., Seat]


@pytest.fixture
def sit_down(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opens]:
    """Opens the window at 1366 x 768, on the start page or on an incident file."""
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_more: str(tmp_path))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    application()
    opened: list[MainWindow] = []

    def open_(path: Path | None = None) -> Seat:
        settings = Settings(language="en", officer=OFFICER, workstation=WORKSTATION)
        window = open_window(settings, path)
        opened.append(window)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Seat(window, qtbot, tmp_path)

    yield open_
    for window in opened:
        window.close()
        window.deleteLater()
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]

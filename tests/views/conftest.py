"""The real window on a small invented incident."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from situationroom.settings import Settings
from situationroom.views.cell import Cell
from situationroom.views.main_window import MainWindow
from situationroom.views.opening import application, open_window
from tests.cast import OFFICER, WORKSTATION


def english(**more: object) -> Settings:
    """Settings of the test's officer; any field can be said otherwise."""
    fields = {"language": "en", "officer": OFFICER, "workstation": WORKSTATION, **more}
    return Settings(**fields)  # type: ignore[arg-type]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings folder of this test alone."""
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def start(qtbot: QtBot, home: Path) -> Iterator[MainWindow]:
    """The window on its start page."""
    application()
    window = open_window(english())
    window.show()
    yield window
    _close(window)


@pytest.fixture
def window(qtbot: QtBot, home: Path, incident_path: Path) -> Iterator[MainWindow]:
    """The window with the incident of ``tests.cast`` open."""
    application()
    made = open_window(english(), incident_path)
    made.resize(1600, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: cell(made).top.chips["affected"].value is not None)
    yield made
    _close(made)


def cell(window: MainWindow) -> Cell:
    """The frame that stands in the window now."""
    assert window.cell is not None
    return window.cell


def _close(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]

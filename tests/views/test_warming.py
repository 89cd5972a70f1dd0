"""What is read while the start page is shown, so that an incident and its map open sooner."""

import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from situationroom.settings import Settings
from situationroom.views import start_page, warming
from situationroom.views.main_window import MainWindow
from situationroom.views.rooms import CLASSES

IMPORTED = """
import sys
from importlib import import_module
for name in sys.argv[1:]:
    import_module(name)
print(*(name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "pyqtgraph"))))
"""


def test_that_nothing_of_qt_is_read_beside_the_window() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *warming.free_of_qt(), "situationroom.map.labels"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == ""


def test_that_everything_is_read_ahead(qtbot: QtBot) -> None:
    for piece in warming.beside():
        piece()
    warming.warm()
    wanted = {f"situationroom.views.{module}" for module, _room in CLASSES.values()}
    qtbot.waitUntil(lambda: wanted <= sys.modules.keys())


def test_that_the_start_page_reads_ahead_once_it_is_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    monkeypatch.setattr(start_page, "warm", lambda: begun.append("read ahead"))
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    assert not begun
    window.show()
    qtbot.waitUntil(lambda: bool(begun))


def test_that_it_is_read_once_however_many_windows_there_are(qtbot: QtBot) -> None:
    assert warming.warm() is warming.warm()

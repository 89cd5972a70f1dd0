"""What is read beside the start page, so that an incident and its map open sooner."""

import sys

import pytest
from pytestqt.qtbot import QtBot

from situationroom.settings import Settings
from situationroom.views import start_page, warming
from situationroom.views.main_window import MainWindow
from situationroom.views.rooms import CLASSES


def test_that_every_room_and_the_land_are_read_ahead() -> None:
    for piece in warming.pieces():
        piece()
    for module, _room in CLASSES.values():
        assert f"situationroom.views.{module}" in sys.modules


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


def test_that_it_is_read_once_however_many_windows_there_are() -> None:
    assert warming.warm() is warming.warm()

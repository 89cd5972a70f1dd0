"""Coordinates under the cursor, in the notation the officer chose, to be copied and kept."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.intake.coordinates import NOTATIONS, written
from situationroom.intake.position import Position
from situationroom.intake.positions import read_position
from situationroom.views.map_menu import map_menu
from situationroom.views.map_room import MapRoom
from tests.views.logistics.conftest import Told


@pytest.fixture
def room(
    show: Callable[[MapRoom], MapRoom],
    frame: Told,
    qtbot: QtBot,
    tmp_path: object,
    monkeypatch: pytest.MonkeyPatch,
) -> MapRoom:
    monkeypatch.setenv("SITUATIONROOM_HOME", f"{tmp_path}/home")
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180)
    made.canvas.setFocus()
    qtbot.waitUntil(made.canvas.hasFocus)
    return made


def test_that_the_cursor_is_told_in_every_notation(room: MapRoom) -> None:
    room.canvas.hovered.emit(41.0082, 28.9784)
    for notation in NOTATIONS:
        room.foot.write_as(notation)
        assert room.foot.position.text() == written(41.0082, 28.9784, notation)


def test_that_a_key_changes_the_notation_and_it_is_remembered(
    room: MapRoom, frame: Told, show: Callable[[MapRoom], MapRoom]
) -> None:
    before = room.foot.notation
    QTest.keyClick(room.canvas, Qt.Key.Key_N)
    assert room.foot.notation != before
    assert show(MapRoom(frame)).foot.notation == room.foot.notation


def test_that_the_position_is_copied_in_the_chosen_notation(room: MapRoom) -> None:
    room.foot.write_as("mgrs")
    room.canvas.hovered.emit(41.0082, 28.9784)
    QTest.keyClick(room.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "35T PF 66370 41552"
    assert "35T PF 66370 41552" in room.frame.last("say")[0]  # type: ignore[attr-defined]


def test_that_a_right_click_offers_the_position_under_it(room: MapRoom) -> None:
    at = QPoint(300, 200)
    menu = map_menu(room, at)
    menu.actions()[0].trigger()
    found = read_position(QGuiApplication.clipboard().text())
    assert isinstance(found, Position)
    lat, lon = room.canvas.position(QPointF(at))
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-5)
    menu.deleteLater()


def test_that_what_a_menu_offers_can_be_chosen_there(room: MapRoom) -> None:
    menu = room.foot.position.menu()
    menu.aboutToShow.emit()
    chosen = [entry for entry in menu.actions() if entry.isChecked()]
    assert [entry.data() for entry in chosen] == [room.foot.notation]
    next(entry for entry in menu.actions() if entry.data() == "utm").trigger()
    assert room.foot.notation == "utm"
    assert room.foot.position.text() == written(*room.foot.at, "utm")

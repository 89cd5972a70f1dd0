"""An empty map says why it is empty, and what to do."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from situationroom.commands.people import edit_person
from situationroom.desk import Desk
from situationroom.views.map_room import MapRoom
from tests.views.logistics.conftest import Told


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180 and bool(made.found.sites))
    return made


def words(room: MapRoom) -> str:
    """What the card says."""
    return " ".join(label.text() for label in room.hint.findChildren(QLabel))


def test_that_a_map_without_anybody_ticked_offers_them_again(room: MapRoom) -> None:
    assert not room.hint.isVisible()
    for row in room.legend.rows.values():
        row.click()
    assert room.hint.isVisible()
    assert "Everybody is hidden" in words(room)
    assert not room.hint.geometry().intersects(room.legend.geometry())
    QTest.mouseClick(room.hint.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert not room.hint.isVisible()
    assert all(row.isChecked() for row in room.legend.rows.values())


def test_that_persons_without_any_position_are_said_to_have_none(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    for person in room.people.ids(room.people.placed.nonzero()[0]):
        desk.run(edit_person, person, {"lat": None, "lon": None})
    qtbot.waitUntil(room.hint.isVisible, timeout=30_000)
    assert "Nobody has a position yet" in words(room)
    QTest.mouseClick(room.hint.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    frame = room.frame
    assert isinstance(frame, Told)
    assert frame.last("open_room")[0] == "places"

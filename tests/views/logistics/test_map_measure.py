"""Measuring on the map: leg by leg, over the date line, by keyboard, to be copied."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from situationroom.map.projection import to_world
from situationroom.views.map_hand import Hand
from situationroom.views.map_room import MapRoom
from tests.views.logistics.conftest import Told

ISTANBUL, ANKARA, ADANA = (41.01, 28.97), (39.93, 32.86), (37.0, 35.3)


@pytest.fixture
def room(
    show: Callable[[MapRoom], MapRoom],
    frame: Told,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> MapRoom:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180)
    made.canvas.look(*to_world(39.0, 32.0), 5.5)
    made.areas.draw("measure")
    qtbot.waitUntil(made.canvas.hasFocus)
    return made


def hand(room: MapRoom) -> Hand:
    assert isinstance(room.canvas.hand, Hand)
    return room.canvas.hand


def click(room: MapRoom, place: tuple[float, float]) -> None:
    at = QPointF(*room.canvas.view.to_screen(*to_world(*place)))
    QTest.mouseClick(room.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())


def said(room: MapRoom) -> str:
    assert room.areas.panel is not None
    return " ".join(part.text() for part in room.areas.panel.findChildren(QLabel))


def test_that_every_leg_and_the_whole_way_are_said(room: MapRoom) -> None:
    for place in (ISTANBUL, ANKARA, ADANA):
        click(room, place)
    assert "Leg 1" in said(room) and "Leg 2" in said(room)
    assert "352 km" in said(room) or "351 km" in said(room)
    assert "741 km" in said(room) or "740 km" in said(room)


def test_that_the_last_point_is_taken_back_by_a_key(room: MapRoom) -> None:
    for place in (ISTANBUL, ANKARA, ADANA):
        click(room, place)
    QTest.keyClick(room.canvas, Qt.Key.Key_Backspace)
    assert len(hand(room).points) == 2
    assert "Leg 2" not in said(room)


def test_that_enter_ends_it_and_escape_takes_it_away(room: MapRoom) -> None:
    for place in (ISTANBUL, ANKARA):
        click(room, place)
    QTest.keyClick(room.canvas, Qt.Key.Key_Return)
    room.canvas._hover(QPointF(10, 10))
    assert hand(room).at is None and len(hand(room).points) == 2
    click(room, ADANA)
    assert len(hand(room).points) == 1  # the next measure begins
    QTest.keyClick(room.canvas, Qt.Key.Key_Escape)
    assert room.canvas.hand is None
    assert room.areas.panel is None


def test_that_what_was_measured_is_copied_as_a_table(room: MapRoom) -> None:
    for place in (ISTANBUL, ANKARA, ADANA):
        click(room, place)
    QTest.keyClick(room.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert [line[0] for line in lines] == ["Leg", "1", "2", "Total"]
    assert len({len(line) for line in lines}) == 1
    assert lines[1][4].endswith("°")


def test_that_nautical_miles_are_measured_and_remembered(
    room: MapRoom, frame: Told, show: Callable[[MapRoom], MapRoom]
) -> None:
    for place in (ISTANBUL, ANKARA):
        click(room, place)
    room.areas.measure_in_miles(True)
    assert "190 NM" in said(room)
    assert show(MapRoom(frame)).foot.nautical


def test_that_the_measure_stays_while_others_work(room: MapRoom) -> None:
    for place in (ISTANBUL, ANKARA):
        click(room, place)
    room.areas.refresh()
    assert "Leg 1" in said(room)


def test_that_a_leg_over_the_date_line_is_drawn_across_it(room: MapRoom) -> None:
    room.canvas.look(*to_world(-17.0, 180.0), 5.0)
    for place in ((-17.0, -182.0), (-17.0, -178.0)):  # the view lies about x = 0
        click(room, place)
    assert len(hand(room).points) == 2
    assert hand(room).metres() < 430_000
    room.canvas.settle()
    image = room.canvas.grab().toImage()
    middle = QPointF(*room.canvas.view.to_screen(*to_world(-17.0, -180.0))).toPoint()
    accent = [
        image.pixelColor(middle.x() + dx, middle.y() + dy).blue() > 200
        for dx in range(-3, 4)
        for dy in range(-6, 7)
    ]
    assert any(accent)

"""Rings say in words and numbers what their colours say: to the mouse and to the keyboard."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.commands.people import set_safety
from situationroom.desk import Desk
from situationroom.models.vocabulary import Safety, Source
from situationroom.texts import LANGUAGES, set_language
from situationroom.views.map_colours import colourings
from situationroom.views.map_room import MapRoom
from situationroom.views.map_told import Told, told_of_ring
from tests.views.logistics.conftest import Told as Frame


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Frame, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180 and bool(made.found.sites))
    qtbot.waitUntil(lambda: bool(made.people.details.stage.any()))
    return made


def biggest(room: MapRoom) -> int:
    """The ring of most persons."""
    return int(room.rings().count.argmax())


def point_at(room: MapRoom, ring: int) -> QPoint:
    """Rest the mouse on a ring."""
    rings, view = room.rings(), room.canvas.view
    at = QPointF(*view.to_screen(float(rings.x[ring]), float(rings.y[ring]))).toPoint()
    QTest.mouseMove(room.canvas.viewport(), at)
    return at


def told(room: MapRoom, qtbot: QtBot) -> Told:
    """What the card says, as soon as it does."""
    qtbot.waitUntil(lambda: room.hover.told is not None and room.hover.card.isVisible())
    assert room.hover.told is not None
    return room.hover.told


@pytest.mark.parametrize("colour", [key for key in colourings() if key != "heat"])
def test_that_every_ring_says_how_many_of_each_class_it_holds(room: MapRoom, colour: str) -> None:
    room.legend.choose(colour)
    one, codes, rings = room.look.colouring(), room.look.coloured().codes, room.rings()
    words = [kind.words for kind in one.kinds]
    for ring in range(len(rings.count)):
        said = told_of_ring(room, ring)
        counted = np.bincount(codes[rings.members(ring)], minlength=len(words))
        assert {line.words: line.count for line in said.lines} == {
            words[code]: count for code, count in enumerate(counted.tolist()) if count
        }
        assert sum(line.count for line in said.lines) == said.count == int(rings.count[ring])


def test_that_the_mouse_on_a_ring_is_told_and_away_from_it_no_more(
    room: MapRoom, qtbot: QtBot
) -> None:
    ring = biggest(room)
    count = int(room.rings().count[ring])
    at = point_at(room, ring)
    said = told(room, qtbot)
    assert said.count == count
    assert said.head() == f"{count} persons"
    assert room.rect().contains(room.hover.card.geometry())
    assert not room.hover.card.geometry().contains(at)
    QTest.mouseMove(room.canvas.viewport(), QPoint(5, room.height() // 2))
    qtbot.waitUntil(lambda: not room.hover.card.isVisible())


def test_that_what_is_told_follows_what_others_change(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    ring = biggest(room)
    ids = room.people.ids(room.rings().members(ring))
    point_at(room, ring)
    told(room, qtbot)
    desk.run(set_safety, ids, Safety.SAFE, Source.FAMILY)
    qtbot.waitUntil(
        lambda: (
            room.hover.told is not None
            and [line.words for line in room.hover.told.lines] == ["Safe"]
        )
    )


def test_that_the_keyboard_goes_from_ring_to_ring_and_is_told(room: MapRoom, qtbot: QtBot) -> None:
    counts = sorted(room.rings().count.tolist(), reverse=True)
    heard = []
    for _ in range(3):
        QTest.keyClick(room.canvas, Qt.Key.Key_Period)
        qtbot.waitUntil(lambda: room.hover.told is not None)
        assert room.hover.told is not None
        heard.append(room.hover.told.count)
        assert room.hover.told.text() == room.canvas.accessibleDescription()
    assert heard == counts[:3]
    QTest.keyClick(room.canvas, Qt.Key.Key_Comma)
    qtbot.waitUntil(lambda: room.hover.told is not None)
    assert room.hover.told is not None
    assert room.hover.told.count == counts[1]
    before = room.canvas.view.zoom
    QTest.keyClick(room.canvas, Qt.Key.Key_Return)
    assert room.canvas.view.zoom > before  # into the very ring that was told of


def test_that_heat_tells_who_is_around_the_cursor(room: MapRoom, qtbot: QtBot) -> None:
    room.legend.choose("heat")
    someone = int(np.flatnonzero(room.people.placed)[0])
    where = room.canvas.view.to_screen(room.people.x[someone], room.people.y[someone])
    at = QPointF(*where).toPoint()
    QTest.mouseMove(room.canvas.viewport(), at)
    said = told(room, qtbot)
    x, y = room.canvas.view.to_world(at.x(), at.y())
    scale = 256 * 2.0**room.canvas.view.zoom
    away = np.hypot(room.people.x - x, room.people.y - y) * scale
    assert said.count == int((away <= 32).sum()) == sum(line.count for line in said.lines)


def test_that_hidden_classes_are_not_told(room: MapRoom) -> None:
    room.legend.rows[Safety.SAFE].click()
    for ring in range(len(room.rings().count)):
        assert "Safe" not in {line.words for line in told_of_ring(room, ring).lines}


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_ring_names_the_city_it_is_near(room: MapRoom, language: str) -> None:
    set_language(language)
    places = " ".join(told_of_ring(room, ring).place for ring in range(len(room.rings().count)))
    set_language("en")
    assert ("安卡拉" if language == "zh" else "Ankara") in places

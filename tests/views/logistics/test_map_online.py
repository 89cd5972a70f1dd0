"""Street maps from the network: off until an officer says otherwise, and at the next start."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from situationroom.map.projection import to_world
from situationroom.views import online_layer
from situationroom.views.map_room import MapRoom
from situationroom.views.online_map_sheet import OnlineMapSheet
from tests.map.tile_server import Answers, tile_server
from tests.views.logistics.conftest import Told


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    online_layer.forget_session()
    yield tmp_path
    online_layer.forget_session()


@pytest.fixture
def server() -> Iterator[Answers]:
    with tile_server() as answers:
        yield answers


@pytest.fixture
def room(server: Answers, show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    return ready(show(MapRoom(frame)), qtbot)


def ready(room: MapRoom, qtbot: QtBot) -> MapRoom:
    qtbot.waitUntil(lambda: len(room.people.columns.id) == 180 and bool(room.found.sites))
    room.canvas.look(*to_world(40.3, 32.6), 9.0)
    return room


def choose(room: MapRoom, server: Answers, *, on: bool, again: bool = False) -> OnlineMapSheet:
    room.streets.ask_online()
    (sheet,) = room.streets.findChildren(OnlineMapSheet)
    sheet.address.setText(server.address)
    sheet.credit.setText("© Test")
    sheet.on.setChecked(on)
    sheet.again.setChecked(again)
    sheet.accept()
    return sheet


def parts(room: MapRoom) -> list[QWidget]:
    layout = room.streets.layout()
    assert layout is not None
    items = (layout.itemAt(n) for n in range(layout.count()))
    rows = [item.widget() for item in items if item is not None]
    return [part for row in rows for part in (row, *row.findChildren(QWidget))]


def tick(room: MapRoom) -> QCheckBox:
    return next(part for part in parts(room) if isinstance(part, QCheckBox))


def rest(room: MapRoom, qtbot: QtBot) -> None:
    def rested() -> bool:
        room.painter.ground(room.canvas.view)
        return not room.tiles.busy()

    qtbot.waitUntil(rested, timeout=20_000)


def leave(room: MapRoom, server: Answers, qtbot: QtBot) -> None:
    """As when the program is closed: this room asks for nothing any more."""
    room.tiles.remove(room.tiles.layers[0])
    room.tiles.far.shut(wait=True)  # one may have been on its way
    qtbot.waitUntil(lambda: server.now == 0 and not room.tiles.busy())
    online_layer.forget_session()


def test_that_nothing_is_asked_before_the_switch_and_two_at_a_time_after_it(
    room: MapRoom, server: Answers, qtbot: QtBot
) -> None:
    choose(room, server, on=False)
    rest(room, qtbot)
    assert server.asked == []
    assert not tick(room).isChecked()
    notes = [part.text() for part in parts(room) if isinstance(part, QLabel)]
    assert "Off: nothing is loaded from the network." in notes
    tick(room).click()
    rest(room, qtbot)
    assert len(server.asked) > 4
    assert len(server.asked) == len(set(server.asked))
    assert 1 <= server.most <= 2
    assert room.credit.text() == "© Test"
    tick(room).click()
    room.tiles.far.shut(wait=True)
    qtbot.waitUntil(lambda: server.now == 0)
    asked = len(server.asked)
    room.canvas.look(*to_world(10.0, 10.0), 9.0)
    rest(room, qtbot)
    assert len(server.asked) == asked


def test_that_it_is_off_at_the_next_start_unless_that_was_said(
    room: MapRoom, server: Answers, show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot
) -> None:
    choose(room, server, on=True)
    rest(room, qtbot)
    leave(room, server, qtbot)
    asked = len(server.asked)
    second = ready(show(MapRoom(frame)), qtbot)
    second.canvas.look(*to_world(10.0, 10.0), 9.0)
    rest(second, qtbot)
    assert not tick(second).isChecked()
    assert len(server.asked) == asked
    choose(second, server, on=True, again=True)
    leave(second, server, qtbot)
    third = ready(show(MapRoom(frame)), qtbot)
    third.canvas.look(*to_world(20.0, 20.0), 9.0)
    rest(third, qtbot)
    assert tick(third).isChecked()
    assert len(server.asked) > asked


def test_that_a_server_in_trouble_is_said_once_in_its_line(
    room: MapRoom, server: Answers, frame: Told, qtbot: QtBot
) -> None:
    server.status = 503
    choose(room, server, on=True)
    rest(room, qtbot)
    notes = [part.text() for part in parts(room) if isinstance(part, QLabel)]
    assert len([note for note in notes if note.startswith("127.0.0.1 sends no map")]) == 1
    assert len(server.asked) <= 2
    assert not [name for name, _ in frame.calls if name == "refuse"]


def test_that_removing_it_removes_its_pictures(
    room: MapRoom, server: Answers, home: Path, qtbot: QtBot
) -> None:
    choose(room, server, on=True)
    rest(room, qtbot)
    assert [path for path in (home / "home" / "cache").rglob("*") if path.is_file()]
    away = next(part for part in parts(room) if part.accessibleName() == "Remove 127.0.0.1")
    assert isinstance(away, QPushButton)
    away.click()
    assert not [path for path in (home / "home" / "cache").rglob("*") if path.is_file()]
    assert online_layer.remembered_choice() is None


def test_that_an_address_that_is_none_is_said_in_the_sheet(room: MapRoom) -> None:
    room.streets.ask_online()
    (sheet,) = room.streets.findChildren(OnlineMapSheet)
    sheet.address.setText("www.example.org")
    sheet.accept()
    assert sheet.isVisible()
    assert sheet.trouble.isVisible()
    assert not room.tiles.layers
    sheet.reject()

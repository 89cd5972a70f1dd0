"""The map goes back to any moment of the incident, says so, and adds up there too."""

import json
import shutil
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.cli import main
from situationroom.commands.people import add_person
from situationroom.desk import Desk
from situationroom.map.labels import View
from situationroom.models.vocabulary import Priority
from situationroom.palettes import palette
from situationroom.store.past import figures_at
from situationroom.store.queries.figures import Figures
from situationroom.store.queries.replay_times import MomentKind, Times
from situationroom.views.main_window import MainWindow
from situationroom.views.map_near import show_nearest
from situationroom.views.map_out import save_png, what_is_shown
from situationroom.views.map_print import Wish
from situationroom.views.map_room import MapRoom
from situationroom.views.map_time import HOUR
from situationroom.views.time_words import clock_words, midnights, thinned
from tests.cast import (
    OFFICER,
    START,
    WORKSTATION,
    XIAO,
    Clock,
    an_incident,
    make_incident,
    somebody,
)
from tests.store.replayed import a_day
from tests.views.logistics.conftest import Told

WORLD = View(0.5, 0.4, 1.0, 1200, 800)


@pytest.fixture(scope="session")
def _day_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from situationroom.store.incident_file import open_incident

    path = make_incident(tmp_path_factory.mktemp("day") / "day.situation")
    clock = Clock()
    file = open_incident(path, OFFICER, WORKSTATION, clock)
    a_day(file, clock)
    file.close()
    return path


@pytest.fixture
def incident_path(tmp_path: Path, _day_once: Path) -> Path:
    """A closed incident of one busy day, long ago."""
    return Path(shutil.copyfile(_day_once, tmp_path / "day.situation"))


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    """The map with its replay open and prepared."""
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 6)
    made.replay.toggle()
    qtbot.waitUntil(lambda: made.replay.time.times is not None)
    return made


def _press(room: MapRoom, key: Qt.Key, *, wide: bool = False) -> datetime:
    held = Qt.KeyboardModifier.ControlModifier if wide else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(room.replay.bar.strip, key, held)
    return room.replay.now()


def _plays(room: MapRoom) -> bool:
    return room.replay.time.playing


def test_that_the_map_is_clean_until_the_replay_is_asked_for(
    window: MainWindow, qtbot: QtBot
) -> None:
    cell = window.cell
    assert cell is not None
    cell.open_room("map")
    room = cell.rooms["map"]
    assert isinstance(room, MapRoom)
    bar = room.replay.bar
    assert bar.isHidden()
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert bar.isVisible()
    assert room.replay.band.isHidden()
    qtbot.waitUntil(bar.play.isEnabled)
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert bar.isHidden()


def test_that_figures_of_a_past_moment_are_those_of_the_journal(room: MapRoom, desk: Desk) -> None:
    first, last = room.replay.time.span()
    for share in (0.0, 0.2, 0.5, 0.8, 0.99):
        room.replay.time.go(first + share * (last - first))
        at = room.replay.now()
        wanted = desk.ask(figures_at, at)
        said = room.replay.band.figures
        assert {name: label.text() for name, label in said.items()} == {
            field.name: str(getattr(wanted, field.name)) for field in fields(Figures)
        }
        asked = [int(room.replay.band.open[priority].text()) for priority in Priority]
        assert sum(asked) == wanted.open


def test_that_figures_are_those_the_command_line_tells(
    room: MapRoom, incident_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _press(room, Qt.Key.Key_Home)
    at = _press(room, Qt.Key.Key_Right, wide=True)
    asked = f"{at:%Y-%m-%dT%H:%M:%S}+00:00"
    assert main(["figures", str(incident_path), "--as-of", asked, "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    shown = {name: int(label.text()) for name, label in room.replay.band.figures.items()}
    assert {name: told[name] for name in shown} == shown


def test_that_rings_add_up_at_every_moment(room: MapRoom) -> None:
    first, last = room.replay.time.span()
    for share in np.linspace(0, 0.99, 12):
        room.replay.time.go(first + float(share) * (last - first))
        past = room.replay.past
        assert past is not None
        rings = room.people.rings(WORLD)
        assert int(rings.count.sum()) + room.people.unplaced() == past.then.figures.affected
        assert (rings.by_class.sum(axis=1) == rings.count).all()


def test_that_nobody_can_take_the_past_for_now(room: MapRoom) -> None:
    replay = room.replay
    assert replay.frame.isHidden()
    assert replay.band.isHidden()
    _press(room, Qt.Key.Key_Home)
    assert replay.frame.isVisible()
    assert replay.band.isVisible()
    assert replay.band.clock.text().startswith("16 Jul 2016 10:00")
    assert "Istanbul · Beijing 15:00 · UTC 07:00" in replay.band.zones.text()
    _press(room, Qt.Key.Key_End)
    assert replay.frame.isHidden()
    assert replay.band.isHidden()


def test_that_the_keys_go_through_the_incident(room: MapRoom) -> None:
    start = _press(room, Qt.Key.Key_Home)
    one = _press(room, Qt.Key.Key_Right)
    assert one == start + timedelta(minutes=20)
    assert _press(room, Qt.Key.Key_Right, wide=True) == one + timedelta(hours=1)
    assert _press(room, Qt.Key.Key_Left, wide=True) == one
    assert _press(room, Qt.Key.Key_Left) == start
    assert _press(room, Qt.Key.Key_Left) == start
    _press(room, Qt.Key.Key_PageDown)
    met = room.replay.time.met
    assert met is not None
    assert met.kind is MomentKind.ZONE
    assert "Zone" in room.replay.band.act.text()
    _press(room, Qt.Key.Key_Escape)
    assert room.replay.past is None
    assert room.replay.bar.isVisible()
    _press(room, Qt.Key.Key_Escape)
    assert room.replay.bar.isHidden()


def test_that_keys_the_map_does_not_need_reach_the_replay(room: MapRoom, qtbot: QtBot) -> None:
    _press(room, Qt.Key.Key_Home)
    room.canvas.setFocus()
    qtbot.waitUntil(room.canvas.hasFocus)
    QTest.keyClick(room.canvas, Qt.Key.Key_Space)
    assert _plays(room)
    QTest.keyClick(room.canvas, Qt.Key.Key_Space)
    assert not _plays(room)
    QTest.keyClick(room.canvas, Qt.Key.Key_End)
    assert room.replay.past is None


def test_that_the_mouse_goes_where_it_points(room: MapRoom) -> None:
    strip, time = room.replay.bar.strip, room.replay.time
    first, last = time.span()
    middle = (first + last) / 2
    at = QPointF(strip.x_of(middle), strip.height() / 2).toPoint()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=at)
    second = (last - first) / strip.width()
    assert time.at == pytest.approx(middle, abs=2 * second)
    QTest.mouseMove(strip, QPointF(strip.width(), strip.height() / 2).toPoint())
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton)


def test_that_playing_stops_at_moments_when_asked_to(room: MapRoom) -> None:
    time = room.replay.time
    room.replay.bar.stops.click()
    time.to_start()
    kinds = list[MomentKind | None]()
    while time.past is not None and len(kinds) < 9:
        time.advance(6 * HOUR)
        kinds.append(time.met.kind if time.met else None)
    assert kinds == [
        MomentKind.ZONE,
        MomentKind.DEPARTURE,
        MomentKind.ARRIVAL,
        MomentKind.ZONE,
        None,
    ]
    assert time.past is None


def test_that_playing_begins_at_the_beginning_and_ends_now(room: MapRoom, qtbot: QtBot) -> None:
    time = room.replay.time
    room.replay.bar.speed.setCurrentIndex(3)
    room.replay.bar.play.click()
    assert _plays(room)
    assert time.at == time.span()[0]
    qtbot.waitUntil(lambda: time.past is None)
    assert not _plays(room)


def test_that_nothing_is_selected_or_drawn_while_looking_back(room: MapRoom) -> None:
    frame = room.frame
    assert isinstance(frame, Told)
    _press(room, Qt.Key.Key_Home)
    room.choose([XIAO])
    room.areas.draw("lasso")
    assert room.selected == frozenset()
    assert room.canvas.hand is None
    assert "past" in frame.last("say")[0]
    room.select_ids([XIAO])  # a list asks the map to show somebody: that is now
    assert room.replay.past is None
    assert room.selected == {XIAO}


def test_that_what_happens_meanwhile_is_there_on_the_way_back(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    _press(room, Qt.Key.Key_Home)
    before = len(room.people.columns.id)
    desk.run(add_person, somebody("胡军", lat=39.9, lon=32.8))
    qtbot.waitUntil(lambda: len(room.live.people.columns.id) == before + 1)
    assert len(room.people.columns.id) == before
    time = room.replay.time
    qtbot.waitUntil(lambda: time.times is not None and time.times.last > time.times.seconds[-2])
    room.replay.time.to_now()
    assert len(room.people.columns.id) == before + 1
    time.to_start()
    time.go(float(time.span()[1]) - 1)
    assert room.replay.past is not None


def test_that_shelters_and_zones_are_those_of_the_moment(room: MapRoom) -> None:
    time = room.replay.time
    inside, zones = set(), set()
    first, last = time.span()
    for share in np.linspace(0, 0.99, 20):
        time.go(first + float(share) * (last - first))
        past = room.replay.past
        assert past is not None
        inside.add(sum(row.present for row in past.then.sites))
        zones.add(len(room.areas.zones))
    assert inside >= {0, 4, 5}
    assert zones == {0, 1}


def test_that_cancelled_reading_begins_again_when_asked(
    show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot
) -> None:
    made = show(MapRoom(frame))
    made.replay.toggle()
    made.replay.bar.cancel.click()
    qtbot.waitUntil(lambda: made.replay.time.job is None)
    if made.replay.time.times is None:
        made.replay.toggle()
    qtbot.waitUntil(lambda: made.replay.time.times is not None)


def test_that_an_hour_that_comes_twice_says_which_it_is() -> None:
    night = an_incident(incident_zone="Europe/Berlin", home_zone="Asia/Shanghai")
    first = datetime(2016, 10, 30, 0, 30, tzinfo=UTC)
    assert clock_words(first, night)[0] == "30 Oct 2016 02:30 UTC+2"
    assert clock_words(first + timedelta(hours=1), night)[0] == "30 Oct 2016 02:30 UTC+1"
    days = midnights(START.timestamp(), (START + timedelta(days=120)).timestamp(), "Europe/Berlin")
    apart = np.diff([at for at, _ in days])
    assert set(apart) == {24 * 3600, 25 * 3600}
    assert len(thinned(days, 5)) <= 5


def test_that_another_day_at_home_is_said() -> None:
    fiji = an_incident(incident_zone="Pacific/Fiji", home_zone="America/Anchorage")
    large, others = clock_words(datetime(2016, 7, 16, 13, 0, tzinfo=UTC), fiji)
    assert large == "17 Jul 2016 01:00"
    assert others == "Fiji · Anchorage 16 Jul 05:00 · UTC 16 Jul 13:00"


def test_that_the_axis_ends_where_the_incident_went_quiet() -> None:
    axis = Times(np.array([0, 40_000], np.int64), ())
    assert axis.span(45_000) == (0, 45_000)
    assert axis.span(40_000 + 10 * 365 * 86_400) == (0, 40_000)
    assert axis.span(30_000) == (0, 40_000)
    one = Times(np.array([7], np.int64), ())
    assert one.span(10**9) == (7, 8)


def _draws(room: MapRoom) -> bool:
    return room.canvas.hand is not None


def test_that_what_is_near_or_around_is_not_asked_of_the_past(room: MapRoom) -> None:
    room.areas.draw("polygon")
    assert _draws(room)
    _press(room, Qt.Key.Key_Home)
    assert not _draws(room)
    room.areas.around((39.9, 32.8), 5_000)
    show_nearest(room)
    assert room.areas.panel is None
    assert room.areas.drawn is None
    room.areas.draw("measure")
    assert _draws(room)


def test_that_prints_and_pictures_say_of_when_they_are(
    room: MapRoom, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    _press(room, Qt.Key.Key_Home)
    what = what_is_shown(room, Wish(), palette("light"))
    assert what.stamps[0] == "As it was at 2016-07-16 10:00 Istanbul"
    assert what.stamps[1] == "As it was at 2016-07-16 15:00 Beijing"
    past = room.replay.past
    assert past is not None
    assert what.revision == past.then.revision < desk.revision
    assert len(what.scene.people.columns.id) == past.then.figures.affected
    save_png(room, tmp_path / "then.png")
    qtbot.waitUntil((tmp_path / "then.png").exists)
    room.replay.time.to_now()
    assert what_is_shown(room, Wish(), palette("light")).revision == desk.revision
    save_png(room, tmp_path / "now.png")
    qtbot.waitUntil((tmp_path / "now.png").exists)
    assert QImage(str(tmp_path / "then.png")) != QImage(str(tmp_path / "now.png"))

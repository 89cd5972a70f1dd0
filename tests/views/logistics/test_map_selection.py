"""Selecting on the map: many at one point, around a point, the nearest shelter, all acted upon."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QPushButton
from pytestqt.qtbot import QtBot

from situationroom.commands.people import edit_person
from situationroom.desk import Desk
from situationroom.map.projection import haversine_m, to_world
from situationroom.models.vocabulary import Safety, SiteState
from situationroom.store.queries.map_columns import MapColumns
from situationroom.store.queries.map_requests import open_requests
from situationroom.store.queries.selection import selection
from situationroom.views.link_row import LinkRow
from situationroom.views.map_menu import map_menu
from situationroom.views.map_near import free_places, nearest, show_nearest
from situationroom.views.map_point_list import PointList
from situationroom.views.map_room import MapRoom
from tests.views.logistics.conftest import Told

ANKARA = (39.92, 32.85)


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: bool(made.people.details.household.any()) and bool(made.found.sites))
    return made


def gather(room: MapRoom, desk: Desk, qtbot: QtBot, count: int) -> list[int]:
    """So many persons at one point, with the map looking at them."""
    some = [int(id_) for id_ in room.people.columns.id[:count]]
    for person in some:
        desk.run(edit_person, person, {"lat": 37.77, "lon": 38.28})
    places = room.people.places(some)
    qtbot.waitUntil(lambda: bool((np.abs(room.people.columns.lat[places] - 37.77) < 1e-6).all()))
    room.canvas.look(*to_world(37.77, 38.28), 9.0)
    return some


def click(room: MapRoom, lat: float, lon: float) -> None:
    at = QPointF(*room.canvas.view.to_screen(*to_world(lat, lon)))
    room.canvas.clicked.emit(at, False)


def selected(room: MapRoom) -> list[int]:
    frame = room.frame
    assert isinstance(frame, Told)
    kind, ids = frame.last("select")
    assert kind == "person"
    return list(ids)


def test_that_many_at_one_point_open_as_a_list_for_the_keyboard(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    some = gather(room, desk, qtbot, 5)
    click(room, 37.77, 38.28)
    panel = room.areas.panel
    assert isinstance(panel, PointList)
    assert panel.table.ids() == some
    assert selected(room) == some
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Home)
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert selected(room) == [some[1]]
    panel.table.sort_changed.emit("name", True)
    qtbot.waitUntil(lambda: panel.table.ids() != some)
    assert sorted(panel.table.ids()) == some
    room.areas.close()
    assert room.areas.panel is None


def test_that_fifty_thousand_at_one_point_open_at_once(room: MapRoom, qtbot: QtBot) -> None:
    count = 50_000
    ids = np.arange(1, count + 1)
    at = np.full(count, 38.0)
    room.people.set(MapColumns(ids, at, at, np.zeros(count, np.uint8)))
    room.painter.forget()
    room.canvas.look(*to_world(38.0, 38.0), 12.0)
    click(room, 38.0, 38.0)
    panel = room.areas.panel
    assert isinstance(panel, PointList)
    assert len(panel.table.ids()) == count
    room.areas.close()


def test_that_a_radius_around_a_point_is_typed(room: MapRoom) -> None:
    at = QPoint(*(round(v) for v in room.canvas.view.to_screen(*to_world(*ANKARA))))
    menu = map_menu(room, at)
    words = [action.text() for action in menu.actions()]
    assert "Select within 5 km …" in words
    menu.actions()[words.index("Select within 5 km …")].trigger()
    assert room.areas.panel is not None
    radius = room.areas.panel.findChild(QDoubleSpinBox)
    assert radius is not None
    assert radius.value() == 5
    radius.setValue(60)
    lat, lon = room.people.columns.lat, room.people.columns.lon
    middle = room.areas.drawn.outline[0] if room.areas.drawn is not None else ANKARA
    near = np.flatnonzero(haversine_m(*middle, lat, lon) <= 60_000)
    assert selected(room) == room.people.ids(near)
    assert len(near) > 1
    menu.deleteLater()


def test_that_the_nearest_shelters_are_open_and_have_places(room: MapRoom) -> None:
    found = room.found.sites
    near = nearest(found, ANKARA)
    assert near
    assert [one.metres for one in near] == sorted(one.metres for one in near)
    assert all(one.free == free_places(one.row) > 0 for one in near)
    shut = [replace(row, site=replace(row.site, state=SiteState.CLOSED)) for row in found]
    assert nearest(shut, ANKARA) == []
    full = [replace(row, units=()) for row in found]
    assert nearest(full, ANKARA) == []


def test_that_a_head_count_above_the_list_takes_places(room: MapRoom) -> None:
    row = nearest(room.found.sites, ANKARA)[0].row
    assert row.head_count is not None or row.unexplained == 0
    before = free_places(replace(row, head_count=None))
    if row.head_count is None:
        return
    more = replace(row.head_count, persons=row.checked_in + 3)
    assert free_places(replace(row, head_count=more)) == max(0, before - 3)


def test_that_the_nearest_shelter_keeps_places_for_the_selected(room: MapRoom) -> None:
    room.choose([1, 2])
    show_nearest(room)
    panel = room.areas.panel
    assert panel is not None
    lines = panel.findChildren(LinkRow)
    assert len(lines) == len(nearest(room.found.sites, ANKARA))
    assert room.areas.drawn is not None
    words = [one.text() for one in panel.findChildren(QPushButton)]
    assert any(word.startswith("Keep places in") and word.endswith("for 2") for word in words)
    lines[-1].click()
    assert room.areas.panel is not panel


def test_that_what_other_rooms_select_is_marked_without_moving_the_map(room: MapRoom) -> None:
    before = room.canvas.view
    room.meet("person", [3, 4])
    assert room.selected == {3, 4}
    assert room.canvas.view == before


def test_that_the_map_marks_whom_a_selected_request_is_about(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    about = desk.ask(open_requests)
    request = int(about.id[about.person > 0][0])
    room.meet("request", [request])
    qtbot.waitUntil(lambda: bool(room.selected))
    assert int(about.person[about.id == request][0]) in room.selected


def test_that_a_selection_counts_everybody_who_was_chosen(room: MapRoom, desk: Desk) -> None:
    ids = [int(id_) for id_ in room.people.columns.id]
    found = desk.ask(selection, ids, 7)
    assert found is not None
    assert found.total == len(ids) == sum(found.by_safety.values())
    assert found.unplaced == room.people.unplaced()
    assert len(found.first) == 7
    urgent = [Safety.MISSING, Safety.NEEDS_HELP]
    assert found.first[0].safety in urgent
    assert desk.ask(selection, [999_999]) is None


def test_that_rings_come_out_of_the_ring_they_were_in(room: MapRoom) -> None:
    from situationroom.views.map_motion import motion

    room.canvas.look(0.585, 0.38, 5.0)
    old = room.rings()
    room.canvas.look(0.585, 0.38, 7.0)
    new = room.rings()
    out = motion(old, new, zoomed_in=True)
    assert out is not None
    start, end = out.at(0.0), out.at(1.0)
    np.testing.assert_allclose(end.x, new.x)
    for ring in range(len(new.x)):
        parents = old.label[new.members(ring)]
        assert any(np.isclose(start.x[ring], old.x[parent]) for parent in parents if parent >= 0)
    back = motion(new, old, zoomed_in=False)
    assert back is not None
    np.testing.assert_allclose(back.at(0.0).x, new.x)
    assert int(back.at(0.5).count.sum()) == int(new.count.sum())


def test_that_too_many_persons_do_not_move() -> None:
    from situationroom.map.labels import View
    from situationroom.views.map_motion import MANY_PERSONS, motion
    from situationroom.views.map_people import People

    count = MANY_PERSONS + 1
    people = People(
        MapColumns(
            np.arange(1, count + 1), np.zeros(count), np.zeros(count), np.zeros(count, np.uint8)
        )
    )
    rings = people.rings(View(0.5, 0.5, 3.0, 800, 600))
    assert motion(rings, rings, zoomed_in=True) is None

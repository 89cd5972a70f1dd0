"""The map room on a real incident: it adds up to the list and keeps in step with it."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.commands.people import edit_person, set_safety
from situationroom.desk import Desk
from situationroom.map.labels import View
from situationroom.map.projection import to_world, world_pixels
from situationroom.models.vocabulary import Safety, Source
from situationroom.store.queries.map_columns import MapColumns
from situationroom.store.queries.people import PersonFilter, count_persons
from situationroom.views.map_people import ALL, People, Rings, radius
from situationroom.views.map_picture import render_map_png
from situationroom.views.map_rings import CODES
from situationroom.views.map_room import MISSING_VIEW, MapRoom
from tests.views.logistics.conftest import Told

WORLD = View(0.5, 0.4, 1.0, 1200, 800)


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180 and bool(made.found.sites))
    return made


@pytest.mark.parametrize("zoom", [1.0, 3.0, 5.5, 8.0])
def test_that_clusters_on_the_map_add_up_to_the_list(
    room: MapRoom, desk: Desk, zoom: float
) -> None:
    room.canvas.look(0.585, 0.38, zoom)
    rings = room.rings()
    everybody = desk.ask(count_persons, PersonFilter())
    beyond = int((rings.label[room.people.placed] < 0).sum())
    assert int(rings.count.sum()) + beyond + room.people.unplaced() == everybody
    if zoom < 6:
        assert beyond == 0
    assert (rings.by_class.sum(axis=1) == rings.count).all()
    for ring in range(len(rings.count)):
        assert len(rings.members(ring)) == rings.count[ring]


def test_that_no_two_rings_lie_over_each_other(room: MapRoom) -> None:
    view = room.canvas.view
    assert overlaps(room.people.rings(view), view.zoom) == []


@pytest.mark.parametrize("zoom", [3.0, 4.5, 5.5, 6.5, 7.5])
def test_that_rings_of_a_large_crisis_lie_apart_when_they_have_joined(zoom: float) -> None:
    random, count = np.random.default_rng(3), 20_000
    city = random.normal(0, 2.0, (12, 2))[random.integers(0, 12, count)]
    lat, lon = (city + random.normal(0, 0.4, (count, 2)) + (39.0, 33.0)).T
    safety = (np.arange(count) % 5).astype(np.uint8)
    people = People(MapColumns(np.arange(1, count + 1), lat, lon, safety))
    x, y = to_world(39.0, 33.0)
    view = View(float(x), float(y), zoom, 1600, 900)
    rings = people.rings(view)
    assert overlaps(rings, zoom) == []
    assert int(rings.count.sum()) == int((rings.label >= 0).sum())


def overlaps(rings: Rings, zoom: float) -> list[tuple[int, int]]:
    """Rings that cover more of each other than the twentieth they may."""
    scale, sizes = world_pixels(zoom), [radius(int(count)) for count in rings.count]
    return [
        (one, other)
        for one, other in combinations(range(len(rings.x)), 2)
        if np.hypot(rings.x[one] - rings.x[other], rings.y[one] - rings.y[other]) * scale
        < (sizes[one] + sizes[other]) * 0.94
    ]


def test_that_who_is_not_on_the_map_is_counted_and_listed(room: MapRoom, desk: Desk) -> None:
    missing = desk.ask(count_persons, PersonFilter(located=False))
    assert missing > 0
    assert room.legend.missing.text() == f"Not on the map: {missing}"
    room.legend.missing.click()
    frame = room.frame
    assert isinstance(frame, Told)
    assert frame.last("open_room") == ("people", MISSING_VIEW)
    room.legend.place.click()
    assert frame.last("open_room")[0] == "places"


def test_that_the_map_follows_what_others_change(room: MapRoom, desk: Desk, qtbot: QtBot) -> None:
    person = int(room.people.columns.id[room.people.placed][0])
    before = int(room.people.by_safety()[CODES[Safety.DECEASED]])
    assert before == 0
    injured = int(room.people.by_safety()[CODES[Safety.INJURED]])
    already = room.people.columns.safety[room.people.places([person])][0]
    desk.run(set_safety, [person], Safety.INJURED, Source.FAMILY)
    grown = injured + (already != CODES[Safety.INJURED])
    qtbot.waitUntil(lambda: room.people.by_safety()[CODES[Safety.INJURED]] == grown)
    unplaced = room.people.unplaced()
    desk.run(edit_person, person, {"lat": None, "lon": None})
    qtbot.waitUntil(lambda: room.people.unplaced() == unplaced + 1)
    assert len(room.people.columns.id) == 180


def test_that_the_legend_hides_a_status(room: MapRoom) -> None:
    room.canvas.look(WORLD.x, WORLD.y, WORLD.zoom)
    whole = int(room.rings().count.sum())
    safe = room.people.columns.safety == CODES[Safety.SAFE]
    room.legend.rows[Safety.SAFE].click()
    assert int(room.rings().count.sum()) == whole - int((safe & room.people.placed).sum())


def test_that_a_click_zooms_into_a_group_and_lists_who_is_at_one_point(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    rings, view = room.rings(), room.canvas.view
    big = int(rings.count.argmax())
    room.canvas.clicked.emit(QPointF(*view.to_screen(rings.x[big], rings.y[big])), False)
    assert room.canvas.view.zoom > view.zoom + 1
    some = [int(id_) for id_ in room.people.columns.id[:3]]
    for person in some:
        desk.run(edit_person, person, {"lat": 37.77, "lon": 38.28})
    places = room.people.places(some)
    qtbot.waitUntil(lambda: bool((np.abs(room.people.columns.lat[places] - 37.77) < 1e-6).all()))
    x, y = room.people.x[places[0]], room.people.y[places[0]]
    room.canvas.look(x, y, 9.0)
    at = QPointF(*room.canvas.view.to_screen(x, y))
    room.canvas.clicked.emit(at, False)
    frame = room.frame
    assert isinstance(frame, Told)
    assert frame.last("select") == ("person", some)


def test_that_persons_asked_for_before_the_map_is_ready_are_shown(
    show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot
) -> None:
    made = show(MapRoom(frame))
    made.select_ids([1, 2])
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180)
    assert made.selected == {1, 2}
    assert made.canvas.view.zoom > 5


def test_that_a_rectangle_selects_whom_it_holds(room: MapRoom) -> None:
    room.canvas.banded.emit((0.0, 0.0, 1.0, 1.0))
    frame = room.frame
    assert isinstance(frame, Told)
    kind, ids = frame.last("select")
    assert kind == "person"
    assert len(ids) == 180 - room.people.unplaced()


def test_that_the_wheel_keeps_the_point_under_the_cursor(room: MapRoom) -> None:
    at = QPointF(200, 300)
    before = room.canvas.view.to_world(at.x(), at.y())
    room.canvas.zoom_at(at, 1.5)
    assert room.canvas.view.to_world(at.x(), at.y()) == pytest.approx(before)


def test_that_the_keyboard_moves_and_zooms(room: MapRoom, qtbot: QtBot) -> None:
    home = room.canvas.view
    QTest.keyClick(room.canvas, Qt.Key.Key_Plus)
    assert room.canvas.view.zoom == pytest.approx(home.zoom + 0.5)
    QTest.keyClick(room.canvas, Qt.Key.Key_Right)
    assert room.canvas.view.x > home.x
    QTest.keyClick(room.canvas, Qt.Key.Key_Home)
    assert room.canvas.view.x == pytest.approx(home.x)


def test_that_the_map_is_saved_as_a_picture(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "map.png"
    render_map_png(desk, path, QSize(900, 600), "zh", "light")
    image = QImage(str(path))
    assert (image.width(), image.height()) == (900, 600)
    colours = {image.pixel(x, y) for x in range(0, 900, 9) for y in range(0, 600, 9)}
    assert len(colours) > 20


def test_that_a_person_who_is_gone_leaves_the_map(room: MapRoom) -> None:
    people = People(room.people.columns)
    gone = int(people.columns.id[5])
    people.update([gone], room.people.columns.__class__(*(
        getattr(people.columns, name)[:0] for name in ("id", "lat", "lon", "safety")
    )))  # fmt: skip
    assert len(people.columns.id) == 179
    assert gone not in people.columns.id
    assert int(people.rings(WORLD, ALL).count.sum()) == 179 - people.unplaced()


def test_that_the_directory_lies_on_the_map_and_can_be_hidden(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    from situationroom.commands.contacts import add_contact
    from situationroom.models import Contact
    from situationroom.models.vocabulary import ContactKind

    row = room.legend.layers["hospitals"]
    assert row.count == 0
    hospital = ContactKind.HOSPITAL
    desk.run(add_contact, Contact(0, "City Hospital", kind=hospital, lat=39.92, lon=32.85))
    desk.run(add_contact, Contact(0, "Nowhere Hospital", kind=hospital))
    qtbot.waitUntil(lambda: row.count == 1)
    shown = room.grab().toImage()
    row.setChecked(False)
    qtbot.waitUntil(lambda: room.grab().toImage() != shown)

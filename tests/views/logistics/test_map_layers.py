"""What lies on the map beside persons: requests, movements on their way, names that keep clear."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.map.labels import View
from situationroom.models.vocabulary import BookingStatus, MovementStatus
from situationroom.palettes import DARK
from situationroom.store.queries.map_columns import MapColumns
from situationroom.store.queries.map_requests import OpenRequests, open_requests
from situationroom.views.map_people import People
from situationroom.views.map_requests import by_ring
from situationroom.views.map_room import MapRoom
from situationroom.views.map_routes import assemblies, under_way
from situationroom.views.map_sure import unsure
from situationroom.views.map_tags import Tag, Tags
from situationroom.views.map_upper import grouped
from tests.views.logistics.conftest import Told

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: bool(made.people.details.household.any()) and bool(made.found.routes))
    return made


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), persons=st.integers(1, 80), asked=st.integers(0, 60))
def test_that_open_requests_beside_the_rings_add_up(seed: int, persons: int, asked: int) -> None:
    random = np.random.default_rng(seed)
    lat, lon = random.uniform(36, 42, persons), random.uniform(26, 44, persons)
    lat[lost := random.random(persons) < 0.2] = np.nan
    lon[lost] = np.nan
    ids = np.cumsum(random.integers(1, 4, persons)).astype(np.int64)
    people = People(MapColumns(ids, lat, lon, np.zeros(persons, np.uint8)))
    placed = ids[people.placed]
    about = random.choice(np.append(placed, 0), asked)
    requests = OpenRequests(np.arange(asked), random.integers(1, 4, asked).astype(np.uint8), about)
    rings = people.rings(View(0.6, 0.38, 4.0, 1600, 1200))
    counts = by_ring(requests, people, rings)
    assert int(counts.sum()) == int((about > 0).sum())
    for code in (1, 2, 3):
        told = int(((requests.priority == code) & (about > 0)).sum())
        assert int(counts[:, code - 1].sum()) == told


def test_that_every_open_request_is_counted_in_the_legend(room: MapRoom, desk: Desk) -> None:
    found = desk.ask(open_requests)
    assert len(found.id) == room.legend.layers["requests"].count
    placed = set(room.people.ids(np.flatnonzero(room.people.placed)))
    assert {int(person) for person in found.person if person} <= placed


def test_that_a_movement_is_where_its_time_says(room: MapRoom) -> None:
    movement = replace(
        room.found.routes[0].row.movement,
        status=MovementStatus.DEPARTED,
        departed_at=NOON,
        arrives_at=NOON + timedelta(hours=4),
    )
    assert under_way(movement, NOON) == 0
    assert under_way(movement, NOON + timedelta(hours=1)) == pytest.approx(0.25)
    assert under_way(movement, NOON + timedelta(hours=9)) == 1
    assert under_way(replace(movement, arrives_at=None), NOON) is None
    assert under_way(replace(movement, status=MovementStatus.OPEN), NOON) is None


def test_that_an_assembly_point_counts_who_is_booked_from_there(room: MapRoom) -> None:
    waiting = [r for r in room.found.routes if r.row.movement.status != MovementStatus.DEPARTED]
    booked = sum(
        one.row.by_status.get(status, 0)
        for one in waiting
        for status in (BookingStatus.ASSIGNED, BookingStatus.CONFIRMED)
    )
    found = assemblies(room.found.routes)
    assert sum(point.waiting for point in found) == booked
    assert len({point.at for point in found}) == len(found)


def test_that_the_movement_goes_on_while_nobody_acts(room: MapRoom) -> None:
    room.canvas.repaint_people()
    before = room.painter.scene().now
    room.look.grow_older()
    after = room.painter.scene().now
    assert before is not None
    assert after is not None
    assert after >= before


def test_that_names_lie_over_no_other_and_the_uppermost_comes_first(qapp: Any) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    tags = Tags.around([(150.0, 100.0, 20.0)])
    spot = QPointF(60, 40)
    tags.want(Tag("below", [spot]), 5)
    tags.want(Tag("above", [spot, QPointF(60, 80)]), 1)
    tags.want(Tag("disc", [QPointF(150, 100)]), 0)
    tags.paint(painter, DARK)
    painter.end()
    placed = tags.taken[1:]
    assert len(placed) == 1
    assert placed[0].center() == spot
    assert not placed[0].intersects(QRectF(130, 80, 40, 40))


def test_that_only_few_and_single_persons_show_how_unsure_they_are(room: MapRoom) -> None:
    room.people.details.sureness[:] = 20_000
    scene = replace(room.painter.scene(), sure=True)
    view = room.canvas.view
    rings = grouped(scene, view).rings
    found = unsure(view, room.people, rings)
    assert all(rings.count[rings.label[person]] <= 4 for person in found)
    room.people.details.sureness[:] = np.nan
    assert not len(unsure(view, room.people, rings))


def test_that_hidden_layers_are_not_painted_and_order_decides_what_lies_above(
    room: MapRoom,
) -> None:
    order = room.painter.scene().order
    assert order[0] == "requests"
    room.legend.layers["requests"].click()
    assert "requests" not in room.painter.scene().order
    room.legend.move_layer("sites", -1)
    moved = room.painter.scene().order
    assert moved.index("sites") == moved.index("assembly") - 1


def test_that_the_keyboard_goes_into_groups_and_selects_what_is_shown(room: MapRoom) -> None:
    before = room.canvas.view.zoom
    room.canvas.setFocus()
    QTest.keyClick(room.canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    frame = room.frame
    assert isinstance(frame, Told)
    assert len(frame.last("select")[1]) > 100
    QTest.keyClick(room.canvas, Qt.Key.Key_Return)
    assert room.canvas.view.zoom > before


def test_that_the_legend_folds_and_stays_folded(room: MapRoom) -> None:
    height = room.legend.height()
    room.canvas.setFocus()
    QTest.keyClick(room.canvas, Qt.Key.Key_L)
    assert room.legend.height() < height / 2
    assert room.legend.missing.isVisible()
    QTest.keyClick(room.canvas, Qt.Key.Key_L)
    assert room.legend.height() == height

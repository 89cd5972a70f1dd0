"""Areas on the map: drawn, kept, read from files, and always adding up to who is inside."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QPushButton
from pytestqt.qtbot import QtBot

from situationroom.areas import inside
from situationroom.commands.people import edit_person
from situationroom.commands.zones import add_zone
from situationroom.desk import Desk
from situationroom.map.labels import View
from situationroom.map.legs import bearing, length
from situationroom.map.projection import to_world
from situationroom.models import Zone
from situationroom.models.vocabulary import ZoneKind
from situationroom.models.zone import Position, Shape
from situationroom.store.queries.people import persons
from situationroom.store.queries.zones import persons_in, zones
from situationroom.views import map_zones, zone_files
from situationroom.views.map_base import turns
from situationroom.views.map_hand import Hand
from situationroom.views.map_room import MapRoom
from situationroom.views.map_shapes import path_of
from situationroom.views.zone_files import read_files
from situationroom.views.zone_form import ZoneForm
from tests.intake.test_zones import cap
from tests.views.logistics.conftest import Told

TURKEY = ((35.0, 25.0), (35.0, 46.0), (43.0, 46.0), (43.0, 25.0))


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180 and bool(made.found.sites))
    made.canvas.look(*to_world(39.0, 35.0), 5.0)
    return made


def pixel(room: MapRoom, position: Position) -> QPoint:
    return QPointF(*room.canvas.view.to_screen(*to_world(*position))).toPoint()


def click(room: MapRoom, position: Position, *, double: bool = False) -> None:
    viewport, button = room.canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, button, Qt.KeyboardModifier.NoModifier, pixel(room, position))
    if double:
        spot = pixel(room, position)
        QTest.mouseDClick(viewport, button, Qt.KeyboardModifier.NoModifier, spot)


def press(room: MapRoom, words: str) -> None:
    assert room.areas.panel is not None
    found = [b for b in room.areas.panel.findChildren(QPushButton) if b.text() == words]
    assert found, words
    found[0].click()


def selected(room: MapRoom) -> list[int]:
    assert isinstance(room.frame, Told)
    kind, ids = room.frame.last("select")
    assert kind == "person"
    return sorted(ids)


def keep(room: MapRoom, qtbot: QtBot, shape: Shape, name: str = "Ankara") -> None:
    room.areas.show_drawn(shape)
    press(room, "Keep as a zone")
    form = room.areas.panel.findChild(ZoneForm) if room.areas.panel else None
    assert form is not None
    form.name.setText(name)
    form.save.click()
    qtbot.waitUntil(lambda: bool(room.areas.zones) and room.areas.chosen is not None)


def test_that_corners_clicked_on_the_map_select_who_is_inside(room: MapRoom, desk: Desk) -> None:
    room.areas.draw("polygon")
    for corner in TURKEY:
        click(room, corner)
    QTest.keyClick(room.canvas, Qt.Key.Key_Return)
    placed = [p.id for p in desk.ask(persons, list(range(1, 181))) if p.lat is not None]
    assert room.canvas.hand is None
    assert len(selected(room)) > 0.9 * len(placed)
    assert selected(room) == sorted(room.areas.ids_in((room.areas.drawn or Shape(()),)))


def test_that_an_exact_radius_selects_again(room: MapRoom) -> None:
    room.areas.show_drawn(Shape(((39.93, 32.86),), radius_m=400_000))
    far = selected(room)
    assert room.areas.panel is not None
    radius = room.areas.panel.findChild(QDoubleSpinBox)
    assert radius is not None
    radius.setValue(30.0)
    near = selected(room)
    assert 0 < len(near) < len(far)
    assert room.areas.drawn == Shape(((39.93, 32.86),), radius_m=30_000)


def test_that_escape_puts_the_pen_down(room: MapRoom) -> None:
    room.areas.draw("measure")
    click(room, (39.0, 33.0))
    QTest.keyClick(room.canvas, Qt.Key.Key_Escape)
    assert room.canvas.hand is None
    assert room.areas.panel is None


def test_that_a_measure_says_length_and_direction(room: MapRoom) -> None:
    room.areas.draw("measure")
    hand = room.canvas.hand
    assert isinstance(hand, Hand)
    for place in ((41.01, 28.97), (39.93, 32.86)):
        click(room, place)
    hand.at = None
    assert hand.words().endswith("°")
    assert 340 < float(hand.words().split()[0]) < 360
    assert round(bearing((0.0, 0.0), (0.0, 1.0))) == 90
    assert [length(m) for m in (12.4, 2_340.0, 215_000.0)] == ["12 m", "2.3 km", "215 km"]


def test_that_what_was_drawn_becomes_a_zone_with_its_people(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    keep(room, qtbot, Shape(((39.93, 32.86),), radius_m=60_000))
    zone = desk.ask(zones)[0]
    assert zone.name == "Ankara"
    assert zone.starts_at is not None
    inside = desk.ask(persons_in, zone)
    assert sorted(inside) == sorted(room.areas.ids_in(zone.shapes))
    press(room, "Select them")
    assert selected(room) == sorted(inside)
    assert room.legend.layers["zones"].count == 1


def test_that_the_card_of_a_zone_follows_who_comes_in(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    keep(room, qtbot, Shape(((39.93, 32.86),), radius_m=60_000))
    zone = desk.ask(zones)[0]
    before = len(room.areas.ids_in(zone.shapes))
    stranger = next(i for i in range(1, 181) if i not in room.areas.ids_in(zone.shapes))
    desk.run(edit_person, stranger, {"lat": 39.93, "lon": 32.86})
    qtbot.waitUntil(lambda: f"{before + 1} persons inside" in _texts(room))
    qtbot.waitUntil(lambda: "came in" in _texts(room))


def test_that_a_withdrawn_zone_leaves_the_map(
    room: MapRoom, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(room, qtbot, Shape(TURKEY))
    monkeypatch.setattr(map_zones, "ask_text", lambda *_args: "Over since noon")
    press(room, "Withdraw")
    qtbot.waitUntil(lambda: not room.areas.zones)
    assert room.areas.panel is None
    assert desk.ask(zones) == []


def test_that_a_form_that_is_refused_says_why_and_keeps_what_was_typed(
    room: MapRoom, qtbot: QtBot
) -> None:
    room.areas.open_form((Shape(TURKEY),))
    form = room.areas.panel.findChild(ZoneForm) if room.areas.panel else None
    assert form is not None
    form.until.setText("soon")
    form.save.click()
    assert "2h" in form.error.text
    form.until.setText("3h")
    form.save.click()
    qtbot.waitUntil(lambda: "name" in form.error.text)
    assert form.until.text() == "3h"


def test_that_an_alert_is_shown_before_it_is_taken(
    room: MapRoom, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def agree(_parent: object, question: str, lines: str, *_more: object, **_kw: object) -> bool:
        asked.append(f"{question}\n{lines}")
        return True

    monkeypatch.setattr(zone_files, "confirm", agree)
    read_files(room.areas, [cap(tmp_path / "alert.cap", status="Exercise")])
    qtbot.waitUntil(lambda: len(room.areas.zones) == 2)
    assert "alert.cap: 2 zones" in asked[0]
    assert "Flood: Hatay" in asked[0]
    assert "'Exercise'" in asked[0]


def test_that_a_click_into_a_zone_shows_it(room: MapRoom, qtbot: QtBot) -> None:
    keep(room, qtbot, Shape(((38.0, 43.0),), radius_m=40_000), "Van")
    room.areas.close()
    assert room.clicks.ring_at(QPointF(pixel(room, (38.2, 43.2)))) is None
    click(room, (38.2, 43.2))
    qtbot.waitUntil(lambda: "Van" in _texts(room))


def _texts(room: MapRoom) -> str:
    from PySide6.QtWidgets import QLabel

    return (
        "\n".join(one.text() for one in room.areas.panel.findChildren(QLabel))
        if (room.areas.panel)
        else ""
    )


@pytest.mark.parametrize(
    "shape",
    [
        Shape(((36.0, 36.5),), radius_m=20_000_000),
        Shape(((0.0, 10.0),), radius_m=15_000_000),
        Shape(((80.0, 10.0),), radius_m=12_000_000),
        Shape(((10.0, 170.0),), radius_m=11_000_000),
        Shape(((89.9, 10.0),), radius_m=1_500_000),
        Shape(((-17.8, 178.0),), radius_m=900_000),
    ],
)
def test_that_a_circle_is_filled_where_its_persons_are(shape: Shape) -> None:
    view = View(0.5, 0.5, 2.0, 1024, 1024)
    drawn = [path_of(shape, one) for one in turns(view)]
    random = np.random.default_rng(5)
    lat, lon = random.uniform(-80, 84.5, 800), random.uniform(-179, 179, 800)
    lat[:200] = np.clip(shape.outline[0][0] + random.normal(0, 4, 200), -84, 84)
    held = inside((shape,), lat, lon)
    x, y = to_world(lat, lon)
    at = [QPointF(*view.to_screen(float(a), float(b))) for a, b in zip(x, y, strict=True)]
    filled = np.array([any(path.contains(one) for path in drawn) for one in at])
    assert held.any()
    assert (filled != held).mean() < 0.02, "but for the corners of a drawn circle"


def test_that_a_zone_leaves_the_map_when_its_time_is_over(
    room: MapRoom, frame: Told, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = frame.desk.now() + timedelta(hours=1)
    frame.desk.run(add_zone, Zone(0, "Curfew", ZoneKind.NO_GO, (Shape(TURKEY),), ends_at=over))
    qtbot.waitUntil(lambda: [zone.name for zone in room.areas.zones] == ["Curfew"])
    assert room.areas.zone_at((39.0, 35.0)) is not None
    monkeypatch.setattr(frame.desk, "now", lambda: over)
    room.look.grow_older()  # as the room does every minute
    assert room.areas.zone_at((39.0, 35.0)) is None
    assert room.legend.layers["zones"].count == 0

"""Selecting and drawing with mouse and keyboard: anew, added, taken away; outlines changed."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from situationroom.areas import inside
from situationroom.commands.people import edit_person
from situationroom.commands.zones import add_zone
from situationroom.desk import Desk
from situationroom.map.projection import to_world
from situationroom.models import Zone
from situationroom.models.vocabulary import ZoneKind
from situationroom.models.zone import Position, Shape
from situationroom.store.queries.zones import zones
from situationroom.views.map_hand import Hand
from situationroom.views.map_menu import map_menu
from situationroom.views.map_reshape import Reshape
from situationroom.views.map_room import MapRoom
from tests.views.logistics.conftest import Told

PLAIN = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ANKARA: Position = (39.93, 32.86)
SQUARE = ((39.0, 32.0), (39.0, 34.0), (41.0, 34.0), (41.0, 32.0))


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180 and bool(made.found.sites))
    look(made, (39.0, 35.0))
    qtbot.waitUntil(lambda: made.canvas.painted and not made.canvas.busy, timeout=30_000)
    made.canvas.setFocus()
    return made


def look(room: MapRoom, at: Position, zoom: float = 5.0) -> None:
    room.canvas.look(*to_world(*at), zoom)


def pixel(room: MapRoom, position: Position) -> QPoint:
    return QPointF(*room.canvas.view.to_screen(*to_world(*position))).toPoint()


def press(
    room: MapRoom, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, times: int = 1
) -> None:
    for key in keys * times:
        QTest.keyClick(room.canvas, key, modifiers)


def click(room: MapRoom, at: Position, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    spot = pixel(room, at)
    QTest.mouseClick(room.canvas.viewport(), Qt.MouseButton.LeftButton, modifiers, spot)


def within(room: MapRoom, shape: Shape) -> set[int]:
    columns = room.people.columns
    return {int(id_) for id_ in columns.id[inside((shape,), columns.lat, columns.lon)]}


def words(room: MapRoom) -> list[str]:
    assert room.areas.panel is not None
    return [b.text() for b in room.areas.panel.findChildren(QPushButton) if b.text()]


def push(room: MapRoom, beginning: str) -> None:
    assert room.areas.panel is not None
    found = room.areas.panel.findChildren(QPushButton)
    next(b for b in found if b.text().startswith(beginning)).click()


def draw_by_keys(room: MapRoom, corners: tuple[Position, ...]) -> None:
    for corner in corners:
        look(room, corner, room.canvas.view.zoom)
        press(room, Qt.Key.Key_Space)


@pytest.mark.parametrize("tool", ["lasso", "polygon"])
def test_that_an_outline_is_drawn_without_a_mouse(room: MapRoom, tool: str) -> None:
    room.areas.draw(tool)  # type: ignore[arg-type]
    draw_by_keys(room, SQUARE)
    press(room, Qt.Key.Key_Return)
    assert room.selected == within(room, Shape(SQUARE))
    assert room.selected


def test_that_a_rectangle_and_a_circle_take_two_points(room: MapRoom) -> None:
    room.areas.draw("rectangle")
    draw_by_keys(room, (SQUARE[0], SQUARE[2]))
    assert room.selected == within(room, Shape(SQUARE))
    room.areas.draw("circle")
    draw_by_keys(room, (ANKARA, (41.0, 32.86)))
    assert room.areas.drawn is not None
    assert room.areas.drawn.radius_m == pytest.approx(119_000, rel=0.02)
    assert room.selected == within(room, room.areas.drawn)


def test_that_arrows_move_the_cross_and_shift_makes_them_fine(room: MapRoom) -> None:
    room.areas.draw("polygon")
    x = room.canvas.view.x
    press(room, Qt.Key.Key_Right)
    coarse = room.canvas.view.x - x
    press(room, Qt.Key.Key_Left)
    press(room, Qt.Key.Key_Right, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert 0 < room.canvas.view.x - x < coarse / 5


def test_that_what_a_tool_wants_is_said_until_it_is_put_down(room: MapRoom) -> None:
    room.areas.draw("lasso")
    assert room.areas.panel is not None
    press(room, Qt.Key.Key_Escape)
    assert nothing_held(room)


def test_that_ctrl_adds_a_group_and_alt_takes_it_away(room: MapRoom) -> None:
    rings, view = room.rings(), room.canvas.view
    big, other = (int(one) for one in np.argsort(rings.count)[::-1][:2])
    members = [set(room.people.ids(rings.members(ring))) for ring in (big, other)]
    for ring, modifiers, expected in (
        (big, CTRL, members[0]),
        (other, CTRL, members[0] | members[1]),
        (big, ALT, members[1]),
    ):
        at = QPointF(*view.to_screen(rings.x[ring], rings.y[ring])).toPoint()
        QTest.mouseClick(room.canvas.viewport(), Qt.MouseButton.LeftButton, modifiers, at)
        assert room.selected == expected
        assert room.canvas.view == view, "it does not zoom"
    click(room, (43.3, 34.0), CTRL)
    assert room.selected == members[1], "nobody is there"


def test_that_ctrl_and_enter_add_what_was_drawn(room: MapRoom) -> None:
    some = [int(id_) for id_ in room.people.columns.id[:5]]
    room.choose(some)
    room.areas.draw("polygon")
    draw_by_keys(room, SQUARE)
    press(room, Qt.Key.Key_Return, modifiers=CTRL)
    assert room.selected == within(room, Shape(SQUARE)) | set(some)


def test_that_the_card_adds_to_those_selected_before_or_takes_away(room: MapRoom) -> None:
    every = [int(id_) for id_ in room.people.columns.id]
    room.choose(every)
    room.areas.show_drawn(Shape(SQUARE))
    there = within(room, Shape(SQUARE))
    assert room.selected == there
    push(room, "Take away from the 180")
    assert room.selected == set(every) - there
    push(room, "Add to the 180")
    assert room.selected == set(every)


def test_that_whom_the_legend_hides_is_not_selected_but_said(room: MapRoom) -> None:
    all_there = within(room, Shape(SQUARE))
    room.legend.rows["safe"].setChecked(False)
    room.areas.show_drawn(Shape(SQUARE))
    hidden = len(all_there) - len(room.selected)
    assert hidden > 0
    assert room.areas.panel is not None
    said = [one.text() for one in room.areas.panel.findChildren(type(room.legend.total))]
    assert any(text.startswith(f"▲ {hidden} more inside") for text in said), said


def test_that_escape_goes_back_step_by_step(room: MapRoom) -> None:
    room.areas.show_drawn(Shape(SQUARE))
    press(room, Qt.Key.Key_Escape)
    assert room.areas.panel is None
    assert room.selected, "first the card goes"
    press(room, Qt.Key.Key_Escape)
    assert not room.selected
    press(room, Qt.Key.Key_Escape)


def test_that_a_rectangle_replaces_what_was_drawn_before(room: MapRoom) -> None:
    room.areas.show_drawn(Shape((ANKARA,), radius_m=50_000))
    north_west, south_east = to_world(41.0, 32.0), to_world(39.0, 34.0)
    room.canvas.banded.emit((*map(float, north_west), *map(float, south_east)))
    assert room.selected == within(room, Shape(SQUARE))
    assert room.areas.drawn is not None
    assert room.areas.drawn.radius_m is None


def test_that_everybody_in_view_is_selected_over_the_date_line(
    room: MapRoom, desk: Desk, qtbot: QtBot
) -> None:
    both = [int(id_) for id_ in room.people.columns.id[:2]]
    for person, lon in zip(both, (178.4, -179.9), strict=True):
        desk.run(edit_person, person, {"lat": -17.8, "lon": lon})
    places = room.people.places(both)
    qtbot.waitUntil(lambda: bool((room.people.columns.lat[places] < 0).all()))
    look(room, (-17.8, 179.0), 7.0)
    room.clicks.all_in_view()
    assert room.selected == set(both)


# --- zones -------------------------------------------------------------------------------------


@pytest.fixture
def zone(room: MapRoom, desk: Desk, qtbot: QtBot) -> Zone:
    desk.run(add_zone, Zone(0, "Ankara", ZoneKind.DANGER, (Shape(SQUARE),)))
    qtbot.waitUntil(lambda: len(room.areas.zones) == 1)
    return room.areas.zones[0]


def pen(room: MapRoom, zone: Zone) -> Reshape:
    room.areas.reshape(zone)
    room.canvas.grab()  # where its corners are is known once they were painted
    assert isinstance(room.canvas.hand, Reshape)
    return room.canvas.hand


def outline(hand: Reshape) -> list[Position]:
    return [*hand.shapes[0].outline]


def nothing_held(room: MapRoom) -> bool:
    return room.canvas.hand is None


def drag(room: MapRoom, start: Position, end: Position) -> None:
    begin, target = QPointF(pixel(room, start)), QPointF(pixel(room, end))
    assert room.canvas.drawn(begin, target, False)
    assert room.canvas.drawn(begin, target, True)


def test_that_a_corner_drawn_elsewhere_is_stored_and_undone(
    room: MapRoom, desk: Desk, zone: Zone, qtbot: QtBot
) -> None:
    pen(room, zone)
    drag(room, SQUARE[1], (39.0, 35.0))
    assert desk.ask(zones)[0].shapes[0].outline == SQUARE, "not before it is saved"
    push(room, "Save the outline")
    qtbot.waitUntil(lambda: room.areas.zones[0].shapes[0].outline != SQUARE)
    moved = room.areas.zones[0].shapes[0].outline
    assert moved[1] == pytest.approx((39.0, 35.0), abs=0.1)
    assert (moved[0], *moved[2:]) == (SQUARE[0], *SQUARE[2:])
    desk.undo()
    qtbot.waitUntil(lambda: room.areas.zones[0].shapes[0].outline == SQUARE)


def test_that_a_dot_between_two_corners_becomes_one(room: MapRoom, zone: Zone) -> None:
    hand = pen(room, zone)
    drag(room, (40.0, 34.0), (40.0, 35.0))
    assert len(hand.shapes[0].outline) == 5
    press(room, Qt.Key.Key_Backspace)
    assert outline(hand) == [*SQUARE], "one step back"


def test_that_the_map_moves_where_no_corner_is(room: MapRoom, zone: Zone) -> None:
    hand = pen(room, zone)
    start = QPointF(pixel(room, (37.0, 38.0)))
    assert not room.canvas.drawn(start, start + QPointF(30, 0), False)
    assert hand.shapes == zone.shapes


def test_that_the_keyboard_changes_an_outline(
    room: MapRoom, desk: Desk, zone: Zone, qtbot: QtBot
) -> None:
    hand = pen(room, zone)
    press(room, Qt.Key.Key_PageDown, times=2)
    assert hand.chosen == (0, 0, 1)
    look(room, (39.2, 34.4))
    press(room, Qt.Key.Key_Space)
    assert hand.shapes[0].outline[1] == pytest.approx((39.2, 34.4), abs=0.01)
    press(room, Qt.Key.Key_Insert)
    assert len(outline(hand)) == 5
    press(room, Qt.Key.Key_Delete)
    assert len(outline(hand)) == 4
    press(room, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.ask(zones)[0].shapes[0].outline != SQUARE)
    assert nothing_held(room)


def test_that_an_outline_keeps_three_corners(room: MapRoom, zone: Zone) -> None:
    hand = pen(room, zone)
    for _corner in range(4):
        press(room, Qt.Key.Key_PageDown, Qt.Key.Key_Delete)
    assert len(hand.shapes[0].outline) == 3


def test_that_given_up_nothing_is_changed(room: MapRoom, desk: Desk, zone: Zone) -> None:
    revision = desk.revision
    pen(room, zone)
    drag(room, SQUARE[1], (39.0, 36.0))
    press(room, Qt.Key.Key_Escape)
    assert nothing_held(room)
    assert desk.ask(zones)[0].shapes[0].outline == SQUARE
    assert desk.revision == revision


def test_that_a_circle_has_a_handle_for_its_radius() -> None:
    hand = Reshape((Shape((ANKARA,), radius_m=50_000),), lambda _shapes: None)
    hand.chosen = (0, -1, 0)
    hand.key(Qt.Key.Key_Space, (39.93, 33.86))
    assert hand.shapes[0].radius_m == pytest.approx(85_300, rel=0.01)
    assert hand.shapes[0].outline == (ANKARA,)


def test_that_a_hole_goes_with_its_third_corner() -> None:
    hole = ((39.5, 32.5), (39.5, 33.0), (39.9, 33.0))
    hand = Reshape((Shape(SQUARE, (hole,)),), lambda _shapes: None)
    hand.chosen = (0, 1, 0)
    hand.remove()
    assert hand.shapes[0].holes == ()
    hand.back()
    assert list(hand.shapes[0].holes) == [hole]


def test_that_a_zone_is_found_by_its_name_in_the_menu(room: MapRoom, zone: Zone) -> None:
    look(room, (0.0, -100.0))
    menu = map_menu(room, QPoint(100, 100))
    named = next(a.menu() for a in menu.actions() if a.menu() and a.text() == "Zones")
    named.actions()[0].trigger()  # type: ignore[attr-defined]
    assert room.areas.chosen == zone.id
    assert room.rect().contains(pixel(room, (40.0, 33.0)))
    menu.deleteLater()


def test_that_the_card_steps_aside_from_what_is_drawn_under_it(room: MapRoom) -> None:
    room.resize(1278, 660)
    room.areas.draw("polygon")
    panel = room.areas.panel
    assert panel is not None
    left = panel.geometry()
    spot = left.center()
    click(room, room.canvas.position(QPointF(left.right() + 60, spot.y())))
    QTest.mouseMove(room.canvas.viewport(), QPoint(left.right() + 30, spot.y()))
    QCoreApplication.sendEvent(panel, QEnterEvent(QPointF(9, 9), QPointF(9, 9), QPointF(9, 9)))
    assert panel.geometry().left() > left.right(), "the mouse draws where the card was"
    click(room, room.canvas.position(QPointF(spot)))
    assert isinstance(room.canvas.hand, Hand)
    assert len(room.canvas.hand.points) == 2
    assert panel.geometry().right() < room.legend.x()


def test_that_the_card_of_a_zone_does_not_lie_over_it(room: MapRoom) -> None:
    room.resize(1278, 660)
    for x, right in ((150, True), (900, False)):
        middle = room.canvas.position(QPointF(x, 400))
        room.areas.show_drawn(Shape((middle,), radius_m=40_000))
        panel = room.areas.panel
        assert panel is not None
        assert (panel.x() > room.width() / 3) is right
        assert not panel.geometry().contains(QPoint(x, 400))
        room.areas.close()

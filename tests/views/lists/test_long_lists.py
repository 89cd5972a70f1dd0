"""Groups, the filter row, kept views, and rows that stay where they are."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from situationroom.commands.requests import open_request, resolve, set_priority, take
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Priority
from situationroom.settings import config_dir
from situationroom.store.queries.requests import RequestFilter, request_ids, request_total
from situationroom.views import saved_views
from situationroom.views.column_field import ChosenField, TypedField
from situationroom.views.long_list import LongList
from situationroom.views.people_room import PeopleRoom
from situationroom.views.requests_room import RequestsRoom
from tests.views.lists import cast
from tests.views.lists.conftest import ListeningFrame


@pytest.fixture
def room(frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot) -> RequestsRoom:
    """The rolling list, filled and counted."""
    made: RequestsRoom = show(RequestsRoom(frame))
    made.resize(1500, 700)
    settled(qtbot, made.list)
    return made


def settled(qtbot: QtBot, long: LongList) -> None:
    """Everything that was asked has been answered."""
    qtbot.waitUntil(lambda: not long.lister._running)


def field(room: RequestsRoom, key: str) -> Any:
    assert room.table.filters is not None
    return room.table.filters.fields[key]


def typed(room: RequestsRoom, key: str) -> TypedField:
    found = field(room, key)
    assert isinstance(found, TypedField)
    return found


# --- nothing moves -----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_that_whatever_comes_no_row_moves_under_the_cursor(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot, seed: int
) -> None:
    dice, desk = Random(seed), frame.desk  # noqa: S311 - a night like any other
    before = list(room.table.ids())
    cursor = dice.choice(before[2:12])
    room.table.select_ids([cursor])
    height = room.table.rowViewportPosition(room.table.currentIndex().row())
    for _ in range(12):
        act = dice.choice(("new", "resolve", "take", "red"))
        if act == "new":
            desk.run(open_request, cast.draft_request(desk.now(), [dice.randint(1, 50)]))
        elif act == "resolve":
            desk.run(resolve, [dice.choice(before)], "平安").on_refusal = lambda _error: None
        elif act == "take":
            desk.run(take, [dice.choice(before)]).on_refusal = lambda _error: None
        else:
            desk.run(set_priority, [dice.choice(before)], dice.choice(tuple(Priority)))
    qtbot.waitUntil(lambda: not desk.jobs)
    settled(qtbot, room.list)
    assert room.table.ids() == before
    assert room.table.current_id() == cursor
    assert room.table.rowViewportPosition(room.table.currentIndex().row()) == height
    room.rolling.let_in()
    wanted = desk.ask(request_ids, RequestFilter(desk.now(), officer=desk.officer))
    assert sorted(room.table.ids()) == sorted(wanted)


def test_that_a_tick_of_the_clock_paints_the_clock_cells_alone(
    room: RequestsRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    regions: list[QRegion] = []
    table, paint = room.table, type(room.table).paintEvent

    def listen(self: Any, event: QPaintEvent) -> None:
        regions.append(QRegion(event.region()))
        paint(self, event)

    monkeypatch.setattr(type(table), "paintEvent", listen)
    regions.clear()
    table.tick()
    qtbot.waitUntil(lambda: bool(regions))
    live = [n for n, column in enumerate(table.records.columns) if column.live]
    assert [table.records.columns[n].key for n in live] == ["due", "contact"]
    clocks = QRegion()
    for number in live:
        left, width = table.columnViewportPosition(number), table.columnWidth(number)
        clocks += QRegion(left, 0, width, table.viewport().height())
    for region in regions:
        assert region.subtracted(clocks).isEmpty()


# --- groups ------------------------------------------------------------------------------------


def grouped(room: RequestsRoom, qtbot: QtBot, by: str = "category") -> None:
    room.list.group(by)
    qtbot.waitUntil(lambda: bool(room.table.records.listing.groups))
    settled(qtbot, room.list)


def test_that_groups_have_a_heading_and_fold_at_a_click(room: RequestsRoom, qtbot: QtBot) -> None:
    grouped(room, qtbot)
    table, listing = room.table, room.table.records.listing
    assert table.records.rowCount() == len(listing.ids) + len(listing.groups)
    place = QPoint(40, table.rowViewportPosition(0) + 5)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    first = listing.groups[0]
    assert table.records.folded == {first.key}
    assert table.records.rowCount() == len(listing.ids) + len(listing.groups) - first.count
    assert sum(group.count for group in listing.groups) == len(table.ids())


def test_that_left_folds_right_unfolds_and_the_selection_stays(
    room: RequestsRoom, qtbot: QtBot
) -> None:
    grouped(room, qtbot)
    table = room.table
    last = table.ids()[-1]
    table.select_ids([last])
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Left)
    assert table.records.folded
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert not table.records.folded


def test_that_a_selection_over_a_heading_holds_records_only(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    grouped(room, qtbot)
    room.table.selectAll()
    assert room.table.selected_ids() == room.table.ids()
    room.table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == len(room.table.ids()) + 1


def test_that_a_filter_and_a_group_add_up_to_the_total(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    grouped(room, qtbot, "place")
    typed(room, "party").setText("<3")
    settled(qtbot, room.list)
    desk, listing = frame.desk, room.table.records.listing
    which = RequestFilter(desk.now(), officer=desk.officer, fields=(("party", ("<3",)),))
    total = desk.ask(request_total, which)
    assert sum(group.count for group in listing.groups) == total.requests == len(room.table.ids())
    said = room.bar.findChildren(QLabel)[0].text()
    assert said.startswith(f"{total.requests} rows · {total.persons} persons")


def test_that_a_selection_made_elsewhere_unfolds_its_group(
    room: RequestsRoom, qtbot: QtBot
) -> None:
    grouped(room, qtbot)
    wanted = room.table.ids()[0]
    room.list.fold_all(True)
    room.select_ids([wanted])
    qtbot.waitUntil(lambda: room.table.selected_ids() == [wanted])


# --- the filter row ----------------------------------------------------------------------------


def test_that_letters_above_a_column_narrow_the_list(room: RequestsRoom, qtbot: QtBot) -> None:
    typed(room, "who").setFocus()
    QTest.keyClicks(typed(room, "who"), "ouyang")
    qtbot.waitUntil(lambda: 0 < len(room.table.ids()) < 15)
    rows = room.table.records.rows_of(room.table.ids())
    assert all(any("Ouyang" in p.surname for p in row.persons) for row in rows)
    QTest.keyClick(typed(room, "who"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(room.table.ids()) > 15)


def test_that_a_choice_may_be_several(room: RequestsRoom, qtbot: QtBot) -> None:
    chosen = field(room, "priority")
    assert isinstance(chosen, ChosenField)
    menu = chosen.menu_of_choices()
    for action in menu.actions()[:2]:
        action.toggle()
    menu.deleteLater()
    settled(qtbot, room.list)
    rows = room.table.records.rows_of(room.table.ids())
    assert {row.request.priority for row in rows} == {Priority.RED, Priority.ORANGE}


def test_that_what_is_no_range_says_so_and_narrows_nothing(
    room: RequestsRoom, qtbot: QtBot
) -> None:
    before = list(room.table.ids())
    typed(room, "due").setText("<2x")
    settled(qtbot, room.list)
    assert room.table.ids() == before
    assert "Write >2h" in typed(room, "due").toolTip()
    assert room.list.views.clear.isVisible()
    room.list.views.clear.click()
    assert typed(room, "due").text() == ""
    assert not typed(room, "due").toolTip()


def test_that_the_row_of_fields_can_go_and_takes_its_filter_along(
    room: RequestsRoom, qtbot: QtBot
) -> None:
    typed(room, "what").setText("护照")
    settled(qtbot, room.list)
    narrow = len(room.table.ids())
    room.table.columns.show_filters(False)
    qtbot.waitUntil(lambda: len(room.table.ids()) > narrow)
    assert not typed(room, "what").isVisible()
    QTest.keyClick(room, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
                   | Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
    qtbot.waitUntil(lambda: field(room, "priority").isVisible())


# --- kept views --------------------------------------------------------------------------------


def test_that_a_view_is_kept_with_all_that_makes_it(
    room: RequestsRoom, frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    room.list.choose("red")
    grouped(room, qtbot, "place")
    typed(room, "party").setText("1")
    settled(qtbot, room.list)
    room.table.columns.show_column(6, shown=False)
    room.list.save_as("红色 独自一人")
    settled(qtbot, room.list)
    looked, ids = room.list.look, room.table.ids()
    again: RequestsRoom = show(RequestsRoom(frame))
    settled(qtbot, again.list)
    again.table.columns.show_column(6, shown=True)
    chip = again.list.views.saved["红色 独自一人"]
    assert chip.count == len(ids)
    chip.click()
    settled(qtbot, again.list)
    assert again.list.look == looked
    assert again.table.ids() == ids
    assert again.table.isColumnHidden(6)
    assert typed(again, "party").text() == "1"


def test_that_a_view_is_renamed_renewed_and_deleted(room: RequestsRoom, qtbot: QtBot) -> None:
    long = room.list
    long.save_as("A")
    long.rename_as("A", "B")
    assert list(long.views.saved) == ["B"]
    long.choose("waiting")
    long.renew("B")
    assert (
        saved_views.recall("requests", long.kind.first, long.kind.known)[0].look.view == "waiting"
    )
    settled(qtbot, long)
    qtbot.waitUntil(lambda: long.views.saved["B"].count == len(room.table.ids()))
    long.delete("B")
    assert not long.views.saved
    assert not saved_views.recall("requests", long.kind.first, long.kind.known)
    assert room.chips["waiting"].isChecked()


def test_that_a_name_is_taken_once(room: RequestsRoom) -> None:
    room.list.save_as("Night")
    for name in ("Night", "  Night ", " "):
        with pytest.raises(RuleError):
            room.list.save_as(name)


@pytest.mark.parametrize(
    "kept",
    [
        "no json",
        json.dumps([1, 2]),
        json.dumps({"requests": [3, {"name": 7}, {"name": " "}, {"look": 1}]}),
        json.dumps({"requests": [{"name": "x" * 900, "view": "gone", "sort": "'; DROP",
                                  "fields": {"due": ["<2x"], "bad": ["1"], "what": "x"},
                                  "group": ["a"], "layout": [1], "text": 5}]}),
    ],
)  # fmt: skip
def test_that_a_broken_file_of_views_costs_no_more_than_the_views(
    frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot, kept: str
) -> None:
    config_dir().mkdir(parents=True, exist_ok=True)
    (config_dir() / saved_views.FILE).write_text(kept, encoding="utf-8")
    made: RequestsRoom = show(RequestsRoom(frame))
    settled(qtbot, made.list)
    assert len(made.table.ids()) > 10
    for name in made.list.views.saved:
        assert len(name) <= saved_views.LONGEST
        made.list.choose_saved(name)
        settled(qtbot, made.list)


def test_that_people_have_groups_fields_and_kept_views_too(
    frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    made: PeopleRoom = show(PeopleRoom(frame))
    settled(qtbot, made.list)
    made.list.group("household")
    settled(qtbot, made.list)
    listing = made.table.records.listing
    assert sum(group.count for group in listing.groups) == 60
    assert listing.groups[-1].key == ""
    made.list.save_as("同行")
    settled(qtbot, made.list)
    assert made.list.views.saved["同行"].count == 60


def test_that_the_palette_knows_what_can_be_done_with_the_list(
    room: RequestsRoom, qtbot: QtBot
) -> None:
    named = {action.name: action for action in room.list_actions()}
    assert {"Filter row", "Save view", "Clear the filter"} <= set(named)
    named["Grouped by owner"].do()
    qtbot.waitUntil(lambda: bool(room.table.records.listing.groups))

"""The rolling list in the officer's hands."""

import csv
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.commands.people import add_person
from situationroom.commands.requests import open_request, resolve
from situationroom.models import Person, Request
from situationroom.models.vocabulary import Priority, RequestStatus
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import (
    RequestFilter,
    request_listing,
    requests,
    view_counts,
)
from situationroom.views.buttons import Chip
from situationroom.views.list_menu import fill, look_menu
from situationroom.views.people_sheets import ActSheet
from situationroom.views.request_acts import RequestActs
from situationroom.views.requests_room import RequestsRoom
from situationroom.views.table_export import export
from tests.cast import somebody
from tests.journeys.driver import answering
from tests.views.lists import cast
from tests.views.lists.conftest import ListeningFrame


@pytest.fixture
def room(frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot) -> RequestsRoom:
    """The room, filled and with the keyboard in the table."""
    made: RequestsRoom = show(RequestsRoom(frame))
    qtbot.waitUntil(lambda: bool(made.table.ids()))
    made.table.setFocus()
    return made


def shows(room: RequestsRoom, count: int) -> bool:
    return len(room.table.ids()) == count


def tells(chip: Chip, count: int) -> bool:
    return chip.count == count


def status(room: RequestsRoom, id_: int) -> Request:
    return room.table.records._desk.ask(requests, [id_])[0]


def first_new(room: RequestsRoom) -> int:
    return next(i for i in room.table.ids() if status(room, i).status is RequestStatus.NEW)


def test_that_rows_never_move_under_the_cursor(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    before = list(room.table.ids())
    room.table.select_ids([before[5]])
    frame.desk.run(open_request, cast.draft_request(frame.desk.now(), [1]))
    frame.desk.run(resolve, [before[0]], "联系上了")
    qtbot.waitUntil(lambda: before[0] in room.table.paints.faded)
    qtbot.waitUntil(room.rolling.pill.isVisible)
    assert room.table.ids() == before
    assert room.rolling.pill.text() == "1 new — press Enter to show"


def test_that_enter_lets_the_new_rows_in_and_marks_them(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    frame.desk.run(open_request, cast.draft_request(frame.desk.now(), [1]))
    qtbot.waitUntil(room.rolling.pill.isVisible)
    room.table.select_ids(room.table.ids()[:1])
    QTest.keyClick(room.table, Qt.Key.Key_Return)
    assert 41 in room.table.ids()
    assert room.table.paints.marked == {41}
    assert not room.rolling.pill.isVisible()


def test_that_a_acknowledges_what_is_new_among_the_selected(
    room: RequestsRoom, qtbot: QtBot
) -> None:
    room.table.select_ids(room.table.ids()[:6])
    QTest.keyClick(room.table, Qt.Key.Key_A)
    new = [i for i in room.table.ids()[:6] if status(room, i).status is RequestStatus.NEW]
    qtbot.waitUntil(lambda: all(status(room, i).status is RequestStatus.ACKNOWLEDGED for i in new))
    assert all(status(room, i).acknowledged_at for i in new)


def test_that_t_takes_and_3_makes_routine(room: RequestsRoom, qtbot: QtBot) -> None:
    id_ = first_new(room)
    room.table.select_ids([id_])
    QTest.keyClick(room.table, Qt.Key.Key_T)
    QTest.keyClick(room.table, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: status(room, id_).priority is Priority.YELLOW)
    assert status(room, id_).owner == "Li Kai"


def test_that_r_asks_how_it_ended(room: RequestsRoom, qtbot: QtBot) -> None:
    id_ = first_new(room)
    room.table.select_ids([id_])
    answering("boarded")
    QTest.keyClick(room.table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: status(room, id_).status is RequestStatus.RESOLVED)
    assert status(room, id_).outcome == "boarded"


def test_that_u_keeps_the_request_on_the_list_until_the_next_try(
    room: RequestsRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, desk = first_new(room), room.table.records._desk
    later = desk.now().replace(microsecond=0) + timedelta(hours=1)
    monkeypatch.setattr(RequestActs, "_until", lambda *_args: (later, "无人接听"))
    room.table.select_ids([id_])
    QTest.keyClick(room.table, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: status(room, id_).status is RequestStatus.WAITING)
    assert id_ in room.table.ids()


def test_that_every_saved_view_shows_as_many_rows_as_its_chip_says(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    counts = frame.desk.ask(view_counts, frame.desk.now(), frame.desk.officer)
    for view, chip in room.chips.items():
        room.show_view(view)
        qtbot.waitUntil(partial(shows, room, counts[view]))
        qtbot.waitUntil(partial(tells, chip, counts[view]))


def test_that_the_filter_knows_pinyin_and_hanzi(room: RequestsRoom, qtbot: QtBot) -> None:
    for typed in ("ouyang", "欧阳"):
        room.filter.setText(typed)
        qtbot.waitUntil(lambda: 0 < len(room.table.ids()) < 20)
        rows = room.table.records.rows_of(room.table.ids())
        assert all(any("Ouyang" in p.surname for p in row.persons) for row in rows)
        room.filter.clear()
        qtbot.waitUntil(lambda: len(room.table.ids()) > 20)


def test_that_a_selection_made_elsewhere_is_found_in_everything(
    room: RequestsRoom, qtbot: QtBot
) -> None:
    done = next(i for i in range(1, 41) if not status(room, i).is_open)
    room.select_ids([done])
    qtbot.waitUntil(lambda: room.table.selected_ids() == [done])
    assert room.chips["all"].isChecked()


def test_that_what_is_selected_goes_to_the_case_card(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    room.table.select_ids(room.table.ids()[1:3], tell=True)
    assert frame.selected == ("request", room.table.ids()[1:3])


def test_that_the_visible_columns_are_exported(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot, tmp_path: Path
) -> None:
    export(frame, room.table, "Requests", "csv", tmp_path / "out.csv")
    qtbot.waitUntil(lambda: bool(frame.said), timeout=10_000)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [column.title for column in room.table.columns.shown()]
    assert len(rows) == len(room.table.ids()) + 1
    assert all(row[1].endswith("Istanbul") for row in rows[1:]), (
        "a running clock is no use on paper"
    )


def test_that_the_context_menu_names_every_key(room: RequestsRoom) -> None:
    room.table.select_ids(room.table.ids()[:1])
    menu = room.menu()
    keys = {action.text().split("\t")[1] for action in menu.actions() if "\t" in action.text()}
    menu.deleteLater()
    assert set("ATNUWROH123") <= keys


def test_that_the_entries_of_the_menu_act_on_the_selected(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    id_ = first_new(room)
    room.table.select_ids([id_])
    menu = room.menu()
    entries = {action.text().split("\t")[0]: action for action in menu.actions()}
    for name in ("Take", "Routine (yellow)", "Show on the map", "Call about this request"):
        entries[name].trigger()
    menu.deleteLater()
    assert frame.opened == [f"map {len(status(room, id_).persons)}", f"call {id_}"]
    qtbot.waitUntil(lambda: status(room, id_).priority is Priority.YELLOW)
    assert status(room, id_).owner == "Li Kai"


def test_that_the_order_menu_groups(room: RequestsRoom, qtbot: QtBot) -> None:
    menu = look_menu(room, room.list, room.table)
    fill(menu, room.list, room.table)
    groups = {action.text(): action for action in menu.findChildren(QAction)}
    groups["Grouped by category"].trigger()
    menu.deleteLater()
    desk = room.table.records._desk
    which = RequestFilter(desk.now())
    qtbot.waitUntil(lambda: bool(room.table.records.listing.groups))
    listed = desk.ask(request_listing, which, group="category")
    assert room.table.ids() == listed.ids.tolist()
    assert room.table.records.heading_at(0) is not None


def test_that_a_person_who_changes_changes_the_line(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    frame.desk.run(add_person, somebody("新人"))
    with qtbot.waitSignal(frame.desk.changed):
        pass
    assert not room.rolling.pill.isVisible()


def test_that_a_room_that_is_gone_hears_nothing_more(
    frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    room = show(RequestsRoom(frame))
    qtbot.waitUntil(lambda: bool(room.table.ids()))
    room.close()
    room.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.waitSignal(frame.desk.changed):
        frame.desk.run(add_person, somebody("新人"))
    assert not frame.refused


def test_that_b_puts_everybody_asked_about_on_a_movement(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[int]] = []
    monkeypatch.setattr(ActSheet, "exec", lambda _sheet: None)

    def listen(connection: Any, ids: Sequence[int]) -> list[Person]:
        asked.append(list(ids))
        return persons(connection, ids)

    monkeypatch.setattr("situationroom.views.people_sheets.persons", listen)
    chosen = room.table.ids()[:4]
    about = [person for id_ in chosen for person in status(room, id_).persons]
    room.table.select_ids(chosen)
    QTest.keyClick(room.table, Qt.Key.Key_B)
    QTest.keyClick(room.table, Qt.Key.Key_S)
    assert asked == [list(dict.fromkeys(about))] * 2


def test_that_a_request_about_nobody_says_so_instead_of_a_seat(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot
) -> None:
    frame.desk.run(open_request, cast.draft_request(frame.desk.now()))
    qtbot.waitUntil(room.rolling.pill.isVisible)
    room.rolling.let_in()
    room.table.select_ids([41])
    QTest.keyClick(room.table, Qt.Key.Key_B)
    assert "Nobody is attached" in str(frame.refused[0])


def test_that_a_print_says_what_was_filtered_and_numbers_its_pages(
    room: RequestsRoom, frame: ListeningFrame, qtbot: QtBot, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    assert room.table.filters is not None
    room.list.choose("red")
    room.table.filters.fields["party"].put(("<3",))
    room.table.filters._ask()
    qtbot.waitUntil(lambda: not room.list.lister._running)
    export(frame, room.table, "Requests", "pdf", tmp_path / "out.pdf", room.list.described())
    qtbot.waitUntil(lambda: bool(frame.said), timeout=20_000)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "out.pdf").pages]
    assert "Requests" in pages[0]
    assert "Red · Party: <3" in pages[0]
    assert f"1/{len(pages)}" in pages[0].replace(" ", "")
    assert "DRILL" in pages[0]

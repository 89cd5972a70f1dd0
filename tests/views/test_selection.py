"""One selection for the whole window: the card acts on all of it, every list marks it."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from situationroom.views.main_window import MainWindow
from situationroom.views.people_room import PeopleRoom
from tests.cast import HAIYAN, LEI, XIAO
from tests.views.conftest import cell


def rest(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: not desk.jobs)


def press(window: MainWindow, words: str) -> None:
    content = cell(window).card.content()
    assert content is not None
    found = [one for one in content.findChildren(QPushButton) if one.text() == words]
    found[0].click()


def people(window: MainWindow) -> PeopleRoom:
    room = cell(window).rooms["people"]
    assert isinstance(room, PeopleRoom)
    return room


def test_that_a_selection_opens_as_a_list_of_exactly_these(
    qtbot: QtBot, window: MainWindow
) -> None:
    cell(window).select("person", [LEI, XIAO])
    rest(qtbot, window)
    press(window, "Open as list")
    rest(qtbot, window)
    room = people(window)
    assert sorted(room.table.ids()) == sorted([LEI, XIAO])
    assert room.list.views.clear.text() == "Only 2 chosen: show all"
    assert "2 chosen" in room.list.described()
    assert not room.list.views.save.isEnabled()
    room.list.clear()
    rest(qtbot, window)
    assert HAIYAN in room.table.ids()
    assert room.list.views.save.isEnabled()


def test_that_a_list_marks_what_was_selected_elsewhere(qtbot: QtBot, window: MainWindow) -> None:
    cell(window).open_room("people")
    rest(qtbot, window)
    cell(window).open_room("map")
    cell(window).select("person", [LEI, XIAO])
    cell(window).open_room("people")
    assert sorted(people(window).table.selected_ids()) == sorted([LEI, XIAO])
    rest(qtbot, window)
    assert cell(window).card.shown == ("person", (LEI, XIAO))


def test_that_the_map_marks_what_a_list_selects(qtbot: QtBot, window: MainWindow) -> None:
    cell(window).open_room("map")
    cell(window).open_room("people")
    rest(qtbot, window)
    people(window).table.select_ids([HAIYAN, LEI], tell=True)
    cell(window).open_room("map")
    assert getattr(cell(window).rooms["map"], "selected") == {HAIYAN, LEI}  # noqa: B009


def test_that_a_selection_is_exported_without_a_table(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: Any
) -> None:
    target = tmp_path / "chosen.csv"
    monkeypatch.setattr(
        "situationroom.views.table_export.QFileDialog.getSaveFileName",
        lambda *_args: (str(target), ""),
    )
    cell(window).select("person", [LEI, XIAO])
    rest(qtbot, window)
    content = cell(window).card.content()
    assert content is not None
    export = next(b for b in content.findChildren(QPushButton) if b.text() == "Export")
    csv = next(a for a in export.menu().actions() if "CSV" in a.text())
    csv.trigger()
    qtbot.waitUntil(target.exists)
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 3
    rest(qtbot, window)

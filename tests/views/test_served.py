"""The reconciliation in the requests room: numbers, lists, and what mends a row."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from situationroom.commands.people import set_safety
from situationroom.commands.requests import take
from situationroom.models.vocabulary import Category, Safety
from situationroom.store.queries.requests import requests
from situationroom.views.main_window import MainWindow
from situationroom.views.requests_room import RequestsRoom
from situationroom.views.served_page import ServedPage
from tests.cast import AHMET, EVACUATION, HAIYAN, LEI, NUO, PAPERS, SEARCH
from tests.views.conftest import cell


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ServedPage:
    """The page as it opens."""
    cell(window).open_room("requests", "served")
    room = cell(window).rooms["requests"]
    assert isinstance(room, RequestsRoom)
    qtbot.waitUntil(lambda: room.served.tiles["unowned"].count == 3)
    return room.served


def buttons(page: ServedPage, text: str) -> list[QPushButton]:
    return [b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible()]


def test_that_the_numbers_stand_with_their_lists(page: ServedPage, qtbot: QtBot) -> None:
    counts = {check: tile.count for check, tile in page.tiles.items()}
    assert counts == {"reports": 0, "unowned": 3, "unplanned": 0, "persons": 4, "promises": 3}
    assert page.tiles["unowned"].isChecked()
    qtbot.waitUntil(lambda: len(buttons(page, "Take")) == 3)
    QTest.mouseClick(page.tiles["persons"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(buttons(page, "Search")) == 4)
    assert page.verdict.text == "10 to mend before all are served."


def test_that_a_row_is_mended_where_it_stands(
    window: MainWindow, page: ServedPage, qtbot: QtBot
) -> None:
    desk = cell(window).desk
    page.choose("persons")
    qtbot.waitUntil(lambda: len(buttons(page, "Search")) == 4)
    QTest.mouseClick(buttons(page, "Search")[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.ask(requests, [4])))
    made = desk.ask(requests, [4])[0]
    assert (made.category, made.persons) == (Category.SEARCH, (HAIYAN,))
    qtbot.waitUntil(lambda: page.tiles["persons"].count == 3)


def test_that_all_zero_is_green(window: MainWindow, page: ServedPage, qtbot: QtBot) -> None:
    desk = cell(window).desk
    from situationroom.commands.requests import close_requests, resolve

    desk.run(take, [SEARCH, EVACUATION, PAPERS])
    desk.run(set_safety, [HAIYAN, LEI, NUO, AHMET], Safety.SAFE)
    desk.run(resolve, [SEARCH, EVACUATION, PAPERS], "done")
    desk.run(close_requests, [SEARCH, EVACUATION, PAPERS])
    qtbot.waitUntil(lambda: all(tile.count == 0 for tile in page.tiles.values()))
    qtbot.waitUntil(page.good.isVisible)
    assert not page.verdict.isVisible()


def test_that_the_lists_are_printed(page: ServedPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "served.pdf"
    with qtbot.waitSignal(page.write(path).succeeded, timeout=20_000):
        pass
    assert path.read_bytes().startswith(b"%PDF")


def test_that_a_saved_view_leads_back_to_the_list(
    window: MainWindow, page: ServedPage, qtbot: QtBot
) -> None:
    cell(window).open_room("requests", "open")
    assert not page.isVisible()
    cell(window).open_room("requests", "served:persons")
    qtbot.waitUntil(page.tiles["persons"].isChecked)

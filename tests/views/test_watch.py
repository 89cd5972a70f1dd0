"""The end of a shift in the window, and who else is at a request."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from situationroom.commands.requests import take
from situationroom.commands.shifts import add_position, open_period, take_position
from situationroom.desk import Desk
from situationroom.store.presence import Presence
from situationroom.store.queries.requests import requests
from situationroom.store.queries.shifts import periods
from situationroom.views.link_row import LinkRow
from situationroom.views.main_window import MainWindow
from situationroom.views.shift_sheet import ShiftSheet
from situationroom.views.watch_room import WatchRoom
from situationroom.views.widgets import Banner
from tests.cast import COLLEAGUE, EVACUATION, OFFICER, SEARCH
from tests.journeys.driver import answering
from tests.views.conftest import cell


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    """The desk of the window."""
    assert window.desk is not None
    return window.desk


def test_that_a_shift_is_seen_printed_and_handed_over(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.run(take, [SEARCH, EVACUATION])
    qtbot.waitUntil(lambda: desk.ask(requests, [SEARCH])[0].owner == OFFICER)
    sheet = ShiftSheet(cell(window), window)
    sheet.open()
    assert len(sheet.findChildren(LinkRow)) == 2
    assert not sheet.accept_button.isEnabled()
    sheet.to.setCurrentText(COLLEAGUE)
    with qtbot.waitSignal(sheet.write(tmp_path / "shift.pdf").succeeded, timeout=20_000):
        pass
    assert (tmp_path / "shift.pdf").read_bytes().startswith(b"%PDF")
    QTest.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    sheet.deleteLater()
    assert {r.owner for r in desk.ask(requests, [SEARCH, EVACUATION])} == {COLLEAGUE}


def test_that_the_watch_room_shows_posts_and_periods(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    room = WatchRoom(cell(window))
    qtbot.addWidget(room)
    room.resize(1200, 700)
    room.show()
    answering("Hotline 1")
    room.add_post()
    qtbot.waitUntil(lambda: bool(_buttons(room, "Take")))
    QTest.mouseClick(_buttons(room, "Take")[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(OFFICER in row.title for row in room.findChildren(LinkRow)))
    desk.run(open_period, "Day 1", "reach everybody")
    qtbot.waitUntil(lambda: bool(_buttons(room, "Close …")))
    period = desk.ask(periods)[0]
    with qtbot.waitSignal(room.write(period, tmp_path / "p.pdf").succeeded, timeout=20_000):
        pass
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: not desk.jobs)


def test_that_a_post_is_taken_over_with_what_was_said(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    room = WatchRoom(cell(window))
    qtbot.addWidget(room)
    room.show()
    desk.run(add_position, "Duty leader")
    desk.run(take_position, 1, COLLEAGUE)
    qtbot.waitUntil(lambda: any(COLLEAGUE in row.title for row in room.findChildren(LinkRow)))
    qtbot.waitUntil(lambda: bool(_buttons(room, "Take")))
    answering("all quiet")
    QTest.mouseClick(_buttons(room, "Take")[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("all quiet" in row.detail for row in room.findChildren(LinkRow)))
    qtbot.waitUntil(lambda: not desk.jobs)


def test_that_two_officers_on_one_request_see_each_other(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    there = Presence(desk.path, COLLEAGUE, "desk 2")
    cell(window).select("request", [SEARCH])

    def said() -> list[str]:
        there.beat("request", SEARCH, writing=True)
        desk.attendance.at("request", [SEARCH])
        banners = cell(window).card.findChildren(Banner)
        return [label.text() for b in banners for label in b.findChildren(QLabel)]

    wanted = f"{COLLEAGUE} (desk 2) is writing on this request"
    qtbot.waitUntil(lambda: wanted in said(), timeout=10_000)
    seen = there.beat("request", SEARCH, writing=True)
    assert [(s.officer, s.kind, s.id) for s in seen] == [(OFFICER, "request", SEARCH)]
    there.leave()


def _buttons(room: WatchRoom, text: str) -> list[QPushButton]:
    return [b for b in room.findChildren(QPushButton) if b.text() == text and b.isVisible()]

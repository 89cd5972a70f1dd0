"""Working a request in the window: two officers, corrections, tasks, links."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from situationroom.commands.followups import add_task
from situationroom.commands.request_links import relate
from situationroom.commands.requests import add_note, resolve
from situationroom.desk import Desk
from situationroom.models import Request
from situationroom.models.vocabulary import LinkKind, RequestStatus
from situationroom.store.queries.followups import links_of, tasks_of
from situationroom.store.queries.requests import notes_of, requests
from situationroom.views.card_work import task_menu
from situationroom.views.link_row import LinkRow
from situationroom.views.main_window import MainWindow
from situationroom.views.people_sheets import ActSheet
from situationroom.views.person_picks import PersonPicks, PersonsSheet
from situationroom.views.request_acts import RequestActs
from situationroom.views.request_work import resolve_sheet, task_sheet
from tests.cast import (
    AHMET,
    COLLEAGUE,
    EVACUATION,
    HAIYAN,
    LEI,
    NUO,
    PAPERS,
    SEARCH,
    XIAO,
    Clock,
    as_colleague,
)
from tests.journeys.driver import answering
from tests.views.conftest import cell


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    """The desk of the window."""
    assert window.desk is not None
    return window.desk


def one(desk: Desk, request: int) -> Request:
    return desk.ask(requests, [request])[0]


def card(window: MainWindow, qtbot: QtBot, request: int) -> QWidget:
    """The case card of a request, once it stands."""
    cell(window).select("request", [request])
    number = one(cell(window).desk, request).number
    qtbot.waitUntil(lambda: any(number in text for text in texts(cell(window).card)))
    content = cell(window).card.content()
    assert content is not None
    return content


def texts(inside: QWidget) -> list[str]:
    return [label.text() for label in inside.findChildren(QLabel)]


def rows(inside: QWidget) -> list[LinkRow]:
    return inside.findChildren(LinkRow)


def test_that_the_second_to_resolve_keeps_what_was_typed(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    sheet = resolve_sheet(window, desk, "Resolve", [SEARCH])
    sheet.open()
    field = sheet.findChildren(QLineEdit)[0]
    QTest.keyClicks(field, "her father called")
    colleague = as_colleague(desk.path, Clock(desk.now()))
    colleague.run(resolve, [SEARCH], "found at the university")
    colleague.close()
    QTest.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(sheet.problem.text))
    assert COLLEAGUE in sheet.problem.text
    assert "found at the university" in sheet.problem.text
    assert (sheet.isVisible(), field.text()) == (True, "her father called")
    keep = next(b for b in sheet.findChildren(QPushButton) if b.text() == "Keep as a note")
    assert keep.isVisible()
    QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    assert desk.ask(notes_of, SEARCH)[0].text == "her father called"
    assert one(desk, SEARCH).outcome == "found at the university"
    sheet.deleteLater()


def test_that_a_corrected_note_stands_struck_below_the_new_one(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.run(add_note, SEARCH, "hotel Ada")
    qtbot.waitUntil(lambda: bool(desk.ask(notes_of, SEARCH)))
    shown = card(window, qtbot, SEARCH)
    mend = next(b for b in shown.findChildren(QPushButton) if b.toolTip() == "Correct the note")
    answering("hotel Asa")
    QTest.mouseClick(mend, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.ask(notes_of, SEARCH)) == 2)
    qtbot.waitUntil(lambda: any("Correction: hotel Asa" in t for t in texts(cell(window).card)))
    labels = cell(window).card.findChildren(QLabel)
    struck = [label.text() for label in labels if label.font().strikeOut()]
    assert [text.partition(": ")[2] for text in struck] == ["hotel Ada"]


def test_that_a_follow_up_is_asked_for_shown_and_done(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    sheet = task_sheet(window, desk, one(desk, SEARCH))
    sheet.open()
    assert not sheet.accept_button.isEnabled()
    QTest.keyClicks(sheet.findChildren(QLineEdit)[0], "ask the university")
    QTest.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    sheet.deleteLater()
    shown = card(window, qtbot, SEARCH)
    assert "ask the university" in [row.title for row in rows(shown)]
    menu = task_menu(cell(window), window, desk.ask(tasks_of, SEARCH)[0])
    menu.actions()[0].trigger()
    menu.deleteLater()
    qtbot.waitUntil(lambda: not desk.ask(tasks_of, SEARCH)[0].is_open)


def test_that_linked_requests_lead_to_each_other(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.run(relate, SEARCH, PAPERS, "same hotel")
    qtbot.waitUntil(lambda: bool(desk.ask(links_of, SEARCH)))
    shown = card(window, qtbot, SEARCH)
    other = one(desk, PAPERS).number
    line = next(row for row in rows(shown) if row.title.startswith(other))
    assert line.detail == "same hotel"
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert cell(window).card.shown == ("request", (PAPERS,))


def test_that_persons_are_added_and_taken_out_in_one_sheet(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    sheet = PersonsSheet(window, desk, one(desk, EVACUATION))
    sheet.open()
    QTest.keyClicks(sheet.typed, "xiaotong")
    assert sheet.found.count() == 1
    sheet.found.itemClicked.emit(sheet.found.item(0))
    sheet.picks.item(1).setCheckState(Qt.CheckState.Unchecked)
    QTest.mouseClick(sheet.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    sheet.deleteLater()
    assert one(desk, EVACUATION).persons == (HAIYAN, NUO, XIAO)


def test_that_a_request_is_split_and_joined_by_key(
    window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = RequestActs(cell(window), window)

    def split_lei(sheet: ActSheet) -> int:
        picks = sheet.findChildren(PersonPicks)[0]
        assert not sheet.accept_button.isEnabled()
        picks.item(1).setCheckState(Qt.CheckState.Checked)
        sheet.accept()
        return 1

    monkeypatch.setattr(ActSheet, "exec", split_lei)
    _do(acts, "D", [EVACUATION])
    qtbot.waitUntil(lambda: one(desk, EVACUATION).persons == (HAIYAN, NUO))
    assert desk.ask(links_of, EVACUATION)[0].kind is LinkKind.SPLIT
    monkeypatch.setattr(ActSheet, "exec", lambda sheet: sheet.accept() or 1)
    _do(acts, "J", [PAPERS, SEARCH])
    qtbot.waitUntil(lambda: one(desk, PAPERS).status is RequestStatus.CLOSED)
    assert one(desk, SEARCH).persons == (XIAO, AHMET)
    qtbot.waitUntil(lambda: not desk.jobs)


def test_that_a_task_of_a_colleague_says_whose_it_is(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    later = desk.now().replace(year=desk.now().year + 1)
    desk.run(add_task, SEARCH, "ask the firm", later, COLLEAGUE)
    qtbot.waitUntil(lambda: bool(desk.ask(tasks_of, SEARCH)))
    shown = card(window, qtbot, SEARCH)
    assert COLLEAGUE in next(row.detail for row in rows(shown) if row.title == "ask the firm")
    assert LEI not in one(desk, SEARCH).persons
    assert QApplication.activeModalWidget() is None


def _do(acts: RequestActs, key: str, ids: list[int]) -> None:
    from situationroom.views.request_acts import ACTS

    next(act for act in ACTS if act.key == key).do(acts, ids)

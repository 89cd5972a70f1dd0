"""Missing meets found: the pair, whoever asked, and the call that ends the search."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.commands.people import add_person, report_death
from situationroom.models.person import Document
from situationroom.models.vocabulary import Safety, Source
from situationroom.views import call_back_page
from situationroom.views.main_window import MainWindow
from situationroom.views.people_room import PeopleRoom
from situationroom.views.reunions_page import ReunionsPage
from situationroom.views.widgets import Banner
from tests.cast import NOW, SEARCH, XIAO, somebody
from tests.views.conftest import cell


@pytest.fixture
def room(window: MainWindow, qtbot: QtBot) -> PeopleRoom:
    """Shan Xiaotong is missing; a hospital tells of her as number 7."""
    assert window.desk is not None
    draft = somebody(
        "单晓彤", documents=(Document("P", "G55512378", "CHN"),), birth_date="1995-06-17",
        safety=Safety.INJURED, safety_source=Source.HOSPITAL, safety_at=NOW,
    )  # fmt: skip
    window.desk.run(add_person, draft)
    cell(window).open_room("people", "reunions")
    made = cell(window).rooms["people"]
    assert isinstance(made, PeopleRoom)
    qtbot.waitUntil(lambda: made.met.count == 1)
    return made


@pytest.fixture
def page(room: PeopleRoom) -> ReunionsPage:
    return room.reunions


def test_that_a_pair_waits_in_one_queue_only(page: ReunionsPage, room: PeopleRoom) -> None:
    table = page.outstanding.table
    (row,) = table.records.rows_of(table.ids())
    assert (row.a.id, row.b.id) == (XIAO, 7)
    assert room.twice.count == 0


def test_that_the_pair_becomes_a_call_and_the_call_ends_the_search(
    page: ReunionsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClicks(page.outstanding.table, "m")
    qtbot.waitUntil(lambda: page.reconciled.table.ids() == [SEARCH])
    monkeypatch.setattr(call_back_page, "ask_text", lambda *_args: "母亲已知悉")
    page.show_part("reconciled")
    QTest.keyClicks(page.reconciled.table, "c")
    qtbot.waitUntil(lambda: page.closed.table.ids() == [SEARCH])
    qtbot.waitUntil(lambda: page.chips["reconciled"].count == 0)


def test_that_a_told_death_is_warned_of_and_not_passed_on(
    page: ReunionsPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.desk is not None
    window.desk.run(report_death, 7, "Numune Hospital")
    qtbot.waitUntil(lambda: any("two officers" in text for text in banners(page)))
    QTest.keyClicks(page.outstanding.table, "m")
    qtbot.waitUntil(lambda: page.reconciled.table.ids() == [SEARCH])
    monkeypatch.setattr(call_back_page, "ask_text", lambda *_args: "—")
    page.reconciled.call_back()
    qtbot.waitUntil(lambda: "only when two officers" in page.reconciled.problem.text)
    assert page.closed.table.ids() == []


def banners(page: ReunionsPage) -> list[str]:
    return [banner.text for banner in page.outstanding.view.findChildren(Banner)]

"""The queue of persons told of twice, and what an officer decides there."""

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from situationroom.commands.matches import open_pairs
from situationroom.commands.people import add_person
from situationroom.models import Person
from situationroom.models.person import Document
from situationroom.store.queries.people import persons
from situationroom.views.case_card import CaseCard
from situationroom.views.duplicates_page import DuplicatesPage
from situationroom.views.finder import finder_of
from situationroom.views.main_window import MainWindow
from situationroom.views.people_room import PeopleRoom
from tests.cast import XIAO, somebody
from tests.views.conftest import cell


def stored(window: MainWindow, id_: int) -> Person | None:
    assert window.desk is not None
    return next(iter(window.desk.ask(persons, [id_])), None)


@pytest.fixture
def queue(window: MainWindow, qtbot: QtBot) -> DuplicatesPage:
    """The queue with Shan Xiaotong in it, told of a second time as number 7."""
    assert window.desk is not None
    draft = somebody("单晓彤", documents=(Document("P", "G55512379", "CHN"),), city="Ankara")
    window.desk.run(add_person, draft)
    cell(window).open_room("people", "duplicates")
    room = cell(window).rooms["people"]
    assert isinstance(room, PeopleRoom)
    qtbot.waitUntil(lambda: room.twice.count == 1)
    return room.duplicates


def test_that_the_queue_says_who_and_why(queue: DuplicatesPage) -> None:
    rows = queue.table.records.rows_of(queue.table.ids())
    assert [(row.a.id, row.b.id) for row in rows] == [(XIAO, 7)]
    assert rows[0].pair.reasons


def test_that_one_key_makes_one_person_of_two(
    queue: DuplicatesPage, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClicks(queue.table, "m")
    qtbot.waitUntil(lambda: stored(window, 7) is None)
    one = stored(window, XIAO)
    assert one is not None and one.city == "Ankara" and len(one.documents) == 2
    qtbot.waitUntil(lambda: queue.table.ids() == [])


def test_that_the_other_number_can_be_kept(
    queue: DuplicatesPage, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClicks(queue.table, "xm")
    qtbot.waitUntil(lambda: stored(window, XIAO) is None)
    assert stored(window, 7) is not None


def test_that_two_persons_are_not_asked_about_again(
    queue: DuplicatesPage, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClicks(queue.table, "n")
    qtbot.waitUntil(lambda: queue.table.ids() == [])
    assert stored(window, 7) is not None and stored(window, XIAO) is not None


def test_that_undo_brings_the_pair_back(
    queue: DuplicatesPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert window.desk is not None
    QTest.keyClicks(queue.table, "m")
    qtbot.waitUntil(lambda: queue.table.ids() == [])
    window.desk.undo()
    qtbot.waitUntil(lambda: len(queue.table.ids()) == 1)
    assert stored(window, 7) is not None


def test_that_the_card_of_the_survivor_takes_them_apart_again(
    queue: DuplicatesPage, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClicks(queue.table, "m")
    qtbot.waitUntil(lambda: stored(window, 7) is None)
    card: CaseCard = cell(window).card
    cell(window).select("person", [XIAO])
    qtbot.waitUntil(lambda: bool(buttons(card, "Take apart")))
    buttons(card, "Take apart")[0].click()
    qtbot.waitUntil(lambda: stored(window, 7) is not None)


def test_that_the_card_says_who_is_probably_the_same(
    queue: DuplicatesPage, window: MainWindow, qtbot: QtBot
) -> None:
    cell(window).select("person", [7])
    qtbot.waitUntil(lambda: bool(buttons(cell(window).card, "0004")))


def buttons(card: CaseCard, text: str) -> list[QAbstractButton]:
    found = card.findChildren(QAbstractButton)
    return [one for one in found if text in f"{one.text()} {one.accessibleName()}"]


def test_that_the_queue_is_read_once_until_something_changes(
    queue: DuplicatesPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.desk is not None
    asked: list[object] = []
    ask = window.desk.ask

    def listening(query: Any, *more: Any) -> Any:
        asked.append(query)
        return ask(query, *more)

    monkeypatch.setattr(window.desk, "ask", listening)
    finder = finder_of(window.desk)
    first = [(pair.a, pair.b) for pair in finder.pairs()]
    for _ in range(5):
        assert [(pair.a, pair.b) for pair in finder.pairs()] == first
        finder.meetings()
    assert asked.count(open_pairs) <= 1
    QTest.keyClicks(queue.table, "m")
    qtbot.waitUntil(lambda: stored(window, 7) is None)
    qtbot.waitUntil(lambda: finder.pairs() == [])

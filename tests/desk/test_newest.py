"""Of long questions the last one asked wins, and the others do not hold it up."""

from threading import Event
from typing import Any

from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, text

from situationroom.desk import Desk

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def test_that_an_endless_question_gives_way_to_the_next(qtbot: QtBot, desk: Desk) -> None:
    heard: list[Any] = []
    begun, gone = Event(), list[str]()

    def endless(connection: Connection) -> Any:
        begun.set()
        return connection.scalar(text(ENDLESS))

    first = desk.latest("list", heard.append, endless)
    first.cancelled.connect(lambda: gone.append("first"))
    qtbot.waitUntil(begun.is_set)
    desk.latest("list", heard.append, lambda _connection: 7)
    qtbot.waitUntil(lambda: heard == [7])
    qtbot.waitUntil(lambda: gone == ["first"])


def test_that_of_many_only_the_last_is_answered(qtbot: QtBot, desk: Desk) -> None:
    heard: list[int] = []
    asked: list[int] = []

    def question(_connection: Connection, number: int) -> int:
        asked.append(number)
        return number

    for number in range(20):
        desk.latest("list", heard.append, question, number)
    qtbot.waitUntil(lambda: not desk.jobs)
    assert heard == [19]
    assert len(asked) < 20


def test_that_slots_do_not_end_each_other(qtbot: QtBot, desk: Desk) -> None:
    heard: list[str] = []

    def question(_connection: Connection, said: str) -> str:
        return said

    for slot in ("requests", "people"):
        desk.latest(slot, heard.append, question, slot)
    qtbot.waitUntil(lambda: sorted(heard) == ["people", "requests"])


def test_that_a_desk_closes_while_a_question_runs(qtbot: QtBot, desk: Desk) -> None:
    begun = Event()

    def endless(connection: Connection) -> Any:
        begun.set()
        return connection.scalar(text(ENDLESS))

    desk.latest("list", lambda _answer: None, endless)
    qtbot.waitUntil(begun.is_set)
    desk.close()

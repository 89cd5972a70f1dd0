"""The window's one door: everything arrives as ``changed``, in order, after it was stored."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, get_ident
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from situationroom import desk as desk_module
from situationroom.commands.events import record_event
from situationroom.commands.incidents import rename_incident
from situationroom.commands.people import add_person, edit_person
from situationroom.commands.requests import resolve, take
from situationroom.desk import Desk, Touched
from situationroom.jobs import Step
from situationroom.models import Person
from situationroom.models.errors import RuleError, StoreError
from situationroom.store.queries.people import persons
from situationroom.store.transaction import Transaction
from tests.cast import COLLEAGUE, HAIYAN, LEI, SEARCH, XIAO, Clock, as_colleague, somebody


@pytest.fixture
def told(desk: Desk) -> list[Touched]:
    """Everything the desk said had changed."""
    heard: list[Touched] = []
    desk.changed.connect(heard.append)
    return heard


def finished(qtbot: QtBot, desk: Desk, begin: Callable[[], Any]) -> None:
    """Begin something and wait until nothing is under way any more."""
    begin()
    qtbot.waitUntil(lambda: not desk.jobs)


def city(desk: Desk, person: int = HAIYAN) -> str:
    return desk.ask(persons, [person])[0].city


def test_that_an_act_is_heard_of_with_what_it_touched(
    qtbot: QtBot, desk: Desk, told: list[Touched]
) -> None:
    before = desk.revision
    finished(qtbot, desk, lambda: desk.run(edit_person, HAIYAN, {"city": "Izmir"}))
    assert [t.ids("person") for t in told] == [frozenset({HAIYAN})]
    assert told[0].any_of("person")
    assert not told[0].any_of("movement", "site")
    assert told[0].entries[0].verb == "edit_person"
    assert desk.revision == before + 1
    assert city(desk) == "Izmir"


def test_that_success_comes_after_the_change_was_told(
    qtbot: QtBot, desk: Desk, told: list[Touched]
) -> None:
    seen: list[tuple[object, int]] = []
    job = desk.run(add_person, somebody("赵国强"))
    job.succeeded.connect(lambda person: seen.append((person, len(told))))
    qtbot.waitUntil(lambda: bool(seen))
    person, heard_before = seen[0]
    assert isinstance(person, Person)
    assert (person.id, heard_before) == (7, 1)


def test_that_nothing_is_shown_before_it_is_stored(
    qtbot: QtBot, desk: Desk, told: list[Touched]
) -> None:
    desk.run(edit_person, HAIYAN, {"city": "Izmir"})
    assert not told
    assert city(desk) == "Antalya"
    qtbot.waitUntil(lambda: bool(told))
    assert city(desk) == "Izmir"


def test_that_acts_are_done_in_the_order_they_were_asked_for(
    qtbot: QtBot, desk: Desk, told: list[Touched]
) -> None:
    def many() -> None:
        for number in range(20):
            desk.run(record_event, str(number))

    finished(qtbot, desk, many)
    said = [entry.values["text"] for touched in told for entry in touched.entries]
    assert said == [str(number) for number in range(20)]


def test_that_a_refusal_is_said_and_nothing_else(
    qtbot: QtBot, desk: Desk, told: list[Touched]
) -> None:
    before = desk.revision
    with qtbot.waitSignal(desk.refused) as heard:
        desk.run(resolve, [SEARCH], " ")
    assert isinstance(heard.args[0], RuleError)
    qtbot.waitUntil(lambda: not desk.jobs)
    assert (told, desk.revision) == ([], before)


def test_that_a_form_can_hear_its_own_refusal(qtbot: QtBot, desk: Desk) -> None:
    elsewhere: list[object] = []
    here: list[RuleError] = []
    desk.refused.connect(elsewhere.append)
    job = desk.run(resolve, [SEARCH], "")
    job.on_refusal = here.append
    qtbot.waitUntil(lambda: bool(here))
    assert not elsewhere


def test_that_a_mistake_of_the_program_is_logged_and_said(
    qtbot: QtBot, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(tx: Transaction) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(desk.failed) as heard:
        desk.run(faulty)
    assert isinstance(heard.args[0], ZeroDivisionError)
    assert "faulty failed" in caplog.text
    finished(qtbot, desk, lambda: desk.run(record_event, "the desk goes on"))
    assert desk.revision > 0


def test_that_undo_and_redo_take_the_same_road(
    qtbot: QtBot, desk: Desk, told: list[Touched]
) -> None:
    finished(qtbot, desk, lambda: desk.run(edit_person, HAIYAN, {"city": "Izmir"}))
    entry = desk.next_undo()
    assert entry is not None
    assert entry.verb == "edit_person"
    finished(qtbot, desk, desk.undo)
    assert city(desk) == "Antalya"
    finished(qtbot, desk, desk.redo)
    assert city(desk) == "Izmir"
    assert [t.ids("person") for t in told] == [frozenset({HAIYAN})] * 3


def test_that_there_is_nothing_to_redo_at_first(desk: Desk) -> None:
    assert desk.redo() is None
    assert desk.next_redo() is None


def test_that_the_workstation_next_door_is_heard(
    qtbot: QtBot, desk: Desk, told: list[Touched], incident_path: Path, clock: Clock
) -> None:
    other = as_colleague(incident_path, clock)
    other.run(take, [SEARCH])
    other.close()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].entries[0].officer == COLLEAGUE
    assert told[0].ids("request") == frozenset({SEARCH})


def test_that_what_is_too_much_to_name_is_everything(
    qtbot: QtBot, desk: Desk, told: list[Touched], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "MANY", 3)

    def crowd(tx: Transaction) -> None:
        for number in range(9):
            tx.add(somebody(f"赵{number}"))
        tx.describe("Event: {text}", text="a crowd")

    finished(qtbot, desk, lambda: desk.run(crowd))
    assert told[0].records is None
    assert told[0].ids("movement") is None
    assert told[0].any_of("movement")


def test_that_a_new_name_of_the_incident_is_known_at_once(qtbot: QtBot, desk: Desk) -> None:
    finished(qtbot, desk, lambda: desk.run(rename_incident, "Turkey"))
    assert desk.incident.name == "Turkey"


def test_that_fetch_answers_later_on_the_gui_thread(qtbot: QtBot, desk: Desk) -> None:
    answers: list[tuple[str, bool]] = []
    asked_in: list[int] = []

    def query(connection: Connection) -> str:
        asked_in.append(get_ident())
        return persons(connection, [LEI])[0].native_name

    desk.fetch(lambda name: answers.append((name, get_ident() == here)), query)
    here = get_ident()
    assert not answers
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [("陈磊", True)]
    assert asked_in[0] != here


def test_that_long_work_reports_and_can_be_stopped(
    qtbot: QtBot, desk: Desk, told: list[Touched]
) -> None:
    begun = Event()

    def slow(tx: Transaction, step: Step) -> None:
        tx.add(somebody("赵国强"))
        tx.describe("Event: {text}", text="slow")
        for done in range(1_000_000):
            begun.set()
            step(done, 1_000_000, "slow")

    job = desk.run_long("Slow", slow)
    progress: list[tuple[int, int, str]] = []
    job.progressed.connect(lambda *said: progress.append(said))
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    qtbot.waitUntil(lambda: not desk.jobs)
    assert progress[0] == (0, 1_000_000, "slow")
    assert not told
    assert not desk.ask(persons, [7])


def test_that_only_long_work_shows_in_the_strip(qtbot: QtBot, desk: Desk) -> None:
    changes: list[bool] = []
    desk.jobs_changed.connect(lambda: changes.append(True))
    finished(qtbot, desk, lambda: desk.run(record_event, "x"))
    assert not changes
    finished(qtbot, desk, lambda: desk.work("Reading", lambda step: step(1, 2, "x")))
    assert len(changes) == 2


def test_that_closing_finishes_what_was_asked_for(qtbot: QtBot, incident_path: Path) -> None:
    desk = Desk(incident_path, "Li Kai")
    desk.run(edit_person, XIAO, {"city": "Bursa"})
    desk.close()
    again = Desk(incident_path, "Li Kai")
    assert city(again, XIAO) == "Bursa"
    again.close()


def test_that_a_file_that_cannot_be_used_is_said_at_the_door(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no incident file"):
        Desk(tmp_path / "none.situation", "Li Kai")

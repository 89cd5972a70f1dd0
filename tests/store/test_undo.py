"""Undo puts back exactly what an entry changed, or says why it cannot."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from situationroom.commands.events import record_event
from situationroom.commands.handoffs import make_handoff
from situationroom.commands.households import form_household, leave_household
from situationroom.commands.journeys import depart
from situationroom.commands.people import add_person, edit_person, set_safety
from situationroom.commands.requests import add_note, take
from situationroom.commands.shelters import check_in, check_out
from situationroom.commands.transport import (
    assign,
    close_movement,
    edit_movement,
    start_boarding,
)
from situationroom.models import Person
from situationroom.models.errors import RuleError
from situationroom.models.journal import Entry
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import Safety
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.people import persons
from situationroom.store.undo import next_redo, next_undo, redo, undo
from situationroom.store.verify import verify
from situationroom.words import entry_text, sentence
from tests.cast import (
    COACH,
    COLLEAGUE,
    EMBASSY,
    HAIYAN,
    HALL,
    LEI,
    NUO,
    OFFICER,
    SEARCH,
    XIAO,
    Clock,
    as_colleague,
    records,
    somebody,
    tables,
)

Act = Callable[[IncidentFile], Entry]


@pytest.fixture
def colleague(
    incident_path: Path, incident_file: IncidentFile, clock: Clock
) -> Iterator[IncidentFile]:
    file = as_colleague(incident_path, clock)
    yield file
    file.close()


def act(file: IncidentFile, command: Callable[..., object], *args: object) -> Entry:
    """Run a command that leaves an entry."""
    entry = file.run(command, *args)[1]
    assert entry is not None
    return entry


def refusal(file: IncidentFile, revision: int) -> str:
    """Why undoing is refused; a refusal changes nothing."""
    before = tables(file)
    with pytest.raises(RuleError) as told:
        file.run(undo, revision)
    assert tables(file) == before
    return sentence(told.value)


@pytest.mark.parametrize(
    "command",
    [
        lambda tx: add_person(tx, somebody()),
        lambda tx: edit_person(tx, HAIYAN, {"city": "Izmir", "remarks": "x"}),
        lambda tx: set_safety(tx, [HAIYAN, LEI, NUO], Safety.SAFE),
        lambda tx: form_household(tx, "组", [HAIYAN, XIAO]),
        lambda tx: leave_household(tx, [NUO], "with her aunt"),
        lambda tx: add_note(tx, SEARCH, "called the hostel"),
        lambda tx: assign(tx, COACH, [HAIYAN, LEI, NUO]),
        lambda tx: check_in(tx, [HAIYAN, LEI, NUO], HALL),
        lambda tx: close_movement(tx, COACH),
    ],
)
def test_that_an_undo_restores_every_record_and_what_follows(
    incident_file: IncidentFile, command: Callable[..., object]
) -> None:
    before = records(incident_file)
    entry = act(incident_file, command)
    after = records(incident_file)
    assert after != before
    act(incident_file, undo, entry.revision)
    assert records(incident_file) == before
    redone = incident_file.ask(next_redo, OFFICER)
    assert redone is not None
    act(incident_file, redo, redone.revision)
    assert records(incident_file) == after
    assert incident_file.ask(verify).ok


def test_that_an_undone_number_is_never_given_again(incident_file: IncidentFile) -> None:
    entry = act(incident_file, add_person, somebody("赵一"))
    act(incident_file, undo, entry.revision)
    assert incident_file.run(add_person, somebody("赵二"))[0].id == 8


def test_that_nobody_undoes_a_colleagues_entry(
    incident_file: IncidentFile, colleague: IncidentFile
) -> None:
    entry = act(incident_file, take, [SEARCH])
    said = refusal(colleague, entry.revision)
    assert said == f"Entry {entry.revision} is {OFFICER}'s; each officer undoes only their own."


def test_that_an_undo_is_refused_when_the_record_was_changed_since(
    incident_file: IncidentFile, colleague: IncidentFile
) -> None:
    entry = act(incident_file, edit_person, HAIYAN, {"city": "Izmir"})
    later = act(colleague, edit_person, HAIYAN, {"city": "Bursa"})
    said = refusal(incident_file, entry.revision)
    assert said.startswith("0001-3 陈海燕 was changed since by " + COLLEAGUE)
    assert f"entry {later.revision}" in said


def test_that_another_field_of_the_record_does_not_stand_in_the_way(
    incident_file: IncidentFile, colleague: IncidentFile
) -> None:
    entry = act(incident_file, edit_person, HAIYAN, {"city": "Izmir"})
    act(colleague, edit_person, HAIYAN, {"remarks": "asked again"})
    act(incident_file, undo, entry.revision)
    haiyan = incident_file.ask(persons, [HAIYAN])[0]
    assert (haiyan.city, haiyan.remarks) == ("Antalya", "asked again")


def test_that_a_record_somebody_built_on_cannot_be_taken_away(
    incident_file: IncidentFile, colleague: IncidentFile
) -> None:
    entry = act(incident_file, add_person, somebody("赵国强"))
    act(colleague, form_household, "赵家", [7, XIAO])
    assert "was changed since by " + COLLEAGUE in refusal(incident_file, entry.revision)


def test_that_what_points_to_a_record_keeps_it(
    incident_file: IncidentFile, colleague: IncidentFile
) -> None:
    entry = act(incident_file, add_person, somebody("赵国强"))
    act(colleague, assign, COACH, [7])
    assert refusal(incident_file, entry.revision).startswith("Something else still points to")


def test_that_an_entry_is_undone_once(incident_file: IncidentFile) -> None:
    entry = act(incident_file, take, [SEARCH])
    act(incident_file, undo, entry.revision)
    assert refusal(incident_file, entry.revision) == f"Entry {entry.revision} was undone before."


def test_that_an_entry_that_is_not_there_cannot_be_undone(incident_file: IncidentFile) -> None:
    assert refusal(incident_file, 999) == "There is no entry 999 in the journal."


def test_that_what_happened_outside_is_never_undone(incident_file: IncidentFile) -> None:
    for command in (close_movement, start_boarding, depart):
        entry = act(incident_file, command, COACH)
    assert "cannot be undone" in refusal(incident_file, entry.revision)
    sent = act(incident_file, make_handoff, EMBASSY)
    assert "cannot be undone" in refusal(incident_file, sent.revision)
    assert "cannot be undone" in refusal(incident_file, 1)


def test_that_an_undo_obeys_the_rules_of_the_cell(
    incident_file: IncidentFile, colleague: IncidentFile
) -> None:
    wider = act(incident_file, edit_movement, COACH, {"capacity": Capacity(8)})
    act(colleague, assign, COACH, [HAIYAN, LEI, NUO, XIAO])
    newcomer = colleague.run(add_person, somebody())[0]
    act(colleague, assign, COACH, [newcomer.id])
    assert "B-07 has 4 places" in refusal(incident_file, wider.revision)


def test_that_a_check_out_cannot_be_undone_into_two_beds(
    incident_file: IncidentFile, colleague: IncidentFile
) -> None:
    act(incident_file, check_in, [XIAO], HALL)
    left = act(incident_file, check_out, [XIAO])
    act(colleague, check_in, [XIAO], 2)
    assert "two places at once" in refusal(incident_file, left.revision)


def test_that_the_undo_key_takes_back_my_own_last_act(
    incident_file: IncidentFile, colleague: IncidentFile
) -> None:
    mine = act(incident_file, take, [SEARCH])
    act(colleague, add_note, 2, "somebody else's")
    offered = incident_file.ask(next_undo, OFFICER)
    assert offered is not None
    assert offered.revision == mine.revision


def test_that_undo_and_redo_walk_back_and_forth(incident_file: IncidentFile) -> None:
    states = [records(incident_file)]
    for city in ("Izmir", "Bursa", "Adana"):
        act(incident_file, edit_person, HAIYAN, {"city": city})
        states.append(records(incident_file))
    for expected in states[2::-1]:
        entry = incident_file.ask(next_undo, OFFICER)
        assert entry is not None
        act(incident_file, undo, entry.revision)
        assert records(incident_file) == expected
    for expected in states[1:]:
        entry = incident_file.ask(next_redo, OFFICER)
        assert entry is not None
        act(incident_file, redo, entry.revision)
        assert records(incident_file) == expected
    assert incident_file.ask(next_redo, OFFICER) is None


def test_that_a_new_act_ends_redoing(incident_file: IncidentFile) -> None:
    act(incident_file, undo, act(incident_file, take, [SEARCH]).revision)
    assert incident_file.ask(next_redo, OFFICER) is not None
    act(incident_file, record_event, "the airport is open again")
    assert incident_file.ask(next_redo, OFFICER) is None


def test_that_the_journal_shows_what_was_taken_back(incident_file: IncidentFile) -> None:
    entry = act(incident_file, take, [SEARCH])
    undone = act(incident_file, undo, entry.revision)
    assert undone.undoes == entry.revision
    assert entry_text(undone) == "Undo: " + entry_text(entry)


def test_that_a_refused_command_leaves_not_even_a_revision(incident_file: IncidentFile) -> None:
    before = tables(incident_file)
    with pytest.raises(RuleError):
        incident_file.run(add_person, Person(0))
    assert tables(incident_file) == before
    revision = incident_file.ask(last_revision)
    assert act(incident_file, record_event, "goes on").revision == revision + 1


def test_that_a_mistake_in_the_program_leaves_nothing(incident_file: IncidentFile) -> None:
    before = tables(incident_file)

    def faulty(tx: object) -> None:
        add_person(tx, somebody())  # type: ignore[arg-type]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        incident_file.run(faulty)
    assert tables(incident_file) == before

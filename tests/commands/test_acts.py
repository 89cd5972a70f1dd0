"""What an officer can do, and what the cell's rules refuse."""

from datetime import timedelta

import pytest

from situationroom.commands.calls import take_call
from situationroom.commands.events import record_decision, record_event
from situationroom.commands.households import form_household, leave_household
from situationroom.commands.incidents import rename_incident, set_exercise_time, set_targets
from situationroom.commands.people import (
    add_person,
    confirm_death,
    edit_person,
    report_death,
    set_presence,
    set_safety,
)
from situationroom.commands.requests import (
    acknowledge,
    add_note,
    attempt,
    close_requests,
    hand_over,
    reopen,
    resolve,
    set_priority,
    take,
    wait_until,
)
from situationroom.models import Note, Person, Report, Request
from situationroom.models.errors import RuleError
from situationroom.models.incident import Targets
from situationroom.models.vocabulary import (
    NoteKind,
    Presence,
    Priority,
    RequestStatus,
    Safety,
)
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.people import members, persons
from situationroom.store.queries.requests import notes_of, requests
from situationroom.words import entry_text
from tests.cast import (
    AHMET,
    EVACUATION,
    HAIYAN,
    LEI,
    NOW,
    NUO,
    OFFICER,
    PAPERS,
    SEARCH,
    XIAO,
    Clock,
    a_request,
    as_colleague,
    somebody,
)


def one(file: IncidentFile, request: int = SEARCH) -> Request:
    return file.ask(requests, [request])[0]


def notes(file: IncidentFile, request: int = SEARCH) -> list[Note]:
    return file.ask(notes_of, request)


def test_that_a_person_needs_something_to_be_known_by(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="Give at least a name"):
        incident_file.run(add_person, Person(0, city="Izmir"))
    with pytest.raises(RuleError, match="Give at least a name"):
        incident_file.run(
            edit_person, XIAO, {"native_name": "", "surname": "", "given_names": "",
                                "documents": ()}
        )  # fmt: skip


def test_that_a_death_takes_two_officers_and_a_source(
    incident_file: IncidentFile, clock: Clock
) -> None:
    for command, args in (
        (set_safety, ([XIAO], Safety.DECEASED)),
        (edit_person, (XIAO, {"safety": Safety.DECEASED})),
        (report_death, (XIAO, " ")),
        (confirm_death, (XIAO,)),
    ):
        with pytest.raises(RuleError):
            incident_file.run(command, *args)
    incident_file.run(report_death, XIAO, "Ankara city hospital")
    with pytest.raises(RuleError, match="two different officers"):
        incident_file.run(confirm_death, XIAO)
    colleague = as_colleague(incident_file.path, clock)
    colleague.run(confirm_death, XIAO)
    colleague.close()
    told = incident_file.ask(persons, [XIAO])[0]
    assert (told.safety, told.death_reported_by) == (Safety.DECEASED, OFFICER)


def test_that_how_somebody_is_has_a_time(incident_file: IncidentFile, clock: Clock) -> None:
    clock.advance(minutes=5)
    incident_file.run(set_safety, [XIAO, AHMET], Safety.SAFE)
    assert {p.safety_at for p in incident_file.ask(persons, [XIAO, AHMET])} == {clock()}


def test_that_households_are_formed_and_left_with_a_reason(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="at least two"):
        incident_file.run(form_household, "单", [XIAO, XIAO])
    with pytest.raises(RuleError, match="Say why"):
        incident_file.run(leave_household, [NUO], "")
    incident_file.run(leave_household, [NUO], "with her aunt")
    assert [p.id for p in incident_file.ask(members, 1)] == [HAIYAN, LEI]


def test_that_a_request_lives_its_life(incident_file: IncidentFile, clock: Clock) -> None:
    incident_file.run(take, [SEARCH])
    clock.advance(minutes=5)
    incident_file.run(acknowledge, [SEARCH])
    assert one(incident_file).acknowledged_at == clock()
    incident_file.run(add_note, SEARCH, "called the hostel")
    assert one(incident_file).status is RequestStatus.IN_PROGRESS
    incident_file.run(attempt, SEARCH, "no answer", clock() + timedelta(hours=1))
    assert one(incident_file).status is RequestStatus.WAITING
    incident_file.run(resolve, [SEARCH], "found at the airport")
    incident_file.run(close_requests, [SEARCH])
    assert one(incident_file).closed_at == clock()
    incident_file.run(reopen, [SEARCH], "lost again")
    again = one(incident_file)
    assert (again.status, again.owner) == (RequestStatus.NEW, OFFICER)
    assert again.due_at == clock() + timedelta(minutes=15)
    assert [note.kind for note in notes(incident_file)] == [
        NoteKind.NOTE, NoteKind.OUTCOME, NoteKind.ATTEMPT, NoteKind.NOTE,
    ]  # fmt: skip


def test_that_many_requests_are_worked_at_once_or_not_at_all(incident_file: IncidentFile) -> None:
    incident_file.run(acknowledge, [PAPERS])
    with pytest.raises(RuleError, match="0003-7 was acknowledged before"):
        incident_file.run(acknowledge, [SEARCH, PAPERS])
    assert one(incident_file).status is RequestStatus.NEW
    entry = incident_file.run(hand_over, [SEARCH, EVACUATION, PAPERS], "Wang", "night shift")[1]
    assert {r.owner for r in incident_file.ask(requests, [1, 2, 3])} == {"Wang"}
    assert entry is not None
    assert entry_text(entry) == "Handed 0001-3, 0002-1, 0003-7 over to Wang"


def test_that_closing_comes_after_resolving(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="Resolve request 0001-3"):
        incident_file.run(close_requests, [SEARCH])


def test_that_a_correction_points_to_the_old_note(incident_file: IncidentFile) -> None:
    first = incident_file.run(add_note, SEARCH, "room 12")[0]
    incident_file.run(add_note, SEARCH, "room 21", first.id)
    assert [(n.text, n.corrects) for n in notes(incident_file)] == [
        ("room 21", first.id),
        ("room 12", None),
    ]
    with pytest.raises(RuleError, match="Write something"):
        incident_file.run(add_note, SEARCH, " ")


def test_that_waiting_is_for_a_time_to_come(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="still to come"):
        incident_file.run(wait_until, [SEARCH], NOW)


def test_that_an_attempt_without_words_is_kept(incident_file: IncidentFile) -> None:
    incident_file.run(attempt, SEARCH, "", NOW + timedelta(hours=1))
    assert notes(incident_file)[0].text == "—"


def test_that_a_call_is_kept_with_whom_and_what_it_is_about(incident_file: IncidentFile) -> None:
    report = Report(0, NOW, caller="孙伟", caller_phone="+8613900000000")
    draft = a_request(description="联系不上", priority=Priority.RED)
    kept = incident_file.run(take_call, report, [XIAO], [somebody("赵国强")], draft)[0]
    assert kept.persons == (XIAO, 7)
    assert kept.officer == OFFICER
    asked = one(incident_file, kept.request or 0)
    assert (asked.persons, asked.party) == ((XIAO, 7), 2)
    assert asked.due_at == NOW + timedelta(minutes=15)


def test_that_a_second_call_is_added_to_the_open_request(incident_file: IncidentFile) -> None:
    report = Report(0, NOW, caller="孙伟")
    kept = incident_file.run(take_call, report, [AHMET], [], None, SEARCH)[0]
    assert kept.request == SEARCH
    assert one(incident_file).persons == (XIAO, AHMET)
    assert notes(incident_file)[0].text == "孙伟"


def test_that_an_empty_call_is_refused(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="Say who the call is about"):
        incident_file.run(take_call, Report(0, NOW), [], [], None)


def test_that_a_call_with_nothing_but_persons_is_kept(incident_file: IncidentFile) -> None:
    kept, entry = incident_file.run(take_call, Report(0, NOW), [XIAO], [], None)
    assert kept.request is None
    assert entry is not None
    assert entry_text(entry)


def test_that_targets_move_the_clocks_of_later_requests(incident_file: IncidentFile) -> None:
    incident_file.run(set_targets, Targets(yellow_minutes=60))
    incident_file.run(set_priority, [PAPERS], Priority.YELLOW)
    assert one(incident_file, PAPERS).due_at == NOW + timedelta(minutes=60)


def test_that_a_drill_runs_on_exercise_time(incident_file: IncidentFile, clock: Clock) -> None:
    start = clock() + timedelta(days=3)
    incident_file.run(set_exercise_time, start, clock())
    assert incident_file.now() == start
    entry = incident_file.run(record_event, "exercise begins")[1]
    assert entry is not None
    assert entry.at == start


def test_that_the_incident_keeps_a_name(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="needs a name"):
        incident_file.run(rename_incident, " ")
    incident_file.run(rename_incident, "Turkey")
    assert incident_file.ask(the_incident).name == "Turkey"


def test_that_events_and_decisions_are_entries(incident_file: IncidentFile) -> None:
    for command in (record_event, record_decision):
        with pytest.raises(RuleError, match="Say in a few words"):
            incident_file.run(command, " ")
        entry = incident_file.run(command, " we do not send the bus ")[1]
        assert entry is not None
        assert entry.values["text"] == "we do not send the bus"
        assert entry.changes == ()


def test_that_presence_is_typed_and_stage_is_not(incident_file: IncidentFile) -> None:
    incident_file.run(set_presence, [XIAO], Presence.STAYING)
    assert incident_file.ask(persons, [XIAO])[0].presence is Presence.STAYING

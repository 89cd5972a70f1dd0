"""Working a request: tasks, links, split and join, corrections, a whole shift handed over."""

from datetime import timedelta

import pytest

from situationroom.commands.calls import take_call
from situationroom.commands.followups import add_task, finish_task, give_task, move_task
from situationroom.commands.reports import (
    lead_to,
    list_needs_no_request,
    needs_no_request,
    open_for_report,
    search_for,
)
from situationroom.commands.request_links import (
    add_persons,
    join,
    relate,
    remove_persons,
    split,
    unrelate,
)
from situationroom.commands.requests import (
    acknowledge,
    add_note,
    attempt,
    hand_over_shift,
    reopen,
    resolve,
    set_priority,
    take,
)
from situationroom.models import Note, Report, Request
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Category, LinkKind, NoteKind, Priority, RequestStatus
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.followups import (
    linked_to,
    links_of,
    next_tasks,
    open_tasks,
    standing,
    tasks_due,
    tasks_of,
)
from situationroom.store.queries.reports import reports_of_request
from situationroom.store.queries.requests import (
    RequestFilter,
    notes_of,
    request_ids,
    requests,
)
from situationroom.store.transaction import Transaction
from situationroom.store.undo import next_undo, undo
from situationroom.store.verify import verify
from tests.cast import (
    AHMET,
    COLLEAGUE,
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
    as_colleague,
    records,
)


def one(file: IncidentFile, request: int = SEARCH) -> Request:
    return file.ask(requests, [request])[0]


def notes(file: IncidentFile, request: int = SEARCH) -> list[Note]:
    return file.ask(notes_of, request)


def undo_last(file: IncidentFile) -> None:
    entry = file.ask(next_undo, file.officer)
    assert entry is not None
    file.run(undo, entry.revision)


# --- follow-up tasks -----------------------------------------------------------------------------


def test_that_a_request_has_several_tasks_each_with_its_owner(incident_file: IncidentFile) -> None:
    later, soon = NOW + timedelta(hours=2), NOW + timedelta(minutes=20)
    incident_file.run(add_task, SEARCH, "ask the university", later, COLLEAGUE)
    incident_file.run(add_task, SEARCH, "call the mother back", soon)
    told = incident_file.ask(tasks_of, SEARCH)
    assert [(t.what, t.owner) for t in told] == [
        ("call the mother back", OFFICER),
        ("ask the university", COLLEAGUE),
    ]
    assert incident_file.ask(next_tasks, [SEARCH])[SEARCH].what == "call the mother back"
    assert [t.what for t in incident_file.ask(open_tasks, COLLEAGUE)] == ["ask the university"]


def test_that_a_task_comes_due_and_is_done_once(incident_file: IncidentFile, clock: Clock) -> None:
    task, _ = incident_file.run(add_task, SEARCH, "call back", NOW + timedelta(minutes=20))
    assert incident_file.ask(tasks_due, clock(), 9) == []
    clock.advance(minutes=25)
    due = incident_file.ask(tasks_due, clock(), 9)
    assert [(t.what, r.id) for t, r in due] == [("call back", SEARCH)]
    incident_file.run(finish_task, task.id, "told her")
    assert incident_file.ask(tasks_due, clock(), 9) == []
    colleague = as_colleague(incident_file.path, clock)
    with pytest.raises(RuleError, match=f"{OFFICER} has done this already: call back"):
        colleague.run(finish_task, task.id)
    colleague.close()
    assert incident_file.ask(tasks_of, SEARCH)[0].result == "told her"


def test_that_a_task_is_put_off_and_given_away(incident_file: IncidentFile) -> None:
    task, _ = incident_file.run(add_task, SEARCH, "call back", NOW + timedelta(minutes=20))
    incident_file.run(move_task, task.id, NOW + timedelta(hours=3))
    incident_file.run(give_task, task.id, COLLEAGUE)
    now = incident_file.ask(tasks_of, SEARCH)[0]
    assert (now.due_at, now.owner) == (NOW + timedelta(hours=3), COLLEAGUE)
    with pytest.raises(RuleError):
        incident_file.run(move_task, task.id, NOW)
    with pytest.raises(RuleError):
        incident_file.run(give_task, task.id, " ")
    for what, at in ((" ", NOW + timedelta(hours=1)), ("late", NOW)):
        with pytest.raises(RuleError):
            incident_file.run(add_task, SEARCH, what, at)


def test_that_what_is_due_comes_back_to_the_top(incident_file: IncidentFile, clock: Clock) -> None:
    incident_file.run(attempt, PAPERS, "no answer", NOW + timedelta(minutes=30))
    incident_file.run(acknowledge, [SEARCH])

    def top(view: str) -> list[int]:
        return incident_file.ask(request_ids, RequestFilter(clock(), view, OFFICER))

    assert (top("open")[0], top("due")) == (EVACUATION, [])
    clock.advance(minutes=31)
    assert top("open")[:2] == [EVACUATION, PAPERS]
    assert top("due") == [PAPERS]
    with pytest.raises(RuleError, match="still to come"):
        incident_file.run(attempt, PAPERS, "", NOW)


# --- who it is about, and what belongs together --------------------------------------------------


def test_that_persons_come_to_a_request_and_leave_it(incident_file: IncidentFile) -> None:
    incident_file.run(add_persons, SEARCH, [AHMET, AHMET])
    assert (one(incident_file).persons, one(incident_file).party) == ((XIAO, AHMET), 2)
    with pytest.raises(RuleError, match="about them already"):
        incident_file.run(add_persons, SEARCH, [AHMET])
    incident_file.run(remove_persons, SEARCH, [AHMET], "was somebody else")
    assert (one(incident_file).persons, one(incident_file).party) == ((XIAO,), 1)
    assert "was somebody else" in notes(incident_file)[0].text
    with pytest.raises(RuleError, match="nobody of these"):
        incident_file.run(remove_persons, SEARCH, [AHMET])


def test_that_a_link_is_read_from_both_ends(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="Say how"):
        incident_file.run(relate, SEARCH, PAPERS, "")
    link, _ = incident_file.run(relate, SEARCH, PAPERS, "same hotel")
    for here, there in ((SEARCH, PAPERS), (PAPERS, SEARCH)):
        found = incident_file.ask(linked_to, here)
        assert [(f.request.id, f.link.reason) for f in found] == [(there, "same hotel")]
    for pair in ((PAPERS, SEARCH), (SEARCH, SEARCH)):
        with pytest.raises(RuleError):
            incident_file.run(relate, *pair, "again")
    incident_file.run(unrelate, link.id)
    assert incident_file.ask(links_of, SEARCH) == []
    with pytest.raises(RuleError):
        incident_file.run(unrelate, link.id)


def test_that_a_split_takes_some_and_points_both_ways(incident_file: IncidentFile) -> None:
    before = records(incident_file)
    for nobody_or_all in ([], [XIAO], [HAIYAN, LEI, NUO]):
        with pytest.raises(RuleError, match="not all"):
            incident_file.run(split, EVACUATION, nobody_or_all)
    new, _ = incident_file.run(split, EVACUATION, [LEI], "he stays with his firm")
    old = one(incident_file, EVACUATION)
    assert (old.persons, old.party) == ((HAIYAN, NUO), 2)
    assert (new.persons, new.party, new.due_at) == ((LEI,), 1, old.due_at)
    assert new.number in notes(incident_file, EVACUATION)[0].text
    assert old.number in notes(incident_file, new.id)[0].text
    link = incident_file.ask(linked_to, new.id)[0]
    assert (link.request.id, link.link.kind) == (EVACUATION, LinkKind.SPLIT)
    undo_last(incident_file)
    assert records(incident_file) == before


def test_that_a_joined_number_finds_the_other_and_everything_follows(
    incident_file: IncidentFile,
) -> None:
    file = incident_file
    file.run(add_note, PAPERS, "lost in a taxi")
    file.run(add_task, PAPERS, "ask the taxi firm", NOW + timedelta(hours=1))
    file.run(relate, PAPERS, EVACUATION, "same flight")
    before = records(file)
    file.run(join, SEARCH, PAPERS)
    kept, gone = one(file), one(file, PAPERS)
    assert (kept.persons, kept.party, kept.priority) == ((XIAO, AHMET), 2, Priority.RED)
    assert (gone.status, gone.joined_into) == (RequestStatus.CLOSED, SEARCH)
    assert file.ask(standing, PAPERS) == SEARCH
    assert "lost in a taxi" in [note.text for note in notes(file)]
    assert [t.what for t in file.ask(tasks_of, SEARCH)] == ["ask the taxi firm"]
    others = {(f.request.id, f.link.kind) for f in file.ask(linked_to, SEARCH)}
    assert others == {(EVACUATION, LinkKind.RELATED), (PAPERS, LinkKind.JOINED)}
    with pytest.raises(RuleError, match="went into"):
        file.run(reopen, [PAPERS], "why")
    with pytest.raises(RuleError):
        file.run(join, PAPERS, EVACUATION)
    undo_last(file)
    assert records(file) == before
    assert file.ask(verify).ok


def test_that_a_call_on_a_number_that_went_is_kept_with_the_other(
    incident_file: IncidentFile,
) -> None:
    incident_file.run(join, SEARCH, PAPERS)
    report = Report(0, NOW, headers=("what",), cells=("he is fine",), caller="陈志明")
    kept, _ = incident_file.run(take_call, report, [HAIYAN], [], None, PAPERS)
    assert kept.request == SEARCH
    assert HAIYAN in one(incident_file).persons


def test_that_a_call_on_a_resolved_request_brings_it_back_on_the_list(
    incident_file: IncidentFile, clock: Clock
) -> None:
    incident_file.run(resolve, [EVACUATION], "On the coach")
    clock.advance(minutes=30)
    _, entry = incident_file.run(take_call, Report(0, NOW), [], [], None, EVACUATION)
    (asked,) = incident_file.ask(requests, [EVACUATION])
    assert asked.status is RequestStatus.NEW
    assert asked.due_at == clock() + timedelta(minutes=30)
    assert entry is not None and "back on the list" in entry.template
    incident_file.run(undo, entry.revision)
    (before,) = incident_file.ask(requests, [EVACUATION])
    assert before.status is RequestStatus.RESOLVED


def test_that_numbers_joined_twice_find_the_last(incident_file: IncidentFile) -> None:
    incident_file.run(join, SEARCH, PAPERS)
    incident_file.run(join, EVACUATION, SEARCH)
    assert incident_file.ask(standing, PAPERS) == EVACUATION
    assert one(incident_file, PAPERS).joined_into == EVACUATION


# --- notes, two officers, the shift --------------------------------------------------------------


def test_that_a_correction_points_to_a_note_of_its_own_request(incident_file: IncidentFile) -> None:
    wrong, _ = incident_file.run(add_note, SEARCH, "hotel Ada")
    right, _ = incident_file.run(add_note, SEARCH, "hotel Asa", wrong.id)
    assert (right.corrects, [n.text for n in notes(incident_file)]) == (
        wrong.id,
        ["hotel Asa", "hotel Ada"],
    )
    with pytest.raises(RuleError, match="of the note it corrects"):
        incident_file.run(add_note, PAPERS, "x", wrong.id)


def test_that_the_second_to_resolve_hears_what_the_first_did(
    incident_file: IncidentFile, clock: Clock
) -> None:
    colleague = as_colleague(incident_file.path, clock)
    colleague.run(resolve, [SEARCH], "found at the university")
    colleague.close()
    with pytest.raises(RuleError) as refused:
        incident_file.run(resolve, [SEARCH], "her father called")
    said = str(refused.value)
    assert f"{COLLEAGUE} has resolved request {one(incident_file).number} at 07-16 10:00" in said
    assert "found at the university" in said
    incident_file.run(add_note, SEARCH, "her father called")
    assert one(incident_file).status is RequestStatus.RESOLVED


def test_that_a_whole_shift_goes_over_in_one_entry(incident_file: IncidentFile) -> None:
    file = incident_file
    with pytest.raises(RuleError, match="nothing to hand over"):
        file.run(hand_over_shift, COLLEAGUE, "")
    file.run(take, [SEARCH, EVACUATION])
    file.run(add_task, SEARCH, "call back", NOW + timedelta(hours=1))
    before = records(file)
    with pytest.raises(RuleError, match="yourself"):
        file.run(hand_over_shift, OFFICER, "")
    assert file.run(hand_over_shift, COLLEAGUE, "mother calls at noon")[0] == 2
    assert {one(file, r).owner for r in (SEARCH, EVACUATION)} == {COLLEAGUE}
    assert [t.what for t in file.ask(open_tasks, COLLEAGUE)] == ["call back"]
    last = notes(file)[0]
    assert (last.kind, last.text) == (NoteKind.HANDOVER, f"→ {COLLEAGUE}: mother calls at noon")
    undo_last(file)
    assert records(file) == before
    file.run(hand_over_shift, "", "")
    assert one(file).owner == ""


# --- what became of a report ---------------------------------------------------------------------


def _told(file: IncidentFile, *persons: int) -> int:
    return file.run(_keep, Report(0, NOW, persons=persons, caller="陈志明"))[0]


def _keep(tx: Transaction, report: Report) -> int:
    tx.describe("Call on request {number}", number="")
    return tx.add(report).id


def test_that_a_report_leads_to_a_request_or_says_why_not(incident_file: IncidentFile) -> None:
    file, report = incident_file, _told(incident_file, HAIYAN)
    with pytest.raises(RuleError, match="Say why"):
        file.run(needs_no_request, [report], " ")
    file.run(needs_no_request, [report], "asked about the weather")
    request, _ = file.run(open_for_report, report, Category.SHELTER, Priority.YELLOW, "a bed")
    assert [r.id for r in file.ask(reports_of_request, request.id)] == [report]
    assert file.ask(reports_of_request, request.id)[0].no_request == ""
    with pytest.raises(RuleError, match="has led to"):
        file.run(needs_no_request, [report], "no")
    other = _told(file, LEI, AHMET)
    file.run(lead_to, [other], SEARCH)
    assert one(file).persons == (XIAO, LEI, AHMET)


def test_that_a_household_is_searched_for_together(incident_file: IncidentFile) -> None:
    made, _ = incident_file.run(search_for, [HAIYAN, LEI, XIAO])
    assert [r.persons for r in made] == [(HAIYAN, LEI), (XIAO,)]
    assert {(r.category, r.owner) for r in made} == {(Category.SEARCH, OFFICER)}
    with pytest.raises(RuleError):
        incident_file.run(search_for, [])
    with pytest.raises(RuleError):
        incident_file.run(list_needs_no_request, 1, "")


def test_that_the_due_time_stays_once_the_clock_has_stopped(
    incident_file: IncidentFile, clock: Clock
) -> None:
    incident_file.run(acknowledge, [PAPERS])
    due = one(incident_file, PAPERS).due_at
    incident_file.run(set_priority, [PAPERS], Priority.RED)
    assert one(incident_file, PAPERS).due_at == due
    incident_file.run(resolve, [PAPERS], "done")
    clock.advance(hours=3)
    incident_file.run(reopen, [PAPERS], "not done")
    again = one(incident_file, PAPERS)
    assert (again.clock_began, again.due_at) == (clock(), clock() + timedelta(minutes=15))

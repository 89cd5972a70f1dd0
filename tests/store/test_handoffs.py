"""A delta holds exactly what is new, changed, resolved and withdrawn; an old one never changes."""

from collections.abc import Callable
from typing import Any

import pytest

from situationroom.commands.handoffs import (
    add_recipient,
    content_of,
    make_handoff,
    mark_received,
    mark_sent,
    preview,
    record_files,
)
from situationroom.commands.merging import merge_persons
from situationroom.commands.people import add_person, confirm_death, edit_person, report_death
from situationroom.commands.requests import (
    add_note,
    close_requests,
    open_request,
    reopen,
    resolve,
    set_priority,
    take,
)
from situationroom.commands.unmerging import unmerge
from situationroom.models import Handoff, Recipient
from situationroom.models.case_number import case_number
from situationroom.models.errors import RuleError
from situationroom.models.handoff import HandoffContent, HandoffFile
from situationroom.models.vocabulary import Category, Priority
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.queries.handoffs import given_to, net_changes, recipient_named, recipients
from situationroom.store.undo import undo
from tests.cast import (
    COLLEAGUE,
    EMBASSY,
    EVACUATION,
    HAIYAN,
    PAPERS,
    SEARCH,
    XIAO,
    a_request,
    somebody,
)


def made(file: IncidentFile, recipient: int = EMBASSY, full: bool = False) -> Handoff:
    return file.run(make_handoff, recipient, full)[0]


def content(file: IncidentFile, handoff: Handoff) -> HandoffContent:
    return file.ask(content_of, handoff.id)


def spoken(told: HandoffContent) -> dict[str, list[int]]:
    """Request ids by section."""
    return {
        "new": [i.request.id for i in told.new],
        "changed": [c.item.request.id for c in told.changed],
        "resolved": [i.request.id for i in told.resolved],
        "withdrawn": [i.request.id for i in told.withdrawn],
    }


def nothing(**sections: list[int]) -> dict[str, list[int]]:
    return {"new": [], "changed": [], "resolved": [], "withdrawn": [], **sections}


def delta_after(file: IncidentFile, *acts: Callable[[IncidentFile], Any]) -> HandoffContent:
    """What a second hand-off says when only ``acts`` happened after the first."""
    made(file)
    for act in acts:
        act(file)
    return content(file, made(file))


def test_that_the_first_is_full_and_numbered_one(incident_file: IncidentFile) -> None:
    first = made(incident_file)
    assert (first.number, first.full, first.since) == (1, True, 0)
    told = content(incident_file, first)
    assert spoken(told) == nothing(new=[SEARCH, EVACUATION, PAPERS])
    assert first.requests == (SEARCH, EVACUATION, PAPERS)
    assert first.persons == (4, 1, 2, 3, 5)


def test_that_numbers_run_per_recipient(incident_file: IncidentFile) -> None:
    consulate = incident_file.run(add_recipient, Recipient(0, "Consulate General Istanbul"))[0]
    numbers = [made(incident_file).number, made(incident_file).number]
    assert [*numbers, made(incident_file, consulate.id).number] == [1, 2, 1]


def test_that_nothing_happened_is_an_empty_delta(incident_file: IncidentFile) -> None:
    assert spoken(delta_after(incident_file)) == nothing()


def test_that_a_new_request_is_new(incident_file: IncidentFile) -> None:
    told = delta_after(incident_file, lambda f: f.run(open_request, a_request(XIAO)))
    assert spoken(told) == nothing(new=[4])


def test_that_a_change_is_told_field_by_field(incident_file: IncidentFile) -> None:
    told = delta_after(
        incident_file,
        lambda f: f.run(set_priority, [PAPERS], Priority.RED),
        lambda f: f.run(edit_person, HAIYAN, {"city": "Izmir"}),
    )
    assert spoken(told) == nothing(changed=[EVACUATION, PAPERS])
    changes = {
        (c.about, c.field): (c.before, c.after) for item in told.changed for c in item.changes
    }
    assert changes == {
        ("0003-7", "priority"): ("yellow", "red"),
        ("0001-3", "city"): ("Antalya", "Izmir"),
    }


def merged_with_another(file: IncidentFile) -> None:
    """Xiao, who was handed over, turns out to be somebody who was known by another number."""
    other = file.run(add_person, somebody("单晓彤"))[0].id
    file.run(merge_persons, other, XIAO)


def test_that_a_case_number_joined_to_another_is_said_plainly(incident_file: IncidentFile) -> None:
    told = delta_after(incident_file, merged_with_another)
    assert spoken(told) == nothing(changed=[SEARCH])
    first = told.changed[0].changes[0]
    assert (first.about, first.field) == (case_number(7), "one_person")
    assert (first.before, first.after) == (f"{case_number(XIAO)} 单晓彤", case_number(7))
    assert told.changed[0].item.persons[0].id == 7


def test_that_a_number_joined_twice_is_told_on_the_last_survivor(
    incident_file: IncidentFile,
) -> None:
    def twice(file: IncidentFile) -> None:
        merged_with_another(file)
        last = file.run(add_person, somebody("单晓彤"))[0].id
        file.run(merge_persons, last, 7)

    told = delta_after(incident_file, twice)
    first = told.changed[0].changes[0]
    assert (first.field, first.before[:6], first.after) == (
        "one_person", case_number(XIAO), case_number(8),
    )  # fmt: skip


def test_that_a_merge_taken_apart_is_said_plainly(incident_file: IncidentFile) -> None:
    made(incident_file)
    merged_with_another(incident_file)
    made(incident_file)
    incident_file.run(unmerge, XIAO)
    told = content(incident_file, made(incident_file))
    assert spoken(told) == nothing(changed=[SEARCH])
    first = told.changed[0].changes[0]
    assert (first.field, first.before, first.after) == (
        "own_number", case_number(7), case_number(XIAO),
    )  # fmt: skip


def test_that_who_had_a_merged_number_is_known_by_the_survivor(incident_file: IncidentFile) -> None:
    first = made(incident_file)
    merged_with_another(incident_file)
    assert [given.handoff for given in incident_file.ask(given_to, 7)] == [first.id]
    assert incident_file.ask(given_to, 7)[0].numbers == (XIAO,)
    assert incident_file.ask(given_to, HAIYAN)[0].recipient == "Embassy Ankara"


def test_that_a_change_taken_back_is_no_change(incident_file: IncidentFile) -> None:
    def there_and_back(file: IncidentFile) -> None:
        file.run(edit_person, HAIYAN, {"city": "Izmir"})
        file.run(edit_person, HAIYAN, {"city": "Antalya"})

    assert spoken(delta_after(incident_file, there_and_back)) == nothing()


def test_that_an_undone_change_is_no_change(incident_file: IncidentFile) -> None:
    def there_and_back(file: IncidentFile) -> None:
        entry = file.run(resolve, [PAPERS], "found")[1]
        assert entry is not None
        file.run(undo, entry.revision)

    assert spoken(delta_after(incident_file, there_and_back)) == nothing()


def test_that_a_death_is_told_only_when_a_second_officer_has_confirmed_it(
    incident_file: IncidentFile,
) -> None:
    told = delta_after(incident_file, lambda f: f.run(report_death, XIAO, "Numune Hospital"))
    assert spoken(told) == nothing()
    colleague = open_incident(incident_file.path, COLLEAGUE)
    colleague.run(confirm_death, XIAO)
    colleague.close()
    changes = content(incident_file, made(incident_file)).changed[0].changes
    assert {c.field: c.after for c in changes}["safety"] == "deceased"
    assert "Numune Hospital" not in {c.after for c in changes}


def test_that_a_note_alone_is_told(incident_file: IncidentFile) -> None:
    told = delta_after(incident_file, lambda f: f.run(add_note, SEARCH, "the hostel says she left"))
    assert spoken(told) == nothing(changed=[SEARCH])
    assert told.changed[0].changes == ()
    assert told.changed[0].item.notes[0].text == "the hostel says she left"


def test_that_a_recipient_without_notes_gets_none(incident_file: IncidentFile) -> None:
    incident_file.run(add_note, SEARCH, "for the cell only")
    silent = incident_file.run(add_recipient, Recipient(0, "Airline", with_notes=False))[0]
    told = content(incident_file, made(incident_file, silent.id))
    assert all(not item.notes for item in told.new)


def test_that_resolved_is_told_once(incident_file: IncidentFile) -> None:
    told = delta_after(incident_file, lambda f: f.run(resolve, [SEARCH], "she is safe"))
    assert spoken(told) == nothing(resolved=[SEARCH])
    assert told.resolved[0].request.outcome == "she is safe"
    incident_file.run(close_requests, [SEARCH])
    assert spoken(content(incident_file, made(incident_file))) == nothing()


def test_that_a_request_opened_and_resolved_between_is_not_open_business(
    incident_file: IncidentFile,
) -> None:
    def come_and_gone(file: IncidentFile) -> None:
        request = file.run(open_request, a_request(XIAO))[0]
        file.run(resolve, [request.id], "answered at once")

    assert spoken(delta_after(incident_file, come_and_gone))["new"] == []


def test_that_a_reopened_request_comes_back_as_changed(incident_file: IncidentFile) -> None:
    made(incident_file)
    incident_file.run(resolve, [SEARCH], "safe")
    made(incident_file)
    incident_file.run(reopen, [SEARCH], "lost again")
    assert spoken(content(incident_file, made(incident_file))) == nothing(changed=[SEARCH])


def test_that_what_was_taken_back_is_withdrawn(incident_file: IncidentFile) -> None:
    entry = incident_file.run(open_request, a_request(XIAO, description="a mistake"))[1]
    assert entry is not None
    told = delta_after(incident_file, lambda f: f.run(undo, entry.revision))
    assert spoken(told) == nothing(withdrawn=[4])
    assert told.withdrawn[0].request.description == "a mistake"


def test_that_an_old_hand_off_says_the_same_for_ever(incident_file: IncidentFile) -> None:
    first = made(incident_file)
    incident_file.run(edit_person, HAIYAN, {"city": "Izmir"})
    second = made(incident_file)
    before = [content(incident_file, h) for h in (first, second)]
    incident_file.run(edit_person, HAIYAN, {"city": "Bursa", "native_name": "陈海雁"})
    incident_file.run(resolve, [SEARCH, EVACUATION], "all out")
    incident_file.run(take, [PAPERS])
    assert [content(incident_file, h) for h in (first, second)] == before


def test_that_the_record_lists_exactly_what_was_given(incident_file: IncidentFile) -> None:
    told = delta_after(
        incident_file,
        lambda f: f.run(resolve, [SEARCH], "safe"),
        lambda f: f.run(take, [PAPERS]),
    )
    assert told.handoff.requests == (PAPERS, SEARCH)
    assert set(told.handoff.persons) == {4, 5}


def test_that_a_preview_is_what_would_be_made(incident_file: IncidentFile) -> None:
    made(incident_file)
    incident_file.run(take, [PAPERS])
    seen = incident_file.ask(preview, EMBASSY, False, incident_file.now())
    told = content(incident_file, made(incident_file))
    assert (spoken(seen), seen.handoff.number) == (spoken(told), told.handoff.number)
    assert seen.changed == told.changed


def test_that_a_full_one_can_be_asked_for_at_any_time(incident_file: IncidentFile) -> None:
    made(incident_file)
    incident_file.run(resolve, [SEARCH], "safe")
    again = made(incident_file, full=True)
    assert (again.number, again.full) == (2, True)
    assert spoken(content(incident_file, again)) == nothing(new=[EVACUATION, PAPERS])


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        ({"cities": ("Antalya",)}, [EVACUATION]),
        ({"categories": (Category.SEARCH,)}, [SEARCH]),
        ({"cities": ("Antalya",), "categories": (Category.SEARCH,)}, []),
    ],
)
def test_that_a_recipient_gets_only_what_concerns_them(
    incident_file: IncidentFile, narrow: dict[str, Any], expected: list[int]
) -> None:
    consulate = incident_file.run(add_recipient, Recipient(0, "Consulate", **narrow))[0]
    assert spoken(content(incident_file, made(incident_file, consulate.id)))["new"] == expected


def test_that_sending_and_receipt_are_logged_in_order(incident_file: IncidentFile) -> None:
    first = made(incident_file)
    with pytest.raises(RuleError, match="not sent yet"):
        incident_file.run(mark_received, first.id)
    incident_file.run(record_files, first.id, [HandoffFile("a.xlsx", "00")])
    incident_file.run(mark_sent, first.id)
    with pytest.raises(RuleError, match="sent before"):
        incident_file.run(mark_sent, first.id)
    incident_file.run(mark_received, first.id)
    row = incident_file.ask(recipients)[0]
    assert row.handoffs[0].received_at is not None
    assert row.handoffs[0].files[0].name == "a.xlsx"


def test_that_a_recipient_is_found_by_name_and_needs_one(incident_file: IncidentFile) -> None:
    assert incident_file.ask(recipient_named, " embassy ankara ") is not None
    with pytest.raises(RuleError, match="needs a name"):
        incident_file.run(add_recipient, Recipient(0, "  "))


def test_that_net_changes_fold_many_entries_into_one(incident_file: IncidentFile) -> None:
    start = incident_file.run(take, [SEARCH])[1]
    assert start is not None
    for city in ("Izmir", "Bursa", "Adana"):
        last = incident_file.run(edit_person, HAIYAN, {"city": city})[1]
    assert last is not None
    net = incident_file.ask(net_changes, "person", start.revision, last.revision)
    assert net == {HAIYAN: ({"city": "Antalya"}, {"city": "Adana"})}

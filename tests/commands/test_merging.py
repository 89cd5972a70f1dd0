"""Two persons who are one, and two who were taken for one."""

from datetime import timedelta

import pytest

from situationroom.commands.calls import take_call
from situationroom.commands.merging import merge_persons, say_apart
from situationroom.commands.people import add_person, edit_person, set_safety
from situationroom.commands.requests import add_note, open_request
from situationroom.commands.shelters import check_in
from situationroom.commands.transport import (
    assign,
    board,
    close_movement,
    edit_movement,
    start_boarding,
)
from situationroom.commands.unmerging import unmerge
from situationroom.models import Person, Report
from situationroom.models.case_number import case_number
from situationroom.models.errors import RuleError
from situationroom.models.person import Document, Phone
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import BookingStatus, Safety, Sex, Source
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.merges import apart, merged_into, survivor
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import requests
from situationroom.store.queries.search import search
from situationroom.store.queries.shelters import stays_of_person
from situationroom.store.queries.transport import bookings_of_person, manifests_of
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import (
    COACH,
    HALL,
    NOW,
    OUYANG,
    SEARCH,
    XIAO,
    Clock,
    a_request,
    records,
    somebody,
    tables,
)

SCHOOL_GYM = 2


@pytest.fixture
def twice(incident_file: IncidentFile) -> int:
    """Shan Xiaotong once more, as her mother told of her."""
    draft = somebody(
        "", surname="SHAN", given_names="Xiao Tong", sex=Sex.FEMALE, birth_date="1995-06-17",
        phones=(Phone("+905321112233", "0532 111 22 33"),), city="Ankara", located_at=NOW,
        documents=(Document("P", "G55512378", "CHN"),),
    )  # fmt: skip
    return incident_file.run(add_person, draft)[0].id


def person(file: IncidentFile, id_: int) -> Person:
    return file.ask(persons, [id_])[0]


def test_that_a_merge_keeps_what_either_side_knew(incident_file: IncidentFile, twice: int) -> None:
    incident_file.run(merge_persons, XIAO, twice)
    one = person(incident_file, XIAO)
    assert (one.native_name, one.sex, one.birth_date) == ("单晓彤", Sex.FEMALE, "1995-06-17")
    assert (one.city, [p.e164 for p in one.phones]) == ("Ankara", ["+905321112233"])
    assert len(one.documents) == 1
    assert "SHAN, Xiao Tong" in one.other_names or one.given_names == "Xiao Tong"


def test_that_an_officer_chooses_the_side_of_a_field(
    incident_file: IncidentFile, twice: int
) -> None:
    incident_file.run(merge_persons, XIAO, twice, {"birth_date": "kept"})
    assert person(incident_file, XIAO).birth_date == "1995-06"


def test_that_everything_told_of_the_one_who_goes_follows(
    incident_file: IncidentFile, twice: int
) -> None:
    asked = incident_file.run(open_request, a_request(twice))[0]
    incident_file.run(take_call, Report(0, NOW, caller="母亲"), [twice], [], None, asked.id)
    incident_file.run(check_in, [twice], HALL)
    incident_file.run(assign, COACH, [twice])
    incident_file.run(merge_persons, XIAO, twice)
    assert incident_file.ask(persons, [twice]) == []
    assert incident_file.ask(requests, [asked.id])[0].persons == (XIAO,)
    assert len(incident_file.ask(stays_of_person, XIAO)) == 1
    assert incident_file.ask(bookings_of_person, XIAO)[0].status is BookingStatus.ASSIGNED
    assert incident_file.ask(verify).ok


def test_that_the_number_that_went_finds_the_survivor_through_two_merges(
    incident_file: IncidentFile, twice: int
) -> None:
    incident_file.run(merge_persons, XIAO, twice)
    incident_file.run(merge_persons, OUYANG, XIAO)
    assert incident_file.ask(survivor, twice) == OUYANG
    assert [hit.id for hit in incident_file.ask(search, case_number(twice))] == [OUYANG]
    assert {merge.gone for merge in incident_file.ask(merged_into, OUYANG)} == {XIAO, twice}


def test_that_a_request_about_both_is_about_one_afterwards(
    incident_file: IncidentFile, twice: int
) -> None:
    asked = incident_file.run(open_request, a_request(XIAO, twice, party=2))[0]
    incident_file.run(merge_persons, XIAO, twice)
    assert incident_file.ask(requests, [asked.id])[0].persons == (XIAO,)


def test_that_of_two_shelters_the_newer_stay_goes_on(
    incident_file: IncidentFile, twice: int, clock: Clock
) -> None:
    incident_file.run(check_in, [XIAO], HALL)
    clock.advance(hours=1)
    incident_file.run(check_in, [twice], SCHOOL_GYM)
    incident_file.run(merge_persons, XIAO, twice)
    stays = incident_file.ask(stays_of_person, XIAO)
    assert {(stay.unit, str(stay.status)) for stay in stays} == {
        (HALL, "checked_out"),
        (SCHOOL_GYM, "checked_in"),
    }


def test_that_two_seats_on_one_coach_become_one(incident_file: IncidentFile, twice: int) -> None:
    incident_file.run(assign, COACH, [XIAO])
    incident_file.run(assign, COACH, [twice])
    incident_file.run(close_movement, COACH)
    incident_file.run(merge_persons, XIAO, twice)
    assert len(incident_file.ask(bookings_of_person, XIAO)) == 1
    newest = max(incident_file.ask(manifests_of, COACH), key=lambda manifest: manifest.version)
    assert (newest.version, [line.person for line in newest.lines]) == (2, [XIAO])
    assert incident_file.ask(verify).ok


def test_that_two_who_were_both_counted_on_board_are_two(
    incident_file: IncidentFile, twice: int
) -> None:
    incident_file.run(assign, COACH, [XIAO, twice])
    incident_file.run(close_movement, COACH)
    incident_file.run(start_boarding, COACH)
    incident_file.run(board, COACH, [XIAO, twice])
    before = tables(incident_file)
    with pytest.raises(RuleError, match="Both were counted on board of B-07"):
        incident_file.run(merge_persons, XIAO, twice)
    assert tables(incident_file) == before


def test_that_a_pair_said_to_be_two_is_not_merged_nor_asked_about(
    incident_file: IncidentFile, twice: int
) -> None:
    incident_file.run(say_apart, [(twice, XIAO)])
    assert incident_file.ask(apart, NOW) == {(XIAO, twice)}
    with pytest.raises(RuleError, match="are two persons"):
        incident_file.run(merge_persons, XIAO, twice)


def test_that_later_means_until_then(incident_file: IncidentFile, twice: int) -> None:
    incident_file.run(say_apart, [(XIAO, twice)], NOW + timedelta(hours=2))
    assert incident_file.ask(apart, NOW) == {(XIAO, twice)}
    assert incident_file.ask(apart, NOW + timedelta(hours=3)) == set()


def test_that_an_answer_follows_to_the_survivor(incident_file: IncidentFile, twice: int) -> None:
    incident_file.run(say_apart, [(twice, OUYANG)])
    incident_file.run(merge_persons, XIAO, twice)
    assert incident_file.ask(apart, NOW) == {(XIAO, OUYANG)}


def test_that_undo_restores_both_exactly(incident_file: IncidentFile, twice: int) -> None:
    incident_file.run(assign, COACH, [twice])
    incident_file.run(add_note, SEARCH, "寻人")
    before = records(incident_file)
    entry = incident_file.run(merge_persons, XIAO, twice)[1]
    assert entry is not None
    incident_file.run(undo, entry.revision)
    assert records(incident_file) == before


def test_that_a_merge_taken_apart_at_once_restores_both_exactly(
    incident_file: IncidentFile, twice: int
) -> None:
    incident_file.run(check_in, [twice], HALL)
    before = records(incident_file)
    incident_file.run(merge_persons, XIAO, twice)
    (_, since), _entry = incident_file.run(unmerge, twice)
    assert (since.fields, since.new) == ((), ())
    assert records(incident_file) == before


def test_that_taking_apart_later_tells_what_came_since(
    incident_file: IncidentFile, twice: int
) -> None:
    asked = incident_file.run(open_request, a_request(twice))[0]
    was = person(incident_file, XIAO), person(incident_file, twice)
    incident_file.run(merge_persons, XIAO, twice)
    incident_file.run(set_safety, [XIAO], Safety.SAFE, Source.HOSPITAL)
    later = incident_file.run(open_request, a_request(XIAO))[0]
    (back, since), _entry = incident_file.run(unmerge, twice)
    assert back == was[1]
    now = person(incident_file, XIAO)
    assert now.safety is Safety.SAFE
    assert (now.birth_date, now.phones) == (was[0].birth_date, was[0].phones)
    assert "safety" in since.fields and dict(since.new) == {"request": 1}
    assert incident_file.ask(requests, [asked.id])[0].persons == (twice,)
    assert incident_file.ask(requests, [later.id])[0].persons == (XIAO,)
    assert incident_file.ask(verify).ok


def test_that_a_request_changed_since_names_the_one_who_is_back(
    incident_file: IncidentFile, twice: int
) -> None:
    asked = incident_file.run(open_request, a_request(twice))[0]
    incident_file.run(merge_persons, XIAO, twice)
    call = Report(0, NOW, caller="母亲")
    incident_file.run(take_call, call, [OUYANG], [], None, asked.id)
    incident_file.run(unmerge, twice)
    assert set(incident_file.ask(requests, [asked.id])[0].persons) == {twice, OUYANG}


def test_that_a_seat_taken_meanwhile_becomes_a_place_on_the_waiting_list(
    incident_file: IncidentFile, twice: int
) -> None:
    incident_file.run(edit_movement, COACH, {"capacity": Capacity(2)})
    incident_file.run(assign, COACH, [XIAO])
    incident_file.run(assign, COACH, [twice])
    incident_file.run(merge_persons, XIAO, twice)
    incident_file.run(assign, COACH, [incident_file.run(add_person, somebody("何平"))[0].id])
    incident_file.run(unmerge, twice)
    statuses = [b.status for b in incident_file.ask(bookings_of_person, twice)]
    assert statuses == [BookingStatus.WAITLISTED]


def test_that_a_number_nobody_merged_cannot_be_taken_apart(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="was not merged"):
        incident_file.run(unmerge, XIAO)


def test_that_a_survivor_merged_further_is_taken_apart_first(
    incident_file: IncidentFile, twice: int
) -> None:
    incident_file.run(merge_persons, XIAO, twice)
    incident_file.run(merge_persons, OUYANG, XIAO)
    with pytest.raises(RuleError, match="take that apart first"):
        incident_file.run(unmerge, twice)


def test_that_nobody_is_merged_with_themselves(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="with itself"):
        incident_file.run(merge_persons, XIAO, XIAO)


def test_that_a_name_not_chosen_stays_as_another_name(
    incident_file: IncidentFile, twice: int
) -> None:
    incident_file.run(edit_person, twice, {"native_name": "单小彤"})
    incident_file.run(merge_persons, XIAO, twice)
    one = person(incident_file, XIAO)
    assert one.native_name == "单晓彤" and "单小彤" in one.other_names


def test_that_both_cards_say_what_could_not_be_divided(
    incident_file: IncidentFile, twice: int
) -> None:
    from sqlalchemy import text

    incident_file.run(merge_persons, XIAO, twice)
    incident_file.run(open_request, a_request(XIAO))
    incident_file.run(unmerge, twice)
    told = incident_file.ask(
        lambda connection: connection.execute(
            text("SELECT person, text FROM note WHERE person IS NOT NULL ORDER BY person")
        ).all()
    )
    assert [row.person for row in told] == [XIAO, twice]
    assert "1 records" in told[0].text

"""Seats, boarding and beds: nobody too many, nobody twice, nobody forgotten."""

from datetime import timedelta

import pytest

from situationroom.commands.journeys import arrive, depart
from situationroom.commands.people import add_person, edit_person, set_presence
from situationroom.commands.requests import resolve
from situationroom.commands.shelters import (
    add_site,
    check_in,
    check_out,
    edit_unit,
    plan_stay,
    record_head_count,
    set_site_state,
)
from situationroom.commands.transport import (
    assign,
    board,
    cancel_movement,
    close_movement,
    create_movement,
    edit_movement,
    reopen_movement,
    start_boarding,
    unboard,
    withdraw,
)
from situationroom.models import Movement, Site, Unit
from situationroom.models.errors import RuleError
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import (
    BookingStatus,
    MovementStatus,
    Need,
    Presence,
    Priority,
    RequestStatus,
    Safety,
    SeatKind,
    SiteState,
    StayStatus,
)
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import requests, requests_of
from situationroom.store.queries.shelters import sites, stays_of_person
from situationroom.store.queries.transport import bookings_of, manifests_of, movements
from situationroom.store.undo import undo
from tests.cast import (
    AHMET,
    COACH,
    FLIGHT,
    HAIYAN,
    HALL,
    LEI,
    NOW,
    NUO,
    OUYANG,
    SCHOOL,
    SEARCH,
    XIAO,
    a_movement,
    somebody,
)

FAMILY = [HAIYAN, LEI, NUO]


def statuses(file: IncidentFile, movement: int = COACH) -> dict[int, BookingStatus]:
    return {row.booking.person: row.booking.status for row in file.ask(bookings_of, movement)}


def movement(file: IncidentFile, id_: int = COACH) -> Movement:
    return next(row.movement for row in file.ask(movements) if row.movement.id == id_)


def boarding(file: IncidentFile, people: list[int]) -> None:
    """These have seats on the coach, and boarding has begun."""
    file.run(assign, COACH, people)
    file.run(close_movement, COACH)
    file.run(start_boarding, COACH)


def test_that_a_full_coach_refuses_a_household(incident_file: IncidentFile) -> None:
    incident_file.run(edit_movement, COACH, {"capacity": Capacity(2)})
    with pytest.raises(RuleError) as told:
        incident_file.run(assign, COACH, FAMILY)
    assert told.value.values["places"] == 2
    assert statuses(incident_file) == {}


def test_that_a_household_is_split_only_with_a_reason(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="陈磊, 陈一诺 would stay behind"):
        incident_file.run(assign, COACH, [HAIYAN])
    incident_file.run(assign, COACH, [HAIYAN], "she is ill; the others follow")
    assert list(statuses(incident_file)) == [HAIYAN]


def test_that_members_elsewhere_need_not_come_along(incident_file: IncidentFile) -> None:
    incident_file.run(set_presence, [LEI], Presence.NOT_IN_AREA)
    incident_file.run(assign, COACH, [HAIYAN, NUO])
    with pytest.raises(RuleError, match="not in the area"):
        incident_file.run(assign, COACH, [LEI], "x")


def test_that_seats_are_given_by_need(incident_file: IncidentFile) -> None:
    incident_file.run(assign, FLIGHT, [*FAMILY, OUYANG])
    kinds = {r.booking.person: r.booking.seat_kind for r in incident_file.ask(bookings_of, FLIGHT)}
    assert kinds == {
        HAIYAN: SeatKind.SEAT,
        LEI: SeatKind.SEAT,
        NUO: SeatKind.LAP,
        OUYANG: SeatKind.STRETCHER,
    }


def test_that_a_stretcher_never_takes_a_seat(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="0 places of the kind stretcher"):
        incident_file.run(assign, COACH, [OUYANG])


def test_that_a_wheelchair_takes_a_seat_where_no_place_is_left(
    incident_file: IncidentFile,
) -> None:
    incident_file.run(edit_person, XIAO, {"needs": (Need.WHEELCHAIR,)})
    booking = incident_file.run(assign, COACH, [XIAO])[0][0]
    assert (booking.seat_kind, booking.code) == (SeatKind.SEAT, "I-C")


def test_that_nobody_is_on_two_movements_at_once(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, [XIAO])
    incident_file.run(create_movement, a_movement("B-08"))
    with pytest.raises(RuleError, match="单晓彤 would be on B-07 and B-08 at the same time"):
        incident_file.run(assign, 3, [XIAO])
    incident_file.run(assign, FLIGHT, [XIAO])  # leaves four hours after the coach has arrived


def test_that_new_times_may_not_collide_either(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, [XIAO])
    incident_file.run(assign, FLIGHT, [XIAO])
    later = {"departs_at": NOW + timedelta(hours=7), "arrives_at": NOW + timedelta(hours=9)}
    with pytest.raises(RuleError, match="at the same time"):
        incident_file.run(edit_movement, COACH, later)


def test_that_waiting_takes_no_seat(incident_file: IncidentFile) -> None:
    incident_file.run(edit_movement, COACH, {"capacity": Capacity(0)})
    incident_file.run(assign, COACH, [XIAO], "", True)
    assert statuses(incident_file) == {XIAO: BookingStatus.WAITLISTED}


def test_that_fewer_seats_than_bookings_are_refused(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, [XIAO, AHMET])
    with pytest.raises(RuleError, match="1 places"):
        incident_file.run(edit_movement, COACH, {"capacity": Capacity(1)})


def test_that_giving_a_seat_back_frees_it(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, [XIAO])
    incident_file.run(withdraw, COACH, [XIAO], "goes by car")
    assert statuses(incident_file) == {XIAO: BookingStatus.WITHDRAWN}
    incident_file.run(assign, COACH, [XIAO])
    assert len(incident_file.ask(bookings_of, COACH)) == 1
    with pytest.raises(RuleError, match="is not on B-07"):
        incident_file.run(withdraw, COACH, [AHMET])


def test_that_closing_freezes_a_numbered_manifest(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, [*FAMILY, XIAO])
    manifest = incident_file.run(close_movement, COACH)[0]
    assert (manifest.version, len(manifest.lines)) == (1, 4)
    assert [line.household for line in manifest.lines] == ["陈家"] * 3 + [""]
    incident_file.run(edit_person, XIAO, {"native_name": "山晓彤"})
    frozen = incident_file.ask(manifests_of, COACH)[0]
    assert frozen.lines[-1].native_name == "单晓彤"


def test_that_a_late_change_makes_the_next_version(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, FAMILY)
    incident_file.run(close_movement, COACH)
    incident_file.run(assign, COACH, [XIAO])
    versions = incident_file.ask(manifests_of, COACH)
    assert [(m.version, len(m.lines)) for m in versions] == [(2, 4), (1, 3)]
    incident_file.run(reopen_movement, COACH)
    incident_file.run(close_movement, COACH)
    assert movement(incident_file).version == 3


def test_that_only_whom_the_manifest_names_can_board(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="is not boarding"):
        incident_file.run(board, COACH, [XIAO])
    boarding(incident_file, [XIAO])
    with pytest.raises(RuleError, match="is not on B-07"):
        incident_file.run(board, COACH, [AHMET])
    incident_file.run(withdraw, COACH, [XIAO])
    with pytest.raises(RuleError, match="has no seat on B-07"):
        incident_file.run(board, COACH, [XIAO])


def test_that_a_no_show_is_back_on_the_rolling_list(incident_file: IncidentFile) -> None:
    incident_file.run(resolve, [SEARCH], "coming with the coach")
    boarding(incident_file, [*FAMILY, XIAO])
    incident_file.run(board, COACH, FAMILY)
    missed = incident_file.run(depart, COACH)[0]
    assert [booking.person for booking in missed] == [XIAO]
    assert statuses(incident_file)[XIAO] is BookingStatus.NO_SHOW
    back = incident_file.ask(requests_of, XIAO)[0]
    assert (back.id, back.status) == (SEARCH, RequestStatus.NEW)


def test_that_a_no_show_without_a_request_gets_one(incident_file: IncidentFile) -> None:
    newcomer = incident_file.run(add_person, somebody())[0].id
    boarding(incident_file, [newcomer])
    incident_file.run(depart, COACH)
    (request,) = incident_file.ask(requests_of, newcomer)
    assert (request.priority, request.is_open) == (Priority.ORANGE, True)


def test_that_whoever_leaves_gives_up_the_bed(incident_file: IncidentFile) -> None:
    incident_file.run(check_in, FAMILY, HALL)
    boarding(incident_file, FAMILY)
    incident_file.run(board, COACH, FAMILY)
    incident_file.run(depart, COACH)
    assert incident_file.ask(sites)[0].fill.occupied == 0


def test_that_a_tick_can_be_taken_back_until_departure(incident_file: IncidentFile) -> None:
    boarding(incident_file, [XIAO])
    incident_file.run(board, COACH, [XIAO])
    incident_file.run(unboard, COACH, [XIAO])
    assert statuses(incident_file) == {XIAO: BookingStatus.ASSIGNED}


def test_that_arriving_means_safe_and_missing_means_search(incident_file: IncidentFile) -> None:
    boarding(incident_file, [XIAO, AHMET])
    incident_file.run(board, COACH, [XIAO, AHMET])
    incident_file.run(depart, COACH)
    incident_file.run(arrive, COACH, [AHMET])
    safe, lost = incident_file.ask(persons, [XIAO, AHMET])
    assert (safe.safety, lost.safety) == (Safety.SAFE, Safety.MISSING)
    search = incident_file.ask(requests_of, AHMET)[0]
    assert search.priority is Priority.RED
    assert movement(incident_file).status is MovementStatus.ARRIVED


def test_that_a_cancelled_movement_frees_everybody(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, [XIAO])
    with pytest.raises(RuleError, match="Say why B-07"):
        incident_file.run(cancel_movement, COACH, " ")
    incident_file.run(cancel_movement, COACH, "road closed")
    assert statuses(incident_file) == {XIAO: BookingStatus.WITHDRAWN}
    with pytest.raises(RuleError, match="no more bookings"):
        incident_file.run(assign, COACH, [XIAO])


@pytest.mark.parametrize("command", [depart, arrive, start_boarding, reopen_movement])
def test_that_no_step_is_skipped(incident_file: IncidentFile, command: object) -> None:
    with pytest.raises(RuleError, match="that step cannot follow"):
        incident_file.run(command, COACH)  # type: ignore[arg-type]


def test_that_a_full_unit_asks_for_a_reason(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="Gym is full"):
        incident_file.run(check_in, FAMILY, SCHOOL)
    incident_file.run(check_in, FAMILY, SCHOOL, "only one night")
    school = incident_file.ask(sites)[1]
    assert (school.fill.available, school.fill.overhang) == (0, 1)


def test_that_a_closed_unit_refuses_everybody(incident_file: IncidentFile) -> None:
    incident_file.run(edit_unit, HALL, {"state": SiteState.CLOSED})
    for command in (check_in, plan_stay):
        with pytest.raises(RuleError, match="closed and takes nobody"):
            incident_file.run(command, [XIAO], HALL, "urgent")
    incident_file.run(set_site_state, SCHOOL, SiteState.CLOSED)
    with pytest.raises(RuleError, match="Harbour School Gym is closed"):
        incident_file.run(check_in, [XIAO], SCHOOL, "urgent")


def test_that_planned_places_count(incident_file: IncidentFile) -> None:
    incident_file.run(plan_stay, [XIAO, AHMET], SCHOOL)
    with pytest.raises(RuleError, match="Gym is full"):
        incident_file.run(check_in, [OUYANG], SCHOOL)
    incident_file.run(check_in, [XIAO], SCHOOL)
    row = incident_file.ask(sites)[1].units[0]
    assert (row.checked_in, row.planned) == (1, 1)


def test_that_moving_checks_out_of_the_last_site(incident_file: IncidentFile) -> None:
    incident_file.run(check_in, [XIAO], HALL)
    incident_file.run(check_in, [XIAO], SCHOOL)
    newest, oldest = incident_file.ask(stays_of_person, XIAO)
    assert (newest.status, oldest.status) == (StayStatus.CHECKED_IN, StayStatus.CHECKED_OUT)
    incident_file.run(check_out, [XIAO])
    with pytest.raises(RuleError, match="not checked in"):
        incident_file.run(check_out, [XIAO])


def test_that_a_household_sleeps_under_one_roof(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="would be split"):
        incident_file.run(check_in, [NUO], HALL)
    incident_file.run(check_in, [NUO], HALL, "", "with her aunt")


def test_that_a_shelter_needs_name_and_places(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="needs a name"):
        incident_file.run(add_site, Site(0, " "), [Unit(0, 0, "A", 1)])
    with pytest.raises(RuleError, match="at least one unit"):
        incident_file.run(add_site, Site(0, "Camp"), [])
    with pytest.raises(RuleError, match="fewer than none"):
        incident_file.run(add_site, Site(0, "Camp"), [Unit(0, 0, "A", -1)])
    with pytest.raises(RuleError, match="below zero"):
        incident_file.run(record_head_count, HALL, -1, "Ayşe")


def test_that_requests_of_the_boarded_stay_as_they_were(incident_file: IncidentFile) -> None:
    boarding(incident_file, FAMILY)
    incident_file.run(board, COACH, FAMILY)
    incident_file.run(depart, COACH)
    assert incident_file.ask(requests, [2])[0].status is RequestStatus.NEW


def test_that_a_tick_cannot_be_undone_once_the_coach_has_left(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, [XIAO])
    incident_file.run(close_movement, COACH)
    incident_file.run(start_boarding, COACH)
    ticked = incident_file.run(board, COACH, [XIAO])[1]
    assert ticked is not None
    incident_file.run(depart, COACH)
    with pytest.raises(RuleError, match="B-07 has left"):
        incident_file.run(undo, ticked.revision)
    assert statuses(incident_file) == {XIAO: BookingStatus.BOARDED}

"""Rules one record can check by itself, and what a new telling adds."""

from datetime import timedelta

import pytest

from situationroom.models import Request
from situationroom.models.errors import RuleError
from situationroom.models.incident import Targets, check_incident
from situationroom.models.person import Document, Phone
from situationroom.models.request import (
    acknowledged,
    reopened,
    resolved,
    taken_by,
    with_priority,
)
from situationroom.models.shelter import Fill, Unit, check_unit
from situationroom.models.telling import contradict, differences, told_onto
from situationroom.models.transport import Capacity, check_movement, must_allow, overlap
from situationroom.models.vocabulary import (
    MovementStatus,
    Need,
    Precision,
    Priority,
    RequestStatus,
    Safety,
    Sex,
    Wish,
)
from tests.cast import NOW, a_movement, a_request, an_incident, somebody

LATER = NOW + timedelta(minutes=10)


def asked(**more: object) -> Request:
    """Request 0007 with any fields."""
    return a_request(id=7, **more)


def test_that_an_incident_has_a_name_and_stays_what_it_is() -> None:
    with pytest.raises(RuleError, match="needs a name"):
        check_incident(an_incident(name="  "))
    with pytest.raises(RuleError, match="exercise time"):
        check_incident(an_incident(exercise_seconds=60))
    with pytest.raises(RuleError, match="never become"):
        check_incident(an_incident(), an_incident(drill=True))
    with pytest.raises(RuleError, match="never become"):
        check_incident(an_incident(drill=True), an_incident())


def test_that_the_clock_stops_at_the_first_answer() -> None:
    answered = acknowledged(asked(), "Li", LATER)
    assert (answered.status, answered.owner) == (RequestStatus.ACKNOWLEDGED, "Li")
    assert answered.acknowledged_at == LATER
    with pytest.raises(RuleError, match="acknowledged before"):
        acknowledged(answered, "Wang", LATER)


def test_that_the_owner_answers_for_what_somebody_else_acknowledges() -> None:
    assert acknowledged(taken_by(asked(), "Wang", NOW), "Li", LATER).owner == "Wang"


def test_that_taking_again_keeps_since_when() -> None:
    mine = taken_by(asked(), "Li", NOW)
    assert taken_by(mine, "Li", LATER) is mine
    assert taken_by(mine, "Wang", LATER).owned_since == LATER


def test_that_done_needs_words_and_done_is_done() -> None:
    with pytest.raises(RuleError, match="how request"):
        resolved(asked(), "  ", NOW)
    done = resolved(asked(), " safe ", LATER)
    assert (done.outcome, done.acknowledged_at) == ("safe", LATER)
    with pytest.raises(RuleError, match="no longer open"):
        resolved(done, "x", NOW)
    with pytest.raises(RuleError, match="no longer open"):
        taken_by(done, "Li", NOW)


def test_that_reopening_starts_a_new_clock() -> None:
    done = resolved(asked(priority=Priority.RED), "safe", NOW)
    again = reopened(done, Targets(), LATER)
    assert again.due_at == LATER + timedelta(minutes=15)
    assert (again.status, again.resolved_at, again.outcome) == (RequestStatus.NEW, None, "")
    with pytest.raises(RuleError, match="is open"):
        reopened(again, Targets(), LATER)


def test_that_a_new_priority_counts_from_the_opening() -> None:
    red = with_priority(asked(), Priority.RED, Targets(red_minutes=5))
    assert red.due_at == NOW + timedelta(minutes=5)


def test_that_fill_is_floored_with_the_overhang_beside_it() -> None:
    fill = Fill(capacity=10, blocked=2, held=1, occupied=9)
    assert (fill.free, fill.available, fill.overhang) == (-2, 0, 2)
    assert Fill(10, 0, 0, 4).available == 6
    with pytest.raises(RuleError):
        check_unit(Unit(0, 1, "A", -1))


@pytest.mark.parametrize("status", list(MovementStatus))
def test_that_an_arrived_or_cancelled_movement_is_over(status: MovementStatus) -> None:
    for over in (MovementStatus.ARRIVED, MovementStatus.CANCELLED):
        with pytest.raises(RuleError, match="cannot follow"):
            must_allow(a_movement(status=over), status)


def test_that_a_movement_makes_sense() -> None:
    for wrong in (
        a_movement(" "),
        a_movement(seats=-1),
        a_movement(capacity=Capacity(1, laps=-1)),
        a_movement(arrives_at=NOW),
    ):
        with pytest.raises(RuleError):
            check_movement(wrong)


def test_that_movements_overlap_by_their_times() -> None:
    def coach(leaves: int | None, arrives: int | None) -> object:
        def at(hours: int | None) -> object:
            return None if hours is None else NOW + timedelta(hours=hours)

        return a_movement(departs_at=at(leaves), arrives_at=at(arrives))

    cases = [((1, 3), (2, 4), True), ((1, 2), (3, 4), False), ((1, 2), (2, 3), True),
             ((1, None), (1, 2), True), ((None, 5), (1, 2), False)]  # fmt: skip
    for one, other, expected in cases:
        assert overlap(coach(*one), coach(*other)) is expected  # type: ignore[arg-type]
        assert overlap(coach(*other), coach(*one)) is expected  # type: ignore[arg-type]


def test_that_a_blank_never_overwrites() -> None:
    known = somebody("陈海燕", city="Izmir", wish=Wish.LEAVE, needs=(Need.DIET,), remarks="x")
    assert told_onto(known, somebody("陈海燕")) is known


def test_that_tellings_add_up() -> None:
    known = somebody("陈海燕", phones=(Phone("+905320000001"),), birth_date="1985")
    draft = somebody(
        "陈海雁",
        surname="CHEN",
        given_names="Haiyan",
        birth_date="1985-03-02",
        phones=(Phone("+905320000001"), Phone("+905320000002")),
        documents=(Document("P", "E1"),),
        needs=(Need.DIET,),
        safety=Safety.SAFE,
    )
    after = told_onto(known, draft)
    assert (after.native_name, after.other_names) == ("陈海燕", ("陈海雁",))
    assert (after.surname, after.birth_date, len(after.phones)) == ("CHEN", "1985-03-02", 2)
    assert (after.safety, after.needs) == (Safety.SAFE, (Need.DIET,))
    assert {name for name, _, _ in differences(known, after)} == {
        "other_names", "surname", "given_names", "birth_date", "phones", "documents", "needs",
        "safety",
    }  # fmt: skip
    assert told_onto(after, draft) == after


def test_that_another_source_does_not_overrule_what_is_known() -> None:
    known = somebody(birth_date="1985-03-02", nationality="CHN")
    draft = somebody(birth_date="1986-03-02", nationality="TUR")
    assert told_onto(known, draft) is known
    corrected = told_onto(known, draft, same_row=True)
    assert (corrected.birth_date, corrected.nationality) == ("1986-03-02", "TUR")


def test_that_older_or_vaguer_news_of_a_place_is_not_taken() -> None:
    known = somebody(city="Ankara", lat=39.9, lon=32.8, precision=Precision.EXACT, located_at=LATER)
    older = somebody(city="Izmir", lat=38.4, lon=27.1, precision=Precision.EXACT, located_at=NOW)
    vaguer = somebody(city="Ankara", lat=40.0, lon=33.0, precision=Precision.CITY)
    newer = somebody(city="Izmir", precision=Precision.CITY, located_at=LATER + timedelta(hours=1))
    assert told_onto(known, older) is known
    assert told_onto(known, vaguer) is known
    assert told_onto(known, newer).city == "Izmir"
    assert told_onto(known, newer).lat is None


def test_that_namesakes_with_two_passports_or_two_sexes_are_two_people() -> None:
    passport = Document("P", "E11111111", "CHN")
    other = Document("P", "E22222222", "CHN")
    known = somebody("王伟", birth_date="1985-03-02", documents=(passport,), sex=Sex.MALE)
    born = {"birth_date": "1985-03-02"}
    assert contradict(known, somebody("王伟", documents=(other,), **born))
    assert contradict(known, somebody("王伟", sex=Sex.FEMALE, **born))
    assert not contradict(known, somebody("王伟", documents=(passport,), sex=Sex.FEMALE, **born))
    assert not contradict(known, somebody("王伟", **born))


def test_that_a_shared_passport_of_two_people_is_a_slip() -> None:
    known = somebody("陈海燕", birth_date="1985-03-02")
    assert contradict(known, somebody("王磊", birth_date="1970-01-01"))
    assert not contradict(known, somebody("王磊"))
    assert not contradict(known, somebody("陈海燕", birth_date="1985-03-20"))

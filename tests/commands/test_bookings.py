"""What belongs to one seat."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from situationroom.commands.bookings import SeatDetails, edit_booking
from situationroom.commands.transport import assign, close_movement, create_movement
from situationroom.models import Person
from situationroom.models.errors import RuleError
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import Need, SeatKind
from situationroom.planning.seating import seat_kind_for
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.transport import bookings_of, manifests_of, movement_with_id
from tests.cast import COACH, XIAO


def test_that_bags_and_seat_stand_on_the_next_manifest(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, [XIAO])
    incident_file.run(close_movement, COACH)
    incident_file.run(edit_booking, COACH, XIAO, SeatDetails("4A", 2, "guitar"))
    newest, first = incident_file.ask(manifests_of, COACH)
    assert (newest.version, newest.lines[0].seat, newest.lines[0].bags) == (2, "4A", 2)
    assert first.lines[0].bags == 0


def test_that_another_priority_needs_a_reason(incident_file: IncidentFile) -> None:
    incident_file.run(assign, COACH, [XIAO])
    with pytest.raises(RuleError, match="Say why"):
        incident_file.run(edit_booking, COACH, XIAO, SeatDetails(code="I-A"))
    details = SeatDetails(code="i-a", reason="seven months")
    incident_file.run(edit_booking, COACH, XIAO, details)
    assert incident_file.ask(bookings_of, COACH)[0].booking.code == "I-A"


@pytest.mark.parametrize("details", [SeatDetails(bags=-1), SeatDetails(code="X-9", reason="no")])
def test_that_impossible_details_are_refused(
    incident_file: IncidentFile, details: SeatDetails
) -> None:
    incident_file.run(assign, COACH, [XIAO])
    with pytest.raises(RuleError):
        incident_file.run(edit_booking, COACH, XIAO, details)


def test_that_somebody_without_a_seat_has_no_bags_there(incident_file: IncidentFile) -> None:
    with pytest.raises(RuleError, match="is not on"):
        incident_file.run(edit_booking, COACH, XIAO, SeatDetails(bags=1))


def test_that_a_number_stands_for_one_movement_a_day(incident_file: IncidentFile) -> None:
    coach = incident_file.ask(movement_with_id, COACH)
    with pytest.raises(RuleError, match="another number"):
        incident_file.run(create_movement, replace(coach, id=0, number=coach.number.lower()))
    assert coach.departs_at is not None
    tomorrow = coach.departs_at + timedelta(days=1)
    again = replace(coach, id=0, departs_at=tomorrow, arrives_at=None)
    assert incident_file.run(create_movement, again)[0].id != COACH


def test_that_no_adult_sits_on_a_lap(incident_file: IncidentFile) -> None:
    movement = incident_file.ask(movement_with_id, COACH)
    roomy = replace(movement, capacity=Capacity(4, laps=2))
    mother = Person(0, native_name="王芳", birth_date="1990-01-01", needs=(Need.INFANT,))
    baby = Person(0, native_name="王小宝", birth_date="2016-01-01")
    assert seat_kind_for(mother, roomy, {}, date(2016, 7, 17)) is SeatKind.SEAT
    assert seat_kind_for(baby, roomy, {}, date(2016, 7, 17)) is SeatKind.LAP

"""Times typed with few keys, on ordinary nights and on those when the clock changes."""

from datetime import UTC, datetime, timedelta

import pytest

from situationroom.views.time_field import typed_time

BERLIN = "Europe/Berlin"


def at(day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
    """A moment of 2016 in UTC; Berlin's clocks changed on 27 March and 30 October."""
    return datetime(2016, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (at(29, 20), at(30, 0, 30)),  # the first of the two
        (at(30, 0, 40), at(30, 1, 30)),  # between them: the second
        (at(30, 1, 40), at(31, 1, 30)),  # after both: the next day's, in winter time
    ],
)
def test_that_half_past_two_comes_twice_when_the_clock_goes_back(
    now: datetime, then: datetime
) -> None:
    assert typed_time("02:30", now, BERLIN) == then


def test_that_a_time_the_clock_leaves_out_is_not_lost() -> None:
    assert typed_time("02:30", at(26, 20, month=3), BERLIN) == at(27, 1, 30, month=3)


def test_that_a_clock_time_is_the_next_one() -> None:
    now = at(5, 10, 30)
    assert typed_time("13:00", now, BERLIN) == at(5, 11)
    assert typed_time("12:00", now, BERLIN) == at(6, 10)


@pytest.mark.parametrize("text", ["25:00", "12:70", "soon", "", "0"])
def test_that_what_is_no_time_is_none(text: str) -> None:
    assert typed_time(text, at(5, 10), BERLIN) is None


def test_that_minutes_and_hours_are_counted_from_now() -> None:
    now = at(5, 10)
    assert typed_time("30", now, BERLIN) == now + timedelta(minutes=30)
    assert typed_time("3h", now, BERLIN) == now + timedelta(hours=3)

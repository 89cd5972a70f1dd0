"""Times in words."""

from datetime import UTC, datetime, timedelta

import pytest

from situationroom.texts import set_language
from situationroom.views import times

NOW = datetime(2016, 7, 16, 10, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.2, "just now"), (12, "12 min ago"), (180, "3 h ago"), (4400, "3 d ago")],
)
def test_that_the_past_is_said_in_one_unit(minutes: float, said: str) -> None:
    assert times.ago(NOW - timedelta(minutes=minutes), NOW) == said


@pytest.mark.parametrize(("minutes", "said"), [(3, "in 3 min"), (120, "in 2 h"), (4400, "in 3 d")])
def test_that_the_future_is_said_in_one_unit(minutes: float, said: str) -> None:
    assert times.until(NOW + timedelta(minutes=minutes), NOW) == said


def test_that_a_running_clock_goes_below_zero() -> None:
    assert times.countdown(NOW + timedelta(seconds=205), NOW) == "03:25"
    assert times.countdown(NOW - timedelta(seconds=252), NOW) == "−04:12"
    assert times.countdown(NOW + timedelta(hours=1, minutes=12), NOW) == "1:12:00"


def test_that_the_zone_is_always_shown_with_a_full_time() -> None:
    assert times.stamp(NOW, "Europe/Istanbul") == "2016-07-16 13:42 Istanbul"
    assert times.clock(NOW, "Asia/Shanghai") == "18:42"
    assert times.stamp(None, "UTC") == "—"


def test_that_times_follow_the_language() -> None:
    set_language("zh")
    assert times.ago(NOW - timedelta(minutes=12), NOW) == "12 分钟前"
    assert times.day(NOW, "UTC") == "7月16日"
    assert times.zone_name("Asia/Shanghai") == "北京"

"""Times as callers tell them: resolved against the call, in the right zone, and said."""

from datetime import UTC, datetime

import pytest

from situationroom.intake.moments import (
    COUNTED,
    ESTIMATED,
    NO_DAY,
    Clockwork,
    read_moment,
    read_relative,
)

CLOCKS = Clockwork("Asia/Shanghai", "Europe/Istanbul", 2016)
CALL = datetime(2016, 7, 18, 2, 30, tzinfo=UTC)  # Monday, 10:30 in Shanghai
SHANGHAI = {
    "昨天下午3点": "07-17 15:00",
    "昨天下午三点一刻": "07-17 15:15",
    "两小时前": "07-18 08:30",
    "两个半小时前": "07-18 08:00",
    "半小时前": "07-18 10:00",
    "3天前": "07-15 10:30",
    "yesterday 15:00": "07-17 15:00",
    "2h ago": "07-18 08:30",
    "an hour ago": "07-18 09:30",
    "刚才": "07-18 10:30",
    "7月16日晚上8点": "07-16 20:00",
    "Sat 22:30": "07-16 22:30",
    "周六晚上10点半": "07-16 22:30",
    "上周三 9:00": "07-13 09:00",
    "昨晚2点": "07-18 02:00",
    "昨晚12点": "07-18 00:00",
    "中午12点": "07-17 12:00",
    "16号上午九点": "07-16 09:00",
    "Jul 16 10pm": "07-16 22:00",
    "16JUL 2030hrs": "07-16 20:30",
    "15:00": "07-17 15:00",
    "昨天下午3点(当地时间)": "07-17 20:00",
    "yesterday 15:00 local time": "07-17 20:00",
}
ABOUT = {"今早": "07-18 08:00", "last night": "07-17 20:00", "昨天": "07-17 00:00"}


def shown(moment: datetime | None) -> str:
    """A moment as the clock in Shanghai (UTC+8) shows it."""
    assert moment is not None and moment.tzinfo is not None
    return f"{datetime.fromtimestamp(moment.timestamp() + 8 * 3600, UTC):%m-%d %H:%M}"


@pytest.mark.parametrize("told", SHANGHAI)
def test_that_words_count_from_the_call_and_say_how(told: str) -> None:
    moment, reason = read_relative(told, CLOCKS, CALL, bare_clock=True)
    assert shown(moment) == SHANGHAI[told]
    assert reason is not None and reason.template == COUNTED.template


@pytest.mark.parametrize("told", ABOUT)
def test_that_a_time_without_an_hour_is_about(told: str) -> None:
    moment, reason = read_relative(told, CLOCKS, CALL, bare_clock=True)
    assert shown(moment) == ABOUT[told]
    assert reason is not None and reason.template == ESTIMATED.template


@pytest.mark.parametrize("told", ["几小时前", "abc", "15:00", "", "25点", "99:99"])
def test_that_what_names_no_moment_gives_none(told: str) -> None:
    moment, reason = read_relative(told, CLOCKS, CALL, bare_clock=False)
    assert moment is None and reason is not None


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("2016-07-16 09:09 +03:00", "2016-07-16T06:09"),
        ("16.07.2016 20:00 local", "2016-07-16T17:00"),
        ("2016-07-16 20:00 北京时间", "2016-07-16T12:00"),
        ("2016-07-16 20:00 GMT+3", "2016-07-16T17:00"),
    ],
)
def test_that_a_zone_that_is_told_is_the_zone(told: str, wanted: str) -> None:
    moment, reason = read_moment(told, CLOCKS)
    assert moment is not None and f"{moment:%Y-%m-%dT%H:%M}" == wanted and reason is None


def test_that_a_clock_alone_names_no_day() -> None:
    assert read_moment("09:09", CLOCKS) == (None, NO_DAY)

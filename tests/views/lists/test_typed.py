"""What is typed into a form is understood as the lists are."""

from datetime import UTC, datetime, timedelta

import pytest

from situationroom.commands.places import resolve_place, typed_position
from situationroom.commands.typed import typed_birth, typed_document, typed_name
from situationroom.models.errors import RuleError
from situationroom.views.past_times import typed_past
from situationroom.views.time_field import typed_time

NOW = datetime(2016, 7, 16, 10, 0, tzinfo=UTC)
ZONE = "Europe/Istanbul"


@pytest.mark.parametrize(
    "text",
    [
        "41.01, 28.97",
        "41.01 28.97",
        "41.01°N, 28.97°E",
        "41°00′36″N 28°58′12″E",
        "https://www.google.com/maps/@41.01,28.97,15z",
        "https://maps.google.com/?q=41.01,28.97",
        "geo:41.01,28.97",
    ],
)
def test_that_a_position_is_read_in_any_notation(text: str) -> None:
    assert typed_position(text) == pytest.approx((41.01, 28.97))


def test_that_a_southern_position_is_negative() -> None:
    assert typed_position("33°52′S 151°12′30″E") == pytest.approx((-33.8667, 151.2083), abs=1e-3)


@pytest.mark.parametrize("text", ["", "unknown", "不详", "195.0, 228.0", "room 12, 3"])
def test_that_what_is_no_position_stays_words(text: str) -> None:
    assert typed_position(text) is None


def test_that_a_city_in_either_script_is_found() -> None:
    for text in ("安塔利亚", "Antalya"):
        place = resolve_place(text, "TR")
        assert place is not None
        assert place.name_en == "Antalya"


def test_that_a_position_tells_its_city() -> None:
    place = resolve_place("41.01, 28.97", "TR")
    assert place is not None
    assert place.city_en == "Istanbul"


def test_that_both_scripts_of_a_name_are_kept_apart() -> None:
    native, surname, given = typed_name("王芳 WANG Fang")
    assert (native, surname.upper(), given.upper()) == ("王芳", "WANG", "FANG")


@pytest.mark.parametrize(
    ("read", "text"), [(typed_document, "???"), (typed_birth, "tomorrow"), (typed_name, "<>" * 99)]
)
def test_that_what_cannot_be_read_is_refused_in_words(read: object, text: str) -> None:
    with pytest.raises(RuleError):
        read(text)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("30", timedelta(minutes=30)),
        ("2h", timedelta(hours=2)),
        ("3小时", timedelta(hours=3)),
        ("1d", timedelta(days=1)),
        ("13:30", timedelta(minutes=30)),
        ("12:30", timedelta(hours=23, minutes=30)),
    ],
)
def test_that_a_time_to_come_needs_few_keys(text: str, after: timedelta) -> None:
    assert typed_time(text, NOW, ZONE) == NOW + after


@pytest.mark.parametrize("text", ["", "0", "25:00", "soon"])
def test_that_what_is_no_time_is_none(text: str) -> None:
    assert typed_time(text, NOW, ZONE) is None


def test_that_a_past_time_is_before_now() -> None:
    assert typed_past("20", NOW, ZONE) == NOW - timedelta(minutes=20)
    assert typed_past("12:30", NOW, ZONE) == NOW - timedelta(minutes=30)

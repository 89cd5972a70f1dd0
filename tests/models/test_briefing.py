"""A picture for the room has no place for what was typed about a person."""

import dataclasses
import types
import typing
from datetime import datetime
from enum import StrEnum

import pytest

from situationroom.models.briefing import (
    Briefing,
    Country,
    Number,
    Picture,
    Released,
    check_briefing,
)
from situationroom.models.errors import RuleError

HARMLESS = {int, float, bool, datetime, type(None)}
GUARDED = {Country, Number, Released}
"""The only classes with a text in them; each refuses what a room must not read."""
PERSONAL = (
    "王芳",
    "WANG Fang",
    "Chen",
    "13800001111",
    "+90 532 555 01 27",
    "E12340963",
    "fang@example.com",
    "pregnant",
    "孕妇",
)


def reachable(kind: object, found: set[type]) -> set[type]:
    """Every class a value of this type can hold, however deep."""
    if typing.get_origin(kind) is not None or isinstance(kind, types.UnionType):
        for part in typing.get_args(kind):
            if part is not Ellipsis:
                reachable(part, found)
        return found
    assert isinstance(kind, type), kind
    if kind in found:
        return found
    found.add(kind)
    if dataclasses.is_dataclass(kind) and kind not in GUARDED:
        for hint in typing.get_type_hints(kind).values():
            reachable(hint, found)
    return found


def test_that_no_field_of_a_picture_can_carry_a_personal_text() -> None:
    leaves = {k for k in reachable(Picture, set()) if not dataclasses.is_dataclass(k)}
    assert all(k in HARMLESS or issubclass(k, StrEnum) for k in leaves), leaves
    assert reachable(Picture, set()) >= GUARDED


@pytest.mark.parametrize("told", PERSONAL)
def test_that_a_country_and_a_vehicle_number_are_nothing_else(told: str) -> None:
    for kind in (Country, Number):
        with pytest.raises(ValueError):
            kind(told)


@pytest.mark.parametrize(
    "told",
    [
        "请致电 0532 555 01 27",
        "Hall of E12340963",
        "write to fang@example.com",
        "伤员转运点",
        "Ward for pregnant women",
        "x" * 301,
    ],
)
def test_that_a_text_with_a_number_a_mail_or_a_health_word_is_never_released(told: str) -> None:
    with pytest.raises(RuleError):
        Released(told)


@pytest.mark.parametrize("told", ["使馆学校", "XC 4101", "土耳其局势 Turkey, July 2016"])
def test_that_names_of_shelters_vehicles_and_incidents_can_be_released(told: str) -> None:
    assert Released(told).text == told


@pytest.mark.parametrize("told", ["XC 4101", "B-07", "CA981", "F-01"])
def test_that_a_flight_or_coach_number_is_shown_as_it_is(told: str) -> None:
    assert Number(told).text == told


@pytest.mark.parametrize(
    "draft",
    [
        Briefing(0, small=2),
        Briefing(0, small=101),
        Briefing(0, dwell=(0, 0, 0, 0, 0, 0)),
        Briefing(0, dwell=(20,)),
        Briefing(0, dwell=(-1, 20, 20, 20, 20, 20)),
    ],
)
def test_that_settings_that_hide_nothing_or_show_nothing_are_refused(draft: Briefing) -> None:
    with pytest.raises(RuleError):
        check_briefing(draft)

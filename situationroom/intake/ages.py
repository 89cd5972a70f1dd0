"""Ages as told: years, months, spans. The model keeps completed years; the words are never lost.

No date of birth is made of an age, not even a year: an age is told by heart, a date is not.
An age in months or days is 0 (or the years in it) and the words are kept beside it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from situationroom.intake.months import with_digits
from situationroom.intake.plain import plain
from situationroom.intake.results import Reason

NO_AGE: Final = Reason("This is no age; the cell is kept as told.")
AGE_ABOUT: Final = Reason("This age is only about right; ask for the date of birth.")
AGE_SPAN: Final = Reason("This is a span of ages; ask for the exact age or the date of birth.")
OLDEST: Final = 120  # years

_YEARS = re.compile(
    r"(\d{1,3})(?:\.0+)?\s*(?:周?岁|歲|years?(?: old)?|yrs?\.?(?: old)?|y\.?o?\.?|y/o|"
    r"jahre?|ans|años|anos|лет|yaş(?:ında)?)?"
)
_HALF = re.compile(
    r"(\d{1,3})(?:\s*(?:周?岁|歲|years?)\s*半|[.,][1-9]\d*\s*(?:周?岁|歲|years?|yrs?)?|½)"
)
_MONTHS = re.compile(
    r"(\d{1,2})\s*个?半?\s*(?:月大?|months?(?: old)?|mths?|mos?\.?|m|monate?|mois|meses|ay)"
)
_BOTH = re.compile(
    r"(\d{1,2})\s*(?:岁|歲|y|yrs?|years?)\s*"
    r"(?:零|又|and|,)?\s*(\d{1,2})\s*(?:个?月|m|mths?|months?)(?:大| old)?"
)
_DAYS = re.compile(
    r"\d{1,3}\s*(?:天大?|日龄|days?(?: old)?|周大|weeks?(?: old)?)|新生儿|newborn|刚出生|半岁|半歲"
)
_ABOUT = re.compile(
    r"约|大约|大概|左右|多岁|多|余|虚岁|虚|about|around|approx\.?|circa|ca\.?|over|above|~|\+|\?|>|以上|出头"
)
_SPAN = re.compile(
    r"\d{1,3}\s*岁?\s*(?:[-~/至到]|to|or|或)\s*\d{1,3}\s*(?:岁|years?|yrs?)?|\d{1,3}s|\d0后"
)


@dataclass(frozen=True, slots=True)
class AgeReading:
    """Completed ``years``; ``keep`` says that the words tell more than the years do."""

    years: int | None
    reason: Reason | None = None
    keep: bool = False


@lru_cache(maxsize=8192)
def read_age(text: str) -> AgeReading:
    """65, '65岁', '六十五', '60+' (flagged), '3个月' (0, words kept), '30-40' (flagged, no age)."""
    if text.isdecimal() and len(text) < 4 and int(text) <= OLDEST:
        return AgeReading(int(text))
    told = with_digits(plain(text[:200]).casefold())[:40]
    whole = _YEARS.fullmatch(told)
    if whole and int(whole[1]) <= OLDEST:
        return AgeReading(int(whole[1]))
    if _SPAN.fullmatch(told):
        return AgeReading(None, AGE_SPAN, keep=True)
    if young := _young(told):
        return young
    bare = _ABOUT.sub("", told).strip()
    about = _YEARS.fullmatch(bare) if bare != told else None
    if about and int(about[1]) <= OLDEST:
        return AgeReading(int(about[1]), AGE_ABOUT, keep=True)
    return AgeReading(None, NO_AGE, keep=True)


def _young(told: str) -> AgeReading | None:
    """Ages told in parts of a year: '3个月', '6 mths', '2岁半', '1岁3个月', '10天'."""
    if half := _HALF.fullmatch(told):
        return AgeReading(int(half[1]), keep=True) if int(half[1]) <= OLDEST else None
    if both := _BOTH.fullmatch(told):
        return AgeReading(int(both[1]) + int(both[2]) // 12, keep=True)
    if months := _MONTHS.fullmatch(told):
        return AgeReading(int(months[1]) // 12, keep=True)
    return AgeReading(0, keep=True) if _DAYS.fullmatch(told) else None

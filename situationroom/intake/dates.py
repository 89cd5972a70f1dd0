"""Dates as people type them. A day that was not told is never invented.

'1988-3' is March 1988 and stays that. Where day and month could be swapped and the column does not
decide, only the year is certain, and the reading says so.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from situationroom.intake.results import Reason
from situationroom.models.birth import is_partial_date

Order = Literal["dmy", "mdy"]

AMBIGUOUS: Final = Reason("Day and month could be swapped; only the year is certain.")
TWO_DIGITS: Final = Reason("The year has two digits; the century is a guess.")
NO_DATE: Final = Reason("This is no date that exists.")
NO_DAY: Final = Reason("This is a time of day without its date.")

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_YEAR_FIRST = re.compile(r"(\d{4})[-./年\s]+(\d{1,2})(?:[-./月\s]+(\d{1,2})日?号?|月?)?[-./]?")
_COMPACT = re.compile(r"((?:18|19|20)\d{2})(\d{2})(\d{2})?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-./\s]+(\d{1,2})[-./\s]+(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})")
_NAMED = re.compile(
    r"(\d{1,2})?(?:st|nd|rd|th)?[-./\s,]*([a-z]{3,9})\.?[-./\s,]*(?:(\d{1,2})(?:st|nd|rd|th)?,\s*)?(\d{4}|\d{2})"
)
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CLOCK = re.compile(
    r"[T\s]*(\d{1,2})[:：时](\d{2})(?:[:：分](\d{2})(?:\.\d+)?)?[分秒]?\s*(am|pm)?\s*(z|utc)?$",
    re.I,
)
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's day numbers after February 1900


@dataclass(frozen=True, slots=True)
class DateReading:
    """``value`` is ISO 8601, possibly partial; ``reason`` says what is doubtful about it."""

    value: str | None
    reason: Reason | None = None


_NOTHING: Final = DateReading(None, NO_DATE)


def order_of(header: str, cells: Iterable[str]) -> Order | None:
    """Whether this column writes the day or the month first; None where nothing decides it."""
    hint = re.sub(r"[^a-z]", "", header.casefold())
    if "ddmm" in hint or "dmy" in hint:
        return "dmy"
    if "mmdd" in hint or "mdy" in hint:
        return "mdy"
    pairs = [
        (int(m[1]), int(m[2]))
        for m in (_YEAR_LAST.match(unicodedata.normalize("NFKC", c).strip()) for c in cells)
        if m
    ]
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


@lru_cache(maxsize=200_000)
def read_date(text: str, order: Order | None = None, before: int = 2100) -> DateReading:
    """A date, possibly partial. ``before`` is the last year a two-digit year may mean."""
    told = unicodedata.normalize("NFKC", text).strip().casefold()
    told = _CLOCK.sub("", told).strip() if ":" in told else told
    if re.fullmatch(r"\d{4}年?", told):
        return _checked(int(told[:4]), None, None)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", told):
        return _serial(int(told[:5]))
    for pattern in (_YEAR_FIRST, _COMPACT):
        if found := pattern.fullmatch(told):
            day = int(found[3]) if found[3] else None
            return _checked(int(found[1]), int(found[2]), day)
    if found := _YEAR_LAST.fullmatch(told):
        return _year_last(int(found[1]), int(found[2]), found[3], order, before)
    if found := _MONTH_YEAR.fullmatch(told):
        return _checked(int(found[2]), int(found[1]), None)
    return _named(told, before)


def _checked(
    year: int, month: int | None, day: int | None, reason: Reason | None = None
) -> DateReading:
    value = f"{year:04}"
    if month is not None:
        value += f"-{month:02}"
        if day is not None:
            value += f"-{day:02}"
    return DateReading(value, reason) if is_partial_date(value) else _NOTHING


def _serial(number: int) -> DateReading:
    day = _EPOCH + timedelta(days=number)
    return _checked(day.year, day.month, day.day)


def _year_last(a: int, b: int, year: str, order: Order | None, before: int) -> DateReading:
    full, reason = _full_year(year, before)
    if a == b:
        order = "dmy"
    elif a > 12 or b > 12:
        order = "dmy" if a > 12 else "mdy"
    if order is None:
        possible = _checked(full, a, b).value and _checked(full, b, a).value
        return DateReading(str(full), AMBIGUOUS) if possible else _NOTHING
    day, month = (a, b) if order == "dmy" else (b, a)
    return _checked(full, month, day, reason)


def _full_year(text: str, before: int) -> tuple[int, Reason | None]:
    if len(text) == 4:
        return int(text), None
    year = before // 100 * 100 + int(text)
    return (year if year <= before else year - 100), TWO_DIGITS


def _named(told: str, before: int) -> DateReading:
    if found := _NAMED_FIRST.fullmatch(told):
        return _with_month(found[1], int(found[2]), found[3], before)
    if found := _NAMED.fullmatch(told):
        day = found[1] or found[3]
        return _with_month(found[2], int(day) if day else None, found[4], before)
    return _NOTHING


def _with_month(name: str, day: int | None, year: str, before: int) -> DateReading:
    if name[:3] not in _MONTHS:
        return _NOTHING
    full, reason = _full_year(year, before)
    return _checked(full, _MONTHS.index(name[:3]) + 1, day, reason)


@lru_cache(maxsize=100_000)
def read_moment(
    text: str, zone: str, year: int, order: Order | None = None
) -> tuple[datetime | None, Reason | None]:
    """A time on a list as aware UTC. The clock is ``zone``'s; ``year`` is meant where none is told.

    A date without a clock gives midnight of that day; a clock without a date gives nothing.
    """
    told = unicodedata.normalize("NFKC", text).strip().casefold()
    clock = _CLOCK.search(told)
    head = told[: clock.start()].strip() if clock else told
    if clock and not head:
        return None, NO_DAY
    found = _MONTH_DAY.fullmatch(head)
    day = (
        _checked(year, int(found[1]), int(found[2])) if found else read_date(head, order, year + 1)
    )
    if day.value is None or len(day.value) != 10:
        return None, day.reason or NO_DATE
    moment = _clock(clock) if clock else time()
    if moment is None:
        return None, NO_DATE
    utc = clock is not None and bool(clock[5])
    place = UTC if utc else ZoneInfo(zone)
    return datetime.combine(date.fromisoformat(day.value), moment, place).astimezone(
        UTC
    ), day.reason


def _clock(found: re.Match[str]) -> time | None:
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4] == "pm" else 0)
    minute, second = int(found[2]), int(found[3] or 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None

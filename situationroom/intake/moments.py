"""When something was: a date with a clock, or words that count from the call (昨天下午3点, 2h ago).

Clocks are the caller's, in the home zone, unless the text says 当地时间 or local time, or names its
own zone. What was counted or estimated always says how it was understood.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from situationroom.intake import spoken
from situationroom.intake.dates import NO_DATE, Order, read_date
from situationroom.intake.plain import plain, said
from situationroom.intake.results import Reason

NO_DAY: Final = Reason("This is a time of day without its date.")
COUNTED: Final = Reason("Counted from {ref}, this was understood as {moment}.")
ESTIMATED: Final = Reason(
    "No hour is told; counted from {ref}, this was understood as about {moment}."
)

LONGEST: Final = 80  # characters of the longest moment in words
_CLOCK = re.compile(
    r"(?:^|[T\s,]+)(\d{1,2})[:时](\d{2})(?:[:分](\d{2})(?:\.\d+)?)?[分秒]?\s*([ap])?\.?(?(4)m\.?)\s*"
    r"(z|utc|gmt)?\s*([+-]\d{1,2}(?::?\d{2})?)?$",
    re.I,
)
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_DAY_MONTH = re.compile(r"(\d{1,2})[/.](\d{1,2})\.?")
_SERIAL = re.compile(r"(\d{5})(\.\d{1,15})")
_MONTHS: Final = 12
_LOCAL = re.compile(r"[(（\[]?\s*(?:当地时间|当地|local\s+time|local|\blt\b)\s*[)）\]]?")
_HOME = re.compile(r"[(（\[]?\s*(?:北京时间|国内时间|beijing\s+time|china\s+time)\s*[)）\]]?")


class Clockwork(NamedTuple):
    """Whose clock a text means: the caller's ``home`` zone, and the ``local`` one (IANA names).

    ``year`` is meant where none is told.
    """

    home: str
    local: str
    year: int


Moment = tuple[datetime | None, Reason | None]


@lru_cache(maxsize=100_000)
def read_moment(text: str, clockwork: Clockwork, order: Order | None = None) -> Moment:
    """A date with or without a clock as aware UTC; without a clock, midnight of that day.

    A clock without a date gives nothing; words that count from a call are ``read_relative``'s.
    """
    if len(text) in (16, 19) and text[4] == text[7] == "-" and text[13] == ":" and text.isascii():
        try:
            plainly = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(clockwork.home))
        except ValueError:
            return None, NO_DATE
        return (plainly.astimezone(UTC), None) if plainly.year > 1900 else (None, NO_DATE)
    told, place = _placed(plain(text[: 4 * LONGEST]).casefold(), clockwork)
    if len(told) > LONGEST:
        return None, NO_DATE
    told = _with_clock(told)
    clock = _CLOCK.search(told)
    head = told[: clock.start()].strip(" ,") if clock else told
    if clock and not head:
        return None, NO_DAY
    year = clockwork.year
    day = read_date(
        _with_year(head, year, order) if clock else _in_words(head, year), order, year + 1
    )
    if day.value is None or len(day.value) != 10:
        return None, day.reason or NO_DATE
    moment = _clock(clock) if clock else time()
    if moment is None:
        return None, NO_DATE
    zone = _zone(clock, place) if clock else place
    return _utc(date.fromisoformat(day.value), moment, zone), day.reason


def _with_clock(told: str) -> str:
    """A spreadsheet's day number with the clock its fraction stands for: 42569.9375 is 22:30."""
    if not (found := _SERIAL.fullmatch(told)):
        return told
    minutes = min(round(float(found[2]) * 24 * 60), 24 * 60 - 1)
    return f"{found[1]} {minutes // 60}:{minutes % 60:02}"


def _in_words(head: str, year: int) -> str:
    """'7月18日' with its year."""
    found = _MONTH_DAY.fullmatch(head)
    return f"{year}-{int(found[1]):02}-{int(found[2]):02}" if found else head


def _with_year(head: str, year: int, order: Order | None) -> str:
    """'7/18' before a clock with its year, where only one of the two can be the month."""
    found = _DAY_MONTH.fullmatch(head)
    if found is None:
        return _in_words(head, year)
    first, second = int(found[1]), int(found[2])
    if max(first, second) > _MONTHS or order:
        month_first = first <= _MONTHS and (second > _MONTHS or order == "mdy")
        month, day = (first, second) if month_first else (second, first)
        return f"{year}-{month:02}-{day:02}"
    return head


def _placed(told: str, clockwork: Clockwork) -> tuple[str, tzinfo]:
    """The text without words for a zone, and the zone they mean."""
    if _LOCAL.search(told):
        return _LOCAL.sub(" ", told).strip(), ZoneInfo(clockwork.local)
    if _HOME.search(told):
        return _HOME.sub(" ", told).strip(), ZoneInfo("Asia/Shanghai")
    return told, ZoneInfo(clockwork.home)


def _zone(clock: re.Match[str], place: tzinfo) -> tzinfo:
    if clock[6]:
        hours, minutes = int(clock[6][1:3].rstrip(":")), int(clock[6][3:].lstrip(":") or 0)
        away = timedelta(hours=hours, minutes=minutes)
        if away < timedelta(hours=15):
            return timezone(-away if clock[6][0] == "-" else away)
    return UTC if clock[5] else place


def _clock(found: re.Match[str]) -> time | None:
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].casefold() == "p" else 0)
    minute, second = int(found[2]), int(found[3] or 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _utc(day: date, moment: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, moment, zone).astimezone(UTC)


def read_relative(text: str, clockwork: Clockwork, ref: datetime, bare_clock: bool) -> Moment:
    """A time counted from ``ref`` (aware): '昨天下午3点', '2h ago', 'Sat 22:30', '7月16日晚上8点'.

    ``bare_clock`` allows a clock alone, the last one before ``ref``. Gives None and NO_DATE where
    the words are not known, else the time with a sentence on how it was understood.
    """
    told, place = _placed(plain(text[: 4 * LONGEST]).casefold(), clockwork)
    if not told or len(told) > LONGEST:
        return None, NO_DATE
    away = spoken.time_ago(told)
    if away is not None:
        return ref - away, _understood(COUNTED, ref, ref - away, place)
    local = ref.astimezone(place)
    clock, rest, sure = spoken.clock_in(told)
    day = spoken.day_in(rest, local.date())
    if day is None and not rest and clock is not None and bare_clock:
        day = local.date() if clock.on(local.date(), place) <= local else _before(local)
    if day is None:
        return None, NO_DAY if clock is not None and not rest else NO_DATE
    if clock is None:
        return _understood_day(day, place, ref)
    moment = clock.on(day, place).astimezone(UTC)
    return moment, _understood(COUNTED if sure else ESTIMATED, ref, moment, place)


def _before(local: datetime) -> date:
    return local.date() - timedelta(days=1)


def _understood_day(day: date, place: tzinfo, ref: datetime) -> Moment:
    moment = _utc(day, time(), place)
    return moment, _understood(ESTIMATED, ref, moment, place)


def _understood(reason: Reason, ref: datetime, moment: datetime, place: tzinfo) -> Reason:
    shown = (f"{at.astimezone(place):%Y-%m-%d %H:%M} ({place})" for at in (ref, moment))
    return said(reason, **dict(zip(("ref", "moment"), shown, strict=True)))

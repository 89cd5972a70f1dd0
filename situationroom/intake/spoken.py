"""The parts of a spoken time: how long ago, which day, what o'clock; in Chinese and English."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from situationroom.intake.dates import read_date
from situationroom.intake.months import hanzi_number, month_of

_NOW = re.compile(r"刚才|刚刚|现在|目前|just now|right now|now|just")
_COUNT = (
    r"(半|\d{1,4}(?:\.\d{1,2})?|[一二两三四五六七八九十廿]{1,3}|an?|half an?|"
    r"one|two|three|four|five|six)"
)
_AGO = re.compile(
    _COUNT
    + r"\s*个?(半)?\s*(分钟|分|mins?|minutes?|m|小时|钟头|hours?|hrs?|h|天|日|days?|d|周|星期|"
    r"礼拜|weeks?|w)(半)?\s*(?:以前|之前|前|ago|earlier|back|before)"
)
_ENGLISH: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS: Final = {
    "分": timedelta(minutes=1), "m": timedelta(minutes=1), "小": timedelta(hours=1),
    "钟": timedelta(hours=1), "h": timedelta(hours=1), "天": timedelta(days=1),
    "日": timedelta(days=1), "d": timedelta(days=1), "周": timedelta(weeks=1),
    "星": timedelta(weeks=1), "礼": timedelta(weeks=1), "w": timedelta(weeks=1),
}  # fmt: skip
# A part of the day: the words, the hour it is about, and whether its hours are after noon.
_PARTS: Final = (
    (re.compile(r"凌晨|early morning"), 3, False),
    (re.compile(r"半夜|午夜|深夜|夜里|夜间|midnight"), 0, None),
    (re.compile(r"清晨|早上|早晨|今早|早|this morning|morning"), 8, False),
    (re.compile(r"上午"), 10, False),
    (re.compile(r"中午|正午|noon|midday"), 12, None),
    (re.compile(r"下午|午后|afternoon"), 15, True),
    (re.compile(r"傍晚"), 18, True),
    (re.compile(r"晚上|晚间|晚|夜|tonight|evening|night"), 20, True),
)
_HANZI = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_CLOCKS: Final = (
    re.compile(r"(?P<h>\d{1,2})[:.](?P<m>\d{2})(?::\d{2})?\s*(?:(?P<ap>[ap])\.?m\b\.?)?"),
    re.compile(
        r"(?P<h>" + _HANZI + r")\s*[点點时時]"
        r"(?:(?P<half>半)|(?P<quarter>[一三])刻|\s*(?P<m>" + _HANZI + r")分?)?[钟整许]?"
    ),
    re.compile(r"(?P<h>\d{1,2})\s*(?P<ap>[ap])\.?m\b\.?"),
    re.compile(r"(?P<h>\d{1,2})h(?P<m>\d{2})\b"),
    re.compile(r"\b(?P<h>\d{2})(?P<m>\d{2})\s*(?:hrs?|hours)\b"),
)
_DAYS: Final = (
    (re.compile(r"大前天"), 3),
    (re.compile(r"前天|前日|前晚|day before yesterday"), 2),
    (re.compile(r"昨天|昨日|昨晚|昨夜|昨|yesterday|last"), 1),
    (re.compile(r"今天|今日|今晚|今夜|今|当天|today|this"), 0),
)
_WEEKDAY = re.compile(
    r"(上个?|last )?(?:(?:周|星期|礼拜)([一二三四五六日天])|"
    r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)"
)
_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?")
_DAY_ONLY = re.compile(r"(\d{1,2})[日号]|(?:the )?(\d{1,2})(?:st|nd|rd|th)")
_NAMED_DAY = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?\s*([^\W\d_]{3,})\.?|([^\W\d_]{3,})\.?\s*(\d{1,2})(?:st|nd|rd|th)?"
)
_FILL = re.compile(
    r"[\s,，。.的在于]+|\b(?:at|on|about|around|since|in|the)\b|大约|大概|约|左右|(?<=\d)号?分"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of a day; ``days`` later when the night went on past midnight."""

    at: time
    days: int = 0

    def on(self, day: date, zone: tzinfo) -> datetime:
        """The moment this clock means on a day, in the zone."""
        return datetime.combine(day + timedelta(days=self.days), self.at, zone)


def time_ago(told: str) -> timedelta | None:
    """How long before: '两小时前', '3 days ago', '半小时前'; nothing for 刚才; else None."""
    if _NOW.fullmatch(told):
        return timedelta()
    found = _AGO.fullmatch(_FILL.sub(" ", told).strip())
    if not found:
        return None
    unit = _UNITS[found[3][0]]
    if found[1] in ("半", "half a", "half an"):
        return unit / 2
    count = _ENGLISH.get(found[1]) or hanzi_number(found[1]) or _float(found[1])
    return unit * (count + (0.5 if found[2] or found[4] else 0))


def _float(text: str) -> float:
    return float(text) if text[:1].isdecimal() else 0.0


def clock_in(told: str) -> tuple[Clock | None, str, bool]:
    """The o'clock of a text, the text without it, and whether an hour was told (else: about)."""
    part = next(((p, about, late) for p, about, late in _PARTS if p.search(told)), None)
    found = next((m for c in _CLOCKS if (m := c.search(told))), None)
    rest = told.replace(found[0], " ", 1) if found else told
    if part:
        rest = part[0].sub(" ", rest) if not re.match(r"[今昨前]", part[0].pattern) else rest
    rest = _FILL.sub(" ", rest).strip()
    if found is None:
        clock = Clock(time(part[1])) if part else None
        return (Clock(time(0), 1) if part and part[1] == 0 else clock), rest, False
    clock = _clock(found, part)
    return clock, rest, True


def _clock(
    found: re.Match[str], part: tuple[re.Pattern[str], int, bool | None] | None
) -> Clock | None:
    told = found.groupdict()
    quarter = {"一": 15, "三": 45}.get(told.get("quarter") or "", 0)
    hour, minute = _number(told["h"]), quarter or _number(told.get("m"))
    minute = 30 if told.get("half") else minute
    if told.get("ap"):
        hour = hour % 12 + (12 if told["ap"] == "p" else 0)
    elif part:
        hour, days = _in_part(hour, part[1], part[2])
        return Clock(time(hour, minute), days) if hour < 24 and minute < 60 else None
    return Clock(time(hour, minute)) if hour < 24 and minute < 60 else None


def _in_part(hour: int, about: int, late: bool | None) -> tuple[int, int]:
    """'晚上8点' is 20; '晚上12点' the midnight that follows; '昨晚2点' two hours after it."""
    if hour > 12:
        return hour, 0
    if about in (20, 0):
        past = hour == 12 or hour < 5
        return (hour % 12, 1) if past else (hour + 12, 0)
    if about == 12:
        return (hour if hour > 9 else hour + 12), 0
    if late:
        return hour % 12 + 12, 0
    return (0 if hour == 12 and about < 9 else hour), 0


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else hanzi_number(text) or 0


def day_in(rest: str, today: date) -> date | None:
    """The day that the words mean, no later than ``today``; None where they mean none."""
    if not rest:
        return None
    for pattern, back in _DAYS:
        if pattern.fullmatch(rest):
            return today - timedelta(days=back)
    if found := _WEEKDAY.fullmatch(rest):
        return _weekday(found, today)
    return _dated(rest, today)


def _weekday(found: re.Match[str], today: date) -> date:
    wanted = (
        "一二三四五六日".find(found[2].replace("天", "日")) if found[2] else _NAMES.index(found[3])
    )
    if found[1] and found[2]:  # 上周三: the week that began on the Monday before this one
        return today - timedelta(days=today.weekday() + 7 - wanted)
    return today - timedelta(days=(today.weekday() - wanted) % 7)


def _dated(rest: str, today: date) -> date | None:
    if found := _MONTH_DAY.fullmatch(rest):
        return _last(today, int(found[1]), int(found[2]))
    if found := _DAY_ONLY.fullmatch(rest):
        day = int(found[1] or found[2])
        this = _last(today, today.month, day)
        return (
            this
            if this and this.year == today.year
            else _last(today, (today.month - 2) % 12 + 1, day)
        )
    if found := _NAMED_DAY.fullmatch(rest):
        month = month_of(found[2] or found[3])
        return _last(today, month, int(found[1] or found[4])) if month else None
    value = read_date(rest, None, today.year + 1).value
    return date.fromisoformat(value) if value and len(value) == 10 else None


def _last(today: date, month: int, day: int) -> date | None:
    """The last such day that is not after tomorrow (zones differ by a day)."""
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today + timedelta(days=1):
            return found
    return None

"""Dates as people type them. A day that was not told is never invented.

'1988-3' is March 1988 and stays that. Where day and month could be swapped and the column does not
decide, only the year is certain, and the reading says so. Calendars: the Republic's years (民国77年
is 1988), Japan's eras, the Buddhist years of Thailand (2531 is 1988). A day or month written 00 is
one that is not known.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from situationroom.intake.months import month_of, with_digits
from situationroom.intake.plain import plain, said
from situationroom.intake.results import Reason
from situationroom.models.birth import is_partial_date
from situationroom.models.made_quickly import made_quickly

Order = Literal["dmy", "mdy"]

AMBIGUOUS: Final = Reason("Day and month could be swapped; only the year is certain.")
ORDER_LOST: Final = Reason("Day, month and year could each be another; ask for the date again.")
TWO_DIGITS: Final = Reason("The year has two digits; the century is a guess.")
NO_DATE: Final = Reason("This is no date that exists.")
BUDDHIST: Final = Reason("This year is Buddhist; it was read as {year}.")
SERIAL: Final = Reason("This is a spreadsheet's day number; it was read as {date}.")
ABOUT: Final = Reason("This date is only about right; ask for the exact one.")
RANGE: Final = Reason("This is a span of years; ask for the exact date.")
NOT_KNOWN: Final = Reason("A day or month written 00 is not known; only the rest was read.")

LONGEST: Final = 60  # characters of the longest date in words
_YEAR_FIRST = re.compile(r"(\d{4})[-./年\s]+(\d{1,2})(?:[-./月\s]+(\d{1,2})日?号?|月?)?[-./]?")
_COMPACT = re.compile(r"((?:18|19|20|24|25)\d{2})(\d{2})(\d{2})?")
_COMPACT_LAST = re.compile(r"(\d{2})(\d{2})((?:18|19|20)\d{2})")
_SIX = re.compile(r"(\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-./\s]+(\d{1,2})[-./\s]+(\d{4}|\d{2})年?")
_SHORT_FIRST = re.compile(
    r"(\d{2})(?:年|[-./\s](?=\d{1,2}[-./\s]\d))(\d{1,2})(?:[-./月\s]+(\d{1,2})[日号]?|月)?"
)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})")
_CLOCK = re.compile(
    r"[T\s]+\d{1,2}[::]\d{2}(?:[::]\d{2}(?:\.\d+)?)?\s*(?:am|pm)?\s*(?:z|utc)?$", re.I
)
_ABOUT = re.compile(
    r"(?:大约|大概|约|~|\b(?:around|about|approx|circa|ca|c|um|vers|hacia)\b\.?)\s*|左右|前后|上下|\?"
)
_BORN = re.compile(
    r"^(?:生于|出生于?|born(?: on)?:?|geb\.?|d\.?o\.?b\.?:?|\*)\s*|(?:出?生|г\.?(?:р\.?)?)$"
)
_ERAS: Final = {
    "民国": 1911,
    "民國": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "大正": 1911,
    "明治": 1867,
}
_ERA = re.compile(r"(?:中[华華])?(民国|民國|昭和|平成|令和|大正|明治)\s*(元|\d{1,3})\s*年?")
_THAI_ERA = re.compile(r"(?:พ\.?ศ\.?|b\.?e\.?)\s*(?=\d{4})")
_SPAN = re.compile(r"\d{4}年?\s*[-/~至到]\s*(?:\d{2}|\d{4})年?|(?:\d{4}|\d{2})(?:年代|后|s)")
_TOKENS = re.compile(r"\d{1,4}|[^\W\d_]+(?: (?:الثاني|الأول))?")
_NOISE: Final = frozenset(
    (  # noqa: SIM905 (a list of words reads better as words)
        "de del den der the of le el do da st nd rd th er года год г от mon tue wed thu fri sat sun"
    ).split()
)
_DAY_FIRST_LANGUAGE = re.compile(  # where nobody writes the month first
    r"geburt|geb\.|geboren|gültig|ablauf|doğum|dogum|tarih|geçerl|рожд|дата|действ|naissance|"
    r"né\(e\)|né le|valable|expire le|nacim|fecha|vencim|nascim|validade|ميلاد|تاريخ|ولادة"
)
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's day numbers after February 1900


@made_quickly
@dataclass(frozen=True, slots=True)
class DateReading:
    """``value`` is ISO 8601, possibly partial; ``reason`` says what is doubtful about it."""

    value: str | None
    reason: Reason | None = None


_NOTHING: Final = DateReading(None, NO_DATE)


def order_of(header: str, cells: Iterable[str]) -> Order | None:
    """Whether this column writes the day or the month first; None where nothing decides it."""
    hint = re.sub(r"[^a-z日月年]", "", header.casefold())
    if re.search(r"ddmm|dmy|ttmm|jjmma|日月年|ggaa", hint):
        return "dmy"
    if re.search(r"mmdd|mdy|月日年", hint):
        return "mdy"
    told = (_YEAR_LAST.match(plain(cell)) for cell in set(cells))  # most come again and again
    pairs = [(int(m[1]), int(m[2])) for m in told if m]
    day_first, month_first = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if not day_first and not month_first and _DAY_FIRST_LANGUAGE.search(header.casefold()):
        return "dmy"
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


@lru_cache(maxsize=200_000)
def read_date(text: str, order: Order | None = None, before: int = 2100) -> DateReading:
    """A date, possibly partial. ``before`` is the last year a two-digit year may mean."""
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii() and is_partial_date(text):
        return DateReading(text)
    told = plain(text[: 4 * LONGEST]).casefold()
    if not told or len(told) > LONGEST:
        return _NOTHING
    told = _CLOCK.sub("", told) if ":" in told else told
    bare = _BORN.sub("", _ABOUT.sub("", told)).strip()
    about = bool(_ABOUT.search(told))
    read = _numbers(_in_our_years(bare), order, before)
    if read.value is None and read.reason is NO_DATE and _SPAN.fullmatch(bare):
        return DateReading(None, RANGE)
    return replace(read, reason=read.reason or ABOUT) if about and read.value else read


def _in_our_years(told: str) -> str:
    """Hanzi numbers as digits, eras as years of the common calendar."""
    if told.isascii():
        return _THAI_ERA.sub("", told) if "e" in told else told
    told = with_digits(told)
    if era := _ERA.search(told):
        year = _ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))
        told = told.replace(era[0], f"{year}年")
    return _THAI_ERA.sub("", told)


def _numbers(told: str, order: Order | None, before: int) -> DateReading:
    if re.fullmatch(r"\d{4}年?", told):
        return _checked(int(told[:4]), None, None)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", told):
        return _serial(int(told[:5]))
    if told.isdecimal():
        return _compact(told, order, before)
    if found := _YEAR_FIRST.fullmatch(told):
        return _checked(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _YEAR_LAST.fullmatch(told):
        return _year_last(int(found[1]), int(found[2]), found[3], order, before)
    return _rarer(told, before)


def _rarer(told: str, before: int) -> DateReading:
    if found := _MONTH_YEAR.fullmatch(told):
        return _checked(int(found[2]), int(found[1]), None)
    if found := _SHORT_FIRST.fullmatch(told):
        full, reason = _full_year(found[1], before)
        return _checked(full, int(found[2]), int(found[3]) if found[3] else None, reason)
    return _named(told, before)


def _checked(
    year: int, month: int | None, day: int | None, reason: Reason | None = None
) -> DateReading:
    """ISO 8601 of the parts; 00 is a part that is not known, 2531 the Buddhist 1988."""
    if 2400 <= year <= 2643:
        year, reason = year - 543, said(BUDDHIST, year=year - 543)
    if month == 0 or (month and day == 0):
        month, day, reason = month or None, None, NOT_KNOWN
    parts = (f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None))
    value = "-".join(parts)
    return DateReading(value, reason) if is_partial_date(value) else _NOTHING


def _serial(number: int) -> DateReading:
    day = (_EPOCH + timedelta(days=number)).isoformat()
    return DateReading(day, said(SERIAL, date=day)) if is_partial_date(day) else _NOTHING


def _compact(told: str, order: Order | None, before: int) -> DateReading:
    """19880305, 198803, 05031988, 880305: digits only."""
    whole = _COMPACT.fullmatch(told)
    read = (
        _checked(int(whole[1]), int(whole[2]), int(whole[3]) if whole[3] else None)
        if whole
        else _NOTHING
    )
    if len(told) == 6 and (short := _SIX.fullmatch(told)):
        other = _six(short[1], short[2], short[3], order, before)
        if read.value and other != _NOTHING:
            return DateReading(None, ORDER_LOST)
        return read if read.value else other
    if read.value is None and (last := _COMPACT_LAST.fullmatch(told)):
        return _year_last(int(last[1]), int(last[2]), last[3], order, before)
    return read


def _six(a: str, b: str, c: str, order: Order | None, before: int) -> DateReading:
    """Six digits: the year stands first or last; where both can be, nothing is certain."""
    year, reason = _full_year(a, before)
    first = _checked(year, int(b), int(c), reason) if int(c) else _NOTHING
    if int(a) > 31:
        return first
    last = _year_last(int(a), int(b), c, order, before) if int(a) and int(b) else _NOTHING
    if first.value and last.value:
        return DateReading(None, ORDER_LOST)
    return first if first.value else last


def _year_last(a: int, b: int, year: str, order: Order | None, before: int) -> DateReading:
    full, reason = _full_year(year, before)
    if len(year) == 2 and a > 31:  # 88/3/5: no day is the 88th
        return _checked(_full_year(str(a), before)[0], b, int(year), TWO_DIGITS)
    if a == b or 0 in (a, b):
        order = "dmy"
    elif a > 12 or b > 12:
        order = "dmy" if a > 12 else "mdy"
    if order is None:
        possible = _checked(full, a, b).value and _checked(full, b, a).value
        sure = len(year) == 4 or int(year) > 31
        doubt = DateReading(_checked(full, None, None).value, AMBIGUOUS)
        return (doubt if sure else DateReading(None, ORDER_LOST)) if possible else _NOTHING
    day, month = (a, b) if order == "dmy" else (b, a)
    return _checked(full, month, day, reason)


def _full_year(text: str, before: int) -> tuple[int, Reason | None]:
    if len(text) == 4:
        return int(text), None
    year = before // 100 * 100 + int(text)
    return (year if year <= before else year - 100), TWO_DIGITS


def _named(told: str, before: int) -> DateReading:
    """A month by its name, with one or two numbers: '5 de marzo de 1988', '16AUG77'."""
    tokens = [t for t in _TOKENS.findall(told) if t not in _NOISE]
    numbers = [t for t in tokens if t.isdecimal()]
    words = [t for t in tokens if not t.isdecimal()]
    month = month_of(words[0]) if len(words) == 1 else None
    if month is None or not 1 <= len(numbers) <= 2:
        return _NOTHING
    year = next((n for n in numbers if len(n) == 4), None) or _short_year(numbers)
    rest = [n for n in numbers if n is not year]
    full, reason = _full_year(year.zfill(2), before)
    if len(year) == 3 or (rest and len(rest[0]) > 2):
        return _NOTHING
    return _checked(full, month, int(rest[0]) if rest else None, reason)


def _short_year(numbers: list[str]) -> str:
    return numbers[0] if int(numbers[0]) > 31 else numbers[-1]

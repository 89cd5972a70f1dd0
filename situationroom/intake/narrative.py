"""A log of calls in plain words, one line a call, without any columns.

Each line becomes a row that keeps it word for word. Only what is sure is taken out of it: a
telephone, a passport, a name that stands by itself or behind words such as 'named'. Whoever is
not named is kept without a name.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from situationroom.intake.latin import common_surnames
from situationroom.intake.people import looks_like_name
from situationroom.intake.results import Reason
from situationroom.intake.tables import Table

FOUND: Final = Reason("Read from one line of text; look whether name and telephone are right.")
HEADERS: Final = ("Line", "Time", "Name", "Telephone", "Caller's telephone", "Passport")
FIELDS: Final = ("description", "called_at", "name", "phone", "caller_phone", "passport")
NOBODY: Final = "unknown person"
_LONGEST: Final = 2_000  # characters of a line that are looked through
_MOST_LINES: Final = 20_000
_CALLS: Final = 0.5  # of the lines hold a telephone, a passport or an hour
_PHONE: Final = re.compile(
    r"(?<![A-Za-z0-9+])(?:\+\d[\d \-]{7,16}\d|(?:00|0)\d[\d \-]{7,14}\d|1[3-9]\d{9})(?!\d)"
)
_PASSPORT: Final = re.compile(r"(?<![A-Za-z0-9])(?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7})(?![A-Za-z0-9])")
_HOUR: Final = re.compile(
    r"(?<!\d)(?:(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})[ T,，]*)?"
    r"(?:[01]?\d|2[0-3])[:：时点][0-5]\d(?!\d)"
)
_CALLER: Final = re.compile(
    r"来电|致电|打来|打电话|来话|报警|\b(?:called|calls|caller|calling|rang|phoned)\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?:姓名[:：]?|名叫|叫做|叫|我是|自称|本人|公民|游客|留学生|员工|华侨|"
    r"[其她他](?:女儿|儿子|丈夫|妻子|父亲|母亲|哥哥|弟弟|姐姐|妹妹|同事|朋友|子|女|夫|妻|父|母))"
    r"[ :：]?(?P<name>[一-鿿]{2,4}?)"
    r"(?=$|[ ,，。.;；、(（0-9]|电话|手机|护照|被|在|于|与|和|男|女|称|失联|受伤|来电)"
)
_ALONE: Final = re.compile(r"(?:^|[ ,，。;；:：、(（\d])([一-鿿]{2,3})(?=$|[ ,，。;；、(（)）\d])")
_LATIN: Final = re.compile(
    r"\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+){1,2}\b|\b[A-Z]{2,}[, ]+[A-Z][A-Za-z]+\b"
)


def as_calls(table: Table) -> Table | None:
    """The table with what is sure of each line in columns of its own; None where it is no log."""
    lines = [(number, " ".join(c for c in cells if c.strip())) for number, cells in table.rows]
    if not 0 < len(lines) <= _MOST_LINES or not _is_log([line for _, line in lines]):
        return None
    rows = tuple((number, (line, *_told(line[:_LONGEST]))) for number, line in lines)
    remarks = {number: (*table.row_remarks.get(number, ()), FOUND) for number, _ in lines}
    return replace(
        table, rows=rows, headers=HEADERS, fields=FIELDS, row_remarks=remarks, remarks={}, notes={}
    )


def _is_log(lines: list[str]) -> bool:
    signs = (_PHONE, _PASSPORT, _HOUR)
    calls = sum(any(sign.search(line[:_LONGEST]) for sign in signs) for line in lines)
    return calls >= _CALLS * len(lines)


def _told(line: str) -> tuple[str, str, str, str, str]:
    """Time, name, telephone, caller's telephone and passport of a line; '' for what is not sure."""
    hour, phone = _HOUR.search(line), _PHONE.findall(line)
    passport = _PASSPORT.findall(line)
    called = bool(_CALLER.search(line))
    name = "、".join(dict.fromkeys(_names(line))) or NOBODY
    one = phone[0] if len({*phone}) == 1 else ""
    paper = passport[0] if len({*passport}) == 1 else ""
    return (hour[0] if hour else "", name, "" if called else one, one if called else "", paper)


def _names(line: str) -> Iterator[str]:
    """Names nobody would doubt: behind a word that says so, or set apart by signs."""
    named = [found["name"] for found in _NAMED.finditer(line) if looks_like_name(found["name"])]
    if named:
        yield from named
        return
    yield from (name for name in _ALONE.findall(line) if looks_like_name(name))
    for found in _LATIN.findall(line):
        words = re.split(r"[ ,-]+", found.upper())
        if words[0] in common_surnames() or words[-1] in common_surnames():
            yield found

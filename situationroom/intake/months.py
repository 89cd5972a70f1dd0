"""The names of months in the languages of embassy forms, whole or shortened, and hanzi numbers."""

import json
import re
import unicodedata
from functools import cache
from typing import Final

from situationroom.settings import resource

SHORTEST: Final = 3  # letters of a shortened month: Jan, Mär, Eyl
_ONES: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "元": 1,
}
_TENS: Final = {"十": 10, "廿": 20, "卅": 30}
_NUMERAL: Final = re.compile(r"[〇零○一二三四五六七八九十廿卅两]{1,8}")


@cache
def _months() -> dict[str, int]:
    """Every name and every beginning of one that means one month only."""
    table = json.loads(resource("intake/months.json").read_text(encoding="utf-8"))
    found: dict[str, set[int]] = {}
    for names in table.values():
        for number, name in enumerate(map(folded, names), 1):
            for length in range(min(SHORTEST, len(name)), len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if name and len(numbers) == 1}


def folded(text: str) -> str:
    """Without case, accents and dots: 'FÉVR.' and 'fevr' are one."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(c for c in apart if not unicodedata.combining(c) and c != ".")


def month_of(word: str) -> int | None:
    """1 to 12 for a month's name in any of the languages, shortened to three letters or more."""
    return _months().get(folded(word).strip())


def hanzi_number(text: str) -> int | None:
    """'二十五' is 25, '一九八八' 1988, '十' 10; None for else. Up to 99 or digit by digit."""
    if not text or any(c not in _ONES and c not in _TENS for c in text):
        return None
    tens = [i for i, c in enumerate(text) if c in _TENS]
    if not tens:
        return int("".join(str(_ONES[c]) for c in text))
    at = tens[0]
    before, after = text[:at], text[at + 1 :]
    if len(tens) > 1 or len(before) > 1 or len(after) > 1:
        return None
    times = _ONES[before] if before else 1
    return _TENS[text[at]] * times + (_ONES[after] if after else 0)


def with_digits(text: str) -> str:
    """Every number in hanzi as digits: '一九八八年三月五日' is '1988年3月5日'."""
    return _NUMERAL.sub(lambda m: str(n) if (n := hanzi_number(m[0])) is not None else m[0], text)

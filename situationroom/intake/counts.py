"""How many persons, how old: numbers as people say them. What is not one number gives None."""

import re
from functools import lru_cache
from typing import Final

from situationroom.intake.fold import fold

MOST_IN_PARTY: Final = 2_000
_NUMERALS: Final = {
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "两": 2, "俩": 2, "仨": 3, "双": 2,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "ein": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "funf": 5,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "uno": 1, "una": 1, "dos": 2,
    "tres": 3, "cuatro": 4, "cinco": 5, "um": 1, "uma": 1, "dois": 2, "duas": 2, "quatro": 4,
    "один": 1, "два": 2, "двое": 2, "три": 3, "трое": 3, "четыре": 4, "пять": 5, "bir": 1,
    "iki": 2, "uc": 3, "dort": 4, "bes": 5, "واحد": 1, "اثنان": 2, "ثلاثه": 3, "اربعه": 4,
}  # fmt: skip
_N: Final = r"(\d{1,4}(?:\.0+)?|[一二三四五六七八九十两俩仨双]{1,3}|[^\W\d_]{2,7})"
_UNIT: Final = (
    r"(?:人|口|名|位|个|persons?|people|pax|ppl|adults?|travellers?|guests?|personen|erwachsene|"
    r"personnes?|personas?|pessoas?|человек[а]?|чел\.?|персон[ы]?|اشخاص|افراد|شخص|kisi(?:lik)?)"
)
_PREFIX: Final = (
    r"(?:一家|一行|全家|全家共|夫妻|夫妇|家庭|等|共计?|合计|总共|同行|连本人|"
    r"(?:a )?(?:family|group|party|total) of|total:?|"
    r"familie (?:mit|von)|famille de|familia de|grupo de|groupe de|gruppe von|семья из|"
    r"عائله من)"
)
_ADDED: Final = re.compile(
    r"(?:大人)?(\d{1,3})\s*(?:[名个]?大人?|成人|adults?|adultes?|adultos?|erwachsener?|взросл\w{1,3}|"
    r"yetiskin)?"
    r"\s*(?:[+＋和与及,，&带]|and|und|et|y|e|plus|ve|и)?\s*"
    r"(?:小孩|儿童)?(\d{1,3})\s*(?:[名个]?小孩?|[名个]?儿童|[名个]?孩子|婴儿|children|child|kids?|infants?|enfants?|ninos?|"
    r"criancas?|kinder|kind|детей|ребен\w{2}|cocuk)?"
)
_COUPLE: Final = re.compile(
    r"(?:夫妻|夫妇|两口子|母子|母女|父子|父女|兄弟|姐妹)(?:俩|二人|两人)?|(?:a )?couple|一对夫妇"
)
_ALONE: Final = re.compile(
    r"本人|仅本人|独自|单人|一个人|自己|alone|single|just me|self|only me|seul|solo|sozinho|allein|"
    r"один|yalniz"
)
_UNSURE: Final = re.compile(
    r"约|大约|左右|多|余|以上|至少|不少于|不到|近|[<>~≈±?？]|about|approx|around|at least|"
    r"more than|over|ca\.|environ|unos|cerca|около|yaklasik|\d\s*[-–—~至到]\s*\d"
)


@lru_cache(maxsize=8192)
def read_party(text: str) -> int | None:
    """How many persons: 4, '4人', '3.0', '一家三口', '2大1小', '2+1', 'family of 4', '等3人'.

    None where it is not one number ('3-4人', '约10人', '全家'); then somebody has to ask.
    """
    told = fold(text).strip(" .。()（）")
    if not told or len(told) > 40 or _UNSURE.search(told):
        return None
    if added := _ADDED.fullmatch(told):
        joined = re.fullmatch(r"\d+", told) is None and re.search(r"\D", told) is not None
        if joined and (len(re.findall(r"\d+", told)) == 2):
            return _fitting(int(added[1]) + int(added[2]))
    if _COUPLE.fullmatch(told):
        return 2
    if _ALONE.fullmatch(told):
        return 1
    plain = re.fullmatch(rf"{_PREFIX}?\s*{_N}\s*{_UNIT}?", told)
    return _fitting(_number(plain[1])) if plain else None


def _number(told: str) -> int:
    if told[0].isdecimal():
        return int(float(told))
    if told in _NUMERALS:
        return _NUMERALS[told]
    tens = re.fullmatch(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)", told)
    if not tens:
        return 0
    return (_NUMERALS.get(tens[1], 1)) * 10 + _NUMERALS.get(tens[2], 0)


def _fitting(count: int) -> int | None:
    return count if 1 <= count <= MOST_IN_PARTY else None


@lru_cache(maxsize=8192)
def read_age(text: str) -> int | None:
    """Completed years: 65, '65岁', '65 years'; '3个月' is 0; None for anything else."""
    told = fold(text).strip()
    months = re.fullmatch(r"(\d{1,2})\s*(?:个?月大?|months?(?: old)?|m)", told)
    if months:
        return int(months[1]) // 12
    years = re.fullmatch(r"(?:约)?(\d{1,3})\s*(?:周?岁|years?(?: old)?|yrs?|y|yo|y/o)?", told)
    return int(years[1]) if years and int(years[1]) <= 120 else None

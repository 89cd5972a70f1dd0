"""Cells that hold one of a few words: sex, priority, needs, yes and no, how many.

The words are data (``resources/intake/words.json``). A word nobody knows gives None, never a guess.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

from situationroom.models.vocabulary import Category, Need, Priority, Safety, Sex, Who, Wish
from situationroom.settings import resource

MOST_IN_PARTY: Final = 2_000
_NUMERALS: Final = dict(
    zip("一二三四五六七八九十两俩仨", (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 2, 3), strict=True)
)
_FEMALE = re.compile(
    r"女\w?|f|female|w|weiblich|woman|girl|mrs|ms|miss|femme|mujer|женский|ж|kadın"
)
_MALE = re.compile(r"男\w?|m|male|männlich|maennlich|man|boy|mr|homme|hombre|мужской|м|erkek")


@cache
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource("intake/words.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """The text without width, case and outer spaces, for comparing with words."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


@cache
def _exact(kind: str) -> dict[str, str]:
    return {plain(word): value for value, words in _words()[kind].items() for word in words}


@lru_cache(maxsize=8192)
def is_unknown(text: str) -> bool:
    """True for the many ways to write that nothing is known: 不详, N/A, a dash."""
    return plain(text) in _words()["unknown"]


@lru_cache(maxsize=8192)
def read_sex(text: str) -> Sex | None:
    """女/female/F, 男/male/M, X; None for anything else."""
    told = plain(text).rstrip(".")
    if _FEMALE.fullmatch(told):
        return Sex.FEMALE
    if _MALE.fullmatch(told):
        return Sex.MALE
    return Sex.UNSPECIFIED if told in ("x", "divers", "other", "其他") else None


@lru_cache(maxsize=8192)
def read_priority(text: str) -> Priority | None:
    """特别紧急/红 red, 紧急/橙 orange, 一般/黄 yellow, and the English words."""
    told = plain(text)
    exact = _exact("priority").get(told)
    if exact:
        return Priority(exact)
    inside = [w for w in _exact("priority") if len(w) > 1 and w in told]
    return Priority(_exact("priority")[max(inside, key=len)]) if inside else None


@lru_cache(maxsize=8192)
def told_category(text: str) -> Category | None:
    """A category column: one of the category's own words, else what its words propose."""
    told = plain(text)
    if told in Category.__members__.values():
        return Category(told)
    found = propose_category(text)[0]
    return None if found is Category.OTHER else found


@lru_cache(maxsize=65_536)
def propose_category(text: str) -> tuple[Category, str]:
    """The category a description speaks of and the word that led to it; the first kind wins."""
    told = plain(text)
    for value, words in _words()["category"].items():
        for word in words:
            if word in told:
                return Category(value), word
    return Category.OTHER, ""


@lru_cache(maxsize=65_536)
def read_needs(text: str) -> tuple[Need, ...]:
    """The needs a free text speaks of, in the order of the vocabulary."""
    told = f"{plain(text)} "
    if not _any_need().search(told):
        return ()
    table: Mapping[str, list[str]] = _words()["needs"]
    found = {value for value, words in table.items() if any(word in told for word in words)}
    return tuple(need for need in Need if need in found)


@cache
def _any_need() -> re.Pattern[str]:
    words = (word for words in _words()["needs"].values() for word in words)
    return re.compile("|".join(map(re.escape, words)))


def _one_of(kind: str, text: str) -> str | None:
    told = plain(text)
    exact = _exact(kind).get(told)
    if exact or not told:
        return exact
    inside = [
        w for w in _exact(kind) if (len(w) > 2 or not w.isascii()) and len(w) > 1 and w in told
    ]
    return _exact(kind)[max(inside, key=len)] if inside else None


@lru_cache(maxsize=8192)
def read_safety(text: str) -> Safety | None:
    """A status column; ``Safety.DECEASED`` is what was told, and never stored from a list."""
    if re.match(r"不安全|未报平安|not safe|unsafe", plain(text)):
        return None
    found = _one_of("safety", text)
    return Safety(found) if found else None


@lru_cache(maxsize=8192)
def read_wish(text: str) -> Wish | None:
    """Wants to leave, wants to stay, undecided."""
    found = _one_of("wish", text)
    return Wish(found) if found else None


@lru_cache(maxsize=8192)
def read_who(text: str) -> Who:
    """What somebody does in the country, from an occupation."""
    found = _one_of("who", text)
    return Who(found) if found else Who.UNKNOWN


@lru_cache(maxsize=8192)
def read_yes(text: str) -> bool | None:
    """True for yes, False for no, None for 不详 and everything else."""
    told = plain(text)
    if told in _words()["yes"]:
        return True
    return False if told in _words()["no"] else None


@lru_cache(maxsize=8192)
def read_nationality(text: str) -> str | None:
    """ISO 3166 alpha-3 of a country as it is usually written, else None."""
    told = plain(text).removesuffix("籍")
    known = _exact("nationality")
    if told.upper() in _words()["nationality"]:
        return told.upper()
    return known.get(told) or next((known[w] for w in known if len(w) > 4 and w == told), None)


@lru_cache(maxsize=8192)
def is_family(relation: str) -> bool:
    """Whether somebody of this relation is family of the person."""
    told = plain(relation)
    return any(word in told for word in _words()["family"])


@lru_cache(maxsize=8192)
def is_self(relation: str) -> bool:
    """Whether the caller speaks of himself."""
    told = plain(relation)
    return any(word == told for word in _words()["self"])


@lru_cache(maxsize=8192)
def read_party(text: str) -> int | None:
    """How many persons: 4, '4人', '3.0', '一家三口', '2大1小'; None where it is not one number."""
    told = plain(text)
    mixed = re.fullmatch(r"(\d+)\s*大\s*(\d+)\s*小", told)
    if mixed:
        return int(mixed[1]) + int(mixed[2])
    numbers = re.findall(r"\d+(?:\.0+)?", told)
    if len(numbers) == 1 and not re.search(r"[-+.<>~约多余]", told.replace(numbers[0], "")):
        count = int(float(numbers[0])) if len(numbers[0]) < 8 else 0
        return count if 1 <= count <= MOST_IN_PARTY else None
    spoken = re.fullmatch(
        r"(?:一家|一行|共|夫妻|全家)?([一二三四五六七八九十两俩仨])[人口名位个]*", told
    )
    return _NUMERALS[spoken[1]] if spoken and not numbers else None


@lru_cache(maxsize=8192)
def read_age(text: str) -> int | None:
    """Completed years: 65, '65岁', '65 years'; '3个月' is 0; None for anything else."""
    told = plain(text)
    months = re.fullmatch(r"(\d{1,2})\s*(?:个?月大?|months?(?: old)?|m)", told)
    if months:
        return int(months[1]) // 12
    years = re.fullmatch(r"(?:约)?(\d{1,3})\s*(?:周?岁|years?(?: old)?|yrs?|y|yo|y/o)?", told)
    return int(years[1]) if years and int(years[1]) <= 120 else None

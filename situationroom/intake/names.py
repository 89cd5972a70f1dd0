"""Names in both scripts: whose surname is it, and which part?

A native name is never split by guess. A Latin name is split by its own comma or slash, by its
capitals, by the pinyin of the native name beside it, by known surnames; what stays
doubtful says so. Surnames and their spellings are data (``resources/names/surnames.json``).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from situationroom.intake.results import Reason
from situationroom.romanise import spellings

ORDER_UNSURE: Final = Reason("Which part is the surname is a guess.")
NO_NAME: Final = Reason("No name can be read here.")
LIKE_FORMULA: Final = Reason("This looks like a formula; it is kept as text and never calculated.")
SEVERAL: Final = Reason("Several persons stand in one cell; the details are the first one's.")

_HANZI = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af〇]")
_NATIVE = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af〇·•]+(?:\s+[㐀-鿿]+)*")
_AND_OTHERS = re.compile(
    r"(?:等\s*(\d+|[一二两三四五六七八九十])\s*[人名位]|[一]?家\s*(\d+|[一二两三四五六七八九十])\s*口)"
)
_LIST = re.compile(r"[、；;]|(?<=[一-鿿])[,，/](?=[一-鿿])")
_COMMONEST: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏"
    "苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵"
)
_TITLES: Final = frozenset(
    ["MR", "MRS", "MS", "MISS", "MSTR", "MASTER", "DR", "PROF", "CHD", "INF", "SIR", "MADAM"]
)


@dataclass(frozen=True, slots=True)
class NameReading:
    """``surname`` and ``given`` are in capitals, as a passport's machine-readable zone has them."""

    native: str = ""
    surname: str = ""
    given: str = ""
    reason: Reason | None = None


@cache
def _known() -> frozenset[str]:
    return frozenset(latin for spellings in spellings().values() for latin in spellings)


@cache
def _common() -> frozenset[str]:
    """Standard spellings of the hundred commonest surnames and of all compound ones."""
    table = spellings()
    return frozenset(table[n][0] for n in table if n in _COMMONEST or len(n) > 1)


def surname_spellings(native: str) -> tuple[str, ...]:
    """How the surname of a native name is spelt in passports, the standard one first."""
    table = spellings()
    return table.get(native[:2]) or table.get(native[:1]) or ()


@lru_cache(maxsize=200_000)
def split_persons(text: str) -> tuple[tuple[str, ...], int | None]:
    """The names in one cell, and the party size it tells: '张伟等3人' is one name and 3."""
    told = unicodedata.normalize("NFKC", text).strip()
    party = None
    if others := _AND_OTHERS.search(told):
        number = others[1] or others[2]
        party = int(number) if number.isdecimal() else "一二三四五六七八九十".find(number) + 1 or 2
        told = told[: others.start()].strip()
    parts = [part.strip() for part in _LIST.split(told) if part.strip()]
    several = len(parts) > 1 and all(_HANZI.match(part) and len(part) <= 5 for part in parts)
    return (tuple(parts) if several else (told,)), party


@lru_cache(maxsize=200_000)
def read_name(text: str, native: str = "") -> NameReading:
    """A name in either script or both. ``native`` is the name in hanzi where a column gives it."""
    told = " ".join(unicodedata.normalize("NFKC", text).split())
    if not told:
        return NameReading(native, reason=None if native else NO_NAME)
    if told[0] in "=@" or (told[0] in "+-" and len(told) > 1):
        return NameReading(told, reason=LIKE_FORMULA)
    found = _NATIVE.search(told)
    own = found[0].strip(" ·•") if found else ""
    if not own:
        return _with_native(_latin(told, native), native)
    rest = told.replace(found[0], " ").strip(" ()[]（）/,，-") if found else ""
    own = re.sub(r"\s+", "", own)
    if not re.search(r"[A-Za-z]{2}", rest):
        return NameReading(native or own)
    return _with_native(_latin(rest, native or own), native or own)


def _with_native(read: NameReading, native: str) -> NameReading:
    return NameReading(native, read.surname, read.given, read.reason)


def _latin(told: str, native: str) -> NameReading:
    letters = re.sub(r"[^\w\s,/'.’\-]", " ", told)
    if not re.search(r"[^\W\d_]", letters):
        return NameReading(reason=NO_NAME)
    for mark in (",", "/"):
        if mark in letters:
            surname, _, given = letters.partition(mark)
            return _made(_words(surname), _words(given.replace(mark, " ")))
    words = _words(letters)
    if len(words) < 2:
        return _made(words, [])
    return _by_capitals(words) or _by_native(words, native) or _by_surnames(words)


def _words(text: str) -> list[str]:
    words = [word.strip(".,'") for word in text.split()]
    kept = [word for word in words if word and word.upper() not in _TITLES]
    return kept or [word for word in words if word]


def _made(surname: list[str], given: list[str], reason: Reason | None = None) -> NameReading:
    if not surname:
        surname, given = given, []
    return NameReading("", _capitals(surname), _capitals(given), reason)


def _capitals(words: list[str]) -> str:
    return " ".join(words).upper().replace("Ü", "YU") if words else ""


def _by_capitals(words: list[str]) -> NameReading | None:
    """'Zihan LYU': the word in capitals is the surname, if it stands first or last."""
    upper = [len(word) > 1 and word.isupper() for word in words]
    if all(upper) or not any(upper):
        return None
    first = upper.index(False) if upper[0] else 0
    if first and not any(upper[first:]):
        return _made(words[:first], words[first:])
    last = len(words) - upper[::-1].index(False)
    if last < len(words) and not any(upper[:last]):
        return _made(words[last:], words[:last])
    return None


def _by_native(words: list[str], native: str) -> NameReading | None:
    spellings = surname_spellings(native) if native else ()
    for width in (1, 2):
        if "".join(words[:width]).upper() in spellings and len(words) > width:
            return _made(words[:width], words[width:])
        if "".join(words[-width:]).upper() in spellings and len(words) > width:
            return _made(words[-width:], words[:-width])
    return None


def _by_surnames(words: list[str]) -> NameReading:
    known = _known()
    if len(words) > 2 and "".join(words[:2]).upper() in known and len("".join(words[:2])) > 4:
        return _made(words[:2], words[2:])
    first, last = words[0].upper() in known, words[-1].upper() in known
    if first and last:
        plain = all(word.isupper() for word in words) or (
            words[0].upper() in _common() and words[-1].upper() not in _common()
        )
        return _made(words[:1], words[1:], None if plain else ORDER_UNSURE)
    if first:
        return _made(words[:1], words[1:])
    if last:
        return _made(words[-1:], words[:-1])
    return _made(words[-1:], words[:-1], ORDER_UNSURE)

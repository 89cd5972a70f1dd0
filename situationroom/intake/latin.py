"""Latin names: which part is the surname?

In this order: the name's own comma or slash; its capitals; the pinyin of the native name beside
it; a hyphen (Wei-Ting Chen); particles (van Beethoven, bin, al-); a Russian patronymic; surnames
that stand first in China, Korea and Vietnam; known surnames. What stays doubtful says so.
"""

import re
from functools import cache
from typing import Final

from situationroom.intake.titles import Title, elsewhere, glued, without_latin
from situationroom.romanise import spellings

_COMMONEST: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏"
    "苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵"
)
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|"
    r"ou|an|en|in|un|ia|ie|iu|ua|uo|ui|üe|er|a|o|e|i|u|ü)"
)
_PATRONYMIC = re.compile(r".{2,}(?:OVICH|EVICH|ICH|OVNA|EVNA|ICHNA|OGLU|OGLY|KYZY)")
_MARKS = re.compile(r"[^\w\s,/'.’\-]|\d|_")
_MRZ = re.compile(r"^P[A-Z<][A-Z]{3}(?=[A-Z<]+<<)")
_NO_NAMES: Final = frozenset({"FNU", "LNU", "NFN", "NLN", "XXX", "XXXX"})
_LETTER = re.compile(r"[^\W\d_]")

Split = tuple[list[str], list[str], bool]
"""Surname words, given words, and whether that is sure."""


@cache
def known_surnames() -> frozenset[str]:
    """Every spelling of a Chinese surname in passports, in capitals."""
    return frozenset(latin for each in spellings().values() for latin in each)


@cache
def common_surnames() -> frozenset[str]:
    """Standard spellings of the hundred commonest surnames and of all compound ones."""
    table = spellings()
    return frozenset(table[n][0] for n in table if n in _COMMONEST or len(n) > 1)


def surname_spellings(native: str) -> tuple[str, ...]:
    """How the surname of a native name is spelt in passports, the standard one first."""
    table = spellings()
    return table.get(native[:2]) or table.get(native[:1]) or ()


def split_latin(told: str, native: str) -> tuple[str, str, bool, Title | None] | None:
    """Surname and given names in capitals, whether that is sure, the title; None: no letters."""
    letters = _MARKS.sub(" ", _MRZ.sub("", told).replace("<<", ", ").replace("<", " "))
    if not _LETTER.search(letters):
        return None
    for mark in (",", "/"):
        if mark in letters:
            surname, _, given = letters.partition(mark)
            return _marked(surname, given.replace(mark, " "), mark)
    words, title = without_latin(_told(_words(letters)))
    surnames, givens, sure = _split(words, native)
    return capitals(surnames), capitals(givens), sure, title


def _marked(surname: str, given: str, mark: str) -> tuple[str, str, bool, Title | None]:
    """The name that writes its own order; an airline glues the title to it: ZHANG/WEIMR."""
    first, before = without_latin(_told(_words(surname)))
    last, title = without_latin(_told(_words(given)))
    if mark == "/" and last and title is None:
        last[-1], title = glued(last[-1])
    if not first:
        first, last = last, []
    return capitals(first), capitals(last), True, title or before


def _words(text: str) -> list[str]:
    words = [word.strip(".,'’-") for word in text.split()]
    if "ü" in text or "Ü" in text:
        words = [_without_umlaut(word) for word in words]
    return [word for word in words if word]


def _told(words: list[str]) -> list[str]:
    """Without what visas write for a name nobody has: 'FNU Ahmad' has no first name."""
    return [word for word in words if word not in _NO_NAMES]


def capitals(words: list[str]) -> str:
    """In capitals as in a passport's machine-readable zone."""
    return " ".join(words).upper()


def _without_umlaut(word: str) -> str:
    """The vowel ü of pinyin is YU in passports; a German ü stays."""
    return word.replace("Ü", "YU").replace("ü", "yu") if is_pinyin(word) else word


def is_pinyin(word: str) -> bool:
    """Whether a word can be read in syllables of pinyin: 'LÜ', 'WEI', 'JIANGUO', not 'MÜLLER'."""
    rest, steps = word.casefold(), 0
    ends = {0}
    while ends and steps < 7 and len(rest) <= 20:
        steps += 1
        ends = {at + n for at in ends for n in _lengths(rest, at)}
        if len(rest) in ends:
            return True
    return False


def _lengths(text: str, at: int) -> list[int]:
    """The lengths of the syllables that can begin here."""
    return [n for n in range(1, 7) if _SYLLABLE.fullmatch(text, at, min(at + n, len(text)))]


def _split(words: list[str], native: str) -> Split:
    if len(words) < 2:
        return words, [], True
    return (
        _by_capitals(words)
        or _by_native(words, native)
        or _by_hyphen(words)
        or _by_particles(words)
        or _by_surnames(words)
    )


def _by_capitals(words: list[str]) -> Split | None:
    """'Zihan LYU': the word in capitals is the surname, if it stands first or last."""
    upper = [len(word) > 1 and word.isupper() for word in words]
    if all(upper) or not any(upper):
        return None
    first = upper.index(False) if upper[0] else 0
    if first and not any(upper[first:]):
        return words[:first], words[first:], True
    last = len(words) - upper[::-1].index(False)
    if last < len(words) and not any(upper[:last]):
        return words[last:], words[:last], True
    return None


def _by_native(words: list[str], native: str) -> Split | None:
    known = surname_spellings(native) if native else ()
    for width in (1, 2) if known else ():
        if "".join(words[:width]).upper() in known and len(words) > width:
            return words[:width], words[width:], True
        if "".join(words[-width:]).upper() in known and len(words) > width:
            return words[-width:], words[:-width], True
    return None


def _by_hyphen(words: list[str]) -> Split | None:
    """'Wei-Ting Chen', 'Kim Min-jun': of two words the one with a hyphen is the given name."""
    if len(words) != 2 or ("-" in words[0]) == ("-" in words[1]):
        return None
    at = 0 if "-" in words[1] else 1
    eastern = words[at].upper() in known_surnames() or words[at].upper() in elsewhere()["first"]
    return ([words[at]], [words[1 - at]], True) if eastern else None


def _by_particles(words: list[str]) -> Split | None:
    """'Ludwig van Beethoven', 'Mohammed bin Salman Al Saud', 'Ivan Ivanovich Petrov'."""
    upper = [word.upper() for word in words]
    particles, links = elsewhere()["particles"], elsewhere()["links"]
    if len(words) > 2 and any(_PATRONYMIC.fullmatch(word) for word in upper[1:]):
        last = bool(_PATRONYMIC.fullmatch(upper[-1]))
        return (words[:1], words[1:], False) if last else (words[-1:], words[:-1], False)
    ends = next((i for i, w in enumerate(upper) if w not in particles), 0)
    if ends and len(words) > ends + 1 and (ends > 1 or words[0].islower()):
        return words[: ends + 1], words[ends + 1 :], False
    start = next((i for i, w in enumerate(upper[:-1]) if w in particles and i > 0), None)
    eastern = upper[0] in known_surnames() or upper[0] in elsewhere()["first"]
    if start is not None and not eastern:
        return words[start:], words[:start], False
    if not eastern and any(word in links for word in upper[1:-1]):  # XU BIN is no 'bin' of anybody
        return words[-1:], words[:-1], False
    return None


def _by_surnames(words: list[str]) -> Split:
    known, upper = known_surnames(), [word.upper() for word in words]
    if len(words) > 2 and "".join(upper[:2]) in known and len("".join(words[:2])) > 4:
        return words[:2], words[2:], True
    if upper[0] in elsewhere()["first"] and (len(words) > 2 or upper[-1] not in known):
        return words[:1], words[1:], True
    first, last = upper[0] in known, upper[-1] in known
    if first and last:
        plain = all(word.isupper() for word in words) or (
            upper[0] in common_surnames() and upper[-1] not in common_surnames()
        )
        return words[:1], words[1:], plain
    if first or last:
        return (words[:1], words[1:], True) if first else (words[-1:], words[:-1], True)
    return words[-1:], words[:-1], False

"""Chinese names: simplified characters, Mandarin sounds, and every usual way to spell them.

Sources: GB/T 28039-2011 (pinyin of names), the Wade-Giles system as Taiwan's passports use it
(without apostrophes), and resources/names: our own reviewed lists of how Hong Kong, Hokkien,
Teochew, Korean and Vietnamese papers spell surnames and the characters common in given names.
"""

import json
from functools import cache, lru_cache
from typing import Final

from situationroom.romanise import is_hanzi, spellings, split_native
from situationroom.settings import resource

_INITIALS: Final = "zh ch sh b p m f d t n l g k h j q x r z c s y w".split()  # noqa: SIM905
_FINALS: Final = (  # noqa: SIM905
    "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui un "
    "uan uang ue v ve er"
).split()
_WADE_INITIAL: Final = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "zh": "ch", "x": "hs", "z": "ts",
    "c": "ts", "r": "j",
}  # fmt: skip
_WADE_FINAL: Final = {
    "ian": "ien", "ie": "ieh", "ue": "ueh", "ve": "ueh", "iong": "iung", "ong": "ung",
    "er": "erh", "v": "u",
}  # fmt: skip
_WADE_WHOLE: Final = {
    "yan": "yen", "ye": "yeh", "you": "yu", "yi": "i", "yong": "yung", "yue": "yueh",
    "gui": "kuei", "kui": "kuei", "zi": "tzu", "ci": "tzu", "si": "szu", "er": "erh",
    "lyu": "lu", "nyu": "nu", "ge": "ko", "ke": "ko", "he": "ho",
}  # fmt: skip


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """A list of resources/names: a character -> its spellings in lower case."""
    data = json.loads(resource(f"names/{name}.json").read_text(encoding="utf-8"))
    return {key: tuple(text.split()) for key, text in data.items() if not key.startswith("_")}


@cache
def _variants() -> dict[int, str]:
    data = json.loads(resource("names/variants.json").read_text(encoding="utf-8"))
    pairs = (zip(old, new, strict=True) for old, new in data["pairs"])
    return {ord(old): new for pair in pairs for old, new in pair}


@lru_cache(maxsize=200_000)
def simplified(name: str) -> str:
    """The hanzi of a name in one form: traditional, variant and simplified write the same."""
    return "".join(filter(is_hanzi, name)).translate(_variants())


@lru_cache(maxsize=50_000)
def readings(char: str) -> tuple[str, ...]:
    """Mandarin syllables of one character as passports spell them, the usual one first."""
    from pypinyin import Style, lazy_pinyin, pinyin

    usual = lazy_pinyin(char, style=Style.NORMAL, errors="ignore")
    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    every = [*usual, *(found[0] if found else ())]
    return tuple(dict.fromkeys(syllable.replace("v", "yu") for syllable in every))


@lru_cache(maxsize=200_000)
def mandarin(hanzi: str, *, surname: bool = False) -> str:
    """Joined pinyin: '建国' -> 'jianguo'; a surname as it is read in names: '单' -> 'shan'."""
    if surname and hanzi in spellings():
        return spellings()[hanzi][0].lower()
    return "".join(readings(char)[0] if readings(char) else "" for char in hanzi)


@lru_cache(maxsize=200_000)
def cantonese(hanzi: str, *, surname: bool = False) -> str:
    """The commonest Hong Kong spelling, joined; '' where a character is not in the list."""
    chosen = table("surnames_cantonese").get(hanzi) if surname else None
    if chosen:
        return chosen[0]
    listed = [table("cantonese").get(char) for char in hanzi]
    return "".join(spelt[0] for spelt in listed if spelt) if all(listed) else ""


@lru_cache(maxsize=50_000)
def ways(char: str) -> tuple[str, ...]:
    """Every usual spelling of one character: pinyin, Wade-Giles, Cantonese, Hokkien and others."""
    found = list(readings(char))
    found += [_wade(syllable) for syllable in found]
    for name in ("cantonese", "hokkien", "korean"):
        found += table(name).get(char, ())
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def surname_ways(hanzi: str) -> tuple[str, ...]:
    """Every usual spelling of a surname."""
    found = [spelt.lower() for spelt in spellings().get(hanzi, ())]
    found += [mandarin(hanzi, surname=True)]
    for name in ("surnames_cantonese", "surnames_hokkien", "surnames_others"):
        found += table(name).get(hanzi, ())
    if len(hanzi) == 1:
        found += ways(hanzi)
    return tuple(dict.fromkeys((*found, *map(_wade, found))))


@lru_cache(maxsize=200_000)
def spelt_as(hanzi: str, latin: str) -> bool:
    """True when joined Latin letters can be read as these characters, each in any usual way."""
    ends = {0}
    for char in hanzi:
        ends = {e + len(way) for e in ends for way in ways(char) if latin.startswith(way, e)}
    return len(latin) in ends


@cache
def _syllables() -> dict[str, str]:
    pinyin = [i + f for i in ["", *_INITIALS] for f in _FINALS if i or f[0] in "aoe"]
    known = {syllable: _wade(syllable).replace("ih", "i") for syllable in (*pinyin, "lyu", "nyu")}
    for wade in list(known.values()):
        known.setdefault(wade, wade)
        known.setdefault(wade.replace("i", "ih"), wade)
    return known


def _wade(syllable: str) -> str:
    """Wade-Giles without apostrophes: 'zhang' -> 'chang', 'guo' -> 'kuo', 'xu' -> 'hsu'."""
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    initial = next((i for i in _INITIALS if syllable.startswith(i)), "")
    final = syllable[len(initial) :]
    if final == "uo" and initial not in ("g", "k", "h", "sh"):
        final = "o"
    return _WADE_INITIAL.get(initial, initial) + _WADE_FINAL.get(final, final)


@lru_cache(maxsize=200_000)
def han_sound(word: str) -> str:
    """One key for pinyin and Wade-Giles: 'zhangwei', 'changwei' -> 'changwei'; '' if neither."""
    parts = _cut(word.replace(" ", ""))
    return "".join(_syllables()[part] for part in parts) if parts else ""


def _cut(word: str) -> list[str]:
    """The word in known syllables, the longest first; [] where it cannot be cut."""
    if not word:
        return []
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in _syllables():
            rest = _cut(word[length:])
            if rest or length == len(word):
                return [word[:length], *rest]
    return []


def is_han_name(name: str) -> bool:
    """True for a name written in hanzi only."""
    return bool(name) and all(is_hanzi(char) or char in " ·．." for char in name)


def split_han(name: str) -> tuple[str, str]:
    """Surname and given name of a simplified name; rare and compound surnames by the table."""
    return split_native(name) if len(name) > 1 else (name, "")

"""Titles and honours in a name: they are no part of it, but may say sex or age.

A title's sex is weak: it is used only where neither a sex column nor an identity number tells
another, and never against them.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from situationroom.models.vocabulary import Need, Sex
from situationroom.romanise import is_hanzi, spellings
from situationroom.settings import resource

_SEXES: Final = {"M": Sex.MALE, "F": Sex.FEMALE}
_MINORS: Final = {"child": Need.CHILD, "infant": Need.INFANT}
_FACULTIES: Final = frozenset(  # words of a 'Dr. med.', a 'Dr. rer. nat.'
    {"MED", "PHIL", "RER", "NAT", "ING", "HABIL", "DENT", "VET", "IUR", "JUR", "OEC", "THEOL", "HC"}
)
_GLUED = re.compile(r"(?<=[A-Z]{2})(MRS|MSTR|MISS|MR|CHD|INF)$")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says of its bearer."""

    sex: Sex | None = None
    minor: Need | None = None


@cache
def elsewhere() -> dict[str, Any]:
    """Names and titles from other countries than China, as data."""
    loaded: dict[str, Any] = json.loads(
        resource("names/elsewhere.json").read_text(encoding="utf-8")
    )
    return loaded


@cache
def latin_titles() -> dict[str, Title]:
    """Titles in capitals, as they stand before a name or after it in an airline's list."""
    told = elsewhere()["titles"]
    return {
        word: Title(_SEXES.get(kind), _MINORS.get(kind)) for kind in told for word in told[kind]
    }


@cache
def _native_titles() -> list[tuple[str, Title]]:
    told = elsewhere()["native_titles"]
    found = [(word, Title(_SEXES.get(kind))) for kind in told for word in told[kind]]
    return sorted(found, key=lambda pair: -len(pair[0]))


@cache
def _last_signs() -> frozenset[str]:
    """The last characters of the titles: most names end otherwise."""
    return frozenset(word[-1] for word, _ in _native_titles())


def without_latin(words: list[str]) -> tuple[list[str], Title | None]:
    """The words without titles at either end, and what the titles say."""
    titles, found = latin_titles(), None
    kept = list(words)
    while len(kept) > 1 and (known := titles.get(kept[0].upper())):
        found, kept = known, kept[1:]
        while len(kept) > 1 and kept[0].upper() in _FACULTIES:
            kept = kept[1:]
    while len(kept) > 1 and (known := titles.get(kept[-1].upper())):
        found, kept = known if known.sex or known.minor else found or known, kept[:-1]
    return kept, found


def glued(word: str) -> tuple[str, Title | None]:
    """'WEIMR' of an airline's list without its title. Only for words after a slash."""
    if cut := _GLUED.search(word):
        return word[: cut.start()], latin_titles()[cut[1]]
    return word, None


def without_native(name: str) -> tuple[str, Title | None, bool]:
    """'张伟先生' as 张伟; the title; whether a full name is left ('王女士': no, kept whole)."""
    for word, title in _native_titles() if name[-1:] in _last_signs() else ():
        if name.endswith(word):
            bare = name.removesuffix(word).strip()
            return (bare, title, True) if _is_full(bare) else (name, title, False)
    if not 2 <= len(name) <= 4:
        return name, None, True
    if len(name) == 2 and name[0] in "小老阿" and is_hanzi(name[1]):
        return name, None, False
    return _short(name)


def _short(name: str) -> tuple[str, Title | None, bool]:
    """'王总', '李姐': a surname and a word of respect."""
    for kind, marks in elsewhere()["short_titles"].items():
        if name[-1] in marks and name[:-1] in spellings() and len(name) == 2:
            return name, Title(_SEXES.get(kind)), False
    masked = any(mark in name for mark in ("某", "*", "×", "X", "x", "○"))
    return name, None, not masked


def _is_full(name: str) -> bool:
    return len(name) >= 2 and name not in spellings() and name[0] not in "小老阿"

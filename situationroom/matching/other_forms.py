"""Names that agree only in another form: another romanisation, alphabet, order or married name.

Looked at pair by pair, each pair of names once, and only where the plain comparison found little.
"""

from functools import lru_cache
from itertools import product

import numpy as np

from situationroom.matching import chinese
from situationroom.matching.arrays import Levels
from situationroom.matching.compare_names import (
    HALF,
    LIKE,
    OTHER,
    PART,
    SOUND,
    VARIANT,
    Side,
)
from situationroom.matching.names import Name
from situationroom.matching.scripts import consonants, skeleton, sound
from situationroom.matching.vocabulary import Vocabulary
from situationroom.matching.words import nickname

Found = tuple[int, int] | None


def better_forms(v: Vocabulary, a: Side, b: Side, surname: Levels, given: Levels) -> None:
    """Put better levels of surname and given name in place where another form agrees."""
    weak = (surname >= LIKE) | (given >= LIKE)
    forms = v.many_forms.view > 0
    one_han = (a.han_surname >= 0) != (b.han_surname >= 0)
    rows = np.flatnonzero(weak & (forms[a.name] | forms[b.name] | one_han))
    if not len(rows):
        return
    codes, back = np.unique(
        a.name[rows].astype(np.int64) * len(v.names) + b.name[rows], return_inverse=True
    )
    found = np.array([_levels(v, int(c) // len(v.names), int(c) % len(v.names)) for c in codes])
    better = found[back]
    rows, better = rows[better[:, 0] >= 0], better[better[:, 0] >= 0]
    surname[rows], given[rows] = better[:, 0], better[:, 1]


def _levels(v: Vocabulary, one: int, two: int) -> tuple[int, int]:
    first, second = sorted((v.names[one], v.names[two]), key=_order)
    return _compared(first, second) or (-1, -1)


def _order(name: Name) -> tuple[str, ...]:
    return (name.surname, name.given, name.han_surname, name.han_given, *map(str, name.others))


@lru_cache(maxsize=500_000)
def _compared(one: Name, two: Name) -> Found:
    for first, second in ((one, two), (two, one)):
        if first.han_surname and not second.han_surname and (found := _spelt(first, second)):
            return found
    for mine, theirs in product(_forms(one), _forms(two)):
        if found := _bags(mine, theirs, one.unvowelled or two.unvowelled):
            return found
    return None


def _forms(name: Name) -> list[tuple[str, ...]]:
    pairs = [(name.surname, name.given), *name.others]
    return [tuple(f"{surname} {given}".split()) for surname, given in pairs]


def _spelt(han: Name, latin: Name) -> Found:
    """Can these letters be read as these characters, in whatever romanisation?"""
    for surname, given in ((latin.surname, latin.given), *latin.others):
        for first, rest in ((surname, given), (given, surname)):
            if first and first.replace(" ", "") in chinese.surname_ways(han.han_surname):
                return _spelt_given(han.han_given, rest)
    return None


def _spelt_given(han: str, latin: str) -> Found:
    joined = latin.replace(" ", "")
    if not han or not joined:
        return (VARIANT, 0)
    if chinese.spelt_as(han, joined):
        return (VARIANT, VARIANT)
    words = latin.split()
    if any(chinese.spelt_as(han, word) for word in words) or _spelt_somewhere(han, words):
        return (VARIANT, VARIANT)  # 'Jackie Siu Ming': an English name beside the Chinese one
    if len(words) == len(han) and all(len(w) == 1 for w in words) and _initials(han, words):
        return (VARIANT, PART)
    return (VARIANT, OTHER)


def _spelt_somewhere(han: str, words: list[str]) -> bool:
    width = len(han)
    runs = ("".join(words[k : k + width]) for k in range(len(words) - width + 1))
    return any(chinese.spelt_as(han, run) for run in runs)


def _initials(han: str, letters: list[str]) -> bool:
    return all(
        any(way.startswith(letter) for way in chinese.ways(char))
        for char, letter in zip(han, letters, strict=True)
    )


def _bags(mine: tuple[str, ...], theirs: tuple[str, ...], unvowelled: bool) -> Found:
    """At least two words of the shorter name stand in the other, in any order."""
    short, long = sorted((mine, theirs), key=len)
    if len(short) < 2:
        return None
    rest, worst = list(long), SOUND
    for word in short:
        level, place = min(
            ((_word(word, other, unvowelled), k) for k, other in enumerate(rest)), default=(9, 0)
        )
        if level > VARIANT:
            return None
        worst = max(worst, level)
        rest.pop(place)
    return (worst, PART if rest else worst)


def _word(one: str, two: str, unvowelled: bool) -> int:
    if one == two or (sound(one) == sound(two) and len(one) > 2):
        return SOUND
    if (bones := skeleton(one)) and bones == skeleton(two):
        return VARIANT
    if unvowelled and len(bones := consonants(one)) > 1 and bones == consonants(two):
        return VARIANT
    if (name := nickname(one)) and name == nickname(two):
        return VARIANT
    return HALF

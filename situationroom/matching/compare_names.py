"""How two names agree: surname with surname, given with given, the other way round, any form."""

from typing import Final

import numpy as np

from situationroom.matching.arrays import Levels, Mask, Numbers, Rows
from situationroom.matching.features import Features
from situationroom.matching.levels import LEVEL
from situationroom.matching.near_words import nearness
from situationroom.matching.vocabulary import Vocabulary

MISSING: Final = 0
WRITTEN, SOUND, VARIANT, HOMOPHONE, NEAR, LIKE, PART, HALF, OTHER = (
    LEVEL["given"][name]
    for name in (
        "written", "sound", "variant", "homophone", "near", "like", "part", "half", "other"
    )
)  # fmt: skip


_WORTH: Final = np.array([0, 8, 8, 6, 6, 5, 2, 3, 0, -3])
"""About how many bits each level is worth, to choose between the two orders of a name."""


_PET: Final = [ord(char) for char in "小阿老"]


class Side:
    """One side's name columns at the rows compared."""

    def __init__(self, f: Features, rows: Rows) -> None:
        self.surname, self.given = f.surname[rows], f.given[rows]
        self.han_surname, self.han_given = f.han_surname[rows], f.han_given[rows]
        self.told, self.name = f.told[rows] > 0, f.name[rows]


def parts(
    v: Vocabulary, one: Numbers, two: Numbers, han: tuple[Numbers, Numbers], told: Mask
) -> Levels:
    """The level of each pair of words; ``han`` their hanzi, ``told`` where both are told Latin."""
    first, second = han
    both = (first >= 0) & (second >= 0)
    written = np.where(both, first == second, told & _same(v, "joined", one, two))
    sounds = _same(v, "joined", one, two) | _same(v, "sound", one, two) | _same(v, "han", one, two)
    variant = _same(v, "skeleton", one, two) | _same(v, "nick", one, two)
    levels = np.full(len(one), OTHER, dtype=np.int8)
    rows = np.flatnonzero(both & (first != second))
    levels[rows[_half(v, first[rows], second[rows])]] = HALF
    levels[rows[_pet(v, first[rows], second[rows])]] = PART
    levels[variant & ~both] = VARIANT
    levels[sounds] = SOUND
    levels[sounds & both] = HOMOPHONE
    levels[written] = WRITTEN
    levels[(one < 0) | (two < 0)] = MISSING
    rest = np.flatnonzero(((levels == OTHER) | (levels == VARIANT)) & ~both)
    if len(rest):
        near = nearness(v.words.words, one[rest], two[rest])
        levels[rest] = np.where((near == NEAR) | (levels[rest] == OTHER), near, levels[rest])
    return levels


def _same(v: Vocabulary, key: str, one: Numbers, two: Numbers) -> Mask:
    numbers = v.words.key(key)
    first = numbers[one]
    return np.asarray((first >= 0) & (first == numbers[two]))


def _half(v: Vocabulary, one: Numbers, two: Numbers) -> Mask:
    """Given names of two characters that share one in its place: often brothers or sisters."""
    letters = v.han_letters.view
    first, second = letters[one], letters[two]
    return np.asarray(((first == second) & (first > 0)).any(axis=1))


def _pet(v: Vocabulary, one: Numbers, two: Numbers) -> Mask:
    """One character, and the same after a 小, 阿 or 老."""
    letters = v.han_letters.view
    first, second = letters[one], letters[two]
    called = np.isin(first[:, 0], _PET) & (second[:, 0] == 0)
    called |= np.isin(second[:, 0], _PET) & (first[:, 0] == 0)
    return np.asarray(called & (first[:, 1] == second[:, 1]) & (first[:, 1] > 0))


def name_levels(v: Vocabulary, a: Side, b: Side) -> tuple[Levels, Levels, Numbers, Numbers]:
    """Levels of surname and given name, and the words of ``b`` they were compared with.

    The better of the two orders counts; a name of one word may be either.
    """
    told = a.told & b.told
    surname = parts(v, a.surname, b.surname, (a.han_surname, b.han_surname), told)
    given = parts(v, a.given, b.given, (a.han_given, b.han_given), told)
    beside_surname, beside_given = b.surname.copy(), b.given.copy()
    rows = np.flatnonzero(_worth_crossing(v, a, b, surname, given))
    if len(rows):
        _crossed(v, a, b, rows, (surname, given, beside_surname, beside_given))
    return surname, given, beside_surname, beside_given


def _worth_crossing(v: Vocabulary, a: Side, b: Side, surname: Levels, given: Levels) -> Mask:
    canon = v.words.key("canon")
    first = (canon[a.surname] == canon[b.given]) & (canon[a.surname] >= 0)
    second = (canon[a.given] == canon[b.surname]) & (canon[a.given] >= 0)
    alone = (given == MISSING) & (surname > LIKE) & ((a.given >= 0) | (b.given >= 0))
    poor = (surname > NEAR) & (given > NEAR) & ((a.han_surname < 0) | (b.han_surname < 0))
    return np.asarray(((first | second) & ((surname > NEAR) | (given > NEAR))) | alone | poor)


def _crossed(
    v: Vocabulary, a: Side, b: Side, rows: Rows, found: tuple[Levels, Levels, Numbers, Numbers]
) -> None:
    surname, given, beside_surname, beside_given = found
    told, none = (a.told & b.told)[rows], np.full(len(rows), -1, dtype=np.int32)
    plain = (none, none)
    first = parts(v, a.surname[rows], b.given[rows], plain, told)
    second = parts(v, a.given[rows], b.surname[rows], plain, told)
    straight = _WORTH[surname[rows]] + _WORTH[given[rows]]
    both = (first > 0) & (second > 0) & (_WORTH[first] + _WORTH[second] > straight + 2)
    swap = rows[both]
    surname[swap], given[swap] = first[both], second[both]
    beside_surname[swap], beside_given[swap] = b.given[swap], b.surname[swap]
    # A single word that is the other's given name says nothing about the surname.
    single = np.where(first > 0, first, second)
    alone = (given[rows] == MISSING) & (single > 0) & (single <= NEAR)
    lone = rows[alone]
    given[lone], surname[lone] = single[alone], MISSING
    from_given = a.given[lone] < 0
    beside_given[lone] = np.where(from_given, b.given[lone], b.surname[lone])

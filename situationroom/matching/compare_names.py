"""How two names agree: surname with surname, given with given, the other way round, any form."""

from dataclasses import dataclass
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


@dataclass(slots=True)
class Names:
    """Levels of surname and given name, and the words of either side that were compared.

    ``crossed`` is True where one side tells the name the other way round.
    """

    surname: Levels
    given: Levels
    surnames: tuple[Numbers, Numbers]
    givens: tuple[Numbers, Numbers]
    crossed: Mask


def name_levels(v: Vocabulary, a: Side, b: Side) -> Names:
    """The better of the two orders counts; a name of one word may be either."""
    told = a.told & b.told
    surname = parts(v, a.surname, b.surname, (a.han_surname, b.han_surname), told)
    given = parts(v, a.given, b.given, (a.han_given, b.han_given), told)
    words = [word.copy() for word in (a.surname, b.surname, a.given, b.given)]
    crossed = np.zeros(len(told), dtype=bool)
    found = Names(surname, given, (words[0], words[1]), (words[2], words[3]), crossed)
    rows = np.flatnonzero(_worth_crossing(v, a, b, surname, given))
    if len(rows):
        _cross(v, a, b, rows, found)
    return found


def _worth_crossing(v: Vocabulary, a: Side, b: Side, surname: Levels, given: Levels) -> Mask:
    canon = v.words.key("canon")
    first = (canon[a.surname] == canon[b.given]) & (canon[a.surname] >= 0)
    second = (canon[a.given] == canon[b.surname]) & (canon[a.given] >= 0)
    alone = (given == MISSING) & (surname > LIKE) & ((a.given >= 0) | (b.given >= 0))
    poor = (surname > NEAR) & (given > NEAR) & ((a.han_surname < 0) | (b.han_surname < 0))
    return np.asarray(((first | second) & ((surname > NEAR) | (given > NEAR))) | alone | poor)


def _cross(v: Vocabulary, a: Side, b: Side, rows: Rows, found: Names) -> None:
    told, none = (a.told & b.told)[rows], np.full(len(rows), -1, dtype=np.int32)
    first = parts(v, a.surname[rows], b.given[rows], (none, none), told)
    second = parts(v, a.given[rows], b.surname[rows], (none, none), told)
    straight = _WORTH[found.surname[rows]] + _WORTH[found.given[rows]]
    both = (first > 0) & (second > 0) & (_WORTH[first] + _WORTH[second] > straight + 2)
    _turn(v, a, b, (rows[both], first[both], second[both]), found)
    # A single word that is the other's given name says nothing about the surname.
    single = np.where(first > 0, first, second)
    alone = (found.given[rows] == MISSING) & (single > 0) & (single <= NEAR)
    lone = rows[alone]
    found.given[lone], found.surname[lone] = single[alone], MISSING
    mine = np.where(a.given[lone] < 0, a.surname[lone], a.given[lone])
    theirs = np.where(b.given[lone] < 0, b.surname[lone], b.given[lone])
    found.givens[0][lone], found.givens[1][lone] = mine, theirs


def _turn(
    v: Vocabulary, a: Side, b: Side, turned: tuple[Rows, Levels, Levels], found: Names
) -> None:
    """Take the order of the side whose surname comes first in the alphabet: always the same."""
    rows, first, second = turned
    words = [*v.words.words, ""]
    as_a = np.array(
        [words[x] <= words[y] for x, y in zip(a.surname[rows], b.surname[rows], strict=True)],
        dtype=bool,
    )
    found.crossed[rows] = True
    found.surname[rows] = np.where(as_a, first, second)
    found.given[rows] = np.where(as_a, second, first)
    found.surnames[0][rows] = np.where(as_a, a.surname[rows], a.given[rows])
    found.surnames[1][rows] = np.where(as_a, b.given[rows], b.surname[rows])
    found.givens[0][rows] = np.where(as_a, a.given[rows], a.surname[rows])
    found.givens[1][rows] = np.where(as_a, b.surname[rows], b.given[rows])

"""How rare a name is that two tellings share: 王伟 says little, 欧阳翥 much."""

import numpy as np

from situationroom.matching.arrays import Floats, Numbers, Rows
from situationroom.matching.compare_names import (
    HOMOPHONE,
    MISSING,
    NEAR,
    SOUND,
    VARIANT,
    WRITTEN,
    Names,
)
from situationroom.matching.frequencies import Frequencies


def name_rarity(shares: Frequencies, field: str, names: Names, han: Numbers) -> Floats:
    """The share of others with the name (or NaN), by pair; ``han`` is the name of one side."""
    level = names.surname if field == "surname" else names.given
    rarity = np.full(len(level), np.nan)
    for name in (SOUND, HOMOPHONE, VARIANT, WRITTEN):
        rows = np.flatnonzero(level == name)
        rarity[rows] = _of_level(shares, field, names, rows, name)
    if field == "given":
        rows = np.flatnonzero((level > 0) & (level <= HOMOPHONE))
        rarity[rows] = np.maximum(_among_bearers(shares, names, rows, rarity[rows]), rarity[rows])
    rows = np.flatnonzero(level == NEAR)
    rarity[rows] = 0.1 * _either(shares, field, "joined", names, rows)
    rows = np.flatnonzero((level == WRITTEN) & (han >= 0) & ~names.crossed)
    rarity[rows] = shares.share(f"{field} han", han[rows])
    return rarity


def _of_level(shares: Frequencies, field: str, names: Names, rows: Rows, level: int) -> Floats:
    if level == VARIANT:
        return _of_variant(shares, field, names, rows)
    kind = "joined" if level == WRITTEN else "canon"
    share = _either(shares, field, kind, names, rows)
    crossed = names.crossed[rows]
    alone = (names.given[rows] == MISSING) | (names.surname[rows] == MISSING)
    if (crossed | alone).any():  # as common as in either place; and seldom the other way round
        both = (_either(shares, part, kind, names, rows, field) for part in ("surname", "given"))
        most = np.maximum.reduce([share, *both])
        share = np.where(crossed, 4 * most, np.where(alone, most, share))
    return share


def _of_variant(shares: Frequencies, field: str, names: Names, rows: Rows) -> Floats:
    mine, theirs = (words[rows] for words in _words(names, field))
    bones = shares.vocabulary.words.key("skeleton")
    same = (bones[mine] >= 0) & (bones[mine] == bones[theirs])
    spelt = 2 * _either(shares, field, "canon", names, rows)
    return np.where(same, _either(shares, field, "skeleton", names, rows), spelt)


def _words(names: Names, field: str) -> tuple[Numbers, Numbers]:
    return names.surnames if field == "surname" else names.givens


def _either(
    shares: Frequencies, part: str, key: str, names: Names, rows: Rows, field: str = ""
) -> Floats:
    """The greater share of the two words, as a ``part`` of names."""
    numbers = shares.vocabulary.words.key(key)
    mine, theirs = (numbers[words[rows]] for words in _words(names, field or part))
    kind = f"{part} {key}"
    return np.maximum(shares.share(kind, mine), shares.share(kind, theirs))


def _among_bearers(shares: Frequencies, names: Names, rows: Rows, share: Floats) -> Floats:
    """The share of the given name among those of the surname, the greater of both sides."""
    canon = shares.vocabulary.words.key("canon")
    found = [
        shares.given_share(canon[names.surnames[k][rows]], canon[names.givens[k][rows]], share)
        for k in (0, 1)
    ]
    return np.maximum(found[0], found[1])

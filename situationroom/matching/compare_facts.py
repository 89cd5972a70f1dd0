"""How two tellings agree in dates, sex, papers, contacts, kin and household."""

from typing import Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from situationroom.matching.arrays import Levels, Mask, Numbers, Rows
from situationroom.matching.features import Features
from situationroom.matching.levels import LEVEL

_YEARS_VALID: Final = 10  # years a passport is valid; two that overlap this far are not a renewal


def birth_level(a: Features, i: Rows, b: Features, j: Rows) -> Levels:
    """Two full dates: equal, day and month swapped, one digit, a step off, two parts, other."""
    names = LEVEL["birth"]
    one, two = a.digits[i], b.digits[j]
    level = np.zeros(len(i), dtype=np.int8)
    full = (a.birth[i, 2] > 0) & (b.birth[j, 2] > 0)
    level[full & (one == two)] = names["equal"]
    rows = np.flatnonzero(full & (one != two))
    wrong = _wrong_digits(one[rows], two[rows])
    parts = rows[wrong <= 6]
    level[rows] = names["other"]
    level[parts] = _unequal(a.birth[i[parts]], b.birth[j[parts]])
    level[rows[wrong == 1]] = names["digit"]
    level[rows[(wrong == 2) & _exchanged(one[rows], two[rows])]] = names["digit"]
    swapped = _swapped(a.birth[i[parts]], b.birth[j[parts]])
    level[parts[swapped]] = names["swapped"]
    return level


def _unequal(one: Numbers, two: Numbers) -> Levels:
    """Two different full dates (year, month, day): a step apart, two parts equal, other."""
    names = LEVEL["birth"]
    same = one == two
    level = np.where(same.sum(axis=1) >= 2, names["parts"], names["other"])
    return np.where(_a_step_off(one, two, same), names["close"], level).astype(np.int8)


def _swapped(one: Numbers, two: Numbers) -> Mask:
    crossed = (one[:, 1] == two[:, 2]) & (one[:, 2] == two[:, 1])
    return np.asarray(crossed & (one[:, 0] == two[:, 0]))


def _a_step_off(one: Numbers, two: Numbers, same: Mask) -> Mask:
    days_one = one[:, 0] * 372 + one[:, 1] * 31 + one[:, 2]
    days_two = two[:, 0] * 372 + two[:, 1] * 31 + two[:, 2]
    years = np.abs(one[:, 0] - two[:, 0])
    decade = same[:, 1] & same[:, 2] & ((years == 1) | (years == 10))
    month = same[:, 0] & same[:, 2] & (np.abs(one[:, 1] - two[:, 1]) == 1)
    return np.asarray((np.abs(days_one - days_two) == 1) | decade | month)


def _wrong_digits(one: Rows, two: Rows) -> Rows:
    """How many of the eight digits differ; every digit of YYYYMMDD stands in four bits."""
    differ = one ^ two
    differ |= differ >> 2
    differ |= differ >> 1
    return np.asarray(((differ & 0x1111_1111) * 0x1111_1111 >> 28) & 0xF)


def _exchanged(one: Rows, two: Rows) -> Mask:
    """Two neighbouring digits exchanged, nothing else wrong."""
    found = np.zeros(len(one), dtype=bool)
    for place in range(0, 28, 4):
        low, high = one >> place & 0xF, one >> place + 4 & 0xF
        rest = one & ~(0xFF << place)
        found |= two == (rest | low << place + 4 | high << place)
    return found


def year_level(a: Features, i: Rows, b: Features, j: Rows) -> Levels:
    """At least one date is partial: the years, and the months where both tell one."""
    level = np.zeros(len(i), dtype=np.int8)
    partial = (a.birth[i, 2] == 0) | (b.birth[j, 2] == 0)
    rows = np.flatnonzero(partial & (a.birth[i, 0] > 0) & (b.birth[j, 0] > 0))
    one, two = a.birth[i[rows]], b.birth[j[rows]]
    apart = np.abs(one[:, 0] - two[:, 0])
    months = (one[:, 1] > 0) & (two[:, 1] > 0) & (one[:, 1] != two[:, 1])
    names = LEVEL["year"]
    close = np.where(apart <= 1, names["close"], names["other"])
    level[rows] = np.where((apart == 0) & ~months, names["equal"], close)
    return level


def age_level(a: Features, i: Rows, b: Features, j: Rows) -> Levels:
    """An age as told on a day against a year of birth or another age."""
    level = np.zeros(len(i), dtype=np.int8)
    rows = np.flatnonzero((a.aged[i] > 0) | (b.aged[j] > 0))
    one = np.where(a.birth[i[rows], 0] > 0, a.birth[i[rows], 0], a.aged[i[rows]])
    two = np.where(b.birth[j[rows], 0] > 0, b.birth[j[rows], 0], b.aged[j[rows]])
    apart = np.abs(one - two)
    names = LEVEL["age"]
    found = np.where(apart <= 3, names["close"], names["other"])
    level[rows] = np.where(apart <= 1, names["equal"], found)
    level[rows[(one == 0) | (two == 0)]] = 0
    return level


def _used(slots: Numbers) -> int:
    """How many slots anybody uses."""
    return int((slots >= 0).any(axis=0).sum())


def equal_or_other(field: str, one: Numbers, two: Numbers) -> Levels:
    """The level 'equal' or 'other' of two columns in which nothing told is 0 or below."""
    names = LEVEL[field]
    level = np.where(one == two, names["equal"], names["other"])
    return np.where((one > 0) & (two > 0), level, 0).astype(np.int8)


def document_level(a: Features, i: Rows, b: Features, j: Rows) -> tuple[Levels, Numbers]:
    """The best agreement of any two documents, and the code of the one that agreed."""
    names = LEVEL["document"]
    level = np.zeros(len(i), dtype=np.int8)
    agreed = np.full(len(i), -1, dtype=np.int64)
    for x, y in np.ndindex(_used(a.papers), _used(b.papers)):
        one, two = a.papers[i, x], b.papers[j, y]
        told = np.flatnonzero((one >= 0) & (two >= 0))
        if len(told):
            found = _two_papers(a, i[told], x, b, j[told], y)
            better = (level[told] == 0) | ((found > 0) & (found < level[told]))
            rows = told[better]
            level[rows] = found[better]
            agreed[rows] = np.where(found[better] == names["equal"], one[rows], -1)
    return level, agreed


def _two_papers(a: Features, i: Rows, x: int, b: Features, j: Rows, y: int) -> Levels:
    names = LEVEL["document"]
    texts, kinds = a.vocabulary.lookalikes.texts, a.vocabulary.kinds.texts
    one, two = a.lookalikes[i, x], b.lookalikes[j, y]
    level = np.zeros(len(i), dtype=np.int8)
    kind = a.kinds[i, x] == b.kinds[j, y]
    level[kind] = names["other"]
    passport = np.array([text.startswith("P ") and len(text) > 2 for text in kinds] + [False])
    level[kind & passport[a.kinds[i, x]]] = names["country"]
    level[kind & _both_valid(a.expiry[i, x], b.expiry[j, y])] = names["valid"]
    rest = np.flatnonzero(one != two)
    if len(rest):
        first, second = [texts[k] for k in one[rest]], [texts[k] for k in two[rest]]
        steps = cpdist(first, second, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
        long = np.minimum([len(t) for t in first], [len(t) for t in second]) >= 6
        level[rest[(steps <= 1) & long]] = names["digit"]
    level[one == two] = names["lookalike"]
    level[a.papers[i, x] == b.papers[j, y]] = names["equal"]
    return level


def _both_valid(one: Numbers, two: Numbers) -> Mask:
    """Both tell when they expire, and less than half a validity apart: neither renews the other."""
    apart = np.abs(one.astype(np.int64) - two) < _YEARS_VALID // 2 * 10_000
    return np.asarray((one > 0) & (two > 0) & apart)


def phone_level(a: Features, i: Rows, b: Features, j: Rows) -> tuple[Levels, Numbers]:
    """The best agreement of any two own telephones, or of one with the other's kin's."""
    names = LEVEL["phone"]
    one, two = a.phones[i], b.phones[j]
    told = (one[:, 0] >= 0) & (two[:, 0] >= 0)
    level = np.where(told, names["other"], 0).astype(np.int8)
    agreed = np.full(len(i), -1, dtype=np.int64)
    for mine, theirs in ((a.phones[i], b.kin_phones[j]), (a.kin_phones[i], b.phones[j])):
        _agree(level, agreed, names["kin"], mine, theirs)
    near = np.flatnonzero(level == names["other"])
    if len(near):
        level[near[_digit_off(one[near], two[near])]] = names["digit"]
    _agree(level, agreed, names["equal"], one, two)
    return level, agreed


def _agree(level: Levels, agreed: Numbers, name: int, mine: Numbers, theirs: Numbers) -> None:
    for x, y in np.ndindex(_used(mine), _used(theirs)):
        same = (mine[:, x] >= 0) & (mine[:, x] == theirs[:, y])
        before = np.where(level[same] == name, agreed[same], -1)
        agreed[same] = np.maximum(before, mine[same, x])
        level[same] = name


def _digit_off(one: Numbers, two: Numbers) -> Mask:
    powers = 10 ** np.arange(8)
    found = np.zeros(len(one), dtype=bool)
    for x, y in np.ndindex(_used(one), _used(two)):
        told = np.flatnonzero((one[:, x] >= 1_000_000) & (two[:, y] >= 1_000_000))
        first = one[told, x, None] // powers % 10
        second = two[told, y, None] // powers % 10
        wrong = (first != second).sum(axis=1)
        exchanged = (wrong == 2) & _neighbours(first, second)
        found[told] |= (wrong == 1) | exchanged
    return found


def _neighbours(first: Numbers, second: Numbers) -> Mask:
    swapped = (first[:, 1:] == second[:, :-1]) & (first[:, :-1] == second[:, 1:])
    return np.asarray((swapped & (first[:, 1:] != first[:, :-1])).any(axis=1))


def shared_level(
    field: str, pairs: tuple[tuple[str, Numbers, Numbers], ...], told: Mask
) -> tuple[Levels, Numbers]:
    """The first of several ways to agree (name of level, slots of a, slots of b)."""
    names = LEVEL[field]
    level = np.where(told, names["other"], 0).astype(np.int8)
    agreed = np.full(len(told), -1, dtype=np.int64)
    for name, one, two in reversed(pairs):
        _agree(level, agreed, names[name], one, two)
    return level, agreed

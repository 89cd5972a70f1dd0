"""Words that differ by little: typing errors, initials, names told in part."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from situationroom.matching.arrays import Levels, Numbers
from situationroom.matching.chinese import han_sound
from situationroom.matching.levels import LEVEL

NEAR, LIKE, PART, OTHER = (LEVEL["given"][name] for name in ("near", "like", "part", "other"))
ALIKE: Final = 0.86  # Jaro-Winkler, from here on words are alike


def nearness(words: Sequence[str], one: Numbers, two: Numbers) -> Levels:
    """The level of each pair of different words; every different pair is looked at once."""
    low, high = np.minimum(one, two).astype(np.int64), np.maximum(one, two).astype(np.int64)
    codes, back = np.unique(low * len(words) + high, return_inverse=True)
    first = [words[i] for i in codes // len(words)]
    second = [words[i] for i in codes % len(words)]
    return _levels(first, second)[back]


def _levels(first: list[str], second: list[str]) -> Levels:
    one, two = [w.replace(" ", "") for w in first], [w.replace(" ", "") for w in second]
    steps = cpdist(one, two, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
    alike = cpdist(one, two, scorer=JaroWinkler.similarity, score_cutoff=ALIKE, dtype=np.float32)
    longest = np.maximum([len(w) for w in one], [len(w) for w in two])
    levels = np.full(len(one), OTHER, dtype=np.int8)
    levels[(alike >= ALIKE) & (longest >= 5)] = LIKE
    levels[((steps <= 1) & (longest >= 5)) | ((steps <= 2) & (longest >= 8))] = NEAR
    same_start = np.array([a[:1] == b[:1] for a, b in zip(one, two, strict=True)])
    for i in np.flatnonzero(same_start & (steps <= 1) & (longest == 4)):
        if not (han_sound(one[i]) and han_sound(two[i])):  # Wang and Wan are two surnames
            levels[i] = LIKE
    maybe = np.flatnonzero(same_start & (levels != NEAR))
    for i in maybe:
        if _in_part(first[i], second[i]):
            levels[i] = PART
    return levels


def _in_part(one: str, two: str) -> bool:
    """An initial, a first name without its second, or a short form: 'wei' of 'wei ming'."""
    short, long = sorted((one, two), key=len)
    if len(short) == 1 or short == long.split()[0]:
        return True
    tokens, others = short.split(), long.split()
    if len(tokens) == len(others) > 1:
        return all(a.startswith(b) or b.startswith(a) for a, b in zip(tokens, others, strict=True))
    return len(short) >= 4 and long.startswith(short) and len(long) - len(short) >= 2

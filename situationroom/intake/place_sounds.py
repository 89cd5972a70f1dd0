"""What hanzi may stand for in a foreign name, and how well they fit a name in Latin letters.

The table was learned from places of which both names are known
(scripts/build_resources_sounds.py): 克 has been k, c, ke, ck, que. From it follows how much more
likely a name is with these hanzi than without any, counted in natural logarithms.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from situationroom.settings import resource

FILE: Final = "gazetteer/sounds.csv"
LONGEST: Final = 5  # letters for one hanzi
_LEAST = 2  # times a hanzi was met before it counts as one of transliterations
_MUTE = 0.4  # share of its meetings in which a hanzi stood for nothing: 岛, 省 and the like
_UNHEARD, _LETTER = -6.0, -3.0  # for letters a hanzi never stood for, and for each of them
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Sounds:
    """``numbers`` of all groups of letters; ``weights`` of a hanzi, by those numbers; ``first``
    letters a name can begin with that begins with the hanzi; ``usual`` are logarithms of how
    often each letter comes anyway."""

    numbers: Mapping[str, int]
    weights: Mapping[str, Weights]
    first: Mapping[str, frozenset[str]]
    usual: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Names in Latin letters ready to be compared: of each the numbers of the groups of so many
    letters that end at each letter, its length, and how likely its letters are anyway."""

    told: Sequence[str]
    groups: NDArray[np.uint16]
    lengths: NDArray[np.int64]
    usual: NDArray[np.float32]


@lru_cache(maxsize=1)
def sounds() -> Sounds:
    """The table that comes with the program."""
    counts: dict[str, Counter[str]] = {}
    alike: dict[str, Counter[str]] = defaultdict(Counter)
    with resource(FILE).open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            counts[line["hanzi"]] = told = _counter(line["letters"])
            alike[line["syllable"]].update(told)
            alike[line["hanzi"]] = alike[line["syllable"]]
    numbers = {letters: n for n, letters in enumerate(sorted(set().union(*counts.values())))}
    kept = {hanzi: told for hanzi, told in counts.items() if _sounds(told)}
    least = np.array([_UNHEARD + _LETTER * len(letters) for letters in numbers], np.float32)
    return Sounds(
        numbers,
        {hanzi: _weights(told, alike[hanzi], numbers, least) for hanzi, told in kept.items()},
        {hanzi: _first(told + alike[hanzi]) for hanzi, told in kept.items()},
        _usual(counts),
    )


def heard_on(rest: str) -> bool:
    """Whether two hanzi that can be the sound of a foreign name begin here."""
    table = sounds().weights
    return len(rest) == 2 and rest[0] in table and rest[1] in table


def _counter(told: str) -> Counter[str]:
    pairs = (part.rsplit(":", 1) for part in told.split(" "))
    return Counter({letters: int(n) for letters, n in pairs})


def _sounds(told: Counter[str]) -> bool:
    return told.total() >= _LEAST and told[""] < _MUTE * told.total()


def _weights(
    told: Counter[str], alike: Counter[str], numbers: Mapping[str, int], least: Weights
) -> Weights:
    """By the hanzi itself and, less, by all that sound alike; ``least`` for unknown letters."""
    mine, pooled = _counted(told, numbers), _counted(alike, numbers)
    likely = (mine + 6 * (pooled + 1e-3) / (alike.total() + 4)) / (told.total() + 6)
    return np.maximum(np.log(likely), least).astype(np.float32)


def _counted(told: Counter[str], numbers: Mapping[str, int]) -> Weights:
    row = np.zeros(len(numbers), np.float32)
    row[[numbers[letters] for letters in told]] = list(told.values())
    return row


def _first(told: Counter[str]) -> frozenset[str]:
    begins: Counter[str] = Counter()
    for letters, n in told.items():
        begins[letters[:1]] += n
    return frozenset(letter for letter, n in begins.items() if letter and n > 0.004 * told.total())


def _usual(counts: Mapping[str, Counter[str]]) -> dict[str, float]:
    letters: Counter[str] = Counter("abcdefghijklmnopqrstuvwxyz")
    for told in counts.values():
        for group, n in told.items():
            letters.update(dict.fromkeys(group, n))
    whole = letters.total()
    return {letter: float(np.log(n / whole)) for letter, n in letters.items()}


def ready(told: Sequence[str]) -> Names:
    """Names (a to z alone) made ready to be compared."""
    table, longest = sounds(), max(map(len, told), default=0)
    none = len(table.numbers)
    groups = np.full((LONGEST + 1, len(told), longest + 1), none, np.uint16)
    groups[0] = table.numbers[""]
    for place, name in enumerate(told):
        for end in range(1, len(name) + 1):
            for size in range(1, min(LONGEST, end) + 1):
                groups[size, place, end] = table.numbers.get(name[end - size : end], none)
    usual = np.array([sum(table.usual[c] for c in name) for name in told], np.float32)
    return Names(told, groups, np.array([len(name) for name in told], np.int64), usual)


def fitting(hanzi: str, names: Names) -> NDArray[np.float32]:
    """How much likelier each name is for these hanzi than by chance, as a logarithm; the letters
    are shared out among the hanzi in the likeliest way."""
    table = sounds().weights
    _, count, width = names.groups.shape
    best = np.full((count, width), -1e6, np.float32)
    best[:, 0] = 0
    for one in hanzi:
        best = _further(best, table[one], names.groups)
    whole: NDArray[np.float32] = best[np.arange(count), names.lengths] - names.usual
    return whole


def _further(best: Weights, weights: Weights, groups: NDArray[np.uint16]) -> Weights:
    """The likeliest ways to reach each letter with one hanzi more."""
    unheard = np.append(weights, np.float32(0))
    after: Weights = best + unheard[groups[0]]
    for size in range(1, LONGEST + 1):
        unheard[-1] = _UNHEARD + _LETTER * size
        step = best[:, :-size] + unheard[groups[size][:, size:]]
        np.maximum(after[:, size:], step, out=after[:, size:])
    return after

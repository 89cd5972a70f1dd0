"""What the incident's own data say about how callers repeat themselves (expectation maximisation).

Learned are the chances within one person and within one family, and how many pairs of either
there are; what strangers share is counted (``frequencies``). What is known beforehand counts as
much as ``BEFORE`` pairs, so that ten persons work too and the result is always the same.
"""

from typing import Final

import numpy as np

from situationroom.matching.arrays import Floats
from situationroom.matching.compare import Compared
from situationroom.matching.levels import FIELDS, LEVEL
from situationroom.matching.scoring import Model, before_data, explanations, with_found

BEFORE: Final = 300.0  # pairs
CHANCE: Final = 50.0  # pairs of strangers that what is known beforehand counts for
_OWN: Final = frozenset({"given", "document", "sex"})  # what a family never shares by being one
_ROUNDS: Final = 12
_SURE: Final = 0.001  # pairs below this chance teach nothing


def learned(pairs: Compared, strangers: Compared, n: int, scale: float = 1.0) -> Model:
    """The model for ``n`` persons after ``pairs``, one in ``scale`` of their candidate pairs.

    ``strangers`` are pairs taken at random, which teach how often strangers agree by chance.
    """
    model = before_data(n)
    _by_chance(model, strangers)
    m, r = model.m.copy(), model.r.copy()
    person, family = explanations(model, pairs)
    kept = pairs.taken(person + family > _SURE)
    for _ in range(_ROUNDS):
        chance, family = explanations(model, kept)
        with_found(model, n, float(chance.sum()) * scale, float(family.sum()) * scale)
        _renew(model.m, m, kept, chance * scale)
        _renew(model.r, r, kept, family * scale, _OWN)
    return model


def _by_chance(model: Model, pairs: Compared) -> None:
    """How often strangers agree in each way; the few of one person or family are left out."""
    person, family = explanations(model, pairs)
    weights = np.clip(1 - person - family, 0, 1)
    for place, levels in enumerate(FIELDS.values()):
        told = slice(1, len(levels) + 1)
        counted = np.bincount(pairs.levels[:, place], weights=weights, minlength=len(levels) + 1)
        first = np.exp2(model.u[place, told])
        seen = counted[told].sum()
        if len(levels) > 1 and seen:
            trust = (
                CHANCE * first + 1
            )  # what is rare beforehand is not made rarer by not being seen
            first = (counted[told] + trust) / (seen + trust / first)
        model.u[place, told] = np.log2(first)


def _renew(
    table: Floats,
    beforehand: Floats,
    pairs: Compared,
    chance: Floats,
    kept: frozenset[str] = frozenset(),
) -> None:
    """Chances of every level as the pairs show them, each pair as far as it belongs here."""
    for place, (field, levels) in enumerate(FIELDS.items()):
        if len(levels) < 2 or field in kept:
            continue
        counted = np.bincount(pairs.levels[:, place], weights=chance, minlength=len(levels) + 1)
        told = slice(1, len(levels) + 1)
        first = np.exp2(beforehand[place, told])
        share = (counted[told] + BEFORE * first) / (counted[told].sum() + BEFORE * first.sum())
        table[place, told] = np.log2(share)
        if field == "document":  # two passports of one country contradict, whatever the data say
            sure = [LEVEL[field]["valid"], LEVEL[field]["country"]]
            table[place, sure] = np.minimum(table[place, sure], beforehand[place, sure])

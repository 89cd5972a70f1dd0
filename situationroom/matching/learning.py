"""What the incident's own data say about how callers repeat themselves (expectation maximisation).

Only ``m`` and the number of repeated persons are learned; chances among strangers are counted
(``frequencies``), those within a family are known beforehand. What is known beforehand counts as
much as ``BEFORE`` pairs, so that ten persons work too and the result is always the same.
"""

from typing import Final

import numpy as np

from situationroom.matching.arrays import Floats
from situationroom.matching.compare import Compared
from situationroom.matching.levels import FIELDS, LEVEL
from situationroom.matching.scoring import Model, before_data, probabilities, with_found

BEFORE: Final = 60.0  # pairs
_ROUNDS: Final = 12
_SURE: Final = 0.02  # pairs below this chance teach nothing


def learned(pairs: Compared, n: int, scale: float = 1.0) -> Model:
    """The model for ``n`` persons after ``pairs``, one in ``scale`` of their candidate pairs."""
    model = before_data(n)
    beforehand = model.m.copy()
    kept = pairs.taken(probabilities(model, pairs) > _SURE / 10)
    for _ in range(_ROUNDS):
        chance = probabilities(model, kept)
        with_found(model, n, float(chance.sum()) * scale)
        _renew(model, beforehand, kept, chance * scale)
    return model


def _renew(
    model: Model,
    beforehand: Floats,
    pairs: Compared,
    chance: Floats,
) -> None:
    for place, (field, levels) in enumerate(FIELDS.items()):
        if len(levels) < 2:
            continue
        counted = np.bincount(pairs.levels[:, place], weights=chance, minlength=len(levels) + 1)
        told = slice(1, len(levels) + 1)
        first = np.exp2(beforehand[place, told])
        share = (counted[told] + BEFORE * first) / (counted[told].sum() + BEFORE * first.sum())
        model.m[place, told] = np.log2(share)
        if field == "document":  # two valid passports contradict, whatever the data say
            valid = LEVEL[field]["valid"]
            model.m[place, valid] = min(model.m[place, valid], beforehand[place, valid])

"""From levels to a probability: one person told twice, two of one family, or two strangers?

The model of Fellegi and Sunter with a third class. With two classes a father and a son, who share
surname, telephone, hotel and employer, look like one person; here the family is a rival that
explains all of that as well, and only what a family does not share can decide.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from situationroom.matching.arrays import Floats, Mask
from situationroom.matching.compare import Compared
from situationroom.matching.levels import FIELD, FIELDS, LEVEL, MOST, NAMES

SAME: Final = 0.99
PROBABLY: Final = 0.50
POSSIBLE: Final = 0.10


@dataclass(slots=True)
class Model:
    """log2 chances by field and level (0 where a level says nothing); priors of one pair."""

    m: Floats
    r: Floats
    u: Floats
    one_person: float
    one_family: float


def before_data(n: int) -> Model:
    """The model for ``n`` persons before their data were looked at."""
    m, r, u = (np.zeros((len(NAMES), MOST)) for _ in range(3))
    for field, levels in FIELDS.items():
        for place, level in enumerate(levels, start=1):
            for table, chance in zip((m, r, u), (level.m, level.r, level.u), strict=True):
                table[FIELD[field], place] = np.log2(chance)
    return Model(m, r, u, *_priors(n, 0.0, 0.5 * n))


def _priors(n: int, persons: float, families: float) -> tuple[float, float]:
    """Chances of one pair: what was found, and what a crisis cell expects before it looks."""
    pairs = max(n * (n - 1) / 2, 1.0)
    few = min(n, 100)
    return (
        min((persons + 0.1 * few + 0.5) / pairs, 0.2),
        min((families + 0.3 * few + 0.5) / pairs, 0.2),
    )


def with_found(model: Model, n: int, persons: float, families: float) -> None:
    """Put the priors right after so many pairs of one person and of one family were counted."""
    model.one_person, model.one_family = _priors(n, persons, families)


_ADDED: Final = np.zeros((len(NAMES), MOST), dtype=bool)  # rarity comes on top of the chance
_BY_VALUE: Final = np.zeros((len(NAMES), MOST), dtype=bool)
for _field, _levels in FIELDS.items():
    for _place, _level in enumerate(_levels, start=1):
        _BY_VALUE[FIELD[_field], _place] = _level.by_value
        _ADDED[FIELD[_field], _place] = _level.name == "near"


def parts(model: Model, pairs: Compared, field: int) -> tuple[Floats, Floats, Floats]:
    """log2 chances of one field's levels under one person, one family, strangers."""
    levels, rarity = pairs.levels[:, field], pairs.rarity[:, field]
    m, r, u = (table[field, levels] for table in (model.m, model.r, model.u))
    valued = np.flatnonzero(_BY_VALUE[field, levels] & ~np.isnan(rarity))
    if len(valued):
        share = rarity[valued].astype(np.float64)
        share += np.where(_ADDED[field, levels[valued]], np.exp2(u[valued]), 0)
        u[valued] = np.log2(share)
        r[valued] = np.log2(np.exp2(r[valued]) + share)
    return m, r, u


def odds(model: Model, pairs: Compared) -> tuple[Floats, Floats, Floats]:
    """log2 of prior times likelihood of the three explanations of each pair."""
    priors = model.one_person, model.one_family
    rest = max(1 - sum(priors), 1e-9)
    whole = [np.full(len(pairs.levels), np.log2(prior)) for prior in (*priors, rest)]
    for field in range(len(NAMES)):
        if pairs.levels[:, field].any():
            for total, chance in zip(whole, parts(model, pairs, field), strict=True):
                np.add(total, chance, out=total)
    return whole[0], whole[1], whole[2]


def probabilities(model: Model, pairs: Compared) -> Floats:
    """The chance (0..1) that both tell of one person."""
    return explanations(model, pairs)[0]


def explanations(model: Model, pairs: Compared) -> tuple[Floats, Floats]:
    """The chances (0..1) of one person told twice, and of two of one family."""
    same, family, strangers = odds(model, pairs)
    every = np.logaddexp2(np.logaddexp2(family, strangers), same)
    return np.exp2(same - every), np.exp2(family - every)


def best_chance(model: Model, pairs: Compared, bits: float) -> Floats:
    """The chance of one person against strangers if ``bits`` more spoke for it."""
    same, _, strangers = odds(model, pairs)
    return np.asarray(1 / (1 + np.exp2(np.clip(strangers - same - bits, -200, 200))))


def contradictory(pairs: Compared) -> Mask:
    """Pairs that cannot be one person unless something was told wrongly."""

    def at(field: str, *names: str) -> Mask:
        column = pairs.levels[:, FIELD[field]]
        return np.asarray(np.isin(column, [LEVEL[field][name] for name in names]))

    paper = at("document", "equal", "lookalike", "digit")
    born = at("birth", "other") | at("year", "other") | at("age", "other")
    return np.asarray(
        at("document", "valid", "country")
        | at("moment", "elsewhere")
        | ((at("sex", "other") | born) & ~paper)
    )

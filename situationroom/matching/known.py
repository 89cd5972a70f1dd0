"""The persons the cell has, ready to be asked: who of them is told of twice, who is this?"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import numpy as np

from situationroom.matching.arrays import Mask, Rows
from situationroom.matching.blocks import Candidates, pairs_between, pairs_inside
from situationroom.matching.compare import compare, compare_core
from situationroom.matching.explain import explained
from situationroom.matching.features import Features, chosen, joined, prepare
from situationroom.matching.frequencies import Frequencies, count
from situationroom.matching.keys import WIDE, Keys, keys_of
from situationroom.matching.learning import learned
from situationroom.matching.reasons import Pair, Step
from situationroom.matching.scoring import POSSIBLE, Model, best_chance, probabilities
from situationroom.models import Person

CHUNK: Final = 200_000  # pairs compared at a time
TAUGHT: Final = 60_000  # pairs looked at to learn
MET_BY_CHANCE: Final = 30_000  # pairs looked at to see how strangers agree
BESIDE: Final = 14.0  # bits that place, employer and kin can add to a name and a birthday
TYPED: Final = 1_500  # persons who may share a key with somebody who is being typed
HINT: Final = 0.001  # chance from which a hit is worth a line while typing
_LATE: Final = 1_000  # persons added since, before everything is indexed anew


@dataclass(slots=True)
class Part:
    """Some persons and their keys."""

    features: Features
    keys: dict[str, Keys]
    gone: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Known:
    """All persons: those indexed together, those added since, and what they taught."""

    main: Part
    late: Part
    shares: Frequencies
    model: Model

    @property
    def parts(self) -> tuple[Part, Part]:
        """Where persons are to be looked for."""
        return self.main, self.late

    def add(self, persons: Sequence[Person]) -> None:
        """Make these persons known too."""
        new = prepare(persons, self.main.features.vocabulary)
        whole = joined([_staying(self.late), new])
        self.late = Part(whole, keys_of(whole))
        if len(whole) > _LATE:
            self.settle()

    def remove(self, ids: Sequence[int]) -> None:
        """Forget the persons with these ids; ids nobody has are left out."""
        for part in self.parts:
            part.gone |= set(np.flatnonzero(np.isin(part.features.ids, ids)).tolist())

    def replace(self, persons: Sequence[Person]) -> None:
        """Know these persons as they are now."""
        self.remove([person.id for person in persons])
        self.add(persons)

    def settle(self) -> None:
        """Put what was added to the rest."""
        whole = joined([_staying(part) for part in self.parts])
        self.main = Part(whole, keys_of(whole))
        self.late = _nobody(whole)
        self.shares = count(whole)


def index(features: Features) -> Known:
    """Build the keys, count the values and learn from what is there.

    The order of the persons does not matter; the pairs that teach are taken by their ids.
    """
    features = chosen(features, np.argsort(features.ids, kind="stable"))
    keys, shares = keys_of(features), count(features)
    met = pairs_inside(keys, len(features))
    scale = max(1, len(met) // TAUGHT)
    sample = _scattered(met, scale)
    lesson = compare(shares, features, met.one[sample], features, met.two[sample])
    i, j = _strangers(len(features))
    chance = compare(shares, features, i, features, j)
    model = learned(lesson, chance, len(features), scale)
    return Known(Part(features, keys), _nobody(features), shares, model)


def _strangers(n: int) -> tuple[Rows, Rows]:
    """Pairs of rows as if at random, always the same ones."""
    if n * (n - 1) // 2 <= MET_BY_CHANCE:
        one, two = np.triu_indices(n, 1)
        return one, two
    count = min(MET_BY_CHANCE, n * (n - 1) // 2)
    turn = np.arange(count, dtype=np.int64)
    one = turn % n
    step = 1 + (turn // n * 7_919 + turn * 104_729) % (n - 1)
    return one, (one + step) % n


def _nobody(features: Features) -> Part:
    return Part(chosen(features, np.zeros(0, dtype=np.int64)), {})


def _staying(part: Part) -> Features:
    if not part.gone:
        return part.features
    rows = np.setdiff1d(np.arange(len(part.features)), list(part.gone))
    return chosen(part.features, rows)


def _scattered(met: Candidates, scale: int) -> Rows:
    """One pair in ``scale``, chosen by a fixed mix of its rows."""
    mixed = met.one.astype(np.uint64) * np.uint64(2_654_435_761) + met.two.astype(np.uint64)
    return np.flatnonzero((mixed >> np.uint64(5)) % np.uint64(scale) == 0)


def pairs(known: Known, step: Step) -> list[Pair]:
    """Everybody who is probably or possibly told of twice, the surest first."""
    if len(known.late.features) or known.main.gone:
        known.settle()
    part = known.main
    met = pairs_inside(part.keys, len(part.features))
    found = _judged(known, part.features, part, met, step)
    ordered = [p if p.a < p.b else replace(p, a=p.b, b=p.a) for p in found]
    return sorted(ordered, key=lambda pair: (-pair.score, pair.a, pair.b))


def against(known: Known, drafts: Sequence[Person], step: Step) -> list[list[Pair]]:
    """For each draft who of the known it may be, the surest first. ``a`` is the draft's place."""
    numbered = [replace(draft, id=place) for place, draft in enumerate(drafts)]
    return _met(known, numbered, step, WIDE, POSSIBLE)


def hits(known: Known, typed: Person, limit: int = 8) -> list[Pair]:
    """Who the person being typed may be, the surest first."""
    return _met(known, [replace(typed, id=0)], _silent, TYPED, HINT)[0][:limit]


def _silent(_done: int, _total: int, _label: str) -> None:
    return None


def _met(
    known: Known, drafts: Sequence[Person], step: Step, wide: int, least: float
) -> list[list[Pair]]:
    new = prepare(drafts, known.main.features.vocabulary)
    keys = keys_of(new)
    found: list[list[Pair]] = [[] for _ in drafts]
    for part in known.parts:
        if len(part.features):
            met = pairs_between(part.keys, keys, len(part.features), wide)
            for pair in _judged(known, new, part, met, step, least):
                found[pair.a].append(pair)
    return [sorted(some, key=lambda pair: (-pair.score, pair.b)) for some in found]


def _judged(
    known: Known,
    f: Features,
    part: Part,
    met: Candidates,
    step: Step,
    least: float = POSSIBLE,
) -> list[Pair]:
    """The pairs worth telling among the candidates; two threads share the chunks."""
    borders = [*range(0, met.strong, CHUNK), *range(met.strong, len(met), CHUNK), len(met)]

    def judge(chunk: tuple[int, int]) -> list[Pair]:
        begin, end = chunk
        weak = begin >= met.strong
        return _chunk(known, (f, met.one[begin:end]), part, met.two[begin:end], (weak, least))

    step(0, len(met), "")
    chunks = list(pairwise(borders))
    found: list[Pair] = []
    if len(chunks) < 2:
        return [pair for chunk in chunks for pair in judge(chunk)]
    with ThreadPoolExecutor(2) as pool:
        for (begin, _), some in zip(chunks, pool.map(judge, chunks), strict=True):
            step(begin, len(met), "")
            found += some
    step(len(met), len(met), "")
    return found


def _chunk(
    known: Known, a: tuple[Features, Rows], part: Part, j: Rows, how: tuple[bool, float]
) -> list[Pair]:
    (f, i), (weak, least) = a, how
    if part.gone:
        stays = ~np.isin(j, list(part.gone))
        i, j = i[stays], j[stays]
    if weak:
        likely = _likely(known, (f, i), (part.features, j))
        i, j = i[likely], j[likely]
    compared = compare(known.shares, f, i, part.features, j)
    chance = probabilities(known.model, compared)
    rows = np.flatnonzero(chance >= least)
    sides = (f, i[rows]), (part.features, j[rows])
    return explained(known.model, compared.taken(rows), chance[rows], *sides)


def _likely(known: Known, a: tuple[Features, Rows], b: tuple[Features, Rows]) -> Mask:
    """Pairs of one name or birthday that could still be one person, whatever else agrees."""
    core = compare_core(known.shares, *a, *b)
    return np.asarray(best_chance(known.model, core, BESIDE) >= HINT)

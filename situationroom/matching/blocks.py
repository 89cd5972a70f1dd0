"""Candidate pairs from keys: everybody who shares a key that not too many share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from situationroom.matching.arrays import Rows
from situationroom.matching.keys import WIDE, Keys

STRONG: Final = frozenset(
    {"document", "document~", "phone", "phone~", "email", "user", "handle", "kin"}
)
"""Kinds of keys that tell of a document or a contact; the others tell of names, dates, places."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of rows to compare, each once: the smaller row first, or new row and known row.

    The first ``strong`` of them share a document or a contact.
    """

    one: Rows
    two: Rows
    strong: int

    def __len__(self) -> int:
        return len(self.one)


def pairs_inside(keys: Mapping[str, Keys], n: int, wide: int = WIDE) -> Candidates:
    """Every candidate pair of rows."""
    return _candidates({kind: _together(some, n, wide) for kind, some in keys.items()}, n)


def _candidates(codes: Mapping[str, Rows], n: int) -> Candidates:
    nothing = np.zeros(0, dtype=np.int64)
    strong = _distinct(np.concatenate([nothing, *(c for k, c in codes.items() if k in STRONG)]))
    weak = _distinct(np.concatenate([nothing, *(c for k, c in codes.items() if k not in STRONG)]))
    if len(strong):
        place = np.minimum(np.searchsorted(strong, weak), len(strong) - 1)
        weak = weak[strong[place] != weak]
    every = np.concatenate([strong, weak])
    return Candidates(every // n, every % n, len(strong))


def _together(keys: Keys, n: int, wide: int) -> Rows:
    """``row * n + other`` for all who share a key of one kind."""
    hashes, rows = _shared(keys, wide)
    found = []
    for step in range(1, wide):
        same = np.flatnonzero(hashes[step:] == hashes[:-step])
        if not len(same):
            break
        one, other = rows[same], rows[same + step]
        found.append(np.minimum(one, other) * n + np.maximum(one, other))
    return _distinct(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _shared(keys: Keys, wide: int) -> tuple[np.ndarray, Rows]:
    """The keys that at least two and at most ``wide`` share."""
    if not len(keys.hashes):
        return keys.hashes, keys.rows
    starts = np.flatnonzero(np.r_[True, keys.hashes[1:] != keys.hashes[:-1]])
    sizes = np.diff(np.r_[starts, len(keys.hashes)])
    kept = np.repeat((sizes > 1) & (sizes <= wide), sizes)
    return keys.hashes[kept], keys.rows[kept]


def _distinct(codes: Rows) -> Rows:
    codes = np.sort(codes)
    first = np.ones(len(codes), dtype=bool)
    first[1:] = codes[1:] != codes[:-1]
    return np.asarray(codes[first])


def pairs_between(
    known: Mapping[str, Keys], new: Mapping[str, Keys], n: int, wide: int = WIDE
) -> Candidates:
    """Candidate pairs of a row of the new and a row of the known."""
    met = {kind: _across(known[kind], keys, n, wide) for kind, keys in new.items() if kind in known}
    return _candidates(met, n)


def _across(known: Keys, new: Keys, n: int, wide: int) -> Rows:
    first = np.searchsorted(known.hashes, new.hashes, side="left")
    counts = np.searchsorted(known.hashes, new.hashes, side="right") - first
    counts[counts > wide] = 0
    ends = np.cumsum(counts)
    place = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
    met = known.rows[np.repeat(first, counts) + place]
    return np.asarray(np.repeat(new.rows, counts) * n + met)

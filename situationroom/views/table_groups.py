"""Groups of a table: a heading with its count, and the rows below it unless it is folded.

A heading stands among the ids of the rows as a number no record can have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from situationroom.store.queries.ordered import Group, Ids, Listing

LOWEST = 1 << 40
"""Numbers at and below its negative stand for headings."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One group as the table shows it."""

    key: str
    name: str
    count: int
    folded: bool


def headings(
    groups: Sequence[Group], folded: frozenset[str], names: Mapping[str, str]
) -> tuple[Heading, ...]:
    """What stands above each group; a group without a name is called by its key."""
    return tuple(Heading(g.key, names.get(g.key, g.key), g.count, g.key in folded) for g in groups)


def is_heading(id_: int) -> int | None:
    """Which heading, from 0, a row's number stands for; None for a record."""
    return -LOWEST - id_ if id_ <= -LOWEST else None


def laid_out(listing: Listing, folded: frozenset[str]) -> Ids:
    """The rows of a table: records, and before each group its heading."""
    if not listing.groups:
        return listing.ids
    counts = np.array([group.count for group in listing.groups])
    away = np.array([group.key in folded for group in listing.groups])
    kept = listing.ids[~np.repeat(away, counts)] if away.any() else listing.ids
    left = np.where(away, 0, counts)
    starts = np.cumsum(left) - left
    return np.insert(kept, starts, -LOWEST - np.arange(len(counts)))


def runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Rows from top to bottom as (first, last) of those that stand together."""
    if not places:
        return []
    here = np.array(places)
    breaks = np.flatnonzero(np.diff(here) != 1)
    firsts, lasts = here[np.r_[0, breaks + 1]], here[np.r_[breaks, len(here) - 1]]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def joined(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted ranges without what is in two of them."""
    made: list[tuple[int, int]] = []
    for first, last in ranges:
        if made and first <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(last, made[-1][1]))
        else:
            made.append((first, last))
    return made

"""Which keys of a batch's drafts somebody else has too, without keeping all of the keys.

100,000 drafts have two million keys, and nearly all of them are nobody else's. So only numbers
that stand for them are kept, in arrays, until those that two have are known.
"""

from array import array
from collections.abc import Collection, Hashable, Iterable
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Hashes:
    """The hashes of keys, with whose they are: the place of a draft among the drafts.

    Two keys of one hash are next to impossible; who must be sure compares the keys themselves.
    """

    def __init__(self) -> None:
        self._hashes, self._owners = array("q"), array("q")

    def add(self, owner: int, keys: Collection[Hashable]) -> None:
        """The keys of one draft, each once."""
        self._hashes.extend(map(hash, keys))
        self._owners.extend(repeat(owner, len(keys)))

    def sort(self) -> None:
        """Once all are added; the other questions are asked after this."""
        import numpy as np

        hashes = np.frombuffer(self._hashes, dtype=np.int64)
        order = np.argsort(hashes, kind="stable")
        self._sorted = hashes[order]
        self._whose = np.frombuffer(self._owners, dtype=np.int64)[order]
        self._hashes, self._owners = array("q"), array("q")
        self.all, self._counts = np.unique(self._sorted, return_counts=True)

    def shared(self, elsewhere: Iterable[int] = (), at_most: int = 0) -> dict[int, list[int]]:
        """By owner, the hashes that two of them have, or that are found ``elsewhere`` too.

        Those that more than ``at_most`` owners have are left out (0: none is).
        """
        import numpy as np

        also = np.isin(self.all, np.fromiter(elsewhere, dtype=np.int64))
        wanted = (self._counts > 1) | also
        if at_most:
            wanted &= self._counts <= at_most
        hit = np.repeat(wanted, self._counts)
        found: dict[int, list[int]] = {}
        for owner, key in zip(self._whose[hit].tolist(), self._sorted[hit].tolist(), strict=True):
            found.setdefault(owner, []).append(key)
        return found

    def owners(self, key: Hashable) -> "NDArray[np.int64]":
        """Whose drafts (probably) have this key."""
        start = self._sorted.searchsorted(hash(key), "left")
        end = self._sorted.searchsorted(hash(key), "right")
        return self._whose[start:end]

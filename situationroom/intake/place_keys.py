"""Very many lines of text in little memory: bytes as they were stored, looked at one by one.

A Python dictionary of 800,000 names takes 130 MB and half a second to fill. The sorted bytes take
11 MB and nothing to fill; a look is a binary search over every 32nd name and a search inside 32.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import overload

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
REMEMBERED = 32_768
_BREAK = 10  # the byte between lines


class Lines(Sequence[str]):
    """Lines of UTF-8 text, parted by line feeds; decoded one at a time when they are asked for."""

    def __init__(self, blob: bytes) -> None:
        """Keep the bytes and where each line begins."""
        self._blob = blob
        self._starts = _line_starts(blob)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._blob[self._starts[at] : self._starts[at + 1] - 1].decode()


class Keys:
    """Sorted different names (by their UTF-8 bytes, none empty), parted by line feeds."""

    def __init__(self, blob: bytes) -> None:
        """Keep the bytes and the first name of every block."""
        self._blob = b"\n" + blob + b"\n"
        self._lines = _line_starts(blob)
        firsts = self._lines[:-1:BLOCK].tolist()
        self._starts = [*firsts, int(self._lines[-1])]  # of the feed before the block's first name
        ends = self._lines[1:][::BLOCK].tolist()
        self._heads = [blob[a : b - 1] for a, b in zip(firsts, ends, strict=True)]
        self.look = lru_cache(maxsize=REMEMBERED)(self._look)  # lists repeat their words
        """The number of a name (-1: none), and whether longer names begin with it."""

        first_words = (self[n].split()[0] for n in range(len(self)))
        self.numbers = frozenset(takewhile(lambda word: word < ":", first_words))
        """The numbers that names begin with, as in "15 July Square"; few of those in addresses."""

    def __len__(self) -> int:
        return len(self._lines) - 1

    def __getitem__(self, at: int) -> str:
        """The name with this number."""
        return self._blob[self._lines[at] + 1 : self._lines[at + 1]].decode()

    def find(self, name: str) -> int:
        """The number of this name among the sorted ones, -1 when it is none."""
        return self.look(name)[0]

    def _look(self, name: str) -> tuple[int, bool]:
        key = name.encode()
        block = bisect_right(self._heads, key) - 1
        at = self._blob.find(b"\n" + key, self._starts[max(block, 0)], self._starts[block + 1] + 1)
        if at < 0 or block < 0:
            return -1, block + 1 < len(self._heads) and self._heads[block + 1].startswith(key)
        after = at + 1 + len(key)
        if self._blob[after] != _BREAK:
            return -1, True
        number = block * BLOCK + self._blob.count(b"\n", self._starts[block], at)
        return number, self._blob.startswith(key, after + 1)


def _line_starts(blob: bytes) -> NDArray[np.int32]:
    """Where each line begins, and where the next would."""
    breaks = np.flatnonzero(np.frombuffer(blob, np.uint8) == _BREAK)
    return np.concatenate([[0], breaks + 1, [len(blob) + 1]]).astype(np.int32)

"""What was made lately, up to a number of bytes: the least used goes first."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """A memory with a limit; may be used from any thread."""

    def __init__(self, most: int) -> None:
        """`most` is what the sizes of everything kept may add up to."""
        self._most, self._kept, self._lock = most, OrderedDict[K, tuple[V, int]](), Lock()
        self.size = 0

    def get(self, key: K) -> V | None:
        """What was put there, None when it is not or no longer there."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keep something; what was not asked for longest makes room."""
        with self._lock:
            if key in self._kept:
                self.size -= self._kept.pop(key)[1]
            self._kept[key] = value, size
            self.size += size
            while self.size > self._most and len(self._kept) > 1:
                self.size -= self._kept.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self.size = 0

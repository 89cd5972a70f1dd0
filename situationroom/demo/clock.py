"""Time in a story: it goes where the story says."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count


class StoryClock:
    """A clock the story sets, and what is due at which time."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        self._due: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = count()

    def __call__(self) -> datetime:
        """The time, aware."""
        return self.now

    def at(self, when: datetime, act: Callable[[], object]) -> None:
        """Do ``act`` at a time (now, if that has passed)."""
        heapq.heappush(self._due, (max(when, self.now), next(self._order), act))

    def after(self, minutes: float, act: Callable[[], object]) -> None:
        """Do ``act`` some minutes from now."""
        self.at(self.now + timedelta(minutes=minutes), act)

    def run_until(self, end: datetime) -> None:
        """Let time pass; what would come after ``end`` never happens."""
        while self._due and self._due[0][0] <= end:
            self.now, _, act = heapq.heappop(self._due)
            act()
        self.now = end

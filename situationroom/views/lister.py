"""Asks the desk what a list holds, beside the window: what was asked last wins.

First the ids, which are shown at once; then the counts of the views. While nothing is asked by
the officer, a change waits until the question before it is answered, so that a busy night does
not end every question before its answer.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from situationroom.desk import Desk
from situationroom.jobs import Job
from situationroom.models.errors import RuleError
from situationroom.store.queries.ordered import Ids, Listing
from situationroom.views.list_look import Look
from situationroom.views.rolling import News, Rolling, news

PATIENCE_MS = 80
"""After so long without an answer the list says that it is looking."""
Listed = Callable[..., tuple[Listing, Mapping[str, str]]]
Counted = Callable[..., "Counts"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many the room's own views hold, the saved ones by name, and the look itself in words."""

    views: Mapping[str, int]
    saved: Mapping[str, int] = field(default_factory=dict)
    persons: int | None = None


def counted_each(saved: Mapping[str, Look], count: Callable[[Look], int]) -> dict[str, int]:
    """How many each kept view holds; one that cannot be asked (any more) has no count."""
    found: dict[str, int] = {}
    for name, look in saved.items():
        with suppress(RuleError):
            found[name] = count(look)
    return found


class Lister(QObject):
    """``arrived()`` when the table has what was asked for, ``counted(Counts)`` a little later.

    ``looking(bool)`` while an answer the officer waits for takes its time, ``refused(RuleError)``
    for what cannot be asked. ``listed(connection, look, now, officer)`` and ``counted(connection,
    look, now, officer, saved)`` are the queries.
    """

    arrived = Signal()
    counted = Signal(object)
    looking = Signal(bool)
    refused = Signal(RuleError)

    def __init__(
        self, desk: Desk, slot: str, rolling: Rolling, queries: tuple[Listed, Counted]
    ) -> None:
        super().__init__(rolling)
        self._desk, self._slot, self._rolling = desk, slot, rolling
        self._listed, self._counts = queries
        self._number = 0
        self._running = self._again = self._show = False
        self._look: Look | None = None
        self.saved: Mapping[str, Look] = {}
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(lambda: self.looking.emit(True))

    @property
    def showing(self) -> bool:
        """True while what the officer asked for has not arrived."""
        return self._show

    def show(self, look: Look) -> None:
        """Show this as soon as it is known; whatever was asked before is forgotten."""
        self._show, self._again = True, False
        self._patience.start()
        self._ask(look)

    def follow(self, look: Look) -> None:
        """Something has changed: ask again, and hold back what would move a row."""
        self._look = look
        if self._running:
            self._again = True
        else:
            self._ask(look)

    def recount(self) -> None:
        """Ask for the counts only: other views are kept now."""
        if self._look is not None and not self._running:
            self._ask_counts(self._look)

    def _ask(self, look: Look) -> None:
        self._number += 1
        self._running, self._look = True, look
        about = (self._number, look, self._desk.now(), self._desk.officer, self._rolling.shown)
        job = self._desk.latest(self._slot, self._hear, _listing, self._listed, *about)
        self._mind(job)

    def _mind(self, job: Job) -> None:
        job.on_refusal = self._refuse
        job.failed.connect(self._fail)

    def _hear(self, answer: tuple[int, News]) -> None:
        number, told = answer
        if number != self._number or self._look is None:
            return
        (self._rolling.show if self._show else self._rolling.hear)(told)
        self._end()
        self.arrived.emit()
        self._ask_counts(self._look)

    def _ask_counts(self, look: Look) -> None:
        self._running = True
        about = (self._number, look, self._desk.now(), self._desk.officer, dict(self.saved))
        job = self._desk.latest(self._slot, self._count, _counting, self._counts, *about)
        self._mind(job)

    def _count(self, answer: tuple[int, Counts]) -> None:
        number, counts = answer
        if number != self._number:
            return
        self._running = False
        self.counted.emit(counts)
        if self._again and self._look is not None:
            self._again = False
            self._ask(self._look)

    def _refuse(self, error: RuleError) -> None:
        self._fail(error)
        self.refused.emit(error)

    def _fail(self, _error: Exception) -> None:
        self._running = False
        self._end()

    def _end(self) -> None:
        self._show = False
        self._patience.stop()
        self.looking.emit(False)


def _listing(
    connection: Any, listed: Listed, number: int, look: Look, now: Any, officer: str, shown: Ids
) -> tuple[int, News]:
    return number, news(*listed(connection, look, now, officer), shown)


def _counting(
    connection: Any,
    counts: Counted,
    number: int,
    look: Look,
    now: Any,
    officer: str,
    saved: Mapping[str, Look],
) -> tuple[int, Counts]:
    return number, counts(connection, look, now, officer, saved)

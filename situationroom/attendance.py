"""Who else is at a record now, kept up in the background while a window is open."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal

from situationroom.store.presence import Presence, Seen

BEAT_MS = 5_000
SOON_MS = 150
Beat = Callable[[Callable[[], list[Seen]], Callable[[list[Seen]], None]], object]


class Attendance(QObject):
    """``changed`` when somebody came, went, or began to write. Lives on the GUI thread.

    ``run(work, then)`` does ``work`` on another thread and calls ``then`` with its answer here.
    """

    changed = Signal()

    def __init__(self, parent: QObject, presence: Presence, run: Beat) -> None:
        super().__init__(parent)
        self._presence, self._run = presence, run
        self._kind, self._id = "", 0
        self._writing: list[int] = []
        self._seen: tuple[Seen, ...] = ()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._beat)

    def start(self) -> None:
        """From now on I am seen, and see others."""
        if not self._timer.isActive():
            self._timer.start()
            self._soon.start()

    def stop(self) -> None:
        """I leave."""
        self._timer.stop()
        self._soon.stop()
        self._presence.leave()

    def at(self, kind: str, ids: Sequence[int]) -> None:
        """I look at this record (of several, at none)."""
        self._kind, self._id = (kind, ids[0]) if len(ids) == 1 else ("", 0)
        self._again()

    def write_on(self, request: int) -> None:
        """A form of mine is open on a request, until ``written``."""
        self._writing.append(request)
        self._again()

    def written(self, request: int) -> None:
        """That form is closed."""
        if request in self._writing:
            self._writing.remove(request)
        self._again()

    @contextmanager
    def writing(self, requests: Sequence[int]) -> Iterator[None]:
        """A sheet of mine is open on the first of these requests."""
        for request in requests[:1]:
            self.write_on(request)
        try:
            yield
        finally:
            for request in requests[:1]:
                self.written(request)

    def others(self, kind: str, id_: int) -> list[Seen]:
        """Who else is at this record; who writes comes first."""
        there = [seen for seen in self._seen if (seen.kind, seen.id) == (kind, id_)]
        return sorted(there, key=lambda seen: (not seen.writing, seen.officer))

    def _again(self) -> None:
        # Not put off again: who leafs through the list is seen too.
        if self._timer.isActive() and not self._soon.isActive():
            self._soon.start()

    def _beat(self) -> None:
        kind, id_, writing = self._kind, self._id, False
        if self._writing:
            kind, id_, writing = "request", self._writing[-1], True
        self._run(lambda: self._presence.beat(kind, id_, writing=writing), self._heard)

    def _heard(self, seen: list[Seen]) -> None:
        if tuple(seen) != self._seen:
            self._seen = tuple(seen)
            self.changed.emit()

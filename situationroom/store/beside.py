"""Statements that run on a thread of their own, in their order, while the work goes on.

SQLite lets Python run during a statement, and an import has two cores. The connection is never
used by both: whoever needs it waits (``Transaction.connection``), and what was queued is done then.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Thread

Work = Callable[[], object]


@dataclass(slots=True)
class Beside:
    """What is written beside a transaction; errors are raised by ``start`` and ``wait``."""

    _queue: list[Work] = field(default_factory=list)
    _thread: Thread | None = None
    _error: BaseException | None = None

    def then(self, work: Work) -> None:
        """Queue the work behind what was queued before."""
        self._queue.append(work)

    def start(self) -> None:
        """Begin with what is queued; what was begun before is waited for."""
        self._join()
        if self._queue:
            self._thread = Thread(target=self._run, args=(self._taken(),), name="beside")
            self._thread.start()

    def wait(self) -> None:
        """Come back when everything is done. Raises what the work raised."""
        self._join()
        for work in self._taken():
            work()

    def drop(self) -> None:
        """Come back when nothing runs any more; what was queued or failed is of no interest."""
        self._taken()
        if self._thread is not None:
            self._thread.join()
        self._thread = self._error = None

    def _join(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.join()
        error, self._error = self._error, None
        if error is not None:
            self._taken()
            raise error

    def _taken(self) -> list[Work]:
        queue, self._queue = self._queue, []
        return queue

    def _run(self, queue: list[Work]) -> None:
        try:
            for work in queue:
                work()
        except BaseException as error:  # it is raised where somebody waits
            self._error = error

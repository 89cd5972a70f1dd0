"""One long statement at a time on a thread of its own, while the work goes on.

SQLite lets Python run during a statement, and an import has two cores. The connection is never
used by both: whoever needs it waits (``Transaction.connection``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread


@dataclass(slots=True)
class Beside:
    """What runs beside a transaction; errors are raised by ``wait``."""

    _thread: Thread | None = None
    _error: BaseException | None = None

    def run(self, work: Callable[[], object]) -> None:
        """Start the work; what was started before is waited for."""
        self.wait()
        self._thread = Thread(target=self._run, args=(work,), name="beside a transaction")
        self._thread.start()

    def wait(self) -> None:
        """Come back when nothing runs any more. Raises what the work raised."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        thread.join()
        error, self._error = self._error, None
        if error is not None:
            raise error

    def _run(self, work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as error:  # it is raised where somebody waits
            self._error = error

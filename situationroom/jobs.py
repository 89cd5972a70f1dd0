"""Long work off the GUI thread: plain functions that call ``step(done, total, label)``."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from situationroom.models.errors import Cancelled, RuleError

Step = Callable[[int, int, str], None]


class Job(QObject):
    """One running piece of work, as the bottom strip shows it.

    Born on the GUI thread; its signals arrive there. ``progressed(done, total, label)``;
    then exactly one of ``succeeded(result)``, ``cancelled()``, ``failed(error)``.
    Set ``on_refusal`` to say a rule's refusal beside the form instead of in the bottom strip.
    """

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    cancelled = Signal()
    failed = Signal(Exception)
    ended = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.on_refusal: Callable[[RuleError], object] | None = None
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop; it ends at its next step and leaves nothing behind."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """True once somebody has asked it to stop."""
        return self._stop.is_set()

    def step(self, done: int, total: int, label: str) -> None:
        """Report from the working thread. Raises Cancelled once the officer has asked."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total, label)


class _Work(QRunnable):
    def __init__(self, job: Job, work: Callable[[Step], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        try:
            result = self._work(self._job.step)
        except Cancelled:
            self._job.cancelled.emit()
        except Exception as error:
            self._job.failed.emit(error)
        else:
            self._job.succeeded.emit(result)
        self._job.ended.emit()


def start(job: Job, work: Callable[[Step], Any], pool: QThreadPool) -> Job:
    """Run ``work(step)`` on a thread of ``pool``; the job's signals tell how it goes."""
    pool.start(_Work(job, work))
    return job


def aside(work: Callable[[Step], Any]) -> Job:
    """Something small beside the window that nobody need see, such as a picture for a form."""
    job = Job("aside")
    _asides.add(job)
    job.ended.connect(lambda: _asides.discard(job))
    pool = QThreadPool.globalInstance()
    return start(job, work, pool)


_asides: set[Job] = set()
"""Those that run: a job may not go before its work has ended."""

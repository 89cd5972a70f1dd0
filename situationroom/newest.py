"""Long questions of which only the newest of its slot is worth an answer."""

from collections.abc import Callable
from threading import Lock
from typing import Any

from situationroom.jobs import Job, Step
from situationroom.models.errors import Cancelled, StoreError
from situationroom.store.incident_file import IncidentFile


class Newest:
    """Asks one question after the other on a connection of its own, for the desk.

    A question that was overtaken does not begin; one that is being answered is interrupted.
    """

    def __init__(self, file: IncidentFile) -> None:
        self._file = file
        self._lock = Lock()
        self._jobs: dict[str, Job] = {}
        self._running: Job | None = None

    def supersede(self, slot: str, job: Job) -> None:
        """``job`` is the slot's newest; the one before it need not be answered any more."""
        before = self._jobs.get(slot)
        self._jobs[slot] = job
        if before is not None:
            self._end(before)

    def asking(
        self, slot: str, job: Job, query: Callable[..., Any], *args: Any, **more: Any
    ) -> Callable[[Step], Any]:
        """The work of the job: the answer, or Cancelled when it was overtaken."""

        def work(_step: Step) -> Any:
            try:
                return self._answer(job, query, *args, **more)
            finally:
                with self._lock:
                    self._running = None
                    if self._jobs.get(slot) is job:
                        del self._jobs[slot]

        return work

    def stop(self) -> None:
        """Nobody waits for an answer any more."""
        for job in list(self._jobs.values()):
            self._end(job)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _end(self, job: Job) -> None:
        with self._lock:
            job.cancel()
            if self._running is job:
                self._file.interrupt()

    def _answer(self, job: Job, query: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with self._lock:
            if job.stopping:
                raise Cancelled
            self._running = job
        try:
            answer = self._file.ask(query, *args, **more)
        except StoreError as error:
            if job.stopping:
                raise Cancelled from error
            raise
        if job.stopping:
            raise Cancelled
        return answer

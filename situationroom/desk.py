"""The window's one door to the incident.

``run`` hands a command to the store thread and returns at once; ``ask`` answers from an indexed
query in milliseconds; ``fetch`` answers later, from a thread of its own. Whatever was stored, by
me, by an undo or by the workstation next door, arrives as ``changed``.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, QTimer, Signal

from situationroom.attendance import Attendance
from situationroom.jobs import Job, Step, start
from situationroom.models import Incident
from situationroom.models.errors import PlainError, RuleError, StoreError
from situationroom.models.journal import Entry
from situationroom.newest import Newest
from situationroom.store.backup import keep_copy
from situationroom.store.connection import Connection
from situationroom.store.incident_file import IncidentFile, open_incident, utc_now
from situationroom.store.journal import headers_after, touched_after
from situationroom.store.presence import Presence
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.transaction import Transaction
from situationroom.store.undo import next_redo, next_undo, redo, undo
from situationroom.store.verify import verify
from situationroom.texts import tr

T = TypeVar("T")
P = ParamSpec("P")
MANY = 5_000
"""Past so many records one signal says "everything" instead of naming them."""
NEIGHBOUR_MS = 1_000
"""How often the desk looks for entries another program wrote into the same file."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Touched:
    """What new entries have changed. ``records`` is None when it is too much to name."""

    records: frozenset[tuple[str, int]] | None
    entries: tuple[Entry, ...]

    def any_of(self, *kinds: str) -> bool:
        """True when a record of one of the kinds may have changed."""
        return self.records is None or any(kind in kinds for kind, _ in self.records)

    def ids(self, kind: str) -> frozenset[int] | None:
        """The changed ids of a kind; None means any."""
        if self.records is None:
            return None
        return frozenset(id_ for record, id_ in self.records if record == kind)


class Desk(QObject):
    """An open incident, seen from the window. Lives on the GUI thread.

    ``changed(touched)``: what new entries have changed, after it was stored.
    ``refused(error)``: a RuleError nobody asked to hear of. ``failed(error)``: the disk or a bug.
    ``saved(revision)``: everything up to there is on the disk.
    """

    changed = Signal(object)
    refused = Signal(RuleError)
    failed = Signal(Exception)
    saved = Signal(int)
    jobs_changed = Signal()

    def __init__(self, path: Path, officer: str, workstation: str = "") -> None:
        super().__init__()
        self.path = path
        self.officer = officer
        self.workstation = workstation
        self._writer = open_incident(path, officer, workstation)
        self._reader = open_incident(path, officer, workstation, read_only=True)
        self._later = open_incident(path, officer, workstation, read_only=True)
        self._newest = Newest(open_incident(path, officer, workstation, read_only=True))
        self.incident: Incident = self._reader.ask(the_incident)
        self.revision = self._reader.ask(last_revision)
        self.jobs: list[Job] = []
        self._store = _one_thread(self)
        self._queries = _one_thread(self)
        self._lists = _one_thread(self)
        self._work = QThreadPool(self)
        self._waiting: list[Callable[[], object]] = []
        self._closed = False
        presence = Presence(path, officer, workstation)
        self.attendance = Attendance(self, presence, self._aside)
        # A timer of its own: singleShot(…, self, …) still calls a deleted object (PySide6 6.9).
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._start_waiting)
        self._neighbours = QTimer(self, interval=NEIGHBOUR_MS)
        self._neighbours.timeout.connect(self._look_for_entries)
        self._neighbours.start()

    def run(
        self,
        command: Callable[Concatenate[Transaction, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> Job:
        """Do what an officer does. Connect ``failed`` of the job to hear a refusal yourself.

        The job's ``succeeded`` carries what the command returns, after ``changed`` was emitted.
        """
        title = command.__name__

        def work(_step: Step) -> T:
            return self._writer.run(command, *args, **more)[0]

        return self._start(Job(title), work, self._store)

    def run_long(
        self,
        title: str,
        command: Callable[Concatenate[Transaction, Step, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> Job:
        """As ``run``, for a command that takes ``step`` after the transaction: with progress."""

        def work(step: Step) -> T:
            def with_step(tx: Transaction) -> T:
                return command(tx, step, *args, **more)

            with_step.__name__ = command.__name__
            return self._writer.run(with_step)[0]

        return self._start(Job(title), work, self._store, visible=True)

    def work(self, title: str, work: Callable[[Step], T]) -> Job:
        """Long work that is no command (reading a file, writing a PDF), with progress."""
        return self._start(Job(title), work, self._work, visible=True)

    def ask(
        self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs
    ) -> T:
        """The answer now. Only for indexed queries of a page or a count."""
        return self._reader.ask(query, *args, **more)

    def fetch(
        self,
        then: Callable[[T], Any],
        query: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> Job:
        """The answer later: ``then(answer)`` runs on the GUI thread."""
        job = Job(query.__name__)
        job.succeeded.connect(then)
        return self._start(job, lambda _step: self._later.ask(query, *args, **more), self._queries)

    def latest(
        self,
        slot: str,
        then: Callable[[T], Any],
        query: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> Job:
        """As ``fetch``, for long lists: what was asked last of a slot wins.

        An older question of the slot is ended where it stands, and its job says ``cancelled``.
        """
        job = Job(query.__name__)
        job.succeeded.connect(then)
        self._newest.supersede(slot, job)
        work = self._newest.asking(slot, job, query, *args, **more)
        return self._start(job, work, self._lists)

    def _aside(self, work: Callable[[], T], then: Callable[[T], Any]) -> Job:
        """Something small that is neither command nor query, on the thread of the queries."""
        job = Job("presence")
        job.succeeded.connect(then)
        return self._start(job, lambda _step: work(), self._queries)

    def next_undo(self) -> Entry | None:
        """What the undo key would take back."""
        return self.ask(next_undo, self.officer)

    def next_redo(self) -> Entry | None:
        """What the redo key would bring back."""
        return self.ask(next_redo, self.officer)

    def undo(self, revision: int | None = None) -> Job | None:
        """Take back one entry, or the officer's last; None when there is nothing."""
        entry = None if revision else self.next_undo()
        target = revision or (entry.revision if entry else None)
        return self.run(undo, target) if target else None

    def redo(self) -> Job | None:
        """Bring back what was undone last; None when there is nothing."""
        entry = self.next_redo()
        return self.run(redo, entry.revision) if entry else None

    def back_up(self, folders: Sequence[Path]) -> Job:
        """Copy the incident into folders, oldest copies thinned out; succeeds with the files."""

        def work(_step: Step) -> list[Path]:
            file = open_incident(self.path, self.officer, read_only=True)
            try:
                return [file.ask(keep_copy, self.path, folder, utc_now()) for folder in folders]
            finally:
                file.close()

        return self.work(tr("Backup"), work)

    def study(
        self,
        title: str,
        query: Callable[Concatenate[Connection, Step, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> Job:
        """A question that takes its time, on a connection of its own: with progress and cancel."""

        def work(step: Step) -> T:
            file = open_incident(self.path, self.officer, read_only=True)
            try:
                return file.ask(query, step, *args, **more)
            finally:
                file.close()

        return self.work(title, work)

    def alongside(self, title: str, work: Callable[[IncidentFile, Step], T]) -> Job:
        """Long work of many small acts, on a connection of its own: with progress and cancel."""

        def runs(step: Step) -> T:
            file = open_incident(self.path, self.officer, self.workstation)
            try:
                return work(file, step)
            finally:
                file.close()

        return self.work(title, runs)

    def verify(self) -> Job:
        """Prove the journal: chain, replay, rules, counts; succeeds with a Verification."""
        return self.study(tr("Verifying the journal"), verify)

    def now(self) -> datetime:
        """The incident's time (exercise time in a drill that has one), aware UTC."""
        return self._writer.now()

    def close(self) -> None:
        """Finish what was asked for, cancel long work, let go of the file.

        The desk itself goes with the next turn of the event loop.
        """
        self._neighbours.stop()
        self.attendance.stop()
        self._soon.stop()
        self._start_waiting()
        for job in self.jobs:
            job.cancel()
        self._newest.stop()
        for pool in (self._store, self._queries, self._lists, self._work):
            pool.waitForDone()
        # What the threads have said on their way out is heard now, while somebody is here to hear.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        self._closed = True
        for file in (self._reader, self._later, self._newest, self._writer):
            file.close()
        # Qt takes the desk away after its finished jobs; Python would do it before, and crash.
        self.deleteLater()

    def _start(
        self, job: Job, work: Callable[[Step], Any], pool: QThreadPool, *, visible: bool = False
    ) -> Job:
        self.jobs.append(job)
        job.setParent(self)
        job.setProperty("visible", visible)
        # Connected first, so everybody has seen the entries before the caller hears of success.
        job.succeeded.connect(self._look_for_entries)
        job.failed.connect(lambda error: self._sort(job, error))
        job.ended.connect(lambda: self._ended(job))
        if visible:
            self.jobs_changed.emit()
        # Begun on the next turn of the event loop, so that the caller can connect to the job.
        self._waiting.append(lambda: start(job, work, pool))
        self._soon.start()
        return job

    def _start_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for begin in () if self._closed else waiting:
            begin()

    def _ended(self, job: Job) -> None:
        self.jobs.remove(job)
        if job.property("visible"):
            self.jobs_changed.emit()
        job.deleteLater()

    def _sort(self, job: Job, error: Exception) -> None:
        if isinstance(error, RuleError):
            (job.on_refusal or self.refused.emit)(error)
            return
        if not isinstance(error, PlainError):
            # Never the message: it may hold somebody's data.
            log.error("%s failed with %s", job.title, type(error).__name__)
        self.failed.emit(error)

    def _look_for_entries(self) -> None:
        if self._closed:
            return
        try:
            touched = self.ask(_news, self.revision)
        except StoreError as error:
            self.failed.emit(error)
            return
        if touched.entries:
            self._tell(touched)

    def _tell(self, touched: Touched) -> None:
        self.revision = touched.entries[-1].revision
        if touched.any_of("incident"):
            self.incident = self.ask(the_incident)
            self._writer.heed(self.incident)
        self.changed.emit(touched)
        self.saved.emit(self.revision)


def _news(connection: Connection, known: int) -> Touched:
    entries = tuple(headers_after(connection, known))
    return Touched(touched_after(connection, known, MANY) if entries else frozenset(), entries)


def _one_thread(parent: QObject) -> QThreadPool:
    pool = QThreadPool(parent)
    pool.setMaxThreadCount(1)
    pool.setExpiryTimeout(-1)
    return pool

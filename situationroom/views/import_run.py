"""One import from the files to the stored batch: what was read, planned and chosen so far.

Lives on the GUI thread; the work itself runs on threads of the desk and can be cancelled.
"""

from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from situationroom.collector import collection_paused
from situationroom.commands.import_decisions import RowKey
from situationroom.commands.imports import ImportPlan, ImportResult, PlannedRow, apply_import
from situationroom.commands.shelters import open_sites
from situationroom.desk import Desk, Touched
from situationroom.jobs import Job, Step
from situationroom.models import Site
from situationroom.models.errors import InputError, RuleError
from situationroom.texts import tr
from situationroom.views.import_choices import Choices, History
from situationroom.views.import_profiles import remember
from situationroom.views.import_shelters import drafts_of
from situationroom.views.import_sorting import Sorted
from situationroom.views.import_work import (
    Planned,
    Read,
    plan_of,
    read_all,
    row_of,
    with_order,
    with_row,
)
from situationroom.views.known_places import known_of

SOON_MS = 250
"""Waited after a choice before everything is compared again, so that several are one."""


class ImportRun(QObject):
    """``began(title)``: work begins; ``progressed(done, total, label)``; ``rested()``: it ended.

    ``planned(anew)``: there is a plan; ``anew`` is False where only choices have changed since
    the last. ``row_changed(place)``: one row was read again, the plan follows. ``given_up()``:
    cancelled before there was anything to look at. ``refused(error)``; ``opened(sites)``;
    ``stored(result)``.
    """

    began = Signal(str)
    progressed = Signal(int, int, str)
    rested = Signal()
    planned = Signal(bool)
    row_changed = Signal(int)
    given_up = Signal()
    refused = Signal(Exception)
    opened = Signal(list)
    stored = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.paths: list[Path] = []
        self.history = History()
        self.read, self.plan, self.sorted = Read(), ImportPlan(0), Sorted()
        self.result: ImportResult | None = None
        self.storing = False
        self.stale = True
        self._job: Job | None = None
        self._last: Job | None = None
        self._anew = True
        # Deleted with its window while something runs: then nobody listens any more.
        self.destroyed.connect(lambda: self._forget_jobs())  # noqa: PLW0108 - bound, it would not run
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._start_planning)
        desk.changed.connect(self._on_changed)

    @property
    def choices(self) -> Choices:
        """What the officer has chosen so far."""
        return self.history.now

    @property
    def names(self) -> str:
        """The files by name, the first three of many."""
        names = [path.name for path in self.paths]
        return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")

    @property
    def holds_anything(self) -> bool:
        """True when at least one of the files could be read."""
        return bool(self.read.lists or self.read.shelters)

    @property
    def working(self) -> bool:
        """True while something is read, compared or stored."""
        return self._job is not None or self._soon.isActive()

    @property
    def can_store(self) -> bool:
        """True when there is something to import and the plan is that of the choices."""
        ready = not self.stale and not self.working
        return ready and (not self.plan.does_nothing or bool(drafts_of(self.read.shelters)))

    # --- what an officer chooses ---------------------------------------------------------------

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read these too."""
        self.paths += [path for path in paths if path not in self.paths]
        self._start_reading()

    def change(self, choices: Choices) -> None:
        """Other choices: only what they concern is done again."""
        before = self.choices
        if self.history.go_to(choices):
            self._follow_choices(before)

    def undo(self) -> bool:
        """Take the last choice back; False when there is none."""
        before = self.choices
        done = self.history.back()
        if done:
            self._follow_choices(before)
        return done

    def redo(self) -> bool:
        """Bring the choice back that was taken back last; False when there is none."""
        before = self.choices
        done = self.history.forth()
        if done:
            self._follow_choices(before)
        return done

    def row(self, place: int) -> PlannedRow:
        """A row of the plan, as it is read now."""
        return self.plan.rows[place]

    def cancel(self) -> None:
        """Stop what runs at its next step; nothing of it stays."""
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()

    def store(self) -> None:
        """Store what the dry run shows, as one act."""
        if not self.can_store:
            return
        if drafts := drafts_of(self.read.shelters):
            job = self.desk.run(open_sites, drafts)
            job.on_refusal = self._refused
            job.succeeded.connect(self._sites_opened)
        if self.plan.does_nothing:
            return
        remember(self.choices.columns, self.read.lists)
        title = tr("Importing {file}", file=self.names)
        self.storing = True
        job = self.desk.run_long(title, apply_import, self.read.lists, self.plan)
        self._follow(job, title)
        job.succeeded.connect(self._was_stored)

    def let_go(self) -> None:
        """Belongs to nobody until another sheet takes it; the former one hears no more."""
        self.setParent(None)
        told = (self.began, self.progressed, self.rested, self.planned, self.row_changed,
                self.given_up, self.refused, self.opened, self.stored)  # fmt: skip
        for signal in told:
            with suppress(RuntimeError):  # nobody listened
                signal.disconnect()

    def close(self) -> None:
        """Give up what is still being read; what is being stored is stored."""
        self._soon.stop()
        if self._job is not None and not self.storing:
            self._job.cancel()
        self._forget_jobs()

    # --- reading -------------------------------------------------------------------------------

    def _start_reading(self) -> None:
        desk, paths, choices = self.desk, list(self.paths), self.choices
        incident, now, known = desk.incident, desk.now(), known_of(desk).places

        def work(step: Step) -> Read:
            with collection_paused():
                return read_all(step, paths, incident, now, choices, known)

        self._anew = self.stale = True
        title = tr("Reading {file}", file=self.names)
        job = desk.work(title, work)
        self._follow(job, title)
        job.succeeded.connect(lambda read, j=job: self._was_read(j, read))

    def _was_read(self, job: Job, read: Read) -> None:
        if job is self._last:
            self.read = read
            self._start_planning()

    def _start_planning(self) -> None:
        self.stale = True
        title = tr("Comparing with what is known")
        job = self.desk.study(title, plan_of, self.read.lists, self.choices, self.plan)
        self._follow(job, title)
        job.succeeded.connect(lambda planned, j=job: self._was_planned(j, planned))

    def _was_planned(self, job: Job, planned: Planned) -> None:
        if job is not self._last:
            return
        self.plan, self.sorted, self.stale = planned.plan, planned.sorted, False
        anew, self._anew = self._anew, False
        self.planned.emit(anew)

    def _forget_jobs(self) -> None:
        self._job = self._last = None

    # --- following a change --------------------------------------------------------------------

    def _follow_choices(self, before: Choices) -> None:
        now = self.choices
        if not now.reads_alike(before) or before.orders.items() - now.orders.items():
            self._start_reading()
            return
        for key in now.refixed(before):
            self._read_again(key)
        if added := now.orders.items() - before.orders.items():
            self._put_in_order(dict(added))
        elif (now.fixes, now.decisions) != (before.fixes, before.decisions):
            self._plan_soon()
        for key in now.redecided(before):
            self._look_again(key)

    def _plan_soon(self) -> None:
        self.stale = True
        self._soon.start()
        self.began.emit(tr("Comparing with what is known"))

    def _on_changed(self, touched: Touched) -> None:
        """Another certainty of attaching: the rows are compared again."""
        if touched.any_of("incident") and self.plan.rows and self.result is None:
            self._plan_soon()

    def _read_again(self, key: RowKey) -> None:
        self.read = with_row(self.read, key, self.choices.fixes.get(key, {}))
        reading, place = row_of(self.read, key), self._place(key)
        if reading is None or place is None:
            return
        old = self.plan.rows[place]
        outcome = old.outcome if reading.outcome == "read" else reading.outcome
        if reading.outcome == "read" and old.outcome in ("rejected", "skipped"):
            outcome = "new"
        self.plan.rows[place] = replace(old, reading=reading, outcome=outcome, why=reading.why)
        self._look_again(key)

    def _look_again(self, key: RowKey) -> None:
        place = self._place(key)
        if place is not None:
            self.sorted.renew(place, self.plan.rows[place], self.choices)
            self.row_changed.emit(place)

    def _put_in_order(self, orders: dict[tuple[str, str, str], object]) -> None:
        read = self.read

        def work(_step: Step) -> Read:
            made = read
            for key, order in orders.items():
                made = with_order(made, key, order)  # type: ignore[arg-type]
            return made

        self.stale = True
        title = tr("Reading {file}", file=self.names)
        job = self.desk.work(title, work)
        self._follow(job, title)
        job.succeeded.connect(lambda made, j=job: self._was_read(j, made))

    def _place(self, key: RowKey) -> int | None:
        span = self.sorted.span(key[:2])
        places, rows = range(span.start, span.end), self.plan.rows
        at = bisect_left(places, key[2], key=lambda place: rows[place].reading.row)
        return places[at] if at < len(places) and rows[places[at]].key == key else None

    # --- following a job -----------------------------------------------------------------------

    def _follow(self, job: Job, title: str) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._last = job
        job.on_refusal = self._refused
        job.progressed.connect(lambda *told, j=job: self._tell(j, *told))
        job.cancelled.connect(lambda j=job: self._was_cancelled(j))
        job.failed.connect(lambda error, j=job: self._failed(j, error))
        job.succeeded.connect(lambda _result, j=job: self._ended(j))
        self.began.emit(title)

    def _tell(self, job: Job, done: int, total: int, label: str) -> None:
        if job is self._job:
            self.progressed.emit(done, total, label)

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.rested.emit()

    def _was_cancelled(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job, self.storing = None, False
        self.rested.emit()
        if not self.plan.rows:
            self.given_up.emit()
        elif self._anew:  # the columns on the screen are still those of the former reading
            self._anew = False
            self.history.back()
            self.stale = False
            self.planned.emit(True)

    def _failed(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._job, self.storing = None, False
        self.rested.emit()
        if not isinstance(error, RuleError):
            known = error if isinstance(error, InputError) else None
            self.refused.emit(known or InputError("The import failed; nothing was stored."))

    def _refused(self, error: RuleError) -> None:
        self.storing = False
        self.refused.emit(error)

    def _sites_opened(self, sites: Sequence[Site]) -> None:
        self.opened.emit(list(sites))

    def _was_stored(self, result: ImportResult) -> None:
        self.storing, self.result = False, result
        self.stored.emit(result)

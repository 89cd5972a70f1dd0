"""Where in the incident's time the map stands: now, or a past moment that is replayed.

While the map looks back, selecting and acting on it rest: they would act on now. What happens
meanwhile goes on arriving behind it and is there on the way back.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from situationroom.desk import Touched
from situationroom.jobs import Job
from situationroom.models.journal import Entry
from situationroom.store.journal import header_at
from situationroom.store.queries.replay_times import Moment, Times
from situationroom.texts import tr
from situationroom.views.map_then import MapThen, Prepared, grown, ready

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

HOUR: Final = 3_600
SPEEDS: Final = (600, HOUR, 6 * HOUR, 24 * HOUR)
"""Seconds of the incident that pass in one second."""
FRAME_MS = 100


class MapTime(QObject):
    """``moved()`` when the map stands elsewhere in time, ``prepared()`` when the axis is known.

    ``past`` is what the map shows while it looks back, None while it shows now.
    """

    moved = Signal()
    prepared = Signal()

    def __init__(self, room: "MapRoom") -> None:
        super().__init__(room)
        self._room, self._desk = room, room.frame.desk
        self._made: Prepared | None = None
        self._job: Job | None = None
        self.past: MapThen | None = None
        self.at: float | None = None
        self.speed = SPEEDS[1]
        self.stops = False
        self.watched: Callable[[], bool] = lambda: False
        """Whether somebody looks at the axis: only then what is written is added to it."""
        self.met: Moment | None = None
        self._clock = QElapsedTimer()
        self._ticks = QTimer(self, interval=FRAME_MS)
        self._ticks.timeout.connect(self._tick)
        self._desk.changed.connect(self._changed)

    # --- what there is to see ------------------------------------------------------------------

    @property
    def times(self) -> Times | None:
        """The time axis; None while it is being prepared."""
        return self._made.replay.times if self._made is not None else None

    @property
    def job(self) -> Job | None:
        """The reading that is under way, for its progress and to cancel it."""
        return self._job

    @property
    def playing(self) -> bool:
        """Whether time runs."""
        return self._ticks.isActive()

    def span(self) -> tuple[int, int]:
        """First and last second of the axis."""
        now = self._desk.now().timestamp()
        return self.times.span(now) if self.times is not None else (int(now) - 1, int(now))

    def now(self) -> datetime:
        """The moment the map shows."""
        return self._desk.now() if self.past is None else self.past.then.at

    def last_entry(self) -> Entry | None:
        """The newest entry of the moment that is shown."""
        revision = self.past.then.revision if self.past is not None else 0
        return self._desk.ask(header_at, revision) if revision else None

    # --- making it ready -----------------------------------------------------------------------

    def prepare(self) -> None:
        """Read the journal unless that was done; ``prepared`` follows."""
        if self._made is not None:
            self._grow()
        elif self._job is None:
            country = self._desk.incident.country
            self._await(self._desk.study(tr("Preparing the replay"), ready, country))

    def _await(self, job: Job) -> None:
        self._job = job
        job.succeeded.connect(self._ready)
        job.ended.connect(lambda: self._over(job))

    def _ready(self, made: Prepared) -> None:
        self._job, self._made = None, made
        self.prepared.emit()
        self._grow()

    def _over(self, job: Job) -> None:
        if self._job is job:  # it was cancelled, or failed
            self._job = None
            self.prepared.emit()

    def _changed(self, _touched: Touched) -> None:
        if self._made is not None and self.watched():
            self._grow()

    def _grow(self) -> None:
        made, country = self._made, self._desk.incident.country
        if self._job is None and made is not None and made.replay.revision < self._desk.revision:
            self._await(self._desk.fetch(lambda _made: None, grown, made, country))

    # --- going there ---------------------------------------------------------------------------

    def go(self, at: float) -> None:
        """Show a moment (epoch seconds); at or past the end of the axis that is now."""
        if self._made is None:
            return
        first, end = self.span()
        if at >= end:
            self.to_now()
            return
        self.at = max(float(first), at)
        self.met = None
        self._show()

    def to_now(self) -> None:
        """Show what is so now, and go on showing it."""
        self.pause()
        if self.past is not None:
            self.at = self.past = self.met = None
            self.moved.emit()

    def step(self, direction: int) -> None:
        """To the act before (-1) or after (1)."""
        if self.times is None:
            return
        here = self._here()
        at = self.times.before(here) if direction < 0 else self.times.after(here)
        if at is not None:
            self.go(at)
        elif direction > 0:
            self.to_now()

    def leap(self, seconds: float) -> None:
        """So much later, or earlier."""
        self.go(self._here() + seconds)

    def to_start(self) -> None:
        """To the first entry."""
        self.go(self.span()[0])

    def to_moment(self, direction: int) -> None:
        """To the moment before (-1) or after (1) and stay there; past the last one, to now."""
        if self.times is None:
            return
        self.pause()
        here = self._here()
        times = self.times
        found = times.moment_before(here) if direction < 0 else times.moment_after(here)
        if found is not None:
            self._meet(found)
        elif direction > 0:
            self.to_now()

    def _here(self) -> float:
        return float(self.span()[1]) if self.at is None else self.at

    def _meet(self, moment: Moment) -> None:
        self.go(moment.at)
        if self.past is not None:
            self.met = moment
            self.moved.emit()

    def _show(self) -> None:
        if self._made is not None and self.at is not None:
            self.past = MapThen(self._made, self.at, self._room.live.contacts)
            self.moved.emit()

    # --- letting it run ------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Let time run from here; from the beginning when the map shows now."""
        if self._made is None:
            return
        if self.at is None:
            self.to_start()
        self._clock.start()
        self._ticks.start()
        self.moved.emit()

    def pause(self) -> None:
        """Stay at this moment."""
        if self.playing:
            self._ticks.stop()
            self.moved.emit()

    def _tick(self) -> None:
        self.advance(self._clock.restart() / 1000 * self.speed)

    def advance(self, seconds: float) -> None:
        """Go on by so much, but past no moment that is to be stopped at."""
        if self.at is None or self.times is None:
            return
        met = self.times.moment_after(self.at) if self.stops else None
        if met is not None and met.at <= self.at + seconds:
            self.pause()
            self._meet(met)
        else:
            self.go(self.at + seconds)

"""Who is told of twice, kept in step with the incident for the queue and for the call form.

One finder a desk, whatever is rebuilt around it. Everybody is compared once, in the background;
afterwards only who has changed.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from situationroom.commands.matches import Likeness, look, look_again, open_pairs
from situationroom.commands.reunions import Meeting, meetings
from situationroom.desk import Desk, Touched
from situationroom.jobs import Job
from situationroom.matching import Pair
from situationroom.models import Person
from situationroom.texts import tr

SOON_MS = 150
"""Changes that come together are taken in together."""
ANSWERS = ("apart", "request", "stay", "booking", "note")
"""Records that answer a pair, or that say who is looked for and who was seen."""
STANDS = timedelta(seconds=30)
"""The queue is asked for by every card; without a change it is only looked at this often."""
FEW = 500
"""Of so many changed persons at once the taking in is not worth a line in the bottom strip."""


def finder_of(desk: Desk) -> "Finder":
    """The finder of this desk; it ends with the desk."""
    found = desk.findChild(Finder)
    return found if isinstance(found, Finder) else Finder(desk)


class Finder(QObject):
    """``changed()`` when other pairs wait, or when the first look is over."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._likeness: Likeness | None = None
        self._job: Job | None = None
        self._touched: set[int] = set()
        self._anew = False
        self._waiting: tuple[datetime, list[Pair]] | None = None
        self._met: list[Meeting] | None = None
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._take_in)
        desk.changed.connect(self._on_changed)

    @property
    def is_ready(self) -> bool:
        """True once everybody has been compared."""
        return self._likeness is not None

    @property
    def job(self) -> Job | None:
        """The comparing that is going on."""
        return self._job

    def start(self) -> None:
        """Compare everybody, unless that was done or is being done."""
        if self._likeness is None and self._job is None:
            self._follow(self._desk.study(tr("Comparing persons"), look))

    def pairs(self) -> list[Pair]:
        """The pairs nobody has answered, the surest first; empty until everybody was compared."""
        if self._likeness is None:
            return []
        now = self._desk.now()
        if self._waiting is None or abs(now - self._waiting[0]) > STANDS:
            self._waiting = now, self._desk.ask(open_pairs, self._likeness, now)
            self._met = None
        return list(self._waiting[1])

    def meetings(self) -> list[Meeting]:
        """Those of the pairs in which somebody missing meets somebody found."""
        pairs = self.pairs()
        if self._met is None:
            self._met = self._desk.ask(meetings, pairs) if pairs else []
        return list(self._met)

    def hits(self, typed: Person, limit: int = 8) -> list[Pair]:
        """Who the person being typed may be (``b`` is the known person's id), the surest first."""
        return [] if self._likeness is None else self._likeness.hits(typed, limit)

    def _on_changed(self, touched: Touched) -> None:
        self._waiting = None
        if self._likeness is None and self._job is None:
            return
        ids = touched.ids("person")
        if ids is None:
            self._anew = True
        else:
            self._touched |= ids
        if ids is None or ids:
            self._soon.start()
        elif touched.any_of(*ANSWERS):
            self.changed.emit()

    def _take_in(self) -> None:
        if self._job is not None:
            return  # what waits is taken in when it ends
        if self._anew or self._likeness is None:
            self._anew, self._likeness = False, None
            self._touched.clear()
            self.start()
        elif self._touched:
            ids, self._touched = frozenset(self._touched), set()
            self._follow(self._look_again(self._likeness, ids))

    def _look_again(self, likeness: Likeness, ids: Collection[int]) -> Job:
        if len(ids) > FEW:
            return self._desk.study(tr("Comparing persons"), look_again, likeness, ids)
        return self._desk.fetch(_nothing, _quietly, likeness, ids)

    def _follow(self, job: Job) -> None:
        self._job = job
        # Not ``ended``: the desk lets go of the job there, before others may have heard of it.
        job.succeeded.connect(self._looked)
        job.cancelled.connect(self._over)
        job.failed.connect(self._over)

    def _looked(self, likeness: Likeness) -> None:
        self._likeness = likeness
        self._over()

    def _over(self, _error: object = None) -> None:
        self._job = self._waiting = None
        self.changed.emit()
        if self._anew or self._touched:
            self._soon.start()


def _quietly(connection: Any, likeness: Likeness, ids: Collection[int]) -> Likeness:
    return look_again(connection, lambda _done, _total, _label: None, likeness, ids)


def _nothing(_likeness: Likeness) -> None:
    """The job is followed by its signals."""

"""When the journal's entries were written, and which of them are moments to stop at.

The journal's order is the truth. Two workstations' clocks may differ, so a time that lies before
that of an earlier entry counts as that earlier one's: the axis never runs backwards. ``past.as_of``
stops at the first entry past a moment, which is the same rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from situationroom.models.journal import Entry
from situationroom.store.journal import entry_of

Seconds = NDArray[np.int64]
QUIET_S = 3_600
"""So long after the last entry the axis still goes on to now."""


class MomentKind(StrEnum):
    """What makes an entry a moment."""

    DECISION = "decision"
    EVENT = "event"
    ZONE = "zone"
    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    IMPORT = "import"
    HANDOFF = "handoff"
    PERIOD = "period"


_VERBS: Mapping[str, MomentKind] = {
    "record_decision": MomentKind.DECISION,
    "record_event": MomentKind.EVENT,
    "add_zone": MomentKind.ZONE,
    "edit_zone": MomentKind.ZONE,
    "take_zones": MomentKind.ZONE,
    "withdraw_zone": MomentKind.ZONE,
    "depart": MomentKind.DEPARTURE,
    "arrive": MomentKind.ARRIVAL,
    "apply_import": MomentKind.IMPORT,
    "make_handoff": MomentKind.HANDOFF,
    "open_period": MomentKind.PERIOD,
    "close_period": MomentKind.PERIOD,
}


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry worth stopping at. ``at`` is its place on the axis, epoch seconds."""

    revision: int
    at: int
    kind: MomentKind
    entry: Entry


@dataclass(frozen=True, slots=True)
class Times:
    """``seconds`` (n,): when entry 1…n counts as written, epoch seconds, never descending."""

    seconds: Seconds
    moments: tuple[Moment, ...]

    @property
    def first(self) -> int:
        """When the incident was opened here."""
        return int(self.seconds[0])

    @property
    def last(self) -> int:
        """When the newest entry was written."""
        return int(self.seconds[-1])

    def revision(self, at: int) -> int:
        """The last revision of a moment (epoch seconds); 0 before the first entry."""
        return int(np.searchsorted(self.seconds, at, "right"))

    def span(self, now: float) -> tuple[int, int]:
        """First and last second of the axis: up to now, unless nobody has written for long.

        An incident that is opened again after a year ends where it ended.
        """
        quiet = max(QUIET_S, (self.last - self.first) / 4)
        end = int(now) if 0 <= now - self.last <= quiet else self.last
        return self.first, max(end, self.first + 1)

    def before(self, at: float) -> int | None:
        """When the last entry before a moment was written; None when there is none."""
        place = int(np.searchsorted(self.seconds, at, "left"))
        return int(self.seconds[place - 1]) if place else None

    def after(self, at: float) -> int | None:
        """When the first entry after a moment was written; None when there is none."""
        place = int(np.searchsorted(self.seconds, at, "right"))
        return int(self.seconds[place]) if place < len(self.seconds) else None

    def moment_before(self, at: float) -> Moment | None:
        """The last moment before this one."""
        return next((m for m in reversed(self.moments) if m.at < int(at)), None)

    def moment_after(self, at: float) -> Moment | None:
        """The first moment after this one."""
        return next((m for m in self.moments if m.at > int(at)), None)

    def activity(self, bins: int, first: int, last: int) -> NDArray[np.int64]:
        """Entries in each of ``bins`` equal stretches of time from ``first`` to ``last``."""
        edges = np.linspace(first, max(last, first + 1), bins + 1)
        return np.histogram(self.seconds, edges)[0].astype(np.int64)


def times(connection: Connection) -> Times:
    """The time axis of a file. Every file has an entry: the one that opened it."""
    written = connection.scalars(
        text("SELECT CAST(strftime('%s', at) AS INTEGER) FROM entry ORDER BY revision")
    )
    seconds = np.maximum.accumulate(np.fromiter(written, np.int64))
    return Times(seconds, _moments(connection, seconds))


def time_at(seconds: float) -> datetime:
    """Epoch seconds as an aware time."""
    return datetime.fromtimestamp(int(seconds), UTC)


def _moments(connection: Connection, seconds: Seconds) -> tuple[Moment, ...]:
    verbs = ", ".join(f"'{verb}'" for verb in _VERBS)
    query = f"SELECT * FROM entry WHERE verb IN ({verbs}) ORDER BY revision"
    entries = [entry_of(row, ()) for row in connection.execute(text(query)).mappings()]
    return tuple(
        Moment(entry.revision, int(seconds[entry.revision - 1]), _VERBS[entry.verb], entry)
        for entry in entries
    )

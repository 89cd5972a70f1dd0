"""Who is on duty: positions, the roster, who holds a position now, operational periods."""

from dataclasses import dataclass
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.models.record import Record


@dataclass(frozen=True, slots=True)
class Position(Record):
    """A desk or post that somebody holds: duty leader, hotline 1. ``place`` orders the list."""

    name: str
    place: int = 0
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Duty(Record):
    """A line of the roster: who is to be on which position, from when to when (aware)."""

    officer: str
    position: int
    starts_at: datetime
    ends_at: datetime
    remark: str = ""
    cancelled: bool = False

    @property
    def name(self) -> str:
        """What the officer calls it."""
        return self.officer


@dataclass(frozen=True, slots=True)
class Posting(Record):
    """Somebody held a position since a time; ``until`` None means now. ``note`` at leaving it."""

    position: int
    officer: str
    since: datetime
    until: datetime | None = None
    note: str = ""

    @property
    def name(self) -> str:
        """What the officer calls it."""
        return self.officer


@dataclass(frozen=True, slots=True)
class Period(Record):
    """An operational period. Its entries are those after ``opening`` up to ``closing``."""

    name: str
    opened_at: datetime
    opened_by: str
    opening: int
    objectives: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    closing: int | None = None
    summary: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


def check_duty(duty: Duty) -> Duty:
    """Return ``duty``; raises RuleError without an officer or when it ends before it begins."""
    if not duty.officer.strip():
        raise RuleError("Say who is on duty.")
    if duty.ends_at <= duty.starts_at:
        raise RuleError("A duty ends after it begins; look at the times again.")
    return duty

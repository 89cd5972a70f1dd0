"""What follows a request: tasks with their time, and which requests belong to each other."""

from dataclasses import dataclass, replace
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import LinkKind


@dataclass(frozen=True, slots=True)
class Task(Record):
    """Something promised on a request: what, until when, by whom; ``result`` is how it ended."""

    request: int
    what: str
    due_at: datetime
    opened_at: datetime
    opened_by: str = ""
    owner: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    result: str = ""

    @property
    def name(self) -> str:
        """What the officer calls it."""
        return self.what

    @property
    def is_open(self) -> bool:
        return self.done_at is None


@dataclass(frozen=True, slots=True)
class RequestLink(Record):
    """Two requests that belong together, readable from both; ``ended_at`` when no longer.

    Split: ``b`` came out of ``a``. Joined: ``b`` went into ``a``.
    """

    a: int
    b: int
    at: datetime
    officer: str
    kind: LinkKind = LinkKind.RELATED
    reason: str = ""
    ended_at: datetime | None = None

    def other(self, request: int) -> int:
        """The request at the other end."""
        return self.b if request == self.a else self.a


def must_wait(task: Task) -> None:
    """Raises RuleError when the task was done before."""
    if not task.is_open:
        raise RuleError("{officer} has done this already: {what}", officer=task.done_by,
                        what=task.what)  # fmt: skip


def done(task: Task, officer: str, result: str, now: datetime) -> Task:
    """Done now. Raises RuleError when it was done before."""
    must_wait(task)
    return replace(task, done_at=now, done_by=officer, result=result.strip())

"""The rolling list: requests, their clock and their life."""

from dataclasses import dataclass, replace
from datetime import datetime

from situationroom.models.case_number import case_number
from situationroom.models.errors import RuleError
from situationroom.models.incident import Targets
from situationroom.models.made_quickly import made_quickly
from situationroom.models.record import Record
from situationroom.models.triage import Answered
from situationroom.models.vocabulary import (
    OPEN_STATUSES,
    Category,
    Informed,
    NoteKind,
    Priority,
    RequestStatus,
)


@made_quickly
@dataclass(frozen=True, slots=True)
class Request(Record):
    """What somebody asks the cell to do. ``party`` is the number of persons as told (>= 1).

    ``informed`` and ``done`` say what was done before the cell was called.
    ``because`` are the words of free text that category or priority were proposed from;
    ``joined_into`` is the request that this one turned out to be; ``triage`` are the answers that
    were given, whatever priority was chosen.
    """

    opened_at: datetime
    due_at: datetime
    persons: tuple[int, ...] = ()
    party: int = 1
    category: Category = Category.OTHER
    priority: Priority = Priority.YELLOW
    description: str = ""
    status: RequestStatus = RequestStatus.NEW
    owner: str = ""
    owned_since: datetime | None = None
    acknowledged_at: datetime | None = None
    waiting_until: datetime | None = None
    next_action: str = ""
    next_action_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    because: tuple[str, ...] = ()
    reopened_at: datetime | None = None
    joined_into: int | None = None
    triage: tuple[Answered, ...] = ()
    informed: tuple[Informed, ...] = ()
    done: str = ""

    @property
    def number(self) -> str:
        """The number as spoken on the telephone."""
        return case_number(self.id)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    @property
    def clock_began(self) -> datetime:
        """When the response clock began to run: when it was opened, or opened anew."""
        return self.reopened_at or self.opened_at


@dataclass(frozen=True, slots=True)
class Note(Record):
    """Append-only: a correction is a new note that points to the old one."""

    at: datetime
    officer: str
    text: str
    kind: NoteKind = NoteKind.NOTE
    request: int | None = None
    person: int | None = None
    corrects: int | None = None


def acknowledged(request: Request, officer: str, now: datetime) -> Request:
    """The clock stops. Raises RuleError unless the request is new."""
    if request.status is not RequestStatus.NEW:
        raise RuleError("Request {number} was acknowledged before.", number=request.number)
    taken = taken_by(request, request.owner or officer, now)
    return replace(taken, status=RequestStatus.ACKNOWLEDGED, acknowledged_at=now)


def taken_by(request: Request, officer: str, now: datetime) -> Request:
    """Owned by ``officer`` since ``now``. Raises RuleError when it is resolved or closed."""
    must_be_open(request)
    if request.owner == officer:
        return request
    return replace(request, owner=officer, owned_since=now)


def must_be_open(request: Request) -> None:
    """Raises RuleError when the request is resolved or closed."""
    if not request.is_open:
        raise RuleError(
            "Request {number} is no longer open; reopen it first.", number=request.number
        )


def resolved(request: Request, outcome: str, now: datetime) -> Request:
    """Done, with an outcome in words. A request nobody acknowledged counts as acknowledged now."""
    must_be_open(request)
    if not outcome.strip():
        raise RuleError("Say in a few words how request {number} ended.", number=request.number)
    return replace(
        request,
        status=RequestStatus.RESOLVED,
        outcome=outcome.strip(),
        resolved_at=now,
        acknowledged_at=request.acknowledged_at or now,
        waiting_until=None,
    )


def reopened(request: Request, targets: Targets, now: datetime) -> Request:
    """Back on the list with a new clock. Raises RuleError when it is open already."""
    if request.is_open:
        raise RuleError("Request {number} is open.", number=request.number)
    if request.joined_into is not None:
        raise RuleError(
            "Request {number} went into request {kept}; take the joining back, or split that one.",
            number=request.number,
            kept=case_number(request.joined_into),
        )
    return replace(
        request,
        status=RequestStatus.NEW,
        reopened_at=now,
        due_at=now + targets.time_to_acknowledge(request.priority),
        acknowledged_at=None,
        resolved_at=None,
        closed_at=None,
        waiting_until=None,
        outcome="",
    )


def with_priority(request: Request, priority: Priority, targets: Targets) -> Request:
    """Another priority; the due time is counted from when the clock began.

    Once acknowledged, what it was due by stays on record for the statistics.
    """
    if request.acknowledged_at is not None:
        return replace(request, priority=priority)
    due = request.clock_began + targets.time_to_acknowledge(priority)
    return replace(request, priority=priority, due_at=due)

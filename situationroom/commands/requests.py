"""Working the rolling list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from situationroom.models import Note, Request, Task
from situationroom.models.errors import RuleError
from situationroom.models.request import (
    acknowledged,
    must_be_open,
    reopened,
    resolved,
    taken_by,
    with_priority,
)
from situationroom.models.vocabulary import Category, NoteKind, Priority, RequestStatus
from situationroom.store.queries.followups import ended_by, open_tasks
from situationroom.store.queries.requests import RequestFilter, request_ids
from situationroom.store.transaction import Transaction


def opened(tx: Transaction, draft: Request) -> Request:
    """The draft with its clock started: due by the incident's targets from when it was opened."""
    at, due = clock_started(tx, draft)
    return replace(draft, opened_at=at, due_at=due)


def clock_started(tx: Transaction, draft: Request) -> tuple[datetime, datetime]:
    """When a request was opened and when it is due."""
    at = draft.opened_at or tx.now
    return at, at + tx.incident.targets.time_to_acknowledge(draft.priority)


def open_request(tx: Transaction, draft: Request) -> Request:
    """A new request from a draft with id 0."""
    request = tx.add(opened(tx, draft))
    tx.describe("Opened request {number}", number=request.number)
    return request


def take(tx: Transaction, requests: Sequence[int]) -> None:
    """I own these from now on. Raises RuleError for one that is no longer open."""
    _each(tx, requests, lambda request: taken_by(request, tx.officer, tx.now))
    tx.describe("Took {numbers}", numbers=_numbers(tx, requests))


def acknowledge(tx: Transaction, requests: Sequence[int]) -> None:
    """The response clock stops. Raises RuleError for one that was acknowledged before."""
    _each(tx, requests, lambda request: acknowledged(request, tx.officer, tx.now))
    tx.describe("Acknowledged {numbers}", numbers=_numbers(tx, requests))


def add_note(tx: Transaction, request: int, text: str, corrects: int | None = None) -> Note:
    """A note, or a correction of one of its notes. Raises RuleError when empty."""
    if corrects is not None:
        _may_correct(tx, request, corrects)
    note = _note(tx, request, text, NoteKind.NOTE, corrects)
    _begin_work(tx, request)
    tx.describe("Note on {numbers}: {text}", numbers=_numbers(tx, [request]), text=note.text)
    return note


def attempt(tx: Transaction, request: int, text: str, retry_at: datetime) -> None:
    """Nobody was reached; the request stays on the list and comes back up at ``retry_at`` (aware).

    Raises RuleError for a time that has passed.
    """
    if retry_at <= tx.now:
        raise RuleError("Choose a time that is still to come.")
    _note(tx, request, text or "—", NoteKind.ATTEMPT)
    _wait(tx, request, retry_at)
    tx.describe("Nobody reached for {numbers}", numbers=_numbers(tx, [request]))


def wait_until(tx: Transaction, requests: Sequence[int], until: datetime, text: str = "") -> None:
    """Wait for an answer until a time (aware). Raises RuleError for a time that has passed."""
    if until <= tx.now:
        raise RuleError("Choose a time that is still to come.")
    for request in requests:
        _wait(tx, request, until)
        if text.strip():
            _note(tx, request, text, NoteKind.NOTE)
    tx.describe("{numbers} wait for an answer", numbers=_numbers(tx, requests))


def resolve(tx: Transaction, requests: Sequence[int], outcome: str) -> None:
    """Done, with how it ended. Raises RuleError without an outcome, and when it was done before:
    then with who did it and how it ended.
    """
    for asked in tx.get_all(Request, requests):
        _not_ended(tx, asked)
    _each(tx, requests, lambda request: resolved(request, outcome, tx.now))
    for request in requests:
        _note(tx, request, outcome, NoteKind.OUTCOME)
    numbers = _numbers(tx, requests)
    tx.describe("Resolved {numbers}: {outcome}", numbers=numbers, outcome=outcome.strip())


def close_requests(tx: Transaction, requests: Sequence[int]) -> None:
    """Off the desk. Raises RuleError for one that is not resolved."""
    _each(tx, requests, lambda request: _closed(tx, request))
    tx.describe("Closed {numbers}", numbers=_numbers(tx, requests))


def reopen(tx: Transaction, requests: Sequence[int], reason: str) -> None:
    """Back on the list with a new clock. Raises RuleError without a reason."""
    targets = tx.incident.targets
    _each(tx, requests, lambda request: reopened(request, targets, tx.now))
    for request in requests:
        _note(tx, request, reason, NoteKind.NOTE)
    tx.describe("Reopened {numbers}: {reason}", numbers=_numbers(tx, requests), reason=reason)


def set_priority(tx: Transaction, requests: Sequence[int], priority: Priority) -> None:
    """Another priority; the due time follows from when the request was opened."""
    targets = tx.incident.targets
    _each(tx, requests, lambda request: with_priority(request, priority, targets))
    numbers = _numbers(tx, requests)
    tx.describe("{numbers}: priority {priority}", numbers=numbers, priority=str(priority))


def set_category(tx: Transaction, requests: Sequence[int], category: Category) -> None:
    """Another category."""
    _each(tx, requests, lambda request: replace(request, category=category))
    numbers = _numbers(tx, requests)
    tx.describe("{numbers}: category {category}", numbers=numbers, category=str(category))


def hand_over(tx: Transaction, requests: Sequence[int], to: str, note: str) -> None:
    """Somebody else owns these from now on, with a note. Raises RuleError without a name."""
    if not to.strip():
        raise RuleError("Say who takes over.")
    _each(tx, requests, lambda request: taken_by(request, to.strip(), tx.now))
    for request in requests:
        _note(tx, request, _passed(to.strip(), note), NoteKind.HANDOVER)
    tx.describe("Handed {numbers} over to {to}", numbers=_numbers(tx, requests), to=to.strip())


def hand_over_shift(tx: Transaction, to: str, note: str) -> int:
    """All my open requests and tasks go to ``to``, or with "" to nobody; how many requests.

    Raises RuleError when I have none, and when I would hand over to myself.
    """
    if to.strip() == tx.officer:
        raise RuleError("You cannot hand over to yourself; choose a colleague or nobody.")
    mine = tx.ask(request_ids, RequestFilter(tx.now, "mine", tx.officer))
    tasks = tx.ask(open_tasks, tx.officer)
    if not mine and not tasks:
        raise RuleError("You own no open request; there is nothing to hand over.")
    since = tx.now if to.strip() else None
    _each(tx, mine, lambda request: replace(request, owner=to.strip(), owned_since=since))
    for request in mine:
        _note(tx, request, _passed(to.strip() or "—", note), NoteKind.HANDOVER)
    for task in tasks:
        tx.put(replace(tx.get(Task, task.id), owner=to.strip()))
    if to.strip():
        tx.describe("Shift handed over to {to}: {n} requests", to=to.strip(), n=len(mine))
    else:
        tx.describe("Shift ended: {n} requests wait for somebody to take them", n=len(mine))
    return len(mine)


def set_next_action(tx: Transaction, request: int, text: str, at: datetime | None) -> None:
    """What is to be done next, and when (aware)."""
    planned = replace(tx.get(Request, request), next_action=text.strip(), next_action_at=at)
    tx.put(planned)
    tx.describe("Next for {numbers}: {text}", numbers=planned.number, text=text.strip())


def _passed(to: str, note: str) -> str:
    return f"→ {to}: {note.strip()}" if note.strip() else f"→ {to}"


def _may_correct(tx: Transaction, request: int, note: int) -> None:
    old = tx.get(Note, note)
    if old.request != request:
        raise RuleError("A correction belongs to the request of the note it corrects.")


def _not_ended(tx: Transaction, request: Request) -> None:
    ended = None if request.is_open else tx.ask(ended_by, request.id)
    if ended is not None:
        there = ended.at.astimezone(ZoneInfo(tx.incident.incident_zone))
        raise RuleError(
            "{officer} has resolved request {number} at {time}: {outcome}. Keep what you wrote as "
            "a note, or reopen the request.",
            officer=ended.officer,
            number=request.number,
            time=f"{there:%m-%d %H:%M}",
            outcome=ended.outcome or "—",
        )


def _each(tx: Transaction, requests: Sequence[int], change: Callable[[Request], Request]) -> None:
    for request in tx.get_all(Request, requests):
        tx.put(change(request))


def _closed(tx: Transaction, request: Request) -> Request:
    if request.status is not RequestStatus.RESOLVED:
        raise RuleError("Resolve request {number} before closing it.", number=request.number)
    return replace(request, status=RequestStatus.CLOSED, closed_at=tx.now)


def _wait(tx: Transaction, request: int, until: datetime) -> None:
    waiting = tx.get(Request, request)
    must_be_open(waiting)
    tx.put(
        replace(
            waiting,
            status=RequestStatus.WAITING,
            waiting_until=until,
            acknowledged_at=waiting.acknowledged_at or tx.now,
            owner=waiting.owner or tx.officer,
            owned_since=waiting.owned_since or tx.now,
        )
    )


def _begin_work(tx: Transaction, request: int) -> None:
    worked = tx.get(Request, request)
    if worked.status is RequestStatus.ACKNOWLEDGED:
        tx.put(replace(worked, status=RequestStatus.IN_PROGRESS))


def _note(
    tx: Transaction, request: int, text: str, kind: NoteKind, corrects: int | None = None
) -> Note:
    if not text.strip():
        raise RuleError("Write something first.")
    tx.get(Request, request)
    return tx.add(
        Note(0, tx.now, tx.officer, text.strip(), kind, request=request, corrects=corrects)
    )


def _numbers(tx: Transaction, requests: Sequence[int]) -> str:
    shown = ", ".join(request.number for request in tx.get_all(Request, requests[:3]))
    return shown + (f" … ({len(requests)})" if len(requests) > 3 else "")

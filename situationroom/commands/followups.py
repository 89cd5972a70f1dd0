"""Follow-up tasks: what was promised on a request, until when, by whom."""

from dataclasses import replace
from datetime import datetime

from situationroom.models import Request, Task
from situationroom.models.errors import RuleError
from situationroom.models.followup import done, must_wait
from situationroom.models.request import must_be_open
from situationroom.store.transaction import Transaction


def add_task(tx: Transaction, request: int, what: str, due_at: datetime, owner: str = "") -> Task:
    """Promise something on a request until ``due_at`` (aware); mine unless ``owner`` is named.

    Raises RuleError without words, for a time that has passed and on a request that is done.
    """
    asked = tx.get(Request, request)
    must_be_open(asked)
    said = _said(what)
    _to_come(tx, due_at)
    who = owner.strip() or tx.officer
    task = tx.add(Task(0, request, said, due_at, tx.now, tx.officer, who))
    tx.describe("Follow-up on {numbers}: {text}", numbers=asked.number, text=said)
    return task


def finish_task(tx: Transaction, task: int, result: str = "") -> Task:
    """It is done, with how it went. Raises RuleError when somebody has done it already."""
    finished = tx.put(done(tx.get(Task, task), tx.officer, result, tx.now))
    tx.describe("Done on {numbers}: {text}", numbers=_number(tx, finished), text=finished.what)
    return finished


def move_task(tx: Transaction, task: int, due_at: datetime) -> Task:
    """Another time (aware). Raises RuleError for a time that has passed or a task that is done."""
    waiting = tx.get(Task, task)
    must_wait(waiting)
    _to_come(tx, due_at)
    moved = tx.put(replace(waiting, due_at=due_at))
    tx.describe("Put off on {numbers}: {text}", numbers=_number(tx, moved), text=moved.what)
    return moved


def give_task(tx: Transaction, task: int, to: str) -> Task:
    """Somebody else does it. Raises RuleError without a name or when it is done."""
    waiting = tx.get(Task, task)
    must_wait(waiting)
    if not to.strip():
        raise RuleError("Say who takes over.")
    given = tx.put(replace(waiting, owner=to.strip()))
    tx.describe(
        "{to} takes over on {numbers}: {text}",
        to=given.owner,
        numbers=_number(tx, given),
        text=given.what,
    )
    return given


def _number(tx: Transaction, task: Task) -> str:
    return tx.get(Request, task.request).number


def _said(what: str) -> str:
    if not what.strip():
        raise RuleError("Say what is to be done.")
    return what.strip()


def _to_come(tx: Transaction, at: datetime) -> None:
    if at <= tx.now:
        raise RuleError("Choose a time that is still to come.")

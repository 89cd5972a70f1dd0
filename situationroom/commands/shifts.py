"""Who is on duty: positions taken and handed over, the roster, operational periods."""

from dataclasses import replace
from datetime import datetime

from situationroom.models import Duty, Period, Position, Posting
from situationroom.models.errors import RuleError
from situationroom.models.shift import check_duty
from situationroom.store.queries.shifts import holder, open_period_of, position_named
from situationroom.store.transaction import Transaction


def add_position(tx: Transaction, name: str) -> Position:
    """A desk or post that is to be held. Raises RuleError without a name and for one there is."""
    said = name.strip()
    if not said:
        raise RuleError("Give the post a name.")
    if tx.ask(position_named, said) is not None:
        raise RuleError("There is a post {name} already.", name=said)
    tx.describe("Added the post {name}", name=said)
    made = tx.add(Position(0, said))
    return tx.put(replace(made, place=made.id))


def close_position(tx: Transaction, position: int) -> Position:
    """Nobody holds this post any more. Raises RuleError while somebody does."""
    post = tx.get(Position, position)
    held = tx.ask(holder, position)
    if held is not None:
        raise RuleError("{officer} still holds {post}.", officer=held.officer, post=post.name)
    tx.describe("Closed the post {name}", name=post.name)
    return tx.put(replace(post, closed=True))


def take_position(tx: Transaction, position: int, officer: str = "", note: str = "") -> Posting:
    """On this post from now on: I, or whoever is named. Who held it until now hands it over.

    ``note`` is what the one who leaves says. Raises RuleError when they hold it already.
    """
    post, who = tx.get(Position, position), officer.strip() or tx.officer
    if post.closed:
        raise RuleError("The post {name} is closed.", name=post.name)
    held = tx.ask(holder, position)
    if held is not None and held.officer == who:
        raise RuleError("{officer} holds {post} already.", officer=who, post=post.name)
    if held is not None:
        _leave(tx, held, note)
        tx.describe("{post}: {before} hands over to {officer}", post=post.name,
                    before=held.officer, officer=who)  # fmt: skip
    else:
        tx.describe("{post}: {officer} is on duty", post=post.name, officer=who)
    return tx.add(Posting(0, position, who, tx.now))


def leave_position(tx: Transaction, position: int, note: str = "") -> Posting:
    """The post is empty from now on. Raises RuleError when nobody holds it."""
    post, held = tx.get(Position, position), tx.ask(holder, position)
    if held is None:
        raise RuleError("Nobody holds {post}.", post=post.name)
    tx.describe("{post}: {officer} leaves", post=post.name, officer=held.officer)
    return _leave(tx, held, note)


def put_on_roster(tx: Transaction, duty: Duty) -> Duty:
    """A new line of the roster, or (with its id) another wording of one."""
    checked = check_duty(duty)
    post = tx.get(Position, checked.position)
    tx.describe("Roster: {officer} on {post}", officer=checked.officer.strip(), post=post.name)
    said = replace(checked, officer=checked.officer.strip(), remark=checked.remark.strip())
    return tx.put(said) if said.id else tx.add(said)


def cancel_duty(tx: Transaction, duty: int) -> Duty:
    """This line of the roster does not hold."""
    line = tx.get(Duty, duty)
    post = tx.get(Position, line.position)
    tx.describe("Roster: {officer} not on {post}", officer=line.officer, post=post.name)
    return tx.put(replace(line, cancelled=True))


def open_period(tx: Transaction, name: str, objectives: str = "") -> Period:
    """An operational period begins. Raises RuleError without a name and while one is open."""
    if not name.strip():
        raise RuleError("Give the period a name.")
    if (before := tx.ask(open_period_of)) is not None:
        raise RuleError("The period {name} is still open; close it first.", name=before.name)
    tx.describe("Opened the period {name}", name=name.strip())
    return tx.add(Period(0, name.strip(), tx.now, tx.officer, tx.revision - 1, objectives.strip()))


def set_objectives(tx: Transaction, period: int, objectives: str) -> Period:
    """Other objectives. Raises RuleError for a period that is closed."""
    now = _open(tx, period)
    tx.describe("Objectives of {name}: {text}", name=now.name, text=objectives.strip())
    return tx.put(replace(now, objectives=objectives.strip()))


def close_period(tx: Transaction, period: int, summary: str = "") -> Period:
    """The period ends with this act. Raises RuleError when it has ended before."""
    now = _open(tx, period)
    tx.describe("Closed the period {name}", name=now.name)
    return tx.put(
        replace(
            now,
            closed_at=tx.now,
            closed_by=tx.officer,
            closing=tx.revision,
            summary=summary.strip(),
        )
    )


def _leave(tx: Transaction, held: Posting, note: str) -> Posting:
    return tx.put(replace(held, until=_after(tx.now, held.since), note=note.strip()))


def _after(now: datetime, since: datetime) -> datetime:
    return max(now, since)


def _open(tx: Transaction, period: int) -> Period:
    now = tx.get(Period, period)
    if not now.is_open:
        raise RuleError("The period {name} was closed before.", name=now.name)
    return now

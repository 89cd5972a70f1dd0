"""The incident's own data."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from situationroom.models import Request
from situationroom.models.errors import RuleError
from situationroom.models.incident import LEAST_CERTAIN, MOST_CERTAIN, Targets
from situationroom.models.triage import Question
from situationroom.store.queries.requests import unanswered
from situationroom.store.transaction import Transaction


def rename_incident(tx: Transaction, name: str) -> None:
    """Another name for the incident. Raises RuleError when empty."""
    tx.put(replace(tx.incident, name=name.strip()))
    tx.describe("Renamed the incident to {name}", name=name.strip())


def set_targets(tx: Transaction, targets: Targets, before: Targets | None = None) -> int:
    """Other times to acknowledge, missing tiers, steps of escalation and days of supplies.

    Whoever waits is due by the new times, too; returns how many that moves. ``before`` are the
    times the officer saw: raises RuleError where somebody else has changed them meanwhile, and
    for times nobody could keep (``models.incident.check_targets``).
    """
    old = tx.incident.targets
    if before is not None and before != old:
        raise RuleError("Somebody else has changed the targets meanwhile; look at them again.")
    tx.put(replace(tx.incident, targets=targets))
    tx.describe("Changed the response targets")
    return _due_anew(tx, old, targets)


def set_questions(
    tx: Transaction, questions: Sequence[Question], before: Sequence[Question] | None = None
) -> None:
    """Another table of the triage; an empty one asks what belongs to the kind of incident.

    ``before`` is the table the officer saw. Raises RuleError where somebody else has changed it
    meanwhile, and for a question nobody could ask (``models.triage.check_questions``).
    """
    if before is not None and tuple(before) != tx.incident.triage:
        raise RuleError("Somebody else has changed the questions meanwhile; look at them again.")
    tx.put(replace(tx.incident, questions=tuple(questions)))
    tx.describe("Changed the triage questions: {n}", n=len(questions))


def _due_anew(tx: Transaction, old: Targets, new: Targets) -> int:
    """Requests nobody has acknowledged keep their clock and get the other length of it."""
    waiting = tx.get_all(Request, tx.ask(unanswered))
    moved = 0
    for request in waiting:
        longer = new.time_to_acknowledge(request.priority) - old.time_to_acknowledge(
            request.priority
        )
        if longer:
            tx.put(replace(request, due_at=request.due_at + longer))
            moved += 1
    return moved


def set_certainty(tx: Transaction, attach_from: float) -> None:
    """The certainty (0..1; 0: never) from which imports attach by themselves.

    Raises RuleError below 99 %, where one of a family may be taken for another.
    """
    if attach_from and not LEAST_CERTAIN <= attach_from <= MOST_CERTAIN:
        raise RuleError(
            "Choose a certainty from {least} % to {most} %, or off: below that, "
            "one of a family may be taken for another.",
            least=percent(LEAST_CERTAIN),
            most=percent(MOST_CERTAIN),
        )
    tx.put(replace(tx.incident, targets=replace(tx.incident.targets, attach_from=attach_from)))
    if attach_from:
        tx.describe(
            "Imports attach by themselves from {certainty} % certainty",
            certainty=percent(attach_from),
        )
    else:
        tx.describe("Imports attach nobody by likeness")


def percent(certainty: float) -> str:
    """99.9 for 0.999: as many digits as are needed."""
    return f"{certainty * 100:.6g}"


def set_exercise_time(tx: Transaction, now: datetime, clock: datetime) -> None:
    """From now on it is ``now`` in this drill, while ``clock`` is what the workstation says.

    Raises RuleError in a real incident.
    """
    seconds = round((now - clock).total_seconds())
    tx.put(replace(tx.incident, exercise_seconds=seconds))
    tx.describe("Set the exercise time")
    tx.lasting()

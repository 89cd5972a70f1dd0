"""The lead has seen what went up."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from situationroom.models import Escalation, Person, Request
from situationroom.models.errors import RuleError
from situationroom.models.escalation import TIER_STEPS, step_of
from situationroom.models.missing import tier_of
from situationroom.store.queries.people import person_rows
from situationroom.store.transaction import Transaction

Seen: TypeAlias = tuple[int, datetime, dict[str, int]]
"""A step, when its clock began, and which record it is about, by kind."""


def acknowledge_escalations(
    tx: Transaction, requests: Sequence[int], persons: Sequence[int], note: str = ""
) -> int:
    """A named officer has seen these; what goes a step higher comes back. Returns how many.

    What was answered or heard of meanwhile is left out; RuleError when nothing is left, or for an
    officer without a name.
    """
    if not tx.officer.strip():
        raise RuleError("Say who you are first: who has seen it is kept by name.")
    seen = [*_requests(tx, requests), *_persons(tx, persons)]
    if not seen:
        raise RuleError("Nothing of this is overdue or out of contact any more.")
    for step, began, about in seen:
        tx.add(Escalation(0, tx.now, tx.officer, step, began, note=note.strip(), **about))
    tx.describe("Escalation seen: {n}", n=len(seen))
    return len(seen)


def _requests(tx: Transaction, ids: Sequence[int]) -> list[Seen]:
    targets, found = tx.incident.targets, list[Seen]()
    for request in tx.get_all(Request, ids):
        if step := step_of(request, targets, tx.now):
            found.append((step, request.due_at, {"request": request.id}))
    return found


def _persons(tx: Transaction, ids: Sequence[int]) -> list[Seen]:
    targets, found = tx.incident.targets, list[Seen]()
    stages = tx.ask(person_rows, list(ids))
    for person in tx.get_all(Person, ids):
        reached = tier_of(person, targets, tx.now, stages[person.id].stage)
        if reached in TIER_STEPS and person.last_contact is not None:
            found.append((TIER_STEPS[reached], person.last_contact, {"person": person.id}))
    return found

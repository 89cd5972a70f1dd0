"""Answers of the triage: kept with the request, whatever priority the officer chooses."""

from collections.abc import Sequence
from dataclasses import replace

from situationroom.models import Request
from situationroom.models.errors import RuleError
from situationroom.models.request import with_priority
from situationroom.models.triage import Answered, proposal, with_answers
from situationroom.models.vocabulary import Priority
from situationroom.store.transaction import Transaction


def answer_triage(
    tx: Transaction, request: int, answers: Sequence[Answered], priority: Priority | None = None
) -> Request:
    """Keep what was answered; ``priority`` is what the officer makes of it, None leaves it.

    Raises RuleError when nothing was answered.
    """
    if not answers:
        raise RuleError("Nothing is answered yet.")
    asked = with_triage(tx, tx.get(Request, request), answers)
    if priority is not None and priority is not asked.priority:
        asked = tx.put(with_priority(asked, priority, tx.incident.targets))
    proposed = proposal(asked.triage)
    if proposed is None:
        tx.describe("Triage of {number}: {n} answers", number=asked.number, n=len(answers))
    else:
        tx.describe(
            "Triage of {number}: {priority} proposed", number=asked.number, priority=str(proposed)
        )
    return asked


def with_triage(tx: Transaction, request: Request, answers: Sequence[Answered]) -> Request:
    """The request with these answers, each signed and dated unless it was already."""
    signed = [
        replace(one, at=one.at or tx.now, officer=one.officer or tx.officer) for one in answers
    ]
    return tx.put(replace(request, triage=with_answers(request.triage, signed)))

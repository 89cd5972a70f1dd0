"""The identity check of a caller, before anything is read out to them."""

from collections.abc import Sequence
from typing import Final

from situationroom.intake.dates import Order, read_date
from situationroom.models import IdentityCheck, Person
from situationroom.models.errors import RuleError
from situationroom.models.identity import is_right, outcome_of, questions_of
from situationroom.models.vocabulary import CheckOutcome, IdentityQuestion
from situationroom.store.transaction import Transaction

_ORDERS: Final[tuple[Order, ...]] = ("dmy", "mdy")
LONGEST = 200
"""Characters of a caller's name and of a reason."""


def record_check(
    tx: Transaction,
    person: int,
    asked: Sequence[IdentityQuestion],
    right: Sequence[IdentityQuestion],
    caller: str = "",
    caller_phone: str = "",
    reason: str = "",
) -> IdentityCheck:
    """Keep how a check ended; what was asked decides it (``models.identity.outcome_of``).

    Raises RuleError for a question that nothing here can answer, and for right answers to what
    was not asked.
    """
    about = tx.get(Person, person)
    if set(right) - set(asked) or set(asked) - set(questions_of(about)):
        raise RuleError("What was asked does not fit what is known of {case}.", case=about.case)
    outcome = outcome_of(asked, right)
    check = IdentityCheck(
        0, person, tx.now, tx.officer, outcome, tuple(asked), tuple(right),
        caller.strip()[:LONGEST], caller_phone.strip()[:LONGEST], reason.strip()[:LONGEST],
    )  # fmt: skip
    kept = tx.add(check)
    _describe(tx, outcome, about.case, kept.caller or kept.caller_phone or "—")
    return kept


def _describe(tx: Transaction, outcome: CheckOutcome, case: str, caller: str) -> None:
    if outcome is CheckOutcome.PASSED:
        tx.describe("{caller} passed the identity check for {case}", caller=caller, case=case)
    elif outcome is CheckOutcome.FAILED:
        tx.describe("{caller} failed the identity check for {case}", caller=caller, case=case)
    else:
        tx.describe("{caller} was not checked for {case}", caller=caller, case=case)


def judged(person: Person, question: IdentityQuestion, told: str) -> bool | None:
    """Whether an answer is right; None while nothing, or no date yet, was said.

    A birth date may be told in any notation; of one known in part only that part is compared.
    """
    if not told.strip():
        return None
    if question is not IdentityQuestion.BIRTH_DATE:
        return is_right(person, question, told)
    said = {read_date(told, order).value for order in _ORDERS} - {None}
    return any(one.startswith(person.birth_date or "?") for one in said if one) if said else None

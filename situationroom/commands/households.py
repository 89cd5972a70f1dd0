"""Families and travel groups, kept together unless an officer says why not."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from situationroom.models import Household, Person
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Presence
from situationroom.store.queries.people import members
from situationroom.store.transaction import Transaction

NAMED = 5


def form_household(tx: Transaction, name: str, persons: Sequence[int]) -> Household:
    """These persons travel together from now on. Raises RuleError for fewer than two."""
    if len(set(persons)) < 2:
        raise RuleError("A household has at least two members.")
    household = tx.add(Household(0, name=name.strip()))
    for person in tx.get_all(Person, persons):
        tx.put(replace(person, household=household.id))
    tx.describe("{name}: household of {n}", name=household.name, n=len(set(persons)))
    return household


def leave_household(tx: Transaction, persons: Sequence[int], reason: str) -> None:
    """These persons no longer belong to their household. Raises RuleError without a reason."""
    if not reason.strip():
        raise RuleError("Say why they leave their household.")
    for person in tx.get_all(Person, persons):
        tx.put(replace(person, household=None))
    tx.describe("Left their household: {n} ({reason})", n=len(persons), reason=reason.strip())


def must_keep_together(tx: Transaction, persons: Iterable[int], reason: str) -> None:
    """Raises RuleError when a household would be split without a reason.

    Members who are not in the area (any more) need not come along.
    """
    if reason.strip():
        return
    going = set(persons)
    households = {p.household for p in tx.get_all(Person, going) if p.household is not None}
    for household in sorted(households):
        everybody = tx.ask(members, household)
        left = [p for p in everybody if p.id not in going and p.presence is Presence.IN_AREA]
        if left:
            raise RuleError(
                "{household} would be split: {left} would stay behind. "
                "Take them along or say why not.",
                household=tx.get(Household, household).name,
                left=_names(left),
            )


def _names(persons: Sequence[Person]) -> str:
    named = ", ".join(person.name for person in persons[:NAMED])
    return named + ("…" if len(persons) > NAMED else "")

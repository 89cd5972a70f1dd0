"""Taking back, one by one, what an import attached by itself.

The row's person becomes a person of their own, as the row alone tells of them. What the row
brought leaves the one it was attached to, as far as nobody has changed it since.
"""

from dataclasses import replace
from typing import Any, Final

from situationroom.commands.merging import say_apart
from situationroom.commands.people import called
from situationroom.models import Attachment, Person, Report, Request
from situationroom.models.errors import RuleError
from situationroom.models.journal import Change, Json
from situationroom.store.codec import from_fields, to_fields
from situationroom.store.queries.attachments import change_by, made_by
from situationroom.store.queries.merges import survivor
from situationroom.store.transaction import Transaction

_STAYS: Final = ("household", "case")


def detach(tx: Transaction, attachment: int) -> Person:
    """The row was about somebody else: they become a person of their own, who is returned.

    Raises RuleError when it was taken back already.
    """
    made = tx.find(Attachment, attachment)
    person = tx.find(Person, tx.ask(survivor, made.person)) if made else None
    if made is None or person is None:
        raise RuleError("This was taken back already.")
    own = tx.add(made.told, household=None)
    report = tx.find(Report, made.report)
    if report is not None:
        tx.put(replace(report, persons=_renamed(report.persons, person.id, own.id)))
    revision = tx.ask(made_by, attachment)
    _asked_by(tx, report.request if report else None, revision, (person.id, own.id))
    _give_back(tx, tx.ask(change_by, revision, "person", made.person), person, made.told)
    tx.remove(Attachment, attachment)
    say_apart(tx, [(person.id, own.id)])
    tx.describe("{own} is not {person}; the row has its own case", own=called(own),
                person=called(person))  # fmt: skip
    return own


def _renamed(persons: tuple[int, ...], old: int, new: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(new if person == old else person for person in persons))


def _asked_by(tx: Transaction, request: int | None, revision: int, who: tuple[int, int]) -> None:
    """A request that came with the row is the new person's; one that was there is of both."""
    before = tx.find(Request, request) if request is not None else None
    if before is None:
        return
    change = tx.ask(change_by, revision, "request", before.id)
    came = change is not None and change.before is None
    persons = _renamed(before.persons, *who) if came else (*before.persons, who[1])
    tx.put(replace(before, persons=persons, party=max(before.party, len(persons))))


def _give_back(tx: Transaction, change: Change | None, person: Person, told: Person) -> None:
    """Every field that the row brought, as it was before; what others brought stays."""
    if change is None or change.before is None or change.after is None:
        return
    now, brought = to_fields(person), to_fields(told)
    brought["other_names"] = [told.native_name, told.latin_name, *told.other_names]
    back = {
        name: _without(now[name], before, brought[name])
        for name, before in change.before.items()
        if name not in _STAYS and _is_brought(now[name], brought[name])
    }
    tx.put(from_fields(Person, person.id, now | back))


def _is_brought(now: Any, told: Any) -> bool:
    """What stands here now is (also) what the row told."""
    if isinstance(now, list) and isinstance(told, list):
        return any(item in now for item in told)
    return bool(now == told)


def _without(now: Json, before: Json, told: Any) -> Json:
    if isinstance(now, list) and isinstance(before, list):
        return [item for item in now if item in before or item not in told]
    return before


__all__ = ["detach"]

"""The family desk: who at home is spoken to, what they may be told, who calls them and when.

What a caller said about next of kin stays with the person (``Person.kin``); a family contact is
what the cell has agreed with somebody (docs/decisions).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import Scope

SOON: Final = timedelta(hours=1)
"""A call is due that long before its time, so that somebody can prepare it."""


@dataclass(frozen=True, slots=True)
class FamilyContact(Record):
    """Somebody at home who is spoken to about ``person`` and those who travel with them.

    ``consent_by`` agreed at ``consent_at`` that so much may be told (``scope``); without a consent
    nothing may. ``officer`` calls them, next at ``next_at`` (aware). Of a family's contacts the one
    with the newest ``point_since`` is its contact point: there is never more than one.
    """

    person: int
    name: str
    relation: str = ""
    phone: str = ""
    language: str = ""
    scope: Scope = Scope.NOTHING
    consent_by: str = ""
    consent_at: datetime | None = None
    officer: str = ""
    next_at: datetime | None = None
    point_since: datetime | None = None
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class FamilyCall(Record):
    """A call with a family: what was told, by whom, and what could be told then. Append-only."""

    contact: int
    at: datetime
    officer: str
    reached: bool = True
    told: str = ""
    said: str = ""
    scope: Scope = Scope.NOTHING


def check_contact(contact: FamilyContact) -> FamilyContact:
    """Return ``contact``; raises RuleError where nobody could be called, or nobody has agreed."""
    if not contact.name.strip() and not contact.phone.strip():
        raise RuleError("Give a name or a telephone; a family contact must be found again.")
    if contact.scope is not Scope.NOTHING and not contact.consent_by.strip():
        raise RuleError(
            "Say who agreed that {name} may be told; without that nothing may be.",
            name=contact.name or contact.phone,
        )
    return contact


def check_call(call: FamilyCall, contact: FamilyContact) -> FamilyCall:
    """Return ``call``; raises RuleError when it says nothing, or told where nothing may be."""
    if call.reached and not (call.told.strip() or call.said.strip()):
        raise RuleError("Write what was told or what they said.")
    if call.told.strip() and contact.scope is Scope.NOTHING:
        raise RuleError(
            "Nothing may be told to {name}. Write only what they said, or change first what may "
            "be told and who agreed.",
            name=contact.name or contact.phone,
        )
    return call


def point_of(contacts: Iterable[FamilyContact]) -> FamilyContact | None:
    """The contact point of a family: the one who was made it last."""
    named = [(one.point_since, one.id, one) for one in contacts if one.point_since]
    return max(named, key=lambda entry: entry[:2])[2] if named else None


def is_due(contact: FamilyContact, now: datetime) -> bool:
    """The next call is due within the hour, or overdue."""
    return contact.next_at is not None and contact.next_at <= now + SOON


def is_overdue(contact: FamilyContact, now: datetime) -> bool:
    """The time of the next call has passed."""
    return contact.next_at is not None and contact.next_at < now

"""The family desk: contacts, what they may be told, calls."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from situationroom.commands.people import called
from situationroom.models import FamilyCall, FamilyContact, Person
from situationroom.models.errors import RuleError
from situationroom.models.family import check_call, check_contact
from situationroom.models.vocabulary import Scope
from situationroom.store.queries.family import contacts_of_family
from situationroom.store.transaction import Transaction


def add_family_contact(tx: Transaction, draft: FamilyContact) -> FamilyContact:
    """A new family contact, from a draft with id 0; the first of a family is its contact point.

    Raises RuleError without a name and telephone, and for a scope nobody agreed to.
    """
    person = tx.get(Person, draft.person)
    first = not tx.ask(contacts_of_family, person.id)
    point = draft.point_since or (tx.now if first else None)
    contact = tx.add(check_contact(_agreed(tx, replace(draft, point_since=point))))
    tx.describe("{name} is family of {person}", name=_named(contact), person=called(person))
    return contact


def adopt_kin(tx: Transaction, person: int) -> list[FamilyContact]:
    """Whoever was told of as next of kin becomes a contact; nothing may be told to them yet.

    Raises RuleError where nobody new was told of.
    """
    about = tx.get(Person, person)
    known = {(one.name, one.phone) for one in tx.ask(contacts_of_family, person)}
    new = [kin for kin in about.kin if (kin.name, kin.phone) not in known]
    if not new:
        raise RuleError(
            "No next of kin of {person} is known that is not here.", person=called(about)
        )
    drafts = (FamilyContact(0, person, kin.name, kin.relation, kin.phone) for kin in new)
    made = [add_family_contact(tx, draft) for draft in drafts]
    tx.describe("{n} next of kin of {person} taken over", n=len(made), person=called(about))
    return made


def edit_family_contact(
    tx: Transaction, contact: int, fields: Mapping[str, object]
) -> FamilyContact:
    """Other values for some fields. Raises RuleError where a value cannot be."""
    before = tx.get(FamilyContact, contact)
    edited = replace(before, **fields)  # type: ignore[arg-type]
    kept = tx.put(check_contact(_agreed(tx, edited, before)))
    tx.describe("Changed family contact {name}", name=_named(kept))
    return kept


def set_family_scope(
    tx: Transaction, contacts: Sequence[int], scope: Scope, consent_by: str, at: datetime | None
) -> None:
    """What these may be told from now on, who agreed and when (aware; None is now).

    Raises RuleError for more than nothing without a consent, or one given in the future.
    """
    for contact in tx.get_all(FamilyContact, contacts):
        by = consent_by.strip()
        changed = replace(contact, scope=scope, consent_by=by, consent_at=at or tx.now)
        tx.put(check_contact(_not_ahead(tx, changed)))
    tx.describe("May be told {scope}: {n}", scope=str(scope), n=len(contacts))


def make_contact_point(tx: Transaction, contact: int) -> FamilyContact:
    """The one of the family who is called; the others are pointed to them."""
    chosen = tx.put(replace(tx.get(FamilyContact, contact), point_since=tx.now))
    for other in tx.ask(contacts_of_family, chosen.person):
        if other.id != contact and other.point_since is not None:
            tx.put(replace(other, point_since=None))
    tx.describe("{name} is the contact point of the family", name=_named(chosen))
    return chosen


def plan_family_call(
    tx: Transaction, contacts: Sequence[int], officer: str, at: datetime | None
) -> None:
    """Who calls them next, and when (aware; None plans no call).

    Raises RuleError for a time that has passed.
    """
    if at is not None and at <= tx.now:
        raise RuleError("Choose a time that is still to come.")
    for contact in tx.get_all(FamilyContact, contacts):
        tx.put(replace(contact, officer=officer.strip(), next_at=at))
    tx.describe("Family call planned: {n}", n=len(contacts))


def log_family_call(
    tx: Transaction,
    contact: int,
    *,
    reached: bool = True,
    told: str = "",
    said: str = "",
    next_at: datetime | None = None,
) -> FamilyCall:
    """A call with the family; ``next_at`` (aware) is the next one, None plans none.

    Raises RuleError when it says nothing, when something was told to whom nothing may be told,
    and for a next time that has passed.
    """
    whom = tx.get(FamilyContact, contact)
    if next_at is not None and next_at <= tx.now:
        raise RuleError("Choose a time that is still to come.")
    draft = FamilyCall(
        0, contact, tx.now, tx.officer, reached, told.strip(), said.strip(), whom.scope
    )
    call = tx.add(check_call(draft, whom))
    tx.put(replace(whom, next_at=next_at, officer=whom.officer or tx.officer))
    if not reached:
        tx.describe("Family contact {name} not reached", name=_named(whom))
    else:
        tx.describe("Spoke with family contact {name}: {text}", name=_named(whom),
                    text=call.told or call.said)  # fmt: skip
    return call


def _agreed(
    tx: Transaction, contact: FamilyContact, before: FamilyContact | None = None
) -> FamilyContact:
    """With the time of the consent, where somebody agrees now."""
    if contact.scope is Scope.NOTHING or (before is not None and before.scope is contact.scope):
        return _not_ahead(tx, contact)
    return _not_ahead(tx, replace(contact, consent_at=contact.consent_at or tx.now))


def _not_ahead(tx: Transaction, contact: FamilyContact) -> FamilyContact:
    if contact.consent_at is not None and contact.consent_at > tx.now:
        raise RuleError("Nobody can have agreed in the future; look at the time again.")
    return contact


def _named(contact: FamilyContact) -> str:
    return contact.name or contact.phone

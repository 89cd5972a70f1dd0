"""Persons: who they are, how they are, where they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from situationroom.models import Person
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Presence, Safety, Source, Wish
from situationroom.store.transaction import Transaction


def add_person(tx: Transaction, person: Person) -> Person:
    """A new person, from a draft with id 0. Raises RuleError where a field cannot be."""
    must_be_somebody(person)
    added = tx.add(person)
    tx.describe("Added {person}", person=called(added))
    return added


def edit_person(tx: Transaction, person: int, fields: Mapping[str, object]) -> Person:
    """Other values for some fields. Raises RuleError where a value cannot be.

    A death is not typed here: see ``report_death``.
    """
    if fields.get("safety") is Safety.DECEASED:
        raise RuleError("A death needs a named source and a second officer.")
    edited = tx.put(replace(tx.get(Person, person), **fields))  # type: ignore[arg-type]
    must_be_somebody(edited)
    tx.describe("Changed {person}", person=called(edited))
    return edited


def set_safety(
    tx: Transaction, persons: Sequence[int], safety: Safety, source: Source = Source.OFFICER
) -> None:
    """How these persons are, and who said so; whoever said it themselves was in contact now.

    Raises RuleError for a death (``report_death``).
    """
    if safety is Safety.DECEASED:
        raise RuleError("A death needs a named source and a second officer.")
    for person in tx.get_all(Person, persons):
        heard = tx.now if source is Source.SELF else person.last_contact
        told = replace(person, safety=safety, safety_source=source, safety_at=tx.now)
        tx.put(replace(told, last_contact=heard))
    tx.describe("Safety {safety}: {n}", n=len(persons), safety=str(safety))


def report_death(tx: Transaction, person: int, source: str) -> None:
    """First of two officers: who says that this person died. Nothing is sent because of it."""
    if not source.strip():
        raise RuleError("Name the source of the news of a death.")
    told = replace(
        tx.get(Person, person), death_reported_by=tx.officer, death_source=source.strip()
    )
    tx.put(told)
    tx.describe("Death of {person} reported, to be confirmed", person=called(told))


def confirm_death(tx: Transaction, person: int) -> None:
    """Second officer. Raises RuleError for the same officer or without a report."""
    told = tx.get(Person, person)
    if not told.death_reported_by:
        raise RuleError("Nobody has reported this death with a source yet.")
    if told.death_reported_by == tx.officer:
        raise RuleError("A death needs two different officers; somebody else must confirm it.")
    tx.put(replace(told, safety=Safety.DECEASED, safety_source=Source.AUTHORITY, safety_at=tx.now))
    tx.describe("Death of {person} confirmed", person=called(told))


def set_presence(tx: Transaction, persons: Sequence[int], presence: Presence) -> None:
    """Whether they are in the area, left by themselves, stay, or never were there."""
    for person in tx.get_all(Person, persons):
        tx.put(replace(person, presence=presence))
    tx.describe("Stage {presence}: {n}", n=len(persons), presence=str(presence))


def set_wish(tx: Transaction, persons: Sequence[int], wish: Wish) -> None:
    """What they want to do."""
    for person in tx.get_all(Person, persons):
        tx.put(replace(person, wish=wish))
    tx.describe("Wish {wish}: {n}", n=len(persons), wish=str(wish))


def called(person: Person) -> str:
    """Case number and name, as entries and errors call a person."""
    return f"{person.case} {person.native_name or person.latin_name}".strip()


def must_be_somebody(person: Person) -> None:
    """Raises RuleError for a person without a name, a document or a telephone."""
    if not (person.native_name or person.surname or person.given_names or person.other_names):
        if person.documents or person.phones:
            return
        raise RuleError("Give at least a name, a document number or a telephone.")

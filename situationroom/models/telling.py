"""What a new telling adds to a person the cell already has. A blank never overwrites.

How a told value that differs from what is here is taken:

====================================  ================  ====================  ================
fields                                first said by     the same row of the   another source
                                      anybody           same list says other  says other
====================================  ================  ====================  ================
names                                 taken             taken, the old one    kept among the
                                                        stays as other name   other names
birth date (a fuller one is taken),   taken             taken                 conflict
sex, nationality, documents
place                                 taken             taken                 newest taken, if
                                                                              not vaguer
safety                                taken             taken, if not older   newest taken
who they are, wish, whether there     taken             taken                 stays as it is
affiliation, age, needs in words,     taken             taken                 stays as it is
remarks, how contact was made
telephones, e-mail, handles, kin,     added             added                 added
needs, other names
last contact                          the latest        the latest            the latest
====================================  ================  ====================  ================

A contradiction in identity, place, safety or state is always a conflict when an officer typed
what is here, and so is any contradiction of the same row. ``deceased`` is never told away. What
"typed" means is decided where the journal is known (``commands.import_conflicts``).
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

from situationroom.models.made_quickly import made_quickly
from situationroom.models.person import Person
from situationroom.models.told_fields import (
    Contradiction,
    birth_told,
    collections_told,
    documents_told,
    names_told,
    place_told,
    plain_told,
    safety_told,
    state_told,
)
from situationroom.models.vocabulary import Safety


@made_quickly
@dataclass(frozen=True, slots=True)
class Telling:
    """What a draft adds without contradicting anything, and what it contradicts."""

    added: Mapping[str, object]
    contradictions: tuple[Contradiction, ...]


class _Everything:
    def __contains__(self, _name: object) -> bool:
        return True


EVERYTHING: Final = _Everything()
_FIELDS: Final = tuple(field.name for field in fields(Person))
_VALUES: Final = attrgetter(*_FIELDS)


def tell(person: Person, draft: Person, fresh: Container[str] = EVERYTHING) -> Telling:
    """What ``draft`` says beyond the person; only what is ``fresh`` in it can contradict.

    ``fresh`` holds the fields a row says otherwise than the time before.
    """
    added: dict[str, object] = {}
    against: list[Contradiction] = []
    plain_told(added, against, person, draft)
    names_told(added, against, person, draft, fresh)
    birth_told(added, against, person, draft)
    documents_told(added, against, person, draft)
    collections_told(added, person, draft)
    place_told(added, against, person, draft)
    state_told(added, against, person, draft)
    safety_told(added, against, person, draft)
    if draft.last_contact and (not person.last_contact or draft.last_contact > person.last_contact):
        added["last_contact"] = draft.last_contact
    return Telling(added, tuple(c for c in against if c.field in fresh))


def told_onto(person: Person, draft: Person, *, same_row: bool = False) -> Person:
    """The person with what ``draft`` adds, and what it says otherwise as far as it may.

    A value that contradicts is taken only when the same row of the same list says it
    (``same_row``) or when it is newer news of a place or of safety.
    """
    telling = tell(person, draft)
    changes = dict(telling.added)
    for contradiction in telling.contradictions:
        if takes_over(contradiction, same_row=same_row):
            changes |= contradiction.changes
        elif contradiction.field == "documents":
            changes |= contradiction.beside
    return changed(person, changes)


def changed(person: Person, changes: Mapping[str, object]) -> Person:
    """The person with these fields; a name that gives way stays among the other names."""
    if not changes:
        return person
    after = _with(person, changes)
    gone = [person.native_name] if "native_name" in changes else []
    gone += [person.latin_name] if "surname" in changes else []
    others = list(dict.fromkeys([*after.other_names, *filter(None, gone)]))
    now = {after.native_name, after.latin_name.lower()} if gone else set()
    kept = tuple(o for o in others if not gone or (o not in now and o.lower() not in now))
    return after if kept == after.other_names else _with(after, {"other_names": kept})


def _with(person: Person, changes: Mapping[str, object]) -> Person:
    """``dataclasses.replace`` in a fifth of the time: a list may change every person there is."""
    return Person(**dict(zip(_FIELDS, _VALUES(person), strict=True), **changes))


def takes_over(contradiction: Contradiction, *, same_row: bool) -> bool:
    """Whether the told value stands where no officer has typed the other (the table above)."""
    if contradiction.here is Safety.DECEASED:
        return False
    if contradiction.weight == "safety":
        return contradiction.later
    return same_row or (contradiction.weight == "place" and contradiction.later)


def is_conflict(contradiction: Contradiction, *, same_row: bool, typed: bool) -> bool:
    """Whether an officer has to choose; ``typed`` says that one of them wrote what is here."""
    if contradiction.here is Safety.DECEASED:
        return True
    if typed:
        return same_row or (
            contradiction.weight in ("identity", "place", "safety", "state") and contradiction.later
        )
    return contradiction.weight == "identity" and not same_row


def differences(before: Person, after: Person) -> tuple[tuple[str, object, object], ...]:
    """(field, before, after) of every field that differs, in the order of the record."""
    pairs = zip(_FIELDS, _VALUES(before), _VALUES(after), strict=True)
    return tuple((name, old, new) for name, old, new in pairs if old is not new and old != new)


def contradict(person: Person, draft: Person) -> bool:
    """True when the two cannot be one person, whatever else they have in common.

    Both name and birth date differ (a shared document number is then a slip); or, without a
    shared document, the sexes differ or each has another passport of the same country.
    """
    births = bool(person.birth_date and draft.birth_date)
    if births and person.birth_date != draft.birth_date and _other_name(person, draft):
        return True
    if {d.number for d in person.documents} & {d.number for d in draft.documents}:
        return False
    sexes = bool(person.sex and draft.sex) and person.sex != draft.sex
    return sexes or bool(_issuers(person) & _issuers(draft))


def _issuers(person: Person) -> set[str]:
    return {d.issuer for d in person.documents if d.type == "P" and d.number}


def _other_name(person: Person, draft: Person) -> bool:
    if person.native_name and draft.native_name:
        return person.native_name != draft.native_name
    if person.surname and draft.surname:
        return person.surname.lower() != draft.surname.lower()
    return False

"""What a new telling adds to a person the cell already has. A blank never overwrites."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields, replace
from typing import TypeVar

from situationroom.models.person import Person
from situationroom.models.vocabulary import Need, Precision, Presence, Safety, Who, Wish

T = TypeVar("T")
_PLAIN = ("sex", "nationality", "affiliation", "last_contact_how", "needs_text", "remarks", "age")
_PLACE = (
    "place_text",
    "city",
    "country",
    "lat",
    "lon",
    "uncertainty_m",
    "precision",
    "location_source",
    "located_at",
)
_VAGUENESS = {precision: rank for rank, precision in enumerate(Precision)}


def told_onto(person: Person, draft: Person, *, same_row: bool = False) -> Person:
    """The person with what ``draft`` adds.

    A value that contradicts is taken only when the same row of the same list says it
    (``same_row``); from another source it stays in the report, where an officer can see it.
    """
    changes: dict[str, object] = {}
    for name in _PLAIN:
        _take(changes, person, draft, name, overwrite=same_row)
    changes |= _names(person, draft)
    changes |= _birth(person, draft, same_row)
    changes |= _collections(person, draft)
    changes |= _place(person, draft, same_row)
    changes |= _state(person, draft)
    return replace(person, **changes) if changes else person  # type: ignore[arg-type]


def differences(before: Person, after: Person) -> tuple[tuple[str, object, object], ...]:
    """(field, before, after) of every field that differs, in the order of the record."""
    return tuple(
        (field.name, old, new)
        for field in fields(Person)
        for old, new in ((getattr(before, field.name), getattr(after, field.name)),)
        if old != new
    )


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


def _take(
    changes: dict[str, object], person: Person, draft: Person, name: str, *, overwrite: bool
) -> None:
    old, new = getattr(person, name), getattr(draft, name)
    blank = new in (None, "", ())
    if not blank and new != old and (overwrite or old in (None, "", ())):
        changes[name] = new


def _names(person: Person, draft: Person) -> dict[str, object]:
    changes: dict[str, object] = {}
    others = [*person.other_names]
    if draft.native_name and not person.native_name:
        changes["native_name"] = draft.native_name
    elif draft.native_name and draft.native_name != person.native_name:
        others.append(draft.native_name)
    if draft.surname and not person.surname:
        changes |= {"surname": draft.surname, "given_names": draft.given_names}
    elif draft.surname and draft.latin_name.lower() != person.latin_name.lower():
        others.append(draft.latin_name)
    merged = _union(others, draft.other_names, key=str.lower)
    if merged != person.other_names:
        changes["other_names"] = merged
    return changes


def _birth(person: Person, draft: Person, overwrite: bool) -> dict[str, object]:
    old, new = person.birth_date or "", draft.birth_date or ""
    if new and new != old and (overwrite or new.startswith(old)):
        return {"birth_date": new}
    return {}


def _collections(person: Person, draft: Person) -> dict[str, object]:
    merged: dict[str, object] = {
        "documents": _union(person.documents, draft.documents, key=lambda d: d.number),
        "phones": _union(person.phones, draft.phones, key=lambda p: p.e164 or p.told),
        "emails": _union(person.emails, draft.emails, key=str.lower),
        "handles": _union(person.handles, draft.handles, key=str.lower),
        "kin": _union(person.kin, draft.kin, key=lambda k: (k.name, k.phone)),
        "needs": tuple(n for n in Need if n in {*person.needs, *draft.needs}),
    }
    return {name: value for name, value in merged.items() if value != getattr(person, name)}


def _place(person: Person, draft: Person, overwrite: bool) -> dict[str, object]:
    if not (draft.place_text or draft.city or draft.lat is not None):
        return {}
    same = (draft.place_text, draft.city) == (person.place_text, person.city)
    older = person.located_at and draft.located_at and draft.located_at < person.located_at
    vaguer = (
        person.city == draft.city and _VAGUENESS[draft.precision] > _VAGUENESS[person.precision]
    )
    # A row that was changed tells something new, though its call is as old as before.
    if same or ((older or vaguer) and not overwrite):
        return {}
    return {
        name: getattr(draft, name)
        for name in _PLACE
        if getattr(draft, name) != getattr(person, name)
    }


def _state(person: Person, draft: Person) -> dict[str, object]:
    changes: dict[str, object] = {}
    newer = not person.safety_at or not draft.safety_at or draft.safety_at >= person.safety_at
    if draft.safety not in (Safety.UNKNOWN, person.safety) and newer:
        changes |= {
            "safety": draft.safety,
            "safety_source": draft.safety_source,
            "safety_at": draft.safety_at,
        }
    for name, unsaid in (
        ("who", Who.UNKNOWN),
        ("wish", Wish.NOT_ASKED),
        ("presence", Presence.IN_AREA),
    ):
        new = getattr(draft, name)
        if new != unsaid and getattr(person, name) == unsaid:
            changes[name] = new
    if draft.last_contact and (not person.last_contact or draft.last_contact > person.last_contact):
        changes["last_contact"] = draft.last_contact
    return changes


def _union(old: Iterable[T], new: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    kept = {key(item): item for item in old}
    for item in new:
        kept.setdefault(key(item), item)
    return tuple(kept.values())

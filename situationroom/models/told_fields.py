"""Field by field: what a draft adds to a person, and what it contradicts (see ``telling``)."""

from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_of
from typing import Final, Literal, TypeVar

from situationroom.models.made_quickly import made_quickly
from situationroom.models.person import Document, Person
from situationroom.models.vocabulary import Need, Precision, Presence, Safety, Who, Wish

T = TypeVar("T")
Weight = Literal["name", "identity", "place", "safety", "state", "text"]
"""Which line of the table above a contradiction belongs to."""

PLACE: Final = (
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
_IDENTITY: Final = ("sex", "nationality")
_TEXT: Final = ("affiliation", "last_contact_how", "needs_text", "remarks", "age")
_STATE: Final[tuple[tuple[str, object], ...]] = (
    ("who", Who.UNKNOWN),
    ("wish", Wish.NOT_ASKED),
    ("presence", Presence.IN_AREA),
)
_VAGUENESS = {precision: rank for rank, precision in enumerate(Precision)}
_BLANK: Final = (None, "", ())


@made_quickly
@dataclass(frozen=True, slots=True)
class Contradiction:
    """A told value that differs from what is here; ``changes`` is what taking it would change.

    ``field`` names the whole ("city" for a place). ``later`` is False for news that is older or
    vaguer than what is here; ``beside`` is how both can stand, where more than one may.
    """

    field: str
    weight: Weight
    here: object
    told: object
    changes: Mapping[str, object]
    later: bool = True
    beside: Mapping[str, object] = made_of(default_factory=dict)


def plain_told(
    added: dict[str, object], against: list[Contradiction], person: Person, draft: Person
) -> None:
    for name in (*_IDENTITY, *_TEXT):
        new = getattr(draft, name)
        if new is None or new == "":
            continue
        old = getattr(person, name)
        changes = {name: new, "age_on": draft.age_on} if name == "age" else {name: new}
        if old in _BLANK:
            added |= changes
        elif new != old and name == "age":
            # An age stands for the day it was told on; the same age on a later day says nothing.
            against.append(Contradiction(name, "text", old, new, changes))
        elif new != old:
            weight: Weight = "identity" if name in _IDENTITY else "text"
            against.append(Contradiction(name, weight, old, new, changes))


def names_told(
    added: dict[str, object],
    against: list[Contradiction],
    person: Person,
    draft: Person,
    fresh: Container[str],
) -> None:
    others = [*person.other_names]
    if draft.native_name and not person.native_name:
        added["native_name"] = draft.native_name
    elif draft.native_name and draft.native_name != person.native_name:
        others.append(draft.native_name)
        changes: dict[str, object] = {"native_name": draft.native_name}
        against.append(
            Contradiction("native_name", "name", person.native_name, draft.native_name, changes)
        )
    if draft.surname and not person.surname:
        added |= {"surname": draft.surname, "given_names": draft.given_names}
    elif draft.surname and draft.latin_name.lower() != person.latin_name.lower():
        others.append(draft.latin_name)
        changes = {"surname": draft.surname, "given_names": draft.given_names}
        against.append(
            Contradiction("surname", "name", person.latin_name, draft.latin_name, changes)
        )
    merged = _union(others, draft.other_names, key=str.lower)
    if merged != person.other_names and "other_names" in fresh:
        added["other_names"] = merged


def birth_told(
    added: dict[str, object], against: list[Contradiction], person: Person, draft: Person
) -> None:
    old, new = person.birth_date or "", draft.birth_date or ""
    if not new or old.startswith(new):
        return
    changes: dict[str, object] = {"birth_date": new}
    if new.startswith(old):
        added |= changes
    else:
        against.append(Contradiction("birth_date", "identity", old, new, changes))


def documents_told(
    added: dict[str, object], against: list[Contradiction], person: Person, draft: Person
) -> None:
    """New papers are added; one of the same kind and country with another number contradicts."""
    papers, rivals = list(person.documents), list[tuple[Document, Document]]()
    for paper in draft.documents:
        at = next((i for i, old in enumerate(papers) if old.number == paper.number), None)
        rival = next((old for old in person.documents if _rivals(old, paper)), None)
        if at is not None:
            papers[at] = _fuller(papers[at], paper)
        elif rival is None:
            papers.append(paper)
        else:
            rivals.append((rival, paper))
    if tuple(papers) != person.documents:
        added["documents"] = tuple(papers)
    if rivals:
        against.append(_other_papers(papers, rivals))


def _other_papers(papers: list[Document], rivals: list[tuple[Document, Document]]) -> Contradiction:
    """The told papers in place of those they contradict, or beside them."""
    numbers = {old.number: new for old, new in rivals}
    instead = tuple(numbers.get(paper.number, paper) for paper in papers)
    beside = (*papers, *(new for _, new in rivals))
    here, told = (", ".join(pair[side].number for pair in rivals) for side in (0, 1))
    changes = {"documents": instead}
    return Contradiction("documents", "identity", here, told, changes, beside={"documents": beside})


def _rivals(old: Document, new: Document) -> bool:
    return bool(old.number) and old.type == new.type and old.issuer == new.issuer


def _fuller(old: Document, new: Document) -> Document:
    return replace(old, issuer=old.issuer or new.issuer, expiry=old.expiry or new.expiry)


def collections_told(added: dict[str, object], person: Person, draft: Person) -> None:
    for name, key in _KEYS.items():
        new = getattr(draft, name)
        if not new:
            continue
        old = getattr(person, name)
        merged = _union(old, new, key) if old else new
        if merged != old:
            added[name] = merged
    if draft.needs and not set(draft.needs) <= set(person.needs):
        added["needs"] = tuple(n for n in Need if n in {*person.needs, *draft.needs})


_KEYS: Final[Mapping[str, Callable[[object], Hashable]]] = {
    "phones": lambda p: p.e164 or p.told,  # type: ignore[attr-defined]
    "emails": lambda e: str(e).lower(),
    "handles": lambda h: str(h).lower(),
    "kin": lambda k: (k.name, k.phone),  # type: ignore[attr-defined]
}


def place_told(
    added: dict[str, object], against: list[Contradiction], person: Person, draft: Person
) -> None:
    if not (draft.place_text or draft.city or draft.lat is not None):
        return
    if (draft.place_text, draft.city) == (person.place_text, person.city):
        return
    changes = {
        name: getattr(draft, name)
        for name in PLACE
        if getattr(draft, name) != getattr(person, name)
    }
    if not (person.place_text or person.city or person.lat is not None):
        added |= changes
        return
    if person.located_at and draft.located_at and draft.located_at < person.located_at:
        changes.pop("located_at", None)  # what is told now is not older than what was here
    here, told = person.city or person.place_text, draft.city or draft.place_text
    if here == told:
        here, told = person.place_text, draft.place_text
    later = not _older_or_vaguer(person, draft)
    against.append(Contradiction("city", "place", here, told, changes, later))


def _older_or_vaguer(person: Person, draft: Person) -> bool:
    older = person.located_at and draft.located_at and draft.located_at < person.located_at
    vaguer = (
        person.city == draft.city and _VAGUENESS[draft.precision] > _VAGUENESS[person.precision]
    )
    return bool(older or vaguer)


def state_told(
    added: dict[str, object], against: list[Contradiction], person: Person, draft: Person
) -> None:
    for name, unsaid in _STATE:
        new = getattr(draft, name)
        old = getattr(person, name)
        if new in (unsaid, old):
            continue
        if old == unsaid:
            added[name] = new
        else:
            against.append(Contradiction(name, "state", old, new, {name: new}))


def safety_told(
    added: dict[str, object], against: list[Contradiction], person: Person, draft: Person
) -> None:
    if draft.safety in (Safety.UNKNOWN, person.safety):
        return
    changes: dict[str, object] = {
        "safety": draft.safety,
        "safety_source": draft.safety_source,
        "safety_at": draft.safety_at,
    }
    newer = not person.safety_at or not draft.safety_at or draft.safety_at >= person.safety_at
    if person.safety is Safety.UNKNOWN and newer:
        added |= changes
    else:
        told = Contradiction("safety", "safety", person.safety, draft.safety, changes, newer)
        against.append(told)


def _union(old: Iterable[T], new: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    kept = {key(item): item for item in old}
    for item in new:
        kept.setdefault(key(item), item)
    return tuple(kept.values())

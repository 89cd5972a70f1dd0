"""Two persons who are one: side by side, field by field, and which side is proposed.

Fields that belong together (a place with its position and its time, a surname with given names)
are chosen together. What both may add to (telephones, documents, needs) is always kept of both.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from situationroom.models.person import Person
from situationroom.models.record import Record
from situationroom.models.vocabulary import Need, Precision, Presence, Safety, Source, Who, Wish

Side = Literal["kept", "gone"]


@dataclass(frozen=True, slots=True)
class Merge(Record):
    """``gone`` turned out to be ``kept``; its case number finds the survivor from then on."""

    kept: int
    gone: int
    at: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class Apart(Record):
    """An officer's answer about a suspected pair (``a`` < ``b``).

    Not the same person (``until`` is None), or to be looked at later, from ``until`` on.
    """

    a: int
    b: int
    at: datetime
    officer: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment(Record):
    """An import took a row for ``person`` by itself: ``certainty`` (0..1) by likeness.

    ``told`` is the person as the row alone tells of them, so that both can be put apart again.
    """

    person: int
    report: int
    certainty: float
    at: datetime
    told: Person


@dataclass(frozen=True, slots=True)
class Choice:
    """Fields that go together, as each of the two has them; ``side`` is proposed, ``why`` says so.

    ``why``: "same", "only" (the other is blank), "newer", "fuller", "first" (nothing decides).
    """

    group: str
    fields: tuple[str, ...]
    kept: tuple[object, ...]
    gone: tuple[object, ...]
    side: Side
    why: str


GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "native_name": ("native_name",),
    "latin_name": ("surname", "given_names"),
    "sex": ("sex",),
    "birth_date": ("birth_date",),
    "age": ("age", "age_on"),
    "nationality": ("nationality",),
    "who": ("who",),
    "affiliation": ("affiliation",),
    "household": ("household",),
    "place": (
        "place_text", "city", "country", "lat", "lon", "uncertainty_m", "precision",
        "location_source", "located_at",
    ),
    "safety": ("safety", "safety_source", "safety_at", "death_reported_by", "death_source"),
    "presence": ("presence",),
    "wish": ("wish",),
    "last_contact": ("last_contact", "last_contact_how"),
    "needs_text": ("needs_text",),
    "remarks": ("remarks",),
}  # fmt: skip
"""The groups an officer chooses between, in the order they are shown."""

_BLANK: Final = (None, "", (), Who.UNKNOWN, Safety.UNKNOWN, Wish.NOT_ASKED, Presence.IN_AREA)
_DATED: Final = {"place": "located_at", "safety": "safety_at", "last_contact": "last_contact"}
_SEEN_BY: Final = (Source.OFFICER, Source.AUTHORITY, Source.HOSPITAL)
_JOINED: Final = ("needs_text", "remarks")


def choices(kept: Person, gone: Person) -> tuple[Choice, ...]:
    """Every group that either of the two fills, with the sensible side proposed."""
    made = (_choice(name, fields, kept, gone) for name, fields in GROUPS.items())
    return tuple(choice for choice in made if choice is not None)


def merged(kept: Person, gone: Person, taken: Mapping[str, Side] | None = None) -> Person:
    """One person of both. ``taken`` overrides the proposed side of a group."""
    changes: dict[str, Any] = {}
    for choice in choices(kept, gone):
        side = (taken or {}).get(choice.group, choice.side)
        values = choice.gone if side == "gone" else choice.kept
        changes |= dict(zip(choice.fields, values, strict=True))
        if choice.group in _JOINED and choice.group not in (taken or {}):
            changes[choice.group] = _joined(kept, gone, choice.group)
    return replace(kept, **changes, **_united(kept, gone, replace(kept, **changes)))


def _choice(name: str, fields: tuple[str, ...], kept: Person, gone: Person) -> Choice | None:
    here, there = _values(kept, fields), _values(gone, fields)
    if _is_blank(here) and _is_blank(there):
        return None
    side, why = _proposed(name, kept, gone, here, there)
    return Choice(name, fields, here, there, side, why)


def _values(person: Person, fields: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(person, field) for field in fields)


def _is_blank(values: tuple[object, ...]) -> bool:
    return all(value in _BLANK or value is Precision.UNKNOWN for value in values)


def _proposed(
    name: str, kept: Person, gone: Person, here: tuple[object, ...], there: tuple[object, ...]
) -> tuple[Side, str]:
    if here == there:
        return "kept", "same"
    if _is_blank(there) or _is_blank(here):
        return ("kept" if _is_blank(there) else "gone"), "only"
    if name == "safety" and (side := _better_seen(kept, gone)) is not None:
        return side, "fuller"
    if name in _DATED:
        return _newer(kept, gone, _DATED[name])
    if name == "birth_date":
        return _fuller(str(here[0]), str(there[0]))
    if name == "latin_name":
        return _fuller(kept.latin_name, gone.latin_name)
    if name == "age":
        return _newer(kept, gone, "age_on")
    return "kept", "first"


def _better_seen(kept: Person, gone: Person) -> Side | None:
    """A death before all else; what others saw before what only those who seek have told."""
    if Safety.DECEASED in (kept.safety, gone.safety):
        return "kept" if kept.safety is Safety.DECEASED else "gone"
    if _is_only_missed(kept) != _is_only_missed(gone):
        return "gone" if _is_only_missed(kept) else "kept"
    return None


def _is_only_missed(person: Person) -> bool:
    return person.safety is Safety.MISSING and person.safety_source not in _SEEN_BY


def _newer(kept: Person, gone: Person, field: str) -> tuple[Side, str]:
    ours, theirs = getattr(kept, field), getattr(gone, field)
    if theirs is not None and (ours is None or theirs > ours):
        return "gone", "newer"
    return "kept", "newer" if ours != theirs else "first"


def _fuller(ours: str, theirs: str) -> tuple[Side, str]:
    if len(theirs) != len(ours):
        return ("gone" if len(theirs) > len(ours) else "kept"), "fuller"
    return "kept", "first"


def _joined(kept: Person, gone: Person, field: str) -> str:
    ours, theirs = getattr(kept, field), getattr(gone, field)
    return "; ".join(dict.fromkeys(text for text in (ours, theirs) if text))


def _united(kept: Person, gone: Person, chosen: Person) -> dict[str, Any]:
    """What both may add to; a name that was not chosen stays as another name."""
    names = [*kept.other_names, *gone.other_names]
    for person in (kept, gone):
        names += [n for n in (person.native_name, person.latin_name) if n]
    shown = {chosen.native_name.lower(), chosen.latin_name.lower()}
    others = (name for name in names if name.lower() not in shown)
    both = (kept, gone)
    return {
        "other_names": _once(others, str.lower),
        "documents": _once((d for p in both for d in p.documents), lambda d: d.number or d),
        "phones": _once((f for p in both for f in p.phones), lambda f: f.e164 or f.told),
        "emails": _once((e for p in both for e in p.emails), str.lower),
        "handles": _once((h for p in both for h in p.handles), str.lower),
        "security_phrase": kept.security_phrase or gone.security_phrase,
        "kin": _once((k for p in both for k in p.kin), lambda k: (k.name, k.phone)),
        "needs": tuple(n for n in Need if n in {*kept.needs, *gone.needs}),
    }


def _once(items: Iterable[Any], key: Callable[[Any], object]) -> tuple[Any, ...]:
    first: dict[object, Any] = {}
    for item in items:
        first.setdefault(key(item), item)
    return tuple(first.values())

"""What a hand-off says about a request, a person or a change, whatever it is written on."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from situationroom import legend
from situationroom.cities import city_name
from situationroom.exports.fonts import right_to_left
from situationroom.exports.words import Words, both, document_kind, local
from situationroom.models import vocabulary as v
from situationroom.models.handoff import FieldChange, HandoffContent, HandoffItem
from situationroom.models.person import Document, Person, needs_on, years_old
from situationroom.models.request import Note
from situationroom.texts import tr
from situationroom.words import radius

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_ENUMS: dict[str, type[StrEnum]] = {
    "priority": v.Priority,
    "status": v.RequestStatus,
    "category": v.Category,
    "safety": v.Safety,
    "safety_source": v.Source,
    "location_source": v.Source,
    "presence": v.Presence,
    "stage": v.Stage,
    "wish": v.Wish,
    "sex": v.Sex,
    "who": v.Who,
    "precision": v.Precision,
}

_FIELDS = {
    "birth_date": "Date of birth",
    "emails": "E-mail",
    "kin": "Next of kin",
    "lat": "Latitude",
    "lon": "Longitude",
    "needs_text": "About the needs",
    "one_person": "Joined with another case number: one person",
    "own_number": "A case number of its own again: two persons",
    "phones": "Telephone",
    "place_text": "Place",
    "safety": "Safety status",
    "uncertainty_m": "Radius (m)",
}
"""Fields whose name is not what an officer reads; the others read as they are called."""


def title(content: HandoffContent) -> str:
    """'Hand-off no. 3 to Embassy Ankara'."""
    made = content.handoff
    return tr("Hand-off no. {number} to {name}", number=made.number, name=content.recipient.name)


def kind(content: HandoffContent) -> str:
    """Full, or a delta and since which revision."""
    if content.handoff.full:
        return both("Full list").joined
    return both("Changes since revision {since}", since=content.handoff.since).joined


def facts(content: HandoffContent) -> list[tuple[Words, str]]:
    """Who gets it, up to which revision, who made it when, and how much is in it."""
    made, incident = content.handoff, content.incident
    changed = sum(len(item.changes) for item in content.changed)
    to = " · ".join(filter(None, (content.recipient.name, content.recipient.contact)))
    return [
        (both("Recipient"), to),
        (both("As of revision"), str(made.cutoff)),
        (both("Made by"), made.made_by),
        (both("Made at (local time)"), local(made.made_at, incident.incident_zone)),
        (both("Made at (home time)"), local(made.made_at, incident.home_zone)),
        (both("New requests"), str(len(content.new))),
        (both("Changed requests (fields)"), f"{len(content.changed)} ({changed})"),
        (both("Resolved requests"), str(len(content.resolved))),
        (both("Withdrawn requests"), str(len(content.withdrawn))),
        (both("Persons"), str(len(persons_in(content)))),
    ]


def sections(content: HandoffContent) -> list[tuple[Words, tuple[HandoffItem, ...]]]:
    """The sections that list requests as they stand now; empty ones too."""
    new = both("Open requests") if content.handoff.full else both("New since the last hand-off")
    return [
        (new, content.new),
        (both("Changed: as they stand now"), tuple(change.item for change in content.changed)),
        (both("Resolved since the last hand-off"), content.resolved),
        (both("Withdrawn: no longer for you"), content.withdrawn),
    ]


def change_rows(content: HandoffContent) -> list[tuple[str, str, str, str, str]]:
    """(request, who or what, field, before, now) for every changed field."""
    zone = content.incident.incident_zone
    return [
        (changed.item.request.number, _about(changed.item, change), *_said(change, zone))
        for changed in content.changed
        for change in changed.changes
    ]


def persons_in(content: HandoffContent) -> dict[int, Person]:
    """Everybody the hand-off names, by id."""
    items = [item for _, listed in sections(content) for item in listed]
    return {person.id: person for item in items for person in item.persons}


def name(person: Person) -> str:
    """Native name and SURNAME, given names; the case number where neither is known."""
    return f"{person.native_name} {person.latin_name}".strip() or person.case


def names(person: Person) -> list[str]:
    """The name on one line; on two where the native one runs from right to left."""
    if person.latin_name and right_to_left(person.native_name):
        return [person.latin_name, person.native_name]
    return [name(person)]


def about(person: Person, day: date) -> str:
    """'0412-6 · F · 1985-03-02 (31) · CHN · Passport E1234567'."""
    age = years_old(person, day)
    born = f"{person.birth_date or ''} {'' if age is None else f'({age})'}".strip()
    sex = legend.code(person.sex) if person.sex else ""
    parts = [person.case, sex, born, person.nationality or ""]
    return " · ".join(part for part in [*parts, *map(document, person.documents)] if part)


def document(one: Document) -> str:
    """'Passport E1234567 CHN 2021-11-30'."""
    words = (document_type(one), one.number, one.issuer, one.expiry)
    return " ".join(word for word in words if word)


def document_type(one: Document) -> str:
    """The document's type in words; as it was typed where it is none of ours."""
    return document_kind(one.type)


def phones(person: Person) -> str:
    """All numbers, one a line; as it was told where it is no number."""
    return "\n".join(phone.e164 or phone.told for phone in person.phones)


def kin(person: Person) -> str:
    """Next of kin at home: name, relation, telephone."""
    return "; ".join(" ".join(filter(None, (k.name, k.relation, k.phone))) for k in person.kin)


def place(person: Person) -> str:
    """City and place as told, then the position with its radius."""
    spoken = " · ".join(filter(None, (city_name(person.city), person.place_text)))
    if person.lat is None or person.lon is None:
        return spoken
    point = f"{person.lat:.5f}, {person.lon:.5f} {radius(person.uncertainty_m)}"
    return f"{spoken}\n{point}".strip()


def needs(person: Person, day: date) -> str:
    """Needs in words, and what was told about them."""
    words = ", ".join(legend.label(need) for need in needs_on(person, day))
    return "; ".join(filter(None, (words, person.needs_text)))


def note(one: Note, zone: str) -> str:
    """'07-17 15:30 Li Kai: …'."""
    return f"{local(one.at, zone)[5:16]} {one.officer}: {one.text}"


def field_label(field: str) -> str:
    """A record's field in words: 'next_action' is 'Next action'."""
    return tr(_FIELDS.get(field, field.replace("_", " ").capitalize()))


def moment(at: datetime | None, zone: str) -> str:
    """The time where the incident is; empty for None."""
    return local(at, zone)


def last(notes: Sequence[Note]) -> list[Note]:
    """Newest first."""
    return sorted(notes, key=lambda note: (note.at, note.id), reverse=True)


def _about(item: HandoffItem, change: FieldChange) -> str:
    found = next((person for person in item.persons if person.case == change.about), None)
    return f"{name(found)} {found.case}" if found else change.about


def _said(change: FieldChange, zone: str) -> tuple[str, str, str]:
    before, after = (_value(change.field, text, zone) for text in (change.before, change.after))
    return field_label(change.field), before, after


def _value(field: str, text: str, zone: str) -> str:
    enum = _ENUMS.get(field)
    if enum is not None and text in list(enum):
        return legend.label(enum(text))
    if _MOMENT.fullmatch(text):
        return moment(datetime.fromisoformat(text), zone)
    return text or "–"

"""Person Finder records: PFIF 1.4 (http://zesty.ca/pfif/1.4), and 1.1 to 1.3 as far as they agree.

Each person record becomes one row under the names its fields have in the XML, and says everything
its notes tell: the newest status and place, every text, and all notes word for word. A note about
nobody in the file is a row of its own. Photographs and pages are kept as addresses, never fetched.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from situationroom.intake.pfif_xml import Record, records
from situationroom.intake.results import Reason
from situationroom.intake.tables import Table, table
from situationroom.models.errors import InputError

SHEET: Final = "PFIF"
EXPIRED: Final = Reason("The source asked for this record to be deleted after {date}.")

# Field of the XML -> field of the list; None is kept and searchable. 1.1 had first and last names.
_PERSON: Final[Mapping[str, str | None]] = {
    "person_record_id": "row_key",
    "source_date": "called_at",
    "full_name": "name",
    "family_name": "surname",
    "last_name": "surname",
    "given_name": "given_names",
    "first_name": "given_names",
    "alternate_names": "other_names",
    "sex": "sex",
    "date_of_birth": "birth_date",
    "age": "age",
    "author_name": "caller",
    "author_phone": "caller_phone",
    "author_email": None,
    "description": "remarks",
    "other": "remarks",
    "home_street": None,
    "home_neighborhood": None,
    "home_city": None,
    "home_state": None,
    "home_postal_code": None,
    "home_zip": None,
    "home_country": None,
    "photo_url": None,
    "profile_urls": None,
    "source_name": None,
    "source_title": None,
    "source_url": None,
    "entry_date": None,
    "expiry_date": None,
}
SOUGHT: Final = ("information_sought", "believed_missing")


@dataclass(frozen=True, slots=True)
class Person:
    """One record and its notes, oldest first. ``fields`` are empty for notes without a record."""

    fields: Mapping[str, str]
    notes: tuple[Record, ...]

    def newest(self, name: str) -> str:
        """What the newest note that has this field says in it."""
        return next((note[name] for note in reversed(self.notes) if note.get(name)), "")


def _status(person: Person) -> str:
    """'information_sought' tells that somebody asks, not how the person is."""
    status = person.newest("status")
    return "" if status == "information_sought" else status


def _texts(person: Person) -> str:
    return "\n".join(note["text"] for note in person.notes if note.get("text"))


def _place(person: Person) -> str:
    return person.newest("last_known_location")


def _phone(person: Person) -> str:
    return person.newest("phone_of_found_person")


def _email(person: Person) -> str:
    return person.newest("email_of_found_person")


def _contact(person: Person) -> str:
    """When an author last heard from the person, or was the person."""
    for note in reversed(person.notes):
        if note.get("author_made_contact") == "true" or note.get("status") == "is_note_author":
            return note.get("source_date")
    return ""


def _request(person: Person) -> str:
    status = person.newest("status")
    return "search" if status in SOUGHT or not status else ""


def _word_for_word(person: Person) -> str:
    return "\n\n".join(
        "\n".join(f"{name}: {text}" for name, text in note.fields.items()) for note in person.notes
    )


# What the notes tell of the person: the column's name, the field it is read as, how it is found.
_TOLD: Final[tuple[tuple[str, str | None, Callable[[Person], str]], ...]] = (
    ("status", "safety", _status),
    ("last_known_location", "place", _place),
    ("phone_of_found_person", "phone", _phone),
    ("email_of_found_person", "email", _email),
    ("text", "description", _texts),
    ("last contact (from the notes)", "last_contact", _contact),
    ("request (from the status)", "category", _request),
    ("notes", None, _word_for_word),
)


def read_pfif(path: Path) -> Table:
    """The records of the file as one table, row numbers counting the records from 1.

    Raises InputError for XML that is damaged, hostile or holds no record.
    """
    persons = _persons(list(records(path)))
    if not persons:
        raise InputError(
            "{file} holds no record of a person; ask for the file again.", file=path.name
        )
    told = {name for person in persons for name in person.fields}
    used = [name for name in _PERSON if name in told] + sorted(told - _PERSON.keys())
    rows = (
        (n, [*(p.fields.get(name, "") for name in used), *(say(p) for _, _, say in _TOLD)])
        for n, p in enumerate(persons, start=1)
    )
    made = table(SHEET, rows)
    return Table(
        SHEET,
        made.rows,
        remarks=made.remarks,
        row_remarks=dict(_expired(persons)),
        headers=(*used, *(name for name, _, _ in _TOLD)),
        fields=(*_only_once(used), *(field for _, field, _ in _TOLD)),
    )


def _only_once(used: Sequence[str]) -> Iterator[str | None]:
    """A field is read from one column, the first; remarks may have several."""
    seen: set[str] = set()
    for name in used:
        field = _PERSON.get(name)
        yield field if field not in seen or field == "remarks" else None
        seen.add(field or "")


def _persons(found: Sequence[Record]) -> list[Person]:
    """Person records with their notes, those inside them and those beside them; then the rest."""
    notes: dict[str, list[Record]] = {}
    for record in found:
        if record.kind == "note":
            notes.setdefault(record.get("person_record_id"), []).append(record)
    persons = []
    for record in found:
        if record.kind == "person":
            beside = notes.pop(record.get("person_record_id"), [])
            persons.append(Person(record.fields, _by_date([*record.notes, *beside])))
    for key, orphans in notes.items():
        persons.append(Person({"person_record_id": key} if key else {}, _by_date(orphans)))
    return persons


def _by_date(notes: Sequence[Record]) -> tuple[Record, ...]:
    """Oldest first; PFIF's dates are UTC and of one shape, so their texts sort by time."""
    return tuple(sorted(notes, key=lambda n: n.get("source_date") or n.get("entry_date")))


def _expired(persons: Sequence[Person]) -> Iterator[tuple[int, tuple[Reason, ...]]]:
    today = datetime.now(UTC).isoformat()
    for number, person in enumerate(persons, start=1):
        date = person.fields.get("expiry_date", "")
        if date and date < today:
            yield number, (Reason(EXPIRED.template, {"date": date[:10]}),)

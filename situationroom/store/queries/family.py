"""The family desk: contacts with their family, calls that are due, who is calling in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, text

from situationroom.models import FamilyCall, FamilyContact, Household, Person
from situationroom.models.family import SOON, point_of
from situationroom.models.person import is_told_dead
from situationroom.store.codec import from_row, time_text
from situationroom.store.derive import read_persons
from situationroom.store.queries.people import PersonFilter, person_ids
from situationroom.store.search_words import fts_query
from situationroom.store.transaction import chunks

_NOBODY = """p.id IN (SELECT l.person FROM request_person l)
    AND p.id NOT IN (SELECT c.person FROM family_contact c)
    AND (p.household IS NULL OR p.household NOT IN (
      SELECT q.household FROM family_contact c JOIN person q ON q.id = c.person
      WHERE q.household IS NOT NULL))"""
VIEWS: Final = {
    "due": "c.next_at <= :soon",
    "overdue": "c.next_at < :now",
    "mine": "c.officer = :officer",
    "points": "c.point_since IS NOT NULL",
    "nothing": "c.scope = 'nothing'",
    "all": "1",
}
"""The saved views of contacts; 'without' lists persons asked about whose family has nobody."""
WITHOUT: Final = "without"


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """One line: a contact (None for a family without one), whom it is about, and their family."""

    contact: FamilyContact | None
    person: Person
    members: tuple[Person, ...]
    household: str
    point: FamilyContact | None
    last: FamilyCall | None

    @property
    def is_point(self) -> bool:
        """This contact is the one who is called for the family."""
        return self.contact is not None and self.contact == self.point

    @property
    def family(self) -> tuple[Person, ...]:
        """Everybody the contact is family of."""
        return self.members or (self.person,)

    @property
    def death(self) -> str:
        """'confirmed' or 'reported' where a death in the family is told of, else nothing."""
        dead = [person for person in self.family if is_told_dead(person)]
        if not dead:
            return ""
        return "confirmed" if any(p.safety == "deceased" for p in dead) else "reported"


def family_ids(
    connection: Connection, now: datetime, officer: str, view: str, words: str = ""
) -> list[int]:
    """Ids of a view: contacts, the earliest call first; in 'without' persons, as negatives."""
    found, values = _narrowed(words)
    if view == WITHOUT:
        query = f"SELECT -p.id FROM person p WHERE {_NOBODY} {found} ORDER BY p.id"
        return list(connection.scalars(text(query), values))
    values |= _values(VIEWS[view], now, officer)
    query = (
        f"SELECT c.id FROM family_contact c JOIN person p ON p.id = c.person "
        f"WHERE {VIEWS[view]} {found} ORDER BY c.next_at IS NULL, c.next_at, c.id"
    )
    return list(connection.scalars(text(query), values))


def family_counts(connection: Connection, now: datetime, officer: str) -> dict[str, int]:
    """How many each view holds."""
    sums = ", ".join(f'sum({condition}) AS "{name}"' for name, condition in VIEWS.items())
    values = _values(sums, now, officer)
    row = connection.execute(text(f"SELECT {sums} FROM family_contact c"), values).mappings().one()
    without = connection.scalar(text(f"SELECT count(*) FROM person p WHERE {_NOBODY}")) or 0
    return {**{name: count or 0 for name, count in row.items()}, WITHOUT: without}


def family_rows(connection: Connection, ids: Sequence[int]) -> dict[int, FamilyRow]:
    """The lines of a page by the ids of ``family_ids``."""
    contacts = {c.id: c for c in _contacts(connection, "id", [i for i in ids if i > 0])}
    wanted = {**{i: c.person for i, c in contacts.items()}, **{i: -i for i in ids if i < 0}}
    people = {p.id: p for p in read_persons(connection, sorted(set(wanted.values())))}
    return {
        id_: _row(connection, contacts.get(id_), people[person])
        for id_, person in wanted.items()
        if person in people
    }


def rows_of_person(connection: Connection, person: int) -> list[FamilyRow]:
    """The contacts of somebody's family, its contact point first."""
    ids = [contact.id for contact in contacts_of_family(connection, person)]
    rows = [row for row in family_rows(connection, ids).values() if row.contact]
    return sorted(rows, key=lambda row: (not row.is_point, row.contact.id if row.contact else 0))


def contacts_of_family(connection: Connection, person: int) -> list[FamilyContact]:
    """The contacts of a person and of everybody in their household, oldest first."""
    query = text(
        "SELECT c.* FROM family_contact c WHERE c.person IN (SELECT :id UNION "
        "SELECT q.id FROM person p JOIN person q ON q.household = p.household WHERE p.id = :id) "
        "ORDER BY c.id"
    )
    rows = connection.execute(query, {"id": person}).mappings()
    return [from_row(FamilyContact, row) for row in rows]


def calls_of_family(connection: Connection, person: int) -> list[tuple[FamilyCall, FamilyContact]]:
    """Every call with the family, newest first, with whom it was."""
    contacts = {one.id: one for one in contacts_of_family(connection, person)}
    calls = _calls(connection, contacts)
    return [(call, contacts[call.contact]) for call in reversed(calls)]


def families_calling(connection: Connection, phone: str) -> list[FamilyRow]:
    """Whose family is calling from this telephone (E.164): contacts, else next of kin as told."""
    query = text("SELECT id FROM family_contact WHERE phone = :phone ORDER BY id")
    ids = list(connection.scalars(query, {"phone": phone}))
    rows = list(family_rows(connection, ids).values())
    known = {person.id for row in rows for person in row.family}
    told = [id_ for id_ in _kin_of(connection, phone) if id_ not in known]
    return [*rows, *family_rows(connection, [-id_ for id_ in told]).values()]


def _kin_of(connection: Connection, phone: str) -> list[int]:
    """Persons whose next of kin, as told, has this telephone; found by its last digits."""
    ids = person_ids(connection, PersonFilter(text=phone[-8:]))[:50]
    people = read_persons(connection, ids)
    return [p.id for p in people if any(kin.phone == phone for kin in p.kin)]


def _row(connection: Connection, contact: FamilyContact | None, person: Person) -> FamilyRow:
    members, name = _household(connection, person)
    family = contacts_of_family(connection, person.id)
    calls = _calls(connection, [contact.id] if contact else [one.id for one in family])
    return FamilyRow(contact, person, members, name, point_of(family), calls[-1] if calls else None)


def _household(connection: Connection, person: Person) -> tuple[tuple[Person, ...], str]:
    if person.household is None:
        return (), ""
    values = {"id": person.household}
    found = connection.execute(text("SELECT * FROM household WHERE id = :id"), values).mappings()
    row = found.first()
    ids = connection.scalars(
        text("SELECT id FROM person WHERE household = :id ORDER BY id"), values
    )
    name = from_row(Household, row).name if row else ""
    return tuple(read_persons(connection, list(ids))), name


def _contacts(connection: Connection, column: str, ids: Sequence[int]) -> list[FamilyContact]:
    found: list[FamilyContact] = []
    for some in chunks(list(ids)):
        listed = ", ".join(str(int(id_)) for id_ in some)
        query = text(f"SELECT * FROM family_contact WHERE {column} IN ({listed}) ORDER BY id")
        found += [from_row(FamilyContact, row) for row in connection.execute(query).mappings()]
    order = {id_: place for place, id_ in enumerate(ids)}
    return sorted(found, key=lambda contact: order.get(contact.id, 0))


def _calls(connection: Connection, contacts: Iterable[int]) -> list[FamilyCall]:
    listed = ", ".join(str(int(id_)) for id_ in contacts)
    if not listed:
        return []
    query = text(f"SELECT * FROM family_call WHERE contact IN ({listed}) ORDER BY at, id")
    return [from_row(FamilyCall, row) for row in connection.execute(query).mappings()]


def _values(conditions: str, now: datetime, officer: str) -> dict[str, Any]:
    values = {"now": time_text(now), "soon": time_text(now + SOON), "officer": officer}
    return {name: value for name, value in values.items() if f":{name}" in conditions}


def _narrowed(words: str) -> tuple[str, dict[str, Any]]:
    """Typed words: of the person by the search, of the contact by name and telephone."""
    query = fts_query(words)
    if not query:
        return "", {}
    person = "p.id IN (SELECT rowid FROM person_text WHERE person_text MATCH :words)"
    contact = (
        "p.id IN (SELECT person FROM family_contact WHERE name LIKE :like OR phone LIKE :like)"
    )
    like = "%" + words.strip().replace("%", "").replace("_", "") + "%"
    return f"AND ({person} OR {contact})", {"words": query, "like": like}

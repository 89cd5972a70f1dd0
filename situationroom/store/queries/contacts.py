"""The contact directory: filtered, sorted, by distance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import Connection, text

from situationroom.models import Contact
from situationroom.models.vocabulary import ContactKind
from situationroom.store.codec import from_row
from situationroom.store.search_words import _fold

EARTH_KM = 6_371.0
"""Mean radius (IUGG)."""
Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ContactFilter:
    """Which contacts; empty fields do not narrow. ``removed`` lists those that left instead."""

    text: str = ""
    kinds: tuple[ContactKind, ...] = ()
    city: str = ""
    removed: bool = False


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact in a table."""

    contact: Contact


def every_contact(connection: Connection) -> list[Contact]:
    """All of them by id, the removed too."""
    rows = connection.execute(text("SELECT * FROM contact ORDER BY id")).mappings()
    return [from_row(Contact, row) for row in rows]


def contacts(connection: Connection, which: ContactFilter) -> list[Contact]:
    """Those the filter takes, by id."""
    where = "IS NOT NULL" if which.removed else "IS NULL"
    query = f"SELECT * FROM contact WHERE removed_at {where} ORDER BY id"
    found = (from_row(Contact, row) for row in connection.execute(text(query)).mappings())
    return [contact for contact in found if _fits(contact, which)]


def contact_ids(
    connection: Connection,
    which: ContactFilter,
    sort: str = "name",
    descending: bool = False,
    near: Position | None = None,
) -> list[int]:
    """Their ids in order of 'name', 'kind', 'city', 'organisation' or 'distance' (from ``near``).

    Without a position a contact stands behind those that have one.
    """
    found = contacts(connection, which)
    order = {
        "kind": lambda c: (str(c.kind), _fold(c.called)),
        "city": lambda c: (_fold(c.city), _fold(c.called)),
        "organisation": lambda c: (_fold(c.organisation), _fold(c.called)),
        "distance": lambda c: (distance_of(c, near), _fold(c.called)),
    }.get(sort, lambda c: _fold(c.called))
    found.sort(key=order, reverse=descending)
    return [contact.id for contact in found]


def contact_rows(connection: Connection, ids: Sequence[int]) -> dict[int, ContactRow]:
    """Rows of a table by id."""
    listed = ", ".join(str(int(id_)) for id_ in ids) or "0"
    rows = connection.execute(text(f"SELECT * FROM contact WHERE id IN ({listed})")).mappings()
    return {row["id"]: ContactRow(from_row(Contact, row)) for row in rows}


def contact(connection: Connection, id_: int) -> Contact | None:
    """One of them; None when it was taken back."""
    found = contact_rows(connection, [id_]).get(id_)
    return found.contact if found else None


def contact_cities(connection: Connection) -> list[tuple[str, int]]:
    """Cities of the directory with how many contacts each has, the most first."""
    query = text(
        "SELECT city, count(*) FROM contact WHERE removed_at IS NULL AND city <> '' "
        "GROUP BY city ORDER BY 2 DESC, 1"
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def contact_kinds(connection: Connection) -> dict[ContactKind, int]:
    """How many contacts of each kind there are."""
    query = text("SELECT kind, count(*) FROM contact WHERE removed_at IS NULL GROUP BY kind")
    return {ContactKind(row[0]): row[1] for row in connection.execute(query)}


def nearest(
    connection: Connection, near: Position, kinds: tuple[ContactKind, ...], most: int
) -> list[tuple[Contact, float]]:
    """The ``most`` contacts of these kinds that are nearest, each with its kilometres."""
    found = [(c, distance_of(c, near)) for c in contacts(connection, ContactFilter(kinds=kinds))]
    placed = [pair for pair in found if pair[1] < float("inf")]
    return sorted(placed, key=lambda pair: pair[1])[:most]


def distance_of(contact: Contact, near: Position | None) -> float:
    """Kilometres as the crow flies (haversine); infinite without both positions."""
    if near is None or contact.lat is None or contact.lon is None:
        return float("inf")
    lat, lon, north, east = map(radians, (contact.lat, contact.lon, *near))
    half = sin((north - lat) / 2) ** 2 + cos(lat) * cos(north) * sin((east - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def _fits(contact: Contact, which: ContactFilter) -> bool:
    if which.kinds and contact.kind not in which.kinds:
        return False
    if which.city and contact.city != which.city:
        return False
    words = _fold(which.text).split()
    if not words:
        return True
    whole = _fold(" ".join(_texts(contact)))
    digits = "".join(ch for ch in whole if ch.isdigit())
    return all(word in whole or (word.isdigit() and word in digits) for word in words)


def _texts(contact: Contact) -> Iterable[str]:
    yield from (contact.name, contact.native_name, contact.organisation, contact.contact_person)
    yield from (contact.address, contact.city, contact.languages, contact.notes, *contact.emails)
    for phone in contact.phones:
        yield from (phone.e164, phone.told, phone.extension)

"""What follows from the records (links, stages, keys), in the same transaction."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, bindparam, delete, select, text

from situationroom.models import Booking, Person, Report, Request, Stay
from situationroom.store import schema
from situationroom.store.codec import from_row
from situationroom.store.person_keys import person_keys
from situationroom.store.rows import insert_rows
from situationroom.store.transaction import Transaction, chunks

KEY = ("key", "person")
_STAGE = text(
    """
    INSERT OR REPLACE INTO person_stage (person, stage, site, movement)
    SELECT p.id,
      CASE
        WHEN b.status = 'arrived' THEN 'arrived'
        WHEN b.status = 'boarded' THEN 'boarded'
        WHEN b.status IN ('assigned', 'confirmed') THEN 'assigned'
        WHEN s.id IS NOT NULL THEN 'sheltered'
        ELSE p.presence
      END,
      s.site, b.movement
    FROM person p
    LEFT JOIN stay s ON s.id = (
      SELECT id FROM stay WHERE person = p.id AND status = 'checked_in' ORDER BY id DESC LIMIT 1)
    LEFT JOIN booking b ON b.id = (
      SELECT id FROM booking WHERE person = p.id
        AND status IN ('assigned', 'confirmed', 'boarded', 'arrived')
      ORDER BY CASE status WHEN 'boarded' THEN 0 WHEN 'confirmed' THEN 1 WHEN 'assigned' THEN 1
        ELSE 2 END, id DESC LIMIT 1)
    WHERE p.id IN :ids
    """
).bindparams(bindparam("ids", expanding=True))

_ABOUT = """
    INSERT OR REPLACE INTO request_about (request, name, city, household, contact)
    SELECT r.id,
      coalesce(nullif(f.native_name, ''), trim(f.surname || ' ' || f.given_names), ''),
      coalesce(nullif(f.city, ''),
        (SELECT p.city FROM json_each(r.persons) j JOIN person p ON p.id = j.value
         WHERE p.city <> '' ORDER BY j.key LIMIT 1), ''),
      f.household,
      CASE WHEN json_array_length(r.persons) < 2 THEN f.last_contact ELSE
        (SELECT max(p.last_contact) FROM json_each(r.persons) j JOIN person p ON p.id = j.value)
      END
    FROM request r LEFT JOIN person f ON f.id = json_extract(r.persons, '$[0]')
"""
"""What the rolling list is sorted and grouped by: the first person, the place, the last contact."""


def derive(tx: Transaction) -> None:
    """Bring the derived tables in step with what the transaction has touched."""
    tx.flush()
    persons = tx.touched_ids(Person)
    new_persons = tx.created_ids(Person)
    _links(tx, Request, schema.request_person, "request")
    _links(tx, Report, schema.report_person, "report")
    _keys(tx, persons, new_persons)
    moved = _moved(tx)
    _first_stages(tx, new_persons - moved)
    staged = sorted({*persons, *moved} - (new_persons - moved))
    if staged:
        _stages(tx.connection, staged)
    _about(tx, [person for person in persons if person not in new_persons])


def derive_all(connection: Connection) -> None:
    """Make links, keys and stages again from the records (after a replay)."""
    for table in schema.DERIVED:
        connection.execute(table.delete())
    for kind in ("request", "report"):
        linked = f"SELECT DISTINCT r.id, j.value FROM {kind} r, json_each(r.persons) j"
        connection.execute(text(f"INSERT INTO {kind}_person {linked}"))
    ids = list(connection.scalars(select(schema.TABLES["person"].c.id)))
    insert_rows(connection, "person_key", KEY, _key_rows(read_persons(connection, ids)))
    _stages(connection, ids)
    connection.execute(text(_ABOUT))


def read_persons(connection: Connection, ids: Sequence[int]) -> Iterable[Person]:
    """Persons by id, a few hundred a statement."""
    table = schema.TABLES["person"]
    for some in chunks(list(ids)):
        for row in connection.execute(select(table).where(table.c.id.in_(some))):
            yield from_row(Person, row._mapping)


def _links(tx: Transaction, kind: type[Request] | type[Report], table: Table, column: str) -> None:
    new = tx.created_ids(kind)
    _forget_of(tx, table, column, [i for i in tx.touched_ids(kind) if i not in new])
    rows = [
        (record.id, person)
        for record in tx.touched(kind)
        for person in dict.fromkeys(record.persons)
    ]
    tx.insert(table.name, (column, "person"), rows)


def _keys(tx: Transaction, persons: Sequence[int], new: set[int]) -> None:
    _forget_of(tx, schema.person_key, "person", [p for p in persons if p not in new])
    tx.insert("person_key", KEY, _key_rows(tx.touched(Person)))


def _key_rows(persons: Iterable[Person]) -> list[tuple[str, int]]:
    keys = ((key, person.id) for person in persons for key in dict.fromkeys(person_keys(person)))
    return sorted(keys)


def _moved(tx: Transaction) -> set[int]:
    moved: set[int] = set()
    kinds: tuple[type[Stay | Booking], ...] = (Stay, Booking)
    for kind in kinds:
        for id_ in tx.touched_ids(kind):
            record = tx.find(kind, id_) or tx.before(kind, id_)
            if record is not None:
                moved.add(record.person)
    return moved


def _about(tx: Transaction, known: Sequence[int]) -> None:
    """The touched requests, and those about persons who were known before and were touched."""
    asked = set(tx.touched_ids(Request))
    known_requests = sorted(asked - tx.created_ids(Request))
    _forget_of(tx, schema.request_about, "request", known_requests)
    table = schema.request_person
    for some in chunks(known):
        asked.update(tx.connection.scalars(select(table.c.request).where(table.c.person.in_(some))))
    for some in chunks(sorted(asked)):
        listed = ", ".join(map(str, some))
        tx.later(f"{_ABOUT} WHERE r.id IN ({listed})")


def _first_stages(tx: Transaction, persons: set[int]) -> None:
    """Who has just arrived on the list and has neither stay nor booking is where they say."""
    rows = [(p.id, p.presence.value) for p in tx.touched(Person) if p.id in persons]
    tx.insert("person_stage", ("person", "stage"), rows)


def _stages(connection: Connection, persons: Sequence[int]) -> None:
    _forget(connection, schema.person_stage, "person", persons)
    for some in chunks(persons):
        connection.execute(_STAGE, {"ids": list(some)})


def _forget_of(tx: Transaction, table: Table, column: str, ids: Sequence[int]) -> None:
    if ids:
        _forget(tx.connection, table, column, ids)


def _forget(connection: Connection, table: Table, column: str, ids: Sequence[int]) -> None:
    for some in chunks(list(ids)):
        connection.execute(delete(table).where(table.c[column].in_(some)))

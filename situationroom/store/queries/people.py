"""Persons: pages for the table, households, keys for recognising."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from situationroom.models import Household, Person
from situationroom.models.vocabulary import Safety, Stage
from situationroom.store import schema
from situationroom.store.codec import from_row
from situationroom.store.derive import read_persons
from situationroom.store.queries.fields import Fields, Terms
from situationroom.store.queries.merges import survivor
from situationroom.store.queries.ordered import Listing, listing
from situationroom.store.queries.person_fields import person_conditions
from situationroom.store.search_words import fts_query
from situationroom.store.transaction import chunks

KEYS_AT_ONCE = 2_000
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
GROUPS = {
    "place": "p.city",
    "household": "p.household",
    "safety": "p.safety",
    "stage": "g.stage",
    "affiliation": "p.affiliation",
}
"""What the people table can be grouped by."""
# Spelled as in the index ix_person_name where that gives the order.
SORTS = {
    "case": "p.id",
    "name": "p.native_name = '', p.native_name, p.surname, p.given_names",
    "latin": "p.surname = '', p.surname, p.given_names",
    "sex": "p.sex",
    "birth": "p.birth_date",
    "city": "p.city = '', p.city",
    "safety": "p.safety",
    "stage": "g.stage",
    "household": "p.household IS NULL, p.household",
    "contact": "p.last_contact",
}


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """Which persons. ``text`` as typed into a search box; empty fields do not narrow.

    ``fields`` are what stands above the columns, as of ``now``; ``cities`` are the cities a typed
    place names, by the text as typed.
    """

    text: str = ""
    safety: tuple[Safety, ...] = ()
    stage: tuple[Stage, ...] = ()
    city: str = ""
    located: bool | None = None
    household: int | None = None
    grouped: bool | None = None
    in_shelter: bool = False
    ids: tuple[int, ...] = ()
    fields: Fields = ()
    cities: Mapping[str, Sequence[str]] = field(default_factory=dict)
    now: datetime = LONG_AGO


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the people table."""

    person: Person
    stage: Stage
    household_name: str
    open_requests: int


def person_ids(
    connection: Connection, which: PersonFilter, sort: str = "case", *, descending: bool = False
) -> list[int]:
    """Ids of all persons of a filter, in order. ``sort`` is a key of SORTS."""
    ids: list[int] = person_listing(connection, which, sort, descending=descending).ids.tolist()
    return ids


def person_listing(
    connection: Connection,
    which: PersonFilter,
    sort: str = "case",
    *,
    descending: bool = False,
    group: str = "",
) -> Listing:
    """The persons of a filter in order, in groups of a key of GROUPS. Raises RuleError."""
    where, values = _where(which)
    parts = SORTS[sort].split(", ")
    order = ", ".join(f"{part} {'DESC' if descending else 'ASC'}" for part in parts)
    by = GROUPS.get(group, "")
    rows = f"SELECT p.id FROM {_source(where, order, by)} WHERE {where}"
    return listing(connection, rows, f"{order}, p.id", by, values)


def count_persons(connection: Connection, which: PersonFilter) -> int:
    """How many persons a filter holds."""
    where, values = _where(which)
    query = f"SELECT count(*) FROM {_source(where)} WHERE {where}"
    return int(connection.scalar(text(query), values) or 0)


_PAGE = text(
    """
    SELECT p.*, coalesce(g.stage, 'in_area') AS stage, coalesce(h.name, '') AS household_name,
      (SELECT count(*) FROM request_person l JOIN request r ON r.id = l.request
       WHERE l.person = p.id AND r.status IN ('new', 'acknowledged', 'in_progress', 'waiting'))
      AS open_requests
    FROM person p LEFT JOIN person_stage g ON g.person = p.id
    LEFT JOIN household h ON h.id = p.household WHERE p.id IN :ids
    """
).bindparams(bindparam("ids", expanding=True))


def person_rows(connection: Connection, ids: Sequence[int]) -> dict[int, PersonRow]:
    """The lines of a page by person id; persons that no longer exist are left out."""
    rows: dict[int, PersonRow] = {}
    for some in chunks(ids):
        for row in connection.execute(_PAGE, {"ids": list(some)}).mappings():
            person = from_row(Person, row)
            rows[person.id] = PersonRow(
                person, Stage(row["stage"]), row["household_name"], row["open_requests"]
            )
    return rows


def persons(connection: Connection, ids: Sequence[int]) -> list[Person]:
    """Persons in the order of ``ids``; missing ones are left out."""
    found = {person.id: person for person in read_persons(connection, ids)}
    return [found[id_] for id_ in ids if id_ in found]


def everybody(connection: Connection) -> list[Person]:
    """All persons, by case number."""
    table = schema.TABLES["person"]
    rows = connection.execute(select(table).order_by(table.c.id))
    return [from_row(Person, row._mapping) for row in rows]


def members(connection: Connection, household: int) -> list[Person]:
    """Everybody of a household, by case number."""
    table = schema.TABLES["person"]
    query = select(table).where(table.c.household == household).order_by(table.c.id)
    return [from_row(Person, row._mapping) for row in connection.execute(query)]


def households(connection: Connection) -> list[Household]:
    """All households by name."""
    table = schema.TABLES["household"]
    rows = connection.execute(select(table).order_by(table.c.name))
    return [from_row(Household, row._mapping) for row in rows]


def person_by_case(connection: Connection, running: int) -> Person | None:
    """The person with this running number, or whoever it was merged into."""
    return next(iter(read_persons(connection, [survivor(connection, running)])), None)


def persons_by_keys(connection: Connection, keys: Iterable[str]) -> dict[str, list[int]]:
    """Person ids by exact key (``person_keys``); keys nobody has are left out."""
    found: dict[str, list[int]] = {}
    wanted = list(dict.fromkeys(keys))
    if not wanted or connection.execute(text("SELECT 1 FROM person_key LIMIT 1")).first() is None:
        return found
    query = "SELECT key, person FROM person_key WHERE key IN (SELECT value FROM json_each(?))"
    for some in chunks(wanted, KEYS_AT_ONCE):
        told = json.dumps(some, ensure_ascii=False)
        for key, person in connection.exec_driver_sql(query, (told,)).fetchall():
            found.setdefault(key, []).append(person)
    return found


def cities(connection: Connection) -> list[tuple[str, int]]:
    """Cities with how many persons are there, most first."""
    query = "SELECT city, count(*) FROM person WHERE city <> '' GROUP BY city ORDER BY 2 DESC, 1"
    return [(row[0], row[1]) for row in connection.execute(text(query))]


def _source(*parts: str) -> str:
    """The table, and beside it the stage where a condition asks for that."""
    asked = any("g." in part for part in parts)
    return "person p" + (" LEFT JOIN person_stage g ON g.person = p.id" if asked else "")


def _where(which: PersonFilter) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {}
    for name in ("city", "household"):
        if getattr(which, name) not in ("", None):
            values[name] = getattr(which, name)
    parts = ["1", *(f"p.{name} = :{name}" for name in values), *_listed(which), *_flags(which)]
    if which.ids:
        parts.append("p.id IN (SELECT value FROM json_each(:ids))")
        values["ids"] = json.dumps([int(id_) for id_ in which.ids])
    query = fts_query(which.text)
    if query:
        parts.append("p.id IN (SELECT rowid FROM person_text WHERE person_text MATCH :words)")
        values["words"] = query
    asking = Terms(which.now, which.cities)
    parts += person_conditions(which.fields, asking)
    values |= asking.values
    return " AND ".join(parts), values


def _listed(which: PersonFilter) -> Iterable[str]:
    for column, wanted in (("p.safety", which.safety), ("g.stage", which.stage)):
        if wanted:
            yield f"{column} IN ({', '.join(repr(str(value)) for value in wanted)})"


def _flags(which: PersonFilter) -> Iterable[str]:
    if which.located is not None:
        yield "p.lat IS NOT NULL" if which.located else "p.lat IS NULL"
    if which.grouped is not None:
        yield f"p.household IS {'NOT ' if which.grouped else ''}NULL"
    if which.in_shelter:
        yield "g.site IS NOT NULL"

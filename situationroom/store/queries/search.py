"""Find anything: persons, requests, movements, sites by what somebody types."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from situationroom.models.case_number import running_number
from situationroom.store.queries.asked import first_asked
from situationroom.store.queries.contacts import ContactFilter, contacts
from situationroom.store.queries.followups import standing
from situationroom.store.queries.merges import survivor
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import request_rows
from situationroom.store.search_words import fts_query

OF_EACH = 10
"""Contacts and talking points that are offered at once."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: ``kind`` person, request, movement, site, contact or talking_point."""

    kind: str
    id: int
    number: str
    title: str
    detail: str


def search(connection: Connection, typed: str, limit: int = 30) -> list[Hit]:
    """Hits, exact case numbers first, then persons, requests, movements and sites."""
    query = fts_query(typed)
    if not query:
        return []
    found = _people(connection, typed, query, limit)
    found += _requests(connection, typed, limit)
    found += _named(connection, "movement", "number", "origin || ' → ' || destination", typed)
    found += _named(connection, "site", "name", "city", typed)
    found += _contacts(connection, typed)
    found += _points(connection, typed)
    return found[:limit]


def _people(connection: Connection, typed: str, query: str, limit: int) -> list[Hit]:
    # Unranked: the newest of very many are as good as the "best", and cost nothing to find.
    sql = "SELECT rowid FROM person_text WHERE person_text MATCH :words LIMIT :limit"
    ids = connection.scalars(text(sql), {"words": query, "limit": limit}).all()
    case = running_number(typed)
    ordered = list(dict.fromkeys([*([survivor(connection, case)] if case else []), *ids]))
    return [
        Hit("person", p.id, p.case, _both(p.native_name, p.latin_name) or p.case, p.city)
        for p in persons(connection, ordered)
    ]


def _requests(connection: Connection, typed: str, limit: int) -> list[Hit]:
    asked = running_number(typed)
    # A number that was joined into another finds that one.
    exact = [standing(connection, asked)] if asked else []
    ids = list(dict.fromkeys([*exact, *first_asked(connection, typed, limit)]))
    rows = request_rows(connection, ids)
    return [
        Hit(
            "request",
            id_,
            rows[id_].request.number,
            ", ".join(p.name for p in rows[id_].persons[:3]) or rows[id_].request.description,
            rows[id_].request.description,
        )
        for id_ in ids
        if id_ in rows
    ]


def _contacts(connection: Connection, typed: str) -> list[Hit]:
    found = contacts(connection, ContactFilter(typed))[:OF_EACH]
    return [Hit("contact", c.id, c.phones[0].number if c.phones else "", c.called, c.city)
            for c in found]  # fmt: skip


def _points(connection: Connection, typed: str) -> list[Hit]:
    sql = (
        "SELECT id, topic, question FROM talking_point WHERE withdrawn_at IS NULL "
        "AND (topic || ' ' || question) LIKE :like ESCAPE '\\' LIMIT :most"
    )
    rows = connection.execute(text(sql), {"like": _like(typed), "most": OF_EACH})
    return [Hit("talking_point", row[0], row[1], row[1], row[2]) for row in rows]


def _named(connection: Connection, kind: str, name: str, detail: str, typed: str) -> list[Hit]:
    sql = f"SELECT id, {name}, {detail} FROM {kind} WHERE {name} LIKE :like ESCAPE '\\' LIMIT 10"
    rows = connection.execute(text(sql), {"like": _like(typed)})
    return [Hit(kind, row[0], row[1], row[1], row[2] or "") for row in rows]


def _like(typed: str) -> str:
    escaped = typed.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _both(native: str, latin: str) -> str:
    return " ".join(part for part in (native, latin) if part)

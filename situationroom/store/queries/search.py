"""Find anything: persons, requests, movements, sites by what somebody types."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from situationroom.models.case_number import running_number
from situationroom.store.queries.asked import first_asked
from situationroom.store.queries.followups import standing
from situationroom.store.queries.merges import survivor
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import request_rows
from situationroom.store.search_words import fts_query


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: ``kind`` person, request, movement or site."""

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


def _named(connection: Connection, kind: str, name: str, detail: str, typed: str) -> list[Hit]:
    sql = f"SELECT id, {name}, {detail} FROM {kind} WHERE {name} LIKE :like ESCAPE '\\' LIMIT 10"
    escaped = typed.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = connection.execute(text(sql), {"like": f"%{escaped}%"})
    return [Hit(kind, row[0], row[1], row[1], row[2] or "") for row in rows]


def _both(native: str, latin: str) -> str:
    return " ".join(part for part in (native, latin) if part)

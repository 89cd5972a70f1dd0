"""Requests by typed text: by their own words and by those of the persons they are about.

The words of a person stand once, with the person, and not again with every request; so each
term is looked for in both places, and a request has to be found by every term.
"""

from sqlalchemy import Connection, text

from situationroom.store.search_words import fts_terms

_BY_PERSON = (
    "SELECT DISTINCT l.request FROM person_text CROSS JOIN request_person l "
    "ON l.person = person_text.rowid WHERE person_text MATCH :{words}"
)
_OWN = "SELECT rowid AS request FROM request_text WHERE request_text MATCH :{words}"


def asked_where(typed: str) -> tuple[list[str], dict[str, str]]:
    """Conditions on a request ``r`` that typed text sets, and their values; none without words."""
    values = {f"term{place}": term for place, term in enumerate(fts_terms(typed))}
    found = (f"{_OWN.format(words=name)} UNION {_BY_PERSON.format(words=name)}" for name in values)
    return [f"r.id IN ({ids})" for ids in found], values


def first_asked(connection: Connection, typed: str, limit: int) -> list[int]:
    """Ids of at most ``limit`` requests that typed text finds, in their order.

    Where very many would be found, the first come upon are as good as any and are found at once:
    those one person, or the request itself, has all the terms of.
    """
    terms = fts_terms(typed)
    if not terms:
        return []
    values = {"words": " ".join(terms), "limit": limit}
    found = {
        id_
        for query in (_OWN, _BY_PERSON)
        for id_ in connection.scalars(text(f"{query.format(words='words')} LIMIT :limit"), values)
    }
    if len(found) >= limit or len(terms) == 1:
        return sorted(found)[:limit]
    parts, each = asked_where(typed)
    query = f"SELECT r.id FROM request r WHERE {' AND '.join(parts)} ORDER BY r.id LIMIT :limit"
    return list(connection.scalars(text(query), {**each, "limit": limit}))

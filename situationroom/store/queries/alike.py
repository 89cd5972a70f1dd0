"""Requests that tell of the same event: similar words, looked for among the latest ones."""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from situationroom.store.queries.requests import RequestRow, request_rows

LATEST = 2_000
"""An event is told of by calls that come together; older requests are another story."""
CANDIDATES = 40


def with_words(connection: Connection, terms: Sequence[str]) -> list[RequestRow]:
    """The latest open requests that hold some of the FTS5 ``terms``, the likest first."""
    if not terms:
        return []
    last = connection.scalar(text("SELECT max(id) FROM request")) or 0
    query = (
        "SELECT rowid FROM request_text WHERE request_text MATCH :terms AND rowid > :after "
        "ORDER BY rank LIMIT :most"
    )
    asked = {"terms": " OR ".join(terms), "after": last - LATEST, "most": CANDIDATES}
    rows = request_rows(connection, list(connection.scalars(text(query), asked)))
    return [row for row in rows.values() if row.request.is_open]

"""Requests that tell of the same event: similar words, looked for among the latest ones."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, text

from situationroom.models.vocabulary import OPEN_STATUSES
from situationroom.store.queries.requests import RequestRow, request_rows

LATEST = 2_000
"""An event is told of by calls that come together; older requests are another story."""
READ, CANDIDATES = 400, 40
_OPEN = ", ".join(f"'{status}'" for status in OPEN_STATUSES)
# Not by rank: for that the index would count every word in all requests there are.
_WITH_WORDS = text(
    "SELECT r.id, r.description FROM request_text f JOIN request r ON r.id = f.rowid "
    f"WHERE request_text MATCH :terms AND f.rowid > :after AND r.status IN ({_OPEN}) "
    "ORDER BY f.rowid DESC LIMIT :most"
)


def with_words(
    connection: Connection, terms: Sequence[str], score: Callable[[str], int]
) -> list[RequestRow]:
    """Of the latest open requests with some of the FTS5 ``terms`` those of the best ``score``.

    ``score`` says of a description how much it has in common.
    """
    if not terms:
        return []
    last = connection.scalar(text("SELECT max(id) FROM request")) or 0
    asked = {"terms": " OR ".join(terms), "after": last - LATEST, "most": READ}
    found = connection.execute(_WITH_WORDS, asked).all()
    best = sorted(found, key=lambda row: -score(row.description))[:CANDIDATES]
    return list(request_rows(connection, [row.id for row in best]).values())

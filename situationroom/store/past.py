"""The incident as it was at a past moment, replayed from the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from situationroom.store.connect import memory
from situationroom.store.derive import derive_all
from situationroom.store.journal import replay
from situationroom.store.queries.figures import Figures, figures


@contextmanager
def as_of(
    connection: Connection, at: datetime | None = None, revision: int | None = None
) -> Iterator[Connection]:
    """The records at a moment (aware) or revision, in memory; the journal is not in there."""
    engine = memory()
    try:
        with engine.begin() as then:
            replay(connection, then, at, revision)
            derive_all(then)
            yield then
    finally:
        engine.dispose()


def figures_at(connection: Connection, at: datetime) -> Figures:
    """The figures as they were at a moment (aware)."""
    with as_of(connection, at) as then:
        return figures(then, at)

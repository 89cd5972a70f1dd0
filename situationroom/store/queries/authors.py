"""Who wrote what a record says, field by field: the journal asked the other way round."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.store.codec import time_of
from situationroom.store.transaction import chunks

IMPORTS = frozenset({"apply_import"})
"""The acts that bring what lists say; everything else was typed by somebody."""
_History = list[tuple[int, str | None]]


@dataclass(frozen=True, slots=True)
class Writer:
    """The entry that last wrote a field. ``undoes`` is the revision it took back."""

    revision: int
    officer: str
    at: datetime
    verb: str
    undoes: int | None = None

    @property
    def typed(self) -> bool:
        """An officer did, and no list."""
        return self.verb not in IMPORTS


class Authors:
    """Who last wrote the fields of some records of one kind.

    What an undo put back was written by whoever had written it before.
    """

    def __init__(self, history: Mapping[int, _History], entries: Mapping[int, Writer]) -> None:
        self._history, self._entries = dict(history), dict(entries)

    def add(self, more: "Authors") -> None:
        """Further records of the same kind."""
        self._history |= more._history
        self._entries |= more._entries

    def of(self, id_: int, fields: Iterable[str]) -> Writer | None:
        """Who wrote these fields last, of all of them the newest; None for a record unknown."""
        found = [writer for name in fields if (writer := self._of(id_, name)) is not None]
        return max(found, key=lambda writer: writer.revision, default=None)

    def created(self, id_: int) -> int:
        """The revision that made the record; 0 when it is not known."""
        return next((rev for rev, said in self._history.get(id_, ()) if said is None), 0)

    def _of(self, id_: int, name: str) -> Writer | None:
        said: list[tuple[int, Writer]] = []
        for revision, after in self._history.get(id_, ()):
            if after is not None and name not in json.loads(after):
                continue
            writer = self._entries[revision]
            before = [w for r, w in said if writer.undoes is not None and r < writer.undoes]
            said.append((revision, before[-1] if before else writer))
        return said[-1][1] if said else None


def authors(connection: Connection, kind: str, ids: Iterable[int]) -> Authors:
    """The authors of records by id; a few hundred records a statement."""
    history: dict[int, _History] = {}
    for some in chunks(sorted({int(id_) for id_ in ids})):
        listed = ", ".join(map(str, some))
        query = (
            "SELECT id, revision, CASE WHEN before IS NULL THEN NULL ELSE coalesce(after, '{}') END"
            f" FROM change WHERE kind = :kind AND id IN ({listed}) ORDER BY revision, position"
        )
        for id_, revision, after in connection.execute(text(query), {"kind": kind}):
            history.setdefault(id_, []).append((revision, after))
    revisions = {revision for said in history.values() for revision, _ in said}
    return Authors(history, _writers(connection, revisions))


def _writers(connection: Connection, revisions: set[int]) -> dict[int, Writer]:
    found: dict[int, Writer] = {}
    for some in chunks(sorted(revisions)):
        listed = ", ".join(map(str, some))
        query = (
            f"SELECT revision, officer, at, verb, undoes FROM entry WHERE revision IN ({listed})"
        )
        for revision, officer, at, verb, undoes in connection.execute(text(query)):
            found[revision] = Writer(revision, officer, time_of(at), verb, undoes)
    return found

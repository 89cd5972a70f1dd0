"""Taking back very many created records at once: rows, what follows from them, the journal.

Only for records that still say what their creation made them say: then the journal's text of the
creation is the text of the removal, and no record has to be read for it.
"""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, text

from situationroom.store import schema
from situationroom.store.journal import write_changes
from situationroom.store.texts import nothing_unread
from situationroom.store.transaction import ChangeText, Transaction, chunks

_FOLLOWS = {
    "person": (("person_key", "person"), ("person_stage", "person")),
    "request": (("request_person", "request"), ("request_about", "request")),
    "report": (("report_person", "report"),),
}
"""Derived tables of each kind, with the column that holds the record's id."""
_CREATED = text(
    "SELECT id FROM change WHERE revision = :revision AND kind = :kind AND before IS NULL"
)


def forget_words(tx: Transaction, revision: int, stays: Collection[tuple[str, int]]) -> None:
    """Take what an entry created, but for what ``stays``, out of what is found by its words.

    Before anything else of the undo, which goes from the last to the first: FTS5 merges its pages
    again whenever it has to go back, which took longer than all the rest.
    """
    for kind in ("person", "request"):
        created = tx.connection.scalars(_CREATED, {"revision": revision, "kind": kind})
        gone = [id_ for id_ in created if (kind, id_) not in stays]
        _forget(tx.connection, f"{kind}_text", "rowid", gone)


def unmake(tx: Transaction, created: Sequence[ChangeText]) -> set[int]:
    """Remove records as the journal created them; returns whom the removed reports told of.

    Their words are gone already (``forget_words``). The words of whom is returned have to be made
    again where they stay. Links of others to what is removed are left
    to the foreign keys, which refuse at the commit.
    """
    by_kind: dict[str, list[int]] = {}
    for change in created:
        by_kind.setdefault(change.kind, []).append(change.id)
    told = _told_of(tx.connection, by_kind.get("report", ()))
    for kind, ids in by_kind.items():
        for table, column in (*_FOLLOWS.get(kind, ()), (schema.TABLES[kind].name, "id")):
            _forget(tx.connection, table, column, ids)
    write_changes(tx, (ChangeText(c.kind, c.id, c.after, None) for c in created))
    return told - {*by_kind.get("person", ())}


def _forget(connection: Connection, table: str, column: str, ids: Iterable[int]) -> None:
    rows = [(id_,) for id_ in sorted(ids)]
    if rows:
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE "{column}" = ?', rows)


def _told_of(connection: Connection, reports: Sequence[int]) -> set[int]:
    found: set[int] = set()
    if not reports or nothing_unread(connection):
        return found
    for some in chunks(reports):
        listed = ", ".join(map(str, some))
        query = f"SELECT person FROM report_person WHERE report IN ({listed})"
        found.update(connection.scalars(text(query)))
    return found

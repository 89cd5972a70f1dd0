"""What stays when an import is taken back: the records somebody has worked on since.

A record stays when it no longer says what the import made it say, or when something that is not of
this import points to it. With it stays what it needs: a person keeps the rows that told of them, a
row its sheet, its persons and its request, a request its persons and its rows, a person their
household.
"""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import Connection, text

from situationroom.models import RECORDS
from situationroom.models.journal import Change
from situationroom.store import schema
from situationroom.store.journal import change_of
from situationroom.store.transaction import Transaction, chunks

Node = tuple[str, int]
"""A record by kind and id."""
Says = Callable[[Change], bool]

_NEEDS: tuple[tuple[str, str, str, str, str], ...] = (
    ("person", "report", "report_person", "person", "report"),
    ("person", "household", "person", "id", "household"),
    ("request", "person", "request_person", "request", "person"),
    ("request", "report", "report", "request", "id"),
    ("report", "person", "report_person", "report", "person"),
    ("report", "request", "report", "id", "request"),
    ("report", "sheet", "report", "id", "sheet"),
)
"""(kind that stays, kind it needs, table, its column of the first, its column of the second)."""


_POINTING = """
    SELECT t."{column}", min(t."{key}") FROM "{table}" t
    WHERE t."{column}" BETWEEN :low AND :high AND (
      NOT EXISTS (SELECT 1 FROM change c
        WHERE c.kind = :owner AND c.id = t."{key}" AND c.revision = :revision)
      OR EXISTS (SELECT 1 FROM change c
        WHERE c.kind = :owner AND c.id = t."{key}" AND c.revision > :revision
          AND instr(c.after, :said)))
    GROUP BY t."{column}"
"""
"""Pointers of other records, and those that were set since in records of the entry."""


def staying(tx: Transaction, revision: int, still_says: Says) -> dict[Node, Node]:
    """The records of the entry that stay, each with the record that is the cause.

    A record somebody changed is its own cause; one that is pointed to has the pointing record.
    """
    stays = {node: node for node in _changed_since(tx, revision, still_says)}
    for node, cause in _pointed_to(tx.connection, revision):
        stays.setdefault(node, cause)
    frontier = list(stays)
    while frontier:
        found = [
            (node, stays[source])
            for source, node in _needed(tx.connection, revision, frontier)
            if node not in stays
        ]
        frontier = list(dict.fromkeys(node for node, _ in found))
        for node, cause in found:
            stays.setdefault(node, cause)
    return stays


def _changed_since(tx: Transaction, revision: int, still_says: Says) -> Iterator[Node]:
    query = text(
        "SELECT o.* FROM (SELECT DISTINCT kind, id FROM change WHERE revision > :revision) n "
        "JOIN change o ON o.kind = n.kind AND o.id = n.id AND o.revision = :revision"
    )
    rows = tx.connection.execute(query, {"revision": revision}).mappings()
    for some in chunks([change_of(row) for row in rows]):
        for kind in {change.kind for change in some}:
            tx.read_ahead(RECORDS[kind], [c.id for c in some if c.kind == kind])
        yield from ((c.kind, c.id) for c in some if not still_says(c))


def _pointed_to(connection: Connection, revision: int) -> Iterator[tuple[Node, Node]]:
    """Records the entry made, to which others point although it did not make them do so."""
    made = _made(connection, revision)
    for owner, key, table, column, target in _pointers():
        if target not in made:
            continue
        values = {"owner": owner, "revision": revision, "said": f'"{column}'}
        values |= dict(zip(("low", "high"), made[target], strict=True))
        query = _POINTING.format(table=table, column=column, key=key)
        rows = list(connection.execute(text(query), values))
        ours = _of_entry(connection, revision, target, (row[0] for row in rows), made=True)
        yield from (((target, row[0]), (owner, row[1])) for row in rows if row[0] in ours)


def _made(connection: Connection, revision: int) -> dict[str, tuple[int, int]]:
    query = (
        "SELECT kind, min(id), max(id) FROM change "
        "WHERE revision = :revision AND before IS NULL GROUP BY kind"
    )
    rows = connection.execute(text(query), {"revision": revision})
    return {kind: (low, high) for kind, low, high in rows}


def _pointers() -> Iterator[tuple[str, str, str, str, str]]:
    """(kind that points, its id's column, table, column, kind pointed to) of every reference."""
    for kind, table in schema.TABLES.items():
        for column in table.c:
            for key in column.foreign_keys:
                yield kind, "id", kind, column.name, key.target_fullname.split(".")[0]
    for owner, link in (("request", "request_person"), ("report", "report_person")):
        yield owner, owner, link, "person", "person"


def _needed(
    connection: Connection, revision: int, nodes: Iterable[Node]
) -> Iterator[tuple[Node, Node]]:
    """(who needs, what is needed) among the records of the entry."""
    by_kind: dict[str, list[int]] = {}
    for kind, id_ in nodes:
        by_kind.setdefault(kind, []).append(id_)
    for kind, needed, table, column, other in _NEEDS:
        for some in chunks(by_kind.get(kind, [])):
            listed = ", ".join(str(int(id_)) for id_ in some)
            query = f'SELECT "{column}", "{other}" FROM "{table}" WHERE "{column}" IN ({listed})'
            pairs = [(a, b) for a, b in connection.execute(text(query)) if b is not None]
            ours = _of_entry(connection, revision, needed, (target for _, target in pairs))
            for source, target in pairs:
                if target in ours:
                    yield (kind, source), (needed, target)


def _of_entry(
    connection: Connection,
    revision: int,
    kind: str,
    ids: Iterable[int],
    *,
    made: bool = False,
) -> set[int]:
    """Those of ``ids`` that the entry changed (or ``made``)."""
    found: set[int] = set()
    only = " AND before IS NULL" if made else ""
    for some in chunks(sorted({*ids})):
        listed = ", ".join(str(int(id_)) for id_ in some)
        query = (
            "SELECT DISTINCT id FROM change "
            f"WHERE kind = :kind AND id IN ({listed}) AND revision = :revision{only}"
        )
        values = {"kind": kind, "revision": revision}
        found.update(connection.scalars(text(query), values))
    return found

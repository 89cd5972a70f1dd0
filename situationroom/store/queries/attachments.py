"""Rows that imports attached by themselves."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection, select, text

from situationroom.models import Attachment
from situationroom.models.journal import Change
from situationroom.store import schema
from situationroom.store.codec import from_row
from situationroom.store.journal import change_of


@dataclass(frozen=True, slots=True)
class AttachedRow:
    """An attachment with the file, sheet and row of the list it came from."""

    attachment: Attachment
    file: str
    sheet: str
    row: int | None


_ALL = (
    "SELECT a.*, s.file, s.name AS sheet_name, r.row FROM attachment a "
    "LEFT JOIN report r ON r.id = a.report LEFT JOIN sheet s ON s.id = r.sheet "
)


def attached_to(connection: Connection, person: int) -> list[AttachedRow]:
    """What was attached to this person, oldest first."""
    return _read(connection, "WHERE a.person = :id ORDER BY a.id", person)


def attached_in(connection: Connection, revision: int) -> list[AttachedRow]:
    """What the entry attached and nobody took back since, in its order."""
    which = (
        "WHERE a.id IN (SELECT id FROM change WHERE kind = 'attachment' AND revision = :id "
        "AND before IS NULL) ORDER BY a.id"
    )
    return _read(connection, which, revision)


def made_by(connection: Connection, attachment: int) -> int:
    """The entry by which it came to be (the last time, if it was taken back and redone)."""
    query = (
        "SELECT max(revision) FROM change WHERE kind = 'attachment' AND id = :id AND before IS NULL"
    )
    return int(connection.scalar(text(query), {"id": attachment}) or 0)


def change_by(connection: Connection, revision: int, kind: str, id_: int) -> Change | None:
    """What one entry did to one record; None where it did nothing."""
    table = schema.change
    query = (
        select(table)
        .where(table.c.revision == revision, table.c.kind == kind, table.c.id == id_)
        .order_by(table.c.position)
    )
    found = [change_of(row) for row in connection.execute(query).mappings()]
    return replace(found[-1], before=found[0].before) if found else None


def _read(connection: Connection, which: str, id_: int) -> list[AttachedRow]:
    rows = connection.execute(text(_ALL + which), {"id": id_}).mappings().all()
    return [
        AttachedRow(from_row(Attachment, r), r["file"] or "", r["sheet_name"] or "", r["row"])
        for r in rows
    ]

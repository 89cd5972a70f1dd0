"""The journal in pages, and the history of one record."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from situationroom.models.journal import Entry
from situationroom.store.journal import entry_of


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries; empty fields do not narrow. ``record`` is (kind, id)."""

    officer: str = ""
    verbs: tuple[str, ...] = ()
    record: tuple[str, int] | None = None


def entry_ids(connection: Connection, which: EntryFilter) -> list[int]:
    """Revisions of a filter, newest first."""
    parts, values = ["1"], dict[str, object]()
    if which.officer:
        parts.append("officer = :officer")
        values["officer"] = which.officer
    if which.verbs:
        parts.append(f"verb IN ({', '.join(repr(verb) for verb in which.verbs)})")
    if which.record:
        parts.append(
            "revision IN (SELECT revision FROM change WHERE kind = :kind AND id = :record)"
        )
        values |= {"kind": which.record[0], "record": which.record[1]}
    query = f"SELECT revision FROM entry WHERE {' AND '.join(parts)} ORDER BY revision DESC"
    return list(connection.scalars(text(query), values))


def entry_rows(connection: Connection, revisions: Sequence[int]) -> dict[int, Entry]:
    """Entries of a page without their changes, by revision."""
    listed = ", ".join(str(int(revision)) for revision in revisions)
    rows = connection.execute(text(f"SELECT * FROM entry WHERE revision IN ({listed})")).mappings()
    return {row["revision"]: entry_of(row, ()) for row in rows}


def change_count(connection: Connection, revision: int) -> int:
    """How many records one entry changed."""
    query = text("SELECT count(*) FROM change WHERE revision = :revision")
    return int(connection.scalar(query, {"revision": revision}) or 0)


def officers(connection: Connection) -> list[str]:
    """Everybody who has written into the journal."""
    return list(connection.scalars(text("SELECT DISTINCT officer FROM entry ORDER BY officer")))


def last_revision(connection: Connection) -> int:
    """The revision the file stands at."""
    return int(connection.scalar(text("SELECT revision FROM head")) or 0)

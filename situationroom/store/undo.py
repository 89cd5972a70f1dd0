"""Undo and redo: one generic function that puts back what an entry changed."""

from sqlalchemy import Connection, select

from situationroom.models import RECORDS, Booking, Person, Record, Stay
from situationroom.models.errors import RuleError
from situationroom.models.journal import Change, Entry, Fields
from situationroom.store import schema
from situationroom.store.codec import default_fields, from_fields, to_fields
from situationroom.store.journal import changes_backwards, entry_of, header_at
from situationroom.store.transaction import Transaction

LOOK_BACK = 500
"""How many of an officer's own entries undo looks at; more than anyone takes back by key."""


def undo(tx: Transaction, revision: int) -> None:
    """Take back one entry of this officer, as a new entry.

    Raises RuleError when the entry is somebody else's, has happened outside, was taken back
    before, or when a record no longer says what the entry made it say.
    """
    entry = _may_undo(tx, revision)
    for some in changes_backwards(tx.connection, revision):
        for kind in {change.kind for change in some}:
            tx.read_ahead(RECORDS[kind], [c.id for c in some if c.kind == kind])
        for change in some:
            _put_back(tx, entry, change)
    tx.undoes = revision
    tx.describe(entry.template, **entry.values)


def redo(tx: Transaction, revision: int) -> None:
    """Take back an undo: a redo is the undo of an undo. Raises RuleError as ``undo`` does."""
    undo(tx, revision)


def next_undo(connection: Connection, officer: str) -> Entry | None:
    """The officer's newest act in effect, which the undo key would take back."""
    return next((e for e, depth in _in_effect(connection, officer) if depth % 2 == 0), None)


def next_redo(connection: Connection, officer: str) -> Entry | None:
    """The officer's newest undo in effect, unless they have acted since."""
    for entry, depth in _in_effect(connection, officer):
        if depth % 2 == 1:
            return entry
        if depth == 0:
            return None  # a redo (2, 4 …) stands for what it brought back and ends nothing
    return None


def _in_effect(connection: Connection, officer: str) -> list[tuple[Entry, int]]:
    """The officer's undoable entries not taken back, newest first, each with its undo depth.

    Depth 0 is an act, 1 an undo, 2 a redo and so on.
    """
    table = schema.entry
    query = (
        select(table)
        .where(table.c.officer == officer)
        .order_by(table.c.revision.desc())
        .limit(LOOK_BACK)
    )
    rows = list(connection.execute(query).mappings())
    by_revision = {row["revision"]: row for row in rows}

    def depth(revision: int) -> int:
        row = by_revision.get(revision)
        return 0 if row is None or row["undoes"] is None else 1 + depth(row["undoes"])

    undone: set[int] = set()
    standing: list[tuple[Entry, int]] = []
    for row in rows:
        if row["revision"] in undone:
            continue
        if row["undoes"] is not None:
            undone.add(row["undoes"])
        if row["undoable"]:
            standing.append((entry_of(row, ()), depth(row["revision"])))
    return standing


def _may_undo(tx: Transaction, revision: int) -> Entry:
    entry = header_at(tx.connection, revision)
    if entry is None:
        raise RuleError("There is no entry {revision} in the journal.", revision=revision)
    if entry.officer != tx.officer:
        raise RuleError(
            "Entry {revision} is {officer}'s; each officer undoes only their own.",
            revision=revision,
            officer=entry.officer,
        )
    if not entry.undoable:
        raise RuleError("This has happened outside and cannot be undone.")
    if revision not in {e.revision for e, _ in _in_effect(tx.connection, tx.officer)}:
        raise RuleError("Entry {revision} was undone before.", revision=revision)
    return entry


def _put_back(tx: Transaction, entry: Entry, change: Change) -> None:
    kind = RECORDS[change.kind]
    record = tx.find(kind, change.id)
    if not _still_says(kind, record, change):
        _refuse(tx, entry, change)
    if change.before is None:
        tx.remove(kind, change.id)
        return
    now: Fields = to_fields(record) if record is not None else {}
    tx.put(from_fields(kind, change.id, {**now, **change.before}))


def _still_says(kind: type[Record], record: Record | None, change: Change) -> bool:
    if record is None or change.after is None:
        return record is None and change.after is None
    says = to_fields(record)
    made = {**default_fields(kind), **change.after} if change.before is None else dict(change.after)
    return all(says[name] == value for name, value in made.items())


def _refuse(tx: Transaction, entry: Entry, change: Change) -> None:
    later = _last_touch(tx.connection, change, entry.revision)
    raise RuleError(
        "{what} was changed since by {officer} (entry {later}); undo that first.",
        what=_called(tx, change),
        officer=later.officer if later else "?",
        later=later.revision if later else "?",
    )


def _called(tx: Transaction, change: Change) -> str:
    """What the officer calls the record: case or number and name; of a stay, its person's."""
    record: Record | None = tx.find(RECORDS[change.kind], change.id)
    if isinstance(record, Stay | Booking):
        record = tx.find(Person, record.person)
    parts = [getattr(record, name, "") for name in ("case", "number", "name")]
    words = " ".join(dict.fromkeys(str(part) for part in parts if part))
    return words or f"{change.kind} {change.id}"


def _last_touch(connection: Connection, change: Change, after: int) -> Entry | None:
    table = schema.change
    query = (
        select(table.c.revision)
        .where(table.c.kind == change.kind, table.c.id == change.id, table.c.revision > after)
        .order_by(table.c.revision.desc())
        .limit(1)
    )
    revision = connection.scalar(query)
    return header_at(connection, revision) if revision else None

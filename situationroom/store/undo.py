"""Undo and redo: one generic function that puts back what an entry changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from sqlalchemy import Connection, select

from situationroom.models import RECORDS, Booking, Person, Record, Stay
from situationroom.models.errors import RuleError
from situationroom.models.journal import Change, Entry, Fields
from situationroom.store import schema
from situationroom.store.codec import default_fields, from_fields, to_fields
from situationroom.store.journal import change_of, entry_of, header_at, texts_backwards
from situationroom.store.queries.authors import IMPORTS
from situationroom.store.staying import Node, staying
from situationroom.store.transaction import ChangeText, Transaction
from situationroom.store.unmaking import forget_words, unmake

LOOK_BACK = 500
"""How many of an officer's own entries undo looks at; more than anyone takes back by key."""
NAMED = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """A person or request that an undone import leaves, because somebody worked on it since.

    ``name`` is its number and name; ``officer`` and ``revision`` say who did what last to it, or
    to the record of its row for whose sake it stays.
    """

    kind: str
    id: int
    name: str
    officer: str
    revision: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: how many persons it took back, and what it left."""

    persons: int = 0
    kept: tuple[Kept, ...] = ()


def undo(tx: Transaction, revision: int) -> Undone:
    """Take back one entry of this officer, as a new entry.

    An import gives way to work done since: it is taken back except for the records that somebody
    has touched and what these need, which the result names. Any other act is taken back whole.
    Raises RuleError when the entry is somebody else's, has happened outside, was taken back
    before, or when a record no longer says what the entry made it say (of an import: all do).
    """
    entry = _may_undo(tx, revision)
    root, times = _root(tx.connection, entry)
    stays: Mapping[Node, Node] = {}
    if root.verb in IMPORTS and times % 2 == 0:
        stays = staying(tx, revision, lambda change: _says(tx, change))
        forget_words(tx, revision, stays)
    persons, done = 0, False
    for some in texts_backwards(tx.connection, revision):
        back = [change for change in some if (change.kind, change.id) not in stays]
        persons, done = persons + sum(c.kind == "person" for c in back), done or bool(back)
        if root.verb in IMPORTS:
            _take_back_many(tx, back, unmade=times % 2 == 0)
        else:
            _take_back(tx, back)
    tx.undoes = revision
    if not stays:
        tx.describe(root.template, **root.values)
        return Undone(persons)
    kept = _kept(tx, stays)
    if not done:
        _refuse_whole(kept)
    _describe_rest(tx, root, persons, kept)
    return Undone(persons, kept)


def _take_back_many(tx: Transaction, some: Sequence[ChangeText], *, unmade: bool) -> None:
    """Changes of an import, in parts. ``unmade``: what it created says what it said then."""
    created = [c for c in some if c.before is None] if unmade else []
    told = unmake(tx, created)
    _take_back(tx, [c for c in some if not unmade or c.before is not None])
    for person in tx.get_all(Person, _existing(tx, told)):
        tx.put(person)  # says the same, but is found by less
    tx.settle()


def _existing(tx: Transaction, persons: set[int]) -> list[int]:
    tx.read_ahead(Person, persons)
    return [id_ for id_ in sorted(persons) if tx.find(Person, id_) is not None]


def _take_back(tx: Transaction, some: Sequence[ChangeText]) -> None:
    changes = [change_of(change._asdict()) for change in some]
    for kind in {change.kind for change in changes}:
        tx.read_ahead(RECORDS[kind], [c.id for c in changes if c.kind == kind])
    for change in changes:
        _put_back(tx, change)


def _root(connection: Connection, entry: Entry) -> tuple[Entry, int]:
    """The act at the beginning of a chain of undo and redo, and how long the chain is."""
    times = 0
    while entry.undoes is not None and (before := header_at(connection, entry.undoes)) is not None:
        entry, times = before, times + 1
    return entry, times


def _kept(tx: Transaction, stays: Mapping[Node, Node]) -> tuple[Kept, ...]:
    """The persons and requests that stay, persons first, each with who is the cause."""
    found = []
    for kind, id_ in sorted(stays):
        if kind not in ("person", "request"):
            continue
        later = last_touch(tx.connection, stays[kind, id_])
        officer, revision = (later.officer, later.revision) if later else ("?", 0)
        found.append(Kept(kind, id_, called(tx, kind, id_), officer, revision))
    return tuple(found)


def _describe_rest(tx: Transaction, root: Entry, persons: int, kept: Sequence[Kept]) -> None:
    people = [k for k in kept if k.kind == "person"] or list(kept)
    tx.describe(
        "Import of {files}: {persons} persons taken back, {kept} kept because they were worked "
        "on since: {names}",
        files=root.values.get("files", ""),
        persons=persons,
        kept=len(people),
        names=", ".join(k.name for k in people[:NAMED]) + ("…" if len(people) > NAMED else ""),
    )


def _refuse_whole(kept: Sequence[Kept]) -> NoReturn:
    first = kept[0] if kept else Kept("", 0, "?", "?", 0)
    raise RuleError(
        "{what} was changed since by {officer} (entry {later}); undo that first.",
        what=first.name,
        officer=first.officer,
        later=first.revision,
    )


def redo(tx: Transaction, revision: int) -> Undone:
    """Take back an undo: a redo is the undo of an undo. Raises RuleError as ``undo`` does."""
    return undo(tx, revision)


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
    if _was_undone(tx.connection, revision):
        raise RuleError("Entry {revision} was undone before.", revision=revision)
    return entry


def _was_undone(connection: Connection, revision: int) -> bool:
    """An undo of it stands, however long ago both were."""
    table = schema.entry
    later = select(table.c.revision).where(table.c.undoes == revision)
    return any(not _was_undone(connection, undoing) for undoing in connection.scalars(later).all())


def _put_back(tx: Transaction, change: Change) -> None:
    kind = RECORDS[change.kind]
    record = tx.find(kind, change.id)
    if not _still_says(kind, record, change):
        _refuse(tx, change)
    if change.before is None:
        tx.remove(kind, change.id)
        return
    now: Fields = to_fields(record) if record is not None else {}
    tx.put(from_fields(kind, change.id, {**now, **change.before}))


def _says(tx: Transaction, change: Change) -> bool:
    kind = RECORDS[change.kind]
    return _still_says(kind, tx.find(kind, change.id), change)


def _still_says(kind: type[Record], record: Record | None, change: Change) -> bool:
    if record is None or change.after is None:
        return record is None and change.after is None
    says = to_fields(record)
    made = {**default_fields(kind), **change.after} if change.before is None else dict(change.after)
    return all(says[name] == value for name, value in made.items())


def _refuse(tx: Transaction, change: Change) -> None:
    later = last_touch(tx.connection, (change.kind, change.id))
    raise RuleError(
        "{what} was changed since by {officer} (entry {later}); undo that first.",
        what=called(tx, change.kind, change.id),
        officer=later.officer if later else "?",
        later=later.revision if later else "?",
    )


def called(tx: Transaction, kind: str, id_: int) -> str:
    """What the officer calls the record: case or number and name; of a stay, its person's."""
    record: Record | None = tx.find(RECORDS[kind], id_)
    if isinstance(record, Stay | Booking):
        record = tx.find(Person, record.person)
    parts = [getattr(record, name, "") for name in ("case", "number", "name")]
    words = " ".join(dict.fromkeys(str(part) for part in parts if part))
    return words or f"{kind} {id_}"


def last_touch(connection: Connection, node: Node) -> Entry | None:
    """The newest entry that changed a record."""
    table = schema.change
    query = (
        select(table.c.revision)
        .where(table.c.kind == node[0], table.c.id == node[1])
        .order_by(table.c.revision.desc())
        .limit(1)
    )
    revision = connection.scalar(query)
    return header_at(connection, revision) if revision else None

"""One command, one transaction, one journal entry."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from sqlalchemy import Connection, delete, select, text

from situationroom.models import RECORDS, Incident, Record
from situationroom.models.errors import RuleError
from situationroom.models.journal import Json
from situationroom.models.made_quickly import remade
from situationroom.store import schema
from situationroom.store.beside import Beside
from situationroom.store.codec import KIND_OF, dumps, from_row, to_fields
from situationroom.store.rows import Row, filled_columns, insert_rows, insertions, upsert_rows
from situationroom.store.spelling import spelled

R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")
Key = tuple[type[Record], int]
Records = defaultdict[type[Record], dict[int, Record | None]]
"""By kind and id: an import looks here for each of very many records, several times."""
IN_ONE_STATEMENT = 500
ROWS_AT_ONCE = 5_000
MANY = 500
"""Rows; from so many on, writing them takes long enough to do something else meanwhile."""


class ChangeText(NamedTuple):
    """One change as the journal keeps it: canonical JSON before and after, None for nothing."""

    kind: str
    id: int
    before: str | None
    after: str | None


@dataclass(slots=True)
class Transaction:
    """What a command sees: records by id, changed only through ``add``, ``put`` and ``remove``.

    Before and after are remembered here; rules, derived tables and the journal's changes follow
    in ``settle`` (``incident_file.run`` asks for it before the commit). ``now`` is aware UTC to
    the second. ``digest`` and ``written`` are the journal's: the hash and the number of the
    changes it has taken so far. What runs ``beside`` has the connection to itself.
    """

    _connection: Connection
    officer: str
    workstation: str
    now: datetime
    revision: int = 0
    template: str = ""
    values: dict[str, Json] = field(default_factory=dict)
    undoable: bool = True
    undoes: int | None = None
    settling: Callable[["Transaction"], None] = lambda _: None
    digest: "hashlib._Hash | None" = None
    written: int = 0
    touched_incident: bool = False
    beside: Beside = field(default_factory=Beside)
    _order: list[Key] = field(default_factory=list)
    _before: Records = field(default_factory=lambda: defaultdict(dict))
    _after: Records = field(default_factory=lambda: defaultdict(dict))
    _created: dict[type[Record], dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    _read: dict[Key, Record | None] = field(default_factory=dict)
    _unwritten: dict[type[Record], dict[int, None]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _last_ids: dict[type[Record], int] = field(default_factory=dict)
    _standing: dict[type[Record], Any] = field(default_factory=dict)

    def describe(self, template: str, /, **values: Json) -> None:
        """Say the act in words, as the journal and the undo button will show it."""
        self.template, self.values = template, values

    def lasting(self) -> None:
        """This act has happened outside and cannot be undone."""
        self.undoable = False

    @property
    def connection(self) -> Connection:
        """The connection, once nobody else uses it."""
        self.beside.wait()
        return self._connection

    @property
    def incident(self) -> Incident:
        """The incident this file is about."""
        return self.get(Incident, 1)

    def find(self, kind: type[R], id_: int) -> R | None:
        """The record as this transaction sees it, or None."""
        touched = self._after[kind]
        if id_ in touched:
            return cast("R | None", touched[id_])
        key = (kind, id_)
        if key in self._read:
            return cast("R | None", self._read[key])
        row = self.connection.execute(
            select(schema.TABLES[KIND_OF[kind]]).where(schema.TABLES[KIND_OF[kind]].c.id == id_)
        ).first()
        if row is None:
            return None
        # Kept: nothing else writes during this transaction, and many acts ask for the incident.
        self._read[key] = from_row(kind, row._mapping)
        return cast("R", self._read[key])

    def get(self, kind: type[R], id_: int) -> R:
        """The record; raises RuleError when it does not exist (any more)."""
        record = self.find(kind, id_)
        if record is None:
            raise RuleError("This record no longer exists; somebody took it back.")
        return record

    def get_all(self, kind: type[R], ids: Iterable[int]) -> list[R]:
        """Many records in the order of ``ids``, read in few statements."""
        wanted = list(ids)
        self.read_ahead(kind, wanted)
        return [self.get(kind, id_) for id_ in wanted]

    def read_ahead(self, kind: type[Record], ids: Iterable[int]) -> None:
        """Read many records in few statements; ``find`` then knows them, and which are missing."""
        table, touched = schema.TABLES[KIND_OF[kind]], self._after[kind]
        wanted = (id_ for id_ in dict.fromkeys(ids) if id_ not in touched)
        missing = [id_ for id_ in wanted if (kind, id_) not in self._read]
        self._read.update(((kind, id_), None) for id_ in missing)
        for some in chunks(missing):
            for row in self.connection.execute(select(table).where(table.c.id.in_(some))):
                self._read[kind, row.id] = from_row(kind, row._mapping)

    def add(self, draft: R, **fields: Any) -> R:
        """A new record: the draft with the next number of its kind, and ``fields`` put in."""
        kind = type(draft)
        if kind not in self._last_ids:
            self._last_ids[kind] = self._last_id(kind)
        self._last_ids[kind] = id_ = self._last_ids[kind] + 1
        numbered = remade(draft, id=id_, **fields)
        self._order.append((kind, id_))
        self._before[kind][id_] = None
        self._set(kind, id_, numbered)
        return numbered

    def put(self, record: R) -> R:
        """The record as it shall be from now on."""
        self._remember(type(record), record.id)
        self._set(type(record), record.id, record)
        return record

    def remove(self, kind: type[Record], id_: int) -> None:
        """The record shall not exist; only an undo does this."""
        self._remember(kind, id_)
        self._set(kind, id_, None)

    def ask(
        self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs
    ) -> T:
        """A query that sees what this transaction has done so far."""
        self.flush()
        return query(self.connection, *args, **more)

    def standing(self, kind: type[Record], query: Callable[[Connection], T]) -> T:
        """The answer of the one query that depends on nothing but this kind of record.

        Kept until a record of this kind is touched: every part of an import asks it.
        """
        if kind not in self._standing or self._after[kind]:
            self._standing[kind] = self.ask(query)
        return cast("T", self._standing[kind])

    def touched(self, kind: type[R]) -> list[R]:
        """The records of one kind as they are now, of those this transaction has changed."""
        return [cast("R", record) for record in self._after[kind].values() if record]

    def touched_ids(self, kind: type[Record]) -> list[int]:
        """The ids of one kind that this transaction has created, changed or removed."""
        return [*self._after[kind]]

    def created_ids(self, kind: type[Record]) -> set[int]:
        """The touched ids of one kind that nobody had before this transaction."""
        return {id_ for id_, before in self._before[kind].items() if before is None}

    def removed_ids(self, kind: type[Record]) -> list[int]:
        """The touched ids of one kind that nobody has any more."""
        return [id_ for id_, record in self._after[kind].items() if record is None]

    def before(self, kind: type[R], id_: int) -> R | None:
        """How a touched record was before this transaction."""
        return cast("R | None", self._before[kind][id_])

    def changes(self) -> Iterator[ChangeText]:
        """What is different, in the order it was first touched, after ``flush``."""
        for kind, id_ in self._order:
            before, after = self._before[kind][id_], self._after[kind][id_]
            created = self._created[kind].get(id_) if before is None else None
            if created is not None and after is not None:
                yield ChangeText(KIND_OF[kind], id_, None, created)
            elif before != after:
                yield from _change(kind, id_, before, after)

    def settle(self) -> None:
        """Check, derive and journal what was done so far, and forget it.

        Very many records must never lie in memory all at once. What is settled may be changed
        again, but has to fit the rules as it stands: only for records that stand by themselves.
        """
        self.settling(self)
        self.touched_incident |= 1 in self._after[Incident]
        for kind in [kind for kind in self._standing if self._after[kind]]:
            del self._standing[kind]
        incident = None if self._after[Incident] else self._read.get((Incident, 1))
        self._order.clear()
        for remembered in (self._before, self._after, self._created, self._read):
            remembered.clear()
        if incident is not None:
            self._read[Incident, 1] = incident

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows that are not there yet; very many are queued to be written beside the work."""
        if not rows:
            return
        if len(rows) < MANY:
            insert_rows(self.connection, table, columns, rows)
            return
        for statement, values in insertions(table, columns, rows):
            self.later(statement, values)

    def later(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Run a statement in its turn: before anybody uses the connection, or beside the work."""
        raw: Any = self._connection.connection.driver_connection
        self.beside.then(lambda: raw.execute(statement, values).close())

    def flush(self) -> None:
        """Write what is waiting, parents before children."""
        waiting = dict(self._unwritten)
        self._unwritten.clear()
        for kind in RECORDS.values():
            if kind in waiting:
                self._write(kind, [*waiting[kind]])
                if kind in self._last_ids:
                    self._keep_counter(KIND_OF[kind], self._last_ids[kind])

    def _set(self, kind: type[Record], id_: int, record: Record | None) -> None:
        self._after[kind][id_] = record
        self._unwritten[kind][id_] = None

    def _remember(self, kind: type[Record], id_: int) -> None:
        if id_ not in self._before[kind]:
            self._before[kind][id_] = self.find(kind, id_)
            self._order.append((kind, id_))

    def _write(self, kind: type[Record], ids: Sequence[int]) -> None:
        name, table = KIND_OF[kind], schema.TABLES[KIND_OF[kind]]
        for some in chunks(ids, ROWS_AT_ONCE):
            first, again = self._rows(kind, some)
            if first:
                self.insert(name, *filled_columns(name, first))
            if again:
                upsert_rows(self.connection, name, again)
        for some in chunks([id_ for id_ in ids if self._after[kind][id_] is None]):
            self.connection.execute(delete(table).where(table.c.id.in_(some)))

    def _rows(self, kind: type[Record], ids: Sequence[int]) -> tuple[list[Row], list[Row]]:
        """The rows of records that have none yet, and of others; journal texts are kept."""
        before, after, created = self._before[kind], self._after[kind], self._created[kind]
        first, again = list[Row](), list[Row]()
        for id_ in ids:
            record = after[id_]
            if record is None:
                continue
            row, said = spelled(record)
            (first if before[id_] is None and id_ not in created else again).append(row)
            if before[id_] is None:
                created[id_] = said
        return first, again

    def _last_id(self, kind: type[Record]) -> int:
        counter = schema.counter
        query = select(counter.c.last).where(counter.c.kind == KIND_OF[kind])
        return self.connection.scalar(query) or 0

    def _keep_counter(self, kind: str, last: int) -> None:
        self.later("INSERT OR REPLACE INTO counter (kind, last) VALUES (?, ?)", (kind, last))


def chunks(items: Sequence[T], size: int = IN_ONE_STATEMENT) -> Iterator[Sequence[T]]:
    """A few items at a time: as many as one SQL statement takes, unless told otherwise."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


@contextmanager
def writing(
    connection: Connection,
    officer: str,
    workstation: str,
    now: datetime,
    settling: Callable[[Transaction], None] = lambda _: None,
) -> Iterator[Transaction]:
    """A transaction that holds the incident's single write lock; commit or nothing.

    ``settling`` is called with it whenever what was done has to be completed.
    """
    with connection.begin():
        # The first statement: it takes the lock, so every check after it sees the truth.
        connection.execute(text("UPDATE head SET revision = revision + 1"))
        revision = connection.scalar(select(schema.head.c.revision)) or 0
        at = now.replace(microsecond=0)
        tx = Transaction(connection, officer, workstation, at, revision, settling=settling)
        try:
            yield tx
            tx.beside.wait()
        finally:
            tx.beside.drop()


def _change(
    kind: type[Record], id_: int, before: Record | None, after: Record | None
) -> Iterator[ChangeText]:
    name = KIND_OF[kind]
    if before is None or after is None:
        yield ChangeText(name, id_, _all(before), _all(after))
        return
    old, new = to_fields(before), to_fields(after)
    differing = [field_name for field_name in new if new[field_name] != old[field_name]]
    if differing:
        was, now = ({f: said[f] for f in differing} for said in (old, new))
        yield ChangeText(name, id_, dumps(was), dumps(now))


def _all(record: Record | None) -> str | None:
    return None if record is None else spelled(record)[1]

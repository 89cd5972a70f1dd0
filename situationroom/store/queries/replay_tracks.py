"""What the journal made the records say, as columns of versions: from one revision until another.

A version that is in force at a revision is found by two comparisons, whatever came before or
after it; nothing is played again. The journal's order is the truth, its times are not asked here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from situationroom.models import RECORDS, Record
from situationroom.models.journal import Fields
from situationroom.store.codec import default_fields, from_fields
from situationroom.store.journal import change_of
from situationroom.store.transaction import chunks

R = TypeVar("R", bound=Record)
Numbers = NDArray[Any]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
FOR_EVER = 2**31 - 1
"""The revision until which a version holds that nothing has replaced."""
AT_ONCE = 2_000
"""Records whose versions are read together: what lies in memory as Python objects at a time."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field that is followed: its numpy type, and how a told value becomes a number."""

    name: str
    dtype: str
    number: Callable[[Any], Any] = float
    """With the type 'O' any value that nobody changes."""
    nothing: Any = 0
    """What stands for null."""
    kept_as: str = ""
    """The column's name, where it is not the field's."""

    @property
    def column(self) -> str:
        """The name of its column in a track."""
        return self.kept_as or self.name


@dataclass(frozen=True, slots=True)
class Track:
    """Versions of all records of a kind, by id and then in the order they were said."""

    id: NDArray[np.int64]
    since: NDArray[np.int32]
    until: NDArray[np.int32]
    columns: Mapping[str, Numbers]

    def at(self, revision: int) -> "Track":
        """The versions in force at a revision: at most one of an id, by id."""
        return self.take(np.flatnonzero((self.since <= revision) & (revision < self.until)))

    def take(self, places: Places) -> "Track":
        """The versions that stand at these places."""
        some = {name: column.take(places) for name, column in self.columns.items()}
        return Track(self.id.take(places), self.since.take(places), self.until.take(places), some)

    def renewed(self, ids: Sequence[int], fresh: "Track") -> "Track":
        """With all versions of ``ids`` as they are in ``fresh``."""
        others = ~np.isin(self.id, np.fromiter(ids, np.int64, len(ids)))
        whole = _joined([self.take(np.flatnonzero(others)), fresh])
        return whole.take(np.argsort(whole.id, kind="stable"))


@dataclass(frozen=True, slots=True)
class Versions(Generic[R]):
    """Whole records of a kind there are few of, with the revisions between which they said so."""

    records: tuple[R, ...]
    since: NDArray[np.int32]
    until: NDArray[np.int32]

    def at(self, revision: int) -> list[R]:
        """The records as they were at a revision, by id."""
        held = np.flatnonzero((self.since <= revision) & (revision < self.until))
        return [self.records[place] for place in held]


def ids_of(connection: Connection, kind: str) -> list[int]:
    """Ids of all records of a kind that ever were, ascending."""
    query = "SELECT DISTINCT id FROM change WHERE kind = :kind ORDER BY id"
    return list(connection.scalars(text(query), {"kind": kind}))


def track(
    connection: Connection,
    kind: str,
    followed: Sequence[Field],
    ids: Sequence[int],
    step: Callable[[int], object] = lambda _: None,
) -> Track:
    """Every version of the records ``ids`` (ascending); ``step(n)`` is told how many were read."""
    parts = [_joined([], followed)]
    query = _changes_query(kind, followed)
    for some in chunks(ids, AT_ONCE):
        listed = f"({', '.join(map(str, some))})"
        rows = connection.exec_driver_sql(f"{query} IN {listed} {_ORDER}").fetchall()
        parts.append(_part(rows, kind, followed))
        step(len(some))
    return _joined(parts)


def versions(connection: Connection, kind: type[R], name: str) -> Versions[R]:
    """Every version of all records of a kind there are few of."""
    query = f"SELECT * FROM change WHERE kind = :kind {_ORDER}"
    found: list[R] = []
    since, until, last = list[int](), list[int](), 0
    told: Fields = {}
    for row in connection.execute(text(query), {"kind": name}).mappings():
        change, revision = change_of(row), row["revision"]
        if last == change.id and until[-1] == FOR_EVER:
            until[-1] = revision
        if change.after is None:
            continue
        told = {**(default_fields(kind) if change.before is None else told), **change.after}
        found.append(from_fields(kind, change.id, told))
        since.append(revision)
        until.append(FOR_EVER)
        last = change.id
    return Versions(tuple(found), np.array(since, np.int32), np.array(until, np.int32))


_ORDER = "ORDER BY id, revision, position"


def _changes_query(kind: str, followed: Sequence[Field]) -> str:
    """Who, when, whether it begins or ends there, and what each field says (and that it does)."""
    said = "".join(f", json_extract(after, '$.{f.name}')" for f in followed)
    tells = "".join(f", json_type(after, '$.{f.name}')" for f in _optional(kind, followed))
    return (
        f"SELECT id, revision, before IS NULL, after IS NULL{said}{tells} FROM change "
        f"WHERE kind = '{kind}' AND id"
    )


def _part(rows: Sequence[Any], kind: str, followed: Sequence[Field]) -> Track:
    """The versions of some changes, which come record by record."""
    if not rows:
        return _joined([], followed)
    id_, revision, begins, over, *told = (list(column) for column in zip(*rows, strict=True))
    begun, ended = np.array(begins, bool), np.array(over, bool)
    says = [np.array([v is not None for v in told[where]]) for where in _places(kind, followed)]
    counts = np.flatnonzero(np.logical_or.reduce([begun, ended, *says]))
    nothing = default_fields(RECORDS[kind])
    columns = {
        field.column: _carried(field, told[place], begun | says[place], nothing[field.name])[counts]
        for place, field in enumerate(followed)
    }
    ids, since = np.array(id_, np.int64)[counts], np.array(revision, np.int32)[counts]
    until = np.full(len(counts), FOR_EVER, np.int32)
    until[:-1] = np.where(ids[1:] == ids[:-1], since[1:], FOR_EVER)
    whole = Track(ids, since, until, columns)
    return whole.take(np.flatnonzero((since < until) & ~ended[counts]))


def _carried(field: Field, told: Sequence[Any], says: Flags, default: Any) -> Numbers:
    """What a field says after each change: what was told last, from the record's beginning on."""
    unsaid = field.nothing if default is None else field.number(default)
    said = (unsaid if v is None else field.number(v) for v in told)
    values = np.fromiter(said, field.dtype, len(told))
    return values[np.maximum.accumulate(np.where(says, np.arange(len(values)), 0))]


def _optional(kind: str, followed: Sequence[Field]) -> list[Field]:
    """Fields that may be told to be nothing: what they say does not show that they say it."""
    nothing = default_fields(RECORDS[kind])
    return [field for field in followed if nothing[field.name] is None]


def _places(kind: str, followed: Sequence[Field]) -> list[int]:
    """For each field the column (after the first four) that is not null where it is told."""
    types = {f.column: len(followed) + n for n, f in enumerate(_optional(kind, followed))}
    return [types.get(field.column, place) for place, field in enumerate(followed)]


def _joined(parts: Sequence[Track], followed: Sequence[Field] = ()) -> Track:
    """One track of several; without any, an empty one of the fields."""
    if not parts:
        nothing = {f.column: np.zeros(0, f.dtype) for f in followed}
        ends = np.zeros(0, np.int32)
        return Track(np.zeros(0, np.int64), ends, ends, nothing)
    return Track(
        np.concatenate([part.id for part in parts]),
        np.concatenate([part.since for part in parts]),
        np.concatenate([part.until for part in parts]),
        {name: np.concatenate([part.columns[name] for part in parts]) for name in parts[0].columns},
    )

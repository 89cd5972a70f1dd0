"""What a period changed: opening + came in - went out = closing, for every figure.

Persons are compared by name between the two moments, replayed from the journal; who came and
went in between is not in the difference. Requests are counted at every opening and ending.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, text

from situationroom.models import Period
from situationroom.models.journal import Entry
from situationroom.models.vocabulary import OPEN_STATUSES
from situationroom.store.journal import change_of, entry_of
from situationroom.store.past import as_of

_OPEN = frozenset(str(status) for status in OPEN_STATUSES)
_STAGED = "SELECT p.id FROM person p JOIN person_stage g ON g.person = p.id WHERE "
SETS = {
    "affected": "SELECT id FROM person",
    "unaccounted": _STAGED + "p.safety IN ('unknown', 'missing') AND g.stage NOT IN "
    "('boarded', 'arrived', 'left_independently', 'not_in_area')",
    "sheltered": _STAGED + "g.site IS NOT NULL",
    "moving": _STAGED + "g.stage = 'boarded'",
    "out": _STAGED + "g.stage IN ('arrived', 'left_independently')",
}
"""Whom each figure counts; the definitions are those of the top strip."""
DECIDED = {"record_decision": "decision", "record_event": "event"}
LOG = 5_000
"""At most so many entries of a period are printed; the count is of all."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One figure over a period."""

    opening: int
    came_in: int
    went_out: int

    @property
    def closing(self) -> int:
        """Always: opening + came in - went out."""
        return self.opening + self.came_in - self.went_out


def flows(connection: Connection, period: Period) -> dict[str, Flow]:
    """The figures of a period, one that is open up to now."""
    opening = _sets(connection, period.opening)
    closing = _sets(connection, period.closing)
    found = {
        name: Flow(
            len(opening[name]),
            len(closing[name] - opening[name]),
            len(opening[name] - closing[name]),
        )
        for name in SETS
    }
    found["open"] = _requests(connection, period, len(opening["open"]))
    return found


def period_entries(connection: Connection, period: Period) -> tuple[list[Entry], int]:
    """The entries of a period in their order, and how many there are altogether."""
    last = period.closing if period.closing is not None else 2**62
    values = {"first": period.opening, "last": last, "limit": LOG}
    within = "FROM entry WHERE revision > :first AND revision <= :last"
    rows = connection.execute(
        text(f"SELECT * {within} ORDER BY revision LIMIT :limit"), values
    ).mappings()
    del values["limit"]
    count = connection.scalar(text(f"SELECT count(*) {within}"), values) or 0
    return [entry_of(row, ()) for row in rows], int(count)


def _sets(connection: Connection, revision: int | None) -> dict[str, set[int]]:
    open_ = ", ".join(f"'{status}'" for status in sorted(_OPEN))
    asked = {**SETS, "open": f"SELECT id FROM request WHERE status IN ({open_})"}
    with _at(connection, revision) as then:
        return {name: set(then.scalars(text(query))) for name, query in asked.items()}


@contextmanager
def _at(connection: Connection, revision: int | None) -> Iterator[Connection]:
    if revision is None:
        yield connection
        return
    with as_of(connection, revision=revision) as then:
        yield then


def _requests(connection: Connection, period: Period, opening: int) -> Flow:
    """Gross: a request opened and resolved within the period came in and went out."""
    last = period.closing if period.closing is not None else 2**62
    query = text(
        "SELECT kind, id, before, after FROM change WHERE kind = 'request' "
        "AND revision > :first AND revision <= :last"
    )
    came = went = 0
    values = {"first": period.opening, "last": last}
    for row in connection.execute(query, values).mappings():
        change = change_of(row)
        was = _is_open(change.before)
        now = _is_open(change.after)
        if was is None and now is None:
            continue
        came += bool(now) and not was
        went += bool(was) and not now
    return Flow(opening, came, went)


def _is_open(fields: object) -> bool | None:
    """Whether a side of a change says open; None where it says nothing of the status."""
    if fields is None:
        return False
    assert isinstance(fields, dict)  # noqa: S101 - for the type checker
    whole = "opened_at" in fields and "due_at" in fields
    status = fields.get("status", "new" if whole else None)
    return None if status is None else status in _OPEN

"""How fast the cell answers and finishes: by priority, from the requests as they stand.

The clock of a request begins when it is opened (or opened anew) and stops at its
acknowledgement. A request joined into another without an answer has none of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from statistics import median

from sqlalchemy import Connection, text

from situationroom.models.vocabulary import Priority
from situationroom.store.codec import time_of


@dataclass(frozen=True, slots=True)
class Responses:
    """One priority. Times are None while nothing was answered or resolved.

    ``within`` is the share (0..1) acknowledged by their due time; ``late`` is the 95th
    percentile by nearest rank.
    """

    answered: int = 0
    unanswered: int = 0
    median: timedelta | None = None
    late: timedelta | None = None
    within: float | None = None
    resolved: int = 0
    resolved_median: timedelta | None = None
    resolved_late: timedelta | None = None


def responses(connection: Connection) -> dict[Priority, Responses]:
    """The figures of every priority."""
    query = (
        "SELECT priority, coalesce(reopened_at, opened_at), acknowledged_at, due_at, resolved_at, "
        "status FROM request WHERE joined_into IS NULL OR acknowledged_at IS NOT NULL"
    )
    found: dict[Priority, list[tuple[str | None, ...]]] = {priority: [] for priority in Priority}
    for priority, *row in connection.execute(text(query)):
        found[Priority(priority)].append(tuple(row))
    return {priority: _figures(rows) for priority, rows in found.items()}


def _figures(rows: Sequence[tuple[str | None, ...]]) -> Responses:
    answered = [(_between(r[0], r[1]), str(r[1]) <= str(r[2])) for r in rows if r[1]]
    resolved = [_between(r[0], r[3]) for r in rows if r[3]]
    waited = [wait for wait, _ in answered]
    return Responses(
        answered=len(answered),
        unanswered=sum(r[4] == "new" for r in rows),
        median=middle(waited),
        late=percentile(waited, 95),
        within=sum(ok for _, ok in answered) / len(answered) if answered else None,
        resolved=len(resolved),
        resolved_median=middle(resolved),
        resolved_late=percentile(resolved, 95),
    )


def middle(spans: Sequence[timedelta]) -> timedelta | None:
    """The median; the mean of the middle two of an even number."""
    if not spans:
        return None
    return timedelta(seconds=median(span.total_seconds() for span in spans))


def percentile(spans: Sequence[timedelta], percent: int) -> timedelta | None:
    """The nearest-rank percentile: the smallest that ``percent`` of all do not exceed."""
    ordered = sorted(spans)
    return ordered[ceil(percent / 100 * len(ordered)) - 1] if ordered else None


def _between(began: str | None, ended: str | None) -> timedelta:
    assert began is not None  # noqa: S101 - every request was opened
    assert ended is not None  # noqa: S101 - asked for by the callers
    return time_of(ended) - time_of(began)

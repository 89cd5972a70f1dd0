"""What the overview says of the work: follow-ups that are due, and whether all are served."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from situationroom.models import Request, Task
from situationroom.store.queries.followups import tasks_due
from situationroom.store.queries.reconciliation import Reconciliation, reconciliation

SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class WorkLeft:
    """Follow-ups due by now or within the next hour, and the numbers that must be zero."""

    tasks: tuple[tuple[Task, Request], ...]
    served: Reconciliation


def work_left(connection: Connection, now: datetime, lines: int) -> WorkLeft:
    """The first ``lines`` follow-ups and the numbers at ``now`` (aware)."""
    due = tasks_due(connection, now + SOON, lines)
    return WorkLeft(tuple(due), reconciliation(connection, now))

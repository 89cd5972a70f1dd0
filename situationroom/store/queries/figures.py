"""The figures on the top strip. Each has a written definition (``DEFINITIONS``)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from situationroom.models.briefing import DEFINITIONS
from situationroom.store.codec import time_text

__all__ = ["DEFINITIONS", "Figures", "figures"]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of persons and requests at one moment."""

    affected: int
    unaccounted: int
    open: int
    overdue: int
    sheltered: int
    moving: int
    out: int


_OPEN = "('new', 'acknowledged', 'in_progress', 'waiting')"
_STAGES = """
    SELECT count(*) AS affected,
      sum(p.safety IN ('unknown', 'missing')
        AND g.stage NOT IN ('boarded', 'arrived', 'left_independently', 'not_in_area'))
        AS unaccounted,
      sum(g.site IS NOT NULL) AS sheltered, sum(g.stage = 'boarded') AS moving,
      sum(g.stage IN ('arrived', 'left_independently')) AS out
    FROM person p JOIN person_stage g ON g.person = p.id
"""


def figures(connection: Connection, now: datetime) -> Figures:
    """The figures of the records as they are; ``now`` (aware) decides what is overdue."""
    people = connection.execute(text(_STAGES)).mappings().one()
    asked = connection.execute(
        text(
            f"SELECT sum(status IN {_OPEN}) AS open, "
            "sum(status = 'new' AND due_at < :now) AS overdue FROM request"
        ),
        {"now": time_text(now)},
    ).mappings()
    return Figures(**{name: count or 0 for name, count in {**people, **asked.one()}.items()})

"""What goes up to the lead: requests nobody acknowledged in time, persons out of contact."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from situationroom.models.incident import Targets
from situationroom.models.record import Record
from situationroom.models.request import Request
from situationroom.models.vocabulary import RequestStatus, Tier

TIER_STEPS: Final = {Tier.ORANGE: 1, Tier.RED: 2}
"""A tier as a step: what was acknowledged at orange comes back at red."""


@dataclass(frozen=True, slots=True)
class Escalation(Record):
    """A named officer has seen that it went up. The clock it is about ``began`` at that time.

    ``began`` is when a request was due, or when a person was heard of last: once that changes, it
    is another matter and comes back by itself. ``step`` counts from 1 (``Targets.steps``), of a
    person it is 1 at orange and 2 at red.
    """

    at: datetime
    officer: str
    step: int
    began: datetime
    request: int | None = None
    person: int | None = None
    note: str = ""


def due_of_steps(request: Request, targets: Targets) -> list[datetime]:
    """When each step of the escalation is reached while nobody acknowledges the request."""
    target = targets.time_to_acknowledge(request.priority)
    return [request.due_at + target * (step.times - 1) for step in targets.steps]


def step_of(request: Request, targets: Targets, now: datetime) -> int:
    """The step that is reached, from 1; 0 while the request is in time or acknowledged."""
    if request.status is not RequestStatus.NEW:
        return 0
    return sum(at < now for at in due_of_steps(request, targets))

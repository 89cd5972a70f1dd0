"""The incident: one file, one crisis."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.triage import Question, check_questions
from situationroom.models.triage_questions import QUESTIONS
from situationroom.models.vocabulary import IncidentKind, Priority

LONGEST_MINUTES = 7 * 24 * 60
LONGEST_HOURS = 30 * 24
MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """``whom`` an unanswered request goes to once ``times`` its target has passed.

    Counted from when its clock began: at 1.0 it is due. An empty ``whom`` is the group
    lead at the first step, the shift lead at every later one.
    """

    times: float
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Targets:
    """Minutes to acknowledge by priority, hours of missing tiers, days of supplies (editable).

    ``steps`` are the escalation of what nobody has acknowledged, the earliest first.
    ``attach_from`` is the certainty (0..1) from which an import attaches a row to somebody known
    by itself, where a document matches too; 0 is never (docs/decisions/0010).
    """

    red_minutes: int = 15
    orange_minutes: int = 30
    yellow_minutes: int = 120
    orange_tier_hours: int = 24
    red_tier_hours: int = 48
    cover_days: int = 15
    steps: tuple[EscalationStep, ...] = (EscalationStep(1.0), EscalationStep(2.0))
    attach_from: float = 0.0

    def time_to_acknowledge(self, priority: Priority) -> timedelta:
        """How long the cell gives itself to answer a request of this priority."""
        minutes = {
            Priority.RED: self.red_minutes,
            Priority.ORANGE: self.orange_minutes,
            Priority.YELLOW: self.yellow_minutes,
        }
        return timedelta(minutes=minutes[priority])


LEAST_CERTAIN: Final = 0.99
MOST_CERTAIN: Final = 0.99999


@dataclass(frozen=True, slots=True)
class Incident(Record):
    """What the file is about. ``country`` ISO 3166 alpha-2, ``home`` alpha-3, zones IANA names.

    ``questions`` is the cell's own table of the triage, empty while those of its kind are asked.
    ``exercise_seconds`` is added to the workstation's clock: a drill may replay another day.
    """

    name: str
    kind: IncidentKind
    country: str
    started_at: datetime
    home: str = "CHN"
    home_zone: str = "Asia/Shanghai"
    incident_zone: str = "UTC"
    drill: bool = False
    exercise_seconds: int = 0
    targets: Targets = field(default_factory=Targets)
    questions: tuple[Question, ...] = ()

    @property
    def triage(self) -> tuple[Question, ...]:
        """The questions asked in this incident: its own table, else those of its kind."""
        return self.questions or QUESTIONS[self.kind]


def check_incident(incident: Incident, before: Incident | None = None) -> Incident:
    """Return ``incident``; raises RuleError without a name or when drill and real would swap."""
    if not incident.name.strip():
        raise RuleError("The incident needs a name.")
    if incident.exercise_seconds and not incident.drill:
        raise RuleError("Only a drill may run on exercise time.")
    if before is not None and before.drill != incident.drill:
        raise RuleError("A drill can never become a real incident, nor a real one a drill.")
    check_targets(incident.targets)
    check_questions(incident.questions)
    return incident


def check_targets(targets: Targets) -> None:
    """Raises RuleError for times nobody could keep, or that would turn the order around."""
    minutes = (targets.red_minutes, targets.orange_minutes, targets.yellow_minutes)
    if min(minutes) < 1:
        raise RuleError("Nobody can answer within 0 minutes; give at least one.")
    if max(minutes) > LONGEST_MINUTES:
        raise RuleError("A target of more than a week is none; give fewer minutes.")
    if list(minutes) != sorted(minutes):
        raise RuleError(
            "Red must be answered first, then orange, then yellow; "
            "{red}, {orange} and {yellow} min turn that around.",
            red=minutes[0],
            orange=minutes[1],
            yellow=minutes[2],
        )
    if not 1 <= targets.orange_tier_hours < targets.red_tier_hours <= LONGEST_HOURS:
        raise RuleError(
            "Out of contact rises to orange first and to red later, within 30 days; "
            "{orange} h and {red} h do not.",
            orange=targets.orange_tier_hours,
            red=targets.red_tier_hours,
        )
    _check_steps(targets.steps)


def _check_steps(steps: tuple[EscalationStep, ...]) -> None:
    times = [step.times for step in steps]
    if len(times) > MOST_STEPS or any(not 1 <= one <= 100 for one in times):
        raise RuleError("Escalate at most five times, each after 1 to 100 times the target.")
    if any(later <= earlier for earlier, later in pairwise(times)):
        raise RuleError("Each step of the escalation comes later than the one before.")

"""The incident: one file, one crisis."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import IncidentKind, Priority


@dataclass(frozen=True, slots=True)
class Targets:
    """Minutes to acknowledge by priority, hours of missing tiers, days of supplies (editable)."""

    red_minutes: int = 15
    orange_minutes: int = 30
    yellow_minutes: int = 120
    orange_tier_hours: int = 24
    red_tier_hours: int = 48
    cover_days: int = 15

    def time_to_acknowledge(self, priority: Priority) -> timedelta:
        """How long the cell gives itself to answer a request of this priority."""
        minutes = {
            Priority.RED: self.red_minutes,
            Priority.ORANGE: self.orange_minutes,
            Priority.YELLOW: self.yellow_minutes,
        }
        return timedelta(minutes=minutes[priority])


@dataclass(frozen=True, slots=True)
class Incident(Record):
    """What the file is about. ``country`` ISO 3166 alpha-2, ``home`` alpha-3, zones IANA names.

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


def check_incident(incident: Incident, before: Incident | None = None) -> Incident:
    """Return ``incident``; raises RuleError without a name or when drill and real would swap."""
    if not incident.name.strip():
        raise RuleError("The incident needs a name.")
    if incident.exercise_seconds and not incident.drill:
        raise RuleError("Only a drill may run on exercise time.")
    if before is not None and before.drill != incident.drill:
        raise RuleError("A drill can never become a real incident, nor a real one a drill.")
    return incident

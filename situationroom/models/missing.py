"""Out of contact: the tier follows from the last contact and the time, and rises by itself."""

from datetime import datetime, timedelta
from typing import Final

from situationroom.models.incident import Targets
from situationroom.models.person import Person
from situationroom.models.vocabulary import Safety, Stage, Tier

UNHEARD: Final = (Safety.UNKNOWN, Safety.MISSING)
GONE: Final = (Stage.BOARDED, Stage.ARRIVED, Stage.LEFT_INDEPENDENTLY, Stage.NOT_IN_AREA)
"""Stages in which nobody is unaccounted for, whatever is known of their safety."""


def tier(last_contact: datetime, targets: Targets, now: datetime) -> Tier:
    """The tier of somebody unaccounted for who was heard of last at ``last_contact`` (aware)."""
    if last_contact < now - timedelta(hours=targets.red_tier_hours):
        return Tier.RED
    if last_contact < now - timedelta(hours=targets.orange_tier_hours):
        return Tier.ORANGE
    return Tier.YELLOW


def tier_of(
    person: Person, targets: Targets, now: datetime, stage: Stage | None = None
) -> Tier | None:
    """The person's tier; None for whoever is accounted for or was never heard of.

    Without ``stage`` only what is typed about it counts.
    """
    at = stage or Stage(person.presence)
    if person.safety not in UNHEARD or at in GONE or person.last_contact is None:
        return None
    return tier(person.last_contact, targets, now)


def rose_at(last_contact: datetime, targets: Targets, reached: Tier) -> datetime:
    """When this tier was reached."""
    hours = {Tier.ORANGE: targets.orange_tier_hours, Tier.RED: targets.red_tier_hours}
    return last_contact + timedelta(hours=hours.get(reached, 0))

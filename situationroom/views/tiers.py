"""Out of contact, as lists, legend and figures show it: the tier is worked out as it is painted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from situationroom import legend
from situationroom.desk import Desk
from situationroom.legend import Shape, Tone
from situationroom.models import Person
from situationroom.models.missing import tier_of
from situationroom.models.vocabulary import Stage, Tier
from situationroom.store.queries.overview import Unaccounted
from situationroom.texts import tr

_WORST: Final = (Tier.RED, Tier.ORANGE, Tier.YELLOW)


def worst_tier(
    desk: Desk, persons: Iterable[Person], now: datetime, stage: Stage | None = None
) -> Tier | None:
    """The highest tier of these persons at ``now`` (aware); None when nobody is unaccounted for."""
    targets = desk.incident.targets
    reached = {tier_of(person, targets, now, stage) for person in persons}
    return next((tier for tier in _WORST if tier in reached), None)


def tier_tone(tier: Tier | None) -> Tone:
    """The tone of a tier; quiet for none."""
    return legend.mark(tier).tone if tier else "quiet"


def tier_shape(tier: Tier | None) -> Shape | None:
    """The shape of a tier that has risen; the first one needs none."""
    return legend.shape(tier) if tier in (Tier.RED, Tier.ORANGE) else None


def tier_words(tier: Tier | None) -> str:
    """A tier on hover."""
    return legend.label(tier) if tier else ""


def tier_parts(found: Unaccounted) -> list[tuple[str, Tone, int]]:
    """Words, tone and count of every tier, the highest first, and of who was never heard of."""
    parts = [(legend.short(tier), legend.mark(tier).tone, found.by_tier[tier]) for tier in _WORST]
    never: Tone = "unknown"
    return [*parts, (tr("never heard of"), never, found.never)]

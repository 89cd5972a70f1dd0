"""By what persons are coloured on the map, and which class each of them is in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from situationroom import legend
from situationroom.legend import Palette, Shape
from situationroom.map.projection import EARTH_RADIUS_M
from situationroom.models.incident import Targets
from situationroom.models.vocabulary import Priority, Safety, Stage, Tier
from situationroom.store.queries.map_columns import SAFETY_CODES
from situationroom.store.queries.map_details import PRIORITY_CODES, STAGE_CODES
from situationroom.texts import tr
from situationroom.views.map_fills import SERIES, STAGES, fill, of_theme
from situationroom.views.map_people import Codes, Kept, People

SAFETY_ORDER = (
    Safety.MISSING,
    Safety.NEEDS_HELP,
    Safety.INJURED,
    Safety.DECEASED,
    Safety.UNKNOWN,
    Safety.SAFE,
)
"""Clockwise from the top: what needs somebody first."""
STAGE_ORDER = (
    Stage.IN_AREA,
    Stage.STAYING,
    Stage.SHELTERED,
    Stage.ASSIGNED,
    Stage.BOARDED,
    Stage.ARRIVED,
    Stage.LEFT_INDEPENDENTLY,
    Stage.NOT_IN_AREA,
)
GONE = (Stage.BOARDED, Stage.ARRIVED, Stage.LEFT_INDEPENDENTLY, Stage.NOT_IN_AREA)
"""In these nobody is unaccounted for, whatever was last heard."""
NAMED = 7
"""Affiliations with a colour of their own; the rest are together."""
APART_M = 5_000.0
"""A household whose members are further from one another than this is apart."""
SHAPES: Final[tuple[Shape, ...]] = ("circle", "square", "diamond", "triangle")


@dataclass(frozen=True, slots=True)
class Kind:
    """One class: what it is called and how it looks; ``key`` names it for ever."""

    key: str
    words: str
    shape: Shape
    colour: str


@dataclass(frozen=True, slots=True)
class Colouring:
    """Classes by their code; ``order`` are the codes as they stand in the legend and clockwise."""

    key: str
    kinds: tuple[Kind, ...]
    order: tuple[int, ...]
    codes: Callable[[], Codes]


def colourings() -> dict[str, str]:
    """Everything one can colour by: key and words."""
    return {
        "safety": tr("Safety status"),
        "stage": tr("Stage"),
        "priority": tr("Priority of their request"),
        "tier": tr("Out of contact"),
        "household": tr("Household"),
        "affiliation": tr("Affiliation"),
        "heat": tr("Density (heat)"),
    }


def colouring(
    key: str, people: People, colours: Palette, now: datetime, targets: Targets
) -> Colouring:
    """The classes of one of ``colourings``; heat has those of the safety status."""
    made: Mapping[str, Callable[[], Colouring]] = {
        "stage": lambda: _stages(people, colours),
        "priority": lambda: _priorities(people, colours),
        "tier": lambda: _tiers(people, colours, now, targets),
        "household": lambda: _households(people, colours),
        "affiliation": lambda: _affiliations(people, colours),
    }
    return made.get(key, lambda: by_safety(people, colours, key))()


def by_safety(people: People, colours: Palette, key: str = "safety") -> Colouring:
    """How they are."""
    kinds = tuple(_of_legend(safety, colours) for safety in Safety)
    order = tuple(SAFETY_CODES[str(safety)] for safety in SAFETY_ORDER)
    return Colouring(key, kinds, order, lambda: people.columns.safety)


def age_steps(people: People, now: datetime) -> Codes:
    """How old each position is: under 6, 24, 72 hours, older or not told when."""
    second = now.timestamp()
    limits = np.array([second - hours * 3600 for hours in (72, 24, 6)])
    return (3 - np.searchsorted(limits, people.details.located, side="right")).astype(np.uint8)


def _of_legend(member: Safety | Stage | Priority, colours: Palette, colour: str = "") -> Kind:
    shown = colour or fill(legend.colour(member, colours))
    return Kind(str(member), legend.label(member), legend.shape(member), shown)


def _stages(people: People, colours: Palette) -> Colouring:
    apart = (Stage.ASSIGNED, Stage.BOARDED, Stage.LEFT_INDEPENDENTLY)
    own = dict(zip(apart, of_theme(STAGES, colours), strict=True))
    kinds = tuple(_of_legend(stage, colours, own.get(stage, "")) for stage in Stage)
    order = tuple(STAGE_CODES[str(stage)] for stage in STAGE_ORDER)
    return Colouring("stage", kinds, order, lambda: people.details.stage)


def _priorities(people: People, colours: Palette) -> Colouring:
    none = Kind("none", tr("No open request"), "ring", colours.unknown)
    kinds = (none, *(_of_legend(priority, colours) for priority in Priority))
    order = (*(PRIORITY_CODES[str(priority)] for priority in Priority), 0)
    return Colouring("priority", kinds, order, lambda: people.details.priority)


def _tiers(people: People, colours: Palette, now: datetime, targets: Targets) -> Colouring:
    hours = {
        Tier.RED: tr("Over {n} h", n=targets.red_tier_hours),
        Tier.ORANGE: tr("{n}–{more} h", n=targets.orange_tier_hours, more=targets.red_tier_hours),
        Tier.YELLOW: tr("Under {n} h", n=targets.orange_tier_hours),
    }
    kinds = [
        Kind(str(tier), words, legend.shape(tier), fill(legend.colour(tier, colours)))
        for tier, words in hours.items()
    ]
    kinds.append(Kind("never", tr("Never heard of"), "ring", colours.unknown))
    kinds.append(Kind("known", tr("Accounted for"), "circle", fill(colours.safe)))
    return Colouring(
        "tier", tuple(kinds), (0, 1, 2, 3, 4), lambda: tier_codes(people, now, targets)
    )


def tier_codes(people: People, now: datetime, targets: Targets) -> Codes:
    """0 red, 1 orange, 2 yellow, 3 never heard of, 4 accounted for: as the overview counts."""
    red, orange = (
        (now - timedelta(hours=hours)).timestamp()
        for hours in (targets.red_tier_hours, targets.orange_tier_hours)
    )
    heard, lost = people.details.heard, _unaccounted(people)
    codes = np.where(heard < red, 0, np.where(heard < orange, 1, 2)).astype(np.uint8)
    codes[heard == 0] = 3
    codes[~lost] = 4
    return codes


def _unaccounted(people: People) -> NDArray[np.bool_]:
    sought = [SAFETY_CODES[str(safety)] for safety in (Safety.UNKNOWN, Safety.MISSING)]
    gone = [STAGE_CODES[str(stage)] for stage in GONE]
    return np.isin(people.columns.safety, sought) & ~np.isin(people.details.stage, gone)


def _households(people: People, colours: Palette) -> Colouring:
    kinds = (
        Kind("apart", tr("Household apart (over {n} km)", n=5), "triangle", fill(colours.orange)),
        Kind("unsure", tr("Part of it not on the map"), "diamond", fill(colours.yellow)),
        Kind("together", tr("Household together"), "circle", colours.accent),
        Kind("alone", tr("In no household"), "ring", colours.unknown),
    )
    return Colouring("household", kinds, (0, 1, 2, 3), lambda: _kept_households(people))


def _kept_households(people: People) -> Codes:
    """Found anew only when somebody has moved or belongs to others: of a million it takes long."""
    kept = people.kept
    awaited = kept is not None and people.kept_comes and len(kept[1]) == len(people.x)
    if kept is None or not (awaited or households_hold(people)):
        kept = people.kept = households(people)
    return kept[1]


def households_hold(people: People) -> bool:
    """Whether the classes that were found last are still those of the columns."""
    kept = people.kept
    return kept is not None and all(a is b for a, b in zip(kept[0], _of(people), strict=True))


def households(people: People) -> Kept:
    """The class of everybody's household, and the columns it was found from."""
    return _of(people), household_codes(people)


def _of(people: People) -> tuple[NDArray[Any], ...]:
    return people.details.household, people.columns.lat, people.columns.lon


def household_codes(people: People) -> Codes:
    """0 apart, 1 part of it not on the map, 2 together, 3 in none."""
    house, seen = people.details.household, people.placed
    count = int(house.max(initial=0)) + 1
    there = house[seen]
    lat, lon = people.columns.lat[seen], people.columns.lon[seen]
    (south, north), (west, east) = _ends(there, lat, count), _ends(there, lon, count)
    high = np.radians(np.maximum(np.abs(south), np.abs(north)))
    across = np.minimum(east - west, 360 - (east - west))  # over the date line
    degree = np.radians(1) * EARTH_RADIUS_M
    wide = np.hypot(north - south, across * np.cos(high)) * degree > APART_M
    whole = np.bincount(house[~seen], minlength=count) == 0
    found = np.where(wide, 0, np.where(whole, 2, 1)).astype(np.uint8)
    found[0] = 3
    return found[house]


def _ends(
    house: NDArray[np.int32], degrees: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The least and the greatest of each household, of those that are on the map; 0 of none."""
    least, most = np.full(count, np.inf), np.full(count, -np.inf)
    np.minimum.at(least, house, degrees)
    np.maximum.at(most, house, degrees)
    nobody = most < least
    least[nobody] = most[nobody] = 0.0
    return least, most


def _affiliations(people: People, colours: Palette) -> Colouring:
    names, group = people.details.groups, people.details.group
    counts = np.bincount(group, minlength=len(names))
    counts[0] = 0
    top = [int(code) for code in np.argsort(-counts, kind="stable")[:NAMED] if counts[code]]
    series = of_theme(SERIES, colours)
    kinds = [
        Kind(f"={names[code]}", names[code], SHAPES[n % len(SHAPES)], series[n % len(series)])
        for n, code in enumerate(top)
    ]
    kinds.append(Kind("others", tr("Other affiliations"), "square", colours.deceased))
    kinds.append(Kind("none", tr("No affiliation"), "ring", colours.unknown))
    table = np.full(len(names), len(top), np.uint8)
    table[top] = np.arange(len(top))
    table[0] = len(top) + 1
    return Colouring("affiliation", tuple(kinds), tuple(range(len(kinds))), lambda: table[group])

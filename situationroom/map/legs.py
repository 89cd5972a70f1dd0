"""Ways along great circles, leg by leg: how long, in which direction one sets out, and in words."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, degrees, radians, sin

from situationroom.map.projection import NAUTICAL_MILE_M, haversine_m

Position = tuple[float, float]
FOOT_OF_MILE = 0.1
"""Nautical miles below which metres are clearer."""


@dataclass(frozen=True, slots=True)
class Leg:
    """From one position to the next, in degrees; ``bearing`` is degrees from true north at start.

    On a great circle the bearing changes on the way; ``arriving`` is what it is at the end.
    """

    start: Position
    end: Position
    metres: float
    bearing: float
    arriving: float


def legs(line: Sequence[Position]) -> list[Leg]:
    """The legs between positions in their order; fewer than two positions have none."""
    return [_leg(one, two) for one, two in itertools.pairwise(line)]


def _leg(one: Position, two: Position) -> Leg:
    back = (bearing(two, one) + 180) % 360 % 360
    return Leg(one, two, float(haversine_m(*one, *two)), bearing(one, two), back)


def bearing(start: Position, end: Position) -> float:
    """Degrees clockwise from true north in which one sets out from ``start`` for ``end``."""
    one, two, turn = radians(start[0]), radians(end[0]), radians(end[1] - start[1])
    east = sin(turn) * cos(two)
    north = cos(one) * sin(two) - sin(one) * cos(two) * cos(turn)
    return degrees(atan2(east, north)) % 360 % 360  # -1e-300 % 360 is 360


def bearing_words(angle: float) -> str:
    """'045°': three figures, as it is read out; 360 is 000."""
    return f"{round(angle) % 360:03}°"


def length(metres: float, nautical: bool = False) -> str:
    """'850 m', '3.2 km', '212 km'; or '1.7 NM', '115 NM'."""
    if nautical and metres >= FOOT_OF_MILE * NAUTICAL_MILE_M:
        miles = metres / NAUTICAL_MILE_M
        return f"{miles:.1f} NM" if miles < 10 else f"{miles:,.0f} NM"
    if metres < 1_000:
        return f"{metres:.0f} m"
    return f"{metres / 1_000:.1f} km" if metres < 10_000 else f"{metres / 1_000:,.0f} km"

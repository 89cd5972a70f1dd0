"""What fields beside a geometry say of a zone, whatever the format; ours come back as they were."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from situationroom.intake.results import Reason
from situationroom.intake.zone_told import UNREADABLE, area, around, plain
from situationroom.models.vocabulary import Severity, ZoneKind
from situationroom.models.zone import Position, Shape

FARTHEST: Final = 1e9
"""Larger numbers are no position in any system."""
OTHERS: Final = ("person", "site", "movement")
"""What this program writes into such files beside zones."""
NO_ZONES: Final = Reason("Persons, shelters and movements of the file are no zones and stay out.")
NAMES: Final = ("name", "title", "Name", "NAME", "名称", "areaDesc", "place", "label", "id")


def first_of(said: Mapping[str, Any], names: Sequence[str]) -> str:
    """The first of the fields that is filled."""
    return next((plain(str(said[name]), 400) for name in names if said.get(name)), "")


def told_kind(word: object) -> ZoneKind | None:
    """The kind that a word of ours means."""
    return next((kind for kind in ZoneKind if str(kind) == word), None)


def told_severity(word: object) -> str:
    """CAP's word for how bad it is, Unknown for any other."""
    told = str(word or "").title()
    return told if told in {str(severity) for severity in Severity} else str(Severity.UNKNOWN)


def told_radius(said: Mapping[str, Any]) -> float | None:
    """Metres around a point or line."""
    for name, metres in (("radius_m", 1.0), ("radius", 1.0), ("radius_km", 1000.0)):
        value = said.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            return float(value) * metres
    return None


def exact_shapes(told: object, name: str, remarks: list[Reason]) -> Iterator[Shape]:
    """The shapes as this program wrote them beside what others draw."""
    for one in sequence(told):
        if not isinstance(one, dict):
            continue
        outline, metres = ring_of(one.get("outline")), told_radius(one)
        holes = [ring_of(hole) for hole in sequence(one.get("holes"))]
        heard: list[Reason] = []  # of our own zones the officer knows how they lie
        shape = (
            around(outline, metres, name, heard) if metres else area([outline, *holes], name, heard)
        )
        remarks += heard if shape is None else []
        yield from () if shape is None else (shape,)


def ring_of(told: object) -> list[Position]:
    """Positions [lon, lat, …] as (lat, lon); NaN for what is no pair of numbers."""
    return [_position(pair) for pair in sequence(told)]


def _position(pair: object) -> Position:
    if not isinstance(pair, list) or len(pair) < 2:
        return UNREADABLE
    try:
        lon, lat = (float(n) if isinstance(n, int | float | str) else math.nan for n in pair[:2])
    except (ValueError, OverflowError):
        return UNREADABLE
    return (lat, lon) if abs(lat) < FARTHEST and abs(lon) < FARTHEST else UNREADABLE


def sequence(value: object) -> Sequence[Any]:
    """A list as it is, nothing of anything else."""
    return value if isinstance(value, list) else ()

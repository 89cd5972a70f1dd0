"""The truth list: what callers say, in which incident, and where that is.

`expect` is "place" (this country, this point within so many kilometres), "doubt" (the words mean
several places or one abroad: it must not be answered without saying so) or "nowhere" (no place
at all, or one nobody can know). The list was written from maps in three parts, each before the
resolver was measured on it; rules and the supplement were mended after each.

Two further lists are of middle-sized towns, written together before the resolver saw either. Of
`truth_towns.csv` (252 texts) 74.6 % were right at first sight, 1 wrong in silence; then names were
read by their sound, and 89.7 % were right. `truth_held_out.csv` (153) was measured only after that:
91.5 % right at first sight, none wrong in silence.

`truth_callers.csv` (277) is what callers say in seventy countries: quarters, mines, camps, old
names, traditional characters, crossings and names that several countries have. It was written
before it was resolved: 92.4 % right at first sight, 2 wrong in silence; what was missing was
added since, so now it guards and measures no longer.
"""

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from situationroom.intake.places import ResolvedPlace

LIST = Path(__file__).with_name("truth.csv")
TOWNS = Path(__file__).with_name("truth_towns.csv")
CALLERS = Path(__file__).with_name("truth_callers.csv")
HELD_OUT = Path(__file__).with_name("truth_held_out.csv")


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the list; degrees WGS-84, `within_km` around them (nan: none)."""

    text: str
    incident: str
    expect: str
    country: str
    lat: float
    lon: float
    within_km: float


def lines(path: Path = LIST) -> list[Line]:
    """The whole list."""
    return list(_lines(path))


def _lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Line(
                row["text"], row["incident"], row["expect"], row["country"],
                *(float(row[c] or "nan") for c in ("lat", "lon", "within_km")),
            )  # fmt: skip


def right(line: Line, found: ResolvedPlace | None) -> bool:
    """Whether this answer is what the list expects."""
    if line.expect == "place":
        return found is not None and _there(line, found)
    if found is None or said_doubtful(found):
        return True
    return line.expect == "doubt" and _km(line, found) <= line.within_km


def wrong_in_silence(line: Line, found: ResolvedPlace | None) -> bool:
    """A wrong answer that does not say that it may be wrong: the one thing that must not be."""
    if found is None or right(line, found):
        return False
    reaches = line.expect == "place" and _km(line, found) * 1000 <= found.uncertainty_m
    return not (said_doubtful(found) or (reaches and found.country == line.country))


def said_doubtful(found: ResolvedPlace) -> bool:
    """Whether an officer is told to look: a doubt in words."""
    return found.doubt is not None


def _there(line: Line, found: ResolvedPlace) -> bool:
    return found.country == line.country and _km(line, found) <= line.within_km


def _km(line: Line, found: ResolvedPlace) -> float:
    phi, psi = math.radians(line.lat), math.radians(found.lat)
    turn = math.radians(line.lon - found.lon)
    cosine = math.sin(phi) * math.sin(psi) + math.cos(phi) * math.cos(psi) * math.cos(turn)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))

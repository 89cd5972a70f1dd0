"""What a map link says: two numbers as they stand in it, and small ways to find them."""

import re
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from situationroom.intake.chinese_offsets import System
from situationroom.intake.degrees import read_degrees
from situationroom.intake.plus_codes import read_plus_code
from situationroom.intake.position import Read, around
from situationroom.intake.results import Reason

SHORT_LINK: Final = Reason(
    "This short link can only be opened with a network. Open it in a browser and paste the long "
    "link, or ask for the coordinates."
)
NUMBER: Final = r"([-+]?\d{1,3}(?:\.\d{1,17})?)"
_PAIR: Final = re.compile(rf"(?<![A-Za-z\d.]){NUMBER}\s?(?:,|~|;|_)\s?{NUMBER}(?![\d.]*\d)")


@dataclass(frozen=True, slots=True)
class Spot:
    """Two numbers of a link as they stand there: latitude and longitude, or Baidu's metres."""

    first: str
    second: str
    system: System = "wgs84"
    zoom: float | None = None
    """Where the map looked at this zoom; None for a marked place."""


Found: TypeAlias = Spot | Read


def text_position(words: str) -> Read:
    """A position written out in a field of a link: degrees or a full plus code."""
    return read_degrees(words, whole=False) or bare_position(words) or read_plus_code(words)


def bare_position(words: str) -> Read:
    """Two bare numbers at the start of a field, the latitude first."""
    found = _PAIR.match(words.removeprefix("loc:").strip())
    if found is None:
        return None
    step = max(10.0 ** -len(n.partition(".")[2]) for n in found.groups())
    return around(float(found[1]), float(found[2]), step, "link")


def pair(words: str, system: System = "wgs84", *, lon_first: bool = False) -> Spot | None:
    """Two numbers anywhere in a field of a link."""
    found = _PAIR.search(words)
    if found is None:
        return None
    first, second = (found[2], found[1]) if lon_first else (found[1], found[2])
    return Spot(first, second, system)


def two(lat: str, lon: str, system: System = "wgs84") -> Spot | None:
    """Two fields of one number each."""
    return pair(f"{lat.strip()},{lon.strip()}", system) if lat and lon else None


def zoom_of(text: str, otherwise: float = 15.0) -> float:
    """The zoom a link says, 0 to 22."""
    found = re.match(r"\d{1,2}(?:\.\d{1,4})?", text)
    return min(22.0, float(found[0])) if found else otherwise


def viewed(spot: Spot | None, zoom: str) -> Spot | None:
    """The place as where a map looked, at this zoom."""
    return replace(spot, zoom=zoom_of(zoom)) if spot else None

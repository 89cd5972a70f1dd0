"""Where a typed place is: a name in either script, a position in any notation, a map link."""

import re
from dataclasses import replace

from situationroom.intake.places import ResolvedPlace, open_gazetteer
from situationroom.models.vocabulary import Precision

POINT_M = 25.0
"""Metres of doubt around a position somebody typed or sent from a telephone."""

_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)"
_DECIMAL = re.compile(rf"{_NUMBER}\s*°?\s*[,，;\s]\s*{_NUMBER}\s*°?")
_LINK = re.compile(
    rf"(?:@|[?&](?:q|ll|query|center|destination)=|position=|/place/|marker=|geo:){_NUMBER}"
    rf"(?:,|%2C){_NUMBER}",
    re.I,
)
_PART = r"(\d{1,3})\s*[°d\s]\s*(\d{1,2})\s*['′m\s]?\s*(\d{1,2}(?:\.\d+)?)?\s*[\"″s]?\s*"
_DEGREES = re.compile(rf"{_PART}([NS北南])[\s,，]*{_PART}([EW东西])", re.I)
_HEMISPHERE = re.compile(r"(\d{1,3}\.\d+)\s*°?\s*([NS])[\s,]+(\d{1,3}\.\d+)\s*°?\s*([EW])", re.I)


def resolve_place(text: str, country: str | None = None) -> ResolvedPlace | None:
    """The place that was typed; ``country`` (ISO alpha-2) is meant where none is named.

    Positions are WGS-84: '41.01, 28.97', '41°00′36″N 28°58′12″E', or inside a map link. None for
    a place nobody knows (also for 'unknown').
    """
    told = text.strip()
    point = typed_position(told)
    if point is not None:
        return _at(*point)
    return open_gazetteer().resolve(told, country) if len(told) > 1 else None


def typed_position(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees out of typed or pasted text; None without a position."""
    if found := _LINK.search(text) or _DECIMAL.fullmatch(text):
        return _on_earth(float(found[1]), float(found[2]))
    if found := _HEMISPHERE.fullmatch(text):
        lat, lon = float(found[1]), float(found[3])
        return _on_earth(-lat if found[2] in "sS" else lat, -lon if found[4] in "wW" else lon)
    if found := _DEGREES.fullmatch(text):
        lat, lon = _sum(*found.group(1, 2, 3)), _sum(*found.group(5, 6, 7))
        return _on_earth(-lat if found[4] in "sS南" else lat, -lon if found[8] in "wW西" else lon)
    return None


def _sum(degrees: str, minutes: str, seconds: str | None) -> float:
    return int(degrees) + int(minutes) / 60 + float(seconds or 0) / 3600


def _on_earth(lat: float, lon: float) -> tuple[float, float] | None:
    return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _at(lat: float, lon: float) -> ResolvedPlace:
    near = open_gazetteer().nearest(lat, lon)
    name = f"{lat:.5f}, {lon:.5f}"
    if near is None:
        return ResolvedPlace(name, name, "", lat, lon, Precision.EXACT, POINT_M)
    return replace(
        near,
        name_en=f"{name} ({near.name_en})",
        name_zh=f"{name}（{near.name_zh or near.name_en}）",
        lat=lat,
        lon=lon,
        precision=Precision.EXACT,
        uncertainty_m=POINT_M,
        city_en=near.city_en or near.name_en,
        alternatives=(),
    )

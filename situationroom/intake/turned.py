"""Latitude and longitude told the other way round, seen by the country they should lie in."""

from dataclasses import replace

from situationroom.intake.places import open_gazetteer
from situationroom.intake.position import TURNED, Position


def turned(at: Position, country: str, told: str = "") -> Position:
    """The position; latitude and longitude exchanged, and said so, where only that lies in
    ``country`` (ISO alpha-2) and the place beside it (in ``told``) is not where they lie."""
    if not country or at.notation != "decimal" or at.reason is not None or abs(at.lon) > 90:
        return at
    lands = open_gazetteer().lands
    there = lands(at.lat, at.lon)
    if country in there or told in there or country not in lands(at.lon, at.lat):
        return at
    return replace(at, lat=at.lon, lon=at.lat, reason=TURNED)

"""Where the person of a row is: a position that was told, else the place that was named."""

from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from situationroom.intake import located
from situationroom.intake.positions import NO_POSITION, find_position, placed
from situationroom.intake.row import Row
from situationroom.models.vocabulary import Precision, Source


def read_where(row: Row) -> located.Where:
    """The place of the row, with its position where one is told; doubts are flagged."""
    place, city, address = row.get("place"), row.get("city"), row.get("address")
    where = located.find_where(place, city, address, row.layout.where)
    told = _told_position(row, where)
    if told is not None:
        return told
    if where.problem:
        row.flag(where.problem.field, where.problem.reason, where.problem.told)
    home = row.layout.home
    if home and where.found is None and not where.city:
        return replace(where, city=located.city_of(home), found=home)
    return where


def _told_position(row: Row, where: located.Where) -> located.Where | None:
    lat, lon = row.get("latitude"), row.get("longitude")
    if lat and lon:
        north, east = located.read_degrees(lat, 180), located.read_degrees(lon, 180)
        found = placed(north, east) if north is not None and east is not None else None
        found = found or find_position(f"{lat}, {lon}")
        row.flag("latitude", found.reason if found else NO_POSITION, f"{lat}, {lon}")
        return replace(where, lat=found.lat, lon=found.lon, problem=None) if found else None
    for name in ("place", "address", "latitude"):
        text = row.get(name)
        if text and (found := find_position(text)):
            row.flag(name, found.reason)
            return replace(where, lat=found.lat, lon=found.lon, told=where.told or text)
    return None


class Whereabouts(NamedTuple):
    """The location fields of a person, in degrees and metres."""

    place_text: str = ""
    city: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: Precision = Precision.UNKNOWN
    uncertainty_m: float | None = None
    source: Source | None = None
    at: datetime | None = None


_NOWHERE: Final = Whereabouts()


def position(row: Row, where: located.Where, source: Source, when: datetime) -> Whereabouts:
    """Where the person is as a person's fields; nothing where nothing is known."""
    found = where.found
    told = where.told or (row.layout.sheet if found else "")
    if not told and where.lat is None:
        return _NOWHERE
    city, country = where.city, found.country if found else ""
    lat, lon, precision, radius = where.lat, where.lon, Precision.EXACT, None
    if lat is None and found:
        lat, lon, precision, radius = found.lat, found.lon, found.precision, found.uncertainty_m
    elif lat is None:
        precision = Precision.UNKNOWN
    return Whereabouts(told, city, country, lat, lon, precision, radius, source, when)

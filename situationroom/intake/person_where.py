"""Where the person of a row is: a position that was told, else the place that was named."""

from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from situationroom.intake import located
from situationroom.intake.position import NO_POSITION, NOWHERE, Position
from situationroom.intake.positions import Near, cell_position, placed, read_position
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
        found = _in_columns(lat, lon)
        row.flag("latitude", found.reason if found else NO_POSITION, f"{lat}, {lon}")
        return replace(where, position=found, problem=None) if found else None
    for name in ("place", "address", "latitude"):
        text = row.get(name)
        read = cell_position(text, _near(row)) if text else None
        if isinstance(read, Position):
            row.flag(name, read.reason)
            return replace(where, position=read, told=where.told or text)
        row.flag(name, read)
    return None


def _in_columns(lat: str, lon: str) -> Position | None:
    read = read_position(f"{lat}, {lon}")
    if isinstance(read, Position) or read is NOWHERE:
        return read if isinstance(read, Position) else None
    north, east = located.read_degrees(lat, 180), located.read_degrees(lon, 180)
    return placed(north, east) if north is not None and east is not None else None


def _near(row: Row) -> Near:
    def degrees(words: str) -> tuple[float, float] | None:
        found = row.layout.where(words)
        return (found.lat, found.lon) if found else None

    return degrees


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
    if not told and where.position is None:
        return _NOWHERE
    city, country = where.city, found.country if found else ""
    if at := where.position:
        return Whereabouts(
            told, city, country, at.lat, at.lon, at.precision, at.uncertainty_m,
            source if at.source is Source.TOLD else at.source, when,
        )  # fmt: skip
    if found is None:
        return Whereabouts(told, city, country, source=source, at=when)
    return Whereabouts(
        told,
        city,
        country,
        found.lat,
        found.lon,
        found.precision,
        found.uncertainty_m,
        source,
        when,
    )

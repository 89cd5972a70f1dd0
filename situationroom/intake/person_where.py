"""Where the person of a row is: a position that was told, else the place that was named."""

from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from situationroom.intake import located
from situationroom.intake.places import open_gazetteer
from situationroom.intake.position import NO_POSITION, NOWHERE, Position
from situationroom.intake.positions import Near, cell_position, placed, read_position
from situationroom.intake.resolved_place import in_country, not_as_told
from situationroom.intake.results import Reason
from situationroom.intake.row import Row
from situationroom.intake.turned import turned
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
    if where.found is not None and where.found.doubt is not None:
        named = next((name for name in ("place", "city", "address") if row.get(name)), "place")
        row.flag(named, where.found.doubt, where.told)
    home = row.layout.home
    if home and where.found is None and not where.city:
        return replace(where, city=located.city_of(home), found=home)
    return where


def _told_position(row: Row, where: located.Where) -> located.Where | None:
    lat, lon = row.get("latitude"), row.get("longitude")
    if lat and lon:
        told = where.found.country if where.found else ""
        pair = _in_columns(lat, lon)
        found = turned(pair, row.layout.context.country, told) if pair else None
        row.flag("latitude", found.reason if found else NO_POSITION, f"{lat}, {lon}")
        row.flag("latitude", elsewhere(found, where, row) if found else None, f"{lat}, {lon}")
        return replace(where, position=found, problem=None) if found else None
    for name in ("place", "address", "latitude"):
        text = row.get(name)
        read = cell_position(text, _near(row)) if text else None
        if isinstance(read, Position):
            row.flag(name, read.reason)
            row.flag(name, elsewhere(read, where, row))
            return replace(where, position=read, told=where.told or text)
        row.flag(name, read)
    return None


def _in_columns(lat: str, lon: str) -> Position | None:
    read = read_position(f"{lat}, {lon}")
    if isinstance(read, Position) or read is NOWHERE:
        return read if isinstance(read, Position) else None
    north, east = located.read_degrees(lat, 180), located.read_degrees(lon, 180)
    return placed(north, east) if north is not None and east is not None else None


def elsewhere(at: Position, where: located.Where, row: Row) -> Reason | None:
    """What to say of a position in another country than the place beside it, or the incident."""
    gazetteer, country = open_gazetteer(), row.layout.context.country
    there = gazetteer.lands(at.lat, at.lon)
    told = where.found.country if where.found is not None else ""
    if not there or (told or country) in there:
        return None
    if told:
        return not_as_told(gazetteer.state(there[0]), gazetteer.state(told))
    return in_country(f"{at.lat:.5f}, {at.lon:.5f}", gazetteer.state(there[0]))


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
        Source.OFFICER if found.origin == "decided" else source,
        when,
    )

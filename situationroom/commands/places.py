"""Where a typed place is: a name in either script, a position in any notation, a map link."""

from dataclasses import dataclass, replace

from situationroom.intake.own_places import OwnPlaces
from situationroom.intake.places import ResolvedPlace, open_gazetteer
from situationroom.intake.position import Position
from situationroom.intake.positions import read_position
from situationroom.intake.resolved_place import in_country
from situationroom.intake.results import Reason
from situationroom.intake.turned import turned
from situationroom.models.vocabulary import Source


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """A place with where it comes from; ``doubt`` is what to ask about, or why it is none."""

    place: ResolvedPlace | None = None
    doubt: Reason | None = None
    source: Source = Source.TOLD


def typed_place(
    text: str, country: str | None = None, known: OwnPlaces | None = None
) -> TypedPlace:
    """What a place field means; ``country`` (ISO alpha-2) is meant where none is named.

    ``known`` is what the incident knows besides the world's gazetteer. Positions are WGS-84 in any
    notation of ``intake.positions``. No place for words nobody knows (also for 'unknown'), for
    positions off the earth and for links that need a network.
    """
    told = text.strip()
    if len(told) < 2:
        return TypedPlace()
    places = known or open_gazetteer()
    read = read_position(told, lambda words: _centre(words, country))
    if isinstance(read, Reason):
        return TypedPlace(doubt=read)
    if isinstance(read, Position):
        at = turned(read, country or "")
        return TypedPlace(_at(at), _abroad(at, country) or at.reason, at.source)
    found = places.resolve(told, country)
    source = Source.OFFICER if found is not None and found.origin == "decided" else Source.TOLD
    return TypedPlace(found, found.doubt if found else None, source)


def resolve_place(
    text: str, country: str | None = None, known: OwnPlaces | None = None
) -> ResolvedPlace | None:
    """The place alone of what was typed; None for a place nobody knows."""
    return typed_place(text, country, known).place


def typed_position(text: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees out of typed or pasted text; None without a position."""
    read = read_position(text)
    return (read.lat, read.lon) if isinstance(read, Position) else None


def _centre(words: str, country: str | None) -> tuple[float, float] | None:
    found = open_gazetteer().resolve(words, country) if len(words) > 1 else None
    return (found.lat, found.lon) if found else None


def _abroad(at: Position, country: str | None) -> Reason | None:
    """What to say of a position outside the incident's country."""
    there = open_gazetteer().lands(at.lat, at.lon)
    if country is None or country in there or not there:
        return None
    return in_country(f"{at.lat:.5f}, {at.lon:.5f}", open_gazetteer().state(there[0]))


def _at(at: Position) -> ResolvedPlace:
    near = open_gazetteer().nearest(at.lat, at.lon)
    name = f"{at.lat:.5f}, {at.lon:.5f}"
    if near is None:
        return ResolvedPlace(name, name, "", at.lat, at.lon, at.precision, at.uncertainty_m)
    return replace(
        near,
        name_en=f"{name} ({near.name_en})",
        name_zh=f"{name}（{near.name_zh or near.name_en}）",
        lat=at.lat,
        lon=at.lon,
        precision=at.precision,
        uncertainty_m=at.uncertainty_m,
        city_en=near.city_en or near.name_en,
        alternatives=(),
    )

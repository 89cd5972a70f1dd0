"""What the page of places lists: words without a place, doubtful positions, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.placings import (
    Doubtful,
    Unplaced,
    doubtful_positions,
    own_places,
    unplaced_texts,
)
from situationroom.intake.own_places import OwnPlaces
from situationroom.intake.place_candidates import candidates
from situationroom.intake.places import open_gazetteer
from situationroom.intake.resolved_place import ResolvedPlace
from situationroom.models import Place, Placing
from situationroom.store.connection import Connection
from situationroom.store.queries.places import places, placings
from situationroom.texts import language, tr

Part: TypeAlias = Literal["words", "positions", "decided", "places"]
PARTS: tuple[Part, ...] = ("words", "positions", "decided", "places")
AT_ONCE = 100
"""Texts whose proposals are made with the list; of the others when they are chosen."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about is in exactly one of the fields."""

    title: str
    more: str
    persons: tuple[int, ...] = ()
    words: Unplaced | None = None
    doubtful: Doubtful | None = None
    placing: Placing | None = None
    place: Place | None = None
    offered: tuple[ResolvedPlace, ...] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """All lines by part, with the places they were proposed from."""

    lines: dict[Part, list[Line]]
    known: OwnPlaces


def listed(connection: Connection, country: str) -> Listed:
    """Everything the page lists for an incident in ``country`` (ISO alpha-2)."""
    known = own_places(connection)
    words = unplaced_texts(connection)
    return Listed(
        {
            "words": [_of_words(one, known, country, n) for n, one in enumerate(words)],
            "positions": [_of_positions(one) for one in doubtful_positions(connection, country)],
            "decided": [_of_placing(one) for one in placings(connection)],
            "places": [_of_place(one) for one in places(connection)],
        },
        known,
    )


def offered(known: OwnPlaces, text: str, country: str) -> tuple[ResolvedPlace, ...]:
    """What these words could mean."""
    return tuple(candidates(known, text, country))


def named(place: ResolvedPlace) -> str:
    """A place in the language spoken: name, the city it is in, its country."""
    name = (place.name_zh or place.name_en) if language() == "zh" else place.name_en
    city = place.city_zh if language() == "zh" and place.city_zh else city_name(place.city_en)
    parts = dict.fromkeys(p for p in (name, city, country_name(place.country)) if p)
    return " · ".join(parts)


def country_name(code: str) -> str:
    """A country (ISO alpha-2) in the language spoken; '' for none."""
    index = open_gazetteer().index
    row = index.countries.get(code)
    return code if row is None else index.zh[row] if language() == "zh" else index.en[row]


def how_sure(precision: str, metres: float) -> str:
    """'City ± 12 km'."""
    far = f"{metres / 1000:,.0f} km" if metres >= 1_000 else f"{metres:,.0f} m"
    return f"{precision} ± {far}"


def sureness(place: ResolvedPlace) -> str:
    """How fine a place is known."""
    return how_sure(legend.label(place.precision), place.uncertainty_m)


def _of_words(one: Unplaced, known: OwnPlaces, country: str, number: int) -> Line:
    made = offered(known, one.text, country) if number < AT_ONCE else None
    return Line(one.text, named(made[0]) if made else "", one.persons, words=one, offered=made)


def _of_positions(one: Doubtful) -> Line:
    titles = {
        "zero": tr("Position 0, 0"),
        "swapped": tr("Latitude and longitude exchanged"),
        "abroad": tr("In another country"),
    }
    return Line(
        titles[one.why], country_name(one.country) if one.country else "", one.persons, doubtful=one
    )


def _of_placing(one: Placing) -> Line:
    where = " · ".join(dict.fromkeys(p for p in (one.name, city_name(one.city)) if p))
    return Line(one.text, where, placing=one)


def _of_place(one: Place) -> Line:
    parts: Sequence[str] = (legend.label(one.kind), city_name(one.city), ", ".join(one.other_names))
    return Line(one.name, " · ".join(p for p in parts if p), place=one)

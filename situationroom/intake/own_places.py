"""Places of the incident itself: tables of hotels and landmarks, and what officers decided.

They come before the gazetteer of the world. A decision counts for exactly its words; a name out
of a table is found inside other words and gives way where these name a city far from it.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from situationroom.intake.fold import normal
from situationroom.intake.place_near import NEAR_KM, kilometres
from situationroom.intake.places import Gazetteer
from situationroom.intake.resolved_place import ResolvedPlace, several
from situationroom.models.place import Place, Placing
from situationroom.models.vocabulary import Precision

_UNITS: Final = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
LONGEST: Final = 16  # hanzi or words of a name
SHORTEST: Final = 2  # letters or hanzi of a name that is looked for inside other words
FINE: Final = ((60.0, Precision.EXACT), (400.0, Precision.STREET), (4_000.0, Precision.QUARTER),
               (30_000.0, Precision.CITY), (200_000.0, Precision.REGION))  # fmt: skip


def place_key(text: str) -> str:
    """Words as they are compared: 'GRAND  Hyatt.' is 'Grand Hyatt'; '' for no words."""
    return normal(text)[:200]


@dataclass(frozen=True, slots=True, eq=False)
class OwnPlaces:
    """The gazetteer with what the incident knows besides; ``decided`` by ``place_key``,
    ``named`` by folded name. Made anew when either changes."""

    gazetteer: Gazetteer
    decided: Mapping[str, ResolvedPlace]
    named: Mapping[str, Sequence[ResolvedPlace]]
    begins: frozenset[str]

    @classmethod
    def of(cls, gazetteer: Gazetteer, placings: Sequence[Placing], places: Sequence[Place]) -> Self:
        """Ready to be asked."""
        named: dict[str, list[ResolvedPlace]] = defaultdict(list)
        for place in places:
            for name in dict.fromkeys((place.name, *place.other_names)):
                folded = gazetteer.index.fold(name)
                if len(folded) >= SHORTEST:
                    named[folded].append(of_table(place))
        begins = frozenset(found[0] for name in named if (found := _UNITS.search(name)))
        return cls(gazetteer, {p.key: of_decision(p) for p in placings}, dict(named), begins)

    def resolve(self, text: str, country: str | None = None) -> ResolvedPlace | None:
        """As the gazetteer does, what the incident knows first."""
        if decided := self.decided.get(place_key(text)) if self.decided else None:
            return decided
        known = self.tables(text[:400]) if self.named else ()
        world = self.gazetteer.resolve(text, country)
        return chosen(known, world) if known else world

    def tables(self, text: str) -> Sequence[ResolvedPlace]:
        """The places of this incident whose name, the longest, stands in the text."""
        folded = self.gazetteer.index.fold(text)
        spans = [match.span() for match in _UNITS.finditer(folded)]
        best = ""
        for at, (start, end) in enumerate(spans):
            if folded[start:end] in self.begins:
                ends = (stop for _, stop in reversed(spans[at : at + LONGEST]))
                names = (folded[start:stop] for stop in ends)
                best = max(best, next((n for n in names if n in self.named), ""), key=len)
        return self.named.get(best, ())


def chosen(known: Sequence[ResolvedPlace], world: ResolvedPlace | None) -> ResolvedPlace | None:
    """A place of the tables, unless the words name a city that is far from all of that name."""
    told = world if world is not None and world.doubt is None else None
    near = [place for place in known if told is None or _agrees(place, told)]
    if not near:
        others = tuple(f"{p.name_en}, {p.city_en or p.country}" for p in known)
        return replace(told, alternatives=(*others, *told.alternatives)[:5]) if told else None
    apart = [p for p in near[1:] if metres_between(near[0], p) > max(1_000.0, p.uncertainty_m)]
    if not apart:
        return near[0]
    others = tuple(f"{p.name_en}, {p.city_en or p.country}" for p in apart)
    return replace(near[0], alternatives=others[:5], doubt=several(near[0].name_en, 1 + len(apart)))


def _agrees(place: ResolvedPlace, told: ResolvedPlace) -> bool:
    if told.precision is Precision.COUNTRY:
        return place.country == told.country
    return metres_between(place, told) <= max(NEAR_KM * 1000, told.uncertainty_m)


def metres_between(a: ResolvedPlace, b: ResolvedPlace) -> float:
    """Metres between two answers."""
    return kilometres(a.lat, a.lon, b.lat, b.lon) * 1000


def of_decision(placing: Placing) -> ResolvedPlace:
    """A decision as an answer."""
    return ResolvedPlace(
        placing.name, "", placing.country, placing.lat, placing.lon, placing.precision,
        placing.uncertainty_m, city_en=placing.city, origin="decided",
    )  # fmt: skip


def of_table(place: Place) -> ResolvedPlace:
    """A place of a table as an answer."""
    return ResolvedPlace(
        place.name, "", place.country, place.lat or 0.0, place.lon or 0.0,
        fineness(place.uncertainty_m), place.uncertainty_m, city_en=place.city, origin="table",
    )  # fmt: skip


def fineness(metres: float) -> Precision:
    """How fine a position is by its radius in metres."""
    return next((fine for most, fine in FINE if metres <= most), Precision.COUNTRY)

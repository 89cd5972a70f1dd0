"""What words could mean, several answers to choose from: for a form and for words nobody knows."""

from collections.abc import Iterator
from dataclasses import replace

from situationroom.intake.gazetteer import Index, Kind
from situationroom.intake.mentions import mentions_in
from situationroom.intake.misspelt_places import misspelt_in
from situationroom.intake.own_places import OwnPlaces
from situationroom.intake.place_choice import place_of
from situationroom.intake.place_near import CITIES, kilometres
from situationroom.intake.resolved_place import ResolvedPlace

MOST = 9  # as many as there are number keys
_ABROAD = 50_000  # inhabitants of a namesake abroad worth offering


def candidates(known: OwnPlaces, text: str, country: str | None) -> list[ResolvedPlace]:
    """Up to nine places, the likeliest first; [] where nothing in the text names any.

    Without a doubt: an officer who chooses one has looked.
    """
    found: dict[tuple[str, int, int], ResolvedPlace] = {}
    for place in _possible(known, text.strip()[:400], country):
        key = (place.country, round(place.lat * 20), round(place.lon * 20))
        found.setdefault(key, replace(place, doubt=None))
        if len(found) == MOST:
            break
    return list(found.values())


def _possible(known: OwnPlaces, text: str, country: str | None) -> Iterator[ResolvedPlace]:
    index = known.gazetteer.index
    first = known.resolve(text, country)
    if first is not None:
        yield first
    yield from known.tables(text)
    told = mentions_in(index, text)
    rows = [row for mention in told for row in mention.rows]
    here = [row for row in rows if index.country[row] == country]
    yield from (place_of(index, row, ()) for row in here)
    guess = misspelt_in(index, text, country) if country else None
    yield from (place_of(index, row, ()) for row in (guess.rows if guess else ()))
    yield from (
        place_of(index, row, ())
        for mention in told
        for row in mention.rows
        if index.country[row] != country and _worth_offering(index, row, mention.alone)
    )


def _worth_offering(index: Index, row: int, alone: bool) -> bool:
    """A namesake abroad: a large town, or anything that is named alone."""
    if index.kind[row] in CITIES:
        return index.kind[row] is Kind.CAPITAL or index.population[row] >= _ABROAD
    return alone


def wording(known: OwnPlaces, told: str, place: ResolvedPlace, country: str | None) -> str:
    """Words that mean exactly this place: what was told where that does, else with its country
    or city behind it, else its position."""
    state = known.gazetteer.state(place.country)
    tries = (told, place.name_en, f"{place.name_en}, {place.city_en}", f"{place.name_en}, {state}",
             place.name_zh, f"{place.name_zh}, {state}")  # fmt: skip
    for words in tries:
        found = known.resolve(words, country) if words.strip(", ") else None
        if found is not None and found.doubt is None and _same(found, place):
            return words
    return f"{place.name_en} ({place.lat:.4f}, {place.lon:.4f})"


def _same(a: ResolvedPlace, b: ResolvedPlace) -> bool:
    return kilometres(a.lat, a.lon, b.lat, b.lon) < 0.5 and a.precision == b.precision

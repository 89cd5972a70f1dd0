"""What words could mean, several answers to choose from: for a form and for words nobody knows."""

from collections.abc import Iterator
from dataclasses import replace

from situationroom.intake.gazetteer import Index, Kind
from situationroom.intake.mentions import mentions_in
from situationroom.intake.misspelt_places import misspelt_in
from situationroom.intake.own_places import OwnPlaces
from situationroom.intake.place_choice import place_of
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
    rows = [row for mention in mentions_in(index, text) for row in mention.rows]
    here = [row for row in rows if index.country[row] == country]
    yield from (place_of(index, row, ()) for row in here)
    guess = misspelt_in(index, text, country) if country else None
    yield from (place_of(index, row, ()) for row in (guess.rows if guess else ()))
    yield from (
        place_of(index, row, ())
        for row in rows
        if index.country[row] != country and _worth_offering(index, row)
    )


def _worth_offering(index: Index, row: int) -> bool:
    return index.kind[row] is not Kind.CITY or index.population[row] >= _ABROAD

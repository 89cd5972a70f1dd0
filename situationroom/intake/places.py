"""Where a caller's words are on the map: "伊斯坦布尔机场C区", "Hatay省安塔基亚", "Ankara".

    gazetteer = open_gazetteer()
    place = gazetteer.resolve("安塔利亚/Sultanahmet Palace Hotel", "TR")
    place.name_en, place.precision, place.uncertainty_m     # Antalya, city, about 11,000 m

The rules, in the order they are applied:
1. A person who "已转移至 X" (moved to X) is at X, if X can be found.
2. The incident's country comes first. Another country that the text itself names is believed.
3. The city named first wins. A landmark, airport or district named beside it makes the position
   finer only when it lies in or near that city; otherwise it is kept as an alternative.
   A village's name among other words counts only where no larger place is named, and with a doubt.
4. Without anything in the country, a place abroad counts only when it is named alone and is
   unmistakable: exactly one capital, airport or city over 500,000 of that name. It is said to be
   abroad.
5. What no place is called may be one letter away from a place of the country, or sound like its
   Chinese name; it is said how it was read.
6. Hanzi that are no known name may be the sound of one (heard_places.py): a proposal that is said
   to be one. Else there is no answer.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from situationroom.intake import heard_places, misspelt_places
from situationroom.intake.gazetteer import Index, read_index
from situationroom.intake.heard_places import Heard, heard_in, longer_in
from situationroom.intake.mentions import mentions_in
from situationroom.intake.misspelt_places import misspelt_in
from situationroom.intake.place_choice import meant, name_of, place_of
from situationroom.intake.place_near import CITIES, EARTH_KM, NEAR_KM, kilometres, lands_at
from situationroom.intake.resolved_place import (
    ResolvedPlace,
    abroad_by_sound,
    alike_in_sound,
    by_sound,
    misspelt,
)
from situationroom.settings import resource

__all__ = ["Gazetteer", "ResolvedPlace", "open_gazetteer", "resolve_in"]

FILE = "gazetteer/gazetteer.npz"
_MOVED = re.compile(
    r"(?:已?转移[至到]|已?撤离[至到]|已?抵达|已到达|现在?位于|目前在|moved to|now in)(.+)", re.I
)


class Gazetteer:
    """The offline gazetteer: words to a place, a point to the nearest city."""

    def __init__(self, index: Index) -> None:
        """Wrap an index."""
        self.index = index

    def resolve(self, text: str, country: str | None = None) -> ResolvedPlace | None:
        """The place that `text` means in `country` (ISO alpha-2), None when it is not known."""
        return resolve_in(self.index, text.strip()[:400], country.upper() if country else None)

    def nearest(self, lat: float, lon: float) -> ResolvedPlace | None:
        """The nearest town of 15,000 or more to a point in degrees, None if none within 300 km."""
        rows, vectors = self._cities()
        away = vectors @ _unit(np.array([lat]), np.array([lon]))[0]
        best = int(away.argmax())
        if not float(away[best]) > np.cos(300 / EARTH_KM):
            return None
        return place_of(self.index, int(rows[best]), [])

    def state(self, country: str) -> str:
        """The name of a country (ISO alpha-2) in both languages."""
        row = self.index.countries.get(country)
        return name_of(self.index, row) if row is not None else country

    def lands(self, lat: float, lon: float) -> tuple[str, ...]:
        """Countries (ISO alpha-2) a point may lie in, the likeliest first; () far out at sea."""
        return lands_at(self.index, round(lat, 2), round(lon, 2))

    @lru_cache(maxsize=1)  # noqa: B019 (one gazetteer lives as long as the program)
    def _cities(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        sizes = np.array(self.index.population) >= 15_000
        rows = np.flatnonzero(sizes & np.isin(self.index.kind, CITIES))
        return rows, _unit(self.index.lat[rows], self.index.lon[rows])


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the program (0.3 s the first time, then at once)."""
    return Gazetteer(read_index(resource(FILE)))


def made_ready(country: str) -> Iterator[None]:
    """Prepare beside what the first unknown name of this country (ISO alpha-2) would wait for.

    It is a second or two of work in small pieces; whoever walks through them may stop anywhere.
    """
    index = open_gazetteer().index
    yield from misspelt_places.made_ready(index, country)
    yield from heard_places.made_ready(index, country)


def resolve_in(index: Index, text: str, country: str | None) -> ResolvedPlace | None:
    """The place that the words mean; one the person has moved to comes first."""
    moved = _MOVED.search(text)
    later = _read(index, moved[1], country) if moved else None
    found = later or _read(index, text, country)
    return found or _misspelt(index, text, country) or _heard(index, text, country)


def _read(index: Index, text: str, country: str | None) -> ResolvedPlace | None:
    told = mentions_in(index, text)
    found = meant(index, told, country)
    if country and any(mention.onward for mention in told):
        longer = longer_in(index, text, country)
        if longer is not None and not _there(index, found, longer.rows[0]):
            return _by_sound(index, longer, country)
    return found


def _there(index: Index, found: ResolvedPlace | None, row: int) -> bool:
    if found is None:
        return False
    away = kilometres(found.lat, found.lon, index.lat[row], index.lon[row])
    return away < max(NEAR_KM, index.radius[row] / 1000)


def _misspelt(index: Index, text: str, country: str | None) -> ResolvedPlace | None:
    guess = misspelt_in(index, text, country) if country else None
    if guess is None:
        return None
    place = place_of(index, guess.rows[0], guess.rows)
    return replace(place, doubt=misspelt(guess.told, name_of(index, guess.rows[0])))


def _heard(index: Index, text: str, country: str | None) -> ResolvedPlace | None:
    told = heard_in(index, text, country) if country and not text.isascii() else None
    return _by_sound(index, told, country) if told else None


def _by_sound(index: Index, told: Heard, country: str | None) -> ResolvedPlace:
    row, name = told.rows[0], name_of(index, told.rows[0])
    place = place_of(index, row, told.rows)
    if place.country != country:
        state = index.countries.get(place.country)
        where = name_of(index, state) if state is not None else place.country
        return replace(place, doubt=abroad_by_sound(told.told, name, where))
    if len(told.rows) > 1:
        return replace(place, doubt=alike_in_sound(told.told, name, len(told.rows)))
    return replace(place, doubt=by_sound(told.told, name))


def _unit(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])

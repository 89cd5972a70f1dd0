"""Where a caller's words are on the map: "伊斯坦布尔机场C区", "Hatay省安塔基亚", "Ankara".

    gazetteer = open_gazetteer()
    place = gazetteer.resolve("安塔利亚/Sultanahmet Palace Hotel", "TR")
    place.name_en, place.precision, place.uncertainty_m     # Antalya, city, about 11,000 m

The rules, in the order they are applied:
1. A person who "已转移至 X" (moved to X) is at X, if X can be found.
2. The incident's country comes first. Another country that the text itself names is believed.
3. The city named first wins. A landmark, airport or district named beside it makes the position
   finer only when it lies in or near that city; otherwise it is kept as an alternative.
4. Without anything in the country, a place abroad counts only when it is named alone and is
   unmistakable: exactly one capital or city over 500,000 of that name. Else there is no answer.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from situationroom.intake.gazetteer import Index, Kind, read_index
from situationroom.intake.mentions import Mention, mentions_in
from situationroom.models.vocabulary import Precision
from situationroom.settings import resource

FILE = "gazetteer/gazetteer.npz"
NEAR_KM = 60.0  # a landmark further than this from the named city belongs to another one
LARGE = 500_000
CITIES = (Kind.CITY, Kind.CAPITAL)
_MOVED = re.compile(
    r"(?:已?转移[至到]|已?撤离[至到]|已?抵达|已到达|现在?位于|目前在|moved to|now in)(.+)", re.I
)
_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A place with how well it is known; degrees WGS-84, `uncertainty_m` metres around it.

    `city_en`, `city_zh` name the city an airport, landmark or district belongs to (for a city,
    itself; for a region or country ""). `alternatives` are other places the words could mean.
    """

    name_en: str
    name_zh: str
    country: str
    lat: float
    lon: float
    precision: Precision
    uncertainty_m: float
    alternatives: tuple[str, ...] = ()
    city_en: str = ""
    city_zh: str = ""


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
        if not float(away[best]) > np.cos(300 / _EARTH_KM):
            return None
        return _place(self.index, int(rows[best]), [])

    @lru_cache(maxsize=1)  # noqa: B019 (one gazetteer lives as long as the program)
    def _cities(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        sizes = np.array(self.index.population) >= 15_000
        rows = np.flatnonzero(sizes & np.isin(self.index.kind, CITIES))
        return rows, _unit(self.index.lat[rows], self.index.lon[rows])


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the program (0.6 s the first time, then at once)."""
    return Gazetteer(read_index(resource(FILE)))


def resolve_in(index: Index, text: str, country: str | None) -> ResolvedPlace | None:
    """The place that the words mean; one the person has moved to comes first."""
    moved = _MOVED.search(text)
    later = _read(index, moved[1], country) if moved else None
    return later or _read(index, text, country)


def _read(index: Index, text: str, country: str | None) -> ResolvedPlace | None:
    return _meant(index, mentions_in(index, text), country)


@lru_cache(maxsize=16_384)
def _meant(index: Index, found: tuple[Mention, ...], country: str | None) -> ResolvedPlace | None:
    """The place; thousands of addresses are all different, and name the same few places."""
    named = {index.country[m.rows[0]] for m in found if index.kind[m.rows[0]] == Kind.COUNTRY}
    foreign = named - {country, "CN"}
    if len(foreign) == 1 and country not in named:
        country = next(iter(foreign))
    if country is None:
        return _choose(index, [m for m in found if _notable(index, m)])
    inside = [kept for m in found if (kept := m.only(lambda r: index.country[r] == country))]
    return _choose(index, inside) or _abroad(index, found)


def _choose(index: Index, found: Sequence[Mention]) -> ResolvedPlace | None:
    """One place out of the mentions, in the order of the text; see the module's rules."""
    if not found:
        return None
    rows = [_row(index, m, found) for m in found]
    region = next((r for r in rows if index.kind[r] == Kind.REGION), None)
    cities = [r for r in rows if index.kind[r] in CITIES]
    fine = [r for r in rows if index.kind[r] in (Kind.AIRPORT, Kind.LANDMARK)]
    if region is not None and not (cities and rows.index(cities[0]) < rows.index(region)):
        cities = [r for r in cities if _inside(index, r, region)]
        fine = [r for r in fine if _inside(index, r, region)]
    if not cities and not fine:
        return _place(index, region if region is not None else rows[0], rows)
    anchor = _anchor(index, cities)
    close = [r for r in fine if anchor is None or _belongs(index, r, anchor)]
    close += [
        r for r in cities if anchor is not None and r != anchor and _belongs(index, r, anchor)
    ]
    best = close[0] if close else anchor
    return _place(index, best if best is not None else rows[0], rows)


def _anchor(index: Index, cities: list[int]) -> int | None:
    """The city named first; a mere district of an unnamed city gives way to a later city.

    "Bahçelievler, Ankara" is in Ankara, though the Bahçelievler we know is in Istanbul.
    """
    own = [r for r in cities if _city_of(index, r) in (r, *cities)]
    first = next(iter(own or cities), None)
    return (
        None if first is None else next((r for r in cities if r == _city_of(index, first)), first)
    )


def _belongs(index: Index, row: int, city: int) -> bool:
    """Whether a landmark, airport or district makes a position in this city finer."""
    return _km(index, row, city) < NEAR_KM and index.radius[row] < index.radius[city]


def _row(index: Index, mention: Mention, found: Sequence[Mention]) -> int:
    """Which of a name's places is meant: the suffix decides, then what stands beside it."""
    rows: Sequence[int] = mention.rows
    if mention.suffix == "region":
        rows = [r for r in rows if index.kind[r] == Kind.REGION] or rows
    if mention.suffix == "city":
        rows = [r for r in rows if index.kind[r] in CITIES] or rows
    regions = [
        m.rows[0] for m in found if m is not mention and index.kind[m.rows[0]] == Kind.REGION
    ]
    rows = [r for r in rows if any(_inside(index, r, region) for region in regions)] or rows
    if mention.suffix == "airport":
        return _airport_of(index, rows[0])
    return rows[0]


def _abroad(index: Index, found: Sequence[Mention]) -> ResolvedPlace | None:
    """A place outside the incident's country: only if named alone and unmistakable."""
    for mention in found:
        large = [r for r in mention.rows if _large(index, r)]
        if mention.alone and len(large) == 1:
            return _place(index, large[0], mention.rows)
    return None


def _notable(index: Index, mention: Mention) -> bool:
    """Without a country a small place counts only when nothing else was said."""
    row = mention.rows[0]
    return mention.alone or index.kind[row] not in CITIES or index.population[row] >= 50_000


def _large(index: Index, row: int) -> bool:
    city = index.kind[row] is Kind.CITY and index.population[row] > LARGE
    return city or index.kind[row] is Kind.CAPITAL


def _inside(index: Index, row: int, region: int) -> bool:
    return index.region[row] == region or _km(index, row, region) * 1000 < index.radius[region]


def _airport_of(index: Index, city: int) -> int:
    """The one airport of a city, or the city itself when it has several or none."""
    if index.kind[city] not in CITIES:
        return city
    rows = _near(index, city, (Kind.AIRPORT,))
    named = index.fold(index.en[city])
    own = [r for r in rows if named in index.fold(index.en[r])] or rows
    return own[0] if len(own) == 1 else city


@lru_cache(maxsize=50_000)
def _city_of(index: Index, row: int) -> int | None:
    """The city a place belongs to: the largest it lies in, else the nearest of some size.

    A city that lies in no much larger one is its own; None when no city is near.
    """
    near = [r for r in _near(index, row, CITIES) if index.population[r] >= 15_000]
    around = [r for r in near if _km(index, r, row) * 1000 < _sprawl(index, r, row)]
    if index.kind[row] in CITIES:
        around = [r for r in around if index.population[r] >= 3 * index.population[row]]
        return max(around, key=lambda r: index.population[r], default=row)
    if around:
        return max(around, key=lambda r: index.population[r])
    sizeable = [r for r in near if index.population[r] >= 100_000] or near
    nearest = min(sizeable, key=lambda r: _km(index, r, row), default=None)
    return None if nearest is None else _city_of(index, nearest)


def _sprawl(index: Index, city: int, row: int) -> float:
    """Metres within which a place is a city's; a town of its own only in a metropolis."""
    town = index.kind[row] in CITIES and index.population[city] < 1_000_000
    return index.radius[city] * (1 if town else 1.7)


@lru_cache(maxsize=10_000)
def _near(index: Index, row: int, kinds: tuple[Kind, ...]) -> list[int]:
    """Places of these kinds in the same country within NEAR_KM."""
    reach = NEAR_KM / 111
    wide = reach / max(math.cos(math.radians(index.lat[row])), 0.05)
    close = (abs(index.lat - index.lat[row]) < reach) & (abs(index.lon - index.lon[row]) < wide)
    found: list[int] = np.flatnonzero(close).tolist()
    country = index.country[row]
    return [
        r
        for r in found
        if index.kind[r] in kinds and index.country[r] == country and _km(index, r, row) < NEAR_KM
    ]


def _place(index: Index, row: int, others: Sequence[int]) -> ResolvedPlace:
    kind = index.kind[row]
    city = _city_of(index, row) if kind not in (Kind.REGION, Kind.COUNTRY) else None
    known = (index.en[row], index.country[row])
    if kind is Kind.AIRPORT:  # a city with two airports: the caller may mean the other one
        others = [*others, *_near(index, row, (Kind.AIRPORT,))]
    rest = dict.fromkeys((index.en[r], index.country[r]) for r in others if r not in (row, city))
    return ResolvedPlace(
        name_en=index.en[row],
        name_zh=index.zh[row],
        country=index.country[row],
        lat=float(index.lat[row]),
        lon=float(index.lon[row]),
        precision=_precision(index, row),
        uncertainty_m=index.radius[row],
        alternatives=tuple(", ".join(name) for name in rest if name != known)[:5],
        city_en=index.en[city] if city is not None else "",
        city_zh=index.zh[city] if city is not None else "",
    )


def _precision(index: Index, row: int) -> Precision:
    kind = index.kind[row]
    if kind is Kind.LANDMARK and index.radius[row] > 8000:
        return Precision.REGION
    return {
        Kind.COUNTRY: Precision.COUNTRY,
        Kind.REGION: Precision.REGION,
        Kind.AIRPORT: Precision.QUARTER,
        Kind.LANDMARK: Precision.QUARTER,
    }.get(kind, Precision.CITY)


def _km(index: Index, a: int, b: int) -> float:
    """Great-circle distance (haversine) between two places."""
    phi, psi = math.radians(index.lat[a]), math.radians(index.lat[b])
    half = math.sin((phi - psi) / 2) ** 2
    turn = math.sin(math.radians(index.lon[a] - index.lon[b]) / 2) ** 2
    return (
        2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half + math.cos(phi) * math.cos(psi) * turn)))
    )


def _unit(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])

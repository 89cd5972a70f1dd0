"""One place out of the names in a text, by the rules that places.py states."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from situationroom.intake.gazetteer import Index, Kind
from situationroom.intake.mentions import Mention
from situationroom.intake.place_near import (
    CITIES,
    NEAR_KM,
    airport_of,
    belongs,
    city_of,
    inside,
    km,
    near,
)
from situationroom.intake.resolved_place import ResolvedPlace, abroad, partly, several
from situationroom.models.vocabulary import Precision

_HARBOUR = re.compile(r"(?<=..)(?:(?:国际)?机场|港口?|口岸)$")
LARGE = 500_000
VILLAGE = 5_000  # inhabitants under which a word among others is no sure sign of the place


@lru_cache(maxsize=16_384)
def meant(index: Index, found: tuple[Mention, ...], country: str | None) -> ResolvedPlace | None:
    """The place; thousands of addresses are all different, and name the same few places."""
    foreign = _named_abroad(index, found, country)
    here = foreign or country
    if here is None:
        return choose(index, [m for m in found if _notable(index, m)])
    place = choose(index, list(_within(index, found, here))) or _abroad(index, found, country)
    alone = place is not None and place.precision is Precision.COUNTRY
    return _said_abroad(index, place, country) if alone else place


def _within(index: Index, found: Sequence[Mention], country: str) -> Iterator[Mention]:
    """The mentions that mean something in the country; a half of a name abroad means nothing."""
    before = True
    for mention in found:
        kept = _of_country(index, mention, country) or _its_town(index, mention, country)
        if kept is not None:
            yield kept if before else kept._replace(torn=kept.torn or kept.joined)
        before = kept is not None


def _of_country(index: Index, mention: Mention, country: str) -> Mention | None:
    return mention.only(lambda r: index.country[r] == country)


def _its_town(index: Index, mention: Mention, country: str) -> Mention | None:
    """The town of this country that an airport or port abroad is called like: 圣何塞机场."""
    town = _HARBOUR.sub("", mention.name)
    if town == mention.name or not (rows := tuple(index.rows(town))):
        return None
    suffix = "airport" if mention.name.endswith("机场") else ""
    return _of_country(index, mention._replace(rows=rows, name=town, suffix=suffix), country)


def _named_abroad(index: Index, found: Sequence[Mention], country: str | None) -> str | None:
    """The one foreign country that the text names; China is where all of our people come from."""
    states = [
        index.country[m.rows[0]]
        for m in found
        if index.kind[m.rows[0]] is Kind.COUNTRY
        and not m.only(lambda r: index.country[r] == country)
    ]
    named = {s for s in states if s != "CN"}
    mine = any(index.countries.get(country or "") in m.rows for m in found)
    return next(iter(named)) if len(named) == 1 and not mine else None


def choose(index: Index, found: Sequence[Mention]) -> ResolvedPlace | None:
    """One place out of the mentions, in the order of the text; see the rules of places.py."""
    sure = [m for m in found if not _weak(index, m)]
    picked = [_rows_meant(index, m, sure or found) for m in sure or found]
    if not picked:
        return None
    rows = [_row(index, m, few) for m, few in zip(sure or found, picked, strict=True)]
    best = _best(index, rows)
    place = place_of(index, best, rows)
    if not sure:
        return replace(place, doubt=partly(name_of(index, best)))
    place = _or_the_province(index, place, best, sure)
    return _unless_several(index, place, best, picked)


def _or_the_province(
    index: Index, place: ResolvedPlace, best: int, found: Sequence[Mention]
) -> ResolvedPlace:
    """The town, with the province of that name to choose instead."""
    if index.kind[best] not in CITIES:
        return place
    same = next((m.rows for m in found if best in m.rows), ())
    told = [name_of(index, r) for r in same if index.kind[r] is Kind.REGION]
    told = [f"{name}, {place.country}" for name in told[:1]]
    return replace(place, alternatives=(*told, *place.alternatives)[:5]) if told else place


def _best(index: Index, rows: list[int]) -> int:
    region = next((r for r in rows if index.kind[r] == Kind.REGION), None)
    cities = [r for r in rows if index.kind[r] in CITIES]
    fine = [r for r in rows if index.kind[r] in (Kind.AIRPORT, Kind.LANDMARK)]
    if region is not None and not (cities and rows.index(cities[0]) < rows.index(region)):
        cities = [r for r in cities if inside(index, r, region)]
        fine = [r for r in fine if inside(index, r, region)]
    if not cities and not fine:
        return region if region is not None else rows[0]
    anchor = _anchor(index, cities)
    if anchor is None:
        return fine[0]
    close = [r for r in (*fine, *cities) if r != anchor and belongs(index, r, anchor)]
    return close[0] if close else anchor


def _anchor(index: Index, cities: list[int]) -> int | None:
    """The city named first; a mere district of an unnamed city gives way to a later city.

    "Bahçelievler, Ankara" is in Ankara, though the Bahçelievler we know is in Istanbul.
    """
    own = [r for r in cities if city_of(index, r) in (r, *cities)]
    first = next(iter(own or cities), None)
    return None if first is None else next((r for r in cities if r == city_of(index, first)), first)


def _rows_meant(index: Index, mention: Mention, found: Sequence[Mention]) -> Sequence[int]:
    """Which of a name's places are meant: the suffix decides, then what stands beside it."""
    rows: Sequence[int] = mention.rows
    if mention.suffix == "region":
        rows = [r for r in rows if index.kind[r] == Kind.REGION] or rows
    if mention.suffix == "city":
        rows = [r for r in rows if index.kind[r] in CITIES] or rows
    regions = [
        m.rows[0] for m in found if m is not mention and index.kind[m.rows[0]] == Kind.REGION
    ]
    rows = [r for r in rows if any(inside(index, r, region) for region in regions)] or rows
    return _province(index, mention, found) or _seats(index, mention, rows) or rows


def _province(index: Index, mention: Mention, found: Sequence[Mention]) -> Sequence[int]:
    """The province of that name where a town in it is named too: "Tekirdağ Çorlu"."""
    if mention.suffix == "city":
        return ()
    others = {m.rows[0] for m in found if m is not mention} - set(mention.rows)
    towns = {index.region[r] for r in others if index.kind[r] in CITIES}
    return [r for r in mention.rows if index.kind[r] is Kind.REGION and r in towns]


def _seats(index: Index, mention: Mention, rows: Sequence[int]) -> Sequence[int]:
    """The town a province is called after: who says "Chiang Mai" alone means the town."""
    if mention.suffix or index.kind[rows[0]] is not Kind.REGION:
        return ()
    return [
        r
        for r in rows[1:]
        if index.kind[r] in CITIES
        and index.population[r] >= VILLAGE
        and (mention.name in _own_names(index, r) or index.en[r] == index.en[rows[0]])
        and inside(index, r, rows[0])
    ]


def _own_names(index: Index, row: int) -> tuple[str, str]:
    return index.fold(index.en[row]), index.fold(index.zh[row])


def _row(index: Index, mention: Mention, rows: Sequence[int]) -> int:
    return airport_of(index, rows[0]) if mention.suffix == "airport" else rows[0]


def _weak(index: Index, mention: Mention) -> bool:
    """A village's name among other words, and what may be the end of another name, prove little."""
    row = mention.rows[0]
    if mention.torn and not mention.suffix:
        return True
    small = index.kind[row] is Kind.CITY and index.population[row] < VILLAGE
    return small and not mention.alone and not mention.suffix


def _unless_several(
    index: Index, place: ResolvedPlace, best: int, picked: Sequence[Sequence[int]]
) -> ResolvedPlace:
    """The place, with a doubt where towns of like size far apart bear its name."""
    same = next((rows for rows in picked if best in rows), [])
    if index.kind[best] not in CITIES or len(picked) > 1:
        return place
    rivals = [r for r in same if r != best and _rivals(index, r, best)]
    return replace(place, doubt=several(name_of(index, best), 1 + len(rivals))) if rivals else place


def _rivals(index: Index, row: int, best: int) -> bool:
    alike = index.population[row] * 3 >= index.population[best]
    return index.kind[row] in CITIES and alike and km(index, row, best) > NEAR_KM


def _abroad(index: Index, found: Sequence[Mention], country: str | None) -> ResolvedPlace | None:
    """A place outside the incident's country: only if named alone and unmistakable."""
    for mention in found:
        large = [r for r in mention.rows if _large(index, r)]
        if mention.alone and len(large) == 1:
            return _said_abroad(index, place_of(index, large[0], mention.rows), country)
    return None


def _said_abroad(
    index: Index, place: ResolvedPlace | None, country: str | None
) -> ResolvedPlace | None:
    if place is None or country is None or place.country == country:
        return place
    state = index.countries.get(place.country)
    where = name_of(index, state) if state is not None else place.country
    told = " ".join(dict.fromkeys(n for n in (place.name_zh, place.name_en) if n))
    return replace(place, doubt=abroad(told, where))


def _notable(index: Index, mention: Mention) -> bool:
    """Without a country a small place counts only when nothing else was said."""
    row = mention.rows[0]
    return mention.alone or index.kind[row] not in CITIES or index.population[row] >= 50_000


def _large(index: Index, row: int) -> bool:
    city = index.kind[row] is Kind.CITY and index.population[row] > LARGE
    return city or index.kind[row] in (Kind.CAPITAL, Kind.AIRPORT, Kind.LANDMARK)


def place_of(index: Index, row: int, others: Sequence[int]) -> ResolvedPlace:
    """A row of the gazetteer as an answer; `others` are what the words could mean besides."""
    kind = index.kind[row]
    city = city_of(index, row) if kind not in (Kind.REGION, Kind.COUNTRY) else None
    known = (index.en[row], index.country[row])
    if kind is Kind.AIRPORT:  # a city with two airports: the caller may mean the other one
        others = [*others, *near(index, row, (Kind.AIRPORT,))]
    rest = dict.fromkeys(_called(index, r, row) for r in others[:8] if r not in (row, city))
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


def _called(index: Index, row: int, beside: int) -> tuple[str, str]:
    """A name to choose by: with its province where another place far away has the same."""
    name, country = index.en[row], index.country[row]
    same = (name, country) == (index.en[beside], index.country[beside])
    if same and index.region[row] >= 0 and km(index, row, beside) > NEAR_KM:
        name = f"{name} ({index.en[index.region[row]]})"
    return name, country


def name_of(index: Index, row: int) -> str:
    """A place's name in both languages, as both kinds of officer read it."""
    return " ".join(dict.fromkeys(n for n in (index.zh[row], index.en[row]) if n))


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

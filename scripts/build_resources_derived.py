"""Chinese names that follow from others: nothing here is invented, and what is doubtful stays away.

An airport is called after the town that its own table says it serves: <city>机场, if only one can
be meant. A town is called like the province that bears its name: 卡拉干达州 makes 卡拉干达. In
Japan a town is also known without its 市, 町 or 村.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from math import cos, hypot, radians

from build_resources_gazetteer_row import Row

from situationroom.intake.gazetteer import Kind, fold

SERVED_KM = 60.0
LEAST, WORLD_CITY = 5_000, 1_000_000  # inhabitants
ALIKE = 4  # letters at the beginning of two spellings of one name
FAR_LARGER = 3  # times the inhabitants, so that of two towns with one Chinese name one is meant
LARGE = re.compile(r"international|\bintl\b", re.IGNORECASE)
NO_AIRPORT = re.compile(
    r"heliport|helipad|seaplane|airstrip|water aerodrome|glider|air ?base|\bafb\b|\braf\b|\barmy\b|"
    r"naval|military|air station|air force",
    re.IGNORECASE,
)
TOWN_ENDS = re.compile(r"(?<=..)[市县镇町村]$")
JAPANESE_ENDS = re.compile(r"(?<=..)[市町村]$")
PROVINCE_ENDS = re.compile(r"(?<=..)(自治州|自治区|自治市|酋长国|大区|[省州府邦县区])$")
NO_TOWN = re.compile(r"[部会岛湾]$|群岛|地区")
PROVINCE_WORDS = re.compile(
    r" (province|region|oblast|oblysy|state|governorate|division|department|district|county)$"
)
Served = dict[int, list[Row]]


def name_towns(regions: dict[str, Row], cities: list[Row]) -> None:
    """Towns spelt like their province are known by its Chinese name too; it is shown where they
    have none of their own."""
    for city in (c for c in cities if c.country == "JP"):
        city.names |= {JAPANESE_ENDS.sub("", name) for name in {city.zh, *city.names}} - {""}
    taken = {(c.country, name) for c in cities for name in (c.zh, *c.names)}
    for region, seat in seats(regions, cities):
        name = PROVINCE_ENDS.sub("", region.zh)
        if name and not NO_TOWN.search(name) and (region.country, name) not in taken:
            seat.zh = name if seat.zh in ("", region.zh) else seat.zh
            seat.names.add(name)


def seats(regions: dict[str, Row], cities: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Every province with the largest of its towns that are spelt like it."""
    inside: dict[int, list[Row]] = defaultdict(list)
    for city in cities:
        region = regions.get(city.region)
        if region is not None and spelt_like(city, plain(region)):
            inside[id(region)].append(city)
    for region in regions.values():
        if towns := inside[id(region)]:
            yield region, max(towns, key=lambda town: town.population)


def spelt_like(city: Row, name: str) -> bool:
    """Whether a town bears a name, as its own or as another spelling: Karagandy is Karaganda."""
    own = fold(city.en, {})
    alike = own[:ALIKE] == name[:ALIKE] and len(name) > ALIKE
    return own == name or (alike and name in {fold(other, {}) for other in city.names})


def plain(region: Row) -> str:
    """A province's name as its town would be spelt."""
    return PROVINCE_WORDS.sub("", fold(region.en, {}))


def name_airports(airports: list[Row], cities: list[Row]) -> None:
    """<city>机场 for the one airport that is meant by it; every other keeps only its own name."""
    towns: dict[tuple[str, str], list[Row]] = defaultdict(list)
    famous = {called(c): c for c in cities if c.zh and world_known(c)}
    for city in cities:
        other = famous.get(called(city), city) is not city and not world_known(city)
        known = city.zh and city.population >= LEAST and not other
        for name in {fold(n, {}) for n in (city.en, *city.names)} if known else ():
            towns[city.country, name].append(city)
    served: Served = defaultdict(list)
    town: dict[int, Row] = {}
    for airport in airports:
        found = None if NO_AIRPORT.search(airport.en) else served_by(airport, towns)
        if found is not None:
            served[id(found)].append(airport)
            town[id(found)] = found
    _call(served, town, {(a.country, n) for a in airports for n in (a.zh, *a.own)})


def _call(served: Served, town: dict[int, Row], taken: set[tuple[str, str]]) -> None:
    chosen = [(town[key], meant_by(town[key], fields)) for key, fields in served.items()]
    alike: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city, _ in chosen:
        alike[city.country, called(city)].append(city)
    for city, airport in chosen:
        key = (city.country, called(city))
        others = [c for c in alike[key] if c is not city]
        lone = all(city.population > FAR_LARGER * c.population for c in others)
        if airport is not None and not airport.zh and key not in taken and lone:
            airport.zh = called(city)
            airport.names |= {airport.zh, airport.zh.removesuffix("机场") + "国际机场"}


def world_known(city: Row) -> bool:
    """Whether a town's name means it before its namesakes in other countries."""
    return city.kind is Kind.CAPITAL or city.population >= WORLD_CITY


def called(city: Row) -> str:
    """What an airport is called after this city."""
    return TOWN_ENDS.sub("", city.zh) + "机场"


def served_by(airport: Row, towns: dict[tuple[str, str], list[Row]]) -> Row | None:
    """The largest town of the name the airport's table gives, if it is near."""
    named = towns.get((airport.country, fold(airport.serves, {})), [])
    near = [city for city in named if km_between(airport, city) < SERVED_KM]
    return max(near, key=lambda city: city.population, default=None)


def meant_by(city: Row, airports: list[Row]) -> Row | None:
    """The airport that the city's name alone means; None where several could be."""
    if len(airports) == 1:
        return airports[0]
    own = [a for a in airports if fold(a.en, {}).startswith(fold(city.en, {}))]
    for some in ([a for a in airports if LARGE.search(a.en)], own):
        if len(some) == 1:
            return some[0]
    return None


def km_between(a: Row, b: Row) -> float:
    """Kilometres, well enough for short ways."""
    turn = (a.lon - b.lon + 180) % 360 - 180
    return 111.2 * hypot(a.lat - b.lat, turn * cos(radians(a.lat)))

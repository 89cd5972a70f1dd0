"""Places that are known by no Chinese name, found by how the hanzi sound: 希俄斯 is Chios.

Only a proposal, and always said to be one: the country of the incident first, then its neighbours
where the words are nothing else. What sounds like several places far apart is said to do so.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase
from typing import Final, NamedTuple

import numpy as np

from situationroom.intake.gazetteer import Index, Kind
from situationroom.intake.mentions import Mention, named_in, segments
from situationroom.intake.misspelt_places import keys_in
from situationroom.intake.place_near import NEAR_KM, km
from situationroom.intake.place_sounds import Names, fitting, ready, sounds

LIKELY: Final = 8.0  # how much likelier than by chance (a logarithm) three hanzi must make a name
SURE_OF_TWO: Final = 9.0  # two hanzi
ABROAD: Final = 12.0  # a name in a country beside the incident's, or one among other words
LEAD: Final = 2.0  # what is nearer than this to the best sounds alike
MOST_ALIKE: Final = 4  # places; what sounds like more than these says nothing
_LETTERS: Final = range(2, 23)  # letters of a name
_VILLAGE: Final = 500.0
_AS_A_TOWN: Final = 50_000  # inhabitants a province or landmark counts as
_NEIGHBOUR_TOWN: Final = 5_000
_CELL: Final = 0.5  # degrees; countries with towns in one cell are neighbours
# What stands beside a name in Chinese without being of it, and who or what is no place at all.
_BESIDE = re.compile(
    r"(?:国际|中央|长途)?(?:机场|火车站|汽车站|车站|港口|码头|口岸|边境|边检站|检查站|地铁站?|水电站|核电站|电站|大坝|矿区|矿山|"
    r"工业园区?|园区|自贸区|营地|工地|项目部?|酒店|宾馆|旅馆|旅店|民宿|客栈|公寓|医院|诊所|大学|学院|学校|宿舍|使馆|"
    r"领馆|老城区?|新城|古城|城区|市区|市中心|城里|城外|市郊|郊区|郊外|南郊|北郊|东郊|西郊|南部|北部|东部|西部|附近|周边|"
    r"一带|广场|市场|教堂|寺庙?|海滩|海边|河边|湖边|岛上|县城|镇上|难民营|半岛|群岛|[岛港省州市县镇乡村区湖河山]$|"
    r"[岛省市县](?=.)|一家|某|的|在|从|离开?|靠近|位于|家里|屋里|那边$|这边$|这里$)"
)
_DASH = re.compile(r"(?<=[\u3400-\u9fff])[-\u2013\u2014](?=[\u3400-\u9fff])")
_RUN = re.compile(r"[\u3400-\u9fff]+")


class Heard(NamedTuple):
    """The hanzi that were read, and the rows that sound so, the likeliest first."""

    told: str
    rows: tuple[int, ...]


class _Fit(NamedTuple):
    likely: float
    rank: float
    row: int


def heard_in(index: Index, text: str, country: str) -> Heard | None:
    """What the text's hanzi sound like in the country (ISO alpha-2), else in one beside it."""
    for part in segments(text):
        told, alone = _named(index.fold(_DASH.sub("", part)))
        for name in told:
            if found := _heard(index, name, country, LIKELY if alone else ABROAD, alone=alone):
                return Heard(name, found)
        if alone and len(told[0]) > 2 and (found := _beside(index, told[0], country)):
            return Heard(told[0], found)
    return None


def longer_in(index: Index, text: str, country: str) -> Heard | None:
    """A name that only begins or ends like a known one: 塔尔卡瓦诺 is Talcahuano, not 塔尔卡."""
    for part in segments(text):
        folded, known = named_in(index, part)
        if any(mention.onward for mention in known):
            for name in _named(folded)[0]:
                if _unexplained(name, known) and (
                    found := _heard(index, name, country, ABROAD, alone=True)
                ):
                    return Heard(name, found) if len(found) == 1 else None
    return None


def _unexplained(name: str, known: tuple[Mention, ...]) -> bool:
    inside = [mention.name for mention in known if mention.name in name]
    return len(name) > 3 and bool(inside) and len("".join(inside)) < len(name)


def _named(folded: str) -> tuple[list[str], bool]:
    """Runs of hanzi that can be the sound of a name; whether one is all that is said."""
    table = sounds().weights
    runs = [run for told in _RUN.findall(folded) for run in _BESIDE.split(told) if run]
    names = [run for run in runs if len(run) > 1 and all(one in table for one in run)]
    return names, len(runs) == len(names) == 1


@lru_cache(maxsize=16_384)
def _heard(index: Index, told: str, country: str, least: float, *, alone: bool) -> tuple[int, ...]:
    """Rows that sound like these hanzi, those far from the best too where they sound alike."""
    enough = max(least, SURE_OF_TWO) if len(told) == 2 else least
    if (len(told) == 2 and not alone) or not (fits := _fits(index, told, country)):
        return ()
    best = fits[0]
    close = [fit.row for fit in fits if fit.rank > best.rank - LEAD]
    rivals = [row for row in close if km(index, row, best.row) > NEAR_KM]
    if best.likely < enough or len(rivals) >= MOST_ALIKE:
        return ()
    return (best.row, *rivals)


def _beside(index: Index, told: str, country: str) -> tuple[int, ...]:
    """The best of the countries beside; () where two of them have such a name."""
    found = [_heard(index, told, land, ABROAD, alone=True) for land in neighbours(index, country)]
    some = [
        rows
        for rows in found
        if rows and index.population[rows[0]] >= _NEIGHBOUR_TOWN and len(rows) == 1
    ]
    return some[0] if len(some) == 1 else ()


def _fits(index: Index, told: str, country: str) -> list[_Fit]:
    """The best places for these hanzi, each once, the likeliest first."""
    found: dict[int, _Fit] = {}
    for letter in sorted(sounds().first[told[0]]):
        names, rows = _names(index, country, letter)
        fit = fitting(told, names)
        for at in np.flatnonzero(fit > LIKELY - LEAD).tolist():
            for one in (_fit(index, float(fit[at]), row) for row in rows[at]):
                if one.row not in found or found[one.row].rank < one.rank:
                    found[one.row] = one
    return sorted(found.values(), key=lambda fit: -fit.rank)[:30]


def _fit(index: Index, likely: float, row: int) -> _Fit:
    return _Fit(likely, likely + 0.5 * float(np.log(_people(index, row) / _VILLAGE)), row)


def _people(index: Index, row: int) -> float:
    town = index.kind[row] in (Kind.CITY, Kind.CAPITAL)
    return max(float(index.population[row]) if town else _AS_A_TOWN, _VILLAGE)


def made_ready(index: Index, country: str) -> Iterator[None]:
    """Prepare what the first unknown name would wait for (a second of work), piece by piece."""
    sounds()
    for land in (country, *neighbours(index, country)):
        for letter in ascii_lowercase:
            _names(index, land, letter)
            yield


@lru_cache(maxsize=512)
def _names(index: Index, country: str, letter: str) -> tuple[Names, list[list[int]]]:
    """The country's names with this first letter, ready to be compared, and their rows."""
    told: dict[str, list[int]] = {}
    for plain, key in _by_letter(index, country).get(letter, ()):
        rows = [row for row in index.rows(key) if _of(index, row, country)]
        if rows:
            told.setdefault(plain, []).extend(rows)
    return ready(list(told)), list(told.values())


@lru_cache(maxsize=16)
def _by_letter(index: Index, country: str) -> dict[str, list[tuple[str, str]]]:
    """The country's names in the letters a to z alone, with the keys they are found by."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in keys_in(index, country):
        plain = "".join(key.split())
        if plain.isascii() and plain.isalpha() and len(plain) in _LETTERS:
            found[plain[0]].append((plain, key))
    return found


def _of(index: Index, row: int, country: str) -> bool:
    known = index.kind[row] not in (Kind.AIRPORT, Kind.COUNTRY)
    return known and index.country[row] == country


@lru_cache(maxsize=16)
def neighbours(index: Index, country: str) -> tuple[str, ...]:
    """Countries with a town where the country has one too, in half a degree."""
    if country not in index.nations:
        return ()
    north, east = (np.floor(degrees / _CELL).astype(np.int64) for degrees in (index.lat, index.lon))
    cells = north * 1_000 + east
    mine = index.nation == index.nations.index(country)
    there = np.unique(index.nation[np.isin(cells, np.unique(cells[mine])) & ~mine])
    return tuple(index.nations[n] for n in there.tolist())

"""Where somebody is, from what was told: the city in the gazetteer's English name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from situationroom.intake.position import Position
from situationroom.intake.results import Context, Located, Problem, Reason
from situationroom.models.made_quickly import made_quickly
from situationroom.models.vocabulary import Precision

NOT_FOUND = Reason("This place is not in the gazetteer; put it on the map by hand.")
NO_POSITION = Reason("This is no position on the earth.")

_CUT = re.compile(r"[/\\，,、;；|\n（(）)]+|\s+-\s+|\s+")
_PLACE_WORDS = re.compile(
    r"(?:地铁|电站|机场|铁路|公路|水电|矿山|项目|工程|营地|基地|工地|分公司|办事处|花名册|人员|市|省|州)"
)
_TOWN = frozenset({Precision.EXACT, Precision.STREET, Precision.QUARTER, Precision.CITY})

Resolve = Callable[[str], Located | None]


@made_quickly
@dataclass(frozen=True, slots=True)
class Where:
    """``told`` word for word, ``found`` as the gazetteer knows it, ``position`` if one is told."""

    told: str = ""
    city: str = ""
    found: Located | None = None
    position: Position | None = None
    problem: Problem | None = None


def resolver(context: Context) -> Resolve:
    """The context's gazetteer with a memory: a list of thousands names a few dozen places."""
    country = context.country or None
    return lru_cache(maxsize=8192)(lambda text: context.resolve(text, country))


def find_where(place: str, city: str, address: str, resolve: Resolve) -> Where:
    """The place of a row from its mixed column, its city column and its address column."""
    told = place or address or city
    if not told:
        return Where()
    found = _in_city(city, place or address, resolve) if city else _first_found(told, resolve)
    if found is None:
        name, text = ("city", city) if city else ("place", told)
        return Where(told, city, problem=Problem(name, text, NOT_FOUND))
    return Where(told, city_of(found), found)


def city_of(found: Located) -> str:
    """The city a place belongs to, in English; '' for a region or a country."""
    name = found.city_en or (found.name_en if found.precision in _TOWN else "")
    return name.replace("İ", "I")  # English spells Turkey's dotted capital as a plain I


def _in_city(city: str, more: str, resolve: Resolve) -> Located | None:
    """The city, or the finer place in it that the address names."""
    town = resolve(city) or _first_found(city, resolve)
    fine = resolve(f"{city}, {more}") if town and more and more != city else None
    return fine if fine and town and city_of(fine) == city_of(town) else town


def _first_found(told: str, resolve: Resolve) -> Located | None:
    if found := resolve(told):
        return found
    pieces = [piece for piece in _CUT.split(told) if len(piece) > 1]
    comma = [piece.strip() for piece in re.split(r"[/，,、;；|\n]", told) if len(piece.strip()) > 1]
    for piece in dict.fromkeys((*comma, *pieces)):
        if found := resolve(piece):
            return found
    return next((f for f in (_prefix_found(p, resolve) for p in pieces) if f), None)


def _prefix_found(piece: str, resolve: Resolve) -> Located | None:
    """'伊斯坦布尔塔克西姆广场附近': a Chinese city runs straight into what follows it."""
    if piece.isascii():
        return None
    for length in range(min(7, len(piece) - 1), 1, -1):
        if not piece[:length].isascii() and (found := resolve(piece[:length])):
            return found
    return None


def city_of_title(titles: tuple[str, ...], resolve: Resolve) -> Located | None:
    """The place a sheet's name or title speaks of: '安卡拉地铁项目部' is in Ankara."""
    for title in titles:
        bare = _PLACE_WORDS.split(title)[0]
        for text in dict.fromkeys((title, bare)):
            found = resolve(text) or _prefix_found(text, resolve) if len(text) > 1 else None
            if found and city_of(found):
                return found
    return None


def read_degrees(text: str, most: float) -> float | None:
    """Decimal degrees within ±``most``; None for anything else."""
    try:
        value = float(text.strip().replace("°", ""))
    except ValueError:
        return None
    return value if -most <= value <= most else None

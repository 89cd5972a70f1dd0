"""Is somebody already telling of this? Open requests about the same event as a call.

Words alone do not make an event, nor does a town: what counts are words in common together with
the place, the group of the persons, or a good many words, and calls that came close together.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from situationroom.commands.places import resolve_place
from situationroom.intake.places import ResolvedPlace
from situationroom.models import Person, Request
from situationroom.romanise import is_hanzi
from situationroom.store.connection import Connection
from situationroom.store.queries.alike import with_words
from situationroom.store.queries.requests import RequestRow

SHOWN: Final = 3
NEAR_KM: Final = 5.0
SAME_DAY: Final = timedelta(hours=24)
ENOUGH: Final = 4
"""Words in common that speak for themselves; with the same place or group half of them."""
MOST_TERMS: Final = 24

_LATIN: Final = re.compile(r"[^\W\d_]{4,30}")
_EMPTY: Final = frozenset({
    "我们", "他们", "你们", "她们", "现在", "没有", "不能", "可以", "已经", "这个", "那个", "一个",
    "什么", "怎么", "需要", "请求", "求助", "协助", "联系", "电话", "人员", "来电", "希望", "帮助",
    "with", "that", "this", "have", "from", "they", "them", "were", "been", "will", "would",
    "could", "there", "about", "their", "please", "help", "need", "needs", "call", "called",
    "cannot", "want", "wants", "still", "since", "says", "said", "asks",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alike:
    """An open request that may be about the same event, and what speaks for it.

    ``why``: "place", "group", "words".
    """

    request: Request
    persons: tuple[Person, ...]
    words: tuple[str, ...]
    why: tuple[str, ...]


def same_event(
    connection: Connection, what: str, where: str, country: str, now: datetime
) -> list[Alike]:
    """Open requests told of in similar words, near by and lately; the likest first."""
    terms = event_terms(what)
    if len(terms) < 2:
        return []
    place = resolve_place(where, country) if where.strip() else None
    rows = with_words(
        connection, [_quoted(t) for t in terms], lambda said: len(_in_common(terms, said))
    )
    found = [_alike(row, terms, what, place) for row in rows if _is_recent(row, now)]
    told = [one for one in found if _speaks(one)]
    return sorted(told, key=lambda one: (-len(one.why), -len(one.words)))[:SHOWN]


def event_terms(what: str) -> tuple[str, ...]:
    """The words that tell an event: pairs of hanzi, and longer words of other scripts."""
    text = _plain(what[:2_000])
    pairs = [
        text[at : at + 2]
        for at in range(len(text) - 1)
        if is_hanzi(text[at]) and is_hanzi(text[at + 1])
    ]
    words = [word for word in _LATIN.findall(text) if not any(map(is_hanzi, word))]
    every = dict.fromkeys(term for term in (*words, *pairs) if term not in _EMPTY)
    return tuple(every)[:MOST_TERMS]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def joined(terms: Sequence[str]) -> tuple[str, ...]:
    """Pairs of hanzi that overlap as the words they were cut from: 航班 班取 取消 as 航班取消."""
    made: list[str] = []
    for term in terms:
        if made and is_hanzi(term[0]) and made[-1][-1] == term[0]:
            made[-1] += term[1:]
        else:
            made.append(term)
    return tuple(made)


def _quoted(term: str) -> str:
    return f'"{" ".join(term)}"' if is_hanzi(term[0]) else f'"{term}"'


def _in_common(terms: tuple[str, ...], description: str) -> tuple[str, ...]:
    told = _plain(description)
    return tuple(term for term in terms if term in told)


def _is_recent(row: RequestRow, now: datetime) -> bool:
    return now - row.request.opened_at <= SAME_DAY


def _alike(
    row: RequestRow, terms: tuple[str, ...], what: str, place: ResolvedPlace | None
) -> Alike:
    words = _in_common(terms, row.request.description)
    groups = {person.affiliation for person in row.persons if len(person.affiliation) > 2}
    why = ["place"] if place and any(_is_near(place, person) for person in row.persons) else []
    why += ["group"] if any(group in what for group in groups) else []
    why += ["words"] if len(words) >= ENOUGH else []
    return Alike(row.request, row.persons, words, tuple(why))


def _speaks(one: Alike) -> bool:
    return bool(one.why) and len(one.words) >= ENOUGH // 2


def _is_near(place: ResolvedPlace, person: Person) -> bool:
    if person.lat is not None and person.lon is not None and person.uncertainty_m is not None:
        apart = _km(place.lat, place.lon, person.lat, person.lon)
        doubt = (place.uncertainty_m + person.uncertainty_m) / 1000
        if place.uncertainty_m < 3_000 and person.uncertainty_m < 3_000:
            return apart <= max(NEAR_KM, doubt)
    city = place.city_en or place.name_en
    return bool(city) and person.city == city


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    north = (lat - other_lat) * 111.32
    east = math.remainder(lon - other_lon, 360) * 111.32 * math.cos(math.radians(lat))
    return math.hypot(north, east)

"""Place names inside a caller's words: the longest known names, in the order of the text."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, Self

from situationroom.intake.gazetteer import Index
from situationroom.intake.place_sounds import heard_on

_SEGMENTS = re.compile(r"[，,、。/;；:：|\n\t()（）\[\]【】→>]+|\s-+\s")
_UNITS = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]|[^\W\u3400-\u9fff\U00020000-\U0003ffff]+"
)
_DASH = re.compile(r"(?<=[\u3400-\u9fff])[-\u2013\u2014](?=[\u3400-\u9fff])")
_CODES = re.compile(r"(?<![A-Za-z])[A-Z]{3,4}(?![A-Za-z])")
_PORT = re.compile(
    r"^\s*新?(国际)?机场|^ ((?!hotel|near|from|and|road)\w+ )?(international |intl )?"
    r"(airport|havalimani|havaalani|aeropuerto)\b"
)
_ABOUT_PORTS = re.compile(r"机场|航站|airport|terminal|havaliman", re.I)
_REGION = re.compile(r"^\s*[省州府邦]|^ (province|region|state|ili|il|governorate)\b")
_CITY = re.compile(r"^\s*市|^ city\b")
_REST = re.compile(
    r"^[\s市省州府邦国际机场城]*(airport|city|international|province|region|state)?\s*$"
)
# What may stand right before a name without being a part of it.
_BEFORE = re.compile(
    r"(?:[在至到从去往离驻于赴住抵回经由近靠的省市州府邦区县国是和与及或、系某人]"
    r"|位于|附近|边境|方面|目前|现|中国|大使馆|公司|集团|自治区|自治州)$"
)
LONGEST = 14  # units: hanzi or words
# Words of addresses that are also names of small towns somewhere.
_WORDS = frozenset(
    (  # noqa: SIM905 (a list of words reads better as words)
        "airport terminal hotel hostel resort inn palace house home flat room floor tower"
        " block gate street road avenue square park garden beach bridge station port harbour"
        " camp site project university college school hospital clinic mosque church museum"
        " market mall bazaar plaza embassy consulate china chinese city town village district"
        " province region country center centre central north south east west new old upper"
        " lower great grand royal national international the and near from with group tour"
        " company office unknown none other same here bar bank club cafe main middle bus train"
        " ship man sea river island mount lake hill view hilton sheraton marriott hyatt ibis"
        " novotel holiday express world"
    ).split()
)
_PHRASES = frozenset(
    (  # noqa: SIM905 (a list of words reads better as words)
        "机场 酒店 宾馆 旅馆 公寓 大使馆 使馆 领馆 总领馆 国际 学校 大学 医院 车站 火车站 中心"
        " 市场 广场 营地 项目 公司 附近 转移 不详 不明 未知 城区 市区 市中心 老城 老城区 新城"
        " 东区 西区 南区 北区 中国 港口 码头 口岸"
    ).split()
)


class Mention(NamedTuple):
    """A name found in the text: its gazetteer rows, most important first.

    `suffix` is "airport", "region", "city" or "" after the word that follows the name;
    `alone` says that nothing else stands in its part of the text. `name` is the folded name;
    `torn` that it may be the end of a longer name: "博卢" in "某某博卢"; `joined` that it would be
    so if the mention right before it were none; `onward` that it may be the beginning of one.
    """

    rows: tuple[int, ...]
    suffix: str
    alone: bool
    name: str = ""
    torn: bool = False
    joined: bool = False
    onward: bool = False

    def only(self, wanted: Callable[[int], bool]) -> Self | None:
        """The same mention with fewer rows; None when no row is left."""
        kept = tuple(row for row in self.rows if wanted(row))
        return self._replace(rows=kept) if kept else None


def mentions_in(index: Index, text: str) -> tuple[Mention, ...]:
    """Every place named in the text, in its order; the whole text is tried as one name first."""
    parts = [named_in(index, part) for part in segments(text)]
    whole = " ".join([part for part, _ in parts if part])  # what separates parts folds to a space
    rows = index.rows(whole) if usable(whole) else []
    codes = _CODES.findall(text)
    coded = tuple(_coded(index, text, codes)) if codes else ()
    if rows:
        return (Mention(tuple(rows), "", alone=True, name=whole), *coded)
    return (*[mention for _, mentions in parts for mention in mentions], *coded)


def segments(text: str) -> list[str]:
    """The parts of a text between commas, brackets, dashes and the like, in its order."""
    return [part for part in _SEGMENTS.split(text) if part]


@lru_cache(maxsize=65_536)
def named_in(index: Index, part: str) -> tuple[str, tuple[Mention, ...]]:
    """The folded part of a text and the places it names: lists say the same again and again."""
    folded = index.fold(_DASH.sub("", part) if not part.isascii() else part)
    return folded, tuple(_scan(index, folded))


def _scan(index: Index, folded: str) -> Iterator[Mention]:
    spans = [match.span() for match in _UNITS.finditer(folded)]
    at = begun = 0
    while at < len(spans):
        size = _longest(index, folded, spans, at)
        if size:
            start, end = spans[at][0], spans[at + size - 1][1]
            name = folded[start:end]
            alone = at == 0 and bool(_REST.match(folded[end:]))
            torn, joined = _torn(name, folded[begun:start]), _torn(name, folded[:start])
            rows = tuple(index.rows(name))
            onward = not name.isascii() and heard_on(folded[end : end + 2])
            yield Mention(rows, _suffix(folded[end:]), alone, name, torn, joined, onward)
            begun = end
        at += max(size, 1)


def _torn(name: str, before: str) -> bool:
    """Whether a short hanzi name stands right behind hanzi that no known name explains."""
    hanzi = bool(before) and "\u3400" <= before[-1] <= "\u9fff"
    short = len(name) <= 3 and "\u3400" <= name[0] <= "\u9fff"
    return short and hanzi and not _BEFORE.search(before)


def _longest(index: Index, folded: str, spans: list[tuple[int, int]], at: int) -> int:
    """How many units from `at` on make the longest known name; 0 when none does."""
    begin, best = spans[at][0], 0
    if folded[begin].isdigit() and folded[begin : spans[at][1]] not in index.keys.numbers:
        return 0  # most words of addresses are house numbers
    for size in range(1, min(LONGEST, len(spans) - at) + 1):
        name = folded[begin : spans[at + size - 1][1]]
        number, more = index.keys.look(name)
        if number >= 0 and usable(name):
            best = size
        if not more:
            break
    return best


def usable(name: str) -> bool:
    """Whether a folded name can stand for a place: no word of any address, no mere letter."""
    return len(name) > (2 if name.isascii() else 1) and name not in _WORDS and name not in _PHRASES


def _suffix(rest: str) -> str:
    for name, pattern in (("airport", _PORT), ("region", _REGION), ("city", _CITY)):
        if pattern.match(rest):
            return name
    return ""


def _coded(index: Index, text: str, codes: list[str]) -> Iterator[Mention]:
    """IATA and ICAO codes, where the text is a code or speaks of an airport."""
    if not (text.strip() == codes[0] or _ABOUT_PORTS.search(text)):
        return
    for code in codes:
        rows = index.rows(f"{'iata' if len(code) == 3 else 'icao'}:{code.lower()}")
        if rows:
            yield Mention(tuple(rows), "", alone=text.strip() == code)

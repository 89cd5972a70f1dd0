"""A position inside any text: degrees however written, grids, codes, and links to maps.

``read_position`` is for a field that holds a place, ``find_position`` for a cell of a list. Both
work without a network; what they cannot know without one they say.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from situationroom.intake.degrees import read_degrees
from situationroom.intake.map_links import CONVERTED, SHORT_LINK, read_map_link
from situationroom.intake.mgrs import read_mgrs
from situationroom.intake.places import open_gazetteer
from situationroom.intake.plain import LONGEST, plain
from situationroom.intake.plus_codes import read_plus_code, reference_in
from situationroom.intake.position import (
    NO_POSITION,
    NOWHERE,
    TURNED,
    Position,
    Read,
    around,
)
from situationroom.intake.utm import read_utm

__all__ = [
    "CONVERTED",
    "NOWHERE",
    "NO_POSITION",
    "SHORT_LINK",
    "TURNED",
    "Position",
    "Read",
    "cell_position",
    "find_position",
    "placed",
    "read_position",
]

_HINT: Final = re.compile(  # each begins with a sign of its own, which is found at once
    r"\d(?:[.．,，]\d{2}|\s?[°º˚度]|[A-Za-z]\s?[A-Za-z]{2}\s?\d\d|\s?[C-Xc-x]\s\D{0,4}\d{6}"
    r"|(?<=\d{4})[NSns])|:(?://|(?<=[Gg][Ee][Oo]:))|\+(?<=\w{4}\+)\w{2}|///"
    r"|\.(?:[Cc][Oo][Mm]|[Oo][Rr][Gg]|[Gg][Ll])/"
)
Near = Callable[[str], tuple[float, float] | None]
"""Degrees of a place by its name; None for one nobody knows."""
SHIFTED_IN: Final = frozenset({"CN", "HK", "MO"})


def read_position(told: str, near: Near | None = None) -> Read:
    """The position that a field holds; a Reason where it is meant as one but is none.

    ``near`` finds the town behind a short plus code. None for a place's name and other words.
    """
    text = _signs_kept(told)
    if not text:
        return None
    if (found := _linked(text)) is not None:
        return found
    for read in (read_mgrs, read_utm, read_degrees):
        if (found := read(text, whole=True)) is not None:
            return found
    if (found := _coded(text, near)) is not None:
        return found
    return find_position(told)


def cell_position(text: str, near: Near | None = None) -> Read:
    """As ``read_position``, for the cells of a list: most of them hold names and are passed by."""
    return read_position(text, near) if _HINT.search(text, 0, LONGEST) else None


def find_position(text: str) -> Position | None:
    """The position somewhere in a text, None where it gives none that is on the earth."""
    return _find(text) if _HINT.search(text, 0, LONGEST) else None


@lru_cache(maxsize=8192)
def _find(text: str) -> Position | None:
    told = _signs_kept(text)
    linked = _linked(told)
    if linked is not None:
        return linked if isinstance(linked, Position) else None
    for read in (read_degrees, read_mgrs, read_utm):
        if isinstance(found := read(told, whole=False), Position):
            return found
    code = read_plus_code(told)
    return code if isinstance(code, Position) else None


def placed(lat: float, lon: float) -> Position | None:
    """The position, turned round where only that puts it on the earth; None where nothing does."""
    found = around(lat, lon, 1e-6, "decimal")
    return found if isinstance(found, Position) else None


def _linked(told: str) -> Read:
    return read_map_link(told, in_china)


def _coded(told: str, near: Near | None) -> Read:
    words = reference_in(told)
    return read_plus_code(told, near(words) if near and words else None)


def in_china(lat: float, lon: float) -> bool:
    """Whether Chinese maps shift this point: the nearest town of 15,000 is in China.

    Along a land border the answer may be wrong within a few kilometres of it.
    """
    if not (17 < lat < 55 and 72 < lon < 137):
        return False
    town = open_gazetteer().nearest(lat, lon)
    return town is not None and town.country in SHIFTED_IN


def _signs_kept(text: str) -> str:
    """The text in plain width; degree signs survive what would make letters of them."""
    kept = text[:LONGEST].replace("º", "°").replace("˚", "°").replace("″", '"').replace("′", "'")
    return plain(kept)

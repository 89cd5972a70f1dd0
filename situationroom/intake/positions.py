"""A position inside a cell: coordinates in degrees however written, and links to maps."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from situationroom.intake.plain import LONGEST, plain
from situationroom.intake.results import Reason

NO_POSITION: Final = Reason("This is no position on the earth.")
TURNED: Final = Reason("Latitude and longitude stood in each other's places and were put right.")
SHIFTED: Final = Reason(
    "Chinese map services shift positions by up to 700 m; this one was taken as it stands."
)

_HINT = re.compile(r"\d[.．]\d{2}|\d\s?[°度]")
_PAIR = re.compile(
    r"(?<![\d.])([-+]?\d{1,3}\.\d{2,17})\s?°?\s?([NSEW])?\s?[,，/ ;]\s?"
    r"([-+]?\d{1,3}\.\d{2,17})\s?°?\s?([NSEW])?(?![\d.])"
)
_BEFORE = re.compile(
    r"\b([NS])\s?(\d{1,2}(?:\.\d{1,17})?)\s?°?\s?[,，/ ;]\s?\b([EW])\s?(\d{1,3}(?:\.\d{1,17})?)"
)
_SEXAGESIMAL = re.compile(
    r"([NS])?\s?(\d{1,3})\s?[°度]\s?(\d{1,2})\s?['′分]\s?(?:(\d{1,2}(?:\.\d{1,6})?)\s?(?:[\"″秒]|'')?)?\s?([NSEW])?"
)
_LINK = re.compile(
    r"(?:[@=!](?:3d)?|ll=|q=|loc:|geo:|/)(-?\d{1,2}\.\d{3,17})(?:,|%2C|!4d|&mlon=)\s?(-?\d{1,3}\.\d{3,17})",
    re.I,
)
_CHINESE_MAP = re.compile(r"amap\.com|gaode|map\.baidu|map\.qq|apis\.map", re.I)
_LON_FIRST = re.compile(
    r"(?:amap|gaode)[^ ]{0,200}(?:position|dest|location|center)="
    r"(\d{1,3}\.\d{3,17}),(-?\d{1,2}\.\d{3,17})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Position:
    """WGS-84 degrees; ``reason`` says what is doubtful about them."""

    lat: float
    lon: float
    reason: Reason | None = None


def find_position(text: str) -> Position | None:
    """The position a text gives, None where it gives none that is on the earth."""
    return _find(text) if _HINT.search(text, 0, LONGEST) else None


@lru_cache(maxsize=8192)
def _find(text: str) -> Position | None:
    told = plain(text)
    found = _linked(told) or _decimal(told) or _in_minutes(told)
    if found is None or not (abs(found.lat) <= 90 and abs(found.lon) <= 180):
        return None
    return found


def _linked(told: str) -> Position | None:
    if "/" not in told and "geo:" not in told.casefold():
        return None
    shifted = SHIFTED if _CHINESE_MAP.search(told) else None
    if found := _LON_FIRST.search(told):
        return Position(float(found[2]), float(found[1]), shifted)
    if found := _LINK.search(told):
        return Position(float(found[1]), float(found[2]), shifted)
    return None


def _decimal(told: str) -> Position | None:
    if found := _BEFORE.search(told):
        return Position(_signed(found[2], found[1]), _signed(found[4], found[3]))
    if not (found := _PAIR.search(told)):
        return None
    first, second = _signed(found[1], found[2]), _signed(found[3], found[4])
    if found[2] in ("E", "W"):
        return Position(second, first)
    return placed(first, second)


def placed(lat: float, lon: float) -> Position | None:
    """The position, turned round where only that puts it on the earth; None where nothing does."""
    if abs(lat) <= 90 and abs(lon) <= 180:
        return Position(lat, lon)
    return Position(lon, lat, TURNED) if abs(lon) <= 90 and abs(lat) <= 180 else None


def _signed(number: str, side: str | None) -> float:
    return -float(number) if side in ("S", "W") else float(number)


def _in_minutes(told: str) -> Position | None:
    """41°00′36″N 28°58′12″E; two of them, the latitude first unless the letters say otherwise."""
    found = list(_SEXAGESIMAL.finditer(told))[:2]
    if len(found) != 2:
        return None
    values = [int(m[2]) + int(m[3]) / 60 + float(m[4] or 0) / 3600 for m in found]
    sides = [(m[1] or m[5] or "") for m in found]
    lat, lon = (-v if side in ("S", "W") else v for v, side in zip(values, sides, strict=True))
    return Position(lon, lat) if sides[0] in ("E", "W") else Position(lat, lon)

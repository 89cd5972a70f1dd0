"""Positions in pasted map links, without any network: each service writes its own.

A marked place is better than where the map happened to look; a view is taken with the width of
its screen as radius. Chinese services shift what they show (``chinese_offsets``).
"""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from situationroom.intake import map_services as world
from situationroom.intake import map_services_china as china
from situationroom.intake.chinese_offsets import wgs84_of
from situationroom.intake.links import Link, link_in
from situationroom.intake.map_spots import SHORT_LINK, Found, Spot
from situationroom.intake.position import METRES_A_DEGREE, POINT_M, Position, Read, around
from situationroom.intake.results import Reason
from situationroom.models.vocabulary import Source

__all__ = ["CONVERTED", "NO_POINT", "SHORT_LINK", "THREE_WORDS", "VIEW", "read_map_link"]

THREE_WORDS: Final = Reason(
    "Three-word addresses can only be looked up with a network; ask for coordinates or a plus code."
)
NO_POINT: Final = Reason("This map link holds no position; ask for the place or the coordinates.")
VIEW: Final = Reason("The link shows where the map was looking, not a marked place; ask again.")
CONVERTED: Final = Reason("Chinese map services shift positions; this one was put back to WGS-84.")
MAYBE_SHIFTED: Final = Reason(
    "Maps of China may be shifted by up to 700 m; this one was taken as it stands."
)
SHIFT_M: Final = 700.0

_WORDS: Final = re.compile(r"///\w{1,40}[.。]\w{1,40}[.。]\w|what3words\.com|\bw3w\.co\b")
_AROUND_EARTH: Final = 40_075_017
InChina = Callable[[float, float], bool]

_OVERSEAS: Final = (world.google, world.apple, world.bing, world.here_maps)
"""Services that buy their map of China there and so draw it shifted."""
_SERVICES: Final[tuple[tuple[tuple[str, ...], Callable[[Link], Found]], ...]] = (
    (("geo:",), world.geo),
    (("maps.app.goo.gl", "goo.gl/maps", "g.co/maps", "google.", "comgooglemaps:"), world.google),
    (("maps.apple", "maps:"), world.apple),
    (("openstreetmap.org", "osm.org", "organicmaps.app", "omaps.app", "om:"), world.openstreetmap),
    (("bing.com", "binged.it"), world.bing),
    (("here.com", "her.is", "here:", "here-location:"), world.here_maps),
    (("yandex.", "yandexmaps:"), world.yandex),
    (("waze.com", "waze:"), world.waze),
    (("2gis.",), world.two_gis),
    (("amap.com", "gaode.com", "androidamap:", "iosamap:", "amapuri:"), china.amap),
    (("map.baidu.com", "baidumap:", "bdapp:"), china.baidu),
    (("map.qq.com", "qqmap:", "map.tencent.com"), china.tencent),
)


def read_map_link(told: str, in_china: InChina) -> Read:
    """The position of the first map link in a text; None without a map link.

    A Reason for short links and links without a position, in words.
    """
    if _WORDS.search(told):
        return THREE_WORDS
    link = link_in(told)
    read = next((read for hosts, read in _SERVICES if link and _is_of(link, hosts)), None)
    if link is None or read is None:
        return None
    found = read(link)
    if isinstance(found, Spot):
        found = _placed(found, in_china)
    elif isinstance(found, Position) and read is not world.geo:
        found = replace(found, source=Source.MAP_LINK, notation="link")
    if isinstance(found, Position) and read in _OVERSEAS:
        return _careful(found, in_china)
    return found or NO_POINT


def _is_of(link: Link, hosts: tuple[str, ...]) -> bool:
    if link.host.endswith(":"):
        return link.host in hosts
    address = f".{link.host}{link.path}"
    return any(f".{host}" in address[: len(link.host) + 6] for host in hosts)


def _placed(spot: Spot, in_china: InChina) -> Read:
    lat, lon, moved = wgs84_of(float(spot.first), float(spot.second), spot.system, in_china)
    found = around(lat, lon, _last_digit(spot), "link")
    if not isinstance(found, Position):
        return found
    found = replace(found, source=Source.MAP_LINK, reason=CONVERTED if moved else found.reason)
    if spot.zoom is None:
        return found
    wide = _AROUND_EARTH * math.cos(math.radians(found.lat)) / 2**spot.zoom
    about = round(max(POINT_M, wide, found.uncertainty_m), 1)
    return replace(found, uncertainty_m=about, reason=VIEW)


def _last_digit(spot: Spot) -> float:
    """Degrees that the last digit is worth; Baidu's metres are written to the metre."""
    if spot.system == "bd09mc":
        return 1 / METRES_A_DEGREE
    return max(10.0 ** -len(n.partition(".")[2]) for n in (spot.first, spot.second))


def _careful(found: Position, in_china: InChina) -> Position:
    """Of a service that draws China shifted, and gives positions in either way."""
    if not in_china(found.lat, found.lon):
        return found
    wide = max(SHIFT_M, found.uncertainty_m)
    return replace(found, uncertainty_m=wide, reason=found.reason or MAYBE_SHIFTED)

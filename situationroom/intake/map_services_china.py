"""Where Chinese map services write a position into their links, and in which system."""

import re
from dataclasses import replace
from typing import Final

from situationroom.intake.chinese_offsets import System
from situationroom.intake.links import Link
from situationroom.intake.map_spots import NUMBER, SHORT_LINK, Found, Spot, pair, two, viewed

_METRES: Final = re.compile(r"(-?\d{5,9}(?:\.\d{1,9})?),(-?\d{5,9}(?:\.\d{1,9})?)")


def amap(link: Link) -> Found:
    """Longitude first in ``uri.amap.com``, latitude first in what the telephone shares."""
    if link.host in ("surl.amap.com", "s.amap.com"):
        return SHORT_LINK
    wgs = link.first("coordinate") == "wgs84" or link.first("dev") == "1"
    system: System = "wgs84" if wgs else "gcj02"
    if spot := two(link.first("lat", "dlat"), link.first("lng", "lon", "dlon")):
        return replace(spot, system=system)
    shared = link.first("p", "q")
    if shared and (found := re.search(r"(?<![A-Za-z\d.])" + NUMBER + "," + NUMBER, shared)):
        return Spot(found[1], found[2], system)
    said = link.first("position", "to", "dest", "location", "to[lnglat]", "center", "from")
    return pair(said, system, lon_first=True) or pair(link.path, system, lon_first=True)


def baidu(link: Link) -> Found:
    """BD-09; in the address bar as metres of Baidu's own projection."""
    if link.host.startswith("j.map"):
        return SHORT_LINK
    kinds: dict[str, System] = {"gcj02": "gcj02", "wgs84": "wgs84", "wgs84ll": "wgs84"}
    system = kinds.get(link.first("coord_type"), "bd09")
    said = link.first("location", "latlng", "destination", "center")
    if spot := pair(said.rpartition("latlng:")[2], system):
        return spot
    metres = _METRES.search(link.path + " " + link.first("c", "s"))
    if metres is None:
        return None
    spot = Spot(metres[1], metres[2], "bd09mc")
    return (
        spot if "/poi/" in link.path or "@" not in link.path else viewed(spot, _after_at(link.path))
    )


def _after_at(path: str) -> str:
    return path.partition("@")[2].rpartition(",")[2]


def tencent(link: Link) -> Found:
    """Tencent Maps, which WeChat shares places with: GCJ-02."""
    if link.host.startswith(("s.map", "surl")):
        return SHORT_LINK
    system: System = "wgs84" if link.first("coord_type") == "1" else "gcj02"
    marked = re.search(r"coord:" + NUMBER + "," + NUMBER, link.first("marker", "markers"))
    if marked:
        return Spot(marked[1], marked[2], system)
    if spot := two(link.first("pointy", "lat"), link.first("pointx", "lng", "lon")):
        return replace(spot, system=system)
    said = link.first("coord", "location", "center", "tocoord", "to")
    return pair(said, system)

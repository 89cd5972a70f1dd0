"""Where the map services of the world write a position into their links.

A marked place is looked for first, then words that are a position, then where the map looked.
"""

import math
import re
from dataclasses import replace
from typing import Final

from situationroom.intake.links import Link
from situationroom.intake.map_spots import (
    NUMBER,
    SHORT_LINK,
    Found,
    Spot,
    bare_position,
    pair,
    text_position,
    two,
    viewed,
    zoom_of,
)
from situationroom.intake.position import Position
from situationroom.models.vocabulary import Source

_SLASHED: Final = re.compile(rf"{NUMBER}/{NUMBER}/{NUMBER}")
_PIN: Final = re.compile(rf"!3d{NUMBER}!4d{NUMBER}")
_EMBEDDED: Final = re.compile(rf"!2d{NUMBER}!3d{NUMBER}")
_LOOKED: Final = re.compile(rf"@{NUMBER},{NUMBER}(?:,([\d.]{{1,12}})([zma])?)?")


def google(link: Link) -> Found:
    """Google Maps: a pin in the data, words in a field or the path, else the view."""
    if link.host in ("maps.app.goo.gl", "goo.gl", "g.co"):
        return SHORT_LINK
    whole = f"{link.path} {link.fields.get('data', '')} {link.fields.get('pb', '')}"
    if pins := _PIN.findall(whole):
        return Spot(*pins[-1])
    if pins := _EMBEDDED.findall(whole):
        return Spot(pins[-1][1], pins[-1][0])
    said = link.first(
        "q", "query", "destination", "daddr", "ll", "cbll", "viewpoint", "center", "sll"
    )
    if found := text_position(said):
        return found
    for part in reversed(re.findall(r"/(?:place|search|dir)/([^@]*)", link.path)):
        for words in reversed(part.split("/")):
            if found := text_position(words):
                return found
    return _looked_at(link.path)


def _looked_at(path: str) -> Spot | None:
    found = _LOOKED.search(path)
    if found is None:
        return None
    if found[4] in ("m", "a") and found[3]:  # metres from side to side, or above the ground
        return Spot(found[1], found[2], zoom=math.log2(40_075_017 / max(1.0, float(found[3]))))
    return Spot(found[1], found[2], zoom=zoom_of(found[3] or ""))


def apple(link: Link) -> Found:
    """Apple Maps."""
    if link.path.startswith("/p/"):
        return SHORT_LINK
    said = link.first("coordinate", "ll", "q", "daddr", "address", "sll", "center")
    return text_position(said) or pair(link.first("ll", "sll", "center"))


def openstreetmap(link: Link) -> Found:
    """OpenStreetMap: a marker, its short code, else the view of the address bar."""
    if spot := two(link.first("mlat", "lat"), link.first("mlon", "lon")):
        return spot
    if short := re.match(r"/go/([A-Za-z\d_~@]{3,20})", link.path):
        return _quadtile(short[1])
    if found := text_position(link.first("query")):
        return found
    hash_ = _SLASHED.search(f"{link.fields.get('map', '')} {link.fragment}")
    return Spot(hash_[2], hash_[3], zoom=zoom_of(hash_[1])) if hash_ else None


def _quadtile(code: str) -> Spot:
    """OpenStreetMap's short links hold the position itself: six bits a sign, x and y in turn."""
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~"
    x = y = bits = 0
    for sign in code.replace("@", "~"):
        value = signs.index(sign)
        for _ in range(3):
            x, y = x << 1 | value >> 5 & 1, y << 1 | value >> 4 & 1
            value, bits = value << 2 & 63, bits + 1
    lon, lat = x * 360 / 2**bits - 180, y * 180 / 2**bits - 90
    return Spot(f"{lat:.6f}", f"{lon:.6f}", zoom=max(1.0, min(20.0, bits - 8.0)))


def bing(link: Link) -> Found:
    """Bing Maps: a point of its list, else the view."""
    if link.host == "binged.it":
        return SHORT_LINK
    marked = re.search(r"(?:point|pos)\.([^~]+)", link.first("sp", "rtp"))
    if spot := pair(marked[1]) if marked else None:
        return spot
    said = link.first("where1", "q", "ss")
    return text_position(said) or viewed(pair(link.first("cp", "sll")), link.first("lvl"))


def here_maps(link: Link) -> Found:
    """HERE WeGo: a shared place, else the view."""
    if link.path.startswith("/r/"):
        return SHORT_LINK
    marked = re.search(r"/(?:l|location|end)/(?:[^/]*?:)?" + NUMBER + "," + NUMBER, link.path)
    if marked:
        return Spot(marked[1], marked[2])
    if spot := pair(link.first("msg", "q", "destination")):
        return spot
    seen = link.first("map").split(",")
    if len(seen) >= 2 and (spot := two(seen[0], seen[1])):
        return viewed(spot, seen[2] if len(seen) > 2 else "")
    return pair(link.path)


def yandex(link: Link) -> Found:
    """Longitude first, except in routes and searched words."""
    if re.search(r"/maps/-/", link.path):
        return SHORT_LINK
    if spot := pair(link.first("whatshere[point]", "pt", "poi[point]"), lon_first=True):
        return spot
    if stops := [stop for stop in link.first("rtext").split("~") if stop]:
        return pair(stops[-1])
    found = text_position(link.first("text"))
    return found or viewed(pair(link.first("ll"), lon_first=True), link.first("z"))


def waze(link: Link) -> Found:
    """Waze: ``ll`` is a marked place."""
    said = link.first("ll", "latlng", "to").removeprefix("ll.")
    return pair(said) or pair(link.first("q"))


def two_gis(link: Link) -> Found:
    """2GIS writes the longitude first."""
    marked = re.search(r"/geo/(?:\d+/)?" + NUMBER + "," + NUMBER, link.path)
    if marked:
        return Spot(marked[2], marked[1])
    return viewed(pair(link.first("m"), lon_first=True), link.first("m").partition("/")[2])


def geo(link: Link) -> Found:
    """RFC 5870, and the ``q`` that Android adds when the position is 0,0."""
    point, *more = link.path.split(";")
    found = bare_position(link.first("q")) or bare_position(point)
    if not isinstance(found, Position):
        return found
    about = next((part[2:] for part in more if part.casefold().startswith("u=")), "")
    if re.fullmatch(r"\d{1,7}(?:\.\d{1,6})?", about):
        found = replace(found, uncertainty_m=max(1.0, float(about)), source=Source.GPS)
    return replace(found, notation="geo")

"""Names in vector tiles: of towns and quarters, of streets, of what a cell steers by.

Names of states and provinces are left out: those come from the reviewed table.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from situationroom.models.tiles import plain_text

_HANZI = re.compile(r"[\u3400-\u9fff]")

LONGEST = 48  # characters
CHINESE = ("name:zh-Hans", "name:zh_hans", "name_zh-Hans", "name:zh", "name_zh", "name_zh_hans")
ENGLISH = ("name:en", "name_en", "name:latin", "name_int", "name")


class WordKind(IntEnum):
    """What a name in a tile belongs to, the important first."""

    TOWN = 0
    QUARTER = 1
    LANDMARK = 2
    STREET = 3
    WATER = 4


_PLACES = {
    **dict.fromkeys(("city", "town", "village", "locality", "hamlet"), WordKind.TOWN),
    **dict.fromkeys(
        ("suburb", "neighbourhood", "quarter", "borough", "residential", "macrohood", "island"),
        WordKind.QUARTER,
    ),
}
RANKS = {"city": 0, "town": 2, "village": 4, "suburb": 5, "quarter": 6, "locality": 6}
_LANDMARKS = (
    "hospital clinic embassy police fire_station university college school stadium townhall "
    "town_hall border_control airport aerodrome harbor harbour ferry ferry_terminal railway rail "
    "station halt bus bus_station"
)
LANDMARKS = frozenset(_LANDMARKS.split())
_PLACE_LAYERS = frozenset({"place", "places", "place_label", "place_labels"})
_STREET_LAYERS = frozenset(
    {"transportation_name", "road_label", "street_labels", "roads", "streets_labels"}
)
_POI_LAYERS = frozenset(
    {"poi", "pois", "poi_label", "rail_station_label", "airport_label", "aerodrome_label"}
)
_WATER_LAYERS = frozenset({"water_name", "water_label", "physical_point"})


@dataclass(frozen=True, slots=True)
class Word:
    """A name at a point of its tile (0..1); `angle` in degrees and `room` in tiles for streets.

    `zh` is empty where only the local name is known. `rank` counts up as importance goes down.
    """

    en: str
    zh: str
    x: float
    y: float
    kind: WordKind
    rank: int
    angle: float = 0.0
    room: float = 1.0

    def text(self, language: str) -> str:
        """The name in "zh" or "en", else the local one."""
        return (self.zh or self.en) if language == "zh" else self.en


def named_layers() -> frozenset[str]:
    """Names of layers that hold names."""
    return _PLACE_LAYERS | _STREET_LAYERS | _POI_LAYERS | _WATER_LAYERS


def kind_of(layer: str, properties: Mapping[str, Any]) -> WordKind | None:
    """What a named feature is; None when its name is not shown."""
    if layer in _STREET_LAYERS:
        return WordKind.STREET
    if layer in _WATER_LAYERS:
        return WordKind.WATER
    if layer in _PLACE_LAYERS:
        return _first(properties, _PLACES, ("kind_detail", "class", "type", "kind", "pmap:kind"))
    if layer in _POI_LAYERS:
        return WordKind.LANDMARK if _landmark(layer, properties) else None
    return None


def names_of(properties: Mapping[str, Any]) -> tuple[str, str]:
    """The English (or local) and the Chinese name of a feature, "" where there is none."""
    zh = _name(properties, CHINESE)  # some files repeat the local name where they know no Chinese
    return _name(properties, ENGLISH), zh if _HANZI.search(zh) else ""


def rank_of(properties: Mapping[str, Any]) -> int:
    """How far back a name stands among those of its kind, from 0."""
    said = next(
        (properties[k] for k in ("rank", "localrank", "scalerank", "min_zoom") if k in properties),
        None,
    )
    base = _first(properties, RANKS, ("kind_detail", "class", "type", "kind", "pmap:kind"))
    number = int(said) if isinstance(said, int | float) and 0 <= said < 1000 else 20
    return number + 10 * (7 if base is None else base)


def _landmark(layer: str, properties: Mapping[str, Any]) -> bool:
    if layer in ("rail_station_label", "airport_label", "aerodrome_label"):
        return True
    said = ("class", "subclass", "kind", "pmap:kind", "maki", "type")
    return any(str(properties.get(name, "")).lower() in LANDMARKS for name in said)


def _first(
    properties: Mapping[str, Any], known: Mapping[str, Any], names: tuple[str, ...]
) -> Any | None:
    words = (str(properties.get(name, "")) for name in names)
    return next((known[word] for word in words if word in known), None)


def _name(properties: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    found = next((properties[key] for key in keys if properties.get(key)), "")
    return plain_text(found, LONGEST) if isinstance(found, str) else ""

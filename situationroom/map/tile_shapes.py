"""What the shapes of a vector tile are, in the words of the schemas that are in use.

The layer's name and a feature's class decide: OpenMapTiles, Protomaps, Shortbread and Mapbox
Streets name the same things differently. What is not named here is not drawn. Boundaries between
states are never taken from tiles: the reviewed ones are drawn over them.
"""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any, TypeAlias

Properties: TypeAlias = Mapping[str, Any]


class Ink(IntEnum):
    """How a shape is drawn, in the order in which they are painted."""

    EARTH = 0
    GREEN = 1
    WOOD = 2
    SAND = 3
    ICE = 4
    BUILT = 5
    CIVIC = 6
    WATER = 7
    STREAM = 8
    APRON = 9
    BUILDING = 10
    RUNWAY = 11
    PATH = 12
    RAIL = 13
    SERVICE = 14
    STREET = 15
    TERTIARY = 16
    SECONDARY = 17
    PRIMARY = 18
    TRUNK = 19
    MOTORWAY = 20
    PROVINCE = 21


AREAS = frozenset(
    {Ink.EARTH, Ink.GREEN, Ink.WOOD, Ink.SAND, Ink.ICE, Ink.BUILT, Ink.CIVIC, Ink.WATER, Ink.APRON,
     Ink.BUILDING}
)  # fmt: skip
ROADS = tuple(ink for ink in Ink if Ink.SERVICE <= ink <= Ink.MOTORWAY)

_GROUND = {
    Ink.GREEN: "grass park garden meadow farmland farm crop scrub heath grassland cemetery pitch "
    "golf_course village_green recreation_ground nature_reserve national_park protected_area "
    "playground allotments orchard vineyard agriculture zoo",
    Ink.WOOD: "wood forest tree",
    Ink.SAND: "sand beach desert barren dune rock bare_rock",
    Ink.ICE: "ice glacier snow",
    Ink.BUILT: "residential commercial industrial retail urban_area urban built_up garages quarter "
    "neighbourhood suburb railway military",
    Ink.CIVIC: "hospital school university college kindergarten civic stadium library",
    Ink.APRON: "aerodrome airport runway_area apron airfield",
}
_KINDS = {word: ink for ink, words in _GROUND.items() for word in words.split()}
_ROADS = {
    Ink.MOTORWAY: "motorway highway motorway_link",
    Ink.TRUNK: "trunk trunk_link",
    Ink.PRIMARY: "primary main primary_link major_road",
    Ink.SECONDARY: "secondary secondary_link medium_road",
    Ink.TERTIARY: "tertiary tertiary_link link",
    Ink.STREET: "minor street residential unclassified living_street minor_road street_limited "
    "road busway bus_guideway",
    Ink.SERVICE: "service track driveway alley other raceway",
    Ink.PATH: "path footway pedestrian cycleway steps bridleway pier",
    Ink.RAIL: "rail transit railway major_rail minor_rail subway light_rail tram narrow_gauge "
    "monorail funicular",
}
_WAYS = {word: ink for ink, words in _ROADS.items() for word in words.split()}
UNDRAWN = frozenset({"ferry", "construction", "aerialway"})


def ink_of(layer: str, properties: Properties) -> Ink | None:
    """How to draw a feature of a layer; None when it is not drawn."""
    sort = _LAYERS.get(layer)
    return sort(properties) if sort else None


def drawn_layers() -> frozenset[str]:
    """Names of layers that hold shapes worth decoding."""
    return frozenset(_LAYERS)


def _word(properties: Properties, *names: str) -> str:
    return next((str(properties[name]) for name in names if properties.get(name)), "")


def _ground(properties: Properties) -> Ink | None:
    words = [_word(properties, name) for name in ("subclass", "class", "kind", "pmap:kind", "type")]
    return next((_KINDS[word] for word in words if word in _KINDS), None)


def _road(properties: Properties) -> Ink | None:
    names = ("kind_detail", "pmap:kind_detail", "class", "kind", "pmap:kind", "type")
    words = [_word(properties, name) for name in names]
    if any(word in UNDRAWN for word in words):
        return None
    return next((_WAYS[word] for word in words if word in _WAYS), None)


def _water(properties: Properties) -> Ink | None:
    # Fountains and pools are of no use to anybody who looks for a way out.
    return (
        None if _word(properties, "class", "kind") in ("swimming_pool", "fountain") else Ink.WATER
    )


def _airfield(properties: Properties) -> Ink | None:
    ways = ("runway", "taxiway")
    is_way = any(_word(properties, name) in ways for name in ("class", "kind", "type"))
    return Ink.RUNWAY if is_way else Ink.APRON


def _boundary(properties: Properties) -> Ink | None:
    """Provinces (level 3 and 4) on land only."""
    level = _word(properties, "admin_level", "kind_detail", "pmap:min_admin_level")
    kind = _word(properties, "kind")
    if properties.get("maritime") or properties.get("disputed"):
        return None
    return Ink.PROVINCE if level in ("3", "4", "3.0", "4.0") or kind == "region" else None


def _always(ink: Ink) -> Callable[[Properties], Ink | None]:
    return lambda _properties: ink


_LAYERS: dict[str, Callable[[Properties], Ink | None]] = {
    **dict.fromkeys(("earth", "land_polygons"), _always(Ink.EARTH)),
    **dict.fromkeys(
        ("landcover", "landuse", "land", "sites", "park", "landuse_overlay", "natural"), _ground
    ),
    **dict.fromkeys(("water", "water_polygons", "ocean"), _water),
    **dict.fromkeys(("waterway", "water_lines", "physical_line"), _always(Ink.STREAM)),
    **dict.fromkeys(("building", "buildings"), _always(Ink.BUILDING)),
    **dict.fromkeys(("road", "roads", "transportation", "streets", "tunnel", "bridge"), _road),
    **dict.fromkeys(("aeroway", "airfield"), _airfield),
    **dict.fromkeys(("boundary", "boundaries", "admin"), _boundary),
}

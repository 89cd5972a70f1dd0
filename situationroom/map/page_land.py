"""The world under a briefing page as small GeoJSON: the region finely, the rest coarsely."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from situationroom.map.basemap import BorderClass, Box, Layer, Level, country, load
from situationroom.map.labels import LabelKind, names
from situationroom.map.projection import to_degrees

Array = NDArray[np.float64]
FINE, COARSE = 0.006, 0.3
"""Degrees between the corners that are kept, in the region and elsewhere."""
NAMES = 700
_CLASSES = {
    BorderClass.INTERNATIONAL: "border",
    BorderClass.DISPUTED: "border disputed",
    BorderClass.LINE_OF_CONTROL: "border control",
    BorderClass.INTERNAL: "border internal",
}


def layers(region: Box, home: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """CSS class and GeoJSON of each layer, in the order of drawing.

    ``region`` (left, top, right, bottom) in world units; ``home`` ISO alpha-2, tinted.
    """
    yield "land", _areas(_features("land", Level.FAR, None), COARSE)
    # What is coarse must not peep out from under what is fine.
    yield "lake", _areas([[_frame(region)]], FINE)
    yield "land", _areas(_features("land", Level.NEAR, region), FINE)
    yield "home", _areas([country(home)] if home else (), FINE)
    yield "lake", _areas(_features("lakes", Level.NEAR, region), FINE)
    coast = (part for feature in _features("coast", Level.NEAR, region) for part in feature)
    yield "coast", _lines(coast, FINE)
    borders = load("borders", Level.NEAR)
    for kind, name in _CLASSES.items():
        if borders is not None:
            yield name, _lines(_of_kind(borders, region, kind), FINE)


def labels(region: Box, language: str) -> list[list[Any]]:
    """Names in the region, the important first: lat, lon, text, zoom they appear at, is a state."""
    known = names()
    left, top, right, bottom = region
    inside = (known.x >= left) & (known.x <= right) & (known.y >= top) & (known.y <= bottom)
    rows = np.flatnonzero(inside & (known.kind != LabelKind.PROVINCE))[:NAMES]
    lat, lon = to_degrees(known.x[rows], known.y[rows])
    return [
        [
            round(float(lat[n]), 4),
            round(float(lon[n]), 4),
            (known.zh[row] or known.en[row]) if language == "zh" else known.en[row],
            round(float(known.zoom[row]), 2),
            int(known.kind[row] in (LabelKind.STATE, LabelKind.TERRITORY)),
        ]
        for n, row in enumerate(rows)
    ]


def _frame(region: Box) -> Array:
    left, top, right, bottom = region
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]])


def _features(name: str, level: Level, region: Box | None) -> Iterator[list[Array]]:
    layer = load(name, level)
    if layer is None:
        return
    seen = range(len(layer)) if region is None else layer.visible(region)
    for feature in seen:
        yield list(layer.parts_of(int(feature)))


def _of_kind(layer: Layer, region: Box, kind: BorderClass) -> Iterator[Array]:
    for feature in layer.visible(region):
        if layer.kind[feature] == kind:
            yield from layer.parts_of(int(feature))


def _areas(areas: Iterable[Iterable[Array]], step: float) -> dict[str, Any]:
    """Each area a feature of its own: land comes in tiles that overlap, and even-odd would cut."""
    features = []
    for number, rings in enumerate(areas):
        thinned = [ring for ring in (_thinned(one, step) for one in rings) if len(ring) > 3]
        if thinned:
            features.append(_feature("Polygon", thinned, number))
    return {"type": "FeatureCollection", "features": features}


def _lines(lines: Iterable[Array], step: float) -> dict[str, Any]:
    thinned = (_thinned(line, step) for line in lines)
    kept = [line for line in thinned if len(line) > 1]
    features = [_feature("MultiLineString", kept, 0)] if kept else []
    return {"type": "FeatureCollection", "features": features}


def _thinned(points: Array, step: float) -> list[list[float]]:
    """Corners at least ``step`` degrees from the one before; the ends stay."""
    lat, lon = to_degrees(points[:, 0], points[:, 1])
    # A ring that ends on the 180th meridian must not come back on the other side.
    lon = np.where((points[:, 0] >= 1) & (lon < 0), lon + 360, lon)
    cells = np.round(np.column_stack([lon, lat]) / step)
    keep = np.ones(len(points), bool)
    keep[1:-1] = (cells[1:-1] != cells[:-2]).any(axis=1)
    decimals = 3 if step < 0.05 else 2
    kept = np.round(np.column_stack([lon, lat])[keep], decimals)
    return [[float(x), float(y)] for x, y in kept]


def _feature(kind: str, coordinates: list[Any], number: int) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "id": str(number), "properties": {}, "geometry": geometry}

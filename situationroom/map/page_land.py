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
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
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
    yield "land", _areas(_features("land", Level.FAR, WHOLE), COARSE)
    # What is coarse must not peep out from under what is fine.
    yield "lake", _areas([[_frame(region)]], FINE)
    yield "land", _areas(_features("land", Level.NEAR, region), FINE)
    yield "home", _areas(_home(home, region), FINE)
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
    middle = (left + right) / 2
    x = known.x + np.round(middle - known.x)
    inside = (x >= left) & (x <= right) & (known.y >= top) & (known.y <= bottom)
    rows = np.flatnonzero(inside & (known.kind != LabelKind.PROVINCE))[:NAMES]
    lat, _ = to_degrees(known.x[rows], known.y[rows])
    lon = (x[rows] - 0.5) * 360
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


def _home(code: str, region: Box) -> Iterator[list[Array]]:
    for turn, _ in _turns(region):
        yield [ring + np.array([turn, 0.0]) for ring in country(code)]


def _frame(region: Box) -> Array:
    left, top, right, bottom = region
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]])


def _features(name: str, level: Level, region: Box) -> Iterator[list[Array]]:
    layer = load(name, level)
    if layer is None:
        return
    for turn, seen in _turns(region):
        for feature in layer.visible(seen):
            yield [part + np.array([turn, 0.0]) for part in layer.parts_of(int(feature))]


def _of_kind(layer: Layer, region: Box, kind: BorderClass) -> Iterator[Array]:
    for turn, seen in _turns(region):
        for feature in layer.visible(seen):
            if layer.kind[feature] == kind:
                yield from (part + np.array([turn, 0.0]) for part in layer.parts_of(int(feature)))


def _turns(region: Box) -> Iterator[tuple[int, Box]]:
    """The copies of the world a region reaches into, and the region as each of them sees it."""
    left, top, right, bottom = region
    for turn in range(int(np.floor(left)), int(np.ceil(right))):
        yield turn, (left - turn, top, right - turn, bottom)


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
    lat, _ = to_degrees(points[:, 0], points[:, 1])
    lon = (points[:, 0] - 0.5) * 360
    cells = np.round(np.column_stack([lon, lat]) / step)
    keep = np.ones(len(points), bool)
    keep[1:-1] = (cells[1:-1] != cells[:-2]).any(axis=1)
    decimals = 3 if step < 0.05 else 2
    kept = np.round(np.column_stack([lon, lat])[keep], decimals)
    return [[float(x), float(y)] for x, y in kept]


def _feature(kind: str, coordinates: list[Any], number: int) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "id": str(number), "properties": {}, "geometry": geometry}

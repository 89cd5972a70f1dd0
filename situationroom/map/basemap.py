"""The world under the persons: land, coasts, lakes, borders, provinces, read when first needed.

    for name in LAYERS:                                # in drawing order
        layer = load(name, level_for(zoom))            # None: nothing to draw at this level
        for feature in layer.visible(view.box()):      # indices of features in view
            for part in layer.parts_of(feature):       # (n, 2) world units
                path.addPolygon(part)

The corners are files that are mapped into memory: of what no view shows nothing is read.
Land, lakes and countries are filled (all parts of one feature together, even-odd), the rest are
lines. Land comes in tiles that overlap by a pixel: fill them without an outline, without
antialiasing or opaque, and draw "coast" on top. `layer.kind` holds, per feature: for borders a
`BorderClass`, for provinces the zoom from which the line is drawn (`layer.visible(box, zoom)`
leaves out those that come later). A cell's own boundaries, `boundaries.geojson` in its settings
folder, replace the borders that come with the program.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from situationroom.map.projection import to_world
from situationroom.settings import config_dir, resource

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Box = tuple[float, float, float, float]
UNIT = 1 << 28  # steps across the world in the stored files, about 0.15 m each
NEAR_ZOOM = 5.0
WORLDS = 4  # so many world units from the first meridian there is something to draw
LAYERS = ("land", "lakes", "provinces", "borders", "coast")
OWN_BORDERS = "boundaries.geojson"
UNREADABLE = (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading a file of boundaries may end in when it is none."""


class Level(StrEnum):
    """How finely the world is drawn: 1:50 million from afar, 1:10 million when zoomed in."""

    FAR = "far"
    NEAR = "near"


class BorderClass(IntEnum):
    """How a boundary line is drawn: solid, dashed, dash-dotted, or thin like a province's."""

    INTERNATIONAL = 0
    DISPUTED = 1
    LINE_OF_CONTROL = 2
    INTERNAL = 3


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Polygons or lines: `steps` (n, 2) world units times UNIT; where `parts` and `features` start.

    Part p is steps[parts[p]:parts[p + 1]]; feature f has the parts features[f] up to
    features[f + 1]. `boxes` (features, 4) are (left, top, right, bottom) in world units,
    `kind` (features,) as told in the module, `code` ISO alpha-2 for countries, else empty.
    """

    steps: NDArray[np.int32]
    parts: NDArray[np.int32]
    features: NDArray[np.int32]
    boxes: Array
    kind: NDArray[np.uint8]
    code: tuple[str, ...] = ()

    def __len__(self) -> int:
        """How many features there are."""
        return len(self.kind)

    def points(self, chosen: Indices | slice = slice(None)) -> Array:
        """These corners, or all of them, in world units."""
        found: Array = self.steps[chosen] / UNIT
        return found

    def visible(self, box: Box, zoom: float | None = None) -> Indices:
        """Features whose box meets `box` (left, top, right, bottom), in order."""
        left, top, right, bottom = box
        b = self.boxes
        meets = (b[:, 0] <= right) & (b[:, 2] >= left) & (b[:, 1] <= bottom) & (b[:, 3] >= top)
        return np.flatnonzero(meets if zoom is None else meets & (self.kind <= zoom))

    def parts_of(self, feature: int) -> Iterator[Array]:
        """The parts of one feature, each (n, 2) world units."""
        for part in range(self.features[feature], self.features[feature + 1]):
            yield self.points(slice(self.parts[part], self.parts[part + 1]))


def level_for(zoom: float) -> Level:
    """The level of detail that suits a zoom."""
    return Level.NEAR if zoom >= NEAR_ZOOM else Level.FAR


def load(name: str, level: Level) -> Layer | None:
    """One of LAYERS at a level, remembered; None where it has nothing to show (provinces afar)."""
    if name == "provinces" and level is Level.FAR:
        return None
    own = own_borders() if name == "borders" else None
    return own if own is not None else _stored(f"{name}_{level}")


def country(iso2: str) -> list[Array]:
    """The outline of one country as rings of world units, to shade it; [] when unknown."""
    layer = _stored("countries_far")
    code = iso2.upper()
    return list(layer.parts_of(layer.code.index(code))) if code in layer.code else []


def country_box(iso2: str) -> Box | None:
    """The box of a country's largest ring in world units, to zoom to; None when unknown."""
    rings = country(iso2)
    if not rings:
        return None
    ring = max(rings, key=lambda r: float(np.prod(np.ptp(r, axis=0))))
    (left, top), (right, bottom) = ring.min(axis=0), ring.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def own_borders() -> Layer | None:
    """The cell's own boundary file, None when there is none or it cannot be read as one."""
    path = config_dir() / OWN_BORDERS
    stamp = stamp_of(path)
    return _own_borders(path, stamp) if stamp else None


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Changes whenever a file does; None when there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=2)
def _own_borders(path: Path, _stamp: tuple[int, int]) -> Layer | None:
    try:
        return read_borders(path)
    except UNREADABLE:
        return None


def read_borders(path: Path) -> Layer:
    """Lines of a GeoJSON file with the property `class` (a BorderClass name in small letters).

    Raises OSError when it cannot be opened and ValueError (or a LookupError, TypeError) when it
    is not such a file; a line without a class counts as international.
    """
    found: list[tuple[Array, int]] = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        name = str((feature.get("properties") or {}).get("class") or "international").upper()
        for line in _lines(feature["geometry"]):
            degrees = np.array([point[:2] for point in line], np.float64)
            x, y = to_world(degrees[:, 1], degrees[:, 0])
            found.append((np.column_stack([x, y]), BorderClass[name]))
    if not found:
        raise ValueError("no lines")
    starts = np.cumsum([0, *(len(points) for points, _ in found)]).astype(np.int32)
    numbers = np.arange(len(found) + 1, dtype=np.int32)
    kinds = np.array([kind for _, kind in found], np.uint8)
    steps = _on_steps(np.concatenate([points for points, _ in found]))
    return Layer(steps, starts, numbers, _boxes(steps, starts[:-1]), kinds)


def _on_steps(points: Array) -> NDArray[np.int32]:
    """World units as they are stored. Raises ValueError for what lies in no world."""
    if not (np.abs(points) < WORLDS).all():
        raise ValueError("no positions")
    return np.rint(points * UNIT).astype(np.int32)


def _boxes(steps: NDArray[np.int32], starts: NDArray[np.int32]) -> Array:
    low, high = np.minimum.reduceat(steps, starts), np.maximum.reduceat(steps, starts)
    found: Array = np.column_stack([low, high]) / UNIT
    return found


def _lines(geometry: dict[str, Any]) -> list[Any]:
    shape, inside = geometry["type"], geometry["coordinates"]
    flat = {
        "LineString": [inside],
        "MultiLineString": inside,
        "Polygon": inside,
        "MultiPolygon": [ring for polygon in inside for ring in polygon]
        if shape == "MultiPolygon"
        else [],
    }
    return list(flat[shape])


@lru_cache(maxsize=16)
def _stored(name: str) -> Layer:
    steps = np.asarray(np.load(resource(f"basemap/{name}.npy"), mmap_mode="r"))
    with np.load(resource(f"basemap/{name}.npz"), allow_pickle=False) as file:
        code = tuple(c.decode() for c in file["iso2"].tolist()) if "iso2" in file else ()
        boxes = file["boxes"] / UNIT
        return Layer(steps, file["parts"], file["features"], boxes, file["kind"], code)

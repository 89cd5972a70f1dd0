"""A zone as valid polygons of a flat map (RFC 7946, OGC simple features) that cover what it covers.

All lines of the zone are laid on one sheet from -180 to 180, cut where they meet, and of the pieces
of ground between them those are kept whose middle is inside by `areas`. So an outline through
itself, a hole over the date line, a pole and overlapping parts need no case of their own.
"""

import itertools
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from situationroom.areas import EARTH_RADIUS_M, Array, inside, unwrapped, vectors
from situationroom.models.zone import Position, Shape

if TYPE_CHECKING:
    from shapely import Polygon

GRID = 1e-7
"""Degrees between positions of a file: about a centimetre."""
ROUND_A_CIRCLE = 72
STEP = 0.01
"""Radians of a great circle that are drawn as a straight line: 64 km."""
MANY = 400
"""Pieces of a corridor from which on its ends are drawn with fewer corners."""


class Circle(Protocol):
    """`map.projection.circle`: the outline (n, 2) around a place."""

    def __call__(self, lat: float, lon: float, radius_m: float, points: int, /) -> Array: ...


def drawn_rings(shapes: Sequence[Shape], circle: Circle) -> Iterator[list[list[list[float]]]]:
    """Polygons of (lon, lat) rings, the outer first and anticlockwise, none over another."""
    import shapely

    sheet = shapely.box(-180, -90, 180, 90)
    edges = (edge for shape in shapes for edge in _lines(shape, circle))
    drawn = [sheet.exterior, *(part for edge in edges for part in _on_sheet(edge, sheet))]
    with np.errstate(all="ignore"):  # GEOS compares edges of no length, too
        cut = shapely.union_all(drawn, grid_size=GRID)
        pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(cut)))
        middles = shapely.get_coordinates(shapely.point_on_surface(pieces))
        kept = pieces[inside(shapes, middles[:, 1], middles[:, 0])]
        whole = shapely.union_all(kept, grid_size=GRID)
    for part in shapely.get_parts(whole):
        if part.geom_type == "Polygon":
            yield _rings(shapely.orient_polygons(part))


def _rings(part: "Polygon") -> list[list[list[float]]]:
    rings = (part.exterior, *part.interiors)
    return [[[round(lon, 7), round(lat, 7)] for lon, lat in ring.coords] for ring in rings]


def _lines(shape: Shape, circle: Circle) -> Iterator[Any]:
    """The edges of a shape, running on past the sheet."""
    if shape.radius_m is None:
        for ring in (shape.outline, *shape.holes):
            yield _closed_line(ring)
    elif len(set(shape.outline)) == 1:
        yield _around(shape.outline[0], shape.radius_m, circle)
    else:
        yield from _strip(shape.outline, shape.radius_m, circle)


def _around(at: "Position | Array", metres: float, circle: Circle) -> Any:
    lat, lon = at
    return _closed_line(circle(float(lat), float(lon), metres, ROUND_A_CIRCLE + 1)[:-1])


def _closed_line(ring: "Sequence[Position] | Array") -> Any:
    points = np.array(ring, np.float64)
    return _line(unwrapped(np.vstack([points, points[:1]])))


def _line(points: Array) -> Any:
    from shapely import LineString

    return LineString(np.round(points[:, ::-1], 9))


def _on_sheet(drawn: Any, sheet: Any) -> Iterator[Any]:
    """What of a line lies on the sheet, from whichever turn round the earth."""
    import shapely

    west, _south, east, _north = drawn.bounds
    for turn in range(int(np.floor((west + 180) / 360)), int(np.floor((east + 180) / 360)) + 1):
        back = shapely.transform(drawn, partial(np.add, [-360.0 * turn, 0.0]))
        yield back.intersection(sheet)


def _strip(line: Sequence[Position], metres: float, circle: Circle) -> Iterator[Any]:
    """The edge of everything within ``metres`` of a line: of its pieces' capsules together."""
    import shapely

    corners, points = 37, np.array(line, np.float64)
    if len(line) > MANY:  # of a track, what bends by less than a fiftieth of its width is straight
        fine = np.degrees(metres / EARTH_RADIUS_M) / 50
        corners, points = 9, shapely.get_coordinates(_line(unwrapped(line)).simplify(fine))[:, ::-1]
    whole = []
    for a, b in itertools.pairwise(vectors(*points.T)):
        if float(np.linalg.norm(np.cross(a, b))) < 1e-12:  # no way, or none shorter than others
            yield from (_around(at, metres, circle) for at in _places(np.array([a, b])))
            continue
        edge = _closed_line(_capsule(a, b, metres / EARTH_RADIUS_M, corners))
        if edge.is_closed:
            whole.append(shapely.make_valid(shapely.Polygon(edge)))
        else:  # it runs around a pole
            yield edge
    if whole:
        yield shapely.union_all(whole).boundary


def _capsule(a: Array, b: Array, angle: float, corners: int) -> Array:
    """The outline (n, 2) of everything within an angle of the great-circle piece from a to b."""
    aside = np.cross(a, b)
    aside /= np.linalg.norm(aside)
    way = _between(a, b)
    turn = np.linspace(0, np.pi, corners)[:, None]
    ends = [
        np.cos(turn) * side + np.sin(turn) * ahead
        for side, ahead in ((aside, np.cross(aside, b)), (-aside, np.cross(a, aside)))
    ]
    near, far = np.cos(angle), np.sin(angle)
    ring = np.vstack(
        [
            near * way + far * aside,
            near * b + far * ends[0],
            near * way[::-1] - far * aside,
            near * a + far * ends[1],
        ]
    )
    return _places(ring)


def _places(ways: Array) -> Array:
    lat, lon = np.arcsin(np.clip(ways[:, 2], -1, 1)), np.arctan2(ways[:, 1], ways[:, 0])
    return np.asarray(np.degrees(np.column_stack([lat, lon])), np.float64)


def _between(a: Array, b: Array) -> Array:
    """Places on the way, so near one another that a straight line joins them."""
    angle = float(np.arccos(np.clip(a @ b, -1, 1)))
    share = np.linspace(0, 1, 2 + int(angle / STEP))[:, None]
    way = (1 - share) * a + share * b
    if angle >= STEP:
        way = np.sin((1 - share) * angle) * a + np.sin(share * angle) * b
    return np.asarray(way / np.linalg.norm(way, axis=1)[:, None], np.float64)

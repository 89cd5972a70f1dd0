"""Who is inside: areas on the globe and very many positions at once.

Positions are WGS-84 degrees, lengths metres. An edge runs the shorter way round the earth, so areas
may cross the 180th meridian; one that goes once around a pole holds the pole. Where an outline
crosses itself, what is surrounded an odd number of times is inside (the rule of SVG's evenodd).
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from situationroom.models.zone import Position, Shape

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
EARTH_RADIUS_M = 6_371_008.8  # mean radius, IUGG
_METRES_PER_DEGREE = EARTH_RADIUS_M * np.pi / 180


def inside(shapes: Iterable[Shape], lat: Array, lon: Array) -> Mask:
    """Which positions (n,) lie in any of the shapes; False where a position is NaN."""
    found = np.zeros(len(lat), bool)
    for shape in shapes:
        found |= within(shape, lat, lon)
    return found


def within(shape: Shape, lat: Array, lon: Array) -> Mask:
    """Which positions (n,) lie in one shape; False where a position is NaN."""
    if shape.radius_m is not None:
        return _near(np.array(shape.outline, np.float64), shape.radius_m, lat, lon)
    found = _surrounded(shape.outline, lat, lon)
    for hole in shape.holes:
        found &= ~_surrounded(hole, lat, lon)
    return found


def unwrapped(ring: Sequence[Position]) -> Array:
    """The positions (n, 2) with longitudes that run on past ±180, so that no edge jumps."""
    points = np.array(ring, np.float64).reshape(-1, 2)
    points[:, 1] = np.unwrap(points[:, 1], period=360)
    return points


def closed(ring: Sequence[Position]) -> Array:
    """An outline as it is filled on a flat map: unwrapped, and led round the pole it holds."""
    points = unwrapped(ring)
    if len(points) and tuple(points[0]) == tuple(points[-1]) and len(points) > 1:
        points = points[:-1]
    if not len(points):
        return points
    last = np.unwrap([points[-1, 1], points[0, 1]], period=360)[1]
    turn = last - points[0, 1]
    if abs(turn) < 180:
        return points
    # Once around a pole: along the meridian to it, back along the next copy of the meridian.
    pole = 90.0 if points[:, 0].mean() > 0 else -90.0
    home = [points[0, 0], points[0, 1] + turn]
    return np.vstack([points, home, [pole, home[1]], [pole, points[0, 1]]])


def crosses_itself(ring: Sequence[Position]) -> bool:
    """Whether two edges of an outline cross; looked at for outlines of at most 2,000 corners."""
    points = closed(ring)
    if not 4 <= len(points) <= 2_000:
        return False
    start, end = points, np.roll(points, -1, axis=0)
    for i in range(len(points) - 2):
        others = slice(i + 2, len(points) - (i == 0))
        a, b = start[others], end[others]
        one = _side(start[i], end[i], a) * _side(start[i], end[i], b)
        two = _turn(a, b, start[i]) * _turn(a, b, end[i])
        if bool(np.any((one < 0) & (two < 0))):
            return True
    return False


def _surrounded(ring: Sequence[Position], lat: Array, lon: Array) -> Mask:
    points = closed(ring)
    found = np.zeros(len(lat), bool)
    if len(points) < 3:
        return found
    low, high = points.min(axis=0), points.max(axis=0)
    for turn in (-360.0, 0.0, 360.0):
        with np.errstate(invalid="ignore"):
            maybe = (lat >= low[0]) & (lat <= high[0])
            maybe &= (lon + turn >= low[1]) & (lon + turn <= high[1])
        places = np.flatnonzero(maybe)
        if len(places):
            found[places] ^= _odd(points, lat[places], lon[places] + turn)
    return found


def _odd(points: Array, lat: Array, lon: Array) -> Mask:
    """Whether a ray from each position crosses the outline an odd number of times."""
    odd = np.zeros(len(lat), bool)
    for (y1, x1), (y2, x2) in zip(points, np.roll(points, -1, axis=0), strict=True):
        if y1 != y2:
            between = (y1 > lat) != (y2 > lat)
            odd ^= between & (lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1))
    return odd


def _near(line: Array, radius_m: float, lat: Array, lon: Array) -> Mask:
    """Within a radius of a line, or of its only position."""
    found = np.zeros(len(lat), bool)
    with np.errstate(invalid="ignore"):
        reach = radius_m / _METRES_PER_DEGREE
        places = np.flatnonzero(
            (lat >= line[:, 0].min() - reach) & (lat <= line[:, 0].max() + reach)
        )
    least = np.full(len(places), np.inf)
    for one, two in zip(line, line[1:] if len(line) > 1 else line, strict=False):
        least = np.minimum(least, _distance(one, two, lat[places], lon[places]))
    found[places] = least <= radius_m
    return found


def _distance(one: Array, two: Array, lat: Array, lon: Array) -> Array:
    """Metres from positions to the great-circle piece between two others."""
    a, b, p = _vectors(*one), _vectors(*two), _vectors(lat, lon)
    to_ends = np.minimum(_angle(p, a), _angle(p, b))
    normal = np.cross(a, b)
    size = float(np.linalg.norm(normal))
    if size < 1e-12:
        return np.asarray(to_ends * EARTH_RADIUS_M, np.float64)
    normal = normal / size
    aside = np.abs(np.arcsin(np.clip(p @ normal, -1, 1)))
    between = (np.cross(normal, a) @ p.T >= 0) & (np.cross(b, normal) @ p.T >= 0)
    return np.asarray(np.where(between, aside, to_ends) * EARTH_RADIUS_M, np.float64)


def _angle(p: Array, to: Array) -> Array:
    # Exact for short ways, where the arc cosine is not.
    return np.asarray(2 * np.arcsin(np.clip(np.linalg.norm(p - to, axis=-1) / 2, 0, 1)))


def _vectors(lat: ArrayLike, lon: ArrayLike) -> Array:
    phi, lam = np.radians(lat), np.radians(lon)
    flat = np.cos(phi)
    return np.stack([flat * np.cos(lam), flat * np.sin(lam), np.sin(phi)], axis=-1)


def _side(start: Array, end: Array, points: Array) -> Array:
    away = points - start
    return np.asarray(
        (end[0] - start[0]) * away[:, 1] - (end[1] - start[1]) * away[:, 0], np.float64
    )


def _turn(starts: Array, ends: Array, point: Array) -> Array:
    away, along = point - starts, ends - starts
    return np.asarray(along[:, 0] * away[:, 1] - along[:, 1] * away[:, 0], np.float64)

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


def unwrapped(ring: Sequence[Position] | Array) -> Array:
    """The positions (n, 2) with longitudes that run on past ±180, so that no edge jumps."""
    points = np.array(ring, np.float64).reshape(-1, 2)
    points[:, 1] = np.unwrap(points[:, 1], period=360)
    return points


def closed(ring: Sequence[Position] | Array) -> Array:
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
    order = np.argsort(lat)
    lat, lon, odd = lat[order], lon[order], np.zeros(len(lat), bool)
    (y1, x1), (y2, x2) = points.T, np.roll(points, -1, axis=0).T
    # Each edge looks only at the latitudes it spans: outlines have thousands of short ones.
    firsts = np.searchsorted(lat, np.minimum(y1, y2))
    lasts = np.searchsorted(lat, np.maximum(y1, y2))
    for edge in np.flatnonzero(lasts > firsts):
        some = slice(firsts[edge], lasts[edge])
        slope = (x2[edge] - x1[edge]) / (y2[edge] - y1[edge])
        odd[some] ^= lon[some] < x1[edge] + (lat[some] - y1[edge]) * slope
    found = np.empty_like(odd)
    found[order] = odd
    return found


def _near(line: Array, radius_m: float, lat: Array, lon: Array) -> Mask:
    """Within a radius of a line, or of its only position."""
    found = np.zeros(len(lat), bool)
    order = np.argsort(lat)[: np.count_nonzero(~np.isnan(lat))]  # NaN come last
    sorted_lat, points = lat[order], vectors(lat[order], lon[order])
    ends = line[1:] if len(line) > 1 else line
    a, b = vectors(*line[: len(ends)].T), vectors(*ends.T)
    middles = a + b
    middles /= np.maximum(np.linalg.norm(middles, axis=1), 1e-12)[:, None]
    # Nothing near a piece is farther from its middle than this: the rest is not looked at.
    reach = _angle(a, b) / 2 + radius_m / EARTH_RADIUS_M + 1e-9
    height = np.degrees(np.arcsin(np.clip(middles[:, 2], -1, 1)))
    firsts = np.searchsorted(sorted_lat, height - np.degrees(reach))
    lasts = np.searchsorted(sorted_lat, height + np.degrees(reach), "right")
    for piece in np.flatnonzero(lasts > firsts):
        some = np.arange(firsts[piece], lasts[piece])
        if reach[piece] < np.pi:
            some = some[points[some] @ middles[piece] >= np.cos(reach[piece])]
        away = _distance(a[piece], b[piece], points[some])
        found[order[some[away <= radius_m]]] = True
    return found


def _distance(a: Array, b: Array, p: Array) -> Array:
    """Metres from positions (n, 3) to the great-circle piece between two others."""
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


def vectors(lat: ArrayLike, lon: ArrayLike) -> Array:
    """Places (degrees) as directions (n, 3) from the middle of the earth."""
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

"""Positions on the globe and on the flat map.

WGS-84 degrees (lat, lon) and web-mercator *world units*: x and y from 0 to 1, x eastwards from
the 180th meridian, y downwards from 85.05° north. All functions take floats or numpy arrays of
float64. On screen the whole world is `256 * 2**zoom` pixels wide.

    x, y = to_world(41.01, 28.98)
    metres = metres_per_pixel(41.01, zoom=9)
    length_m, label = scale_bar(metres, longest_px=120)
"""

import math
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
EDGE_LAT = 85.051128779806604  # where the square world of web mercator ends
EARTH_RADIUS_M = 6_371_008.8  # mean radius, IUGG
EQUATOR_M = 2 * math.pi * 6_378_137.0  # web mercator's sphere has WGS-84's major axis
ECCENTRICITY_2 = 0.00669437999014  # of WGS-84, squared
NAUTICAL_MILE_M = 1_852.0
TILE_PX = 256


@overload
def to_world(lat: float, lon: float) -> tuple[float, float]: ...
@overload
def to_world(lat: Array, lon: Array) -> tuple[Array, Array]: ...
def to_world(lat: float | Array, lon: float | Array) -> tuple[float | Array, float | Array]:
    """Degrees to world units; latitudes beyond ±85.05° are put on the edge, NaN stays NaN."""
    phi = np.radians(np.clip(lat, -EDGE_LAT, EDGE_LAT))
    y = 0.5 - np.arctanh(np.sin(phi)) / (2 * np.pi)
    x = np.asarray(lon, np.float64) / 360 + 0.5
    return (x, y) if np.ndim(y) else (float(x), float(y))


@overload
def to_degrees(x: float, y: float) -> tuple[float, float]: ...
@overload
def to_degrees(x: Array, y: Array) -> tuple[Array, Array]: ...
def to_degrees(x: float | Array, y: float | Array) -> tuple[float | Array, float | Array]:
    """World units to (lat, lon) in degrees; longitudes are brought back into -180..180."""
    lat = np.degrees(np.arcsin(np.tanh((0.5 - np.asarray(y, np.float64)) * 2 * np.pi)))
    lon = np.mod(np.asarray(x, np.float64), 1) * 360 - 180
    return (lat, lon) if np.ndim(lat) else (float(lat), float(lon))


def world_pixels(zoom: float) -> float:
    """Width of the whole world in pixels at a zoom level."""
    return float(TILE_PX * 2.0**zoom)


def metres_per_pixel(lat: float, zoom: float) -> float:
    """Ground metres that one pixel covers at this latitude, going east, on the WGS-84 ellipsoid."""
    return parallel_m(lat) / world_pixels(zoom)


def parallel_m(lat: float) -> float:
    """How long a circle of latitude is in metres, on the WGS-84 ellipsoid."""
    phi = math.radians(lat)
    return EQUATOR_M * math.cos(phi) / math.sqrt(1 - ECCENTRICITY_2 * math.sin(phi) ** 2)


def zoom_for(metres_across: float, pixels: float, lat: float) -> float:
    """The zoom at which `metres_across` fills `pixels` at this latitude."""
    return math.log2(parallel_m(lat) * pixels / (metres_across * TILE_PX))


def haversine_m(lat1: ArrayLike, lon1: ArrayLike, lat2: ArrayLike, lon2: ArrayLike) -> Array:
    """Great-circle distance in metres between points or arrays of points in degrees."""
    phi, psi = np.radians(lat1), np.radians(lat2)
    half = np.sin((psi - phi) / 2) ** 2
    turn = np.sin((np.radians(lon2) - np.radians(lon1)) / 2) ** 2
    root = np.sqrt(np.clip(half + np.cos(phi) * np.cos(psi) * turn, 0, 1))
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(root), np.float64)


def great_circle(lat1: float, lon1: float, lat2: float, lon2: float, points: int = 64) -> Array:
    """`points` positions (n, 2) of (lat, lon) along the shortest way between two places.

    Longitudes run on past ±180 where the way crosses the antimeridian, so a line drawn
    through them does not jump across the map.
    """
    one, two = _vector(lat1, lon1), _vector(lat2, lon2)
    angle = math.acos(float(np.clip(one @ two, -1, 1)))
    share = np.linspace(0, 1, points)[:, None]
    if angle < 1e-12:
        return np.repeat([[lat1, lon1]], points, axis=0)
    way = (np.sin((1 - share) * angle) * one + np.sin(share * angle) * two) / math.sin(angle)
    lat = np.degrees(np.arcsin(np.clip(way[:, 2], -1, 1)))
    lon = np.degrees(np.unwrap(np.arctan2(way[:, 1], way[:, 0])))
    return np.column_stack([lat, lon + (lon1 - lon[0])])


def circle(lat: float, lon: float, radius_m: float, points: int = 72) -> Array:
    """The outline (n, 2) of (lat, lon) of everything within `radius_m` of a place."""
    bearing = np.linspace(0, 2 * np.pi, points)
    phi, angle = math.radians(lat), radius_m / EARTH_RADIUS_M
    out = np.arcsin(
        math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * np.cos(bearing)
    )
    turn = np.arctan2(
        np.sin(bearing) * math.sin(angle) * math.cos(phi),
        math.cos(angle) - math.sin(phi) * np.sin(out),
    )
    return np.column_stack([np.degrees(out), lon + np.degrees(turn)])


def scale_bar(
    metres_px: float, longest_px: float = 120, nautical: bool = False
) -> tuple[float, str]:
    """The longest round length (1, 2 or 5 times a power of ten) that fits: metres and label.

    Nautical miles where they are asked for and the bar is at least a tenth of one long.
    """
    if not (metres_px > 0 and longest_px > 0):
        raise ValueError("a scale bar needs a positive scale and length")
    most = metres_px * longest_px
    if nautical and most >= NAUTICAL_MILE_M / 10:
        miles = _round_length(most / NAUTICAL_MILE_M)
        return miles * NAUTICAL_MILE_M, f"{miles:g} NM"
    length = _round_length(most)
    return length, f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"


def _round_length(most: float) -> float:
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most)


def _vector(lat: float, lon: float) -> Array:
    phi, lam = math.radians(lat), math.radians(lon)
    flat = math.cos(phi)
    return np.array([flat * math.cos(lam), flat * math.sin(lam), math.sin(phi)])

"""UTM on WGS-84: zones, hemisphere or latitude band, metres east and north.

Transverse Mercator by Krüger's series to the fourth order of the third flattening, as in
C. Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85 (2011);
here good to less than a millimetre within a zone. Zones and bands after NGA.STND.0037 (2014).
"""

import math
import re
from typing import Final, NamedTuple

from situationroom.intake.position import POINT_M, Position, Read
from situationroom.intake.results import Reason

A: Final = 6_378_137.0
F: Final = 1 / 298.257223563
K0: Final = 0.9996
EAST0: Final = 500_000.0
SOUTH0: Final = 10_000_000.0
BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"
OFF_GRID: Final = Reason("This grid reference lies on no place of its zone; look at it again.")

_N: Final = F / (2 - F)
_E: Final = math.sqrt(F * (2 - F))
_RADIUS: Final = A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA: Final = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_BETA: Final = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_UTM: Final = re.compile(
    r"(?<![A-Za-z\d])(?:UTM\s?)?(?:zone\s?)?(?P<zone>[1-9]|[1-5]\d|60)\s?(?P<band>[C-HJ-NP-X])\s?"
    r"[,;:]?\s(?:E(?:asting)?\s?[:=]?\s?)?(?P<east>\d{6}(?:\.\d{1,3})?)\s?(?:m\s?E|mE|E|m)?\s?[,;/]?\s"
    r"(?:N(?:orthing)?\s?[:=]?\s?)?(?P<north>\d{1,8}(?:\.\d{1,3})?)\s?(?:m\s?N|mN|N|m)?(?![A-Za-z\d])",
    re.I,
)


class Utm(NamedTuple):
    """Metres east and north of a zone; ``band`` is the latitude band's letter."""

    zone: int
    band: str
    east: float
    north: float


def zone_of(lat: float, lon: float) -> int:
    """The zone of a place, with the wider ones of Norway and Svalbard."""
    lon = (lon + 180) % 360 - 180
    zone = int((lon + 180) // 6) + 1
    if 56 <= lat < 64 and 3 <= lon < 12:
        return 32
    if 72 <= lat <= 84 and 0 <= lon < 42:
        return (31, 33, 35, 37)[sum(lon >= edge for edge in (9, 21, 33))]
    return zone


def band_of(lat: float) -> str:
    """The letter of the latitude band, 8 degrees each from 80° south, the last one 12."""
    return BANDS[min(19, max(0, int((lat + 80) // 8)))]


def utm_of(lat: float, lon: float, zone: int = 0) -> Utm:
    """A place between 80° south and 84° north in UTM; ``zone`` 0 chooses its own."""
    zone = zone or zone_of(lat, lon)
    phi, lam = math.radians(lat), math.radians(lon - _meridian(zone))
    lam = math.remainder(lam, 2 * math.pi)
    tau = _conformal(math.tan(phi))
    xi = math.atan2(tau, math.cos(lam))
    eta = math.asinh(math.sin(lam) / math.hypot(tau, math.cos(lam)))
    x = eta + sum(a * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, a in _counted(_ALPHA))
    y = xi + sum(a * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, a in _counted(_ALPHA))
    south = SOUTH0 if lat < 0 else 0.0
    return Utm(zone, band_of(lat), EAST0 + K0 * _RADIUS * x, south + K0 * _RADIUS * y)


def degrees_of(zone: int, east: float, north: float, *, south: bool) -> tuple[float, float]:
    """Latitude and longitude of metres in a zone of the northern or southern half."""
    y = (north - (SOUTH0 if south else 0.0)) / (K0 * _RADIUS)
    x = (east - EAST0) / (K0 * _RADIUS)
    xi = y - sum(b * math.sin(2 * j * y) * math.cosh(2 * j * x) for j, b in _counted(_BETA))
    eta = x - sum(b * math.cos(2 * j * y) * math.sinh(2 * j * x) for j, b in _counted(_BETA))
    tau = _geographic(math.sin(xi) / math.hypot(math.sinh(eta), math.cos(xi)))
    lon = _meridian(zone) + math.degrees(math.atan2(math.sinh(eta), math.cos(xi)))
    return math.degrees(math.atan(tau)), (lon + 180) % 360 - 180


def read_utm(told: str, *, whole: bool) -> Read:
    """A UTM position: '35T 666354 4541123', 'UTM zone 35 N 666354 4541123'.

    N and S name a band or a half of the earth; the band is meant where the metres lie in it.
    """
    found = _UTM.fullmatch(told) if whole else _UTM.search(told)
    if found is None:
        return None
    zone, letter = int(found["zone"]), found["band"].upper()
    east, north = float(found["east"]), float(found["north"])
    if not (100_000 <= east < 900_000 and north <= SOUTH0):
        return OFF_GRID
    metres = 0.1 if "." in found["east"] else 1.0
    for south in (False, True):
        lat, lon = degrees_of(zone, east, north, south=south)
        if _lies_in(lat, letter, south=south):
            return Position(lat, lon, uncertainty_m=max(POINT_M, metres), notation="utm")
    return _by_half(zone, letter, east, north)


def _by_half(zone: int, letter: str, east: float, north: float) -> Read:
    if letter not in ("N", "S"):
        return OFF_GRID
    lat, lon = degrees_of(zone, east, north, south=letter == "S")
    return Position(lat, lon, notation="utm") if -81 < lat < 85 else OFF_GRID


def _lies_in(lat: float, letter: str, *, south: bool) -> bool:
    bottom = -80 + 8 * BANDS.index(letter)
    top = bottom + (12 if letter == "X" else 8)
    return (bottom < 0) == south and bottom - 0.05 <= lat <= top + 0.05


def _meridian(zone: int) -> int:
    return zone * 6 - 183


def _counted(series: tuple[float, ...]) -> list[tuple[int, float]]:
    return list(enumerate(series, start=1))


def _conformal(tau: float) -> float:
    """Tangent of the conformal latitude from the tangent of the geographic one."""
    root = math.hypot(1, tau)
    sigma = math.sinh(_E * math.atanh(_E * tau / root))
    return tau * math.hypot(1, sigma) - sigma * root


def _geographic(goal: float) -> float:
    """The inverse of ``_conformal`` by Newton's method; three steps reach the last digit."""
    tau = goal / (1 - _E**2)
    for _ in range(5):
        here = _conformal(tau)
        slope = (1 + (1 - _E**2) * tau * tau) / (
            (1 - _E**2) * math.hypot(1, here) * math.hypot(1, tau)
        )
        tau += (goal - here) * slope
    return tau

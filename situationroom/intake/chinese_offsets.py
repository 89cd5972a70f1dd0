"""The shifted coordinates of Chinese map services, back to WGS-84.

GCJ-02 (Amap, Tencent) moves every point of China by 100 to 700 m; BD-09 (Baidu) moves it once
more; Baidu's pages give it in a Mercator projection of their own. Neither rule is published:
the formulas are those of the "EvilTransform" analysis of 2013 (github.com/googollee/eviltransform,
MIT) as described in Wikipedia, "Restrictions on geographic data in China", and the projection's
polynomials are the constants of Baidu's own JavaScript map. Outside China nothing is shifted.
"""

import math
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

System: TypeAlias = Literal["wgs84", "gcj02", "bd09", "bd09mc"]
Shift = Callable[[float, float], tuple[float, float]]

_A: Final = 6_378_245.0  # Krasovsky 1940
_EE: Final = 0.00669342162296594323
_X: Final = math.pi * 3000 / 180

_BANDS: Final = (12890594.86, 8362377.87, 5591021.0, 3481989.83, 1678043.12, 0.0)
_LATITUDES: Final = (75.0, 60.0, 45.0, 30.0, 15.0, 0.0)
_TO_DEGREES: Final = (
    (1.410526172116255e-8, 8.98305509648872e-6, -1.9939833816331, 200.9824383106796,
     -187.2403703815547, 91.6087516669843, -23.38765649603339, 2.57121317296198,
     -0.03801003308653, 17337981.2),
    (-7.435856389565537e-9, 8.983055097726239e-6, -0.78625201886289, 96.32687599759846,
     -1.85204757529826, -59.36935905485877, 47.40033549296737, -16.50741931063887,
     2.28786674699375, 10260144.86),
    (-3.030883460898826e-8, 8.98305509983578e-6, 0.30071316287616, 59.74293618442277,
     7.357984074871, -25.38371002664745, 13.45380521110908, -3.29883767235584,
     0.32710905363475, 6856817.37),
    (-1.981981304930552e-8, 8.983055099779535e-6, 0.03278182852591, 40.31678527705744,
     0.65659298677277, -4.44255534477492, 0.85341911805263, 0.12923347998204,
     -0.04625736007561, 4482777.06),
    (3.09191371068437e-9, 8.983055096812155e-6, 0.00006995724062, 23.10934304144901,
     -0.00023663490511, -0.6321817810242, -0.00663494467273, 0.03430082397953,
     -0.00466043876332, 2555164.4),
    (2.890871144776878e-9, 8.983055095805407e-6, -3.068298e-8, 7.47137025468032,
     -0.00000353937994, -0.02145144861037, -0.00001234426596, 0.00010322952773,
     -0.00000323890364, 826088.5),
)  # fmt: skip


def gcj02_of(lat: float, lon: float) -> tuple[float, float]:
    """Where Amap and Tencent draw a WGS-84 point of China, in degrees."""
    x, y = lon - 105, lat - 35
    root = math.sqrt(abs(x))
    wave = 20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (wave + _waves(y, (20, 1), (40, 3)) + 8 * _waves(y, (20, 12), (40, 30))) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (wave + _waves(x, (20, 1), (40, 3)) + _waves(x, (150, 12), (300, 30))) * 2 / 3
    phi = math.radians(lat)
    flat = 1 - _EE * math.sin(phi) ** 2
    up = math.degrees(north / (_A * (1 - _EE) / (flat * math.sqrt(flat))))
    right = math.degrees(east / (_A / math.sqrt(flat) * math.cos(phi)))
    return lat + up, lon + right


def _waves(at: float, *terms: tuple[float, float]) -> float:
    return sum(height * math.sin(at / length * math.pi) for height, length in terms)


def bd09_of_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """Where Baidu draws what Amap has at this point, in degrees."""
    z = math.hypot(lon, lat) + 0.00002 * math.sin(lat * _X)
    theta = math.atan2(lat, lon) + 0.000003 * math.cos(lon * _X)
    return z * math.sin(theta) + 0.006, z * math.cos(theta) + 0.0065


def bd09_of(lat: float, lon: float) -> tuple[float, float]:
    """Where Baidu draws a WGS-84 point of China, in degrees."""
    return bd09_of_gcj02(*gcj02_of(lat, lon))


def degrees_of_mercator(x: float, y: float) -> tuple[float, float]:
    """BD-09 latitude and longitude of the metres that Baidu's pages carry."""
    row = next((n for n, edge in enumerate(_BANDS) if abs(y) >= edge), len(_BANDS) - 1)
    terms = _TO_DEGREES[row]
    lon = terms[0] + terms[1] * abs(x)
    part = abs(y) / terms[9]
    lat = sum(term * part**n for n, term in enumerate(terms[2:9]))
    return math.copysign(lat, y), math.copysign(lon, x)


def mercator_of_degrees(lat: float, lon: float) -> tuple[float, float]:
    """The metres of BD-09 degrees, found by halving: the inverse has no short formula."""
    edges = (20_000_000.0, *_BANDS)
    row = next(n for n, edge in enumerate(_LATITUDES) if abs(lat) >= edge)
    low, high = edges[row + 1], edges[row]
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (
            (middle, high) if degrees_of_mercator(0, middle)[0] < abs(lat) else (low, middle)
        )
    terms = _TO_DEGREES[row]
    return math.copysign((abs(lon) - terms[0]) / terms[1], lon), math.copysign(low, lat)


def wgs84_of(
    first: float, second: float, system: System, in_china: Callable[[float, float], bool]
) -> tuple[float, float, bool]:
    """WGS-84 degrees, and whether a shift was taken back; it is only where ``in_china`` says so.

    ``first`` and ``second`` are latitude and longitude, for 'bd09mc' metres east and north.
    """
    lat, lon = degrees_of_mercator(first, second) if system == "bd09mc" else (first, second)
    if system == "wgs84" or not in_china(lat, lon):
        return lat, lon, False
    shift = gcj02_of if system == "gcj02" else bd09_of
    return *_undone(shift, lat, lon), True


def _undone(shift: Shift, lat: float, lon: float) -> tuple[float, float]:
    """The point that ``shift`` moves here; each round leaves a hundredth of the error."""
    north, east = lat, lon
    for _ in range(8):
        there = shift(north, east)
        north, east = north + lat - there[0], east + lon - there[1]
    return north, east

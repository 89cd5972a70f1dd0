"""A position as it was written: WGS-84 degrees, how sure, how written, and what is doubtful."""

import math
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from situationroom.intake.results import Reason
from situationroom.models.vocabulary import Precision, Source

POINT_M: Final = 25.0
"""Metres of doubt around any position, however finely it is written: nobody stands on a point."""
METRES_A_DEGREE: Final = 111_320.0
"""Of latitude, and of longitude at the equator."""

NO_POSITION: Final = Reason("This is no position on the earth.")
TURNED: Final = Reason("Latitude and longitude stood in each other's places and were put right.")
NOWHERE: Final = Reason(
    "0, 0 lies in the sea off Africa; an empty position is often written so. Ask again."
)
SIXTY: Final = Reason("A degree has 60 minutes and a minute 60 seconds; look at the digits again.")

_FINENESS: Final = (
    (150.0, Precision.EXACT),
    (600.0, Precision.STREET),
    (4_000.0, Precision.QUARTER),
    (30_000.0, Precision.CITY),
    (200_000.0, Precision.REGION),
)


@dataclass(frozen=True, slots=True)
class Position:
    """WGS-84 degrees and the metres around them; ``reason`` says what is doubtful.

    ``notation`` is how it was written: decimal, minutes, seconds, utm, mgrs, plus code, geo, link.
    """

    lat: float
    lon: float
    reason: Reason | None = None
    uncertainty_m: float = POINT_M
    notation: str = "decimal"
    source: Source = Source.TOLD

    @property
    def precision(self) -> Precision:
        """How fine the position is, by its radius."""
        fits = (fine for metres, fine in _FINENESS if self.uncertainty_m <= metres)
        return next(fits, Precision.COUNTRY)


Read: TypeAlias = Position | Reason | None
"""A position, why what looks like one is none, or None for other words."""


def around(lat: float, lon: float, step: float, notation: str) -> Read:
    """The position in degrees whose last written digit is worth ``step`` degrees.

    Turned round where only that puts it on the earth; a Reason where nothing does.
    """
    if abs(lat) <= 90 and abs(lon) <= 180:
        found = Position(lat, lon, notation=notation)
    elif abs(lon) <= 90 and abs(lat) <= 180:
        found = Position(lon, lat, TURNED, notation=notation)
    else:
        return NO_POSITION
    if found.lat == 0 and found.lon == 0:
        return NOWHERE
    return replace(found, uncertainty_m=radius(found.lat, step))


def radius(lat: float, step: float) -> float:
    """Metres from the middle to the corner of a field of ``step`` degrees, at least POINT_M."""
    high = step / 2 * METRES_A_DEGREE
    return round(max(POINT_M, math.hypot(high, high * math.cos(math.radians(lat)))), 1)

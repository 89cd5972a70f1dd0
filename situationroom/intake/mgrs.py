"""MGRS, the military grid: '35T PF 66354 41123'. After NGA.STND.0037 (2014), chapter 3.

A square of 100 km has two letters, repeated every three zones east and every 2,000 km north; as
many digits east as north make it finer. The middle of the square that is written is meant.
"""

import math
import re
from typing import Final

from situationroom.intake.position import POINT_M, Position, Read
from situationroom.intake.results import Reason
from situationroom.intake.utm import BANDS, OFF_GRID, SOUTH0, band_of, degrees_of, utm_of

COLUMNS: Final = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
ROWS: Final = "ABCDEFGHJKLMNPQRSTUV"
SQUARE: Final = 100_000
POLAR: Final = Reason(
    "Grid references of the polar caps (A, B, Y, Z) are not read; ask for degrees."
)
UNEVEN: Final = Reason("A grid reference has as many digits east as north; one is missing here.")

_MGRS: Final = re.compile(
    r"(?<![A-Za-z\d])(?:MGRS\s?:?\s?)?(?P<zone>0?[1-9]|[1-5]\d|60)\s?(?P<band>[C-HJ-NP-X])\s?"
    r"(?P<column>[A-HJ-NP-Z])(?P<row>[A-HJ-NP-V])\s?(?P<digits>\d{1,5}\s\d{1,5}|\d{2,10}|)(?![A-Za-z\d])",
    re.I,
)
_POLAR: Final = re.compile(r"MGRS\s?:?\s?[ABYZ]\s?[A-Z]{2}\s?[\d ]{2,11}|[ABYZ][A-Z]{2}\d{4,10}")


def mgrs_of(lat: float, lon: float, digits: int = 5) -> str:
    """A place between 80° south and 84° north, with ``digits`` (0 to 5) each way."""
    place = utm_of(lat, lon)
    column = COLUMNS[(place.zone - 1) % 3][int(place.east // SQUARE) - 1]
    row = ROWS[(int(place.north // SQUARE) + _first_row(place.zone)) % 20]
    east, north = (f"{int(m % SQUARE):05}"[:digits] for m in (place.east, place.north))
    return " ".join(filter(None, (f"{place.zone}{place.band}", column + row, east, north)))


def read_mgrs(told: str, *, whole: bool) -> Read:
    """The middle of the square that is written; a Reason where there is no such square."""
    if whole and _POLAR.fullmatch(told):
        return POLAR
    found = _MGRS.fullmatch(told) if whole else _MGRS.search(told)
    if found is None or not (whole or found["digits"]):
        return None
    east, north = _split(found["digits"])
    if len(east) != len(north):
        return UNEVEN
    side = SQUARE // 10 ** len(east)
    zone, band = int(found["zone"]), found["band"].upper()
    east_m = _column_metres(zone, found["column"].upper())
    if east_m is None:
        return OFF_GRID
    east_m += int(east or 0) * side + side / 2
    row_m = (ROWS.index(found["row"].upper()) - _first_row(zone)) % 20 * SQUARE
    return _placed(zone, band, east_m, row_m + int(north or 0) * side + side / 2, side)


def _split(digits: str) -> tuple[str, str]:
    if " " in digits:
        east, north = digits.split()
        return east, north
    half = (len(digits) + 1) // 2
    return digits[:half], digits[half:]


def _placed(zone: int, band: str, east: float, north: float, side: int) -> Read:
    """Of the rows of that letter, 2,000 km apart, the one that lies in the band."""
    south = band < "N"
    for round_ in range(5):
        lat, lon = degrees_of(zone, east, north + round_ * 2_000_000, south=south)
        if north + round_ * 2_000_000 <= SOUTH0 and _touches(lat, band, side):
            away = side / 2 * math.sqrt(2)
            return Position(lat, lon, uncertainty_m=round(max(POINT_M, away), 1), notation="mgrs")
    return OFF_GRID


def _touches(lat: float, band: str, side: int) -> bool:
    """A square may reach over the edge of its band; its middle then lies a little outside."""
    if band_of(lat) == band:
        return True
    bottom = -80 + 8 * BANDS.index(band)
    return bottom - side / 111_000 <= lat <= bottom + (12 if band == "X" else 8) + side / 111_000


def _column_metres(zone: int, letter: str) -> int | None:
    column = COLUMNS[(zone - 1) % 3].find(letter)
    return None if column < 0 else (column + 1) * SQUARE


def _first_row(zone: int) -> int:
    """Even zones begin their rows with F."""
    return 5 if zone % 2 == 0 else 0

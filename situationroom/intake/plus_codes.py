"""Plus codes: '8GHF2X5H+7M', or '2X5H+7M Istanbul' near a place one knows.

After the Open Location Code specification (github.com/google/open-location-code, Apache-2.0):
pairs of digits to the base 20 down to 1/8000 of a degree, then a grid of 4 × 5.
"""

import math
import re
from typing import Final

from situationroom.intake.position import METRES_A_DEGREE, POINT_M, Position, Read
from situationroom.intake.results import Reason

DIGITS: Final = "23456789CFGHJMPQRVWX"
PAIRS: Final = 10
BEFORE: Final = 8
"""Digits before the plus sign of a full code."""
NO_REFERENCE: Final = Reason(
    "{code} is a short plus code; write the town behind it, or ask for the full code."
)
_ROWS, _COLUMNS = 5, 4
_DIGIT: Final = f"[{DIGITS}]"
FULL: Final = re.compile(
    rf"(?<![A-Za-z\d+])({_DIGIT}{{8}}\+(?:{_DIGIT}{{2,7}})?|{_DIGIT}{{2}}0{{6}}\+|{_DIGIT}{{4}}0{{4}}\+"
    rf"|{_DIGIT}{{6}}00\+)(?![A-Za-z\d+])",
    re.I,
)
SHORT: Final = re.compile(
    rf"(?<![A-Za-z\d+])((?:{_DIGIT}{{6}}|{_DIGIT}{{4}}|{_DIGIT}{{2}})\+{_DIGIT}{{2,7}})(?![A-Za-z\d+])",
    re.I,
)


def plus_code_of(lat: float, lon: float, length: int = PAIRS) -> str:
    """The full code of a place: 2, 4, 6, 8 or 10 digits, or up to 15 for a finer one."""
    lon = (lon + 180) % 360
    finest = 8000 * _ROWS**5, 8000 * _COLUMNS**5
    north = min(math.floor(round((lat + 90) * finest[0], 6)), 180 * finest[0] - 1)
    east = math.floor(round(lon * finest[1], 6)) % (360 * finest[1])
    code = _grid(north % _ROWS**5, east % _COLUMNS**5)
    north, east = north // _ROWS**5, east // _COLUMNS**5
    for _ in range(PAIRS // 2):
        code = DIGITS[north % 20] + DIGITS[east % 20] + code
        north, east = north // 20, east // 20
    kept = code[: max(length, 2)]
    return f"{kept[:BEFORE]:0<8}+{kept[BEFORE:]}"


def _grid(north: int, east: int) -> str:
    code = ""
    for _ in range(5):
        code = DIGITS[north % _ROWS * _COLUMNS + east % _COLUMNS] + code
        north, east = north // _ROWS, east // _COLUMNS
    return code


def place_of(code: str) -> tuple[float, float, float, float]:
    """South, west, height and width in degrees of the field of a full code."""
    digits = code.upper().replace("+", "").rstrip("0")
    south, west, high, wide = -90.0, -180.0, 400.0, 400.0
    for at in range(0, min(len(digits), PAIRS), 2):
        high, wide = high / 20, wide / 20
        south += DIGITS.index(digits[at]) * high
        west += DIGITS.index(digits[at + 1]) * wide
    for digit in digits[PAIRS:]:
        high, wide = high / _ROWS, wide / _COLUMNS
        south += DIGITS.index(digit) // _COLUMNS * high
        west += DIGITS.index(digit) % _COLUMNS * wide
    return south, west, high, wide


def recovered(short: str, lat: float, lon: float) -> str:
    """The full code that a short one means near a place in degrees."""
    missing = BEFORE - short.index("+")
    code = plus_code_of(lat, lon)[:missing] + short.upper()
    south, west, high, wide = place_of(code)
    step = 20.0 ** (2 - missing / 2)
    north, east = south + high / 2, west + wide / 2
    north += step * round((lat - north) / step)
    east += step * round((math.remainder(lon - east, 360)) / step)
    north = north - step if north > 90 else north + step if north < -90 else north
    return plus_code_of(north, east, max(PAIRS, len(code) - 1))


def read_plus_code(told: str, near: tuple[float, float] | None = None) -> Read:
    """The middle of the code's field; a short code is completed by the place it is ``near``."""
    full = FULL.search(told)
    if full is None and (short := SHORT.search(told)):
        if near is None:
            return Reason(NO_REFERENCE.template, {"code": short[1].upper()})
        full = FULL.search(recovered(short[1], *near))
    if (
        full is None
        or DIGITS.index(full[1][0].upper()) > 8
        or DIGITS.index(full[1][1].upper()) > 17
    ):
        return None
    south, west, high, wide = place_of(full[1])
    lat, lon = south + high / 2, west + wide / 2
    east = wide / 2 * math.cos(math.radians(lat))
    away = math.hypot(high / 2, east) * METRES_A_DEGREE
    return Position(lat, lon, uncertainty_m=round(max(POINT_M, away), 1), notation="plus code")


def reference_in(told: str) -> str:
    """The words beside a short code: the place it is near."""
    return SHORT.sub(" ", told).strip(" ,，;；、()（）")

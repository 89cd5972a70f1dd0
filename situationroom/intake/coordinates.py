"""A position written in the notation somebody wants to read out, print or see under the cursor."""

from collections.abc import Callable
from typing import Final

from situationroom.intake.mgrs import mgrs_of
from situationroom.intake.plus_codes import plus_code_of
from situationroom.intake.utm import utm_of


def written(lat: float, lon: float, notation: str) -> str:
    """WGS-84 degrees in one of NOTATIONS; the grids end at 80° south and 84° north.

    What cannot be written in a grid is written in decimal degrees. To about a metre, minutes to
    two metres. Raises KeyError for a notation nobody knows.
    """
    write = NOTATIONS[notation]
    grid = notation in ("utm", "mgrs")
    return _decimal(lat, lon) if grid and not -80 <= lat < 84 else write(lat, lon)


def _decimal(lat: float, lon: float) -> str:
    return f"{lat:.5f}, {lon:.5f}"


def _minutes(lat: float, lon: float) -> str:
    return f"{_parts(lat, 'NS', 1)} {_parts(lon, 'EW', 1)}"


def _seconds(lat: float, lon: float) -> str:
    return f"{_parts(lat, 'NS', 2)} {_parts(lon, 'EW', 2)}"


def _parts(value: float, sides: str, finer: int) -> str:
    """Rounded as a whole before it is cut into parts, so that no 60 is ever written."""
    unit, digits = (60 * 1000, 3) if finer == 1 else (3600 * 10, 1)
    small = round(abs(value) * unit)
    side = sides[value < 0]
    degrees, rest = divmod(small, unit)
    if finer == 1:
        return f"{degrees}°{rest / 10**digits:06.3f}′{side}"
    minutes, seconds = divmod(rest, 600)
    return f"{degrees}°{minutes:02}′{seconds / 10:04.1f}″{side}"


def _utm(lat: float, lon: float) -> str:
    place = utm_of(lat, lon)
    return f"{place.zone}{place.band} {place.east:06.0f} {place.north:.0f}"


def _plus_code(lat: float, lon: float) -> str:
    return plus_code_of(lat, lon, 11)


NOTATIONS: Final[dict[str, Callable[[float, float], str]]] = {
    "decimal": _decimal,
    "minutes": _minutes,
    "seconds": _seconds,
    "utm": _utm,
    "mgrs": mgrs_of,
    "plus code": _plus_code,
}
"""How each notation is written; the names are those of ``Position.notation``."""

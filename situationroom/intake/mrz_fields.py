"""Names, dates and states as machine-readable lines write them (ICAO Doc 9303 part 3)."""

import csv
from datetime import date
from functools import cache
from typing import Final

from situationroom.models.birth import is_partial_date
from situationroom.settings import resource

# 9303-3 section 5: codes that are not ISO 3166 countries. UTO is the specimens' Utopia.
_OTHERS: Final = frozenset(
    (  # noqa: SIM905 (a list of codes reads better as words)
        "EUE GBD GBN GBO GBP GBS RKS UNA UNK UNO UTO XBA XCC XCE XCO XDC XEC XES XIM XMP XOM XPO"
        " XXA XXB XXC XXX"
    ).split()
)
_AS_ISO: Final = {"D": "DEU", "RKS": "XKX"}
_CHINESE: Final = frozenset({"HKG", "MAC", "TWN"})  # their people are Chinese nationals
UNSPECIFIED: Final = "XXX"


@cache
def _states() -> frozenset[str]:
    path = resource("basemap/state_names.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row["iso3"] for row in csv.DictReader(file))


def state(told: str) -> str | None:
    """The state or organisation of three places ('D<<' is DEU); None for a code nobody has."""
    code = told.rstrip("<")
    code = _AS_ISO.get(code, code)
    return code if code in _states() or code in _OTHERS or code in _AS_ISO.values() else None


def nationality(told: str) -> str | None:
    """As ``state``, for a person: Chinese of every passport are CHN; unspecified is None."""
    code = state(told)
    if code in _CHINESE:
        return "CHN"
    return None if code == UNSPECIFIED else code


def birth_date(told: str, today: date) -> str | None:
    """An ISO date of YYMMDD, partial where month or day are fillers; None where it is no date.

    The century is not in the lines (9303-3, 4.8): it is the latest in which the birth is not
    after ``today``. Somebody of a hundred years or more is therefore read a century too young.
    """
    parts = _parts(told)
    if parts is None:
        return None
    century = today.year // 100
    for hundred in (century, century - 1):
        value = _iso(hundred * 100 + parts[0], parts[1:])
        if value and value <= today.isoformat()[: len(value)]:
            return value
    return None


def expiry_date(told: str, today: date) -> str | None:
    """An ISO date of YYMMDD: the year is the one nearest to ``today``, since no document is valid
    for fifty years, and many that are shown have expired. None where it is no date.
    """
    parts = _parts(told)
    if parts is None:
        return None
    hundreds = (today.year // 100 + step for step in (-1, 0, 1))
    years = sorted((h * 100 + parts[0] for h in hundreds), key=lambda y: abs(y - today.year))
    return _iso(years[0], parts[1:])


def _parts(told: str) -> tuple[int, str, str] | None:
    year, month, day = told[:2], told[2:4], told[4:6]
    if not (year.isascii() and year.isdigit()):
        return None
    return int(year), month, day


def _iso(year: int, rest: tuple[str, str]) -> str | None:
    month, day = rest
    if month == "<<":
        return str(year) if day == "<<" else None
    value = f"{year}-{month}" if day == "<<" else f"{year}-{month}-{day}"
    return value if is_partial_date(value) else None


def names(told: str) -> tuple[str, str]:
    """Surname and given names of the name field; a single name is the surname (9303-3, 4.6)."""
    primary, _, secondary = told.strip("<").partition("<<")
    return _words(primary), _words(secondary)


def is_cut_off(told: str) -> bool:
    """Whether the name field is full to its last place: 9303 truncates names so."""
    return not told.endswith("<")


def _words(told: str) -> str:
    return " ".join(word for word in told.split("<") if word)

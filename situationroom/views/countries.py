"""The time zones of countries, for choosing."""

from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """IANA zones of an ISO 3166 alpha-2 country by the zone table; UTC where it has none."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    return tuple(row[2] for row in rows if row[0] == country) or ("UTC",)


@cache
def all_zones() -> tuple[str, ...]:
    """Every IANA zone that is a place, and UTC."""
    return (*sorted(z for z in available_timezones() if "/" in z and "Etc" not in z), "UTC")

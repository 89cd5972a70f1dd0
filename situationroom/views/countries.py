"""Countries by name and their time zones, for choosing."""

import csv
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from situationroom.settings import resource
from situationroom.texts import language


@cache
def country_names(spoken: str = "") -> dict[str, str]:
    """ISO 3166 alpha-2 -> name in a language (the one spoken now), sorted by name."""
    spoken = spoken or language()
    path = resource("basemap/state_names.csv")
    with path.open(encoding="utf-8", newline="") as file:
        named = {row["iso2"]: _name(row, spoken) for row in csv.DictReader(file)}
    return dict(sorted(named.items(), key=lambda item: item[1]))


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


def _name(row: dict[str, str], spoken: str) -> str:
    if row["kind"] != "province":
        return row[spoken]
    return f"中国{row['zh']}" if spoken == "zh" else f"{row['en']}, China"

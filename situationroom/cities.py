"""Cities and countries in the officer's language. Records keep the English name and the code."""

import csv
import unicodedata
from functools import cache

from situationroom.settings import resource
from situationroom.texts import language


def city_name(city: str) -> str:
    """The city as the officer reads it: 'Izmir' is 伊兹密尔 in Chinese. Unknown names stay."""
    return _chinese().get(_folded(city), city) if language() == "zh" and city else city


def city_on_map(row: int) -> str:
    """The city of a row of the map's names (``map.labels.names()``)."""
    english, chinese = _rows()
    return (chinese[row] or english[row]) if language() == "zh" else english[row]


def country_names(spoken: str = "") -> dict[str, str]:
    """ISO 3166 alpha-2 -> name in a language (the one spoken now), sorted by name."""
    return _country_names(spoken or language())


@cache
def _country_names(spoken: str) -> dict[str, str]:
    path = resource("basemap/state_names.csv")
    with path.open(encoding="utf-8", newline="") as file:
        named = {row["iso2"]: _state(row, spoken) for row in csv.DictReader(file)}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def _state(row: dict[str, str], spoken: str) -> str:
    if row["kind"] != "province":
        return row[spoken]
    return f"中国{row['zh']}" if spoken == "zh" else f"{row['en']}, China"


@cache
def _rows() -> tuple[list[str], list[str]]:
    """English and Chinese name of every row."""
    import numpy as np

    with np.load(resource("basemap/labels.npz"), allow_pickle=False) as file:
        english, chinese = (file[k].tobytes().decode("utf-8").split("\n") for k in ("en", "zh"))
    return english, chinese


@cache
def _chinese() -> dict[str, str]:
    """Folded English name -> Chinese name, of cities whose name means one Chinese name only."""
    import numpy as np

    with np.load(resource("basemap/labels.npz"), allow_pickle=False) as file:
        english, chinese = (file[k].tobytes().decode("utf-8").split("\n") for k in ("en", "zh"))
        order = file["population"].argsort()[::-1]
    names: dict[str, str] = {}
    for row in order:
        if english[row] and chinese[row]:
            # The largest city of a name is the one that is meant: Tripoli, San José.
            names.setdefault(_folded(english[row]), chinese[row])
    return names


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).casefold()

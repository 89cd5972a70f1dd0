"""City names in the officer's language. Records keep the English name; people read their own."""

import unicodedata
from functools import cache

from situationroom.settings import resource
from situationroom.texts import language


def city_name(city: str) -> str:
    """The city as the officer reads it: 'Izmir' is 伊兹密尔 in Chinese. Unknown names stay."""
    return _chinese().get(_folded(city), city) if language() == "zh" and city else city


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

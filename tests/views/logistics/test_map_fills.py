"""Classes of one colouring stay apart for who lacks one kind of cone, in both themes."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from situationroom.models.incident import Targets
from situationroom.palettes import DARK, LIGHT, Palette
from situationroom.store.queries.map_columns import MapColumns
from situationroom.store.queries.map_details import MapDetails
from situationroom.views.map_colours import NAMED, colouring, colourings
from situationroom.views.map_people import People

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Array = NDArray[np.float64]
EYES: dict[str, list[list[float]]] = {
    "all cones": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""Linear red, green and blue as they are seen (Machado, Oliveira and Fernandes 2009)."""
WHITE = np.array([0.9505, 1.0, 1.089])
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
APART = 14.0
"""Distance in CIELAB: about six times what an eye can just tell apart."""


def seen(colour: str, eyes: str) -> Array:
    """A colour '#rrggbb' in CIELAB as such eyes see it."""
    told = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(told <= 0.04045, told / 12.92, ((told + 0.055) / 1.055) ** 2.4)
    xyz = XYZ @ np.clip(np.array(EYES[eyes]) @ linear, 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def crowd(count: int) -> People:
    """So many persons, each of a firm of their own."""
    ids = np.arange(1, count + 1, dtype=np.int64)
    people = People(MapColumns(ids, np.zeros(count), np.zeros(count), np.zeros(count, np.uint8)))
    firms = MapDetails.blank(ids)
    firms.group[:] = ids
    names = ("", *(f"Firm {number}" for number in ids))
    people.tell(replace(firms, groups=names), all_of_them=True)
    return people


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("key", [key for key in colourings() if key != "heat"])
@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_that_no_two_classes_look_alike_whatever_cones_one_has(
    colours: Palette, key: str, eyes: str
) -> None:
    kinds = colouring(key, crowd(NAMED + 2), colours, NOW, Targets()).kinds
    assert len(kinds) >= 4
    for one, other in combinations(kinds, 2):
        away = float(np.linalg.norm(seen(one.colour, eyes) - seen(other.colour, eyes)))
        assert away > APART, f"{one.words} {other.words}"

"""Where the map begins."""

from math import log2

import numpy as np

from situationroom.map.basemap import country_box
from situationroom.map.labels import View
from situationroom.views.map_people import People, together

Box = tuple[float, float, float, float]


def home_view(people: People, country: str, width: float, height: float) -> View:
    """The country (ISO alpha-2) in the window; where it is unknown, everybody; else the world."""
    box = country_box(country) or people_box(people) or (0.0, 0.15, 1.0, 0.75)
    left, top, right, bottom = box
    across = max((right - left) / max(width, 1), (bottom - top) / max(height, 1), 1e-12)
    zoom = min(12.0, log2(1 / (across * 256)) - 0.35)
    return View((left + right) / 2, (top + bottom) / 2, max(1.0, zoom), width, height)


def people_box(people: People) -> Box | None:
    """The box around everybody, without the furthest two in a hundred; None for nobody."""
    if not people.placed.any():
        return None
    x, y = together(people.x[people.placed]), people.y[people.placed]
    left, right = np.percentile(x, [1, 99])
    top, bottom = np.percentile(y, [1, 99])
    return float(left), float(top), float(right), float(bottom)

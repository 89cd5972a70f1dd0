"""What a picture for the room is about: the incident's country and every city with persons."""

from collections.abc import Sequence

import numpy as np

from situationroom.map.basemap import Box, country_box
from situationroom.map.labels import names
from situationroom.map.projection import to_world
from situationroom.models.briefing import Area, Picture

WORLD: Box = (0.0, 0.15, 1.0, 0.75)
LEAST = 1e-4
"""World units around the smallest zone: 4 km."""


def box_of(picture: Picture) -> Box:
    """(left, top, right, bottom) in world units; right past 1 where it crosses the 180th meridian.

    The whole world where nothing is known of any place.
    """
    known = names()
    corners = [(float(known.x[g.city]), float(known.y[g.city])) for g in picture.groups]
    home = country_box(picture.country.code) if picture.country else None
    if home is not None:
        corners += [home[:2], home[2:]]
    if not corners:
        return WORLD
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    if max(xs) - min(xs) > 0.5:
        turned = [x + 1 if x < 0.5 else x for x in xs]
        # Only where the shorter way round is really shorter.
        xs = turned if max(turned) - min(turned) < max(xs) - min(xs) else xs
    return min(xs), min(ys), max(xs), max(ys)


def box_of_areas(areas: Sequence[Area]) -> Box:
    """The box around zones, with half as much around them."""
    points = [position for area in areas for rings in area.polygons for position in rings[0]]
    lat, lon = (np.array([point[axis] for point in points], np.float64) for axis in (0, 1))
    x, y = to_world(lat, np.unwrap(lon, period=360))
    aside, above = np.ptp(x) / 4 + LEAST, np.ptp(y) / 4 + LEAST
    return (
        float(x.min() - aside),
        float(y.min() - above),
        float(x.max() + aside),
        float(y.max() + above),
    )


def city_near(city: int, x: float) -> tuple[float, float]:
    """A city's place in world units, in the copy of the world that ``x`` is in or nearest to."""
    known = names()
    there = float(known.x[city])
    return there + round(x - there), float(known.y[city])

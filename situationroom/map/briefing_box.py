"""What a picture for the room is about: the incident's country and every city with persons."""

from situationroom.map.basemap import Box, country_box
from situationroom.map.labels import names
from situationroom.models.briefing import Picture

WORLD: Box = (0.0, 0.15, 1.0, 0.75)


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


def city_near(city: int, x: float) -> tuple[float, float]:
    """A city's place in world units, in the copy of the world that ``x`` is in or nearest to."""
    known = names()
    there = float(known.x[city])
    return there + round(x - there), float(known.y[city])

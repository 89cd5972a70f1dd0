"""What a ring says in words and numbers: how many, of which class, where, how old."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from situationroom.legend import Shape
from situationroom.map.legs import length
from situationroom.map.projection import haversine_m, to_degrees, world_pixels
from situationroom.texts import tr
from situationroom.views.map_pack import nearest_city
from situationroom.views.map_people import together
from situationroom.views.map_requests import by_ring

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

SPOT_PX = 32.0
"""Around the cursor, where persons are shown as heat."""
WIDE_M = 1_000.0
"""From so far apart on it is said how far."""
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Line:
    """One class of the colouring, and how many of the persons are in it."""

    words: str
    shape: Shape
    colour: str
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """Who is at a place of the map; ``lines`` add up to ``count``."""

    count: int
    place: str
    lines: tuple[Line, ...]
    more: tuple[str, ...] = ()

    def head(self) -> str:
        """How many there are."""
        return tr("{n} persons", n=f"{self.count:,}")

    def text(self) -> str:
        """All of it as one sentence, for who cannot see it."""
        parts = ", ".join(f"{line.count:,} {line.words}" for line in self.lines)
        return " · ".join((f"{self.head()}: {parts}", self.place, *self.more))


def told_of_ring(room: "MapRoom", ring: int) -> Told:
    """What one of the rings that are shown stands for."""
    rings = room.rings()
    members = rings.members(ring)
    asking = by_ring(room.known.requests, room.people, rings)[ring]
    urgent = int(asking.sum()) if room.legend.shows("requests") else 0
    more = (tr("{n} open requests", n=urgent),) if urgent else ()
    return _told(room, members, (*more, *_old(room, members)))


def told_of_spot(room: "MapRoom", x: float, y: float) -> Told | None:
    """Who is around a point (world units), for the heat, which has no rings; None: nobody."""
    people, reach = room.people, SPOT_PX / world_pixels(room.canvas.view.zoom)
    aside = (people.x - x + 0.5) % 1 - 0.5
    near = room.look.shown() & (np.hypot(aside, people.y - y) <= reach)
    members = np.flatnonzero(near)
    return _told(room, members, _old(room, members)) if len(members) else None


def _told(room: "MapRoom", members: Places, more: tuple[str, ...]) -> Told:
    one, codes = room.look.colouring(), room.look.coloured().codes[members]
    counts = np.bincount(codes, minlength=len(one.kinds)).tolist()
    lines = tuple(
        Line(kind.words, kind.shape, kind.colour, counts[code])
        for code in one.order
        if counts[code] and (kind := one.kinds[code])
    )
    return Told(len(members), _place(room, members), lines, more)


def _place(room: "MapRoom", members: Places) -> str:
    """The city they are in or near, and how far apart they are."""
    x, y = together(room.people.x[members]), room.people.y[members]
    city = tr("near {place}", place=nearest_city(float(x.mean()) % 1.0, float(y.mean())))
    one, other = (to_degrees(float(end(x)), float(end(y))) for end in (np.min, np.max))
    apart = float(haversine_m(*one, *other))
    if apart < WIDE_M:
        return city
    return tr("{place}, up to {far} apart", place=city, far=length(apart, room.foot.nautical))


def _old(room: "MapRoom", members: Places) -> tuple[str, ...]:
    """How many of the positions are the palest, where age is shown."""
    ages = room.look.coloured().ages
    old = 0 if ages is None else int((ages[members] == 3).sum())
    return (tr("{n} positions older than 72 h or of unknown age", n=f"{old:,}"),) if old else ()

"""The nearest shelters with free places, from the selected persons or from a point of the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from situationroom.map.legs import length
from situationroom.map.projection import great_circle, haversine_m, to_degrees
from situationroom.models.vocabulary import SiteState
from situationroom.models.zone import Position, Shape
from situationroom.store.queries.shelters import SiteRow
from situationroom.texts import tr
from situationroom.views.link_row import LinkRow
from situationroom.views.map_layers import site_tone
from situationroom.views.map_people import together
from situationroom.views.person_acts import PersonActs
from situationroom.views.zone_card import Act, MapCard

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

SHOWN = 8
LINE_M = 1.0
"""A way is drawn as an area so narrow."""


@dataclass(frozen=True, slots=True)
class Near:
    """A shelter, how many free places it has and how far away it is (great circle)."""

    row: SiteRow
    free: int
    metres: float


def nearest(found: Sequence[SiteRow], at: Position, limit: int = SHOWN) -> list[Near]:
    """Open shelters with free places, the nearest first; ``at`` in degrees."""
    near = [
        Near(row, free_places(row), _away(row, at))
        for row in found
        if row.site.state is SiteState.OPEN
        and row.site.lat is not None
        and row.site.lon is not None
    ]
    free = (one for one in near if one.free > 0)
    return sorted(free, key=lambda one: one.metres)[:limit]


def _away(row: SiteRow, at: Position) -> float:
    return float(haversine_m(*at, row.site.lat or 0.0, row.site.lon or 0.0))


def free_places(row: SiteRow) -> int:
    """Places in units that take somebody, less those whom the list does not know but who are there.

    A unit above its capacity takes no place from the others.
    """
    free = sum(u.fill.available for u in row.units if u.unit.state is not SiteState.CLOSED)
    return max(0, free - max(0, row.unexplained))


def middle_of(room: "MapRoom") -> Position | None:
    """Where most of the selected are; None when none of them is on the map."""
    places = room.people.places(room.selected)
    placed = places[room.people.placed[places]]
    if not len(placed):
        return None
    x, y = np.median(together(room.people.x[placed])), np.median(room.people.y[placed])
    return to_degrees(float(x) % 1.0, float(y))


def show_nearest(room: "MapRoom", at: Position | None = None) -> None:
    """The card of the nearest shelters: from ``at``, else the selected, else the map's middle."""
    if room.replay.refuses():
        return
    chosen = middle_of(room) if at is None else None
    start = at or chosen or to_degrees(room.canvas.view.x, room.canvas.view.y)
    found = nearest(room.found.sites, start)
    card = MapCard(tr("Nearest shelters with free places"), room.areas.close)
    card.say(_from(room, at, chosen))
    for one in found:
        card.add(_line(room, start, one, at))
    if not found:
        card.say(tr("No open shelter on the map has a free place. Open one in the shelters room."))
    if found:
        card.acts(_acts(room, found[0]))
    room.areas.show_card(card)
    if found:
        _draw(room, start, found[0])


def _from(room: "MapRoom", at: Position | None, chosen: Position | None) -> str:
    if at is not None:
        return tr("From the point on the map")
    if chosen is not None:
        return tr("From the middle of the {n} selected", n=len(room.selected))
    return tr("From the middle of the map")


def _line(room: "MapRoom", start: Position, one: Near, at: Position | None) -> LinkRow:
    free = tr("{n} free", n=one.free)
    made = LinkRow(one.row.site.name, free, length(one.metres), "square", site_tone(one.row))
    made.clicked.connect(lambda: _choose(room, start, one, at))
    return made


def _choose(room: "MapRoom", start: Position, one: Near, at: Position | None) -> None:
    """Another shelter of the list: the line goes there, and the acts are about it."""
    card = MapCard(one.row.site.name, room.areas.close)
    card.say(f"{tr('{n} free', n=one.free)} · {length(one.metres)}")
    if one.row.site.address:
        card.say(one.row.site.address)
    back: Act = (tr("The others"), "chevron-left", lambda: show_nearest(room, at))
    card.acts([*_acts(room, one), back])
    room.areas.show_card(card)
    _draw(room, start, one)


def _acts(room: "MapRoom", one: Near) -> list[Act]:
    site = one.row.site
    shown: list[Act] = [
        (tr("Look at it"), "search", lambda: room.areas.look_at((_way_to(room, one),)))
    ]
    if not room.selected:
        return shown
    acts, ids = PersonActs(room.frame, room), sorted(room.selected)
    words = tr("Keep places in {site} for {n}", site=_short(site.name), n=len(ids))
    return [(words, "bed", lambda: acts.expect(ids, site.id)), *shown]


def _short(name: str) -> str:
    return name if len(name) < 20 else f"{name[:18]}…"


def _draw(room: "MapRoom", start: Position, one: Near) -> None:
    end = (one.row.site.lat or 0.0, one.row.site.lon or 0.0)
    way = great_circle(*start, *end, 24)
    room.areas.drawn = Shape(tuple((float(a), float(b)) for a, b in way), radius_m=LINE_M)
    room.areas.look_at((room.areas.drawn,))
    room.canvas.repaint_people()


def _way_to(room: "MapRoom", one: Near) -> Shape:
    return room.areas.drawn or Shape(
        ((one.row.site.lat or 0.0, one.row.site.lon or 0.0),), radius_m=500.0
    )

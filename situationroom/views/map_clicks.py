"""What a click and a rectangle on the map do: into a group, onto a person, into a zone."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPointF

from situationroom.map.projection import to_degrees, world_pixels
from situationroom.models.zone import Shape
from situationroom.views.map_canvas import NEAREST
from situationroom.views.map_hand import strip
from situationroom.views.map_people import radius, together
from situationroom.views.map_point_list import PointList
from situationroom.views.map_selecting import combined

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

FEW = 1
"""A ring of so few is a person, not a group."""
APART_PX = 26.0
"""Two groups nearer to each other than this on the screen are drawn as one ring."""
POINT = 1e-7
"""World units (about 4 m): persons closer than this cannot be told apart by zooming."""


class MapClicks(QObject):
    """A click zooms into a group or selects, Shift+drag selects whom the rectangle holds."""

    def __init__(self, room: "MapRoom") -> None:
        super().__init__(room)
        self._room = room
        room.canvas.clicked.connect(self._clicked)
        room.canvas.banded.connect(self._banded)

    def ring_at(self, at: QPointF) -> int | None:
        """The ring under a point of the window."""
        rings, view = self._room.rings(), self._room.canvas.view
        x, y = view.to_world(at.x(), at.y())
        if not len(rings.x):
            return None
        away = np.hypot((rings.x - x + 0.5) % 1 - 0.5, rings.y - y)
        best = int(away.argmin())
        pixel = 1 / (256 * 2.0**view.zoom)
        return best if away[best] <= (radius(int(rings.count[best])) + 4) * pixel else None

    def middle_ring(self) -> int | None:
        """The ring nearest to the middle of the window, which the keyboard points at."""
        rings, view = self._room.rings(), self._room.canvas.view
        if not len(rings.x):
            return None
        return int(np.hypot((rings.x - view.x + 0.5) % 1 - 0.5, rings.y - view.y).argmin())

    def enter(self) -> None:
        """As a click on the ring nearest to the middle of the window: for the keyboard."""
        self._room.canvas.how = "anew"  # Enter comes alone, whatever was held for the key before
        ring = self.middle_ring()
        if ring is not None:
            rings, view = self._room.rings(), self._room.canvas.view
            at = view.to_screen(float(rings.x[ring]), float(rings.y[ring]))
            self._clicked(QPointF(*at), False)

    def all_in_view(self) -> None:
        """Select everybody who is shown in the window."""
        shape = self._box(self._room.canvas.view.box())
        self._room.choose(self._room.areas.shown_in(shape))

    def _clicked(self, at: QPointF, double: bool) -> None:
        room, ring = self._room, self.ring_at(at)
        if ring is None:
            self._clicked_ground(at, double)
            return
        members = room.rings().members(ring)
        if room.canvas.how != "anew":  # Ctrl and Alt point at the whole group
            room.choose(combined(room.selected, room.people.ids(members), room.canvas.how))
            return
        x, y = together(room.people.x[members]), room.people.y[members]
        if len(members) <= FEW or max(np.ptp(x), np.ptp(y)) < self._inseparable():
            self._choose(room.people.ids(members))
            return
        before = room.canvas.view.zoom
        room.canvas.fit((x.min(), y.min(), x.max(), y.max()), 16.0)
        if room.canvas.view.zoom <= before + 0.1:
            room.canvas.zoom_at(at, 1.0)

    def _choose(self, ids: list[int]) -> None:
        """One person, or the list of those whom no zooming parts."""
        room = self._room
        if room.replay.refuses():
            return
        room.choose(ids)
        if len(ids) > FEW:
            made = PointList(room, ids)
            room.areas.show_card(made)
            made.table.setFocus()

    def _inseparable(self) -> float:
        """World units that stay within one ring however near one looks."""
        return max(POINT, APART_PX / world_pixels(NEAREST))

    def _clicked_ground(self, at: QPointF, double: bool) -> None:
        room, shown = self._room, self._room.legend.shows("zones")
        zone = room.areas.zone_at(room.canvas.position(at)) if shown else None
        if double:
            room.canvas.zoom_at(at, 1.0)
        elif room.canvas.how != "anew":  # nobody is there to add or to take away
            return
        elif zone is not None:
            room.areas.show_zone(zone)
        else:
            room.areas.close()
            room.choose([])

    def _banded(self, box: tuple[float, float, float, float]) -> None:
        self._room.canvas.take(None)
        self._room.areas.show_drawn(self._box(box))

    def _box(self, box: tuple[float, float, float, float]) -> Shape:
        """A rectangle of the window, (left, top, right, bottom) in world units, as an area."""
        left, top, right, bottom = box
        right = min(right, left + 1)
        north, south = to_degrees(left, max(0.0, top))[0], to_degrees(left, min(1.0, bottom))[0]
        return strip(north, south, (left - 0.5) * 360, (right - 0.5) * 360)

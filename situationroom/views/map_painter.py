"""The painter of one map room: what it shows now, and the rings as long as they hold."""

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter

from situationroom.map.labels import View
from situationroom.views import theme
from situationroom.views.map_motion import Mover, motion
from situationroom.views.map_people import Rings, surroundings
from situationroom.views.map_pictures import Order, Picture
from situationroom.views.map_rings import Dress
from situationroom.views.map_streets import Streets
from situationroom.views.map_upper import (
    Grouped,
    Scene,
    grouped,
    heat,
    paint_ground,
    paint_persons,
    paint_upper,
    prepare,
)

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom


class MapPainter:
    """Paints one map room; keeps the rings as long as they hold."""

    def __init__(self, room: "MapRoom") -> None:
        self._room = room
        self._shown: tuple[Scene, Grouped] | None = None
        self._holding = object()
        self._planned: tuple[View, Streets] | None = None
        self.mover = Mover(self._moved, room)

    def _moved(self) -> None:
        self._room.canvas.refresh()

    def forget(self) -> None:
        """Persons, or who of them is shown, are others now."""
        self._holding = object()

    def rings(self, view: View) -> Rings:
        """The rings of a view; those that are shown while they hold and cover it."""
        if self._shown is None or not self._covers(self._shown[1], view):
            scene = self.scene()
            self._shown = scene, grouped(scene, view, self._holding)
        return self._shown[1].rings

    def _covers(self, known: Grouped, view: View) -> bool:
        return (
            known.made_for is self._holding
            and known.view.zoom == view.zoom
            and _within(view.box(), surroundings(known.view))
        )

    def scene(self) -> Scene:
        """What the room shows now."""
        room, legend, known = self._room, self._room.legend, self._room.known
        look = room.look
        return Scene(
            theme.colours(),
            copy(room.people),
            room.frame.desk.incident.country,
            look.ticked(),
            room.selected,
            room.selected_at,
            tuple(room.areas.zones),
            room.areas.chosen,
            room.areas.drawn,
            known.contacts,
            known.found,
            look.coloured(),
            Dress.of(look.colouring()),
            tuple(layer for layer in legend.order() if legend.shows(layer)),
            known.requests,
            room.replay.now(),
            room.replay.revision,
            hot=legend.colour == "heat",
            sure=legend.sure,
        )

    def streets(self, view: View) -> Streets:
        """What there is of street maps in a view."""
        return self._room.tiles.plan(view, self._room.canvas.devicePixelRatioF())

    def ground(self, view: View) -> Picture:
        """How the land is painted now."""
        scene, streets = self.scene(), self.streets(view)
        self._planned = view, streets
        return lambda painter, view: paint_ground(painter, view, scene, streets)

    def upper(self, view: View) -> Picture:
        """How everything over the land is painted now."""
        scene, holding, streets = self.scene(), self._holding, self._streets_below(view)

        def picture(painter: QPainter, view: View) -> tuple[Scene, Grouped]:
            found = grouped(scene, view, holding)
            paint_upper(painter, view, scene, found.rings, streets)
            found = prepare(painter, scene, found)
            return scene, replace(found, peak=heat(scene, view).peak if scene.hot else 0.0)

        return picture

    def _streets_below(self, view: View) -> Streets:
        """Those of the ground that was planned for this view a moment ago: a plan takes 3 ms."""
        planned, self._planned = self._planned, None
        return planned[1] if planned is not None and planned[0] is view else self.streets(view)

    def came(self, order: Order) -> None:
        """A picture is there: from now on its rings are shown."""
        if isinstance(order.found, tuple):
            self._move(order.found[1])
            self._shown = order.found
            self._room.legend.heat.show_peak(order.found[1].peak)

    def _move(self, new: Grouped) -> None:
        """The rings part or join, where the zoom is another and nothing else has changed."""
        old = self._shown[1] if self._shown is not None else None
        if old is None or old.made_for is not new.made_for or old.view.zoom == new.view.zoom:
            return
        self.mover.begin(motion(old.rings, new.rings, new.view.zoom > old.view.zoom))

    def over(self, painter: QPainter, view: View) -> None:
        """The rings, in every frame anew: they stay round and sharp while the rest is stretched."""
        if self._shown is None:
            return
        scene, found = self._shown
        moving = self.mover.rings()
        if moving is not None:  # what belongs to rings that are not there yet waits for them
            found = replace(found, rings=moving, chosen=frozenset(), asking=None)
        paint_persons(painter, view, scene, found)
        self._room.hover.paint(painter)


def _within(
    inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]
) -> bool:
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )

"""What lies over the land in the map room: zones, places, journeys, and the rings on top.

A ``Scene`` is all that a map shows, taken down at one moment; it is painted beside the window, on
paper and into files by the same functions.
"""

from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor, QPainter

from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.models import Contact, Zone
from situationroom.models.zone import Shape
from situationroom.texts import language
from situationroom.views import theme
from situationroom.views.map_base import Disc, paint_basemap, paint_names
from situationroom.views.map_contacts import paint_contacts
from situationroom.views.map_layers import Layers, paint_layers, paint_radius
from situationroom.views.map_people import ALL, People, Rings, surroundings
from situationroom.views.map_pictures import Order, Picture
from situationroom.views.map_rings import discs, paint_rings, prepare_rings
from situationroom.views.map_shapes import paint_shape, paint_zones

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What a map shows: nothing in it changes any more, so any thread may paint it."""

    colours: Palette
    people: People
    country: str = ""
    """ISO alpha-2 of the country that is shaded."""
    classes: tuple[int, ...] = ALL
    selected: frozenset[int] = frozenset()
    selected_at: tuple[float, float, float] | None = None
    zones: tuple[Zone, ...] = ()
    chosen_zone: int | None = None
    drawn: Shape | None = None
    contacts: tuple[Contact, ...] = ()
    layers: Layers = field(default_factory=Layers)


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """The rings of a view, and which of them hold selected persons."""

    view: View
    rings: Rings
    chosen: frozenset[int] = frozenset()
    made_for: object = None
    """What was asked for when they were made; another one since: they no longer hold."""


def paint_ground(painter: QPainter, view: View, scene: Scene) -> None:
    """Land and water."""
    paint_basemap(painter, view, scene.colours, scene.country)


def paint_upper(painter: QPainter, view: View, scene: Scene, rings: Rings) -> None:
    """Everything between the land and the rings; names keep away from the rings."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if scene.selected_at is not None:
        lat, lon, metres = scene.selected_at
        paint_radius(painter, view, (lat, lon), metres, scene.colours)
    round_them = discs(view, rings)
    paint_names(painter, view, scene.colours, language(), round_them)
    _places(painter, view, scene, round_them)


def _places(painter: QPainter, view: View, scene: Scene, round_them: list[Disc]) -> None:
    colours = scene.colours
    paint_zones(painter, view, scene.zones, colours, scene.chosen_zone)
    if scene.drawn is not None:
        paint_shape(painter, view, scene.drawn, QColor(colours.accent), strong=True)
    paint_contacts(painter, view, scene.contacts, colours)
    paint_layers(painter, view, scene.layers, colours, round_them)


def grouped(scene: Scene, view: View, made_for: object = None) -> Grouped:
    """The rings of a scene."""
    rings = scene.people.rings(view, scene.classes)
    held = rings.label[scene.people.places(scene.selected)] if scene.selected else np.zeros(0, int)
    chosen = frozenset(int(ring) for ring in np.unique(held)) - {-1}
    return Grouped(view, rings, chosen, made_for)


class MapPainter:
    """Paints one map room; keeps the rings as long as they hold."""

    def __init__(self, room: "MapRoom") -> None:
        self._room = room
        self._shown: Grouped | None = None
        self._holding = object()

    def forget(self) -> None:
        """Persons, or who of them is shown, are others now."""
        self._holding = object()

    def rings(self, view: View) -> Rings:
        """The rings of a view; those that are shown while they hold and cover it."""
        known = self._shown
        if (
            known is None
            or known.made_for is not self._holding
            or known.view.zoom != view.zoom
            or not _within(view.box(), surroundings(known.view))
        ):
            known = self._shown = grouped(self.scene(), view, self._holding)
        return known.rings

    def scene(self) -> Scene:
        """What the room shows now."""
        room, shows = self._room, self._room.legend.shows
        found = room.known.found
        return Scene(
            theme.colours(),
            copy(room.people),
            room.frame.desk.incident.country,
            room.legend.classes(),
            room.selected,
            room.selected_at,
            tuple(room.areas.zones) if shows("zones") else (),
            room.areas.chosen,
            room.areas.drawn,
            room.known.contacts if shows("contacts") else (),
            Layers(
                found.sites if shows("sites") else (),
                found.routes if shows("movements") else (),
            ),
        )

    def ground(self, _view: View) -> Picture:
        """How the land is painted now."""
        scene = self.scene()
        return lambda painter, view: paint_ground(painter, view, scene)

    def upper(self, _view: View) -> Picture:
        """How everything over the land is painted now."""
        scene, holding = self.scene(), self._holding

        def picture(painter: QPainter, view: View) -> Grouped:
            found = grouped(scene, view, holding)
            paint_upper(painter, view, scene, found.rings)
            prepare_rings(painter, view, found.rings, scene.colours, found.chosen)
            return found

        return picture

    def came(self, order: Order) -> None:
        """A picture is there: from now on its rings are shown."""
        if isinstance(order.found, Grouped):
            self._shown = order.found

    def over(self, painter: QPainter, view: View) -> None:
        """The rings, in every frame anew: they stay round and sharp while the rest is stretched."""
        if self._shown is not None:
            paint_rings(painter, view, self._shown.rings, theme.colours(), self._shown.chosen)


def _within(
    inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]
) -> bool:
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )

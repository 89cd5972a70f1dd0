"""What lies over the land in the map room: zones, places, journeys, and the rings on top."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QColor, QPainter

from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.texts import language
from situationroom.views import theme
from situationroom.views.map_base import Disc, paint_basemap, paint_names
from situationroom.views.map_contacts import paint_contacts
from situationroom.views.map_layers import Layers, paint_layers, paint_radius
from situationroom.views.map_people import Rings, surroundings
from situationroom.views.map_rings import discs, paint_rings
from situationroom.views.map_shapes import paint_shape, paint_zones

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom


class MapPainter:
    """Paints one map room; keeps the rings as long as they hold."""

    def __init__(self, room: "MapRoom") -> None:
        self._room = room
        self._rings: tuple[View, Rings] | None = None

    def forget(self) -> None:
        """Persons, or who of them is shown, are others now."""
        self._rings = None

    def rings(self, view: View) -> Rings:
        """The rings of a view; those made before while they still cover it."""
        if self._rings is not None:
            made, rings = self._rings
            if made.zoom == view.zoom and _within(view.box(), surroundings(made)):
                return rings
        rings = self._room.people.rings(view, self._room.legend.classes())
        self._rings = (view, rings)
        return rings

    def ground(self, painter: QPainter, view: View) -> None:
        """Land and water."""
        paint_basemap(painter, view, theme.colours(), self._room.frame.desk.incident.country)

    def upper(self, painter: QPainter, view: View) -> None:
        """Everything over the land, the rings last."""
        colours, room = theme.colours(), self._room
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if room.selected_at is not None:
            lat, lon, metres = room.selected_at
            paint_radius(painter, view, (lat, lon), metres, colours)
        rings = self.rings(view)
        round_them = discs(view, rings)
        paint_names(painter, view, colours, language(), round_them)
        self._areas(painter, view, colours)
        self._places(painter, view, colours, round_them)
        chosen = np.unique(rings.label[room.people.places(room.selected)]) if room.selected else ()
        paint_rings(painter, view, rings, colours, {int(ring) for ring in chosen} - {-1})

    def _areas(self, painter: QPainter, view: View, colours: Palette) -> None:
        areas = self._room.areas
        if self._room.legend.shows("zones"):
            paint_zones(painter, view, areas.zones, colours, areas.chosen)
        if areas.drawn is not None:
            paint_shape(painter, view, areas.drawn, QColor(colours.accent), strong=True)

    def _places(
        self, painter: QPainter, view: View, colours: Palette, round_them: list[Disc]
    ) -> None:
        known, shows = self._room.known, self._room.legend.shows
        if shows("contacts"):
            paint_contacts(painter, view, known.contacts, colours)
        shown = Layers(
            known.found.sites if shows("sites") else (),
            known.found.routes if shows("movements") else (),
        )
        paint_layers(painter, view, shown, colours, round_them)


def _within(
    inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]
) -> bool:
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )

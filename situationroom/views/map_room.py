"""The map room: where everybody is, offline, in step with the lists."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from situationroom.desk import Touched
from situationroom.map.labels import View
from situationroom.models import Contact
from situationroom.models.errors import PlainError
from situationroom.store.queries.map_columns import MapColumns, map_columns
from situationroom.store.queries.people import persons
from situationroom.store.queries.shelters import SiteRow
from situationroom.texts import language, tr
from situationroom.views import theme
from situationroom.views.frame import Frame
from situationroom.views.map_base import paint_basemap, paint_names
from situationroom.views.map_canvas import MapCanvas
from situationroom.views.map_contacts import paint_contacts, placed_contacts
from situationroom.views.map_foot import MapFoot
from situationroom.views.map_goto import go_to
from situationroom.views.map_layers import (
    Layers,
    layers,
    paint_layers,
    paint_radius,
    placed_sites,
)
from situationroom.views.map_legend import MapLegend
from situationroom.views.map_people import People, Rings, radius, surroundings
from situationroom.views.map_picture import map_image, save_image
from situationroom.views.map_places import home_view
from situationroom.views.map_rings import discs, paint_rings
from situationroom.views.map_shapes import paint_shape, paint_zones
from situationroom.views.map_tiers import TierLegend
from situationroom.views.map_tools import map_tools
from situationroom.views.map_zones import MapZones

NOBODY = MapColumns(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0, np.uint8))
SPACE = 12
FEW = 1
"""A ring of so few is a person, not a group."""
POINT = 1e-7
"""World units (about 4 m): persons closer than this cannot be told apart by zooming."""
MISSING_VIEW = "not on the map"


class MapRoom(QWidget):
    """Persons as rings over the world; a click zooms in or lists, Shift+drag selects."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.people = People(NOBODY)
        self.found = Layers()
        self.contacts: tuple[Contact, ...] = ()
        self.selected: frozenset[int] = frozenset()
        self._rings: tuple[View, Rings] | None = None
        self._homed = False
        self._awaited: list[int] = []
        self._selected_at: tuple[float, float, float] | None = None
        self.canvas = MapCanvas(self._ground, self._upper, self)
        self.canvas.setAccessibleName(tr("Map"))
        self.canvas.home = self.go_home
        self.setFocusProxy(self.canvas)
        self.legend = MapLegend()
        self.legend.body.addWidget(TierLegend(frame))
        self.legend.setParent(self)
        self.foot = MapFoot(self)
        self.areas = MapZones(self)
        self.tools = map_tools(self)
        self._connect()
        frame.desk.fetch(self._all_came, map_columns)
        self._fetch_layers()

    # --- what others ask of it -----------------------------------------------------------------

    def select_ids(self, ids: Sequence[int]) -> None:
        """Mark these persons and bring them into view, at once or as soon as they are known."""
        self.selected = frozenset(ids)
        if not len(self.people.columns.id):
            self._awaited = list(ids)
            return
        places = self.people.places(self.selected)
        placed = places[self.people.placed[places]]
        self._selected_at = self._sureness(ids)
        if len(placed):
            x, y = self.people.x[placed], self.people.y[placed]
            self._homed = True
            self.canvas.fit((x.min(), y.min(), x.max(), y.max()), 10.0)
        self.canvas.repaint_people()

    def show_view(self, view: str) -> None:
        """Saved views: 'not on the map' opens the list of those; everything else the whole."""
        if view == MISSING_VIEW:
            self.frame.open_room("people", MISSING_VIEW)
        else:
            self.go_home()

    def go_home(self) -> None:
        """The incident's country."""
        country = self.frame.desk.incident.country
        view = home_view(self.people, country, self.width(), self.height())
        self.canvas.look(view.x, view.y, view.zoom)

    def go_to(self) -> None:
        """Ask for a place, a position or a map link, and look there."""
        go_to(self.frame, self.canvas, self)

    def rings(self) -> Rings:
        """The rings of what is shown now."""
        return self._current_rings(self.canvas.view)

    def save_png(self, path: Path | None = None) -> None:
        """Save what is shown as a picture; asks where when not told."""
        if path is None:
            name, _ = QFileDialog.getSaveFileName(
                self, tr("Save the map as a picture"), "map.png", "PNG (*.png)"
            )
            path = Path(name) if name else None
        if path is None:
            return
        image = map_image(
            self.frame.desk, self.people, self.found, self.canvas.view, theme.colours()
        )
        try:
            save_image(image, path)
        except PlainError as error:
            self.frame.refuse(error)
        else:
            self.frame.say(tr("Saved {file}", file=path.name))

    # --- kept current --------------------------------------------------------------------------

    def _connect(self) -> None:
        desk = self.frame.desk
        desk.changed.connect(self._changed)
        self.legend.changed.connect(self._again)
        self.legend.missing_asked.connect(lambda: self.frame.open_room("people", MISSING_VIEW))
        self.canvas.clicked.connect(self._clicked)
        self.canvas.banded.connect(self._banded)
        self.canvas.hovered.connect(self.foot.point_at)
        self.canvas.moved.connect(self.foot.follow)

    def _changed(self, touched: Touched) -> None:
        ids = touched.ids("person")
        if ids is None:
            self.frame.desk.fetch(self._all_came, map_columns)
        elif ids:
            self.frame.desk.fetch(
                lambda fresh: self._some_came(ids, fresh), map_columns, sorted(ids)
            )
        if touched.any_of("movement", "booking", "site", "unit", "stay", "head_count"):
            self._fetch_layers()
        if touched.any_of("contact"):
            self.frame.desk.fetch(self._contacts_came, placed_contacts)

    def _fetch_layers(self) -> None:
        desk = self.frame.desk
        desk.fetch(self._contacts_came, placed_contacts)
        desk.fetch(self._sites_came, placed_sites)
        desk.fetch(self._layers_came, layers, desk.incident.country)

    def _all_came(self, columns: MapColumns) -> None:
        self.people.set(columns)
        self._again()
        self.areas.refresh()
        if self._awaited and len(columns.id):
            ids, self._awaited = self._awaited, []
            self.select_ids(ids)

    def _some_came(self, ids: frozenset[int], fresh: MapColumns) -> None:
        self.people.update(ids, fresh)
        self._again()
        self.areas.refresh()

    def _sites_came(self, placed: tuple[SiteRow, ...]) -> None:
        if placed != self.found.sites:
            self._layers_came(Layers(placed, self.found.routes))

    def _layers_came(self, found: Layers) -> None:
        self.found = found
        self._again()

    def _contacts_came(self, found: tuple[Contact, ...]) -> None:
        if found != self.contacts:
            self.contacts = found
            self._again()

    def zones_came(self) -> None:
        """Zones are others now, or hold other persons."""
        self._again()

    def _again(self) -> None:
        self._rings = None
        others = {
            "sites": len(self.found.sites),
            "movements": len(self.found.routes),
            "contacts": len(self.contacts),
            "zones": len(self.areas.zones),
        }
        self.legend.count(self.people, others)
        self.legend.adjustSize()
        self.lay_out()
        self.canvas.repaint_people()

    # --- painting ------------------------------------------------------------------------------

    def _ground(self, painter: QPainter, view: View) -> None:
        paint_basemap(painter, view, theme.colours(), self.frame.desk.incident.country)

    def _upper(self, painter: QPainter, view: View) -> None:
        colours = theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = Layers(
            self.found.sites if self.legend.shows("sites") else (),
            self.found.routes if self.legend.shows("movements") else (),
        )
        if self._selected_at is not None:
            lat, lon, metres = self._selected_at
            paint_radius(painter, view, (lat, lon), metres, colours)
        rings = self._current_rings(view)
        round_them = discs(view, rings)
        paint_names(painter, view, colours, language(), round_them)
        if self.legend.shows("zones"):
            paint_zones(painter, view, self.areas.zones, colours, self.areas.chosen)
        if self.areas.drawn is not None:
            paint_shape(painter, view, self.areas.drawn, QColor(colours.accent), strong=True)
        if self.legend.shows("contacts"):
            paint_contacts(painter, view, self.contacts, colours)
        paint_layers(painter, view, shown, colours, round_them)
        chosen = np.unique(rings.label[self.people.places(self.selected)]) if self.selected else ()
        paint_rings(painter, view, rings, colours, {int(ring) for ring in chosen} - {-1})

    def _current_rings(self, view: View) -> Rings:
        if self._rings is not None:
            made, rings = self._rings
            if made.zoom == view.zoom and _within(view.box(), surroundings(made)):
                return rings
        rings = self.people.rings(view, self.legend.classes())
        self._rings = (view, rings)
        return rings

    # --- hands ---------------------------------------------------------------------------------

    def ring_at(self, at: QPointF) -> int | None:
        """The ring under a point of the window."""
        rings, view = self.rings(), self.canvas.view
        x, y = view.to_world(at.x(), at.y())
        if not len(rings.x):
            return None
        away = np.hypot((rings.x - x + 0.5) % 1 - 0.5, rings.y - y)
        best = int(away.argmin())
        pixel = 1 / (256 * 2.0**view.zoom)
        return best if away[best] <= (radius(int(rings.count[best])) + 4) * pixel else None

    def _clicked(self, at: QPointF, double: bool) -> None:
        ring = self.ring_at(at)
        if ring is None:
            self._clicked_ground(at, double)
            return
        members = self.rings().members(ring)
        x, y = self.people.x[members], self.people.y[members]
        if len(members) <= FEW or max(np.ptp(x), np.ptp(y)) < POINT:
            self.choose(self.people.ids(members))
            return
        before = self.canvas.view.zoom
        self.canvas.fit((x.min(), y.min(), x.max(), y.max()), 16.0)
        if self.canvas.view.zoom <= before + 0.1:
            self.canvas.zoom_at(at, 1.0)

    def _clicked_ground(self, at: QPointF, double: bool) -> None:
        zone = self.areas.zone_at(self.canvas.position(at)) if self.legend.shows("zones") else None
        if double:
            self.canvas.zoom_at(at, 1.0)
        elif zone is not None:
            self.areas.show_zone(zone)
        else:
            self.areas.close()
            self.choose([])

    def _banded(self, box: tuple[float, float, float, float]) -> None:
        shown = set(self.legend.classes())
        ids = self.people.inside(*box)
        safety = self.people.columns.safety[self.people.places(ids)]
        self.choose([id_ for id_, code in zip(ids, safety, strict=True) if int(code) in shown])

    def choose(self, ids: list[int]) -> None:
        """Select these persons here and on the case card."""
        self.selected = frozenset(ids)
        self._selected_at = self._sureness(ids)
        self.canvas.repaint_people()
        self.frame.select("person", ids)

    def _sureness(self, ids: Sequence[int]) -> tuple[float, float, float] | None:
        if len(ids) != 1:
            return None
        person = next(iter(self.frame.desk.ask(persons, list(ids))), None)
        if person is None or person.lat is None or person.lon is None:
            return None
        return (person.lat, person.lon, person.uncertainty_m) if person.uncertainty_m else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self.lay_out()
        if not self._homed and self.width() > 200:
            self._homed = True
            self.go_home()

    def lay_out(self) -> None:
        """Put what lies over the map into its corners."""
        space = theme.px(SPACE)
        self.legend.move(self.width() - self.legend.width() - space, space)
        self.tools.adjustSize()
        self.tools.move(space, space)
        self.foot.adjustSize()
        self.foot.move(space, self.height() - self.foot.height() - space)
        for over in (self.legend, self.tools, self.foot):
            over.raise_()
        if (panel := self.areas.panel) is not None:
            top = self.tools.height() + 2 * space
            room = self.height() - top - self.foot.height() - 2 * space
            panel.resize(panel.width(), min(panel.sizeHint().height(), max(room, theme.px(160))))
            panel.move(space, top)
            panel.raise_()


def _within(
    inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]
) -> bool:
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )

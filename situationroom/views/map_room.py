"""The map room: where everybody is, offline, in step with the lists."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from situationroom.breath import window_busy
from situationroom.map.tile_grid import first_zoom, world_box
from situationroom.models import Request
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import requests
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.frame import Frame
from situationroom.views.map_canvas import NEAREST, NEAREST_WITH_STREETS, MapCanvas
from situationroom.views.map_clicks import MapClicks
from situationroom.views.map_credit import MapCredit
from situationroom.views.map_foot import MapFoot
from situationroom.views.map_goto import go_to
from situationroom.views.map_hint import MapHint
from situationroom.views.map_hover import MapHover
from situationroom.views.map_known import MapKnown
from situationroom.views.map_layers import Layers
from situationroom.views.map_legend import MapLegend
from situationroom.views.map_look import MapLook
from situationroom.views.map_menu import listen
from situationroom.views.map_painter import MapPainter
from situationroom.views.map_people import People, Rings, together
from situationroom.views.map_places import home_view
from situationroom.views.map_replay import MapReplay
from situationroom.views.map_selecting import leave
from situationroom.views.map_strata import layer_counts
from situationroom.views.map_then import MapThen
from situationroom.views.map_tiers import TierLegend
from situationroom.views.map_tile_layers import TileLayers
from situationroom.views.map_tiles import MapTiles, TileLayer
from situationroom.views.map_tools import map_tools
from situationroom.views.map_zones import MapZones

SPACE = 12
ASKED = 500
"""Of more requests than this only the first show whom they are about."""
MISSING_VIEW = "not on the map"


class MapRoom(QWidget):
    """Persons as rings over the world; a click zooms in or lists, Shift+drag selects."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.live = MapKnown(frame.desk, self)
        self.replay = MapReplay(self)
        self.selected: frozenset[int] = frozenset()
        self.selected_at: tuple[float, float, float] | None = None
        self._homed = self._peopled = False
        self._awaited: list[int] = []
        self.look = MapLook(self)
        self.tiles = MapTiles(self)
        self.painter = MapPainter(self)
        paint = self.painter
        self.canvas = MapCanvas(paint.ground, paint.upper, paint.over, self)
        self.canvas.setAccessibleName(tr("Map"))
        self.canvas.home = self.go_home
        self.canvas.hurry = self._hurry
        self.setFocusProxy(self.canvas)
        self.legend = MapLegend()
        self.streets = TileLayers(frame, self.tiles)
        self.legend.inside.addWidget(self.streets)
        self.legend.inside.addWidget(TierLegend(frame))
        self.legend.setParent(self)
        self.foot = MapFoot(self)
        self.credit = MapCredit(self)
        self.areas = MapZones(self)
        self.tools = map_tools(self)
        self.clicks = MapClicks(self)
        self.hover = MapHover(self)
        self.hint = MapHint(self)
        self._connect()
        listen(self)
        self.live.ask()

    # --- what others ask of it -----------------------------------------------------------------

    @property
    def known(self) -> MapKnown | MapThen:
        """What is shown: what is known now, or what was at a past moment."""
        return self.replay.past or self.live

    @property
    def people(self) -> People:
        """Everybody, as columns."""
        return self.known.people

    @property
    def found(self) -> Layers:
        """Shelters and movements."""
        return self.known.found

    def select_ids(self, ids: Sequence[int]) -> None:
        """Mark these persons and bring them into view, at once or as soon as they are known."""
        self.replay.time.to_now()
        self.selected = frozenset(ids)
        if not len(self.people.columns.id):
            self._awaited = list(ids)
            return
        places = self.people.places(self.selected)
        placed = places[self.people.placed[places]]
        self.selected_at = self._sureness(ids)
        if len(placed):
            x, y = together(self.people.x[placed]), self.people.y[placed]
            self._homed = True
            self.canvas.fit((x.min(), y.min(), x.max(), y.max()), 10.0)
        self.canvas.repaint_people()

    def meet(self, kind: str, ids: Sequence[int]) -> None:
        """What is selected in the window is marked here, too; the map stays where it is."""
        if kind == "request":
            self.frame.desk.fetch(self._meet_requests, requests, list(ids[:ASKED]))
        elif kind == "person" and frozenset(ids) != self.selected:
            self._mark(ids)

    def _meet_requests(self, found: Sequence[Request]) -> None:
        """The persons the selected requests are about."""
        self._mark(list(dict.fromkeys(person for one in found for person in one.persons)))

    def _mark(self, ids: Sequence[int]) -> None:
        self.selected = frozenset(ids)
        self.selected_at = self._sureness(ids)
        self.canvas.repaint_people()

    def choose(self, ids: list[int]) -> None:
        """Select these persons here and on the case card."""
        if ids and self.replay.refuses():
            return
        self._mark(ids)
        self.frame.select("person", ids)

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

    def look_back(self) -> None:
        """Open the replay of the incident, or close it."""
        self.replay.toggle()

    def rings(self) -> Rings:
        """The rings of what is shown now."""
        return self.painter.rings(self.canvas.view)

    # --- kept current --------------------------------------------------------------------------

    def _connect(self) -> None:
        self.live.people_came.connect(self._people_came)
        self.live.layers_came.connect(self._again)
        self.legend.changed.connect(self._again)
        self.legend.missing_asked.connect(lambda: self.frame.open_room("people", MISSING_VIEW))
        self.legend.places_asked.connect(lambda: self.frame.open_room("places"))
        self.canvas.came.connect(self.painter.came)
        self.canvas.hovered.connect(self.foot.point_at)
        self.canvas.moved.connect(self.foot.follow)
        self.canvas.moved.connect(self._give_credit)
        self.tiles.came.connect(self.canvas.repaint_ground)
        self.streets.resized.connect(self._streets_changed)
        self.streets.looked_for.connect(self._look_at_streets)
        self._streets_changed()

    def _hurry(self, hurried: bool) -> None:
        """Those who work for the map beside the window give way while a frame is painted."""
        window_busy(hurried)
        self.tiles.works.busy(hurried)

    def _people_came(self) -> None:
        self._peopled = True
        self._again()
        self.areas.refresh()
        if self._awaited and len(self.people.columns.id):
            ids, self._awaited = self._awaited, []
            self.select_ids(ids)

    def zones_came(self) -> None:
        """Zones are others now, or hold other persons."""
        self._again()

    def _streets_changed(self) -> None:
        self.canvas.nearest = NEAREST_WITH_STREETS if self.tiles.any_shown() else NEAREST
        self.lay_out()

    def _give_credit(self) -> None:
        self.credit.name([*self.tiles.credits(self.canvas.view.zoom), *self.streets.own])
        space = theme.px(SPACE)
        left = self.legend.x() - self.credit.width() - space
        self.credit.move(left, self.height() - self.credit.height() - space)

    def _look_at_streets(self, layer: TileLayer) -> None:
        """Where a new street map has tiles, unless they are in view already."""
        if layer.source is not None and not self.tiles.in_view(layer.source, self.canvas.view):
            self._homed = True
            self.canvas.fit(world_box(layer.source.info))
            view = self.canvas.view
            self.canvas.look(view.x, view.y, max(view.zoom, first_zoom(layer.source.info)))

    def shown_again(self) -> None:
        """Another moment is shown."""
        self.selected_at = self._sureness(tuple(self.selected))
        self._again()

    def _again(self) -> None:
        self.painter.forget()
        look = self.look
        self.legend.count(self.people, look.colouring(), look.counts(), layer_counts(self))
        self.legend.sum_up(int(look.shown().sum()), self.people)
        if self._peopled:
            self.hint.look()
        self.lay_out()
        self.canvas.repaint_people()

    def _sureness(self, ids: Sequence[int]) -> tuple[float, float, float] | None:
        if len(ids) != 1 or self.replay.past is not None:
            return None
        person = next(iter(self.frame.desk.ask(persons, list(ids))), None)
        if person is None or person.lat is None or person.lon is None:
            return None
        return (person.lat, person.lon, person.uncertainty_m) if person.uncertainty_m else None

    # --- where its parts lie -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() == Qt.Key.Key_Escape and self.replay.past is None
        if not (back and leave(self)):
            self.replay.key(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self.lay_out()
        if not self._homed and self.width() > 200:
            self._homed = True
            self.go_home()

    def card_sides(self, width: int) -> tuple[int, int]:
        """Where a card may lie over the map: at its left edge, or beside the legend."""
        space = theme.px(SPACE)
        return space, max(space, self.legend.x() - space - width)

    def lay_out(self) -> None:
        """Put what lies over the map into its corners."""
        space = theme.px(SPACE)
        self.legend.resize(
            self.legend.width(), min(self.legend.height_wanted(), self.height() - 2 * space)
        )
        self.legend.move(self.width() - self.legend.width() - space, space)
        self.tools.adjustSize()
        self.tools.move(space, space)
        self.foot.adjustSize()
        self.foot.move(space, self.height() - self.foot.height() - space)
        self._give_credit()
        for over in (self.credit, self.legend, self.tools, self.foot):
            over.raise_()
        below, beside = self.tools.height() + 2 * space, self.legend.x() - space
        self.replay.lay_out(space, below, beside, self.foot.y() - space)
        self.hint.place(0, self.legend.x())
        if (panel := self.areas.panel) is not None:
            top = self.tools.height() + 2 * space
            room = self.height() - top - self.foot.height() - 2 * space
            wanted = panel.sizeHint().height()
            if panel.hasHeightForWidth():
                wanted = panel.heightForWidth(panel.width())
            panel.resize(panel.width(), min(wanted, max(room, theme.px(160))))
            panel.move(self.card_sides(panel.width())[self.areas.at_right], top)
            panel.raise_()

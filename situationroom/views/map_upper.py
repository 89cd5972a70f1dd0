"""What lies over the land in the map room: heat, zones, places, journeys, and the rings on top.

A ``Scene`` is all that a map shows, taken down at one moment; it is painted beside the window, on
paper and into files by the same functions.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from situationroom.breath import breathe
from situationroom.legend import Palette
from situationroom.map.heat import Density, density
from situationroom.map.labels import View
from situationroom.models import Contact, Zone
from situationroom.models.zone import Shape
from situationroom.store.queries.map_requests import NONE_OPEN, OpenRequests
from situationroom.texts import language
from situationroom.views.map_base import Written, paint_basemap, paint_names
from situationroom.views.map_heat import paint_heat
from situationroom.views.map_layers import Layers, paint_radius
from situationroom.views.map_people import ALL, Coloured, People, Rings
from situationroom.views.map_requests import by_ring, paint_requests, prepare_requests
from situationroom.views.map_rings import (
    Dress,
    discs,
    paint_rings,
    prepare_rings,
    safety_dress,
    singles,
)
from situationroom.views.map_strata import ORDER, paint_strata
from situationroom.views.map_streets import (
    NO_STREETS,
    Streets,
    colours_of_names,
    paint_street_names,
    paint_streets,
)
from situationroom.views.map_sure import paint_sureness


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What a map shows: nothing in it changes any more, so any thread may paint it."""

    colours: Palette
    people: People
    country: str = ""
    """ISO alpha-2 of the country that is shaded."""
    classes: tuple[int, ...] = ALL
    """Codes of the classes that are shown, safety statuses unless ``coloured`` says others."""
    selected: frozenset[int] = frozenset()
    selected_at: tuple[float, float, float] | None = None
    zones: tuple[Zone, ...] = ()
    chosen_zone: int | None = None
    drawn: Shape | None = None
    contacts: tuple[Contact, ...] = ()
    layers: Layers = field(default_factory=Layers)
    coloured: Coloured | None = None
    dress: Dress | None = None
    """How the classes of ``coloured`` look."""
    order: tuple[str, ...] = ORDER
    """The layers that are shown, the uppermost first."""
    requests: OpenRequests = NONE_OPEN
    now: datetime | None = None
    """From then on movements are shown where they are."""
    as_of: int | None = None
    """The revision of the past moment ``now`` that is shown; None where it is the present."""
    hot: bool = False
    """Persons as heat instead of rings."""
    sure: bool = False
    """Circles around single persons, as far as they may be from where they are drawn."""

    @property
    def worn(self) -> Dress:
        """How the classes look."""
        return self.dress or safety_dress(self.colours)


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """The rings of a view, and which of them hold selected persons."""

    view: View
    rings: Rings
    chosen: frozenset[int] = frozenset()
    made_for: object = None
    """What was asked for when they were made; another one since: they no longer hold."""
    asking: NDArray[np.int64] | None = None
    """Open requests by ring and priority, where they are shown."""
    peak: float = 0.0
    """The densest place, in persons per km², of heat."""


def paint_ground(
    painter: QPainter, view: View, scene: Scene, streets: Streets = NO_STREETS
) -> None:
    """Land and water, and street maps where there are any."""
    paint_basemap(painter, view, scene.colours, scene.country)
    paint_streets(painter, view, scene.colours, streets)


def paint_upper(
    painter: QPainter, view: View, scene: Scene, rings: Rings, streets: Streets = NO_STREETS
) -> Written:
    """Everything between the land and the rings; names keep away from the rings.

    Gives which names have been written, and where.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if scene.hot:
        paint_heat(painter, heat(scene, view), scene.colours)
    if scene.selected_at is not None:
        lat, lon, metres = scene.selected_at
        paint_radius(painter, view, (lat, lon), metres, scene.colours)
    breathe()
    round_them = [] if scene.hot else discs(view, rings)
    alone = None if scene.hot else singles(view, rings)
    kept = paint_strata(scene, painter, view, round_them, alone)
    breathe()
    ink = colours_of_names(scene.colours, streets)
    names = paint_names(painter, view, ink, language(), round_them, kept=kept)
    paint_street_names(painter, view, ink, streets, names)
    if scene.sure and not scene.hot:
        paint_sureness(painter, view, scene.people, rings, scene.worn)
    return names


def grouped(scene: Scene, view: View, made_for: object = None) -> Grouped:
    """The rings of a scene."""
    rings = scene.people.rings(view, scene.classes, scene.coloured)
    breathe()
    chosen = _holding(scene, rings) if scene.selected else frozenset()
    asking = by_ring(scene.requests, scene.people, rings) if "requests" in scene.order else None
    return Grouped(view, rings, chosen, made_for, asking)


def _holding(scene: Scene, rings: Rings) -> frozenset[int]:
    """The rings that hold a selected person."""
    holds = np.zeros(len(rings.x) + 1, bool)
    holds[rings.label[scene.people.places(scene.selected)]] = True
    return frozenset(np.flatnonzero(holds[:-1]).tolist())  # the last is nobody's ring


def prepare(painter: QPainter, scene: Scene, found: Grouped) -> Grouped:
    """The same with its rings drawn once aside, so that a frame only copies them."""
    drawn = prepare_rings(painter, found.view, found.rings, scene.colours, found.chosen, scene.worn)
    if found.asking is not None:
        prepare_requests(painter, found.view, found.rings, found.asking, scene.colours)
    return replace(found, rings=replace(found.rings, drawn=drawn))


def paint_persons(painter: QPainter, view: View, scene: Scene, found: Grouped) -> None:
    """The rings, and beside them who asks for help."""
    if scene.hot:
        return
    paint_rings(painter, view, found.rings, scene.colours, found.chosen, scene.worn)
    if found.asking is not None:
        paint_requests(painter, view, found.rings, found.asking, scene.colours)


def heat(scene: Scene, view: View) -> Density:
    """How densely those stand who are shown."""
    people = scene.people
    codes = scene.coloured.codes if scene.coloured else people.columns.safety
    ticked = np.zeros(256, bool)
    ticked[list(scene.classes)] = True
    shown = ticked[codes] & people.placed
    return density(people.x[shown], people.y[shown], view)

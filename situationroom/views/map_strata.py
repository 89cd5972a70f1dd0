"""The layers of the map room one over the other, in the officer's order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from situationroom.breath import breathe
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.views.map_base import Disc, turns
from situationroom.views.map_contacts import of_layer, paint_contacts
from situationroom.views.map_layers import by_need, paint_site
from situationroom.views.map_requests import badge_box
from situationroom.views.map_routes import assemblies, paint_assembly, paint_route
from situationroom.views.map_shapes import paint_shape, paint_zones, zone_tags
from situationroom.views.map_tags import Tags

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom
    from situationroom.views.map_upper import Scene

ORDER = (
    "requests",
    "zones",
    "movements",
    "assembly",
    "sites",
    "hospitals",
    "missions",
    "contacts",
)
"""The layers from the uppermost to the lowest, as on the first day."""


def paint_strata(
    scene: "Scene",
    painter: QPainter,
    view: View,
    discs: list[Disc],
    marks: NDArray[np.float64] | None = None,
) -> Sequence[QRectF]:
    """The lowest layer first; names get their place from the uppermost down.

    ``marks`` are single persons (n, 2) in pixels. Gives the boxes in which names stand now.
    """
    tags = Tags.around(discs)
    if marks is not None:
        tags.marks = marks
    if "requests" in scene.order:
        tags.taken += [badge_box(disc) for disc in discs]
    brush = _Brush(scene, painter, view, scene.colours, discs, tags)
    for rank, layer in reversed(list(enumerate(scene.order))):
        breathe()
        if (paint := PAINTS.get(layer)) is not None:
            paint(brush, rank)
    if scene.drawn is not None:
        paint_shape(painter, view, scene.drawn, QColor(scene.colours.accent), strong=True)
    tags.paint(painter, scene.colours)
    return tags.taken


def layer_counts(room: "MapRoom") -> dict[str, int]:
    """How many each layer holds, shown or not."""
    known = room.known
    kinds = {layer: len(of_layer(known.contacts, layer)) for layer in CONTACTS}
    return kinds | {
        "requests": len(known.requests.id),
        "zones": len(room.areas.zones),
        "movements": len(known.found.routes),
        "assembly": len(assemblies(known.found.routes)),
        "sites": len(known.found.sites),
    }


@dataclass(slots=True)
class _Brush:
    scene: "Scene"
    painter: QPainter
    view: View
    colours: Palette
    discs: list[Disc]
    tags: Tags


def _zones(brush: _Brush, rank: int) -> None:
    scene = brush.scene
    paint_zones(brush.painter, brush.view, scene.zones, brush.colours, scene.chosen_zone)
    for tag in zone_tags(brush.view, scene.zones, brush.colours, scene.chosen_zone):
        brush.tags.want(tag, rank)


def _movements(brush: _Brush, rank: int) -> None:
    for shown in turns(brush.view):
        for one in brush.scene.layers.routes:
            paint_route(brush.painter, shown, one, brush.colours, brush.scene.now, brush.tags, rank)


def _assembly(brush: _Brush, rank: int) -> None:
    for shown in turns(brush.view):
        for one in assemblies(brush.scene.layers.routes):
            paint_assembly(brush.painter, shown, one, brush.colours, brush.discs, brush.tags, rank)


def _sites(brush: _Brush, rank: int) -> None:
    for shown in turns(brush.view):
        for row in by_need(brush.scene.layers.sites):
            paint_site(brush.painter, shown, row, brush.colours, brush.discs, brush.tags, rank)


def _directory(layer: str) -> Callable[[_Brush, int], None]:
    def paint(brush: _Brush, rank: int) -> None:
        found = of_layer(brush.scene.contacts, layer)
        for shown in turns(brush.view):
            paint_contacts(brush.painter, shown, found, brush.colours, brush.tags, rank)

    return paint


CONTACTS = ("missions", "hospitals", "contacts")
PAINTS: dict[str, Callable[[_Brush, int], None]] = {
    "zones": _zones,
    "movements": _movements,
    "assembly": _assembly,
    "sites": _sites,
    **{layer: _directory(layer) for layer in CONTACTS},
}
"""What paints each layer; requests lie beside the rings and are painted with them."""

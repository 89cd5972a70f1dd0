"""How much of each layer lies on a sheet: what its legend says."""

from collections.abc import Callable

import numpy as np

from situationroom.map.labels import View
from situationroom.map.projection import great_circle, to_world
from situationroom.views.map_base import turns
from situationroom.views.map_contacts import of_layer
from situationroom.views.map_routes import assemblies
from situationroom.views.map_shapes import box_of
from situationroom.views.map_upper import Scene

Box = tuple[float, float, float, float]


def on_sheet(scene: Scene, layer: str, view: View) -> int:
    """How many of a layer a view shows."""
    count = _COUNTS.get(layer)
    return count(scene, view) if count else len(_placed(scene, layer, view))


def _placed(scene: Scene, layer: str, view: View) -> list[object]:
    return [
        one
        for one in of_layer(scene.contacts, layer)
        if _holds(view, *to_world(one.lat or 0.0, one.lon or 0.0))
    ]


def _sites(scene: Scene, view: View) -> int:
    places = (row.site for row in scene.layers.sites)
    return sum(_holds(view, *to_world(p.lat or 0.0, p.lon or 0.0)) for p in places)


def _zones(scene: Scene, view: View) -> int:
    return sum(_meets(view, box_of(zone.shapes)) for zone in scene.zones)


def _movements(scene: Scene, view: View) -> int:
    return sum(_crosses(view, one.start, one.end) for one in scene.layers.routes)


def _assembly(scene: Scene, view: View) -> int:
    return sum(_holds(view, *to_world(*one.at)) for one in assemblies(scene.layers.routes))


def _crosses(view: View, start: tuple[float, float], end: tuple[float, float]) -> bool:
    way = great_circle(*start, *end, 200)
    x, y = way[:, 1] / 360 + 0.5, np.asarray(to_world(way[:, 0], way[:, 1])[1])
    return any(_holds(view, float(a), float(b)) for a, b in zip(x, y, strict=True))


def _holds(view: View, x: float, y: float) -> bool:
    return _meets(view, (x, y, x, y))


def _meets(view: View, box: Box) -> bool:
    boxes = (shown.box() for shown in turns(view))
    return any(
        box[0] <= right and box[2] >= left and box[1] <= bottom and box[3] >= top
        for left, top, right, bottom in boxes
    )


_COUNTS: dict[str, Callable[[Scene, View], int]] = {
    "sites": _sites,
    "zones": _zones,
    "movements": _movements,
    "assembly": _assembly,
}

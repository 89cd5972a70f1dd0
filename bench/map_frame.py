"""One frame of the map at 1600 × 900 beside a pyqtgraph scatter plot of the same points."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bench.measuring import Table, apart, ratio, repeated

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

WIDTH, HEIGHT = 1600, 900
TRIES = 12
Milliseconds = dict[str, float]


def measure(sizes: tuple[int, ...] = (1_000, 100_000, 1_000_000)) -> Table:
    """Milliseconds to group, to paint a new picture and to move it; the scatter only moves."""
    lines = []
    for persons in sizes:
        ours, _ = apart(ours_at, persons)
        plain, _ = apart(scatter_at, persons)
        lines.append(
            (
                f"{persons:,}",
                *(f"{ours[step]:.1f} ms" for step in ("group", "zoom", "pan")),
                f"{plain:.1f} ms",
                ratio(ours["pan"], plain),
                ratio(ours["zoom"], plain),
            )
        )
    return Table(
        f"A frame of the map, {WIDTH} × {HEIGHT}, software raster",
        "Grouping: persons to rings. New picture: grouping, basemap, names and rings after a zoom. "
        "Moved: one frame of panning. Beside it one frame of panning a pyqtgraph ScatterPlotItem "
        "of the same points on an empty ground. Medians, the copy out of the widget included.",
        ("persons", "grouping", "new picture", "moved", "scatter", "moved / it", "new / it"),
        tuple(lines),
    )


def ours_at(persons: int) -> Milliseconds:
    """Grouping, a new picture and a moved one, in milliseconds."""
    app = _application()
    from PySide6.QtGui import QPainter

    from situationroom.map.labels import View
    from situationroom.store.queries.map_columns import MapColumns
    from situationroom.views import theme
    from situationroom.views.map_base import paint_basemap, paint_names
    from situationroom.views.map_canvas import MapCanvas
    from situationroom.views.map_people import People
    from situationroom.views.map_rings import discs, paint_rings

    lat, lon = _positions(persons)
    safety = (np.arange(persons) % 5).astype(np.uint8)
    people = People(MapColumns(np.arange(1, persons + 1), lat, lon, safety))

    def ground(painter: QPainter, view: View) -> None:
        paint_basemap(painter, view, theme.colours(), "TR")

    def upper(painter: QPainter, view: View) -> None:
        rings = people.rings(view)
        paint_names(painter, view, theme.colours(), "zh", discs(view, rings))
        paint_rings(painter, view, rings, theme.colours())

    canvas = MapCanvas(ground, upper)
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    canvas.look(0.5977, 0.3785, 6.5)
    app.processEvents()

    def zoomed(steps: float) -> Callable[[], object]:
        def work() -> None:
            canvas.zoom_by(steps)
            canvas._rested()  # what the timer does when the hand rests
            canvas.grab()

        return work

    def moved() -> None:
        canvas.move_by(9, 0)
        canvas.grab()

    groups: list[Callable[[], object]] = [lambda: people.rings(canvas.view)] * TRIES
    zooms = [zoomed(0.5 if number % 2 else -0.5) for number in range(TRIES)]
    taken = {"group": repeated(groups)[0], "zoom": repeated(zooms)[0]}
    return taken | {"pan": repeated([moved] * TRIES)[0]}


def scatter_at(persons: int) -> float:
    """Milliseconds of one frame of panning a ScatterPlotItem."""
    app = _application()
    import pyqtgraph as pg

    lat, lon = _positions(persons)
    plot = pg.PlotWidget()
    plot.resize(WIDTH, HEIGHT)
    plot.addItem(pg.ScatterPlotItem(x=lon, y=lat, size=6, pen=None, brush="#4ea1ff"))
    plot.setRange(xRange=(26, 38), yRange=(36, 42))
    plot.show()
    app.processEvents()

    def moved() -> None:
        plot.getViewBox().translateBy(x=0.05)
        plot.grab()

    return repeated([moved] * TRIES)[0]


def _positions(persons: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Degrees around six cities, as dense as persons are in a crisis."""
    from bench.people import CITIES

    random = np.random.default_rng(12308)
    centres = np.array([(lat, lon) for _, lat, lon in CITIES.values()])
    chosen = centres[random.integers(0, len(centres), persons)]
    spread = random.normal(0, 0.4, (persons, 2))
    return chosen[:, 0] + spread[:, 0], chosen[:, 1] + spread[:, 1]


def _application() -> "QApplication":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    return QApplication([])

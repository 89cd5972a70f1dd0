"""Frames of the map at 1600 × 900 beside a pyqtgraph scatter plot, and QGIS where installed."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from bench import map_qgis
from bench.measuring import Table, apart

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from situationroom.desk import Desk
    from situationroom.views.map_canvas import MapCanvas

WIDTH, HEIGHT = 1600, 900
FRAMES, FEW_FRAMES = 180, 10
FRAME_S = 1 / 60
MIDDLE = (0.5977, 0.3785, 6.5)
"""Where the map looks: world units and zoom."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Milliseconds of frames: what one in two and ninety-nine in a hundred do not exceed."""

    median: float
    slowest: float

    @classmethod
    def of(cls, seconds: list[float]) -> Self:
        """From the seconds of each frame."""
        return cls(*(float(ms) for ms in np.percentile(np.array(seconds) * 1000, [50, 99])))

    def __str__(self) -> str:
        return f"{self.median:.1f} / {self.slowest:.1f} ms"


@dataclass(frozen=True, slots=True)
class Ours:
    """Frames of panning and zooming by the clock and by the processor of the window's thread.

    ``picture_ms`` is what a new picture took beside the window.
    """

    pan: Frames
    zoom: Frames
    pan_busy: Frames
    zoom_busy: Frames
    picture_ms: float


def measure(sizes: tuple[int, ...] = (1_000, 100_000, 1_000_000)) -> Table:
    """Frame times of the map, of a scatter plot of the same points, and of QGIS."""
    lines = []
    for persons in sizes:
        ours, _ = apart(ours_at, persons)
        (pan, zoom), _ = apart(scatter_at, persons)
        qgis = map_qgis.frame_ms(*positions(persons), WIDTH, HEIGHT)
        lines.append(
            (
                f"{persons:,}",
                str(ours.pan),
                str(ours.zoom),
                str(ours.pan_busy),
                str(ours.zoom_busy),
                f"{ours.picture_ms:.0f} ms",
                str(pan),
                str(zoom),
                "not installed" if qgis is None else f"{qgis:.0f} ms",
            )
        )
    return Table(
        f"A frame of the map, {WIDTH} × {HEIGHT}, software raster",
        f"{FRAMES} frames of panning and of zooming, at most 60 a second, by the clock, "
        "median / 99th percentile; the frames in which new pictures are painted (beside the "
        "window) and arrive are among them; then by the processor of the window's thread, which "
        "others on the machine do not change. Picture: from a turn of the wheel to the new "
        "picture. Beside it a pyqtgraph ScatterPlotItem of the same points on an empty ground "
        f"({FEW_FRAMES} frames), and QGIS's own renderer with the points alone.",
        (
            "persons",
            "pan",
            "zoom",
            "pan, processor",
            "zoom, processor",
            "picture",
            "scatter pan",
            "scatter zoom",
            "QGIS",
        ),
        tuple(lines),
    )


def ours_at(persons: int) -> Ours:
    """The map with so many persons."""
    app = ready()
    canvas = map_of(persons)
    canvas.look(*MIDDLE)
    canvas.settle()
    step = WIDTH // 180

    def pan(number: int) -> None:
        canvas.move_by(step if number % 120 < 60 else -step, step / 4)

    def turn(number: int) -> None:
        canvas.zoom_by(0.1 if number % 40 < 20 else -0.1)

    _settled(KEPT[0], canvas)  # type: ignore[arg-type]
    (panned, pan_busy), (turned, turn_busy) = (
        frames_of(app, canvas, act, FRAMES) for act in (pan, turn)
    )
    return Ours(panned, turned, pan_busy, turn_busy, _picture_ms(app, canvas))


def map_of(persons: int) -> "MapCanvas":
    """The canvas of a real map room, with so many persons laid into it."""
    from bench.map_incident import Frame, incident_of
    from situationroom.desk import Desk
    from situationroom.store.queries.map_columns import MapColumns
    from situationroom.views.map_room import MapRoom

    folder = Path(tempfile.mkdtemp())
    os.environ["SITUATIONROOM_HOME"] = str(folder)
    desk = Desk(incident_of(folder / "bench.situation", 10), "bench")
    room = MapRoom(Frame(desk))
    room.resize(WIDTH, HEIGHT)
    room.show()
    _settled(desk, room.canvas)
    lat, lon = positions(persons)
    safety = (np.arange(persons) % 5).astype(np.uint8)
    room.live.people.set(MapColumns(np.arange(1, persons + 1), lat, lon, safety))
    room.live.people_came.emit()
    KEPT.extend((desk, room))
    return room.canvas


KEPT: list[object] = []
"""What must outlive the function that made it."""


def _settled(desk: "Desk", canvas: "MapCanvas") -> None:
    from PySide6.QtCore import QCoreApplication

    while desk.jobs or canvas.busy:
        QCoreApplication.processEvents()
        time.sleep(0.001)


def scatter_at(persons: int) -> tuple[Frames, Frames]:
    """Panning and zooming a ScatterPlotItem."""
    app = ready()
    import pyqtgraph as pg

    lat, lon = positions(persons)
    plot = pg.PlotWidget()
    plot.resize(WIDTH, HEIGHT)
    plot.addItem(pg.ScatterPlotItem(x=lon, y=lat, size=6, pen=None, brush="#4ea1ff"))
    plot.setRange(xRange=(26, 38), yRange=(36, 42))
    plot.show()
    box = plot.getViewBox()

    def turn(number: int) -> None:
        box.scaleBy((0.8, 0.8) if number % 2 else (1.25, 1.25))

    acts = (lambda _number: box.translateBy(x=0.05), turn)
    pan, zoom = (frames_of(app, plot, act, FEW_FRAMES)[0] for act in acts)
    return pan, zoom


def frames_of(
    app: "QApplication", widget: "QWidget", act: Callable[[int], object], count: int
) -> tuple[Frames, Frames]:
    """Frames by the clock and by the processor of the window's thread.

    In each what arrived is heard, the hand acts, the window is painted.
    """
    clock, processor = list[float](), list[float]()
    widget.viewport().repaint()  # type: ignore[attr-defined]
    for number in range(count):
        start, busy = time.perf_counter(), time.thread_time()
        act(number)
        app.processEvents()  # paints what the act has asked to be painted
        processor.append(time.thread_time() - busy)
        clock.append(time.perf_counter() - start)
        time.sleep(max(0.0, FRAME_S - clock[-1]))
    return Frames.of(clock), Frames.of(processor)


def _picture_ms(app: "QApplication", canvas: "MapCanvas") -> float:
    """Median milliseconds from a turn of the wheel until everything is sharp again."""
    taken = []
    for number in range(9):
        start = time.perf_counter()
        canvas.zoom_by(0.5 if number % 2 else -0.5)
        while canvas.busy:
            app.processEvents()
            time.sleep(0.001)
        taken.append((time.perf_counter() - start) * 1000)
    return float(np.median(taken))


def positions(persons: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Degrees around six cities, as dense as persons are in a crisis."""
    from bench.people import CITIES

    random = np.random.default_rng(12308)
    centres = np.array([(lat, lon) for _, lat, lon in CITIES.values()])
    chosen = centres[random.integers(0, len(centres), persons)]
    spread = random.normal(0, 0.4, (persons, 2))
    return chosen[:, 0] + spread[:, 0], chosen[:, 1] + spread[:, 1]


def ready() -> "QApplication":
    """The program without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from situationroom.views import theme
    from situationroom.views.opening import application

    app = application()
    theme.set_theme(app, "dark", 13)
    return app

"""Frames of the map over street maps: tiles are read, made and arrive while the hand moves."""

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.map_frame import FRAMES, HEIGHT, KEPT, WIDTH, Ours, frames_of, map_of, ready
from bench.measuring import Table, apart

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

CITY = (0.58050, 0.37480, 13.2)
"""Where the map looks: world units and zoom."""
KINDS = ("none", "pictures", "shapes")
PERSONS = 100_000


def measure(persons: int = PERSONS) -> Table:
    """Frame times without a street map, with one of pictures and with one of shapes."""
    lines = []
    for kind in KINDS:
        ours, _ = apart(streets_at, persons, kind)
        lines.append((kind, str(ours.pan), str(ours.zoom), str(ours.pan_busy),
                      str(ours.zoom_busy), f"{ours.picture_ms:.0f} ms"))  # fmt: skip
    return Table(
        f"A frame of the map over streets, {WIDTH} × {HEIGHT}, {persons:,} persons",
        f"{FRAMES} frames of panning into parts of a city that were not seen before, and of "
        "zooming, as above: by the clock and by the processor of the window's thread, median / "
        "99th percentile. The city is invented; its pictures (PNG, 256 pixels) and its shapes "
        "(70 streets, 500 buildings, 14 names a tile) lie in MBTiles files. Sharp: from a jump "
        "to another part until every tile is there.",
        ("street map", "pan", "zoom", "pan, processor", "zoom, processor", "sharp"),
        tuple(lines),
    )


def streets_at(persons: int, kind: str) -> Ours:
    """The map with so many persons over a street map."""
    from bench.street_tiles import city_of_pictures, city_of_shapes

    app = ready()
    canvas = map_of(persons)
    room: Any = KEPT[-1]
    folder = Path(tempfile.mkdtemp())
    if kind != "none":
        make = city_of_pictures if kind == "pictures" else city_of_shapes
        room.streets.add([str(make(folder / "city.mbtiles", *CITY[:2]))])
    canvas.look(*CITY)
    _at_rest(app, room)
    step = WIDTH // 180

    def pan(number: int) -> None:
        canvas.move_by(step if number % 120 < 60 else -step, step / 4)

    def turn(number: int) -> None:
        canvas.zoom_by(0.1 if number % 40 < 20 else -0.1)

    panned, pan_busy = frames_of(app, canvas, pan, FRAMES)
    _at_rest(app, room)
    turned, turn_busy = frames_of(app, canvas, turn, FRAMES)
    _at_rest(app, room)
    return Ours(panned, turned, pan_busy, turn_busy, _sharp_ms(app, room))


def _sharp_ms(app: "QApplication", room: Any) -> float:
    start = time.perf_counter()
    room.canvas.move_by(-2.2 * WIDTH, 0)
    _at_rest(app, room)
    return (time.perf_counter() - start) * 1000


def _at_rest(app: "QApplication", room: Any) -> None:
    """Every tile has come and is painted."""
    desk, canvas, tiles = room.frame.desk, room.canvas, room.tiles
    calm = 0
    while calm < 5:
        app.processEvents()
        time.sleep(0.001)
        calm = 0 if desk.jobs or canvas.busy or tiles.busy() else calm + 1


if __name__ == "__main__":  # one kind alone: python -m bench.map_streets shapes
    import sys

    print(streets_at(int(os.environ.get("PERSONS", PERSONS)), sys.argv[1]))

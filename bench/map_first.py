"""From opening an incident to the first map, and the memory of a map of very many."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.map_incident import incident_of, read_the_modules
from bench.measuring import Table, apart

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from situationroom.views.map_room import MapRoom

WIDTH, HEIGHT = 1600, 900


@dataclass(frozen=True, slots=True)
class First:
    """Milliseconds by the clock from the moment the incident is opened."""

    window: float
    land: float
    persons: float


def measure(sizes: tuple[int, ...] = (1_000, 100_000, 1_000_000)) -> Table:
    """The first map after opening an incident."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for persons in sizes:
            path = incident_of(Path(folder) / f"{persons}.situation", persons)
            first, peak = apart(first_at, str(path))
            alone, _ = apart(nothing_at)
            lines.append((
                f"{persons:,}", f"{first.window:.0f} ms", f"{first.land:.0f} ms",
                f"{first.persons:.0f} ms", f"{peak:.0f} MB", f"{peak - alone:.0f} MB",
            ))  # fmt: skip
    return Table(
        "The first map after opening an incident",
        "In a program that is running: its modules are read, coasts and names are not (the window "
        "reads them ahead as soon as an incident is opened; here nobody waits). Opened: the "
        "file is open. Map: land and names are painted. Persons: everybody is on it, grouped. "
        "By the clock. Memory: the most the process has had, and without what a window of this "
        "program has before.",
        ("persons", "opened", "map", "persons on it", "peak", "of the map"),
        tuple(lines),
    )


def first_at(path: str) -> First:
    """Open the incident, make the map room, wait for land and for everybody."""
    app = _application()
    from situationroom.desk import Desk
    from situationroom.views.map_room import MapRoom

    start = time.perf_counter()
    desk = Desk(Path(path), "bench")
    opened = time.perf_counter()
    from bench.map_incident import Frame

    room = MapRoom(Frame(desk))
    room.resize(WIDTH, HEIGHT)
    room.show()
    land = _until(app.processEvents, lambda: room.canvas.painted)
    room.canvas.viewport().repaint()
    everybody = _until(app.processEvents, lambda: _there(room))
    room.canvas.viewport().repaint()
    times = [(moment - start) * 1000 for moment in (opened, land, everybody)]
    room.hide()
    room.deleteLater()
    desk.close()
    return First(*times)


def nothing_at() -> float:
    """The memory of the program with the modules of a map and no map."""
    from bench.measuring import peak_mb

    _application()
    return peak_mb()


def _there(room: "MapRoom") -> bool:
    return len(room.people.columns.id) > 0 and not room.canvas.busy


def _until(turn: Callable[[], object], ready: Callable[[], bool]) -> float:
    while not ready():
        turn()
        time.sleep(0.001)
    return time.perf_counter()


def _application() -> "QApplication":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["SITUATIONROOM_HOME"] = tempfile.mkdtemp()
    from situationroom.views.opening import application
    from situationroom.views.theme import set_theme

    app = application()
    set_theme(app, "dark", 13)
    read_the_modules()
    return app

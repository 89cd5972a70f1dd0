"""What an officer does on a map of very many: how long the window stands still, and until when."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.map_frame import HEIGHT, WIDTH, positions, ready
from bench.map_incident import Frame, incident_of
from bench.measuring import Table, apart, ratio

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from situationroom.views.map_room import MapRoom

TIMES = 5
LATER = 5_000
"""Acts after everybody was told of, for the replay."""
CALM = 20
"""So many turns of a millisecond in which nothing is on its way any more."""
COLOURS = ("stage", "priority", "tier", "household", "affiliation", "heat")
Act = Callable[["MapRoom"], object]


@dataclass(frozen=True, slots=True)
class Done:
    """Milliseconds by the clock: the longest the window stood still, and until all was painted."""

    still: float
    painted: float


def measure(sizes: tuple[int, ...] = (100_000, 1_000_000)) -> Table:
    """Selecting, colouring, filtering and going back in time, and two of them with a scatter."""
    lines = []
    for persons in sizes:
        ours, _ = apart(acts_at, persons)
        if persons == sizes[0]:
            ours |= apart(replay_at, persons)[0]
        plain, _ = apart(scatter_at, persons)
        for name, done in ours.items():
            theirs = plain.get(name)
            lines.append((
                f"{persons:,}", name, f"{done.still:.0f} ms", f"{done.painted:.0f} ms",
                f"{theirs:.0f} ms" if theirs else "–", ratio(done.painted, theirs or 0),
            ))  # fmt: skip
    return Table(
        f"Acts on the map, {WIDTH} × {HEIGHT}",
        f"Longest of {TIMES} times, by the clock. Still: the longest single turn of the window's "
        "thread, the act itself among them. Painted: until everything the act asked for is on the "
        "screen. Scatter: the same in a pyqtgraph ScatterPlotItem of the same points: a brush for "
        f"each person, or only some of them. Replay: of {sizes[0]:,} persons told of and {LATER:,} "
        "later acts; it is prepared with progress, beside the window.",
        ("persons", "act", "still", "painted", "scatter", "of scatter"),
        tuple(lines),
    )


def acts() -> Iterator[tuple[str, Act]]:
    """Their names, and what is done."""
    from situationroom.models.zone import Shape

    west = Shape(tuple((38.5 + 4 * np.sin(a), 29 + 4 * np.cos(a)) for a in np.linspace(0, 6, 200)))
    yield "lasso around a third", lambda room: room.areas.show_drawn(west)
    yield "everybody selected", lambda room: room.clicks.all_in_view()
    yield "nobody selected", lambda room: room.choose([])
    for colour in (*COLOURS, "safety"):
        yield f"coloured by {colour}", _coloured(colour)
    yield "a class hidden, or shown", lambda room: next(iter(room.legend.rows.values())).click()
    yield "a layer hidden, or shown", lambda room: room.legend.layers["sites"].click()
    yield "one person moved", _move
    yield "one person added", _add


def _coloured(colour: str) -> Act:
    return lambda room: room.legend.choose(colour)


def _move(room: "MapRoom") -> object:
    from situationroom.commands.people import edit_person

    at = {"lat": 39.0, "lon": 33.0 + time.monotonic() % 1}
    return room.frame.desk.run(edit_person, 7, at)


def _add(room: "MapRoom") -> object:
    from bench.people import person
    from situationroom.commands.people import add_person

    return room.frame.desk.run(add_person, person(9))


def acts_at(persons: int) -> dict[str, Done]:
    """Every act in a map room with so many persons."""
    with _room(lambda path: incident_of(path, persons)) as (app, room):
        found = {name: [_turned(app, room, act) for _ in range(TIMES)] for name, act in acts()}
    return {name: _longest(done) for name, done in found.items()}


def replay_at(persons: int) -> dict[str, Done]:
    """Going back in an incident of so many persons, with ``LATER`` acts after they were told of."""
    with _room(lambda path: _lived(path, persons)) as (app, room):
        opened = _turned(app, room, lambda room: room.look_back())
        first, last = room.replay.time.span()
        shares = np.random.default_rng(7).random(TIMES * 4)
        moments = (first + (last - first) * shares).tolist()
        gone = [_turned(app, room, _gone(at)) for at in moments]
    return {"replay prepared": opened, "another moment": _longest(gone)}


def _gone(at: float) -> Act:
    return lambda room: room.replay.time.go(at)


def _lived(path: Path, persons: int) -> None:
    from bench.queries import filled
    from situationroom.commands.people import edit_person

    file, random = filled(path, persons), np.random.default_rng(5)
    for _ in range(LATER):
        lat, lon = 37 + 4 * random.random(), 28 + 9 * random.random()
        file.run(edit_person, int(random.integers(1, persons)), {"lat": lat, "lon": lon})
    file.close()


@contextmanager
def _room(fill: Callable[[Path], object]) -> "Iterator[tuple[QApplication, MapRoom]]":
    from situationroom.desk import Desk
    from situationroom.views.map_room import MapRoom

    app, folder = ready(), Path(tempfile.mkdtemp())
    os.environ["SITUATIONROOM_HOME"] = str(folder)
    fill(folder / "bench.situation")
    desk = Desk(folder / "bench.situation", "bench")
    room = MapRoom(Frame(desk))
    room.resize(WIDTH, HEIGHT)
    room.show()
    _turned(app, room, lambda _room: None)
    yield app, room
    room.hide()
    room.deleteLater()
    desk.close()


def _longest(done: list[Done]) -> Done:
    return Done(max(one.still for one in done), max(one.painted for one in done))


def _turned(app: "QApplication", room: "MapRoom", act: Act) -> Done:
    """Do it, and turn the event loop until everything is known and painted."""
    began = turn = time.perf_counter()
    act(room)
    still, calm = 0.0, 0
    while calm < CALM:
        app.processEvents()
        busy = bool(room.frame.desk.jobs) or room.canvas.busy or not len(room.people.columns.id)
        calm = 0 if busy else calm + 1
        still = max(still, time.perf_counter() - turn)
        time.sleep(0.001)
        turn = time.perf_counter()
    return Done(still * 1000, (turn - began) * 1000 - CALM)


def scatter_at(persons: int) -> dict[str, float]:
    """Milliseconds of two of them in a scatter plot."""
    app = ready()
    import pyqtgraph as pg

    lat, lon = positions(persons)
    plot = pg.PlotWidget()
    plot.resize(WIDTH, HEIGHT)
    points = pg.ScatterPlotItem(x=lon, y=lat, size=6, pen=None, brush="#4ea1ff")
    plot.addItem(points)
    plot.show()
    app.processEvents()
    brushes = np.array([pg.mkBrush(colour) for colour in ("#46c98b", "#c77dff", "#7d90a5")])
    kinds = np.arange(persons) % 3

    def colour() -> None:
        points.setBrush(brushes[kinds])

    def hide() -> None:
        points.setData(x=lon[kinds > 0], y=lat[kinds > 0])

    return {
        "coloured by stage": _painted(app, plot, colour),
        "a class hidden, or shown": _painted(app, plot, hide),
    }


def _painted(app: "QApplication", plot: "QWidget", act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    app.processEvents()
    plot.viewport().repaint()  # type: ignore[attr-defined]
    return (time.perf_counter() - began) * 1000

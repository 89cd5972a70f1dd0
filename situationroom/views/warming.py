"""What a window will need, read beside it before anybody asks: modules, then coasts and names."""

import atexit
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import import_module

from PySide6.QtCore import QThreadPool

from situationroom.views.rooms import CLASSES

SOON_MS = 250
"""So long after a window is made: it is painted first, for both would share one Python."""
CELL = ("desk", "views.backups", "views.cell")
"""Modules of the package an incident is opened with."""


@cache
def warm() -> QThreadPool:
    """Begin to read, once a process: opening an incident and its map are sooner there.

    On a thread of its own, piece by piece; a program that ends waits for one piece at most.
    """
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    atexit.register(pool.waitForDone)
    atexit.register(pool.clear)  # called before the other one
    for piece in pieces():
        pool.start(piece)
    return pool


def pieces() -> Sequence[Callable[[], object]]:
    """What is read, in the order it is asked for on most nights: the map's modules before all."""
    rooms = ["map", *(room for room in CLASSES if room != "map")]
    modules = [*CELL, *(f"views.{CLASSES[room][0]}" for room in rooms)]
    read = [partial(import_module, f"situationroom.{module}") for module in modules]
    return [*read[: len(CELL) + 1], _coasts, _names, *read[len(CELL) + 1 :]]


def _coasts() -> None:
    from situationroom.map.basemap import LAYERS, Level, country, load

    for level in Level:
        for layer in LAYERS:
            load(layer, level)
    country("")


def _names() -> None:
    from situationroom.map.labels import names

    names()

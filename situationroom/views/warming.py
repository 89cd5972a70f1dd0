"""What a window will need, read before anybody asks: modules, then coasts and names.

Only what has no Qt in it is read beside the window. A class of Qt that comes to be on another
thread changes tables that Qt looks into without Python's lock: the program may end there
(PySide6 6.9). Those are read on the window's thread, one a turn, when it has nothing else to do.
"""

import atexit
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib import import_module

from PySide6.QtCore import QCoreApplication, QThreadPool, QTimer

from situationroom.views.rooms import CLASSES

SOON_MS = 250
"""So long after a window is made: it is painted first, for both would share one Python."""
PAUSE_MS = 40
FREE_OF_QT = ("store.queries", "commands")
"""Packages whose modules are read beside the window, with all they need."""


@cache
def warm() -> QThreadPool:
    """Begin to read, once a process: opening an incident and its map are sooner there.

    Piece by piece; a program that ends waits for one piece at most.
    """
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    atexit.register(pool.waitForDone)
    atexit.register(pool.clear)  # called before the other one
    for piece in beside():
        pool.start(piece)
    _one_a_turn(pool)
    return pool


def _one_a_turn(pool: QThreadPool) -> None:
    """Read the modules of the window itself, once what they are made of is there."""
    left, turns = windows(), QTimer(QCoreApplication.instance(), interval=PAUSE_MS)

    def turn() -> None:
        if not pool.waitForDone(0):
            return
        module = next(left, None)
        if module is None:
            turns.stop()
        else:
            import_module(module)

    turns.timeout.connect(turn)
    turns.start()


def beside() -> Iterator[Callable[[], object]]:
    """What is read on a thread of its own."""
    for module in free_of_qt():
        yield partial(import_module, module)
    yield _coasts
    yield _names


def free_of_qt() -> Iterator[str]:
    """Modules without Qt that the window's modules need."""
    for package in FREE_OF_QT:
        path = import_module(f"situationroom.{package}").__path__
        for module in pkgutil.iter_modules(path):
            yield f"situationroom.{package}.{module.name}"


def windows() -> Iterator[str]:
    """Modules of the window, in the order in which they are asked for on most nights."""
    yield from ("situationroom.desk", "situationroom.views.cell", "pyqtgraph")
    for room in ("map", *CLASSES):
        yield f"situationroom.views.{CLASSES[room][0]}"


def _coasts() -> None:
    from situationroom.map.basemap import LAYERS, Level, country, load

    for level in Level:
        for layer in LAYERS:
            load(layer, level)
    country("")


def _names() -> None:
    from situationroom.map.labels import names

    names()

"""The thread beside the window on which tiles are made, and how it gives way to the window."""

import atexit
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from time import monotonic, sleep

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from situationroom.map.tile_shelf import Shelf
from situationroom.models.errors import Cancelled
from situationroom.models.tiles import TileSource
from situationroom.palettes import Palette
from situationroom.views.tile_make import Asked, Decoded, Made, make

SHAPES = 48 << 20
"""Bytes of decoded shapes that are kept."""
LONGEST_HOLD, NAP = 0.25, 0.002  # seconds
CONNECTIONS = 2
"""How many pictures are asked of a server at the same time."""


class TileWorks(QObject):
    """Makes tiles one after another. ``made(Made)`` arrives on the thread of the window.

    Python runs one thread at a time, and each call of a painter may hand the turn on: a worker
    that never pauses makes a frame of a hundred names a hundred times slower. So whoever makes
    tiles asks at every breath whether the window is busy, and waits.
    """

    made = Signal(object)

    def __init__(self, *, far: bool = False) -> None:
        """`far`: from a server, two at a time; else from files, one."""
        super().__init__()
        self.waiting: dict[Asked, TileSource] = {}
        self._busy_until = 0.0
        self._shapes: Decoded = Shelf(SHAPES)
        self._pool = _pool(CONNECTIONS if far else 1)
        _works.append(self)

    def ask(self, wanted: dict[Asked, TileSource], colours: Palette) -> None:
        """Make these, the first first; what was asked for before and is not among them is left."""
        fresh = [asked for asked in wanted if asked not in self.waiting]
        self.waiting = wanted
        for asked in fresh:
            self._pool.start(_Work(self, asked, wanted[asked], colours))

    def forget(self, path: str, *, wait: bool = False) -> None:
        """A source goes: leave its tiles, and wait until none is being read.

        Those of other sources are left, too, where there is waiting: they are asked for again with
        the next picture, and nobody waits for all of them.
        """
        kept = {} if wait else self.waiting
        self.waiting = {a: source for a, source in kept.items() if a.source != path}
        if wait:
            self._busy_until = 0.0  # or both would wait for each other
            self._pool.waitForDone()

    def busy(self, busy: bool) -> None:
        """The window has something to do, or has done it."""
        self._busy_until = monotonic() + LONGEST_HOLD if busy else 0.0

    def rest(self) -> None:
        """Wait on a thread beside the window while the window has something to do."""
        while monotonic() < self._busy_until:
            sleep(NAP)

    def shut(self, *, wait: bool = False) -> None:
        """Give up what is not begun; wait for what is being made."""
        self.waiting = {}
        self._busy_until = 0.0
        if wait and isValid(self._pool):  # Qt may have taken it down first, as the program ends
            self._pool.waitForDone()
        self._shapes.clear()

    def one(self, asked: Asked, source: TileSource, colours: Palette) -> Made:
        """Make one tile, on the worker's thread. Raises Cancelled when nobody wants it any more."""

        def breath() -> None:
            self.rest()
            if asked not in self.waiting:
                raise Cancelled

        return make(asked, source, self._shapes, colours, breath)


class _Work(QRunnable):
    def __init__(
        self, works: TileWorks, asked: Asked, source: TileSource, colours: Palette
    ) -> None:
        super().__init__()
        self._works, self._asked = works, asked
        self._make: Callable[[], Made] = lambda: works.one(asked, source, colours)

    def run(self) -> None:
        try:
            made = self._make()
        except Cancelled:
            return
        except Exception as error:
            made = Made(self._asked, None, self._asked.tile, fault=error)
        with suppress(RuntimeError):  # the program is being closed
            self._works.made.emit(made)


@cache
def _pool(threads: int) -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(threads)
    atexit.register(pool.waitForDone)
    return pool


_works: list[TileWorks] = []
"""All of them, as long as the program runs: none may end on the thread that works for it."""

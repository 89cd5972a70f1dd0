"""Street maps opened beside the window: a stick may be slow, a network share may never answer.

Each file has a thread of its own, which nobody waits for: one that hangs in the operating system
holds neither the others nor the end of the program.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Signal

from situationroom.models.errors import PlainError
from situationroom.models.tiles import TileSource
from situationroom.views.tile_files import open_tiles

Opened = TileSource | Exception
"""The tiles of a file, or why it cannot be opened."""


def open_beside(path: str, then: Callable[[str, Opened], bool]) -> None:
    """Open a file; ``then(path, found)`` runs on the thread of the window.

    It says whether it has taken what was found; else that is closed again.
    """
    Thread(target=_open, args=(_bell(), path, then), daemon=True).start()


def _open(bell: "_Bell", path: str, then: Callable[[str, Opened], bool]) -> None:
    found: Opened
    try:
        found = open_tiles(Path(path))
    except Exception as error:  # one of ours is raised on the window's thread, where it is heard
        found = error
    try:
        bell.rang.emit(path, found, then)
    except RuntimeError:  # the program is being closed
        _close(found)


def _close(found: Opened) -> None:
    if not isinstance(found, Exception):
        found.close()


class _Bell(QObject):
    rang = Signal(str, object, object)

    def hear(self, path: str, found: Opened, then: Callable[[str, Opened], bool]) -> None:
        if not then(path, found):
            _close(found)
        if isinstance(found, Exception) and not isinstance(found, PlainError):
            raise found


@cache
def _bell() -> _Bell:
    bell = _Bell()
    bell.rang.connect(bell.hear)
    return bell

"""How whoever paints beside the window gives way to it, so that no frame waits for a picture.

Python runs one thread at a time. The window hands the turn on with nearly every call of a painter,
and whoever paints beside it would keep it each time for as long as it is allowed to. So the window
says when a frame begins and ends, and who paints beside it asks for that at every breath.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

LONGEST_S = 0.5
"""So long one picture waits in all: where frames never end, it must come nevertheless."""
_free = threading.Event()
_free.set()


class _Beside(threading.local):
    left_s = 0.0


_beside = _Beside()


def window_busy(busy: bool) -> None:
    """The window begins a frame, or has painted it."""
    if busy:
        _free.clear()
    else:
        _free.set()


@contextmanager
def beside_the_window() -> Iterator[None]:
    """What is done inside, on this thread, gives way to the window at every ``breathe()``."""
    _beside.left_s = LONGEST_S
    try:
        yield
    finally:
        _beside.left_s = 0.0


def breathe() -> None:
    """Wait while the window paints a frame, if this thread works beside it."""
    if _beside.left_s > 0 and not _free.is_set():
        began = monotonic()
        _free.wait(_beside.left_s)
        _beside.left_s -= monotonic() - began

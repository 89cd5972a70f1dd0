"""Python's cycle collector: out of the way while very many records are made, and where it may run.

A window of Qt and all it holds must be freed on the window's own thread. Python collects on
whatever thread happens to make an object, a painting or a writing one too; so a program with a
window collects only when its own thread says so.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

MANY = 100_000
"""New objects; to look through more at once would hold up the window for a moment one sees."""
YOUNG = 2_000
"""New objects from which a look is worth its while; Python's own 700 is for every allocation."""
REST = 200
"""A look through everything may take one part in so many of the time."""
LEAST_S = 20.0
"""Between two looks through everything."""


class _State:
    """What all threads share."""

    lock = Lock()
    pauses = 0
    next_full = 0.0


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search for reference cycles inside; records have none, and there may be a million.

    With 100,000 rows in memory the repeated searches took a quarter of an import. Very many new
    objects are not searched afterwards either: they go when nobody holds them any more.
    """
    was_on = gc.isenabled()
    _pause(1)
    gc.disable()
    try:
        yield
    finally:
        _pause(-1)
        if gc.get_count()[0] > MANY:
            gc.freeze()
        if was_on:
            gc.enable()


def collect_here_only() -> None:
    """Nothing is collected any more but by ``collect_what_is_due``."""
    gc.disable()


def collect_what_is_due() -> None:
    """Look for reference cycles on this thread, where enough has come together for it."""
    young, middle, old = gc.get_count()
    if _State.pauses or young < YOUNG:
        return
    if old > gc.get_threshold()[2] and monotonic() > _State.next_full:
        began = monotonic()
        gc.collect()
        took = monotonic() - began
        _State.next_full = monotonic() + max(LEAST_S, took * REST)
    else:
        gc.collect(1 if middle > gc.get_threshold()[1] else 0)


def _pause(more: int) -> None:
    with _State.lock:
        _State.pauses += more

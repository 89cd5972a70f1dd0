"""Python's cycle collector, out of the way while very many records are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search for reference cycles inside; records have none, and there may be a million.

    With 100,000 rows in memory the repeated searches took a quarter of an import.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def results_kept_aside() -> Iterator[None]:
    """No search inside, nor later through what was made: a window would stand still for seconds.

    ``search_again`` ends it, when what was made is no longer needed.
    """
    with collection_paused():
        yield
        gc.freeze()


def search_again() -> None:
    """Search again through everything, also what was kept aside."""
    gc.unfreeze()

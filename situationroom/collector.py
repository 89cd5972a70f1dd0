"""Python's cycle collector, out of the way while very many records are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 100_000
"""New objects; to look through more at once would hold up the window for a moment one sees."""


@contextmanager
def collection_paused() -> Iterator[None]:
    """No search for reference cycles inside; records have none, and there may be a million.

    With 100,000 rows in memory the repeated searches took a quarter of an import. Very many new
    objects are not searched afterwards either: they go when nobody holds them any more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > MANY:
                gc.freeze()
            gc.enable()

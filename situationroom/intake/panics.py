"""The workbook reader's panics: it prints them to the terminal before anybody can catch them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

_TERMINAL = 2  # the descriptor of standard error, of which compiled code knows no other name
_one_at_a_time = Lock()


@contextmanager
def unprinted() -> Iterator[None]:
    """What compiled code writes to standard error in here is not shown.

    A damaged workbook makes the reader panic; the officer is told in one sentence, and a listing
    of its innards above that sentence would only frighten. Without a terminal nothing is done.
    """
    with _one_at_a_time:
        kept = _silenced()
        try:
            yield
        finally:
            if kept is not None:
                os.dup2(kept, _TERMINAL)
                os.close(kept)


def _silenced() -> int | None:
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    try:
        kept = os.dup(_TERMINAL)
    except OSError:
        return None
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _TERMINAL)
    os.close(nowhere)
    return kept

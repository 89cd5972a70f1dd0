"""How long one thread of Python may keep the others waiting."""

import sys

TURN_S = 0.0005
"""Seconds. A thread that comes back from the database, from hashing or from painting waits for
Python this long at most; with Python's own 5 ms, the writing beside an import waited half of its
time, and a window that repaints loses a third of a frame each time."""


def take_short_turns() -> None:
    """Hand Python over ten times as often as usual, in this whole process."""
    sys.setswitchinterval(TURN_S)

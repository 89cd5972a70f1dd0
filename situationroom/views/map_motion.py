"""Rings that part and join while one zooms: the new come out of the old, the old go into the new.

Only the picture moves; whom a click meets is decided by where the rings end. Nothing waits for it,
and a test need not: ``finish`` ends it at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QStyle

from situationroom.views.map_people import Rings

LASTS_MS = 150
FRAME_MS = 15
MANY_PERSONS, MANY_RINGS = 200_000, 600
"""Beyond so many nothing moves: the rings are there at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """``rings`` that move from ``x``, ``y`` (world units) to where they belong, or the way back."""

    rings: Rings
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    outward: bool

    def at(self, share: float) -> Rings:
        """The rings after a share (0 to 1) of the way."""
        done = share if self.outward else 1 - share
        eased = done * done * (3 - 2 * done)
        x = self.x + (self.rings.x - self.x) * eased
        y = self.y + (self.rings.y - self.y) * eased
        return replace(self.rings, x=x, y=y)


def motion(old: Rings, new: Rings, zoomed_in: bool) -> Motion | None:
    """From old rings to new ones; None when there is too much to move, or nothing.

    Zooming in, each new ring comes out of the old one its first person was in. Zooming out, each
    old ring goes into the new one.
    """
    if len(old.label) != len(new.label) or len(old.label) > MANY_PERSONS:
        return None
    moving, still = (new, old) if zoomed_in else (old, new)
    if not len(moving.x) or max(len(moving.x), len(still.x)) > MANY_RINGS:
        return None
    within = still.label[_first(moving)]
    known = within >= 0
    x, y = moving.x.copy(), moving.y.copy()
    aside = (still.x[within[known]] - x[known] + 0.5) % 1.0 - 0.5  # the short way round the world
    x[known], y[known] = x[known] + aside, still.y[within[known]]
    return Motion(moving, x, y, zoomed_in)


def _first(rings: Rings) -> NDArray[np.intp]:
    """A person of each ring."""
    first = np.zeros(len(rings.x), np.intp)
    shown = np.flatnonzero(rings.label >= 0)
    first[rings.label[shown]] = shown
    return first


def wanted_ms() -> int:
    """How long a motion lasts; 0 where the system asks for no motion."""
    style = QApplication.style()
    hint = style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) if style else 0
    return min(LASTS_MS, hint)


class Mover(QObject):
    """Runs one motion at a time; ``step()`` is called for every frame of it."""

    def __init__(self, step: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._motion: Motion | None = None
        self._began, self._lasts = 0.0, 0
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._tick)
        self._step = step

    def begin(self, found: Motion | None) -> None:
        """Move so from now on; None: be there at once."""
        self._lasts = wanted_ms()
        self._motion = found if self._lasts else None
        self._began = monotonic()
        if self._motion is not None:
            self._timer.start()

    def finish(self) -> None:
        """Be there now."""
        self._motion = None
        self._timer.stop()
        self._step()

    def rings(self) -> Rings | None:
        """The rings where they are at this moment; None when nothing moves."""
        if self._motion is None:
            return None
        share = (monotonic() - self._began) * 1000 / self._lasts
        return self._motion.at(min(1.0, share))

    def _tick(self) -> None:
        if (monotonic() - self._began) * 1000 >= self._lasts:
            self.finish()
        else:
            self._step()

"""What of everybody the map shows now: by which classes, which of them, how old, in what order."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer

from situationroom.views import theme
from situationroom.views.map_colours import Colouring, age_steps, colouring
from situationroom.views.map_people import Codes, Coloured, Counts

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

OLDER_EVERY_S = 60
"""Tiers rise, positions age and movements go on by themselves: looked at anew so often."""


class MapLook:
    """Answers from the legend's ticks and the columns; what is costly is kept until they change."""

    def __init__(self, room: "MapRoom") -> None:
        self._room = room
        self._for: tuple[object, ...] = ()
        self._made: tuple[Colouring, Coloured] | None = None
        self._clock = QTimer(room, interval=OLDER_EVERY_S * 1_000)
        self._clock.timeout.connect(self.grow_older)
        self._clock.start()

    def grow_older(self) -> None:
        """Time has passed: what depends on it is painted anew, if anybody looks."""
        if self._room.isVisible():
            self._room.shown_again()

    def colouring(self) -> Colouring:
        """The classes persons are coloured by."""
        return self._current()[0]

    def coloured(self) -> Coloured:
        """The class of everybody, and the age of their position where that fades."""
        return self._current()[1]

    def ticked(self) -> tuple[int, ...]:
        """The codes of the classes that are shown."""
        kinds, legend = self.colouring().kinds, self._room.legend
        return tuple(code for code, kind in enumerate(kinds) if legend.is_ticked(kind.key))

    def counts(self) -> Counts:
        """How many persons each class holds, placed or not."""
        coloured = self.coloured()
        return np.bincount(coloured.codes, minlength=coloured.kinds).astype(np.int64)

    def shown(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Who has a position and is in a class that is ticked (n,)."""
        table = np.zeros(256, bool)
        table[list(self.ticked())] = True
        return table[self.coloured().codes] & self._room.people.placed

    def _current(self) -> tuple[Colouring, Coloured]:
        room, now = self._room, self._room.replay.now()
        key, fades = room.legend.colour, room.legend.fades
        minute = int(now.timestamp()) // OLDER_EVERY_S
        asked = (key, fades, room.people, room.people.version, minute, theme.colours())
        if self._made is None or asked != self._for:
            targets = room.frame.desk.incident.targets
            made = colouring(key, room.people, theme.colours(), now, targets)
            ages = age_steps(room.people, now) if fades else None
            codes: Codes = made.codes()
            self._made = (made, Coloured(codes, len(made.kinds), ages))
            self._for = asked
        return self._made

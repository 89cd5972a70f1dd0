"""A chime for red requests that come in and for whatever becomes overdue. Off unless asked for."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from situationroom.desk import Desk, Touched
from situationroom.store.queries.requests import alarming
from situationroom.views.sound import play_chime

LOOK_MS: Final = 10_000
"""How often it is asked what has become overdue by itself."""


class Chime(QObject):
    """Rings once for each alarming request, however long it stays so; what was there is silent."""

    def __init__(
        self, desk: Desk, parent: QObject, ring: Callable[[], object] = play_chime
    ) -> None:
        super().__init__(parent)
        self._desk, self._ring = desk, ring
        self._known: frozenset[tuple[int, str]] | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        desk.changed.connect(self._changed)
        self.look()

    def look(self) -> None:
        """Ask what is alarming now."""
        self._desk.fetch(self._heard, alarming, self._desk.now())

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("request"):
            self.look()

    def _heard(self, found: frozenset[tuple[int, str]]) -> None:
        if self._known is not None and found - self._known:
            self._ring()
        self._known = found if self._known is None else self._known | found

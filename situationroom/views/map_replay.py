"""The replay on the map: its bar at the foot, clock and figures over it, a frame around it."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.map_then import MapThen
from situationroom.views.map_tiers import TierLegend
from situationroom.views.map_time import MapTime
from situationroom.views.time_band import TimeBand, TimeFrame
from situationroom.views.time_bar import TimeBar

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

KEYS = (
    Qt.Key.Key_Space,
    Qt.Key.Key_End,
    Qt.Key.Key_Escape,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
"""Keys the map leaves to the replay; the arrows and Home move the map unless the bar has them."""


class MapReplay:
    """Looks back on behalf of one map room."""

    def __init__(self, room: "MapRoom") -> None:
        self._room, incident = room, room.frame.desk.incident
        self.time = MapTime(room)
        self.frame = TimeFrame(room)
        self.bar = TimeBar(self.time, incident.incident_zone, room)
        self.band = TimeBand(self.time, incident, room)
        self.time.moved.connect(self._moved)

    @property
    def past(self) -> MapThen | None:
        """What the map shows instead of now."""
        return self.time.past

    def now(self) -> datetime:
        """The moment the map shows."""
        return self.time.now()

    @property
    def revision(self) -> int | None:
        """The revision of the past moment that is shown; None while it is now."""
        return None if self.past is None else self.past.then.revision

    def toggle(self) -> None:
        """Open the bar; opened, close it and go back to now."""
        if self.bar.isHidden():
            self.bar.open()
        elif self.time.times is None and self.time.job is None:
            self.bar.open()  # it was cancelled
        else:
            self.time.to_now()
            self.bar.leave()
        self._room.lay_out()

    def refuses(self) -> bool:
        """True while the map looks back, after saying so: what acts would act on now."""
        if self.past is not None:
            said = tr("The map shows the past. Go back to now (End) to select and to act.")
            self._room.frame.say(said)
        return self.past is not None

    def key(self, event: QKeyEvent) -> None:
        """A key the map does not need; the bar may."""
        if self.bar.isVisible() and event.key() in KEYS:
            self.bar.strip.keyPressEvent(event)
        else:
            event.ignore()

    def lay_out(self, left: int, top: int, right: int, bottom: int) -> None:
        """The band below ``top``, the bar above ``bottom``, both from ``left`` to ``right``."""
        self.frame.setGeometry(self._room.rect())
        for card in (self.band, self.bar):
            card.fit(max(theme.px(280), right - left))
        self.band.move(left, top)
        self.bar.move(left, bottom - self.bar.height())
        for over in (self.frame, self.band, self.bar):
            over.raise_()

    def _moved(self) -> None:
        looking_back = self.past is not None
        if looking_back and self.frame.isHidden():
            self._room.areas.rest()
        self.frame.setVisible(looking_back)
        for tiers in self._room.legend.findChildren(TierLegend):
            tiers.setHidden(looking_back)  # they count by now
        self._room.shown_again()
        if looking_back:
            self._room.legend.missing.setEnabled(False)  # it opens a list of now

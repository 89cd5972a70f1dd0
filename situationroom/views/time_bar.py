"""The panel at the foot of the map that replays the incident: play, moments, speed, the axis."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.map_time import SPEEDS, MapTime
from situationroom.views.time_strip import TimeStrip
from situationroom.views.time_words import speed_words
from situationroom.views.widgets import Card, Chip, button, quiet, row

if TYPE_CHECKING:
    from situationroom.views.buttons import Button

WIDE = 900
"""From this width on all stands in one line."""


class TimeBar(Card):
    """Hidden until it is asked for; the map is clean without it."""

    def __init__(self, time: MapTime, zone: str, parent: QWidget) -> None:
        super().__init__(raised=True)
        self.setParent(parent)
        self.time = time
        self.strip = TimeStrip(time, zone)
        self.strip.left.connect(self.leave)
        self.play = self._tool("", "play", tr("Play or pause (Space)"), time.toggle)
        self.earlier = self._tool(
            "", "chevron-left", tr("To the moment before (Page Up)"), lambda: time.to_moment(-1)
        )
        self.later = self._tool(
            "", "chevron-right", tr("To the next moment (Page Down)"), lambda: time.to_moment(1)
        )
        self.stops = Chip(tr("Stop at moments"))
        self.stops.setToolTip(
            tr("Pause at decisions, events, zones, departures, imports, hand-offs and periods")
        )
        self.stops.toggled.connect(self._stop)
        self.speed = self._speeds()
        self.state = quiet("", 12)
        self.cancel = self._tool(tr("Cancel"), "close", tr("Cancel"), self._cancel)
        self.now = self._tool(tr("Back to now"), None, tr("Back to now (End)"), time.to_now)
        self.shut = self._tool("", "close", tr("Close the replay (Esc)"), self.leave)
        self._lay_out()
        self.hide()
        time.watched = lambda: self.isVisibleTo(parent)
        time.moved.connect(self._moved)
        time.prepared.connect(self._prepared)

    def open(self) -> None:
        """Show the axis, and read the journal if nobody has."""
        self.show()
        self.time.prepare()
        self._prepared()
        if self.time.job is not None:
            self.time.job.progressed.connect(self._progressed)
        self.strip.setFocus()

    def leave(self) -> None:
        """Back to now; from there, close."""
        if self.time.past is not None:
            self.time.to_now()
            return
        self._cancel()
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus()

    def _tool(self, text: str, icon: str | None, words: str, act: object) -> "Button":
        made = button(text, icon, on_click=act)  # type: ignore[arg-type]
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _speeds(self) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(tr("Speed of the replay"))
        for speed in SPEEDS:
            made.addItem(speed_words(speed), speed)
        made.setCurrentIndex(SPEEDS.index(self.time.speed))
        made.currentIndexChanged.connect(self._speed)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _lay_out(self) -> None:
        side, foot = theme.px(12), theme.px(8)
        self.body.setContentsMargins(side, foot, side, foot)
        self.body.setSpacing(theme.px(6))
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for line in (self._upper, self._lower):
            line.setSpacing(theme.px(10))
            self.body.addLayout(line)
        self._tools = row(self.earlier, self.later, self.stops, self.speed, self.state, self.cancel)
        self._ends = row(self.now, self.shut)
        self._upper.addWidget(self.play)
        self._upper.addWidget(self.strip, 1)
        self._upper.addWidget(self._ends)
        self._lower.addWidget(self._tools)
        self._lower.addStretch(1)

    def fit(self, width: int) -> None:
        """Be so wide; everything stands in one line where there is room."""
        self.setFixedWidth(width)
        if width >= theme.px(WIDE):
            self._upper.insertWidget(1, self._tools)
        else:
            self._lower.insertWidget(0, self._tools)
        self.adjustSize()

    def _speed(self, place: int) -> None:
        self.time.speed = SPEEDS[place]

    def _stop(self, on: bool) -> None:
        self.time.stops = on

    def _cancel(self) -> None:
        if self.time.job is not None:
            self.time.job.cancel()

    def _progressed(self, done: int, total: int, _label: str) -> None:
        share = round(100 * done / total) if total else 0
        self.state.setText(tr("Preparing the replay: {n} %", n=share))

    def _prepared(self) -> None:
        axis = self.time.times
        self.cancel.setVisible(axis is None and self.time.job is not None)
        if axis is None:
            waiting = self.time.job is not None
            self.state.setText(
                tr("Preparing the replay") if waiting else tr("Not prepared; press Ctrl+T")
            )
        else:
            few = len(axis.seconds) < 2
            self.state.setText(tr("Nothing has happened yet to be replayed.") if few else "")
        for one in (self.play, self.earlier, self.later, self.stops, self.speed):
            one.setEnabled(axis is not None)
        self._moved()

    def _moved(self) -> None:
        self.play.set_icon("pause" if self.time.playing else "play")
        self.now.setEnabled(self.time.past is not None)

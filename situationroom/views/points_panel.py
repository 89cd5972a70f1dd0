"""The talking points beside a call: what may be said now, and at once what may not any more.

What was in view stays in view: a point that is withdrawn, runs out or is rewritten while somebody
may be reading it aloud is marked in its place; it never vanishes.
"""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from situationroom import legend
from situationroom.desk import Desk, Touched
from situationroom.models.vocabulary import Audience
from situationroom.store.queries.talking_points import PointRow, talking_points
from situationroom.texts import language, tr
from situationroom.views import points_words as words
from situationroom.views import theme, times
from situationroom.views.call_panels import CallPanel
from situationroom.views.icons import icon
from situationroom.views.widgets import (
    Banner,
    Chip,
    button,
    clear,
    column,
    label,
    quiet,
    row,
)

TICK_MS = 10_000
"""How often ages run on, and validity is looked at."""
ON_A_CALL = (Audience.CALLERS, Audience.FAMILY)


@dataclass(slots=True)
class Shown:
    """One point in the panel. ``read`` is the version (0: never) the officer has had before them;
    ``gone`` says when it was taken back altogether."""

    row: PointRow
    read: int
    gone: datetime | None = None


class PointsPanel(CallPanel):
    """A block for the side of a call form; it asks the desk itself and keeps itself current.

    ``notices`` is how many points have changed since the panel was opened and were not marked as
    read; ``shown`` are the points in view by id.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("What to say"))
        self._desk = desk
        self.shown: dict[int, Shown] = {}
        self.texts: dict[int, QLabel] = {}
        self._ages: dict[int, QLabel] = {}
        self._opened = False
        self._drawn: object = None
        self.search = QLineEdit(placeholderText=tr("Find what to say"))
        self.search.setAccessibleName(tr("Find what to say"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self.audiences = {one: Chip(legend.label(one)) for one in Audience}
        self.notice = Banner("", "orange")
        self.notice.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(10))
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._draw())
        desk.changed.connect(self._changed)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.load)
        self._tick.start()
        self.load()

    @property
    def notices(self) -> int:
        """Points in view that read otherwise than when the officer last saw them."""
        return sum(self._is_news(one) for one in self.shown.values())

    def load(self) -> None:
        """Look again: what may be said now comes in, what was in view stays."""
        now, found = self._desk.now(), self._desk.ask(talking_points)
        by_id = {one.point.id: one for one in found}
        for id_, one in by_id.items():
            if id_ in self.shown:
                self.shown[id_].row, self.shown[id_].gone = one, None
            elif one.point.state(now) == "current":
                # What was there when the call began is known; what comes later is news.
                self.shown[id_] = Shown(one, 0 if self._opened else one.point.version)
        for id_, shown in self.shown.items():
            if id_ not in by_id and shown.gone is None:
                shown.gone = now
        self._opened = True
        self._draw()

    def mark_read(self, id_: int) -> None:
        """The officer has read the new words of a point."""
        if id_ in self.shown:
            self.shown[id_].read = self.shown[id_].row.point.version
            self._draw()

    # --- inside --------------------------------------------------------------------------------

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("talking_point"):
            self.load()

    def _is_news(self, shown: Shown) -> bool:
        return shown.gone is None and shown.read != shown.row.point.version

    def _wanted(self) -> list[Shown]:
        """What is listed, in the order it came into view: nothing moves under the reader's eyes."""
        chosen = {one for one, chip in self.audiences.items() if chip.isChecked()}
        typed = self.search.text()
        return [
            one
            for one in self.shown.values()
            if (chosen & {*one.row.point.audiences}) and words.matches(one.row.point, typed)
        ]

    def _say_news(self, now: datetime) -> None:
        """Above the list, for what may have scrolled out of view."""
        stopped = [one for one in self.shown.values() if _stopped(one, now)]
        news = [one for one in self.shown.values() if self._is_news(one) and one not in stopped]
        told = ", ".join(one.row.point.topic for one in (*stopped, *news))
        self.notice.say(tr("Look again: {topics}", topics=told) if told else "")

    def _draw(self) -> None:
        """Draw the list again where it differs; else only the ages run on."""
        now, wanted = self._desk.now(), self._wanted()
        self._say_news(now)
        drawn = [(one.row, one.read, one.gone, one.row.point.state(now)) for one in wanted]
        if drawn != self._drawn:
            self._drawn = drawn
            clear(self._list)
            self.texts, self._ages = {}, {}
            for one in wanted:
                self._list.addWidget(self._block(one, now))
            if not wanted:
                self._list.addWidget(self._nothing())
        for id_, age in self._ages.items():
            age.setText(_age(self.shown[id_].row, now))

    def _nothing(self) -> QWidget:
        said = tr("Nothing found; try fewer words.") if self.shown else tr(
            "No talking points yet. They are written in the room Knowledge."
        )  # fmt: skip
        made = quiet(said, 12)
        made.setWordWrap(True)
        return made

    def _block(self, shown: Shown, now: datetime) -> QWidget:
        point, zone = shown.row.point, self._desk.incident.incident_zone
        stop = _stop(shown, now, zone)
        parts: list[QWidget] = []
        if stop:
            parts.append(Banner(stop, "red"))
        elif self._is_news(shown):
            parts.append(self._news(shown, now))
        topic = label(point.topic, "quiet" if stop else "text", 13, 700)
        parts.append(_wrapped(topic))
        if point.question:
            parts.append(_wrapped(quiet(point.question, 12)))
        said = label(point.text(language()), "quiet" if stop else "text", 13)
        font = said.font()
        font.setStrikeOut(bool(stop))
        said.setFont(font)
        age = quiet(_age(shown.row, now), 12)
        age.setToolTip(times.stamp(shown.row.changed_at, zone))
        self.texts[point.id], self._ages[point.id] = said, age
        return column(*parts, _wrapped(said), age, gap=2)

    def _news(self, shown: Shown, now: datetime) -> QWidget:
        at = times.clock(shown.row.changed_at, self._desk.incident.incident_zone)
        said = tr("changed at {time}: read the new words", time=at)
        if shown.read == 0:
            said = tr("new at {time}", time=at)
        read = button(tr("I have read it"), "check", "quiet",
                      on_click=lambda: self.mark_read(shown.row.point.id))  # fmt: skip
        return Banner(said, "yellow", read)

    def _lay_out(self) -> None:
        for one, chip in self.audiences.items():
            chip.setChecked(one in ON_A_CALL)
            chip.clicked.connect(lambda _on: self._draw())
        self.body.addWidget(self.notice)
        self.body.addWidget(self.search)
        self.body.addWidget(row(*self.audiences.values(), None, gap=4))
        self.body.addLayout(self._list)


def _stopped(shown: Shown, now: datetime) -> bool:
    return shown.gone is not None or shown.row.point.state(now) != "current"


def _stop(shown: Shown, now: datetime, zone: str) -> str:
    if shown.gone is not None:
        return tr("taken back at {time}, do not use", time=times.clock(shown.gone, zone))
    return words.stop_words(shown.row.point, now, zone)


def _age(found: PointRow, now: datetime) -> str:
    """'changed 12 min ago', for a point that stands as it was first written too."""
    return tr("changed {ago}", ago=times.ago(found.changed_at, now))


def _wrapped(made: QLabel) -> QLabel:
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made

"""What stands over the map while it looks back: the clock, the figures of that moment, its act."""

from dataclasses import fields

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.models import Incident
from situationroom.models.vocabulary import Priority
from situationroom.store.queries.figures import Figures
from situationroom.store.queries.replay_state import Then
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.elided import ElidedLabel
from situationroom.views.figure_chip import figure_word
from situationroom.views.icons import shape_pixmap
from situationroom.views.map_time import MapTime
from situationroom.views.time_words import clock_words, moment_words
from situationroom.views.widgets import Card, label, quiet, row
from situationroom.words import entry_text

FRAME_PX = 4
WIDE = 900
"""From this width on the act stands beside the figures."""


class TimeFrame(QWidget):
    """A frame around the map in a colour it has at no other time; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.colours().accent), FRAME_PX))
        half = FRAME_PX / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))


class TimeBand(Card):
    """The moment in large letters; nobody can take what the map shows for what is so now."""

    def __init__(self, time: MapTime, incident: Incident, parent: QWidget) -> None:
        super().__init__(raised=True)
        self.setParent(parent)
        self._time, self._incident = time, incident
        self.clock = label("", size=24, weight=700)
        self.zones = quiet("", 13)
        self.figures = {field.name: label("", size=17, weight=700) for field in fields(Figures)}
        self.open = {priority: label("", size=13, weight=500) for priority in Priority}
        self.act = ElidedLabel()
        self._lay_out()
        self.hide()
        time.moved.connect(self._moved)

    def _lay_out(self) -> None:
        self.body.setSpacing(theme.px(4))
        sign = label(tr("Replay: as of"), "accent", 14, 700)
        looking = ElidedLabel(tr("Looking only: acts wait for now"))
        looking.setAlignment(Qt.AlignmentFlag.AlignRight)
        looking.setToolTip(
            tr("Selecting, drawing and changing act on what is so now; End goes back there.")
        )
        self.body.addWidget(row(sign, self.clock, self.zones, looking, gap=12))
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.px(18))
        for name, number in self.figures.items():
            self._line.addWidget(_figure(number, figure_word(name)))
        self._line.addWidget(row(*self._asked(), gap=6))
        self._line.addStretch(1)
        self._rest = self._line.count() - 1
        self.body.addLayout(self._line)

    def fit(self, width: int) -> None:
        """Be so wide; the act stands beside the figures where there is room, else below."""
        self.setFixedWidth(width)
        if width >= theme.px(WIDE):
            self._line.addWidget(self.act, 1)
        else:
            self.body.addWidget(self.act)
        self._line.setStretch(self._rest, int(width < theme.px(WIDE)))
        self.adjustSize()

    def _asked(self) -> list[QWidget]:
        """Open requests by priority."""
        parts: list[QWidget] = []
        for priority, number in self.open.items():
            sign, mark = QLabel(), legend.mark(priority)
            sign.setPixmap(shape_pixmap(mark.shape, theme.colours().tone(mark.tone), theme.px(11)))
            number.setToolTip(legend.label(priority))
            parts += [sign, number]
        return parts

    def _moved(self) -> None:
        past = self._time.past
        self.setVisible(past is not None)
        if past is not None:
            self._show(past.then)

    def _show(self, then: Then) -> None:
        large, others = clock_words(then.at, self._incident)
        self.clock.setText(large)
        self.zones.setText(others)
        for name, number in self.figures.items():
            number.setText(_spaced(getattr(then.figures, name)))
        for priority, number in self.open.items():
            number.setText(_spaced(then.open[priority]))
        self.act.setText(self._act_words())
        self.setAccessibleName(f"{tr('Replay: as of')} {large} {others}")

    def _act_words(self) -> str:
        """The moment that was met, or the last act before."""
        zone = self._incident.incident_zone
        if self._time.met is not None:
            return moment_words(self._time.met, zone)
        entry = self._time.last_entry()
        if entry is None:
            return tr("Before the first entry")
        return f"{times.clock(entry.at, zone)} · {entry.officer} · {entry_text(entry)}"


def _figure(number: QLabel, words: str) -> QWidget:
    box = QWidget()
    inside = QVBoxLayout(box)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(0)
    inside.addWidget(number)
    inside.addWidget(quiet(words, 11))
    return box


def _spaced(number: int) -> str:
    """'33 333': as the strip above the map writes it."""
    return f"{number:,}"

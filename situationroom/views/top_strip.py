"""The top strip: which incident, whether it is a drill, three clocks, the figures, search."""

from dataclasses import fields
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from situationroom.desk import Desk, Touched
from situationroom.legend import label as word
from situationroom.models import Incident
from situationroom.store.queries.figures import Figures, figures
from situationroom.store.queries.overview import Unaccounted, unaccounted
from situationroom.store.queries.trend import figures_moved
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.figure_chip import FIGURES, FigureChip
from situationroom.views.icons import icon_pixmap
from situationroom.views.tiers import tier_parts
from situationroom.views.widgets import column, label

TREND_OVER = timedelta(hours=1)
SOON_MS = 120
"""Entries that arrive together are counted once."""
AGAIN_MS = 30_000
"""What is overdue, and the last hour, change by themselves."""


class TopStrip(QWidget):
    """``asked(room, view)`` when a figure is clicked, ``search_asked`` for the search box."""

    asked = Signal(str, str)
    search_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(64))
        self.desk = desk
        self.chips = {figure.name: FigureChip(figure) for figure in FIGURES}
        for chip in self.chips.values():
            chip.clicked.connect(lambda _c, f=chip.figure: self.asked.emit(f.room, f.view))
        self._chips = QHBoxLayout()
        self.search = SearchBox()
        self.search.clicked.connect(self.search_asked)
        self._names = _IncidentName(desk.incident)
        self._clocks = Clocks(desk)
        # As narrow as the window: parts give way one after the other, none is cut.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.count)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.count)
        self._again.start()
        desk.changed.connect(self._on_changed)
        self.count()

    def count(self) -> None:
        """Ask for the figures and their trend; they arrive a moment later."""
        now = self.desk.now()
        self.desk.fetch(self._show_figures, figures, now)
        self.desk.fetch(self._show_tiers, unaccounted, now, self.desk.incident.targets)
        self.desk.fetch(self._show_trend, figures_moved, now - TREND_OVER, now)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        layout.setSpacing(theme.px(16))
        layout.addWidget(self._names, 8)
        if self.desk.incident.drill:
            layout.addWidget(DrillBanner())
        layout.addWidget(self._clocks)
        layout.addSpacing(theme.px(8))
        self._chips.setSpacing(theme.px(8))
        for chip in self.chips.values():
            self._chips.addWidget(chip)
        layout.addLayout(self._chips)
        layout.addStretch(1)
        layout.addWidget(self.search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """In a narrow window clocks but one, then trends, then the search's words give way."""
        if (layout := self.layout()) is None:
            return
        for narrow in range(4):
            self._clocks.show_one(narrow >= 1)
            for chip in self.chips.values():
                chip.show_moved(narrow < 2)
            self.search.show_words(narrow < 3)
            self._names.setMinimumWidth(theme.px(120 if narrow < 3 else 60))
            self._chips.invalidate()
            layout.invalidate()
            if layout.minimumSize().width() <= self.width():
                break
        layout.activate()

    def _on_changed(self, touched: Touched) -> None:
        if touched.any_of("incident"):
            self._names.show_incident(self.desk.incident)
        self._soon.start()

    def _show_figures(self, counted: Figures) -> None:
        for field in fields(Figures):
            self.chips[field.name].show_value(getattr(counted, field.name))
        self.fit()

    def _show_tiers(self, found: Unaccounted) -> None:
        self.chips["unaccounted"].show_parts(tier_parts(found))

    def _show_trend(self, moved: Figures | None) -> None:
        for field in fields(Figures):
            trend = getattr(moved, field.name) if moved is not None else None
            self.chips[field.name].show_trend(trend)
        self.fit()


class _IncidentName(QWidget):
    def __init__(self, incident: Incident) -> None:
        super().__init__()
        self._name = label("", size=16, weight=700)
        self._kind = label("", "quiet", 12)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column(self._name, self._kind, gap=0))
        # The name gives way first when the window is narrow; its tooltip says all of it.
        for one in (self._name, self._kind, self):
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(120))
        self.setMaximumWidth(theme.px(330))
        self._incident = incident
        self.show_incident(incident)

    def show_incident(self, incident: Incident) -> None:
        self._incident = incident
        kind = " · ".join((word(incident.kind), incident.country))
        self._kind.setText(kind)
        self.setToolTip(f"{incident.name}\n{kind}")
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._name.font()).horizontalAdvance(self._incident.name)
        return QSize(round(width) + 4, theme.px(48))

    def _fit(self) -> None:
        metrics = self._name.fontMetrics()
        room = max(self.width(), theme.px(100))
        self._name.setText(
            metrics.elidedText(self._incident.name, Qt.TextElideMode.ElideRight, room)
        )


class DrillBanner(QWidget):
    """A drill looks unmistakable: hazard stripes and the word, everywhere and always."""

    def __init__(self) -> None:
        super().__init__()
        self._text = tr("DRILL")
        self.setAccessibleName(self._text)
        self.setToolTip(tr("This is a drill. It can never become a real incident."))
        width = QFontMetricsF(theme.font(14, 700)).horizontalAdvance(self._text)
        self.setFixedSize(round(width) + theme.px(44), theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.drill))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setClipRect(rect)
        painter.setPen(QPen(QColor(c.on_drill), theme.px(6)))
        edge = theme.px(18)
        for x in range(-self.height(), self.width() + self.height(), theme.px(14)):
            inside = x > edge - self.height() / 2 and x < self.width() - edge - self.height() / 2
            if not inside:
                painter.drawLine(x, self.height(), x + self.height(), 0)
        middle = QRectF(edge, 0, self.width() - 2 * edge, self.height())
        painter.fillRect(middle, QColor(c.drill))
        painter.setPen(QColor(c.on_drill))
        painter.setFont(theme.font(14, 700))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._text)


class Clocks(QWidget):
    """Home, incident and UTC; in a drill on exercise time they show that."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._times: list[tuple[str, QLabel]] = []
        self._each: dict[str, QWidget] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(14))
        incident = desk.incident
        for zone in dict.fromkeys((incident.home_zone, incident.incident_zone, "UTC")):
            at = label("", size=16, weight=500)
            name = label(times.zone_name(zone), "quiet", 11)
            for one in (at, name):
                one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            both = column(None, at, name, None, gap=0)
            layout.addWidget(both)
            self._times.append((zone, at))
            self._each[zone] = both
        self._tick = QTimer(self, interval=1_000)
        self._tick.timeout.connect(self._show)
        self._tick.start()
        self._show()

    def show_one(self, only: bool) -> None:
        """Only the incident's own clock, whose tooltip has the others; or all of them."""
        for zone, both in self._each.items():
            both.setHidden(only and zone != self._desk.incident.incident_zone)
        self.updateGeometry()  # at once: the strip is measured before Qt would get to it

    def _show(self) -> None:
        now: datetime = self._desk.now()
        for zone, at in self._times:
            there = now.astimezone(ZoneInfo(zone))
            text = f"{there:%H:%M}"
            if at.text() != text:
                at.setText(text)
                at.setToolTip(self._everywhere(now))

    def _everywhere(self, now: datetime) -> str:
        there = ((zone, now.astimezone(ZoneInfo(zone))) for zone, _at in self._times)
        return "\n".join(f"{times.zone_name(zone)} {at:%Y-%m-%d %H:%M %Z}" for zone, at in there)


class SearchBox(QPushButton):
    """Looks like a search field; opens the palette, where typing searches."""

    def __init__(self) -> None:
        super().__init__(tr("Name, telephone, passport, place…"))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFixedHeight(theme.px(34))
        self.setMinimumWidth(theme.px(96))
        self.setMaximumWidth(theme.px(270))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setToolTip(tr("Find anything, and any action by its name"))

    def show_words(self, wordy: bool) -> None:
        """With its words and its key, or as a button with a glass."""
        self.setMinimumWidth(theme.px(96 if wordy else 36))
        self.setMaximumWidth(theme.px(270 if wordy else 36))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(270), theme.px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        border = c.accent if self.hasFocus() else c.quiet if self.underMouse() else c.border
        painter.setPen(QPen(QColor(border)))
        painter.setBrush(QColor(c.ground))
        painter.drawRoundedRect(rect, 8, 8)
        size, left = 16, theme.px(10)
        painter.drawPixmap(
            left, round((self.height() - size) / 2), icon_pixmap("search", c.quiet, size)
        )
        if self.maximumWidth() < theme.px(96):
            return
        hint = theme.font(11)
        keys = QFontMetricsF(hint).horizontalAdvance("Ctrl K") + theme.px(10)
        painter.setPen(QColor(c.quiet))
        room = rect.width() - left - size - keys - theme.px(22)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(rect.adjusted(left + size + theme.px(8), 0, 0, 0), _LEFT, text)
        box = QRectF(rect.right() - keys - theme.px(7), rect.center().y() - 9, keys, 18)
        painter.setPen(QPen(QColor(c.line)))
        painter.setBrush(QColor(c.panel))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(c.quiet))
        painter.setFont(hint)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "Ctrl K")


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

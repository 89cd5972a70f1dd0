"""The two curves of the overview, in the window's colours."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import log10
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from situationroom import legend
from situationroom.models.incident import Targets
from situationroom.models.vocabulary import Priority
from situationroom.store.queries.overview import Answer, Arrival
from situationroom.views import theme, times

HEIGHT = 190
TICKS = (1, 5, 15, 30, 60, 120, 300, 1440)
"""Minutes named on the response curve."""
BUCKETS = 24
"""How many points the response curve has at most, whatever the length of the incident."""


def arrivals_chart(arrivals: Sequence[Arrival], now: datetime, zone: str) -> QWidget:
    """Persons brought out, adding up; what is planned goes on as a dashed line."""
    import pyqtgraph as pg

    chart, c = _chart(now, zone), theme.colours()
    done = [a for a in arrivals if a.done]
    planned = [a for a in arrivals if not a.done]
    total = _steps(done, 0)
    solid = pg.mkPen(QColor(c.safe), width=2)
    dashed = pg.mkPen(QColor(c.accent), width=2, style=Qt.PenStyle.DashLine)
    brush = QColor(c.safe)
    brush.setAlphaF(0.15)
    last = (now.timestamp(), total[-1][1] if total else 0)
    if total:
        xs, ys = zip(*total, last, strict=True)
        chart.plot(xs, ys, pen=solid, fillLevel=0, brush=brush)
    if planned:
        ahead = [last, *_steps(planned, int(last[1]), after=last[0])]
        xs, ys = zip(*ahead, strict=True)
        chart.plot(xs, ys, pen=dashed)
    _now_line(chart, now)
    chart.setYRange(0, max([last[1] + sum(a.persons for a in planned), 4]) * 1.1)
    made: QWidget = chart
    return made


def answers_chart(answers: Sequence[Answer], targets: Targets, now: datetime, zone: str) -> QWidget:
    """Median minutes until a request was acknowledged, by priority over time; targets dotted."""
    import pyqtgraph as pg

    chart, c = _chart(now, zone), theme.colours()
    # By ratios: one request that waited a day must not flatten all the others.
    chart.setLogMode(x=False, y=True)
    chart.getAxis("left").setTicks([[(log10(n), str(n)) for n in TICKS]])
    for priority in Priority:
        colour = QColor(c.tone(legend.mark(priority).tone))
        points = _medians([a for a in answers if a.priority is priority])
        if points:
            xs, ys = zip(*points, strict=True)
            symbol = {"triangle": "t1", "square": "s"}.get(legend.shape(priority), "o")
            chart.plot(
                xs, ys, pen=pg.mkPen(colour, width=2), symbol=symbol, symbolSize=7,
                symbolBrush=colour, symbolPen=None
            )  # fmt: skip
        target = targets.time_to_acknowledge(priority).total_seconds() / 60
        dotted = pg.mkPen(colour, width=1, style=Qt.PenStyle.DotLine)
        chart.addItem(pg.InfiniteLine(log10(target), angle=0, pen=dotted))
    made: QWidget = chart
    return made


def _steps(arrivals: Sequence[Arrival], start: int, after: float = 0) -> list[tuple[float, int]]:
    points, total = [], start
    for arrival in arrivals:
        at = max(arrival.at.timestamp(), after)
        points += [(at, total), (at, total + arrival.persons)]
        total += arrival.persons
    return points


def _medians(answers: Sequence[Answer]) -> list[tuple[float, float]]:
    if not answers:
        return []
    first, last = answers[0].opened_at, answers[-1].opened_at
    width = max((last - first) / BUCKETS, timedelta(minutes=30))
    buckets: dict[int, list[float]] = {}
    for answer in answers:
        n = int((answer.opened_at - first) / width)
        buckets.setdefault(n, []).append(max(1.0, answer.waited.total_seconds() / 60))
    return [
        ((first + width * (n + 0.5)).timestamp(), median(waited)) for n, waited in buckets.items()
    ]


def _chart(now: datetime, zone: str) -> Any:
    import pyqtgraph as pg

    c = theme.colours()
    offset = now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    axis = pg.DateAxisItem(utcOffset=-offset.total_seconds())
    axis.tickStrings = lambda values, _scale, spacing: [_tick(v, spacing, zone) for v in values]
    pg.setConfigOptions(antialias=True)
    chart = pg.PlotWidget(axisItems={"bottom": axis}, background=None)
    chart.setMinimumHeight(theme.px(HEIGHT))
    chart.setMaximumHeight(theme.px(2 * HEIGHT))
    chart.setStyleSheet("background: transparent;")
    chart.setMenuEnabled(False)
    chart.hideButtons()
    chart.setMouseEnabled(x=False, y=False)
    chart.setFrameShape(chart.Shape.NoFrame)
    chart.viewport().setAutoFillBackground(False)
    # The wheel belongs to the page, not to the chart.
    chart.wheelEvent = lambda event: event.ignore()
    for name in ("left", "bottom"):
        side = chart.getAxis(name)
        side.setPen(pg.mkPen(QColor(c.line)))
        side.setTextPen(pg.mkPen(QColor(c.quiet)))
        side.setTickFont(theme.font(11))
        side.setStyle(tickLength=-4)
    chart.getAxis("left").setWidth(theme.px(36))
    chart.showGrid(x=False, y=True, alpha=0.12)
    return chart


def _tick(at: float, spacing: float, zone: str) -> str:
    """A day where ticks are days, else a clock reading; never the C locale's words."""
    moment = datetime.fromtimestamp(at, UTC)
    return times.day(moment, zone) if spacing >= 86_400 else times.clock(moment, zone)


def _now_line(chart: Any, now: datetime) -> None:
    import pyqtgraph as pg

    pen = pg.mkPen(QColor(theme.colours().quiet), width=1, style=Qt.PenStyle.DotLine)
    chart.addItem(pg.InfiniteLine(now.timestamp(), angle=90, pen=pen))

"""The two curves of the room: who is out, adding up; how long requests waited for an answer."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import log10

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from situationroom import briefing_words as words
from situationroom import legend
from situationroom.models.briefing import Picture, Response, Step
from situationroom.models.round_hours import round_hours
from situationroom.models.vocabulary import Priority
from situationroom.texts import tr
from situationroom.views.briefing_sheet import CENTRE, RIGHT, SMALLEST, Sheet
from situationroom.views.icons import draw_shape

AFTER = timedelta(hours=1)
MINUTES = (1, 5, 15, 30, 60, 120, 300, 1440)
Where = Callable[[datetime, float], QPointF]


def paint_curves(sheet: Sheet, box: QRectF, picture: Picture) -> None:
    """Both curves, one above the other."""
    high = (box.height() - 20) / 2
    upper = QRectF(box.left(), box.top(), box.width(), high)
    lower = QRectF(box.left(), box.top() + high + 20, box.width(), high)
    _arrivals(sheet, upper, picture)
    _responses(sheet, lower, picture)


def _arrivals(sheet: Sheet, box: QRectF, picture: Picture) -> None:
    plot = _frame(sheet, box, tr("Brought out, and planned"))
    steps = picture.arrivals
    if not steps:
        _nothing(sheet, plot, tr("Nobody is out yet, and nothing is planned."))
        return
    first = min(steps[0].at, picture.at) - timedelta(hours=1)
    last = max(steps[-1].at, picture.at) + AFTER
    top = _nice(steps[-1].total)
    where = _scale(plot, first, last, lambda n: n / top)
    _grid(sheet, plot, where, [(n, f"{n:,.0f}") for n in (0, top / 2, top)], (first, last), picture)
    done = [step for step in steps if step.done]
    _stairs(sheet, where, done, first, picture.at)
    _ahead(sheet, where, steps[len(done) :], done, picture.at)


def _stairs(
    sheet: Sheet, where: Where, steps: Sequence[Step], first: datetime, now: datetime
) -> None:
    path, total = QPainterPath(where(first, 0)), 0
    for step in steps:
        path.lineTo(where(step.at, total))
        total = step.total
        path.lineTo(where(step.at, total))
    path.lineTo(where(now, total))
    area = QPainterPath(path)
    area.lineTo(where(now, 0))
    tint = QColor(sheet.colours.safe)
    tint.setAlphaF(0.18)
    sheet.painter.fillPath(area, tint)
    _stroke(sheet, path, sheet.colours.safe, Qt.PenStyle.SolidLine)
    if steps:
        at = where(now, total)
        box = QRectF(at.x() - 330, at.y() - 50, 320, 44)
        sheet.text(box, f"{total:,}", 36, sheet.colours.safe, 700, RIGHT)


def _ahead(
    sheet: Sheet, where: Where, steps: Sequence[Step], done: Sequence[Step], now: datetime
) -> None:
    if not steps:
        return
    total = done[-1].total if done else 0
    path = QPainterPath(where(now, total))
    for step in steps:
        at = max(step.at, now)
        path.lineTo(where(at, total))
        total = step.total
        path.lineTo(where(at, total))
    end = where(max(steps[-1].at, now) + AFTER, total)
    path.lineTo(end)
    _stroke(sheet, path, sheet.colours.accent, Qt.PenStyle.DashLine)
    box = QRectF(end.x() - 320, end.y() - 50, 320, 44)
    sheet.text(box, f"{total:,}", 36, sheet.colours.accent, 700, RIGHT)


def _responses(sheet: Sheet, box: QRectF, picture: Picture) -> None:
    plot = _frame(sheet, box, tr("Minutes to acknowledge (median)"))
    found = picture.responses
    if not found:
        _nothing(sheet, plot, tr("No request was acknowledged yet."))
        return
    first, last = found[0].at - timedelta(hours=1), picture.at + timedelta(hours=1)
    fastest = min(one.minutes for one in found)
    least = log10(max(n for n in MINUTES if n == 1 or n <= fastest / 1.5))
    most = log10(max(60.0, *(one.minutes for one in found)) * 1.3)
    where = _scale(plot, first, last, lambda n: (log10(max(1.0, n)) - least) / (most - least))
    ticks = [(float(n), str(n)) for n in MINUTES if least <= log10(n) <= most]
    _grid(sheet, plot, where, ticks, (first, last), picture)
    for place, priority in enumerate(Priority):
        points = [one for one in found if one.priority is priority]
        _response(sheet, where, points, sheet.colours.tone(legend.mark(priority).tone), priority)
        _key(sheet, QRectF(box.right() - 840 + place * 280, box.top() + 14, 270, 44), priority)


def _response(
    sheet: Sheet, where: Where, points: Sequence[Response], ink: str, priority: Priority
) -> None:
    if not points:
        return
    path = QPainterPath(where(points[0].at, points[0].minutes))
    for one in points[1:]:
        path.lineTo(where(one.at, one.minutes))
    _stroke(sheet, path, ink, Qt.PenStyle.SolidLine)
    for one in points:
        at = where(one.at, one.minutes)
        spot = QRectF(at.x() - 9, at.y() - 9, 18, 18)
        draw_shape(sheet.painter, legend.shape(priority), ink, spot)


def _key(sheet: Sheet, box: QRectF, priority: Priority) -> None:
    mark = legend.mark(priority)
    ink = sheet.colours.tone(mark.tone)
    draw_shape(sheet.painter, mark.shape, ink, QRectF(box.left(), box.center().y() - 10, 20, 20))
    sheet.text(box.adjusted(34, 0, 0, 0), legend.short(priority), SMALLEST)


def _frame(sheet: Sheet, box: QRectF, title: str) -> QRectF:
    sheet.panel(box)
    sheet.text(QRectF(box.left() + 28, box.top() + 14, 900, 44), title, 32, "", 500)
    return QRectF(box.left() + 170, box.top() + 76, box.width() - 220, box.height() - 76 - 62)


def _nothing(sheet: Sheet, plot: QRectF, told: str) -> None:
    sheet.text(plot, told, 34, sheet.colours.quiet, 400, CENTRE)


def _scale(plot: QRectF, first: datetime, last: datetime, share: Callable[[float], float]) -> Where:
    length = (last - first).total_seconds() or 1.0

    def where(at: datetime, value: float) -> QPointF:
        along = (at - first).total_seconds() / length
        return QPointF(
            plot.left() + along * plot.width(), plot.bottom() - share(value) * plot.height()
        )

    return where


def _grid(
    sheet: Sheet,
    plot: QRectF,
    where: Where,
    ticks: Sequence[tuple[float, str]],
    span: tuple[datetime, datetime],
    picture: Picture,
) -> None:
    quiet = sheet.colours.quiet
    for value, told in ticks:
        y = where(span[0], value).y()
        sheet.line(plot.left(), y, plot.right(), y)
        sheet.text(QRectF(plot.left() - 164, y - 20, 150, 40), told, SMALLEST, quiet, 400, RIGHT)
    for at in _hours(span, picture):
        x = where(at, ticks[0][0]).x()
        told = words.clock(at) if at.hour else words.day(at)
        sheet.text(QRectF(x - 90, plot.bottom() + 12, 180, 40), told, SMALLEST, quiet, 400, CENTRE)
    now = where(picture.at, ticks[0][0]).x()
    sheet.line(now, plot.top(), now, plot.bottom(), quiet)


def _hours(span: tuple[datetime, datetime], picture: Picture) -> list[datetime]:
    """About eight round hours of the incident's clock."""
    first, last = (at.astimezone(picture.at.tzinfo) for at in span)
    return round_hours(first, last, 9)


def _stroke(sheet: Sheet, path: QPainterPath, ink: str, style: Qt.PenStyle) -> None:
    sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
    sheet.painter.setPen(QPen(QColor(ink), 5, style))
    sheet.painter.drawPath(path)


def _nice(most: int) -> float:
    """The next even round number above."""
    power = 10.0 ** int(log10(max(most, 1)))
    return next(step * power for step in (2, 4, 6, 10, 20) if step * power >= most * 1.05)

"""The two curves of a sitrep, drawn with the page: out and planned, minutes until an answer."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import log10
from typing import TYPE_CHECKING

from situationroom import briefing_words as words
from situationroom import legend
from situationroom.exports.fonts import printable
from situationroom.exports.pdf_flow import Block
from situationroom.exports.pdf_text import ACCENT, INK, QUIET, Align, Ink, TextLine, draw
from situationroom.exports.words import Words, both
from situationroom.models.briefing import Picture, Step
from situationroom.models.round_hours import round_hours
from situationroom.models.vocabulary import Priority
from situationroom.palettes import LIGHT
from situationroom.texts import tr

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Where = Callable[[datetime, float], tuple[float, float]]
Span = tuple[datetime, datetime]
HEIGHT, GAP = 190.0, 24.0
MINUTES = (1, 5, 15, 30, 60, 120, 300, 1440)
LINE = "#c9d3dd"


def curves(picture: Picture, room: float) -> Block:
    """Both charts side by side."""

    def paint(canvas: "Canvas", x: float, top: float) -> None:
        each = (room - GAP) / 2
        _arrivals(canvas, x, top, each, picture)
        _responses(canvas, x + each + GAP, top, each, picture)

    return Block(HEIGHT + 8, paint)


def _arrivals(canvas: "Canvas", x: float, top: float, wide: float, picture: Picture) -> None:
    plot = _frame(canvas, x, top, wide, both("Brought out, and planned"))
    steps = picture.arrivals
    if not steps:
        _say(canvas, x, top - HEIGHT / 2, tr("Nobody is out yet, and nothing is planned."))
        return
    hour = timedelta(hours=1)
    span = min(steps[0].at, picture.at) - hour, max(steps[-1].at, picture.at) + hour
    most = _nice(steps[-1].total)
    where = _scale(plot, span, lambda n: n / most)
    ticks = [(n, f"{n:,.0f}") for n in (0, most / 2, most)]
    _grid(canvas, plot, where, ticks, span, picture)
    done = [step for step in steps if step.done]
    out = done[-1].total if done else 0
    solid = [where(span[0], 0), *_stairs(where, done, 0, span[0]), where(picture.at, out)]
    _line(canvas, solid, LIGHT.safe)
    ahead = [where(picture.at, out), *_stairs(where, steps[len(done) :], out, picture.at)]
    if len(ahead) > 1:
        _line(canvas, [*ahead, where(span[1], steps[-1].total)], LIGHT.accent, dashed=True)
        _at(canvas, where(span[1], steps[-1].total), f"{steps[-1].total:,}", LIGHT.accent)
    _at(canvas, where(picture.at, out), f"{out:,}", LIGHT.safe)


def _stairs(
    where: Where, steps: Sequence[Step], total: int, after: datetime
) -> list[tuple[float, float]]:
    points = []
    for step in steps:
        at = max(step.at, after)
        points += [where(at, total), where(at, step.total)]
        total = step.total
    return points


def _responses(canvas: "Canvas", x: float, top: float, wide: float, picture: Picture) -> None:
    plot = _frame(canvas, x, top, wide, both("Minutes to acknowledge (median)"))
    found = picture.responses
    if not found:
        _say(canvas, x, top - HEIGHT / 2, tr("No request was acknowledged yet."))
        return
    hour = timedelta(hours=1)
    span = found[0].at - hour, picture.at + hour
    most = log10(max(60.0, *(one.minutes for one in found)) * 1.3)
    where = _scale(plot, span, lambda n: log10(max(1.0, n)) / most)
    ticks = [(float(n), str(n)) for n in MINUTES if log10(n) <= most]
    _grid(canvas, plot, where, ticks, span, picture)
    for place, priority in enumerate(Priority):
        colour = legend.colour(priority, LIGHT)
        points = [where(one.at, one.minutes) for one in found if one.priority is priority]
        if len(points) > 1:
            _line(canvas, points, colour)
        for point in points:
            _mark(canvas, point, colour, priority)
        key = plot[2] - 150 + place * 54, top - 27
        _mark(canvas, key, colour, priority)
        _text(canvas, key[0] + 6, key[1] - 2.5, 60, legend.short(priority), Ink(7, colour=QUIET))


def _mark(canvas: "Canvas", at: tuple[float, float], colour: str, priority: Priority) -> None:
    x, y = at
    canvas.setFillColor(colour)
    shape = legend.shape(priority)
    if shape == "square":
        canvas.rect(x - 2.6, y - 2.6, 5.2, 5.2, stroke=0, fill=1)
    elif shape == "triangle":
        path = canvas.beginPath()
        path.moveTo(x, y + 3.4)
        path.lineTo(x + 3.2, y - 2.6)
        path.lineTo(x - 3.2, y - 2.6)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    else:
        canvas.circle(x, y, 2.8, stroke=0, fill=1)


def _frame(
    canvas: "Canvas", x: float, top: float, wide: float, title: Words
) -> tuple[float, float, float, float]:
    """The title; (left, bottom, right, top) of where the curve goes."""
    _text(canvas, x, top - 16, wide, title.joined, Ink(8.5, bold=True, colour=INK))
    return x + 34, top - HEIGHT + 16, x + wide - 6, top - 38


def _scale(
    plot: tuple[float, float, float, float], span: Span, share: Callable[[float], float]
) -> Where:
    left, bottom, right, top = plot
    length = (span[1] - span[0]).total_seconds() or 1.0

    def where(at: datetime, value: float) -> tuple[float, float]:
        along = (at - span[0]).total_seconds() / length
        return left + along * (right - left), bottom + share(value) * (top - bottom)

    return where


def _grid(
    canvas: "Canvas",
    plot: tuple[float, float, float, float],
    where: Where,
    ticks: Sequence[tuple[float, str]],
    span: Span,
    picture: Picture,
) -> None:
    left, bottom, right, top = plot
    quiet = Ink(6.5, colour=QUIET)
    for value, told in ticks:
        y = where(span[0], value)[1]
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(left, y, right, y)
        _text(canvas, left - 34, y - 2.2, 29, told, quiet, "right")
    for at in _hours(span, picture):
        x = where(at, ticks[0][0])[0]
        told = words.clock(at) if at.hour else words.day(at)
        _text(canvas, x - 30, bottom - 11, 60, told, quiet, "centre")
    canvas.setStrokeColor(QUIET)
    now = where(picture.at, ticks[0][0])[0]
    canvas.line(now, bottom, now, top)


def _hours(span: Span, picture: Picture) -> list[datetime]:
    """About eight round hours of the incident's clock."""
    first, last = (at.astimezone(picture.at.tzinfo) for at in span)
    return round_hours(first, last, 8)


def _line(
    canvas: "Canvas", points: Sequence[tuple[float, float]], colour: str, *, dashed: bool = False
) -> None:
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(1.6)
    if dashed:
        canvas.setDash(4, 3)
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _at(canvas: "Canvas", at: tuple[float, float], told: str, colour: str) -> None:
    _text(canvas, at[0] - 82, at[1] + 4, 80, told, Ink(9, bold=True, colour=colour), "right")


def _say(canvas: "Canvas", x: float, y: float, told: str) -> None:
    _text(canvas, x + 34, y, 300, told, Ink(8, colour=ACCENT))


def _text(
    canvas: "Canvas", x: float, y: float, room: float, told: str, ink: Ink, align: Align = "left"
) -> None:
    shown = Ink(ink.size, ink.bold, ink.colour, align)
    draw(canvas, x, y, room, TextLine(printable(told, ink.bold), shown))


def _nice(most: int) -> float:
    power = 10.0 ** int(log10(max(most, 1)))
    return next(step * power for step in (2, 4, 6, 10, 20) if step * power >= most * 1.05)

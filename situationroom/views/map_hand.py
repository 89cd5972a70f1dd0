"""What is drawn on the map: a lasso, a rectangle, a circle, an outline, a measure.

By mouse, or by keyboard: the arrow keys move the map under a cross in its middle, Space puts a
point there.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.legs import bearing_words, legs, length
from situationroom.map.projection import great_circle, haversine_m, to_world
from situationroom.models.zone import Position, Shape
from situationroom.views import theme
from situationroom.views.map_base import turns
from situationroom.views.map_shapes import paint_shape

Tool: TypeAlias = Literal["lasso", "rectangle", "circle", "polygon", "measure"]
DRAGGED: tuple[Tool, ...] = ("lasso", "rectangle", "circle")
OF_TWO: tuple[Tool, ...] = ("rectangle", "circle")
"""Tools that are done with their second point."""
CLOSE_PX = 9.0
LEAST_M = 1.0
LABELLED_PX = 110.0
WIDEST = 90.0
"""Degrees of longitude between corners of a rectangle."""


@dataclass(slots=True)
class Hand:
    """One drawing. ``done(shape)`` when it is finished; None when there is nothing to keep.

    A measure stays when it has ``ended``, until it is taken away; ``grew()`` with every change.
    """

    tool: Tool
    done: Callable[[Shape | None], None]
    points: list[Position] = field(default_factory=list)
    at: Position | None = None
    nautical: bool = False
    ended: bool = False
    aimed: bool = False
    """Whether the keyboard draws: the map shows the cross."""
    grew: Callable[[], object] = lambda: None

    def drag(self, start: Position, at: Position, finished: bool) -> bool:
        """The mouse is drawn over the map with its button down; whether the hand took it."""
        if self.tool not in DRAGGED:
            return False
        if not self.points:
            self.points = [start]
        if self.tool == "lasso":
            self.points.append(at)
        self.at = at
        if finished:
            self.finish()
        return True

    def click(self, at: Position, *, double: bool) -> bool:
        """A corner, or with a double click the last; whether the hand took it."""
        if self.tool in DRAGGED:
            return False
        if double:
            self.finish()
        else:
            self.points = [at] if self.ended else [*self.points, at]
            self.ended = False
        self.grew()
        return True

    def hover(self, at: Position, *, aimed: bool = False) -> None:
        """The mouse is there, or the cross."""
        self.at = None if self.ended else at
        self.aimed = aimed

    def put(self, at: Position) -> None:
        """A point by keyboard, where the cross is."""
        if self.tool in OF_TWO and self.points:
            self.at = at
            self.finish()
            return
        self.points = [at] if self.ended else [*self.points, at]
        self.ended = False
        self.hover(at, aimed=True)

    def key(self, key: int, aim: Position | None = None) -> bool:
        """Space puts a point at ``aim``, Enter ends, Backspace takes one back, Esc gives up."""
        if key == Qt.Key.Key_Space and aim is not None:
            self.put(aim)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self.points:
            self.points.pop()
        elif key == Qt.Key.Key_Escape:
            self.done(None)
        else:
            return False
        self.grew()
        return True

    def finish(self) -> None:
        """Hand over what was drawn; a measure ends and is still to be read."""
        if self.tool == "measure" and len(self.points) > 1:
            self.ended, self.at = True, None
        else:
            self.done(self.shape())

    def shape(self) -> Shape | None:
        """What is drawn so far, once it encloses something."""
        if self.tool == "circle":
            metres = self.metres()
            return Shape((self.points[0],), radius_m=metres) if metres > LEAST_M else None
        if self.tool == "rectangle":
            return box(self.points[0], self.at) if self.points and self.at else None
        if self.tool == "measure" or len(set(self.points)) < 3:
            return None
        return Shape(tuple(dict.fromkeys(self.points)))

    def metres(self) -> float:
        """The radius of the circle, or the length of the line up to the cursor."""
        line = [*self.points, *([self.at] if self.at else [])]
        if self.tool in OF_TWO:
            line = [line[0], line[-1]] if line else []
        pairs = itertools.pairwise(line)
        return float(sum(haversine_m(*one, *two) for one, two in pairs))

    def words(self) -> str:
        """The length, and for a measure the direction of its last piece."""
        line = [*self.points, *([self.at] if self.at else [])]
        if len(line) < 2:
            return ""
        said = length(self.metres(), self.nautical)
        if self.tool != "measure":
            return said
        return f"{said} · {bearing_words(legs(line[-2:])[0].bearing)}"

    def paint(self, painter: QPainter, view: View, colours: Palette) -> None:
        """What is drawn so far, with its length at the cursor."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(colours.accent)
        if self.aimed:
            paint_cross(painter, view, accent)
        if not self.points:
            return
        shape = self.shape()
        if shape is not None and self.tool != "polygon":
            paint_shape(painter, view, shape, accent, strong=True)
        for shown in turns(view) if self.tool != "rectangle" else ():
            self._line(painter, shown, accent)
        if self.tool == "measure":
            self._legs(painter, view, colours)
        if self.tool not in ("lasso", "rectangle") and (said := self.words()):
            _say(painter, view, self.at or self.points[-1], said, colours)

    def _legs(self, painter: QPainter, view: View, colours: Palette) -> None:
        """Each leg's own length and direction at its middle, where it is long enough."""
        for leg in legs(self.points) if len(self.points) > 2 or self.at else ():
            way = great_circle(*leg.start, *leg.end, 3)
            ends = [_screen((float(a), float(b)), view) for a, b in way]
            if (ends[2] - ends[0]).manhattanLength() > LABELLED_PX:
                said = f"{length(leg.metres, self.nautical)} · {bearing_words(leg.bearing)}"
                middle = float(way[1][0]), float(way[1][1])
                _say(painter, view, middle, said, colours, strong=False)

    def _line(self, painter: QPainter, view: View, colour: QColor) -> None:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = [*self.points, *([self.at] if self.at else [])]
        if self.tool == "circle":
            line = [line[0], line[-1]]
        for one, two in itertools.pairwise(line):
            painter.drawPolyline(QPolygonF(_way(one, two, view, straight=self.tool == "lasso")))
        if self.tool != "lasso":
            painter.setBrush(colour)
            for corner in self.points:
                painter.drawEllipse(_screen(corner, view), 3.5, 3.5)


def box(one: Position, other: Position) -> Shape | None:
    """The rectangle between two corners, the shorter way round the earth; None where it is none."""
    across = (other[1] - one[1] + 180) % 360 - 180
    if not across or one[0] == other[0]:
        return None
    return strip(one[0], other[0], one[1], one[1] + across)


def strip(lat: float, other: float, west: float, east: float) -> Shape:
    """Everything between two parallels and two meridians; ``east`` may run on past 180°.

    With corners between, so that the longer way round the earth is as good as the shorter one.
    """
    steps = ceil(abs(east - west) / WIDEST) + 1
    lons = [west + (east - west) * step / (steps - 1) for step in range(steps)]
    lons = [(lon + 180) % 360 - 180 for lon in lons]
    return Shape((*((lat, lon) for lon in lons), *((other, lon) for lon in reversed(lons))))


def paint_cross(painter: QPainter, view: View, colour: QColor) -> None:
    """Where the keyboard points: the middle of the window."""
    painter.setPen(QPen(colour, 1.5))
    middle = QPointF(view.width / 2, view.height / 2)
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        away = QPointF(x, y)
        painter.drawLine(middle + away * 4, middle + away * 16)


def _way(one: Position, two: Position, view: View, *, straight: bool) -> list[QPointF]:
    way = [one, two] if straight else [(float(a), float(b)) for a, b in great_circle(*one, *two)]
    return [_screen(position, view) for position in way]


def _screen(position: Position, view: View) -> QPointF:
    return QPointF(*view.to_screen(position[1] / 360 + 0.5, to_world(*position)[1]))


def _say(
    painter: QPainter, view: View, at: Position, said: str, colours: Palette, strong: bool = True
) -> None:
    painter.setFont(theme.font(13 if strong else 11, 600 if strong else 500, tabular=True))
    ground = QColor(colours.panel)
    ground.setAlphaF(0.92)
    for shown in turns(view):
        spot = _screen(at, shown) + QPointF(12, -10)
        room = painter.fontMetrics().boundingRect(said).translated(spot.toPoint())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(room.adjusted(-6, -3, 6, 3), 4, 4)
        painter.setPen(QColor(colours.text if strong else colours.quiet))
        painter.drawText(spot, said)

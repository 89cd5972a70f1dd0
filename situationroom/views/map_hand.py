"""What is drawn by hand on the map: a lasso, a circle, an outline corner by corner, a measure."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from math import atan2, cos, degrees, radians, sin
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.projection import great_circle, haversine_m, to_world
from situationroom.models.zone import Position, Shape
from situationroom.views import theme
from situationroom.views.map_base import turns
from situationroom.views.map_shapes import paint_shape

Tool: TypeAlias = Literal["lasso", "circle", "polygon", "measure"]
DRAGGED: tuple[Tool, ...] = ("lasso", "circle")
CLOSE_PX = 9.0
LEAST_M = 1.0


@dataclass(slots=True)
class Hand:
    """One drawing. ``done(shape)`` when it is finished; None when there is nothing to keep."""

    tool: Tool
    done: Callable[[Shape | None], None]
    points: list[Position] = field(default_factory=list)
    at: Position | None = None

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
        if not double:
            self.points.append(at)
        elif self.tool == "polygon":
            self.finish()
        return True

    def key(self, key: int) -> bool:
        """Enter finishes, Backspace takes the last corner back, Esc gives up."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif key == Qt.Key.Key_Backspace and self.points:
            self.points.pop()
        elif key == Qt.Key.Key_Escape:
            self.done(None)
        else:
            return False
        return True

    def finish(self) -> None:
        """Hand over what was drawn."""
        self.done(self.shape())

    def shape(self) -> Shape | None:
        """What is drawn so far, once it encloses something."""
        if self.tool == "circle":
            metres = self.metres()
            return Shape((self.points[0],), radius_m=metres) if metres > LEAST_M else None
        if self.tool == "measure" or len(set(self.points)) < 3:
            return None
        return Shape(tuple(dict.fromkeys(self.points)))

    def metres(self) -> float:
        """The radius of the circle, or the length of the line up to the cursor."""
        line = [*self.points, *([self.at] if self.at else [])]
        if self.tool == "circle":
            line = [line[0], line[-1]] if line else []
        pairs = itertools.pairwise(line)
        return float(sum(haversine_m(*one, *two) for one, two in pairs))

    def words(self) -> str:
        """The length, and for a measure the direction of its last piece."""
        line = [*self.points, *([self.at] if self.at else [])]
        if len(line) < 2:
            return ""
        said = length(self.metres())
        return f"{said} · {bearing(line[-2], line[-1]):.0f}°" if self.tool == "measure" else said

    def paint(self, painter: QPainter, view: View, colours: Palette) -> None:
        """What is drawn so far, with its length at the cursor."""
        if not self.points:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(colours.accent)
        shape = self.shape()
        if shape is not None and self.tool != "polygon":
            paint_shape(painter, view, shape, accent, strong=True)
        for shown in turns(view):
            self._line(painter, shown, accent)
        if self.tool != "lasso" and (said := self.words()):
            _say(painter, view, self.at or self.points[-1], said, colours)

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


def length(metres: float) -> str:
    """'850 m', '3.2 km', '212 km'."""
    if metres < 1_000:
        return f"{metres:.0f} m"
    return f"{metres / 1_000:.1f} km" if metres < 10_000 else f"{metres / 1_000:,.0f} km"


def bearing(start: Position, end: Position) -> float:
    """Degrees clockwise from north in which one sets out from ``start`` for ``end``."""
    one, two, turn = radians(start[0]), radians(end[0]), radians(end[1] - start[1])
    east = sin(turn) * cos(two)
    north = cos(one) * sin(two) - sin(one) * cos(two) * cos(turn)
    return degrees(atan2(east, north)) % 360


def _way(one: Position, two: Position, view: View, *, straight: bool) -> list[QPointF]:
    way = [one, two] if straight else [(float(a), float(b)) for a, b in great_circle(*one, *two)]
    return [_screen(position, view) for position in way]


def _screen(position: Position, view: View) -> QPointF:
    return QPointF(*view.to_screen(position[1] / 360 + 0.5, to_world(*position)[1]))


def _say(painter: QPainter, view: View, at: Position, said: str, colours: Palette) -> None:
    spot = _screen(at, view) + QPointF(12, -10)
    painter.setFont(theme.font(13, 600, tabular=True))
    room = painter.fontMetrics().boundingRect(said).translated(spot.toPoint())
    ground = QColor(colours.panel)
    ground.setAlphaF(0.92)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(room.adjusted(-6, -3, 6, 3), 4, 4)
    painter.setPen(QColor(colours.text))
    painter.drawText(spot, said)

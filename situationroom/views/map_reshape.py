"""The outline of a zone under the hand: corners moved, put between, taken away, step by step back.

By mouse: a corner is drawn to another place, the small dot between two of them becomes a corner.
By keyboard: Page Down and Page Up go from corner to corner, the arrow keys move the map under the
cross, Space puts the corner there, Insert makes one behind it, Delete takes it away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.projection import circle, haversine_m, to_world
from situationroom.models.zone import Position, Shape
from situationroom.views.map_base import turns
from situationroom.views.map_hand import paint_cross
from situationroom.views.map_shapes import paint_shape

Corner: TypeAlias = tuple[int, int, int]
"""Which shape, which ring of it (0 the outline, then its holes; RADIUS), which corner."""
RADIUS = -1
"""The ring of the handle at the edge of a circle."""
NEAR_PX, APART_PX = 11.0, 26.0
MOST = 2_000
"""Corners of a zone that is still changed by hand."""
LEAST_M = 1.0


def corners_of(shapes: Sequence[Shape]) -> list[Corner]:
    """Every corner, and the handle of every circle."""
    found = []
    for number, shape in enumerate(shapes):
        for ring, positions in enumerate((shape.outline, *shape.holes)):
            found += [(number, ring, place) for place in range(len(positions))]
        if _is_circle(shape):
            found.append((number, RADIUS, 0))
    return found


@dataclass(slots=True)
class Reshape:
    """One zone being changed. ``done(shapes)`` at the end, None when it was given up.

    ``look(position)`` brings a corner into the middle; ``grew()`` with every change.
    """

    shapes: tuple[Shape, ...]
    done: Callable[[tuple[Shape, ...] | None], object]
    look: Callable[[Position], object] = lambda _at: None
    grew: Callable[[], object] = lambda: None
    tool: Literal["reshape"] = "reshape"
    chosen: Corner | None = None
    aimed: bool = False
    _before: list[tuple[Shape, ...]] = field(default_factory=list)
    _held: bool = False
    _view: View | None = None

    # --- by mouse ------------------------------------------------------------------------------

    def drag(self, start: Position, at: Position, finished: bool) -> bool:
        """A corner, or a new one, goes where it is drawn; whether there was one to take."""
        if not self._held:
            before = self.shapes
            if not self._take(start):
                return False
            self._before.append(before)
        self._held = not finished
        self._move(at)
        if finished:
            self.grew()
        return True

    def click(self, at: Position, *, double: bool) -> bool:
        """Choose a corner; every click is taken while a zone is changed."""
        self.aimed = False
        if not double:
            self.chosen = self._nearest(at, corners_of(self.shapes))
            self.grew()
        return True

    def hover(self, _at: Position, *, aimed: bool = False) -> None:
        """The mouse is there, or the cross."""
        self.aimed = aimed

    # --- by keyboard ---------------------------------------------------------------------------

    def key(self, key: int, aim: Position | None = None) -> bool:
        """Whether the key was meant for the outline."""
        acts: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: lambda: self.done(self.shapes),
            Qt.Key.Key_Enter: lambda: self.done(self.shapes),
            Qt.Key.Key_Escape: lambda: self.done(None),
            Qt.Key.Key_PageDown: lambda: self._step(1),
            Qt.Key.Key_PageUp: lambda: self._step(-1),
            Qt.Key.Key_Insert: self._insert,
            Qt.Key.Key_Delete: self.remove,
            Qt.Key.Key_Backspace: self.back,
        }
        if key == Qt.Key.Key_Space and aim is not None and self.chosen is not None:
            self._keep()
            self._move(aim)
        elif key in acts:
            acts[key]()
        else:
            return False
        self.grew()
        return True

    def remove(self) -> None:
        """Take the chosen corner away, and a hole with its third; an outline keeps three."""
        if self.chosen is None or self.chosen[1] == RADIUS:
            return
        number, ring, place = self.chosen
        shape = self.shapes[number]
        positions = (shape.outline, *shape.holes)[ring]
        fewer = (*positions[:place], *positions[place + 1 :])
        least = 3 if shape.radius_m is None else 2
        if ring and len(fewer) < least:
            holes = shape.holes[: ring - 1] + shape.holes[ring:]
            self._put(number, replace(shape, holes=holes))
        elif len(fewer) >= least:
            self._put(number, _with_ring(shape, ring, fewer))
        else:
            return
        self.chosen = None

    def back(self) -> None:
        """Take the last change back."""
        if self._before:
            self.shapes = self._before.pop()
            self.chosen = None

    def _step(self, by: int) -> None:
        every = corners_of(self.shapes)
        place = every.index(self.chosen) + by if self.chosen in every else min(0, by)
        self.chosen = every[place % len(every)]
        self.aimed = True
        self.look(self._where(self.chosen))

    def _insert(self) -> None:
        """A corner in the middle between the chosen one and the next."""
        if self.chosen is not None and (spot := self._between(self.chosen)) is not None:
            self._add(self.chosen, spot)
            self.look(spot)

    # --- inside --------------------------------------------------------------------------------

    def _keep(self) -> None:
        self._before.append(self.shapes)

    def _put(self, number: int, shape: Shape) -> None:
        self._keep()
        self.shapes = (*self.shapes[:number], shape, *self.shapes[number + 1 :])

    def _add(self, after: Corner, at: Position) -> None:
        number, ring, place = after
        shape = self.shapes[number]
        positions = (shape.outline, *shape.holes)[ring]
        more = (*positions[: place + 1], at, *positions[place + 1 :])
        self._put(number, _with_ring(shape, ring, more))
        self.chosen = (number, ring, place + 1)

    def _move(self, at: Position) -> None:
        if self.chosen is None:
            return
        number, ring, place = self.chosen
        shape = self.shapes[number]
        if ring == RADIUS:
            metres = max(LEAST_M, float(haversine_m(*shape.outline[0], *at)))
            moved = replace(shape, radius_m=metres)
        else:
            positions = (shape.outline, *shape.holes)[ring]
            moved = _with_ring(shape, ring, (*positions[:place], at, *positions[place + 1 :]))
        self.shapes = (*self.shapes[:number], moved, *self.shapes[number + 1 :])

    def _take(self, start: Position) -> bool:
        """Choose the corner that lies under a position, made from a dot between two if need be."""
        every = corners_of(self.shapes)
        self.chosen = self._nearest(start, every)
        if self.chosen is None:
            dots = {one: spot for one in every if (spot := self._between(one)) is not None}
            before = self._nearest(start, [*dots], dots)
            if before is not None:
                self._add(before, dots[before])
                self._before.pop()  # the whole drag is one step
        return self.chosen is not None

    def _nearest(
        self, at: Position, every: Sequence[Corner], spots: dict[Corner, Position] | None = None
    ) -> Corner | None:
        if self._view is None:
            return None
        here = _screen(at, self._view)
        near = [
            ((_screen(spots[one] if spots else self._where(one), shown) - here), one)
            for shown in turns(self._view)
            for one in every
        ]
        away, best = min(
            ((gap.x() ** 2 + gap.y() ** 2, one) for gap, one in near), default=(NEAR_PX**2, None)
        )
        return best if away < NEAR_PX**2 else None

    def _where(self, corner: Corner) -> Position:
        number, ring, place = corner
        shape = self.shapes[number]
        if ring == RADIUS:
            lat, lon = circle(*shape.outline[0], shape.radius_m or LEAST_M, 4)[1]
            return float(lat), (float(lon) + 180) % 360 - 180
        return (shape.outline, *shape.holes)[ring][place]

    def _between(self, corner: Corner) -> Position | None:
        """The middle of the edge behind a corner; None where there is no edge."""
        number, ring, place = corner
        shape = self.shapes[number]
        if ring == RADIUS or _is_circle(shape):
            return None
        positions = (shape.outline, *shape.holes)[ring]
        if shape.radius_m is not None and place + 1 == len(positions):
            return None  # a corridor is open at its end
        (lat, lon), (to_lat, to_lon) = positions[place], positions[(place + 1) % len(positions)]
        across = (to_lon - lon + 180) % 360 - 180
        return (lat + to_lat) / 2, (lon + across / 2 + 180) % 360 - 180

    # --- on the screen -------------------------------------------------------------------------

    def paint(self, painter: QPainter, view: View, colours: Palette) -> None:
        """The zone as it will be, its corners, and the dots between those that lie apart."""
        self._view = view
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(colours.accent)
        for shape in self.shapes:
            paint_shape(painter, view, shape, accent, strong=True)
        if self.aimed:
            paint_cross(painter, view, accent)
        for shown in turns(view):
            self._handles(painter, shown, accent, QColor(colours.panel))

    def _handles(self, painter: QPainter, view: View, accent: QColor, ground: QColor) -> None:
        window = QRectF(0, 0, view.width, view.height)
        painter.setPen(QPen(accent, 1.5))
        for corner in corners_of(self.shapes):
            spot = _screen(self._where(corner), view)
            if (dot := self._between(corner)) is not None:
                middle = _screen(dot, view)
                if window.contains(middle) and (middle - spot).manhattanLength() > APART_PX:
                    painter.setBrush(ground)
                    painter.drawEllipse(middle, 3.0, 3.0)
            if window.contains(spot):
                chosen = corner == self.chosen
                half = 6.0 if chosen else 4.5
                painter.setBrush(accent if chosen else ground)
                painter.drawRect(QRectF(spot.x() - half, spot.y() - half, 2 * half, 2 * half))


def _is_circle(shape: Shape) -> bool:
    return shape.radius_m is not None and len(shape.outline) == 1


def _with_ring(shape: Shape, ring: int, positions: tuple[Position, ...]) -> Shape:
    if ring == 0:
        return replace(shape, outline=positions)
    return replace(shape, holes=(*shape.holes[: ring - 1], positions, *shape.holes[ring:]))


def _screen(position: Position, view: View) -> QPointF:
    return QPointF(*view.to_screen(position[1] / 360 + 0.5, to_world(*position)[1]))

"""On which side of the map a card lies, so that it does not cover what it is about."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from situationroom.map.labels import View
from situationroom.map.projection import to_world
from situationroom.models.zone import Position, Shape
from situationroom.views.map_shapes import box_of


def better_right(view: View, shapes: Sequence[Shape], sides: tuple[int, int], width: int) -> bool:
    """Whether a card so wide hides less of the shapes at the right one of two sides."""
    if not shapes:
        return False
    left, right = (_covered(view, shapes, x, width) for x in sides)
    return left > right


def _covered(view: View, shapes: Sequence[Shape], x: float, width: float) -> float:
    left, top, right, bottom = box_of(shapes)
    west, _ = view.to_screen(left, top)
    east, _ = view.to_screen(right, bottom)
    return max(0.0, min(east, x + width) - max(west, x))


def lies_under(panel: QWidget, view: View, at: Position) -> bool:
    """Whether a card lies over a position."""
    x, y = to_world(*at)
    return QRectF(panel.geometry()).contains(QPointF(*view.to_screen(float(x), float(y))))

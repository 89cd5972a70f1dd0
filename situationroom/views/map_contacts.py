"""The directory on the map: missions, hospitals, police and whoever else has a position."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from situationroom import legend
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.projection import to_world
from situationroom.models import Contact
from situationroom.models.vocabulary import ContactKind
from situationroom.store.queries.contacts import ContactFilter, contacts
from situationroom.views import theme
from situationroom.views.bidi import left_to_right
from situationroom.views.icons import draw_shape
from situationroom.views.map_base import turns

NAMED_FROM = 9.0
"""Zoom from which entries are named; from afar there would be nothing but names."""
SIZE = 9.0
LONGEST = 26


LAYER_OF = {ContactKind.MISSION: "missions", ContactKind.HOSPITAL: "hospitals"}
"""The kinds that have a layer of their own; the others are together."""


def placed_contacts(connection: Any) -> tuple[Contact, ...]:
    """Entries of the directory that have a position."""
    found = contacts(connection, ContactFilter())
    return tuple(one for one in found if one.lat is not None and one.lon is not None)


def of_layer(found: Sequence[Contact], layer: str) -> list[Contact]:
    """The entries of 'missions', 'hospitals' or (all others) 'contacts'."""
    return [one for one in found if LAYER_OF.get(one.kind, "contacts") == layer]


def paint_contacts(
    painter: QPainter,
    view: View,
    found: Sequence[Contact],
    colours: Palette,
    taken: list[QRectF] | None = None,
) -> None:
    """A shape for each in the colour of its kind; near by its name, where there is room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    taken = [] if taken is None else taken
    for shown in turns(view):
        for one in found:
            x, y = to_world(one.lat or 0.0, one.lon or 0.0)
            at = QPointF(*shown.to_screen(float(x), float(y)))
            if not (-20 < at.x() < view.width + 20 and -20 < at.y() < view.height + 20):
                continue
            box = QRectF(at.x() - SIZE / 2, at.y() - SIZE / 2, SIZE, SIZE)
            under = box.adjusted(-1.5, -1.5, 1.5, 1.5)
            draw_shape(painter, legend.shape(one.kind), colours.ground, under)
            draw_shape(painter, legend.shape(one.kind), legend.colour(one.kind, colours), box)
            if view.zoom >= NAMED_FROM:
                _name(painter, at, one, colours, taken)


def _name(
    painter: QPainter, at: QPointF, one: Contact, colours: Palette, taken: list[QRectF]
) -> None:
    called = one.native_name or one.name
    text = left_to_right(called if len(called) <= LONGEST else f"{called[: LONGEST - 1]}…")
    font = theme.font(11)
    width = QFontMetricsF(font).horizontalAdvance(text) + 4
    box = QRectF(at.x() - width / 2, at.y() + SIZE / 2 + 1, width, 15)
    if any(box.intersects(other) for other in taken):
        return
    taken.append(box)
    painter.setFont(font)
    painter.setPen(QPen(QColor(colours.text)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

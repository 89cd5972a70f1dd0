"""The directory on the map: missions, hospitals, police and whoever else has a position."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from situationroom import legend
from situationroom.legend import Palette
from situationroom.map.labels import View
from situationroom.map.projection import to_world
from situationroom.models import Contact
from situationroom.models.vocabulary import ContactKind
from situationroom.store.queries.contacts import ContactFilter, contacts
from situationroom.views.bidi import left_to_right
from situationroom.views.icons import draw_shape
from situationroom.views.map_tags import Tag, Tags, width_of

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
    tags: Tags,
    rank: int,
) -> None:
    """A shape for each in the colour of its kind; near by its name, where there is room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for one in found:
        x, y = to_world(one.lat or 0.0, one.lon or 0.0)
        at = QPointF(*view.to_screen(float(x), float(y)))
        if not (-20 < at.x() < view.width + 20 and -20 < at.y() < view.height + 20):
            continue
        box = QRectF(at.x() - SIZE / 2, at.y() - SIZE / 2, SIZE, SIZE)
        under = box.adjusted(-1.5, -1.5, 1.5, 1.5)
        draw_shape(painter, legend.shape(one.kind), colours.ground, under)
        draw_shape(painter, legend.shape(one.kind), legend.colour(one.kind, colours), box)
        tags.taken.append(under)
        if view.zoom >= NAMED_FROM:
            tags.want(_tag(at, one), rank)


def _tag(at: QPointF, one: Contact) -> Tag:
    called = one.native_name or one.name
    text = left_to_right(called if len(called) <= LONGEST else f"{called[: LONGEST - 1]}…")
    aside = QPointF(width_of(text) / 2 + 10, 0)
    return Tag(text, [at + QPointF(0, 18), at - QPointF(0, 18), at + aside, at - aside])

"""How unsure positions are: circles around single persons, and around the few of a small ring."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from situationroom.map.labels import View
from situationroom.map.projection import EQUATOR_M, world_pixels
from situationroom.views.map_base import turns
from situationroom.views.map_people import People, Rings
from situationroom.views.map_rings import Dress

FEW = 4
"""A ring of more persons than this shows no circles: they would say nothing any more."""
MOST = 150
"""Circles in one picture; the least sure among them."""
SMALLEST_PX, LARGEST_PX, FILLED_PX = 9.0, 400.0, 60.0
"""Beyond the largest the circle says nothing here; large ones are drawn as a line only."""


def paint_sureness(
    painter: QPainter, view: View, people: People, rings: Rings, dress: Dress
) -> None:
    """A faint circle with the radius that was told, in the colour of the person's class."""
    persons = unsure(view, people, rings)
    if not len(persons):
        return
    pixels = _pixels(people, persons, view)
    codes = rings.by_class[rings.label[persons]].argmax(axis=1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shown in turns(view):
        for person, size, code in zip(persons, pixels, codes, strict=True):
            at = QPointF(*shown.to_screen(float(people.x[person]), float(people.y[person])))
            _circle(painter, at, float(size), dress.colours[code])


def unsure(view: View, people: People, rings: Rings) -> NDArray[np.intp]:
    """Places of those whose circle is drawn: in view, alone or few, neither dot nor country."""
    small = np.append(rings.count <= FEW, False)  # the last stands for the label -1
    _, top, _, bottom = view.box()
    reach = view.width / 2 / world_pixels(view.zoom)
    near = np.flatnonzero(small[rings.label] & np.isfinite(people.details.sureness))
    x, y = (people.x[near] - view.x + 0.5) % 1 - 0.5, people.y[near]
    near = near[(np.abs(x) < reach) & (y > top) & (y < bottom)]
    pixels = _pixels(people, near, view)
    near, pixels = _only(near, pixels, (pixels > SMALLEST_PX) & (pixels < LARGEST_PX))
    return near[np.argsort(-pixels, kind="stable")[:MOST]]


def _only(
    places: NDArray[np.intp], pixels: NDArray[np.float64], chosen: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    return places[chosen], pixels[chosen]


def _pixels(people: People, persons: NDArray[np.intp], view: View) -> NDArray[np.float64]:
    metres_px = EQUATOR_M * np.cos(np.radians(people.columns.lat[persons]))
    metres_px /= world_pixels(view.zoom)
    made: NDArray[np.float64] = people.details.sureness[persons] / np.maximum(metres_px, 1e-9)
    return made


def _circle(painter: QPainter, at: QPointF, size: float, colour: str) -> None:
    tint = QColor(colour)
    tint.setAlphaF(0.07)
    edge = QColor(colour)
    edge.setAlphaF(0.55)
    painter.setBrush(tint if size < FILLED_PX else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, 0))  # dashes cost thirty times as much
    painter.drawEllipse(at, size, size)

"""The tiles of one view that are known by now, painted over the land by whichever thread paints."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from situationroom.map.basemap import own_borders
from situationroom.map.labels import View
from situationroom.map.tile_words import Word
from situationroom.models.tiles import Tile
from situationroom.palettes import Palette, palette
from situationroom.texts import language
from situationroom.views.map_base import Written, paint_borders
from situationroom.views.tile_names import paint_tile_names
from situationroom.views.tile_paint import street_look
from situationroom.views.tile_sheet import Drawn

OURS_TO = 11.5
"""The zoom up to which the boundaries that come with the program are drawn over street maps."""


class Placed(NamedTuple):
    """A picture, where it lies, and the part of it that is shown (None: all, as it is)."""

    image: QImage
    place: QRectF
    cut: QRectF | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """What there is of street maps in a view; ``vector`` when some of it was drawn by us."""

    pieces: tuple[Placed | Drawn, ...] = ()
    names: tuple[tuple[View, Tile, tuple[Word, ...]], ...] = ()
    vector: bool = False
    light: bool | None = None
    """Whether names stand on a light picture or on a dark one; None: on our own ground."""
    credits: tuple[str, ...] = ()
    """Whose maps these are, where that is written beside them."""


NO_STREETS = Streets()


def paint_streets(painter: QPainter, view: View, colours: Palette, streets: Streets) -> None:
    """Street maps over the basemap, and over those the boundaries of states as they were reviewed.

    Ours are drawn for a country, not for a street: near the ground only a cell's own are shown.
    """
    for one in streets.pieces:
        if isinstance(one, Drawn):
            one.paint(painter, street_look(colours))
        elif one.cut is None:
            painter.drawImage(one.place.topLeft(), one.image)  # made in this size: copied
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(one.place, one.image, one.cut)
    if streets.vector and (view.zoom < OURS_TO or own_borders() is not None):
        paint_borders(painter, view, colours)


def colours_of_names(colours: Palette, streets: Streets) -> Palette:
    """Those of the theme; on pictures those that can be read there."""
    if streets.light is None:
        return colours
    return palette("light" if streets.light else "dark")


def paint_street_names(
    painter: QPainter, view: View, colours: Palette, streets: Streets, names: Written
) -> None:
    """The names in tiles, between those that are written already."""
    paint_tile_names(painter, view, streets.names, colours, language(), names)

"""The world under the persons, painted in the theme's colours: land, lakes, borders, names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil, floor, hypot
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QStaticText

from situationroom.breath import breathe
from situationroom.legend import Palette
from situationroom.map.basemap import BorderClass, Indices, Layer, country, level_for, load
from situationroom.map.labels import POINTS, Label, LabelKind, View, labels_for
from situationroom.map.projection import world_pixels
from situationroom.views import theme
from situationroom.views.map_signs import SIGN, blend, paint_sign
from situationroom.views.map_taken import Taken
from situationroom.views.paper import hair, on_paper

DASHES = {BorderClass.DISPUTED: [4.0, 4.0], BorderClass.LINE_OF_CONTROL: [6.0, 3.0, 1.0, 3.0]}
DOT = 2.2
HALO = 3.0
ROUND = ((-1.5, 0), (1.5, 0), (0, -1.5), (0, 1.5), (-1, -1), (1, -1), (-1, 1), (1, 1))
SHARP = 2
CORNERS = 1_500
SHADED_TO = 7.75
CITIES = (LabelKind.CITY, LabelKind.CAPITAL)
Disc: TypeAlias = tuple[float, float, float]


def paint_basemap(painter: QPainter, view: View, colours: Palette, shaded: str = "") -> None:
    """Fill the view with water, land, lines; ``shaded`` is the ISO alpha-2 of one country."""
    room = QRectF(0, 0, view.width, view.height)
    painter.fillRect(room, QColor(colours.water))
    for shown in turns(view):
        _land(painter, shown, colours)
        if shaded:
            _shade(painter, shown, colours, shaded)
        _fill(painter, shown, "lakes", QColor(colours.water))
        _lines(painter, shown, colours)


def turns(view: View) -> Iterator[View]:
    """The view once for every copy of the world in it, so that no map ends at the 180th meridian.

    World units in a copy are as everywhere from 0 to 1.
    """
    left, _, right, _ = view.box()
    for turn in range(int(np.floor(left)), int(np.floor(right)) + 1):
        yield View(view.x - turn, view.y, view.zoom, view.width, view.height)


def path_of(layer: Layer, features: Sequence[int] | Indices, view: View) -> QPainterPath:
    """All parts of some features as one path in pixels of the view."""
    from pyqtgraph.functions import arrayToQPath

    chosen = np.asarray(features, np.intp)
    if not len(chosen):
        return QPainterPath()
    breathe()
    parts = _ranges(layer.features[chosen], layer.features[chosen + 1])
    starts, ends = layer.parts[parts], layer.parts[parts + 1]
    index = _ranges(starts, ends)
    points = _screen(layer.points(index), view)
    joined = np.ones(len(points), np.int32)
    joined[np.cumsum(ends - starts) - 1] = 0
    path: QPainterPath = arrayToQPath(points[:, 0], points[:, 1], joined)
    return path


def _ranges(starts: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.intp]:
    lengths = (ends - starts).astype(np.intp)
    offsets = np.repeat(starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    return np.arange(int(lengths.sum()), dtype=np.intp) + offsets.astype(np.intp)


def _screen(points: NDArray[np.float64], view: View) -> NDArray[np.float64]:
    scale = world_pixels(view.zoom)
    middle = np.array([view.width / 2, view.height / 2])
    screen: NDArray[np.float64] = (points - [view.x, view.y]) * scale + middle
    return screen


def _land(painter: QPainter, view: View, colours: Palette) -> None:
    layer = load("land", level_for(view.zoom))
    if layer is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.land))
    for feature in layer.visible(view.box()):
        _draw(painter, path_of(layer, [int(feature)], view))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _fill(painter: QPainter, view: View, name: str, colour: QColor) -> None:
    layer = load(name, level_for(view.zoom))
    if layer is None:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for some in _in_parts(layer, layer.visible(view.box())):
        _draw(painter, path_of(layer, some, view))


def _shade(painter: QPainter, view: View, colours: Palette, code: str) -> None:
    # Country outlines are known coarsely only: the tint fades before it would miss the coast.
    strength = 0.11 * min(1.0, max(0.0, (SHADED_TO - view.zoom) / 1.5))
    if strength == 0:
        return
    tint = QColor(colours.accent)
    tint.setAlphaF(strength)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    path = QPainterPath()
    for ring in country(code):
        points = _screen(ring, view)
        path.moveTo(*points[0])
        for x, y in points[1:]:
            path.lineTo(x, y)
    painter.drawPath(path)


def _lines(painter: QPainter, view: View, colours: Palette) -> None:
    # A pen of width 0 is one pixel wide and thirty times faster than one of 1.1 on long paths.
    level = level_for(view.zoom)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    border, faint = QColor(colours.border), QColor(colours.border)
    faint.setAlphaF(0.4)
    provinces = load("provinces", level)
    if provinces is not None:
        seen = provinces.visible(view.box(), view.zoom)
        _stroke(painter, view, provinces, seen, QPen(faint, hair(painter)))
    coast = load("coast", level)
    if coast is not None:
        _stroke(painter, view, coast, coast.visible(view.box()), QPen(border, hair(painter)))
    paint_borders(painter, view, colours)


def paint_borders(painter: QPainter, view: View, colours: Palette) -> None:
    """The boundaries of states, as they were reviewed: over street maps too."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    border, faint = QColor(colours.border), _faint(colours.border, 0.4)
    borders = load("borders", level_for(view.zoom))
    if borders is None:
        return
    near = borders.visible(view.box())
    for kind in BorderClass:
        seen = near[borders.kind[near] == kind]
        pen = QPen(faint if kind is BorderClass.INTERNAL else border, hair(painter))
        if kind in DASHES:
            pen.setDashPattern(DASHES[kind])
        _stroke(painter, view, borders, seen, pen)


def _stroke(painter: QPainter, view: View, layer: Layer, features: Indices, pen: QPen) -> None:
    painter.setPen(pen)
    for some in _in_parts(layer, features):
        _draw(painter, path_of(layer, some, view))


def _draw(painter: QPainter, path: QPainterPath) -> None:
    """A path; it keeps all other threads waiting, so the window is let go first where it paints."""
    breathe()
    painter.drawPath(path)


def _in_parts(layer: Layer, features: Indices) -> Iterator[Indices]:
    """The features in groups of about ``CORNERS``: each is drawn in less than a millisecond."""
    if not len(features):
        return
    corners = layer.parts[layer.features[features + 1]] - layer.parts[layer.features[features]]
    groups = np.cumsum(corners) // CORNERS
    yield from np.split(features, np.flatnonzero(np.diff(groups)) + 1)


@dataclass(slots=True)
class Written:
    """What names have been written so far: where, and which."""

    taken: Taken = field(default_factory=Taken)
    texts: set[str] = field(default_factory=set)


def paint_names(
    painter: QPainter,
    view: View,
    colours: Palette,
    language: str,
    discs: Sequence[Disc] = (),
    *,
    beside: bool = True,
    kept: Sequence[QRectF] = (),
) -> Written:
    """Names of states, provinces and cities, none over another, with a halo of the ground.

    The name of a city that one of ``discs`` (x, y, radius in pixels) covers stands below the disc,
    or beside it; not ``beside`` leaves it out. In the ``kept`` boxes stands something else. Gives
    what is written, so that others keep clear.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    round_discs = (QRectF(x - size, y - size, 2 * size, 2 * size) for x, y, size in discs)
    taken = Taken([*kept, *round_discs])
    labels = [(shown, label) for shown in turns(view) for label in labels_for(shown, language)]
    named: set[Disc] = set()
    apart = []
    for shown, label in labels:
        disc = covering(discs, shown.to_screen(label.x, label.y))
        if disc is None:
            apart.append((shown, label))
        elif beside and label.kind in CITIES and disc not in named:
            named.add(disc)
            _name_beside(painter, disc, colours, label, taken)
    for shown, label in apart:
        _name(painter, shown, colours, label, taken)
    return Written(taken, {label.text for _, label in labels})


def covering(discs: Sequence[Disc], at: tuple[float, float]) -> Disc | None:
    """The disc over a point of the picture, with a little room around it."""
    reach = 6
    return next((d for d in discs if hypot(d[0] - at[0], d[1] - at[1]) < d[2] + reach), None)


def _name_beside(
    painter: QPainter, disc: Disc, colours: Palette, label: Label, taken: Taken
) -> None:
    """Below the disc, or beside it where something is in the way; where there is no room, not."""
    breathe()
    x, y, size = disc
    name = Name(label.text, round(label.size_px), 500, colours.text, colours.land)
    room = name.room()
    middle, level = round(x - room.width() / 2), round(y - room.height() / 2)
    below, above = QPointF(middle, ceil(y + size)), QPointF(middle, floor(y - size - room.height()))
    left, right = QPointF(floor(x - size - room.width()), level), QPointF(ceil(x + size), level)
    boxes = (QRectF(corner, room) for corner in (below, left, right, above))
    box = next((box for box in boxes if taken.free(box)), None)
    if box is not None:
        taken.append(box)
        name.paint(painter, box.topLeft())


def _name(painter: QPainter, view: View, colours: Palette, label: Label, taken: Taken) -> None:
    """Write a name unless it would lie over what is ``taken``; it is then taken itself."""
    breathe()
    city, point = label.kind in CITIES, label.kind in POINTS
    weight = 500 if label.kind in (LabelKind.STATE, LabelKind.CAPITAL) else 400
    ink = _ink(label.kind, colours)
    name = Name(label.text, round(label.size_px), weight, ink, colours.land)
    x, y = view.to_screen(label.x, label.y)
    room = name.room()
    left = x + (DOT + 1 if city else SIGN / 2) if city or point else x - room.width() / 2
    box = QRectF(QPointF(round(left), round(y - room.height() / 2)), room)
    whole = box.adjusted(-SIGN, 0, 0, 0) if point else box
    if not taken.free(whole):
        return
    taken.append(whole)
    name.paint(painter, box.topLeft())
    if point:
        paint_sign(painter, label.kind, QPointF(x, y), ink, colours.land)
    if city:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink))
        painter.drawEllipse(QPointF(x, y), DOT, DOT)


def _ink(kind: LabelKind, colours: Palette) -> str:
    if kind in POINTS:
        return blend(colours.quiet, colours.accent, 0.45)
    return colours.text if kind is LabelKind.CAPITAL else colours.quiet


@dataclass(frozen=True, slots=True)
class Name:
    """A name with a halo of the ground, drawn once for the screen and in letters on paper."""

    text: str
    size: int
    weight: int
    ink: str
    ground: str

    def room(self) -> QSizeF:
        """What it takes, halo included."""
        return _room_of(self.text, self.size, self.weight)

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """Write it with its upper left corner there."""
        if on_paper(painter):
            self._letter(painter, corner)
        else:
            painter.drawImage(corner, _written(self))

    def _letter(self, painter: QPainter, corner: QPointF) -> None:
        font = theme.font(self.size, self.weight)
        at = corner + QPointF(HALO, HALO + QFontMetricsF(font).ascent())
        outline = QPainterPath()
        outline.addText(at, font, self.text)
        painter.strokePath(outline, QPen(_faint(self.ground, 0.7), HALO))
        painter.setFont(font)
        painter.setPen(QColor(self.ink))
        painter.drawText(at, self.text)


@lru_cache(maxsize=8_000)
def _room_of(text: str, size: int, weight: int) -> QSizeF:
    metrics = QFontMetricsF(theme.font(size, weight))
    width, height = metrics.horizontalAdvance(text) + 2 * HALO, metrics.height() + 2 * HALO
    return QSizeF(ceil(width), ceil(height))


def _faint(colour: str, alpha: float) -> QColor:
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made


@lru_cache(maxsize=800)  # about 40 kB each
def _written(name: Name) -> QImage:
    """A name with its halo, drawn once."""
    font, room = theme.font(name.size, name.weight), name.room()
    width, height = round(room.width()) * SHARP, round(room.height()) * SHARP
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(SHARP)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    letters = QStaticText(name.text)  # laid out once, drawn nine times
    letters.setTextFormat(Qt.TextFormat.PlainText)
    painter.setPen(_faint(name.ground, 0.5))
    for x, y in ROUND:
        painter.drawStaticText(QPointF(HALO + x, HALO + y), letters)
    painter.setPen(QColor(name.ink))
    painter.drawStaticText(QPointF(HALO, HALO), letters)
    painter.end()
    return image

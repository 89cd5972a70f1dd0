"""The names in street tiles, written between those of the basemap: none over another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from situationroom.map.labels import View
from situationroom.map.projection import world_pixels
from situationroom.map.tile_grid import square
from situationroom.map.tile_words import Word, WordKind
from situationroom.models.tiles import Tile
from situationroom.palettes import Palette
from situationroom.views.fonts_known import readable
from situationroom.views.map_base import DOT, Name, Written
from situationroom.views.tile_paint import mixed

FROM = {
    WordKind.TOWN: 7.0,
    WordKind.QUARTER: 11.5,
    WordKind.LANDMARK: 14.0,
    WordKind.STREET: 13.0,
    WordKind.WATER: 12.0,
}
"""The zoom from which names of a kind are written."""
SIZES = {
    WordKind.TOWN: 12,
    WordKind.QUARTER: 11,
    WordKind.LANDMARK: 11,
    WordKind.STREET: 10,
    WordKind.WATER: 11,
}
MOST = 220
APART = 260.0
"""Pixels between two times the same name."""


@dataclass(frozen=True, slots=True)
class _Placed:
    word: Word
    x: float
    y: float
    room: float


def paint_tile_names(
    painter: QPainter,
    view: View,
    known: Iterable[tuple[View, Tile, tuple[Word, ...]]],
    colours: Palette,
    language: str,
    names: Written,
) -> None:
    """Write the names in tiles where there is room; they are added to what is written."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    placed = sorted(_placed(view, known), key=lambda p: (p.word.kind, p.word.rank))
    said: dict[str, list[_Placed]] = {}
    count = 0
    for one in placed:
        text = one.word.text(language)
        if (
            text in names.texts
            or not readable(text)
            or any(_near(one, other) for other in said.get(text, ()))
        ):
            continue
        if _write(painter, one, text, colours, names):
            said.setdefault(text, []).append(one)
            count += 1
            if count >= MOST:
                return


def _placed(view: View, known: Iterable[tuple[View, Tile, tuple[Word, ...]]]) -> Iterator[_Placed]:
    for shown, tile, words in known:
        left, top, side = square(tile)
        wide = side * world_pixels(shown.zoom)
        for word in words:
            x, y = shown.to_screen(left + word.x * side, top + word.y * side)
            inside = 0 <= x <= view.width and 0 <= y <= view.height
            if inside and view.zoom >= FROM[word.kind]:
                yield _Placed(word, x, y, word.room * wide)


def _near(one: _Placed, other: _Placed) -> bool:
    return abs(one.x - other.x) + abs(one.y - other.y) < APART


def _write(painter: QPainter, one: _Placed, text: str, colours: Palette, names: Written) -> bool:
    kind = one.word.kind
    weight = 500 if kind is WordKind.TOWN else 400
    name = Name(text, SIZES[kind], weight, _ink(kind, colours), colours.land)
    room = name.room()
    street = kind is WordKind.STREET
    if street and room.width() > 1.4 * one.room:
        return False
    beside = kind is WordKind.LANDMARK
    middle = QPointF(one.x + (room.width() / 2 + DOT + 1 if beside else 0), one.y)
    angle = one.word.angle if street else 0.0
    box = _turned(middle, room.width(), room.height(), angle)
    if not names.taken.free(box):
        return False
    names.taken.append(box)
    _draw(painter, name, middle, angle)
    if beside:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_ink(kind, colours)))
        painter.drawEllipse(QPointF(one.x, one.y), DOT, DOT)
    return True


def _draw(painter: QPainter, name: Name, middle: QPointF, angle: float) -> None:
    painter.save()
    painter.translate(middle)
    painter.rotate(angle)
    room = name.room()
    name.paint(painter, QPointF(-room.width() / 2, -room.height() / 2))
    painter.restore()


def _turned(middle: QPointF, width: float, height: float, angle: float) -> QRectF:
    """The upright box around a text that is turned about its middle."""
    turn = radians(angle)
    wide = abs(width * cos(turn)) + abs(height * sin(turn))
    high = abs(width * sin(turn)) + abs(height * cos(turn))
    return QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)


def _ink(kind: WordKind, colours: Palette) -> str:
    if kind is WordKind.TOWN:
        return mixed(colours.quiet, colours.text, 0.35).name()
    if kind is WordKind.WATER:
        return mixed(colours.quiet, colours.accent, 0.5).name()
    if kind is WordKind.LANDMARK:
        return mixed(colours.quiet, colours.text, 0.5).name()
    return colours.quiet

"""Names on the map that never lie over each other: wanted while painting, placed at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from situationroom.legend import Palette, Tone
from situationroom.views import theme
from situationroom.views.map_base import Disc, Name

HEIGHT = 20.0
MARK = 8.0
"""Pixels from the middle of a single person's mark to its edge."""
INK_FONT = 12, 600
"""Pixels and weight of words in an ink of their own."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Words at the first of ``places`` (its middle) that is free; ``share`` draws a bar below.

    Without ``ground`` the words stand on the map itself; with an ``ink`` they do so in bold, in
    that colour and with a halo.
    """

    text: str
    places: Sequence[QPointF]
    tone: Tone = "text"
    share: float | None = None
    ground: bool = True
    ink: str = ""

    def room(self) -> QSizeF:
        """What it takes."""
        if self.ink:
            return self.name("").room()
        return QSizeF(width_of(self.text), HEIGHT)

    def name(self, ground: str) -> Name:
        """The words in their ink, with a halo of the ground."""
        return Name(self.text, *INK_FONT, self.ink, ground)


@dataclass(slots=True)
class Tags:
    """The names of one picture. Those wanted first get their place first."""

    taken: list[QRectF] = field(default_factory=list)
    marks: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 2)))
    """Single persons in pixels (n, 2): words without a ground keep clear of them where they can."""
    _wanted: list[tuple[int, Tag]] = field(default_factory=list)

    @classmethod
    def around(cls, discs: Sequence[Disc]) -> "Tags":
        """Names that keep clear of the rings."""
        return cls([QRectF(x - size, y - size, 2 * size, 2 * size) for x, y, size in discs])

    def want(self, tag: Tag, rank: int = 0) -> None:
        """A name; the lower its rank, the sooner it gets a place."""
        self._wanted.append((rank, tag))

    def paint(self, painter: QPainter, colours: Palette) -> None:
        """Every name that has room."""
        for _rank, tag in sorted(self._wanted, key=lambda ranked: ranked[0]):
            box = self._free(tag)
            if box is not None:
                self.taken.append(box)
                _paint(painter, box, tag, colours)

    def _free(self, tag: Tag) -> QRectF | None:
        room = tag.room()
        half = QPointF(room.width() / 2, room.height() / 2)
        corners = (at - half for at in tag.places)
        if tag.ink:  # drawn as a picture: sharp on whole pixels only
            corners = (QPointF(corner.toPoint()) for corner in corners)
        boxes = (QRectF(corner, room) for corner in corners)
        free = [b for b in boxes if not any(b.intersects(t) for t in self.taken)]
        clear = (b for b in free if not (tag.ink and self._marked(b)))
        return next(clear, free[0] if free else None)

    def _marked(self, box: QRectF) -> bool:
        low, high = (box.left() - MARK, box.top() - MARK), (box.right() + MARK, box.bottom() + MARK)
        return bool(((self.marks > low) & (self.marks < high)).all(axis=1).any())


def beside(disc: Disc, width: float) -> list[QPointF]:
    """Where a name may stand: below the city's name, else above, left or right of the disc."""
    x, y, size = disc
    aside = size + width / 2 + 8
    return [
        QPointF(x, y + size + 32),
        QPointF(x, y - size - 14),
        QPointF(x - aside, y),
        QPointF(x + aside, y),
    ]


def width_of(text: str) -> float:
    """Pixels a name takes."""
    return QFontMetricsF(theme.font(11, 500)).horizontalAdvance(text) + 14


def _paint(painter: QPainter, box: QRectF, tag: Tag, colours: Palette) -> None:
    if tag.ink:
        tag.name(colours.ground).paint(painter, box.topLeft())
        return
    painter.setFont(theme.font(11, 500))
    if tag.ground:
        ground = QColor(colours.panel)
        ground.setAlphaF(0.92)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(colours.red if tag.tone == "red" else colours.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag.text)
    if tag.share is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.tone(tag.tone)))
        painter.drawRect(QRectF(box.left(), box.bottom() - 2, box.width() * tag.share, 2))

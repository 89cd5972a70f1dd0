"""Persons as heat: where they stand most densely, with the scale that the legend shows."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from situationroom.legend import Palette
from situationroom.map.heat import CELL, Density
from situationroom.palettes import LIGHT

AREAS = (1, 100, 10_000)
SPEAKING = 10.0
"""Square kilometres one speaks of: the first in which the densest place holds so many persons."""
FAINTEST = 0.02
"""Share of the peak below which nothing is drawn."""
DARK_RAMP = ((0.0, "#23406b"), (0.35, "#7a3f9c"), (0.65, "#e0574f"), (0.85, "#ffab4a"),
             (1.0, "#fff3b0"))  # fmt: skip
LIGHT_RAMP = ((0.0, "#c9b6e4"), (0.35, "#a04fae"), (0.65, "#c8323f"), (0.85, "#8f1d22"),
              (1.0, "#4a0a10"))  # fmt: skip


def paint_heat(painter: QPainter, found: Density, colours: Palette) -> None:
    """The density over the whole view, from its upper left corner."""
    if found.peak <= 0:
        return
    rows, columns = found.grid.shape
    pixels = _pixels(found, colours)
    image = QImage(pixels.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, columns * CELL, rows * CELL), image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)


def gradient(width: float, colours: Palette) -> QLinearGradient:
    """The same colours from left to right, for the legend."""
    made = QLinearGradient(0, 0, width, 0)
    for at, colour in _ramp(colours):
        made.setColorAt(at, QColor(colour))
    return made


def scale_words(peak: float) -> tuple[str, tuple[str, str, str]]:
    """The area that is spoken of, and what stands below the gradient at start, middle and end.

    ``peak`` is in persons per km². The colours follow the square root, so the middle is a
    quarter of the peak. From afar a square kilometre holds less than one person.
    """
    area = next((area for area in AREAS if peak * area >= SPEAKING), AREAS[-1])
    least = f"{area:,} km²" if area > 1 else "km²"
    return least, ("0", _rounded(peak * area / 4), _rounded(peak * area))


def _rounded(amount: float) -> str:
    if amount >= 10:
        return f"{amount:,.0f}"
    return f"{amount:.1f}" if amount >= 0.1 or not amount else f"{amount:.1g}"


def _ramp(colours: Palette) -> tuple[tuple[float, str], ...]:
    return LIGHT_RAMP if colours == LIGHT else DARK_RAMP


def _pixels(found: Density, colours: Palette) -> NDArray[np.uint32]:
    share = np.sqrt(found.grid / found.peak)
    stops = [at for at, _ in _ramp(colours)]
    inks = [QColor(colour) for _, colour in _ramp(colours)]
    red, green, blue = (
        np.interp(share, stops, [getattr(ink, part)() for ink in inks]).astype(np.uint32)
        for part in ("red", "green", "blue")
    )
    strength = np.clip((share - np.sqrt(FAINTEST)) * 4, 0, 1) * 215
    made: NDArray[np.uint32] = strength.astype(np.uint32) << 24 | red << 16 | green << 8 | blue
    return np.ascontiguousarray(made)

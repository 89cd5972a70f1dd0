"""Whether a painter draws for paper: nothing may be a picture of pixels then, no line too thin."""

from PySide6.QtGui import QPaintEngine, QPainter

HAIR = 0.5
"""Pixels of the thinnest line on paper, an eighth of a millimetre; on the screen 0 is one dot."""
_PAPER = (QPaintEngine.Type.Pdf, QPaintEngine.Type.SVG, QPaintEngine.Type.Picture)


def on_paper(painter: QPainter) -> bool:
    """Whether a painter draws lines and letters into a PDF or SVG."""
    return painter.paintEngine().type() in _PAPER


def hair(painter: QPainter) -> float:
    """The width of the thinnest line."""
    return HAIR if on_paper(painter) else 0.0

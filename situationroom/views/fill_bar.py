"""Bars that say how full something is: taken, planned, free, and what hangs over the edge."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from situationroom.legend import Tone
from situationroom.views import theme

ROW = 20
LABEL = 78
NUMBERS = 124
THICK = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: ``used`` is drawn solid, ``planned`` pale after it, ``places`` is the full length.

    What goes past ``places`` is hatched red behind a tick, so that it shows without colour too.
    """

    label: str
    used: int
    places: int
    text: str
    planned: int = 0

    @property
    def over(self) -> int:
        """How many have no place."""
        return max(0, self.used + self.planned - self.places)


def tone_of(bar: Bar) -> Tone:
    """Calm below four fifths, yellow near full, orange when full, red above."""
    taken = bar.used + bar.planned
    if bar.over:
        return "red"
    if bar.places == 0:
        return "quiet"
    if taken == bar.places:
        return "orange"
    return "yellow" if taken >= 0.8 * bar.places else "safe"


class Bars(QWidget):
    """Some bars under each other, painted; read aloud as their texts."""

    def __init__(self, bars: Sequence[Bar] = (), label_width: int = LABEL) -> None:
        super().__init__()
        self._label_width = label_width
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_bars(bars)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars from now on."""
        self._bars = tuple(bars)
        self.setAccessibleName("; ".join(f"{bar.label} {bar.text}" for bar in bars))
        self.setFixedHeight(max(1, len(bars)) * ROW)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, max(1, len(self._bars)) * ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, bar in enumerate(self._bars):
            self._paint(painter, bar, QRectF(0, number * ROW, self.width(), ROW))

    def _paint(self, painter: QPainter, bar: Bar, room: QRectF) -> None:
        colours = theme.colours()
        painter.setFont(theme.font(12))
        painter.setPen(QColor(colours.quiet))
        left = QRectF(room.left(), room.top(), self._label_width, ROW)
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, bar.label)
        right = QRectF(room.right() - NUMBERS, room.top(), NUMBERS, ROW)
        painter.setFont(theme.font(12, 500, tabular=True))
        painter.setPen(QColor(colours.red if bar.over else colours.text))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(right, align, bar.text)
        track = QRectF(left.right(), room.center().y() - THICK / 2, 0, THICK)
        track.setRight(right.left() - 8)
        if track.width() > 8:
            paint_bar(painter, bar, track)


def paint_bar(painter: QPainter, bar: Bar, track: QRectF) -> None:
    """One bar into ``track`` (logical pixels)."""
    colours = theme.colours()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(track, THICK / 2, THICK / 2)
    whole = max(bar.places, bar.used + bar.planned)
    if whole == 0:
        return
    colour = QColor(colours.tone(tone_of(bar)))
    pale = QColor(colour)
    pale.setAlphaF(0.38)
    inside = min(bar.used + bar.planned, bar.places) / whole
    _piece(painter, track, 0, inside, pale)
    _piece(painter, track, 0, min(bar.used, bar.places) / whole, colour)
    if bar.over:
        _overhang(painter, track, bar.places / whole)


def _piece(painter: QPainter, track: QRectF, start: float, end: float, colour: QColor) -> None:
    if end <= start:
        return
    piece = QRectF(track)
    piece.setLeft(track.left() + start * track.width())
    piece.setRight(track.left() + end * track.width())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    radius = min(THICK / 2, piece.width() / 2)
    painter.drawRoundedRect(piece, radius, radius)


def _overhang(painter: QPainter, track: QRectF, start: float) -> None:
    colours = theme.colours()
    red = QColor(colours.red)
    piece = QRectF(track)
    piece.setLeft(track.left() + start * track.width())
    painter.setPen(QPen(red, 1))
    painter.setBrush(QBrush(red, Qt.BrushStyle.BDiagPattern))
    painter.drawRect(piece)
    painter.setPen(QPen(QColor(colours.text), 2))
    left = piece.left()
    painter.drawLine(QPointF(left, piece.top() - 3), QPointF(left, piece.bottom() + 3))


def tinted(widget: QWidget, tone: Tone) -> None:
    """Let a label's text have the tone's colour."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.colours().tone(tone)))
    widget.setPalette(palette)

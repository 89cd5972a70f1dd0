"""A figure on the top strip: the number, how it moved in the last hour, its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from situationroom.legend import Tone
from situationroom.store.queries.figures import DEFINITIONS
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.ground import paint_ground


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by its name, its word, its tone when it is not zero, and the list behind it."""

    name: str
    word: str
    tone: Tone
    room: str
    view: str


FIGURES: Final = (
    Figure("affected", "affected", "text", "people", "all"),
    Figure("unaccounted", "unaccounted", "red", "people", "unaccounted"),
    Figure("open", "open requests", "orange", "requests", "open"),
    Figure("overdue", "overdue", "red", "requests", "overdue"),
    Figure("sheltered", "sheltered", "text", "people", "sheltered"),
    Figure("moving", "on the move", "text", "people", "moving"),
    Figure("out", "out", "safe", "people", "out"),
)


def figure_word(name: str) -> str:
    """A figure's word in the officer's language."""
    return {
        "affected": tr("affected"),
        "unaccounted": tr("unaccounted"),
        "open": tr("open requests"),
        "overdue": tr("overdue"),
        "sheltered": tr("sheltered"),
        "moving": tr("on the move"),
        "out": tr("out"),
    }[name]


class FigureChip(QPushButton):
    """The number large, its trend beside it, its word below. Clicking opens the list behind it."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.figure = figure
        self.value: int | None = None
        self.trend: int | None = None
        self._roomy = True
        self.parts: tuple[tuple[str, Tone, int], ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(figure_word(figure.name))
        self._explain()

    def show_value(self, value: int) -> None:
        """The figure as it is now."""
        if value != self.value:
            self.value = value
            self._changed()

    def show_trend(self, trend: int | None) -> None:
        """How it moved in the last hour; None when that cannot be said."""
        if trend != self.trend:
            self.trend = trend
            self._changed()

    def show_parts(self, parts: Sequence[tuple[str, Tone, int]]) -> None:
        """What the figure is made of: words, tone and count of each, in a bar and the tooltip."""
        told = tuple(parts)
        if told != self.parts:
            self.parts = told
            self._changed()

    def show_moved(self, roomy: bool) -> None:
        """Whether there is room for the trend beside the number; the tooltip always has it."""
        if roomy != self._roomy:
            self._roomy = roomy
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        number = QFontMetricsF(theme.font(18, 700)).horizontalAdvance(self._number())
        moved = QFontMetricsF(theme.font(11)).horizontalAdvance(self._beside())
        word = QFontMetricsF(theme.font(11)).horizontalAdvance(figure_word(self.figure.name))
        width = max(number + (moved + theme.px(6) if moved else 0), word)
        return QSize(round(max(width, theme.px(44)) + theme.px(20)), theme.px(48))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        c = theme.colours()
        painter = QPainter(self)
        paint_ground(painter, self, raised=True)
        left, number = theme.px(10), theme.font(18, 700)
        tone: Tone = self.figure.tone if self.value else "text"
        painter.setPen(QColor(c.tone(tone)))
        painter.setFont(number)
        top = QRectF(left, theme.px(3), self.width(), theme.px(25))
        painter.drawText(top, _LEFT, self._number())
        after = left + QFontMetricsF(number).horizontalAdvance(self._number()) + theme.px(6)
        painter.setFont(theme.font(11))
        painter.setPen(QColor(c.tone(self._trend_tone())))
        moved = QRectF(after, theme.px(5), self.width(), theme.px(25))
        painter.drawText(moved, _LEFT, self._beside())
        painter.setPen(QColor(c.quiet))
        below = QRectF(left, theme.px(27), self.width(), theme.px(17))
        painter.drawText(below, _LEFT, figure_word(self.figure.name))
        self._paint_parts(painter)

    def _paint_parts(self, painter: QPainter) -> None:
        """A thin bar along the foot, each part as long as its share."""
        everybody = sum(count for _, _, count in self.parts)
        width, left = self.width() - theme.px(20), float(theme.px(10))
        for _, tone, count in self.parts if everybody else ():
            share = width * count / everybody
            foot = QRectF(left, self.height() - theme.px(5), share, theme.px(2))
            painter.fillRect(foot, QColor(theme.colours().tone(tone)))
            left += share

    def _number(self) -> str:
        return "—" if self.value is None else f"{self.value:,}"

    def _beside(self) -> str:
        return self._moved() if self._roomy else ""

    def _moved(self) -> str:
        if not self.trend:
            return ""
        return f"+{self.trend}" if self.trend > 0 else f"−{-self.trend}"

    def _trend_tone(self) -> Tone:
        bad = self.figure.name in ("unaccounted", "overdue", "open")
        good = self.figure.name in ("sheltered", "moving", "out")
        if not self.trend or not (bad or good):
            return "quiet"
        return "safe" if (self.trend < 0) == bad else "red" if bad else "quiet"

    def _changed(self) -> None:
        self._explain()
        self.updateGeometry()
        self.update()

    def _explain(self) -> None:
        said = tr(DEFINITIONS[self.figure.name])
        moved = tr("In the last hour: {moved}", moved=self._moved() or "±0")
        parts = " · ".join(f"{words} {count}" for words, _, count in self.parts)
        lines = (said, parts, moved if self.trend is not None else "")
        self.setToolTip("\n".join(filter(None, lines)))
        self.setAccessibleDescription(f"{self._number()} {self._moved()} {parts}".strip())


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

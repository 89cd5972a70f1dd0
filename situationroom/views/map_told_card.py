"""The card that says what a ring of the map holds."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from situationroom.views import theme
from situationroom.views.icons import draw_shape
from situationroom.views.map_told import Told
from situationroom.views.widgets import Card

GAP = 8
ROW, HEAD, MARK, MARGIN = 20, 24, 11, 12
LEAST, MOST = 170, 340


class ToldCard(Card):
    """Beside its ring, inside the room; the mouse goes through it."""

    def __init__(self, room: QWidget) -> None:
        super().__init__()
        self.setParent(room)
        self._room = room
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._told: Told | None = None
        self.hide()

    def tell(self, told: Told, at: QPointF, size: float) -> None:
        """Say it beside a disc of the room, at its right where there is room."""
        self._told = told
        self.setAccessibleName(told.text())
        self.resize(self._width(told), self._height(told))
        space, parent = theme.px(GAP), self._room
        left = at.x() + size + space
        if left + self.width() + space > parent.width():
            left = at.x() - size - space - self.width()
        most = parent.height() - self.height() - space
        top = min(max(at.y() - self.height() / 2, space), max(most, 0))
        self.move(round(max(left, 0)), round(top))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._told is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        aside = theme.px(MARGIN)
        line = QRectF(aside, theme.px(8), self.width() - 2 * aside, theme.px(HEAD))
        self._paint(painter, line, self._told)

    def _paint(self, painter: QPainter, line: QRectF, told: Told) -> None:
        colours, step = theme.colours(), theme.px(ROW)
        _write(painter, line, told.head(), colours.text, 15, 700)
        line = QRectF(line.left(), line.bottom(), line.width(), step)
        _write(painter, line, told.place, colours.quiet, 12)
        line.translate(0, theme.px(4))
        for one in told.lines:
            line.translate(0, step)
            mark = theme.px(MARK)
            spot = QRectF(line.left(), line.center().y() - mark / 2, mark, mark)
            draw_shape(painter, one.shape, one.colour, spot)
            number, right = f"{one.count:,}", Qt.AlignmentFlag.AlignRight
            middle = line.adjusted(mark + theme.px(8), 0, -_width(number, 13, 500) - 8, 0)
            _write(painter, middle, one.words, colours.text, 13)
            _write(painter, line, number, colours.text, 13, 500, right)
        for words in told.more:
            line.translate(0, step)
            _write(painter, line, words, colours.quiet, 12)

    def _height(self, told: Told) -> int:
        return theme.px(HEAD + ROW * (1 + len(told.lines) + len(told.more)) + 4 + 18)

    def _width(self, told: Told) -> int:
        aside = theme.px(MARK + 32)
        lines = [aside + _width(f"{one.words}{one.count:,}", 13, 500) for one in told.lines]
        quiet = [_width(words, 12) for words in (told.place, *told.more)]
        widest = max(_width(told.head(), 15, 700), *lines, *quiet) + 2 * theme.px(MARGIN) + 2
        return round(min(theme.px(MOST), max(theme.px(LEAST), widest)))


def _width(text: str, size: int, weight: int = 400) -> float:
    return QFontMetricsF(theme.font(size, weight, tabular=True)).horizontalAdvance(text)


def _write(
    painter: QPainter,
    room: QRectF,
    text: str,
    colour: str,
    size: int,
    weight: int = 400,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    font = theme.font(size, weight, tabular=True)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)

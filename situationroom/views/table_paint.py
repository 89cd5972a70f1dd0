"""How a row is painted: ground, line, shape, text, quiet text behind it, badges and labels."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import icon_pixmap, shape_pixmap
from situationroom.views.table_column import Column, Label, Row
from situationroom.views.table_groups import Heading
from situationroom.views.table_model import Index, RecordModel

PAD = 8
GAP = 7
SIZE = 10
"""Pixels: cell padding, gap between parts, edge of a shape."""


class RowPainter(QStyledItemDelegate):
    """Paints the rows of a RecordTable, all cells of one after the other.

    By itself and not cell by cell through the style, which asks the stylesheet for every cell and
    takes longer than all the texts. The table tells it where the mouse is and what is new.
    """

    def __init__(self, parent: QTableView, records: RecordModel) -> None:
        super().__init__(parent)
        self._table, self._records = parent, records
        self.hovered = -1
        self.current = -1
        self.marked: frozenset[int] = frozenset()
        self.faded: frozenset[int] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, 36)

    def paint_rows(self, painter: QPainter, parts: Sequence[QRect]) -> None:
        """The rows and columns that touch one of the parts of the viewport."""
        table, look = self._table, theme.colours()
        top, bottom = min(p.top() for p in parts), max(p.bottom() for p in parts)
        for part in parts:
            painter.fillRect(part, _colour(look.ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, height = table.rowAt(top), table.verticalHeader().defaultSectionSize()
        if first < 0:
            return
        last = min(self._records.rowCount() - 1, first + (bottom - top) // height + 1)
        self._records.look_at(first, last)
        columns, y = self._columns(parts), table.rowViewportPosition(first)
        chosen, brush = self._chosen(), Brush(table.font())
        for place in range(first, last + 1):
            self._row(painter, place, QRect(0, y, table.viewport().width(), height), columns,
                      any(a <= place <= b for a, b in chosen), brush)  # fmt: skip
            y += height

    def _columns(self, parts: Sequence[QRect]) -> list[tuple[Column, int, int]]:
        """Visible columns that touch one of the parts: with where they begin and how wide."""
        table, head = self._table, self._table.horizontalHeader()
        found = []
        for number, column in enumerate(self._records.columns):
            if head.isSectionHidden(number):
                continue
            left, width = table.columnViewportPosition(number), table.columnWidth(number)
            if any(p.left() <= left + width and p.right() >= left for p in parts):
                found.append((column, left, width))
        return found

    def _chosen(self) -> list[tuple[int, int]]:
        chosen = self._table.selectionModel().selection()
        parts = (chosen.at(number) for number in range(chosen.count()))
        return [(part.top(), part.bottom()) for part in parts]

    def _row(
        self,
        painter: QPainter,
        place: int,
        rect: QRect,
        columns: Sequence[tuple[Column, int, int]],
        selected: bool,
        brush: "Brush",
    ) -> None:
        if heading := self._records.heading_at(place):
            paint_heading(painter, rect, heading, self._of(place))
            return
        id_, row = self._records.id_at(place), self._records.row(place)
        self._ground(painter, rect, place, id_, selected=selected)
        if id_ in self.faded:
            painter.setOpacity(0.5)
        if row is None:
            _gone(painter, rect, brush.base)
        else:
            for column, left, width in columns:
                cell = QRect(left, rect.top(), width, rect.height())
                paint_cell(painter, cell, column, row, brush)
        painter.setOpacity(1.0)

    def _of(self, place: int) -> Literal["", "hover", "selection"]:
        if place == self.current:
            return "selection"
        return "hover" if place == self.hovered else ""

    def _ground(
        self, painter: QPainter, rect: QRect, place: int, id_: int, *, selected: bool
    ) -> None:
        look = theme.colours()
        if selected:
            painter.fillRect(rect, _colour(look.selection))
        elif place == self.hovered:
            painter.fillRect(rect, _colour(look.hover))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, _colour(look.line))
        if place == self.current:
            painter.fillRect(QRect(0, rect.top(), 3, rect.height()), _colour(look.accent))
        elif id_ in self.marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_colour(look.accent))
            painter.drawEllipse(QPointF(4, rect.center().y()), 2.5, 2.5)


class Brush:
    """The fonts of one paint, and how wide their letters are."""

    def __init__(self, font: QFont) -> None:
        self.base, self.bold, self.small = QFont(font), QFont(font), QFont(font)
        self.bold.setWeight(QFont.Weight(500))
        self.small.setPixelSize(max(9, font.pixelSize() - 2))
        self.key = f"{font.pixelSize()} {font.family()}"

    def fitting(self, text: str, width: int, *, bold: bool = False) -> str:
        """The text, with an ellipsis where it is longer than ``width``."""
        size = self.base.pixelSize()
        # No letter is wider than the font is high: most texts need not be measured to fit.
        if len(text) * size <= width:
            return text
        return _elided(text, max(0, width), self.bold if bold else self.base, (self.key, bold))


_known: dict[tuple[str, int, tuple[str, bool]], str] = {}


def _elided(text: str, width: int, font: QFont, key: tuple[str, bool]) -> str:
    if len(_known) > 20_000:
        _known.clear()
    found = _known.get((text, width, key))
    if found is None:
        found = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        _known[text, width, key] = found
    return found


@lru_cache(maxsize=256)
def _colour(name: str) -> QColor:
    return QColor(name)


def paint_heading(
    painter: QPainter, rect: QRect, heading: Heading, ground: Literal["", "hover", "selection"]
) -> None:
    """A group's heading across the whole table."""
    look = theme.colours()
    painter.fillRect(rect, _colour(getattr(look, ground) if ground else look.raised))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), _colour(look.line))
    size = theme.px(14)
    sign = icon_pixmap("chevron-right" if heading.folded else "chevron-down", look.quiet, size)
    painter.drawPixmap(QPointF(PAD, rect.center().y() - size / 2 + 1), sign)
    font = theme.font(13, 600)
    painter.setFont(font)
    painter.setPen(_colour(look.text))
    left = PAD + size + GAP
    line = QRect(left, rect.top(), rect.width() - left - 2 * PAD, rect.height() - 1)
    name = QFontMetrics(font).elidedText(heading.name, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, _LEFT, name)
    line.setLeft(line.left() + QFontMetrics(font).horizontalAdvance(name) + 2 * GAP)
    painter.setFont(theme.font(13))
    painter.setPen(_colour(look.quiet))
    painter.drawText(line, _LEFT, f"{heading.count:,}")


def paint_empty(viewport: QWidget, title: str, what_to_do: str) -> None:
    """What stands in the middle of a table without rows."""
    look, painter = theme.colours(), QPainter(viewport)
    rect = viewport.rect().adjusted(40, 0, -40, 0)
    middle = rect.center().y()
    painter.setPen(QColor(look.text))
    painter.setFont(theme.font(16, 500))
    side = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
    painter.drawText(rect.adjusted(0, 0, 0, middle - rect.bottom() - 6), side, title)
    painter.setPen(QColor(look.quiet))
    painter.setFont(theme.font(13))
    side = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    flags = int(side | Qt.TextFlag.TextWordWrap)
    painter.drawText(rect.adjusted(0, middle + 6, 0, 0), flags, what_to_do)
    painter.end()


def paint_cell(painter: QPainter, rect: QRect, column: Column, row: Row, brush: Brush) -> None:
    """One cell's content in ``rect``."""
    inner = rect.adjusted(PAD, 0, -PAD, -1)
    if column.labels is not None:
        if labels := column.labels(row):
            _labels(painter, inner, labels, brush)
        return
    tone = theme.colours().tone(column.tone(row) if column.tone else "text")
    shape = column.shape(row) if column.shape else None
    if shape is not None:
        size = theme.px(SIZE)
        spot = QPointF(inner.left(), inner.center().y() - size / 2 + 0.5)
        painter.drawPixmap(spot, shape_pixmap(shape, tone, size))
        inner.setLeft(inner.left() + size + GAP)
    text = column.text(row)
    ground = column.ground(row) if column.ground and text else ""
    if ground:
        _badge(painter, inner, text, brush, getattr(theme.colours(), ground), tone)
        return
    _texts(painter, inner, column, row, text, brush, tone)


def _texts(
    painter: QPainter, inner: QRect, column: Column, row: Row, text: str, brush: Brush, tone: str
) -> None:
    font = brush.bold if column.bold else brush.base
    shown = brush.fitting(text, inner.width(), bold=column.bold)
    if shown:
        painter.setFont(font)
        painter.setPen(_colour(tone))
        painter.drawText(inner, _SIDES[column.align], shown)
    more = column.more(row) if column.more else ""
    if not more:
        return
    left = inner.left() + (QFontMetrics(font).horizontalAdvance(shown) + GAP if shown else 0)
    rest = QRect(left, inner.top(), inner.right() - left + 1, inner.height())
    if rest.width() > 3 * SIZE:
        painter.setPen(_colour(theme.colours().quiet))
        painter.setFont(brush.base)
        painter.drawText(rest, _LEFT, brush.fitting(more, rest.width()))


def _badge(painter: QPainter, inner: QRect, text: str, brush: Brush, ground: str, ink: str) -> None:
    metrics = QFontMetrics(brush.base)
    text = brush.fitting(text, inner.width() - 2)
    height = metrics.height() + 4
    width = min(inner.width() + 6, metrics.horizontalAdvance(text) + 14)
    box = QRectF(inner.left() - 6, inner.center().y() - height / 2 + 0.5, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(ground))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(brush.base)
    painter.setPen(_colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _labels(painter: QPainter, inner: QRect, labels: Sequence[Label], brush: Brush) -> None:
    painter.setFont(brush.small)
    metrics, left, edge = QFontMetrics(brush.small), inner.left(), inner.right() + PAD - 2
    for place, label in enumerate(labels):
        width = metrics.horizontalAdvance(label.text) + 11
        rest = len(labels) - place
        if place and left + width + (24 if rest > 1 else 0) > edge:
            more = f"+{rest}"
            _label(painter, inner, left, metrics.horizontalAdvance(more) + 9, Label(more))
            return
        _label(painter, inner, left, width, label)
        left += width + 5


def _label(painter: QPainter, inner: QRect, left: int, width: int, label: Label) -> None:
    look, height = theme.colours(), painter.fontMetrics().height() + 4
    box = QRectF(left + 0.5, inner.center().y() - height / 2 + 0.5, width, height)
    painter.setPen(QPen(_colour(look.border), 1))
    painter.setBrush(_colour(look.raised))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(_colour(look.tone(label.tone)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.text)


def _gone(painter: QPainter, rect: QRect, base: QFont) -> None:
    painter.setFont(base)
    painter.setPen(_colour(theme.colours().quiet))
    painter.drawText(rect.adjusted(PAD, 0, 0, 0), _LEFT, tr("taken back"))


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)
_SIDES = {
    "left": _LEFT,
    "right": _RIGHT,
    "center": int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine),
}

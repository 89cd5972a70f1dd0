"""How a cell is painted: ground, line, shape, text, quiet text behind it, badges and labels."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import draw_shape, icon_pixmap
from situationroom.views.table_column import Column, Label, Row
from situationroom.views.table_groups import Heading
from situationroom.views.table_model import Index, RecordModel

PAD = 8
GAP = 7
SIZE = 10
"""Pixels: cell padding, gap between parts, edge of a shape."""


class CellPainter(QStyledItemDelegate):
    """Paints the cells of a RecordTable. The table tells it where the mouse is and what is new."""

    def __init__(self, parent: QWidget, records: RecordModel) -> None:
        super().__init__(parent)
        self._records = records
        self.hovered = -1
        self.current = -1
        self.marked: frozenset[int] = frozenset()
        self.faded: frozenset[int] = frozenset()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, 36)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._records
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if heading := model.heading_at(index.row()):
            paint_heading(painter, rect, self._width(), heading, self._of(index))
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, index, selected=selected)
        row = model.row(index.row())
        painter.setClipRect(rect)
        if self.faded and model.id_at(index.row()) in self.faded:
            painter.setOpacity(0.5)
        column, base = model.columns[index.column()], QFont(option.font)  # type: ignore[attr-defined]
        if row is None:
            _gone(painter, rect, base, first=index.column() == 0)
        else:
            paint_cell(painter, rect, column, row, base)
        painter.restore()

    def _width(self) -> int:
        table = self.parent()
        return table.viewport().width() if isinstance(table, QAbstractItemView) else 0

    def _of(self, index: Index) -> Literal["", "hover", "selection"]:
        if index.row() == self.current:
            return "selection"
        return "hover" if index.row() == self.hovered else ""

    def _ground(self, painter: QPainter, rect: QRect, index: Index, *, selected: bool) -> None:
        look, model = theme.colours(), self._records
        if selected:
            painter.fillRect(rect, QColor(look.selection))
        elif index.row() == self.hovered:
            painter.fillRect(rect, QColor(look.hover))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.line))
        if rect.left() <= 0 and index.row() == self.current:
            painter.fillRect(QRect(0, rect.top(), 3, rect.height()), QColor(look.accent))
        elif rect.left() <= 0 and self.marked and model.id_at(index.row()) in self.marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent))
            painter.drawEllipse(QPointF(4, rect.center().y()), 2.5, 2.5)


def paint_heading(
    painter: QPainter,
    rect: QRect,
    width: int,
    heading: Heading,
    ground: Literal["", "hover", "selection"],
) -> None:
    """A group's heading across the whole table; every cell paints its part of it."""
    look = theme.colours()
    painter.save()
    painter.setClipRect(rect)
    painter.fillRect(rect, QColor(getattr(look, ground) if ground else look.raised))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.line))
    size = theme.px(14)
    sign = icon_pixmap("chevron-right" if heading.folded else "chevron-down", look.quiet, size)
    painter.drawPixmap(QPointF(PAD, rect.center().y() - size / 2 + 1), sign)
    font = theme.font(13, 600)
    painter.setFont(font)
    painter.setPen(QColor(look.text))
    line = QRect(PAD + size + GAP, rect.top(), width - size - GAP - 2 * PAD, rect.height() - 1)
    name = QFontMetrics(font).elidedText(heading.name, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, _LEFT, name)
    line.setLeft(line.left() + QFontMetrics(font).horizontalAdvance(name) + 2 * GAP)
    painter.setFont(theme.font(13))
    painter.setPen(QColor(look.quiet))
    painter.drawText(line, _LEFT, f"{heading.count:,}")
    painter.restore()


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


def paint_cell(painter: QPainter, rect: QRect, column: Column, row: Row, base: QFont) -> None:
    """One cell's content in ``rect``."""
    inner = rect.adjusted(PAD, 0, -PAD, -1)
    if column.labels is not None:
        _labels(painter, inner, column.labels(row), base)
        return
    colour = QColor(theme.colours().tone(column.tone(row) if column.tone else "text"))
    shape = column.shape(row) if column.shape else None
    if shape is not None:
        size = theme.px(SIZE)
        spot = QRectF(inner.left(), inner.center().y() - size / 2 + 0.5, size, size)
        draw_shape(painter, shape, colour.name(), spot)
        inner.setLeft(inner.left() + size + GAP)
    text, ground = column.text(row), column.ground(row) if column.ground else ""
    font = _font(base, column)
    if ground and text:
        _badge(painter, inner, text, font, QColor(getattr(theme.colours(), ground)), colour)
        return
    _texts(painter, inner, column, row, base, colour)


def _texts(
    painter: QPainter, inner: QRect, column: Column, row: Row, base: QFont, colour: QColor
) -> None:
    text, font = column.text(row), _font(base, column)
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, inner.width()))
    side = {"left": _LEFT, "right": _RIGHT, "center": _MIDDLE}[column.align]
    painter.drawText(inner, side, shown)
    more = column.more(row) if column.more else ""
    if not more:
        return
    left = inner.left() + (metrics.horizontalAdvance(shown) + GAP if shown else 0)
    rest = QRect(left, inner.top(), inner.right() - left + 1, inner.height())
    if rest.width() > 3 * SIZE:
        painter.setPen(QColor(theme.colours().quiet))
        painter.setFont(base)
        elided = QFontMetrics(base).elidedText(more, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, _LEFT, elided)


def _badge(
    painter: QPainter, inner: QRect, text: str, font: QFont, ground: QColor, ink: QColor
) -> None:
    metrics = QFontMetrics(font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, inner.width() - 2))
    height = metrics.height() + 4
    width = min(inner.width() + 6, metrics.horizontalAdvance(text) + 14)
    box = QRectF(inner.left() - 6, inner.center().y() - height / 2 + 0.5, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _labels(painter: QPainter, inner: QRect, labels: Sequence[Label], base: QFont) -> None:
    font = QFont(base)
    font.setPixelSize(max(9, base.pixelSize() - 2))
    painter.setFont(font)
    metrics, left, edge = QFontMetrics(font), inner.left(), inner.right() + PAD - 2
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
    painter.setPen(QPen(QColor(look.border), 1))
    painter.setBrush(QColor(look.raised))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(look.tone(label.tone)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.text)


def _font(base: QFont, column: Column) -> QFont:
    if not (column.bold or column.tabular):
        return base
    made = QFont(base)  # of the size worn now already
    made.setWeight(QFont.Weight(500 if column.bold else 400))
    return made


def _gone(painter: QPainter, rect: QRect, base: QFont, *, first: bool) -> None:
    if first:
        painter.setFont(base)
        painter.setPen(QColor(theme.colours().quiet))
        painter.setClipping(False)
        painter.drawText(rect.adjusted(PAD, 0, 300, 0), _LEFT, tr("taken back"))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter

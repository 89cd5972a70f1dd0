"""The large lines of a gate, readable at arm's length."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from situationroom.views import theme

if TYPE_CHECKING:
    from situationroom.views.gate import GateLine

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 54
NOWHERE = QModelIndex()


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[GateLine] = ()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        line = self.lines[index.row()]
        return f"{'✓' if line.ticked else '–'} {line.person.case} {line.person.name}"


class GateList(QListView):
    """``toggled(person)`` by click, Space or Enter; ``typed(text)`` when letters are typed."""

    toggled = Signal(int)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines()
        self._lines.setParent(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)

    def set_lines(self, lines: Sequence["GateLine"]) -> None:
        """Show these lines; where the list was scrolled to stays."""
        place, scrolled = self.currentIndex().row(), self.verticalScrollBar().value()
        self._lines.beginResetModel()
        self._lines.lines = lines
        self._lines.endResetModel()
        if 0 <= place < len(lines):
            self.setCurrentIndex(self._lines.index(place))
        self.verticalScrollBar().setValue(scrolled)

    def stand_on_first(self) -> None:
        """The keyboard stands on the first line, unless it stands on one."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._lines.index(0))

    def line(self, place: int) -> "GateLine":
        """The line at a place."""
        return self._lines.lines[place]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.toggled.emit(self.line(index.row()).person.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if index.isValid():
                self.toggled.emit(self.line(index.row()).person.id)
        elif event.text().isprintable() and event.text():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    def __init__(self, view: GateList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(300, theme.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, line = theme.colours(), self._view.line(index.row())
        room = QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(room, QColor(look.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, QColor(look.hover))
        elif line.ticked:
            done = QColor(look.done)
            done.setAlphaF(0.45)
            painter.fillRect(room, done)
        painter.fillRect(QRectF(room.left(), room.bottom() - 1, room.width(), 1),
                         QColor(look.line))  # fmt: skip
        _tick(painter, QPointF(room.left() + 28, room.center().y()), line.ticked)
        _texts(painter, room.adjusted(60, 0, -16, 0), line)
        painter.restore()


def _tick(painter: QPainter, middle: QPointF, ticked: bool) -> None:
    look, half = theme.colours(), 13.0
    box = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
    painter.setPen(QPen(QColor(look.safe if ticked else look.quiet), 2))
    painter.setBrush(QColor(look.safe) if ticked else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 6, 6)
    if ticked:
        pen = QPen(QColor(look.ground), 3.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        corners = [middle + QPointF(-6, 0.5), middle + QPointF(-1.5, 5), middle + QPointF(6.5, -5)]
        painter.drawPolyline(corners)


def _texts(painter: QPainter, room: QRectF, line: "GateLine") -> None:
    look, person = theme.colours(), line.person
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setPen(QColor(look.quiet))
    painter.setFont(theme.font(16, 500, tabular=True))
    painter.drawText(room, middle, person.case)
    left = room.adjusted(theme.px(92), 0, 0, 0)
    parts = [(person.native_name, 19, look.text), (person.latin_name, 15, look.text)]
    for text, size, ink in parts:
        if text:
            painter.setFont(theme.font(size, 500))
            painter.setPen(QColor(ink))
            painter.drawText(left, middle, text)
            left.setLeft(left.left() + QFontMetricsF(painter.font()).horizontalAdvance(text) + 14)
    painter.setFont(theme.font(13))
    painter.setPen(QColor(look.quiet))
    shown = QFontMetricsF(painter.font()).elidedText(
        line.detail, Qt.TextElideMode.ElideRight, max(0.0, left.width())
    )
    painter.drawText(left, middle | Qt.AlignmentFlag.AlignRight, shown)

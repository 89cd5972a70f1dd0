"""One row: each original cell beside what was read from it. Cells are mended in place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from situationroom.legend import Tone
from situationroom.texts import tr
from situationroom.views import theme

PAD = 7
MOST = 4_000
"""Letters of a cell that are shown; the whole of it stays in the report."""
_LINE: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Pair:
    """One column of the row. ``was`` is the original of a mended cell, ``words`` those that led to
    a proposal; ``tone`` marks a cell with a problem in both columns; ``column`` -1: not a cell.
    """

    column: int
    name: str
    told: str
    read: str
    field: str = ""
    was: str | None = None
    words: tuple[str, ...] = ()
    tone: Tone | None = None


class PairsTable(QTableWidget):
    """``mended(column, text)`` when a cell was given another text. F2 or Enter begins."""

    mended = Signal(int, str)

    def __init__(self) -> None:
        super().__init__(0, 3)
        self._pairs: list[Pair] = []
        self.setHorizontalHeaderLabels([tr("Column"), tr("Original"), tr("Read as")])
        self.setShowGrid(False)
        self.setAccessibleName(tr("The original beside the reading"))
        self.setItemDelegate(_CellPainter(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        self.itemChanged.connect(self._changed)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Another row."""
        self._pairs = list(pairs)
        self.blockSignals(True)
        self.setRowCount(len(self._pairs))
        for place, pair in enumerate(self._pairs):
            for column, text in enumerate((pair.name, pair.told[:MOST], pair.read)):
                item = QTableWidgetItem(text)
                item.setData(_LINE, pair)
                item.setFlags(_EDITED if column == 1 and pair.column >= 0 else _SHOWN)
                item.setToolTip(_hint(pair) if column == 0 else "")
                self.setItem(place, column, item)
        self.blockSignals(False)
        self._fit()

    def mend(self, column: int | None = None) -> bool:
        """Begin to write into a cell: of this column, else the chosen one, else the first bad."""
        place = self._place(column)
        if place is None:
            return False
        index = self.model().index(place, 1)
        self.setCurrentIndex(index)
        self.setFocus()
        self.edit(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # Enter ends the writing; it does not begin it again
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.mend()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are keys of the sheet
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _place(self, column: int | None) -> int | None:
        places = {pair.column: place for place, pair in enumerate(self._pairs) if pair.column >= 0}
        if column is not None:
            return places.get(column)
        current = self.currentRow()
        if self.hasFocus() and 0 <= current < len(self._pairs):
            return current if self._pairs[current].column >= 0 else None
        bad = (place for place, pair in enumerate(self._pairs) if pair.tone and pair.column >= 0)
        return next(bad, next(iter(places.values()), None))

    def _changed(self, item: QTableWidgetItem) -> None:
        pair: Pair = item.data(_LINE)
        if item.column() == 1 and item.text() != pair.told[:MOST]:
            self.mended.emit(pair.column, item.text())

    def _fit(self) -> None:
        """Every line as high as its longest text; the table as high as its lines."""
        width = self.viewport().width()
        first = min(theme.px(150), width * 26 // 100)
        second = (width - first) // 2
        for column, wide in enumerate((first, second, width - first - second)):
            self.setColumnWidth(column, wide)
        self.resizeRowsToContents()
        high = sum(self.rowHeight(place) for place in range(self.rowCount()))
        self.setFixedHeight(high + theme.px(34))


class _CellPainter(QStyledItemDelegate):
    """Wrapped text with highlighted words, the former text struck out, the ground of a problem."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        pair: Pair = index.data(_LINE)
        look = theme.colours()
        painter.save()
        painter.setClipRect(rect)
        if pair.tone and index.column() > 0:
            painter.fillRect(rect, QColor(look.overdue if pair.tone == "red" else look.notice))
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(rect, _faint_accent(0.18))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(look.line))
        if pair.tone and index.column() > 0:
            edge = QColor(look.tone(pair.tone))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), edge)
        painter.translate(QPointF(rect.left() + PAD, rect.top() + PAD // 2))
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(look.text))  # type: ignore[attr-defined]
        document = _document(index, rect.width())  # held until drawn: its layout dies with it
        document.documentLayout().draw(painter, context)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._table.columnWidth(index.column())
        high = _document(index, width).size().height()
        return QSize(width, max(theme.px(28), round(high) + PAD))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = super().createEditor(parent, option, index)
        made.setAccessibleName(index.data(_LINE).name)
        return made

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        high = max(rect.height() - 1, editor.sizeHint().height())
        editor.setGeometry(rect.left(), rect.top(), rect.width(), high)


def _document(index: Index, width: int) -> QTextDocument:
    pair: Pair = index.data(_LINE)
    made = QTextDocument()
    made.setDocumentMargin(2)
    made.setDefaultFont(theme.font(12 if index.column() == 0 else 13))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made.setDefaultTextOption(option)
    made.setTextWidth(max(20, width - 2 * PAD + 4))
    cursor = QTextCursor(made)
    if index.column() == 1:
        _original(cursor, pair)
    elif index.column() == 2:
        unread = not pair.field and pair.column >= 0
        tone: Tone = "quiet" if unread else "text"
        words = pair.read or (tr("kept, searchable") if unread and pair.told else "")
        cursor.insertText(words, _format(tone))
    else:
        cursor.insertText(pair.name, _format("quiet"))
    return made


def _original(cursor: QTextCursor, pair: Pair) -> None:
    if pair.was is not None:
        struck = _format("quiet")
        struck.setFontStrikeOut(True)
        cursor.insertText(pair.was[:MOST] or "—", struck)
        cursor.insertText("\n", _format("text"))
        cursor.insertText(pair.told[:MOST] or "—", _format("safe"))
        return
    plain, marked = _format("text" if pair.field else "quiet"), _format("text")
    marked.setBackground(_faint_accent(0.32))
    for text, found in split_at(pair.told[:MOST], pair.words):
        cursor.insertText(text, marked if found else plain)


def split_at(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in parts; those that are one of the words (any case) are True."""
    lower, spots = text.casefold(), list[tuple[int, int]]()
    for word in {w.casefold() for w in words if w}:
        start = lower.find(word) if len(lower) == len(text) else -1
        while start >= 0:
            spots.append((start, start + len(word)))
            start = lower.find(word, start + len(word))
    parts, at = list[tuple[str, bool]](), 0
    for start, end in sorted(spots):
        if start < at:
            continue
        if start > at:
            parts.append((text[at:start], False))
        parts.append((text[start:end], True))
        at = end
    return [*parts, (text[at:], False)] if at < len(text) or not parts else parts


def _faint_accent(alpha: float) -> QColor:
    made = QColor(theme.colours().accent)
    made.setAlphaF(alpha)
    return made


def _format(tone: Tone) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(theme.colours().tone(tone)))
    return made


def _hint(pair: Pair) -> str:
    from situationroom.views.import_names import field_names

    names: Mapping[str, str] = field_names()
    return f"{pair.name} → {names.get(pair.field, pair.field) or tr('kept, searchable')}"


_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED = _SHOWN | Qt.ItemFlag.ItemIsEditable

"""Choosing what a column is read as: a list of fields that narrows while letters are typed."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from situationroom.commands.imports import fields
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.icons import icon
from situationroom.views.import_names import field_names

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
WIDTH, HEIGHT = 300, 380


class FieldPicker(QFrame):
    """``picked(field)``: '' for a column that is kept but not read. Esc closes it."""

    picked = Signal(str)

    def __init__(self, parent: QWidget, now: str | None, used: Mapping[str, str]) -> None:
        """``used`` are the headers of the columns that are read as a field already."""
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setProperty("raised", True)
        self.field = QLineEdit(placeholderText=tr("Read this column as …"))
        self.field.setAccessibleName(tr("Read this column as …"))
        self.field.addAction(icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self._pick())
        self._fill(now, used)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*(theme.px(8),) * 4)
        inside.setSpacing(theme.px(6))
        inside.addWidget(self.field)
        inside.addWidget(self.list, 1)
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))

    def open_at(self, below: QWidget, typed: str = "") -> None:
        """Under a widget, within its window."""
        around = below.window()
        spot = below.mapTo(around, QPoint(0, below.height() + 2))
        room = around.rect().adjusted(8, 8, -8, -8)
        spot.setX(max(room.left(), min(spot.x(), room.right() - self.width())))
        spot.setY(max(room.top(), min(spot.y(), room.bottom() - self.height())))
        self.move(spot)
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.setText(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.close()
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
                self.list.event(event)
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
                self._pick()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, now: str | None, used: Mapping[str, str]) -> None:
        names = field_names()
        nothing = QListWidgetItem(tr("Kept and searchable, not read"))
        nothing.setData(Qt.ItemDataRole.UserRole, "")
        self.list.addItem(nothing)
        for name in fields():
            by = used.get(name, "")
            words = names.get(name, name)
            item = QListWidgetItem(f"{words}   ←  {by}" if by else words)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(name)
            self.list.addItem(item)
            if name == now:
                self.list.setCurrentItem(item)
        if not now:
            self.list.setCurrentRow(0)

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        for place in range(self.list.count()):
            item = self.list.item(place)
            text = f"{item.text()} {item.toolTip()}".casefold()
            item.setHidden(not all(word in text for word in words))
        shown = [p for p in range(self.list.count()) if not self.list.item(p).isHidden()]
        line = max(1, self.list.sizeHintForRow(0))
        self.resize(self.width(), min(theme.px(HEIGHT), line * (len(shown) + 1) + theme.px(72)))
        if words and shown:
            self.list.setCurrentRow(shown[0])

    def _pick(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            field = str(item.data(Qt.ItemDataRole.UserRole))
            self.close()
            self.picked.emit(field)


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

"""The fields of a filter row: words or a range, and a choice among values."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.table_column import Ask, Column

_HINTS = {"text": "", "number": ">3", "span": ">2h"}


class TypedField(QLineEdit):
    """Words, a number or a span of time. ``asked()`` at every letter; Esc and Down leave."""

    asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, column: Column, ask: Ask) -> None:
        super().__init__(parent, placeholderText=_HINTS[ask.kind])
        self.setObjectName("columnfield")
        self.setAccessibleName(tr("Filter: {column}", column=column.title))
        self.setFont(theme.font(12))
        self.setAcceptDrops(False)
        self.setMaxLength(200)
        self.textChanged.connect(lambda _text: self.asked.emit())

    def wanted(self) -> tuple[str, ...]:
        """What is looked for; nothing where the field is empty."""
        return (self.text().strip(),) if self.text().strip() else ()

    def put(self, wanted: Sequence[str]) -> None:
        """Show what is looked for; says nothing."""
        if self.wanted() != tuple(wanted):
            self.blockSignals(True)
            self.setText(" ".join(wanted))
            self.blockSignals(False)

    def set_problem(self, sentence: str) -> None:
        """A red border and the sentence on hover; an empty one takes both away."""
        if self.toolTip() == sentence:
            return
        self.setProperty("wrong", "true" if sentence else "false")
        self.setToolTip(sentence)
        self.style().unpolish(self)
        self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class StayingMenu(QMenu):
    """A menu of checks that stays open while they are set."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._toggled(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._toggled(self.activeAction()):
            super().keyPressEvent(event)

    def _toggled(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable():
            return False
        action.toggle()
        return True


class ChosenField(QPushButton):
    """A choice of some values; none chosen means all. ``asked()`` at every check."""

    asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, column: Column, ask: Ask) -> None:
        super().__init__(parent)
        self.setObjectName("columnfield")
        self._name = tr("Filter: {column}", column=column.title)
        self.setAccessibleName(self._name)
        self.setFont(theme.font(12))
        self._choices = ask.choices or tuple
        self._wanted: tuple[str, ...] = ()
        self.clicked.connect(self._open)
        self._say()

    def wanted(self) -> tuple[str, ...]:
        """The values chosen."""
        return self._wanted

    def put(self, wanted: Sequence[str]) -> None:
        """Show what is chosen; says nothing."""
        self._wanted = tuple(wanted)
        self._say()

    def set_problem(self, sentence: str) -> None:
        """A choice is never wrong."""

    def clear(self) -> None:
        """Choose nothing."""
        self._take(())

    def menu_of_choices(self) -> StayingMenu:
        """A check for each value, and one entry that clears them."""
        menu = StayingMenu(self)
        for value, name in self._choices():
            entry = menu.addAction(name)
            entry.setCheckable(True)
            entry.setChecked(value in self._wanted)
            entry.toggled.connect(lambda on, v=value: self._choose(v, on=on))
        menu.addSeparator()
        menu.addAction(tr("All")).triggered.connect(self.clear)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            (self.clear if self._wanted else self.left.emit)()
        elif event.key() == Qt.Key.Key_Down:
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    def _open(self) -> None:
        menu = self.menu_of_choices()
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()

    def _choose(self, value: str, *, on: bool) -> None:
        rest = tuple(v for v in self._wanted if v != value)
        self._take((*rest, value) if on else rest)

    def _take(self, wanted: tuple[str, ...]) -> None:
        self._wanted = wanted
        self._say()
        self.asked.emit()

    def _say(self) -> None:
        known = self._choices() if self._wanted else ()
        names = [name for value, name in known if value in self._wanted]
        text = ", ".join(names)
        room = self.width() - theme.px(24)
        self.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(text)
        self.setProperty("chosen", "true" if names else "false")
        self.style().unpolish(self)
        self.style().polish(self)

"""The line below a table: how many rows, how many selected, and the keys that act on them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.buttons import Button


class ActsBar(QWidget):
    """``acts`` are (key, name, icon); ``do(key)`` is called on a click."""

    def __init__(self, acts: Sequence[tuple[str, str, str]], do: Callable[[str], object]) -> None:
        super().__init__()
        self._count = widgets.quiet("", 12)
        self.buttons: dict[str, Button] = {}
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, theme.px(6))
        inside.setSpacing(theme.px(2))
        inside.addWidget(self._count)
        inside.addStretch(1)
        self.setMinimumWidth(theme.px(200))
        for key, name, icon_name in acts:
            self.buttons[key] = _act_button(key, name, icon_name, do)
            inside.addWidget(self.buttons[key])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons that find no room hide; their acts stay in the menu and on their keys."""
        super().resizeEvent(event)
        left = self.width() - theme.px(170)
        for one in self.buttons.values():
            left -= one.sizeHint().width() + theme.px(2)
            one.setVisible(left >= 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), super().minimumSizeHint().height())

    def say(self, rows: int, selected: int, about: str = "") -> None:
        """Other counts; ``about`` is a total in words. Without a selection the acts rest."""
        words = tr("{n} rows", n=f"{rows:,}") + (f" · {about}" if about else "")
        if selected > 1:
            words += " · " + tr("{n} selected", n=f"{selected:,}")
        self._count.setText(words)
        for one in self.buttons.values():
            one.setEnabled(selected > 0)


def _act_button(key: str, name: str, icon_name: str, do: Callable[[str], object]) -> Button:
    made = widgets.button(name, None, "quiet", key or None, lambda: do(key))
    made.setShortcut("")  # the table hears the key; here it is only shown
    made.setToolTip(name)
    return made

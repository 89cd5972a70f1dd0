"""The window's own actions as a menu: theme, language, text size, files."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from situationroom.views.actions import Action
from situationroom.views.icons import icon


def settings_menu(parent: QWidget, actions: Iterable[Action]) -> QMenu:
    """A menu of ``actions`` that goes away by itself."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in actions:
        line = menu.addAction(icon(action.icon), action.name)
        if action.keys:
            # Only shown: the window itself hears the key.
            native = QKeySequence.SequenceFormat.NativeText
            line.setText(f"{action.name}\t{QKeySequence(action.keys[0]).toString(native)}")
        line.triggered.connect(lambda _checked, do=action.do: do())
    return menu

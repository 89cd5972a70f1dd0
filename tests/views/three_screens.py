"""A program of its own with three screens or two: F11 in the real window, a choice, another one.

It prints what it saw as JSON.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from situationroom.views.briefing_room import BriefingRoom
from situationroom.views.main_window import MainWindow
from situationroom.views.opening import application, open_window
from tests.views.conftest import cell, english
from tests.views.two_screens import until, where


def main(path: Path) -> dict[str, object]:
    """What F11 asked and did, and what a click in the chooser did then."""
    application()
    window = open_window(english(), path)
    window.resize(1200, 700)
    window.show()
    window.activateWindow()
    saw: dict[str, object] = {"asked": _f11(window)}
    room = cell(window).rooms["briefing"]
    assert isinstance(room, BriefingRoom)
    saw["room"], saw["told"] = where(room.show_), room.told()
    saw["offered"] = room.choose.isVisible()
    if room.choose.isVisible():
        QTest.mouseClick(room.choose, Qt.MouseButton.LeftButton)
        menu = _menu()
        QTest.mouseClick(
            menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[0]).center()
        )
        saw["clicked"] = where(room.show_)
    room.show_.hide_room()
    window.activateWindow()
    until(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F11)
    saw["again"] = where(room.show_)
    room.show_.hide_room()
    window.close()
    return saw


def _f11(window: MainWindow) -> list[str]:
    """What F11 asked; the second one is chosen by its digit."""
    until(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F11)
    room = cell(window).rooms["briefing"]
    assert isinstance(room, BriefingRoom)
    until(lambda: room.show_.room is not None)
    menu = QApplication.activePopupWidget()
    if menu is None:
        return []
    asked = [action.text().replace("&", "") for action in _menu().actions()]
    QTest.keyClick(menu, Qt.Key.Key_2)
    return asked


def _menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


if __name__ == "__main__":
    told = main(Path(sys.argv[1]))
    sys.stdout.write(json.dumps(told))
    app = QApplication.instance()
    if app is not None:
        app.shutdown()

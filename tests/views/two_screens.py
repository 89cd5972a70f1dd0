"""A program of its own with two screens: Qt's offscreen platform has them from its start only.

It shows a briefing beside an officer's window and prints what it saw as JSON.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableWidget, QVBoxLayout, QWidget

from situationroom.desk import Desk
from situationroom.views.briefing_show import Show, show_of
from situationroom.views.opening import application
from situationroom.views.room_screens import room_screen

PATIENCE_MS = 30_000


def main(path: Path) -> dict[str, object]:
    """What the room's screen did, in the order in which it was done."""
    app = application()
    desk = Desk(path, "Li Kai")
    window, table, field = _officers_window()
    window.move(app.screens()[0].geometry().topLeft())
    window.show()
    show = show_of(desk)
    show.show_room(window, room_screen(window))
    until(lambda: show.room is not None)
    saw: dict[str, object] = {
        "screens": [screen.name() for screen in app.screens()],
        "room": where(show),
        "full": show.screen is not None and show.screen.isFullScreen(),
    }
    window.activateWindow()
    saw["pages"] = [_turned(show, widget) for widget in (table, window, field)]
    field.setFocus()
    QTest.keyClicks(field, "No. 7.")
    saw["typed"] = field.text()
    QTest.keyClick(table, Qt.Key.Key_Period)
    saw["dark"] = show.screen is not None and show.screen.picture is None
    second = app.screens()[1]
    app.screenRemoved.emit(second)
    saw["pulled"] = [show.screen is None, window.isVisible()]
    app.screenAdded.emit(second)
    saw["back"] = [where(show), show.screen is not None and show.screen.picture is not None]
    show.hide_room()
    window.close()
    desk.close()
    return saw


def _officers_window() -> tuple[QWidget, QTableWidget, QLineEdit]:
    window, table, field = QWidget(), QTableWidget(400, 3), QLineEdit()
    body = QVBoxLayout(window)
    body.addWidget(table)
    body.addWidget(field)
    window.resize(1200, 800)
    return window, table, field


def _turned(show: Show, widget: QWidget) -> int:
    """By how many pages a clicker turns the room while ``widget`` has the keyboard."""
    before = [*show.pages()].index(show.room_page)
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_PageDown)
    return show.pages().index(show.room_page) - before


def where(show: Show) -> str:
    """The name of the screen the room looks at."""
    return show.screen.screen().name() if show.screen is not None else ""


def until(holds: Callable[[], bool]) -> None:
    """Wait for a condition. Raises TimeoutError after half a minute.

    Not with ``QTest.qWait``: it keeps Python for itself, and those who work beside hardly come on.
    """
    patience = QDeadlineTimer(PATIENCE_MS)
    while not holds():
        if patience.hasExpired():
            raise TimeoutError
        QApplication.processEvents()
        sleep(0.01)


if __name__ == "__main__":
    told = main(Path(sys.argv[1]))
    sys.stdout.write(json.dumps(told))
    app = QApplication.instance()
    if app is not None:
        app.shutdown()

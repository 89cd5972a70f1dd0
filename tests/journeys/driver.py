"""Hands and eyes for the journeys: what an officer does with mouse and keyboard, and sees."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.views.ask import Sheet
from situationroom.views.cell import Cell
from situationroom.views.import_view import ImportView
from situationroom.views.main_window import MainWindow
from situationroom.views.table import RecordTable

W = TypeVar("W", bound=QWidget)
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
PATIENCE_MS = 10_000
SOON_MS, TRIES = 5, 1_000
"""A sheet that has not opened after so long never will."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An officer before the window; ``folder`` is where files come from and go to."""

    window: MainWindow
    bot: QtBot
    folder: Path

    @property
    def cell(self) -> Cell:
        assert self.window.cell is not None
        return self.window.cell

    @property
    def desk(self) -> Desk:
        assert self.window.desk is not None
        return self.window.desk

    def until(self, fact: Callable[[], bool]) -> None:
        """Wait until something has become true."""
        self.bot.waitUntil(fact, timeout=PATIENCE_MS)

    def at_rest(self) -> None:
        """Wait until the desk has answered everything it was asked."""
        self.until(lambda: self.window.desk is None or not self.desk.jobs)


def room(seat: Seat, name: str, kind: type[W]) -> W:
    """The room of that name, which must be the one that is shown."""
    assert seat.cell.room == name
    shown = seat.cell.rooms[name]
    assert isinstance(shown, kind)
    seat.at_rest()
    return shown


def press(seat: Seat, keys: str) -> None:
    """Keys as on the keyboard ('Ctrl+Z', 'A', 'F2'), to whatever has the focus."""
    if QApplication.activeWindow() is None:
        seat.until(lambda: _activated(seat.window))
    code = QKeySequence(keys)[0]  # type: ignore[index]
    target = QApplication.focusWidget() or seat.window
    QTest.keyClick(target, code.key(), code.keyboardModifiers())


def _activated(window: QWidget) -> bool:
    """Bring the window back to the front, as a window manager does below a closed menu.

    Qt may still take the window for the focused one and ignore the wish, so something else is
    given the focus in between.
    """
    window.activateWindow()
    if not window.isActiveWindow():
        other = QWidget()
        other.show()
        other.activateWindow()
        QApplication.processEvents()
        other.close()
        other.deleteLater()
        window.activateWindow()
    return window.isActiveWindow()


def type_into(field: QWidget, text: str) -> None:
    """Click a field, take out what stands in it, and type."""
    QTest.mouseClick(field, LEFT)
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def click(target: QWidget, at: QPoint | None = None) -> None:
    """A click of the left button on something that can be seen and clicked."""
    assert target.isVisible(), target
    assert target.isEnabled(), target
    QTest.mouseClick(target, LEFT, PLAIN, at or target.rect().center())


def press_box(box: QAbstractButton) -> None:
    """Tick a box by keyboard, or take its tick back."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def button(inside: QWidget, text: str) -> QPushButton:
    """The visible button that says ``text``."""
    found = [b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert found, f"no button says {text!r}"
    return found[0]


def click_row(table: RecordTable, id_: int, *, also: bool = False) -> None:
    """Click the row of a record; with ``also`` it joins those that are selected."""
    index = table.model().index(table.ids().index(id_), 1)
    table.scrollTo(index)
    more = Qt.KeyboardModifier.ControlModifier if also else PLAIN
    QTest.mouseClick(table.viewport(), LEFT, more, table.visualRect(index).center())


def answering(*typed: str) -> list[str]:
    """When the next sheet opens: type into its fields one after the other, then Enter.

    What the sheet said is in the list once it is closed.
    """
    said: list[str] = []
    _soon(_open_sheet, lambda sheet: _answer(sheet, typed, said))
    return said


def choosing(text: str) -> None:
    """When the next menu opens: click the entry that begins with ``text``."""
    _soon(_open_menu, lambda menu: _choose(menu, text))


def drop(seat: Seat, paths: Sequence[Path], over: QWidget | None = None) -> ImportView:
    """Drag files over the middle of the window (or of a part of it) and let go.

    Returns the import that opens, once its dry run is shown.
    """
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    target, handle = over or seat.window, seat.window.windowHandle()
    at, copy = target.mapTo(seat.window, target.rect().center()), Qt.DropAction.CopyAction
    entering = QDragEnterEvent(at, copy, mime, LEFT, PLAIN)
    QApplication.sendEvent(handle, entering)
    assert entering.isAccepted(), "no file can be dropped here"
    QApplication.sendEvent(handle, QDropEvent(QPointF(at), copy, mime, LEFT, PLAIN))
    view = seat.window.findChild(ImportView)
    assert view is not None
    seat.until(lambda: not view.run.stale and not view.run.working)
    assert view.pages.currentWidget() is view.preview
    return view


def picture(seat: Seat, name: str) -> None:
    """Keep what the window shows, when SITUATIONROOM_PICTURES names a folder."""
    if folder := os.environ.get("SITUATIONROOM_PICTURES"):
        seat.at_rest()
        QApplication.processEvents()
        Path(folder).mkdir(parents=True, exist_ok=True)
        assert seat.window.grab().save(str(Path(folder) / f"{name}.png"))


def _soon(find: Callable[[], Any], then: Callable[[Any], None], tries: int = TRIES) -> None:
    def look() -> None:
        found = find()
        if found is not None:
            then(found)
        else:
            assert tries, "nothing opened"
            _soon(find, then, tries - 1)

    QTimer.singleShot(SOON_MS, look)


def _open_sheet() -> Sheet | None:
    shown = QApplication.activeModalWidget()
    return shown if isinstance(shown, Sheet) and shown.isActiveWindow() else None


def _open_menu() -> QMenu | None:
    shown = QApplication.activePopupWidget()
    return shown if isinstance(shown, QMenu) else None


def _answer(sheet: Sheet, typed: Sequence[str], said: list[str]) -> None:
    try:
        said += [label.text() for label in sheet.findChildren(QLabel) if label.text()]
        for place, text in enumerate(typed):
            if place:
                QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
            QTest.keyClicks(sheet.focusWidget(), text)
        assert sheet.accept_button.isEnabled(), said
        QTest.keyClick(sheet.focusWidget() or sheet, Qt.Key.Key_Return)
    finally:
        if sheet.isVisible():
            sheet.reject()


def _choose(menu: QMenu, text: str) -> None:
    entries = [act for act in menu.actions() if act.text().startswith(text)]
    try:
        assert entries, [act.text() for act in menu.actions()]
        QTest.mouseClick(menu, LEFT, PLAIN, menu.actionGeometry(entries[0]).center())
    finally:
        menu.close()

"""Over the whole window, the import sheet's keys come before those of the rooms behind it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.views.actions import install
from situationroom.views.cell import Cell
from situationroom.views.import_view import ImportView

LIST = "姓名,出生日期,护照号\n孙悦,03/04/1988,E80000017\n周涛,05/06/1979,E80000025\n"


def test_that_a_copied_table_is_imported_from_anywhere(desk: Desk, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(LIST.replace(",", "\t"))
    cell = Cell(desk)
    cell.show()
    cell.paste_import()
    view = cell.findChildren(ImportView)[-1]
    qtbot.waitUntil(lambda: view.run.plan.counts()["new"] == 2, timeout=20_000)
    view.close()
    qtbot.waitUntil(lambda: not desk.jobs)
    cell.close()
    cell.deleteLater()


def test_that_f8_and_f2_are_the_import_sheets_while_it_is_open(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    cell = Cell(desk)
    install(cell.actions_here(), cell)
    cell.resize(1400, 800)
    cell.show()
    cell.start_import([str(path)])
    view = cell.findChildren(ImportView)[-1]
    qtbot.waitUntil(lambda: not view.run.stale and not view.run.working, timeout=20_000)
    table = view.preview.rows.table
    table.setFocus()
    room, first = cell.room, table.selected_ids()
    QTest.keyClick(table, Qt.Key.Key_F8)
    assert cell.room == room == "overview"
    assert table.selected_ids() != first
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert view.preview.card.pairs.focusWidget() is not view.preview.card.pairs
    QTest.keyClick(view.preview.card.pairs.focusWidget(), Qt.Key.Key_Escape)
    assert view.isVisible()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not cell.findChildren(ImportView))
    QTest.keyClick(cell, Qt.Key.Key_F8)
    assert cell.room == "journal"
    qtbot.waitUntil(lambda: not desk.jobs)
    cell.close()
    cell.deleteLater()

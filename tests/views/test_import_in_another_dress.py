"""An open import survives another theme or language, and its rows are searched with Ctrl+F."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.views.import_view import ImportView
from situationroom.views.main_window import MainWindow
from tests.views.conftest import cell
from tests.views.lists.imports import wait_for_plan

LIST = (
    "姓名,出生日期,护照号,备注\n孙悦,03/04/1988,E80000017,在机场\n"
    "周涛,05/06/1979,E80000025,At the Kaya Palace\n李娜,1990-02-03,E80000033,\n"
)


def sheet(window: MainWindow) -> ImportView:
    return [v for v in cell(window).findChildren(ImportView) if not v.isHidden()][-1]


@pytest.fixture
def preview(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> ImportView:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    cell(window).start_import([str(path)])
    view = sheet(window)
    wait_for_plan(view, qtbot)
    return view


@pytest.mark.parametrize("dress", [{"theme": "light"}, {"language": "zh"}, {"text_size": 15}])
def test_that_an_open_preview_survives_another_dress(
    window: MainWindow, preview: ImportView, qtbot: QtBot, dress: dict[str, object]
) -> None:
    acts = preview.preview.acts
    acts.mend(1, 0, "孙月")
    wait_for_plan(preview, qtbot)
    preview.preview.show_filter("new")
    preview.preview.rows.table.select_ids([2], tell=True)
    run = preview.run
    window.change(**dress)
    again = sheet(window)
    assert again is not preview and again.run is run
    assert again.aside is not None and again.aside.isHidden()
    wait_for_plan(again, qtbot)
    assert again.preview.which == "new"
    assert again.preview.rows.table.selected_ids() == [2]
    assert again.run.row(1).reading.persons[0].native_name == "孙月"
    again.start_import()
    qtbot.waitUntil(lambda: again.done is not None, timeout=20_000)
    window.change(text_size=13, theme="dark", language="en")
    assert sheet(window).done is not None
    sheet(window).close()


def test_that_rows_are_found_by_any_of_their_words(
    window: MainWindow, preview: ImportView, qtbot: QtBot
) -> None:
    page = preview.preview
    QTest.keyClick(page.rows.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.sought.hasFocus)
    QTest.keyClicks(page.sought, "kaya e8000")
    qtbot.waitUntil(lambda: page.rows.table.ids() == [2])
    QTest.keyClick(page.sought, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(page.rows.table.ids()) == 4)
    assert not preview.isHidden()
    preview.close()

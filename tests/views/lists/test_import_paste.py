"""A table on the clipboard is a list like any other."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from situationroom.views.import_paste import table_text
from tests.views.lists.imports import wait_for_plan
from tests.views.lists.test_import_view import Open

TABLE = "姓名\t护照号\t电话\n孙悦\tE80000017\t0532 555 8017\n周涛\tE80000025\t0532 555 8025\n"


def clip(*, text: str = "", html: str = "") -> QMimeData:
    made = QMimeData()
    if text:
        made.setText(text)
    if html:
        made.setHtml(html)
    return made


def test_that_cells_copied_from_a_workbook_are_taken_as_they_are() -> None:
    assert table_text(clip(text=TABLE, html="<table><tr><td>x</td></tr></table>")) == TABLE


def test_that_a_table_in_a_mail_is_found_in_its_html() -> None:
    html = (
        "<p>Dear all</p><table><tr><th>Name</th><th>Passport &amp; no</th></tr>"
        '<tr><td colspan="2">Sun<br>Yue</td></tr></table>'
    )
    assert table_text(clip(text="Dear all Name", html=html)) == "Name\tPassport & no\nSun Yue\t"


def test_that_plain_prose_is_no_table() -> None:
    assert table_text(clip(text="Please call back, thank you")) == ""


def test_that_a_pasted_table_is_read_and_its_file_does_not_stay(
    opened_bare: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    QGuiApplication.clipboard().setText(TABLE)
    view = opened_bare()
    view.paste()
    wait_for_plan(view, qtbot)
    assert view.run.plan.counts()["new"] == 2
    folder = view.run.paths[0].parent
    assert folder.exists()
    view.close()
    assert not folder.exists()


def test_that_an_empty_clipboard_is_said(opened_bare: Open) -> None:
    QGuiApplication.clipboard().clear()
    view = opened_bare()
    view.paste()
    assert "clipboard" in view.problem.text

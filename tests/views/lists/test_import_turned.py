"""Surnames under 'Given names': one act reads them as the sheet says, and back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from situationroom.store.queries.people import PersonFilter, person_ids, persons
from situationroom.views.import_view import ImportView
from tests.views.lists.conftest import ListeningFrame
from tests.views.lists.imports import a_list, pick, wait_for_plan, wait_until_stored

Open = Callable[..., ImportView]
HEADER = ("Surname", "Given Name", "Passport")
ROWS = (
    ("XIAOMING", "WANG", "E82345678"),
    ("LIHUA", "LI", "E83456789"),
    ("HAORAN", "ZHAO", "E84567890"),
    ("MEILING", "CHEN", "E85678901"),
    ("JIANGUO", "LIU", "E86789012"),
)


@pytest.fixture
def turned(opened: Open, tmp_path: Path) -> ImportView:
    return opened(a_list(tmp_path / "turned.xlsx", HEADER, ROWS))


def surnames(view: ImportView) -> list[str]:
    rows = [row for row in view.run.plan.rows if row.outcome == "new"]
    return [row.reading.persons[0].surname for row in rows]


def says(view: ImportView, words: str) -> bool:
    return words in said(view)


def said(view: ImportView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view))


def test_that_one_click_reads_the_names_as_the_sheet_says_and_back(
    turned: ImportView, qtbot: QtBot
) -> None:
    assert surnames(turned)[0] == "WANG"
    assert "read the other way round" in said(turned)
    for wanted, words in (("XIAOMING", "as the sheet says"), ("WANG", "the other way round")):
        button = turned.preview.line.turn_button
        assert button is not None
        button.click()
        wait_for_plan(turned, qtbot)
        assert surnames(turned)[0] == wanted
        qtbot.waitUntil(partial(says, turned, words))
    assert turned.run.choices.columns == {}


def test_that_names_read_as_the_sheet_says_leave_no_question(
    turned: ImportView, qtbot: QtBot
) -> None:
    assert turned.run.sorted.counts()["problems"] == 1
    QTest.keyClick(turned, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: "Turn them back if that is wrong" in said(turned))
    QTest.keyClick(turned, Qt.Key.Key_R)
    wait_for_plan(turned, qtbot)
    assert surnames(turned)[0] == "XIAOMING"
    assert turned.run.sorted.counts()["problems"] == 0


def test_that_ctrl_z_takes_the_turning_back(turned: ImportView, qtbot: QtBot) -> None:
    pick(turned, 3)
    QTest.keyClick(turned.preview.rows.table, Qt.Key.Key_R)
    wait_for_plan(turned, qtbot)
    assert surnames(turned)[0] == "XIAOMING"
    QTest.keyClick(turned, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for_plan(turned, qtbot)
    assert surnames(turned)[0] == "WANG"


def test_that_another_column_is_chosen_without_turning_the_names(
    turned: ImportView, qtbot: QtBot
) -> None:
    assert turned.preview.line.turn_button is not None
    turned.preview.line.turn_button.click()
    wait_for_plan(turned, qtbot)
    turned.preview.remap(2, "remarks")
    wait_for_plan(turned, qtbot)
    fields = [column.field for column in turned.run.read.lists[0].sheets[0].columns]
    assert fields == ["surname", "given_names", "remarks"]


def test_that_it_is_remembered_for_lists_with_these_headers_and_reported(
    turned: ImportView, opened: Open, frame: ListeningFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    assert turned.preview.line.turn_button is not None
    turned.preview.line.turn_button.click()
    wait_for_plan(turned, qtbot)
    turned.store.click()
    wait_until_stored(turned, qtbot)
    assert "the two columns were read as their headers say" in said(turned)
    stored = frame.desk.ask(persons, frame.desk.ask(person_ids, PersonFilter()))
    assert "XIAOMING" in {person.surname for person in stored}
    more = [(a, b, f"E9{c[2:]}") for a, b, c in ROWS]
    again = opened(a_list(tmp_path / "next.xlsx", HEADER, more))
    assert surnames(again)[0] == "XIAOMING"
    assert again.run.read.remembered == {"next.xlsx"}


def test_that_a_list_in_order_offers_nothing_to_turn(opened: Open, tmp_path: Path) -> None:
    rows = [(given, surname, number) for surname, given, number in ROWS]
    view = opened(a_list(tmp_path / "right.xlsx", HEADER, rows))
    assert surnames(view)[0] == "WANG"
    assert view.preview.line.turn_button is None

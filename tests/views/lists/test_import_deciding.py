"""Probable duplicates and conflicts are decided for all or one by one; nothing is by default."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from situationroom.commands.people import edit_person
from situationroom.desk import Desk
from situationroom.store.queries.people import PersonFilter, person_ids, persons
from situationroom.views.import_view import ImportView
from tests.views.lists.conftest import ListeningFrame
from tests.views.lists.imports import a_list, people, pick, wait_for_plan, wait_until_stored

Open = Callable[..., ImportView]
HEADER = ("编号", "姓名", "拼音", "性别", "出生日期", "护照号", "电话", "所在城市")
FIRST = (
    ("1", "孙悦", "SUN YUE", "女", "1988-04-03", "E80000017", "0532 555 8017", "安卡拉"),
    ("2", "周涛", "ZHOU TAO", "男", "1979-06-05", "E80000025", "0532 555 8025", "安卡拉"),
)
LATER = (
    ("1", "孙悦", "SUN YUE", "女", "1988-04-03", "E80000017", "0532 555 8017", "伊兹密尔"),
    ("2", "周涛", "ZHOU TAO", "男", "1979-06-05", "E80000025", "0532 555 8025", "伊兹密尔"),
)
ALIKE = (
    ("7", "孙悦", "SUN YUE", "女", "1988-04-03", "E80000018", "", "安卡拉"),
    ("8", "周涛", "ZHOU TAO", "男", "1979-06-05", "E80000026", "", "安卡拉"),
)


def stored(opened: Open, qtbot: QtBot, path: Path) -> None:
    view = opened(path)
    view.start_import()
    wait_until_stored(view, qtbot)
    view.close()


def named(desk: Desk, name: str) -> int:
    everybody = desk.ask(persons, desk.ask(person_ids, PersonFilter()))
    return next(one.id for one in everybody if one.native_name == name)


@pytest.fixture
def contradicted(opened: Open, frame: ListeningFrame, tmp_path: Path, qtbot: QtBot) -> ImportView:
    """The same list hours later, after an officer has typed another city for both persons."""
    stored(opened, qtbot, a_list(tmp_path / "list.xlsx", HEADER, FIRST))
    for name in ("孙悦", "周涛"):
        frame.desk.run(edit_person, named(frame.desk, name), {"city": "Bursa"})
    qtbot.waitUntil(lambda: not frame.desk.jobs)
    return opened(a_list(tmp_path / "list.xlsx", HEADER, LATER))


def test_that_a_conflict_is_kept_or_taken_field_by_field(
    contradicted: ImportView, frame: ListeningFrame, qtbot: QtBot
) -> None:
    view = contradicted
    assert view.preview.chips["conflicts"].count == 2
    said = _said_after_picking(view, 2)
    assert {"Bursa", "Izmir"} <= said
    QTest.keyClick(view.preview.rows.table, Qt.Key.Key_T)
    pick(view, 3)
    QTest.keyClick(view.preview.rows.table, Qt.Key.Key_K)
    wait_for_plan(view, qtbot)
    assert sorted(view.run.choices.decisions.conflict_fields.values()) == [
        *["here"] * _fields(view, 3),
        *["list"] * _fields(view, 2),
    ]
    view.start_import()
    wait_until_stored(view, qtbot)
    cities = [frame.desk.ask(persons, [named(frame.desk, n)])[0].city for n in ("孙悦", "周涛")]
    assert cities == ["Izmir", "Bursa"]


def test_that_one_rule_settles_all_conflicts(contradicted: ImportView, qtbot: QtBot) -> None:
    view = contradicted
    view.preview.show_filter("conflicts")
    view.preview.rules.choices["list"].click()
    wait_for_plan(view, qtbot)
    assert view.run.choices.decisions.conflicts == "list"
    assert view.run.plan.counts()["updated"] == 2
    view.take_back()
    wait_for_plan(view, qtbot)
    assert view.run.plan.counts()["updated"] == 0


def test_that_nobody_is_joined_unless_an_officer_says_so(
    opened: Open, frame: ListeningFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    stored(opened, qtbot, a_list(tmp_path / "list.xlsx", HEADER, FIRST))
    before = people(frame.desk)
    view = opened(a_list(tmp_path / "alike.xlsx", HEADER[1:], [row[1:] for row in ALIKE]))
    assert view.preview.chips["suspects"].count == 2
    assert view.run.plan.counts()["new"] == 2
    pick(view, 2)
    QTest.keyClick(view.preview.rows.table, Qt.Key.Key_S)
    wait_for_plan(view, qtbot)
    assert view.run.plan.counts()["new"] == 1
    view.start_import()
    wait_until_stored(view, qtbot)
    assert people(frame.desk) == before + 1


def test_that_one_rule_settles_all_who_are_probably_known(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    stored(opened, qtbot, a_list(tmp_path / "list.xlsx", HEADER, FIRST))
    view = opened(a_list(tmp_path / "alike.xlsx", HEADER[1:], [row[1:] for row in ALIKE]))
    view.preview.show_filter("suspects")
    view.preview.rules.choices["skip"].click()
    wait_for_plan(view, qtbot)
    assert view.run.plan.counts()["skipped"] == 3
    view.preview.rules.choices["attach"].click()
    wait_for_plan(view, qtbot)
    assert view.run.plan.counts()["new"] == 0


def _said_after_picking(view: ImportView, row: int) -> set[str]:
    pick(view, row)
    return {label.text() for label in view.preview.card.findChildren(QLabel)}


def _fields(view: ImportView, row: int) -> int:
    return sum(key[2] == row for key in view.run.choices.decisions.conflict_fields)

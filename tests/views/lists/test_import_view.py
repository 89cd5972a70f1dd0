"""The import sheet: nothing is stored before the one button, and one undo takes it all back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.people import PersonFilter, count_persons
from situationroom.store.queries.shelters import sites
from situationroom.views.import_view import ImportView
from tests.views.lists.conftest import ListeningFrame

HEADER = ("姓名", "性别", "护照号", "电话", "所在城市", "求助事项", "编码")
ROWS = (
    ("孙悦", "女", "E80000017", "0532 555 8017", "安卡拉", "航班取消", "x1"),
    ("周涛", "男", "E80000025", "0532 555 8025", "伊斯坦布尔", "护照遗失", "x2"),
    ("", "", "", "", "", "电话不通", "x3"),
)


def a_list(path: Path, header: tuple[str, ...] = HEADER) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (header, *ROWS):
        sheet.append(row)
    book.save(path)
    return path


def people(desk: Desk) -> int:
    return desk.ask(count_persons, PersonFilter())


@pytest.fixture
def opened(
    frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> Callable[..., ImportView]:
    """Opens the sheet on files and waits for the dry run."""

    def open_(*paths: Path) -> ImportView:
        view: ImportView = show(ImportView(frame, [str(path) for path in paths]))
        wait_for_plan(view, qtbot)
        return view

    return open_


def wait_for_plan(view: ImportView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.pages.currentWidget() is view._dry_run, timeout=20_000)


def test_that_the_dry_run_counts_every_row_and_stores_nothing(
    opened: Callable[..., ImportView], frame: ListeningFrame, tmp_path: Path
) -> None:
    revision = frame.desk.ask(last_revision)
    view = opened(a_list(tmp_path / "list.xlsx"))
    counts = {name: chip.count for name, chip in view.outcomes.items()}
    assert counts["new"] == 2
    assert counts["rejected"] == 1
    assert sum(count or 0 for count in counts.values()) == 4
    assert frame.desk.ask(last_revision) == revision
    assert view.columns.columnCount() == len(HEADER)


def test_that_the_button_imports_and_undo_takes_it_all_back(
    opened: Callable[..., ImportView], frame: ListeningFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    before = people(frame.desk)
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.store.click()
    qtbot.waitUntil(lambda: view.done is not None, timeout=20_000)
    assert people(frame.desk) == before + 2
    view.undo()
    qtbot.waitUntil(lambda: people(frame.desk) == before)
    qtbot.waitUntil(lambda: bool(frame.said))


def test_that_a_column_can_be_read_as_another_field_and_is_remembered(
    opened: Callable[..., ImportView], tmp_path: Path, qtbot: QtBot
) -> None:
    path = a_list(tmp_path / "list.xlsx")
    view = opened(path)
    view.remap(6, "remarks")
    wait_for_plan(view, qtbot)
    rows = [row for row in view.plan.rows if row.outcome == "new"]
    assert "x1" in rows[0].reading.persons[0].remarks
    view.store.click()
    qtbot.waitUntil(lambda: view.done is not None, timeout=20_000)
    again = opened(a_list(tmp_path / "other.xlsx"))
    assert again.read.lists[0].sheets[0].columns[6].field == "remarks"


def test_that_a_row_is_shown_beside_its_original_cells(
    opened: Callable[..., ImportView], tmp_path: Path
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.show_outcome("new")
    assert len(view.rows.ids()) == 2
    view.rows.select_ids(view.rows.ids()[:1], tell=True)
    from PySide6.QtWidgets import QLabel

    said = {label.text() for label in view.detail.findChildren(QLabel)}
    assert {"孙悦", "E80000017", "护照号"} <= said


def test_that_rejects_are_saved_with_their_reasons(
    opened: Callable[..., ImportView], tmp_path: Path, qtbot: QtBot, frame: ListeningFrame
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.store.click()
    qtbot.waitUntil(lambda: view.done is not None, timeout=20_000)
    assert view.done is not None
    view.done.save_rejects(tmp_path / "rejects.xlsx")
    qtbot.waitUntil(lambda: bool(frame.said), timeout=10_000)
    rows = list(load_workbook(tmp_path / "rejects.xlsx").worksheets[0].values)
    assert rows[1][6] == "x3"
    assert rows[1][7]


def test_that_the_same_list_again_is_unchanged_and_cannot_be_imported(
    opened: Callable[..., ImportView], tmp_path: Path, qtbot: QtBot
) -> None:
    path = a_list(tmp_path / "list.xlsx")
    view = opened(path)
    view.store.click()
    qtbot.waitUntil(lambda: view.done is not None, timeout=20_000)
    again = opened(path)
    assert again.outcomes["unchanged"].count == 2
    assert not again.store.isEnabled()


def test_that_a_list_of_shelters_opens_sites(
    opened: Callable[..., ImportView], tmp_path: Path, frame: ListeningFrame, qtbot: QtBot
) -> None:
    path = tmp_path / "shelters.csv"
    path.write_text(
        "Shelter name,Address,Capacity,Current population,Status\n"
        "Hall A,Main street 1,300,266,open\nHall B,Main street 2,600,633,open\n",
        encoding="utf-8",
    )
    view = opened(path)
    assert len(view.sites.ids()) == 2
    view.store.click()
    qtbot.waitUntil(lambda: len(frame.desk.ask(sites)) == 2)
    qtbot.waitUntil(lambda: "shelters" in frame.opened)


def test_that_a_file_nobody_can_read_is_said_in_one_sentence(
    opened: Callable[..., ImportView], tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04 this is no workbook")
    view = opened(path)
    assert "list.xlsx" in view.problem.text
    assert not view.store.isEnabled()


def test_that_columns_can_be_chosen_by_hand_where_no_header_is_known(
    opened: Callable[..., ImportView], tmp_path: Path, qtbot: QtBot
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx", ("a1", "b2", "c3", "d4", "e5", "f6", "g7")))
    view.choose_by_hand()
    wait_for_plan(view, qtbot)
    view.remap(0, "native_name")
    wait_for_plan(view, qtbot)
    view.remap(2, "passport")
    qtbot.waitUntil(
        lambda: view.pages.currentWidget() is view._dry_run and view.plan.counts()["new"] >= 2,
        timeout=20_000,
    )

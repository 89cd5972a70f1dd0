"""The import sheet: nothing is stored before the one button, and one undo takes it all back."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.queries.shelters import sites
from situationroom.views.import_recent import recent_imports
from situationroom.views.import_sorting import OUTCOMES
from situationroom.views.import_view import ImportView
from tests.views.lists.conftest import ListeningFrame
from tests.views.lists.imports import HEADER, a_list, people, wait_for_plan, wait_until_stored

Open = Callable[..., ImportView]


def test_that_the_dry_run_counts_every_row_and_stores_nothing(
    opened: Open, frame: ListeningFrame, tmp_path: Path
) -> None:
    revision = frame.desk.ask(last_revision)
    view = opened(a_list(tmp_path / "list.xlsx"))
    counts = {name: chip.count or 0 for name, chip in view.preview.chips.items()}
    assert counts["new"] == 2
    assert counts["rejected"] == 1
    assert sum(counts[name] for name in OUTCOMES) == counts[""] == 4
    assert frame.desk.ask(last_revision) == revision
    assert view.preview.columns.columnCount() == len(HEADER)


def test_that_the_button_imports_and_undo_takes_it_all_back(
    opened: Open, frame: ListeningFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    before = people(frame.desk)
    view = opened(a_list(tmp_path / "list.xlsx"))
    assert "2" in view.store.text()
    view.store.click()
    wait_until_stored(view, qtbot)
    assert people(frame.desk) == before + 2
    assert [undone for _entry, undone in frame.desk.ask(recent_imports)] == [False]
    view.undo()
    qtbot.waitUntil(lambda: people(frame.desk) == before)
    qtbot.waitUntil(lambda: len(frame.said) >= 2)
    assert [undone for _entry, undone in frame.desk.ask(recent_imports)] == [True]


def test_that_a_column_can_be_read_as_another_field_and_is_remembered(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.preview.remap(6, "remarks")
    wait_for_plan(view, qtbot)
    rows = [row for row in view.run.plan.rows if row.outcome == "new"]
    assert "x1" in rows[0].reading.persons[0].remarks
    view.store.click()
    wait_until_stored(view, qtbot)
    again = opened(a_list(tmp_path / "other.xlsx"))
    assert again.run.read.lists[0].sheets[0].columns[6].field == "remarks"
    assert again.run.read.remembered == {"other.xlsx"}
    again.preview.acts.read_automatically("other.xlsx")
    wait_for_plan(again, qtbot)
    assert again.run.read.lists[0].sheets[0].columns[6].field != "remarks"


def test_that_a_field_is_found_by_typing_and_picked_with_enter(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    from PySide6.QtCore import Qt

    view = opened(a_list(tmp_path / "list.xlsx"))
    picker = view.preview.columns.ask_field(6)
    QTest.keyClicks(picker.field, "remark")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    wait_for_plan(view, qtbot)
    assert view.run.read.lists[0].sheets[0].columns[6].field == "remarks"


def test_that_a_row_is_shown_beside_its_original_cells(opened: Open, tmp_path: Path) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.preview.show_filter("new")
    assert len(view.preview.rows.table.ids()) == 2
    view.preview.rows.table.select_ids(view.preview.rows.table.ids()[:1], tell=True)
    pairs = view.preview.card.pairs
    lines = [[pairs.model().index(n, c).data() for c in range(3)] for n in range(pairs.rowCount())]
    assert ["姓名", "孙悦", "孙悦"] in lines
    assert ["电话", "0532 555 8017", "+905325558017"] in lines


def test_that_a_list_can_be_seen_as_it_stands(opened: Open, tmp_path: Path) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.preview.show_original(on=True)
    titles = [column.title for column in view.preview.rows.table.shown_columns()]
    assert titles[1:] == list(HEADER)
    view.preview.show_original(on=False)
    assert view.preview.rows.table is view.preview.rows.reading


def test_that_rejects_are_saved_with_their_reasons(
    opened: Open, tmp_path: Path, qtbot: QtBot, frame: ListeningFrame
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.store.click()
    wait_until_stored(view, qtbot)
    assert view.done is not None
    view.done.save_rejects(tmp_path / "rejects.xlsx")
    qtbot.waitUntil((tmp_path / "rejects.xlsx").exists, timeout=10_000)
    rows = list(load_workbook(tmp_path / "rejects.xlsx").worksheets[0].values)
    assert rows[1][6] == "x3"
    assert rows[1][7]


def test_that_the_same_list_again_is_unchanged_and_cannot_be_imported(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    path = a_list(tmp_path / "list.xlsx")
    view = opened(path)
    view.store.click()
    wait_until_stored(view, qtbot)
    again = opened(path)
    assert again.preview.chips["unchanged"].count == 2
    assert not again.store.isEnabled()
    assert again.nothing.text


def test_that_a_list_of_shelters_opens_sites(
    opened: Open, tmp_path: Path, frame: ListeningFrame, qtbot: QtBot
) -> None:
    path = tmp_path / "shelters.csv"
    path.write_text(
        "Shelter name,Address,Capacity,Current population,Status\n"
        "Hall A,Main street 1,300,266,open\nHall B,Main street 2,600,633,open\n",
        encoding="utf-8",
    )
    view = opened(path)
    assert len(view.preview.sites.ids()) == 2
    view.store.click()
    qtbot.waitUntil(lambda: len(frame.desk.ask(sites)) == 2)
    qtbot.waitUntil(lambda: "shelters" in frame.opened)


def test_that_a_file_nobody_can_read_is_said_in_one_sentence(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04 this is no workbook")
    view = opened(path)
    assert "list.xlsx" in view.problem.text
    assert not view.store.isEnabled()


def test_that_columns_can_be_chosen_by_hand_where_no_header_is_known(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    header = ("a1", "b2", "c3", "d4", "e5", "f6", "g7")
    rows = (("甲甲甲", "-", "-", "-", "-", "-", "-"), ("乙乙乙", "-", "-", "-", "-", "-", "-"))
    view = opened(a_list(tmp_path / "list.xlsx", header, rows))
    if view.run.read.failed:
        view.choose_by_hand()
        wait_for_plan(view, qtbot)
    view.preview.remap(0, "native_name")
    wait_for_plan(view, qtbot)
    assert view.run.plan.counts()["new"] >= 2


def test_that_the_header_can_be_set_by_hand(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    before = view.run.read.lists[0].sheets[0].header_row
    view.preview.line.headed.emit(0)
    wait_for_plan(view, qtbot)
    assert not view.run.read.lists[0].sheets[0].header_row
    view.run.undo()
    wait_for_plan(view, qtbot)
    assert view.run.read.lists[0].sheets[0].header_row == before == 1


def test_that_several_sheets_add_up_each_and_together(opened: Open, tmp_path: Path) -> None:
    first = a_list(tmp_path / "first.xlsx")
    second = a_list(tmp_path / "second.xlsx", rows=(("吴敏", "女", "E1", "", "", "", "y1"),))
    view = opened(first, second)
    sorted_, tabs = view.run.sorted, view.preview.tabs
    assert tabs.keys[0] is None
    whole = sorted_.counts()
    parts = [sorted_.counts(key) for key in tabs.keys if key is not None]
    for name in ("", *OUTCOMES):
        assert sum(part[name] for part in parts) == whole[name]
    assert view.preview.foot.text.startswith(f"{whole['']:,} ")


def test_that_an_import_without_files_says_where_to_begin(
    opened_bare: Open, frame: ListeningFrame
) -> None:
    view = opened_bare()
    assert view.pages.currentWidget() is view.start
    said = {label.text() for label in view.start.findChildren(QLabel)}
    assert "Drop lists anywhere" in said

"""Problems are mended in the preview: the row is read again at once, and Ctrl+Z takes it back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.views.import_view import ImportView
from tests.views.lists.conftest import ListeningFrame
from tests.views.lists.imports import (
    DATED,
    DATES,
    a_list,
    pick,
    place_of,
    wait_for_plan,
    wait_until_stored,
)

Open = Callable[..., ImportView]


def dated(folder: Path) -> Path:
    return a_list(folder / "dates.xlsx", DATED, DATES)


def test_that_problems_come_first_and_f8_goes_through_them(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    ids = view.preview.rows.table.ids()
    assert view.run.row(ids[0]).outcome == "rejected"
    view = opened(dated(tmp_path))
    table = view.preview.rows.table
    assert view.preview.chips["problems"].count == 3
    seen = []
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_F8)
        seen.append(view.run.row(table.selected_ids()[0]).reading.row)
    assert sorted(seen) == [2, 3, 4]
    QTest.keyClick(table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert view.run.row(table.selected_ids()[0]).reading.row == seen[1]


def test_that_a_cell_is_mended_in_place_and_kept_beside_the_original(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    view = opened(dated(tmp_path))
    place = pick(view, 4)
    QTest.keyClick(view.preview.rows.table, Qt.Key.Key_F2)
    editor = view.preview.card.pairs.focusWidget()
    assert editor is not None
    editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, "1990-02-03")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(view.run.choices.fixes))
    row = view.run.row(place)
    assert row.reading.persons[0].birth_date == "1990-02-03"
    assert not row.reading.problems
    assert row.reading.cells_in_order[2] == "1990-02-30"
    assert row.reading.fixed == {2: "1990-02-03"}
    wait_for_plan(view, qtbot)
    assert view.preview.chips["problems"].count == 2
    assert view.preview.chips["corrected"].count == 1


def test_that_ctrl_z_takes_a_fix_back_and_ctrl_y_brings_it_again(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    view = opened(dated(tmp_path))
    place = pick(view, 4)
    view.preview.acts.mend(place, 2, "1990-02-03")
    wait_for_plan(view, qtbot)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view.preview.rows.table, Qt.Key.Key_Z, control)
    assert view.run.row(place).reading.problems
    assert not view.run.row(place).reading.fixed
    QTest.keyClick(view.preview.rows.table, Qt.Key.Key_Y, control)
    assert view.run.row(place).reading.persons[0].birth_date == "1990-02-03"
    wait_for_plan(view, qtbot)


def test_that_the_original_text_typed_again_is_no_fix(opened: Open, tmp_path: Path) -> None:
    view = opened(dated(tmp_path))
    view.preview.acts.mend(place_of(view, 4), 2, " 1990-02-30 ")
    assert not view.run.choices.fixes


def test_that_one_click_decides_the_dates_of_the_whole_column(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    view = opened(dated(tmp_path))
    view.preview.line.date_buttons["birth_date", "mdy"].click()
    wait_for_plan(view, qtbot)
    told = [view.run.row(place_of(view, n)).reading.persons[0].birth_date for n in (2, 3)]
    assert told == ["1988-03-04", "1979-05-06"]
    assert view.preview.chips["problems"].count == 1
    view.run.undo()
    wait_for_plan(view, qtbot)
    assert view.preview.chips["problems"].count == 3


def test_that_a_problem_can_be_right_as_it_is(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    view = opened(dated(tmp_path))
    pick(view, 4)
    QTest.keyClick(view.preview.rows.table, Qt.Key.Key_P)
    assert view.preview.chips["problems"].count == 2
    assert view.store.isEnabled()


def test_that_a_rejected_row_that_is_mended_is_imported(
    opened: Open, frame: ListeningFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.preview.acts.mend(place_of(view, 4), 0, "赵静")
    assert view.preview.chips["rejected"].count == 0
    wait_for_plan(view, qtbot)
    assert view.run.plan.counts()["new"] == 3
    view.store.click()
    wait_until_stored(view, qtbot)
    assert view.done is not None


def test_that_a_mended_row_keeps_its_place_under_a_filter(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    view = opened(dated(tmp_path))
    view.preview.show_filter("problems")
    before = view.preview.rows.table.ids()
    view.preview.acts.mend(place_of(view, 4), 2, "1990-02-03")
    wait_for_plan(view, qtbot)
    assert view.preview.rows.table.ids() == before
    assert view.preview.rows.table.paints.faded == {place_of(view, 4)}

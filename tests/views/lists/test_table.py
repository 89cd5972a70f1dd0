"""The table: instant whatever its length, and nothing in it moves by itself."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.views.table import Column, RecordTable
from situationroom.views.table_model import PAGE


class Numbers:
    """A query that counts how many rows it was asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, _connection: Any, ids: Sequence[int]) -> dict[int, int]:
        self.asked += len(ids)
        return {id_: id_ for id_ in ids if id_ >= 0}


def columns() -> list[Column]:
    return [
        Column("number", "Number", 90, str, sort="number", live=True),
        Column("name", "Name", 200, lambda n: f"=name {n}", stretch=True),
        Column("more", "More", 90, lambda n: "+1", hidden=True),
    ]


def a_table(desk: Desk, show: Callable[..., Any], query: Numbers | None = None) -> RecordTable:
    table: RecordTable = show(RecordTable(desk, "numbers", columns(), query or Numbers()))
    return table


def test_that_100_000_ids_fetch_only_the_pages_that_are_looked_at(
    desk: Desk, show: Callable[..., Any]
) -> None:
    query = Numbers()
    table = a_table(desk, show, query)
    table.set_ids(range(100_000))
    table.grab()
    assert 0 < query.asked <= PAGE
    table.scrollToBottom()
    table.grab()
    assert query.asked <= 3 * PAGE


def test_that_the_row_of_the_keyboard_stays_where_it_is_when_rows_come_above(
    desk: Desk, show: Callable[..., Any]
) -> None:
    table = a_table(desk, show)
    table.set_ids(range(1_000, 3_000))
    table.select_ids([2_000])
    before = table.rowViewportPosition(table.currentIndex().row())
    table.set_ids(range(500, 3_000))
    assert table.current_id() == 2_000
    assert table.selected_ids() == [2_000]
    assert table.rowViewportPosition(table.currentIndex().row()) == before


def test_that_the_clock_repaints_without_fetching(desk: Desk, show: Callable[..., Any]) -> None:
    query = Numbers()
    table = a_table(desk, show, query)
    table.set_ids(range(50))
    table.grab()
    asked = query.asked
    table.tick()
    table.grab()
    assert query.asked == asked


def test_that_a_copy_has_headers_and_cannot_run_in_a_spreadsheet(
    desk: Desk, show: Callable[..., Any]
) -> None:
    table = a_table(desk, show)
    table.set_ids([1, 2])
    table.selectAll()
    table.copy()
    assert QGuiApplication.clipboard().text() == "Number\tName\n1\t'=name 1\n2\t'=name 2"


def test_that_columns_are_remembered(desk: Desk, show: Callable[..., Any]) -> None:
    table = a_table(desk, show)
    table.columns.show_column(2, shown=True)
    table.setColumnWidth(0, 123)
    table.horizontalHeader().moveSection(0, 1)
    table.columns.set_dense(True)
    table.columns.keep()
    again = a_table(desk, show)
    assert [column.key for column in again.columns.shown()] == ["name", "number", "more"]
    assert again.columnWidth(0) == 123
    assert again.verticalHeader().defaultSectionSize() < 30


def test_that_a_key_of_the_table_wins_over_the_same_key_of_a_button(
    desk: Desk, show: Callable[..., Any], qtbot: QtBot
) -> None:
    box = QWidget()
    layout, button = QVBoxLayout(box), QPushButton("Elsewhere")
    button.setShortcut("A")
    table, done = RecordTable(desk, "numbers", columns(), Numbers()), list[list[int]]()
    table.set_keys({"A": done.append})
    for widget in (button, table):
        layout.addWidget(widget)
    pressed: list[bool] = []
    button.clicked.connect(pressed.append)
    show(box)
    table.set_ids([7, 8, 9])
    table.select_ids([8, 9])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A)
    assert done == [[8, 9]]
    assert not pressed


def test_that_a_record_that_is_gone_is_shown_as_taken_back_and_asked_for_once(
    desk: Desk, show: Callable[..., Any]
) -> None:
    query = Numbers()
    table = a_table(desk, show, query)
    table.set_ids([-1, 5])
    table.grab()
    table.grab()
    assert query.asked == 2
    assert table.model().index(0, 0).data() == ""


def test_that_a_click_on_a_header_asks_for_an_order_and_again_for_the_reverse(
    desk: Desk, show: Callable[..., Any], qtbot: QtBot
) -> None:
    table, asked = a_table(desk, show), list[tuple[str, bool]]()
    table.sort_changed.connect(lambda key, down: asked.append((key, down)))
    for _ in range(2):
        table.horizontalHeader().sectionClicked.emit(0)
    table.horizontalHeader().sectionClicked.emit(1)
    assert asked == [("number", False), ("number", True)]


def test_that_columns_give_way_before_the_table_scrolls(
    desk: Desk, show: Callable[..., Any]
) -> None:
    made = [
        Column("a", "A", 200, str, least=100),
        Column("b", "B", 200, str, least=100),
        Column("c", "C", 200, str),
    ]
    table: RecordTable = show(RecordTable(desk, "narrow", made, Numbers()))
    for width, expected in ((500, 500), (350, 350)):
        table.resize(width + table.width() - table.viewport().width(), 300)
        table.columns.stretch()
        room = table.viewport().width()
        seen = [n for n in range(3) if table.columnViewportPosition(n) < room]
        assert sum(table.columnWidth(n) for n in seen) in range(room - 3, room + 1), expected
        assert all(table.columnWidth(n) >= 100 for n in range(3))
    assert len(seen) == 2, "what does not fit lies behind the edge, whole"
    assert table.columnWidth(2) == 200


def test_that_a_scroll_paints_only_what_comes_into_sight(
    desk: Desk, show: Callable[..., Any], qtbot: QtBot
) -> None:
    table = a_table(desk, show)
    table.resize(500, 600)
    table.set_ids(range(100_000))
    table.grab()
    query = Numbers()
    table.records.query = query
    table.records.forget(None)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    table.grab()
    assert 0 < query.asked <= 60, "the rows in sight and a few around them"


def test_that_an_arrow_key_paints_two_rows(
    desk: Desk, show: Callable[..., Any], qtbot: QtBot
) -> None:
    table = a_table(desk, show)
    table.set_ids(range(100))
    table.setCurrentIndex(table.model().index(2, 0))
    table.grab()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_id() == 3
    assert table.paints.current == 3

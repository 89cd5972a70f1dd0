"""Long lists: what is worked out once, what can be stopped, what goes on aside."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from situationroom.commands.imports import FileReading, ImportPlan, PlannedRow, SheetReading
from situationroom.intake.results import Problem, Reason, RowReading
from situationroom.jobs import Step
from situationroom.models import Person
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.transaction import Transaction
from situationroom.views import import_run
from situationroom.views.import_choices import Choices, History
from situationroom.views.import_sorting import FILTERS, OUTCOMES, sort_out
from situationroom.views.import_view import ImportView
from situationroom.views.import_work import Planned
from tests.views.lists.conftest import ListeningFrame
from tests.views.lists.imports import a_list, people, wait_for_plan, wait_until_stored

Open = Callable[..., ImportView]
MANY = 100_000
PAUSE = Event()  # never set: between two steps of work that does not end
ODD = Problem("birth_date", "03/04/1988", Reason("Day and month could be swapped"), 2)


def long_plan() -> tuple[ImportPlan, FileReading]:
    """Two sheets of 50,000 rows: every tenth rejected, every seventh with a problem."""
    rows = []
    for number in range(1, MANY + 1):
        outcome = "rejected" if number % 10 == 0 else "new"
        problems = (ODD,) if number % 7 == 0 else ()
        read = "rejected" if outcome == "rejected" else "read"
        cells = (str(number), "x", "03/04/1988")
        row = RowReading(number, read, None, None, (), None, problems, cells)  # type: ignore[arg-type]
        sheet = "a" if number <= MANY // 2 else "b"
        rows.append(PlannedRow("long.csv", sheet, row, outcome))  # type: ignore[arg-type]
    sheets = tuple(
        SheetReading(
            name, False, 1, (), tuple(r.reading for r in rows if r.sheet == name), "persons"
        )
        for name in ("a", "b")
    )
    return ImportPlan(1, rows=rows), FileReading("long.csv", sheets)


def test_that_100_000_rows_are_sorted_once_and_add_up() -> None:
    plan, reading = long_plan()
    made = sort_out(plan, [reading], Choices())
    counts = made.counts()
    assert counts[""] == MANY == sum(counts[name] for name in OUTCOMES)
    assert counts["rejected"] == MANY // 10
    first = made.ids(None)
    assert [plan.rows[n].outcome for n in first[: MANY // 10]] == ["rejected"] * (MANY // 10)
    assert made.ids(None, sort="row") == list(range(MANY))
    for name in FILTERS:
        both = [*made.ids(("long.csv", "a"), name), *made.ids(("long.csv", "b"), name)]
        assert sorted(both) == sorted(made.ids(None, name))
        assert len(both) == counts[name]


def test_that_the_next_question_is_found_from_anywhere() -> None:
    plan, reading = long_plan()
    made = sort_out(plan, [reading], Choices())
    ids = made.ids(None, sort="row")
    assert made.next_open(ids, None) == 6
    assert made.next_open(ids, 6) == 9
    assert made.next_open(ids, 6, -1) == MANY - 1
    assert made.next_open(ids, MANY - 1) == 6
    assert made.next_open([], None) is None


def test_that_the_table_of_100_000_rows_holds_places_and_one_page(
    opened: Open, tmp_path: Path
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    plan, reading = long_plan()
    run = view.run
    run.read = type(run.read)(lists=(reading,))
    run.plan, run.sorted = plan, sort_out(plan, [reading], run.choices)
    view.preview.show_plan(anew=True)
    table = view.preview.rows.table
    assert len(table.ids()) == MANY
    table.scrollToBottom()
    table.viewport().repaint()
    assert len(table.records._rows) <= 400
    view.preview.show_filter("problems")
    assert len(table.ids()) == view.preview.chips["problems"].count == MANY // 7


def test_that_planning_can_be_cancelled_without_trace(
    opened_bare: Open,
    frame: ListeningFrame,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    revision = frame.desk.ask(last_revision)
    monkeypatch.setattr(import_run, "plan_of", _endless)
    view = opened_bare(a_list(tmp_path / "list.xlsx"))
    qtbot.waitUntil(lambda: "Planning" in view.busy.label.text(), timeout=20_000)
    with qtbot.waitSignal(view.run.given_up):
        view.busy.cancelled.emit()
    qtbot.waitUntil(lambda: not frame.desk.jobs)
    assert frame.desk.ask(last_revision) == revision


def test_that_a_cancelled_comparison_leaves_the_preview_as_it_was(
    opened: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    before = [column.field for column in view.run.read.lists[0].sheets[0].columns]
    monkeypatch.setattr(import_run, "read_all", _endless_reading)
    view.preview.remap(6, "remarks")
    qtbot.waitUntil(lambda: view.run.working)
    assert view.pages.currentWidget() is view.preview
    view.run.cancel()
    qtbot.waitUntil(lambda: not view.run.working, timeout=10_000)
    assert [c.field for c in view.run.read.lists[0].sheets[0].columns] == before
    assert not view.run.choices.columns
    assert view.store.isEnabled()


def test_that_storing_can_be_cancelled_and_nothing_stays(
    opened: Open,
    frame: ListeningFrame,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    before = (frame.desk.ask(last_revision), people(frame.desk))
    monkeypatch.setattr(import_run, "apply_import", _endless_storing)
    view.start_import()
    qtbot.waitUntil(lambda: "Storing" in view.busy.label.text(), timeout=20_000)
    view.busy.cancelled.emit()
    qtbot.waitUntil(lambda: view.pages.currentWidget() is view.preview, timeout=10_000)
    assert (frame.desk.ask(last_revision), people(frame.desk)) == before
    assert view.store.isEnabled()


def test_that_a_choice_made_during_a_comparison_is_in_the_plan(
    opened: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    place = next(n for n, r in enumerate(view.run.plan.rows) if r.outcome == "rejected")
    view.preview.acts.mend(place, 0, "赵静")
    assert not view.store.isEnabled()
    view.preview.acts.mend(place, 2, "E80000041")
    wait_for_plan(view, qtbot)
    row = view.run.row(place)
    assert row.outcome == "new"
    assert row.reading.persons[0].documents[0].number == "E80000041"


def test_that_undo_walks_through_every_choice_and_back() -> None:
    history = History()
    first = history.now.settled_all("skip")
    assert history.go_to(first)
    assert not history.go_to(first)
    second = first.fixed(("a", "b", 3), 2, "x")
    assert history.go_to(second)
    assert history.back()
    assert history.now == first
    assert history.forth()
    assert history.now == second
    assert history.back()
    assert history.back()
    assert not history.back()


def test_that_an_import_goes_on_aside_and_comes_back(
    opened: Open, tmp_path: Path, frame: ListeningFrame, qtbot: QtBot
) -> None:
    class Below(QWidget):
        desk = frame.desk
        said: list[str] = frame.said

        def say(self, text: str) -> None:
            self.said.append(text)

    below = Below()
    below.resize(1200, 700)
    below.show()
    view = ImportView(below, [str(a_list(tmp_path / "list.xlsx"))])  # type: ignore[arg-type]
    view.show()
    assert view.run.working
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.isHidden()
    assert view.aside is not None
    assert view.aside.isVisible()
    qtbot.waitUntil(lambda: not view.run.working, timeout=20_000)
    view.aside._return()
    assert view.isVisible()
    wait_for_plan(view, qtbot)
    view.close()
    below.deleteLater()


def test_that_storing_cannot_begin_twice(opened: Open, tmp_path: Path, qtbot: QtBot) -> None:
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.start_import()
    view.start_import()
    wait_until_stored(view, qtbot)
    assert view.run.result is not None


def _endless(_connection: object, step: Step, *_more: object) -> Planned:
    while not PAUSE.wait(0.002):
        step(1, 3, "Planning")
    raise AssertionError


def _endless_storing(
    tx: Transaction, step: Callable[[int, int, str], None], *_more: object
) -> None:
    tx.add(Person(0, native_name="甲"))
    while not PAUSE.wait(0.002):
        step(1, 3, "Storing")
    raise AssertionError


def _endless_reading(step: Step, *_more: object) -> object:
    while not PAUSE.wait(0.002):
        step(1, 3, "Reading")
    raise AssertionError

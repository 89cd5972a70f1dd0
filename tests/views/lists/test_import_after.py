"""After an import: taken back except for what was worked on since; templates to give out."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from situationroom.commands.people import edit_person
from situationroom.views.import_templates import save_paper_form, save_workbook
from situationroom.views.import_view import ImportView
from tests.views.lists.conftest import ListeningFrame
from tests.views.lists.imports import a_list, people, wait_for_plan, wait_until_stored

Open = Callable[..., ImportView]


def test_that_an_undo_names_whom_it_keeps(
    opened: Open, frame: ListeningFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    before = people(frame.desk)
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.start_import()
    wait_until_stored(view, qtbot)
    frame.desk.run(edit_person, before + 1, {"remarks": "called back"})
    qtbot.waitUntil(lambda: not frame.desk.jobs)
    assert view.done is not None
    view.undo()
    qtbot.waitUntil(lambda: people(frame.desk) == before + 1)
    done = view.done
    qtbot.waitUntil(lambda: any("kept" in label.text() for label in done.findChildren(QLabel)))
    said = " ".join(label.text() for label in done.findChildren(QLabel))
    assert "孙悦" in said
    assert view.isVisible()


def test_that_the_imports_so_far_can_be_taken_back_from_the_start(
    opened: Open, opened_bare: Open, frame: ListeningFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    before = people(frame.desk)
    view = opened(a_list(tmp_path / "list.xlsx"))
    view.start_import()
    wait_until_stored(view, qtbot)
    assert view.run.result is not None
    again = opened_bare()
    again.undo(view.run.result.revision)
    qtbot.waitUntil(lambda: people(frame.desk) == before)
    qtbot.waitUntil(
        lambda: any(label.text() == "taken back" for label in again.start.findChildren(QLabel))
    )


def test_that_the_intake_workbook_given_out_comes_back_without_a_question(
    opened_bare: Open, frame: ListeningFrame, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "intake.xlsx"
    save_workbook(frame, path)
    qtbot.waitUntil(path.exists, timeout=10_000)
    qtbot.waitUntil(lambda: bool(frame.said))
    assert load_workbook(path).sheetnames
    view = opened_bare(path)
    wait_for_plan(view, qtbot)
    assert not view.problem.text


def test_that_paper_forms_are_numbered(frame: ListeningFrame, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "form.pdf"
    save_paper_form(frame, path, 41, 3)
    qtbot.waitUntil(lambda: bool(frame.said), timeout=20_000)
    assert path.read_bytes().startswith(b"%PDF")

"""Above the incident's certainty a row is attached by itself; every place says so and undoes it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from situationroom.commands.incidents import set_certainty
from situationroom.store.queries.attachments import attached_in
from situationroom.views.import_certainty import CertaintyLine
from situationroom.views.import_view import ImportView
from tests.views.lists.conftest import ListeningFrame
from tests.views.lists.imports import a_list, people, pick, wait_for_plan, wait_until_stored
from tests.views.lists.test_import_deciding import ALIKE, FIRST, HEADER, stored

Open = Callable[..., ImportView]


@pytest.fixture
def alike(opened: Open, frame: ListeningFrame, tmp_path: Path, qtbot: QtBot) -> ImportView:
    """Two persons again, each with the passport's last digit wrong; 99.9 % is certain enough."""
    stored(opened, qtbot, a_list(tmp_path / "list.xlsx", HEADER, FIRST))
    frame.desk.run(set_certainty, 0.999)
    qtbot.waitUntil(lambda: frame.desk.incident.targets.attach_from > 0)
    return opened(a_list(tmp_path / "alike.xlsx", HEADER[1:], [row[1:] for row in ALIKE]))


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_that_the_preview_says_who_is_attached(alike: ImportView, qtbot: QtBot) -> None:
    assert alike.preview.chips["attached"].count == 2
    assert alike.run.plan.counts()["new"] == 0
    pick(alike, 2)
    assert "% certain" in said(alike.preview.card)


def test_that_a_row_can_be_a_new_person_all_the_same(alike: ImportView, qtbot: QtBot) -> None:
    place = pick(alike, 2)
    alike.preview.acts.settle([place], "new")
    wait_for_plan(alike, qtbot)
    assert alike.run.plan.counts()["new"] == 1
    assert alike.preview.chips["attached"].count == 1
    alike.preview.show_filter("suspects")
    alike.preview.rules.choices["new"].click()
    wait_for_plan(alike, qtbot)
    assert alike.run.plan.attached == 0
    alike.preview.rules.choices["certain"].click()
    wait_for_plan(alike, qtbot)
    assert alike.run.plan.attached == 2


def test_that_the_setting_is_changed_beside_the_rules(
    alike: ImportView, frame: ListeningFrame, qtbot: QtBot
) -> None:
    alike.preview.show_filter("suspects")
    box = alike.preview.rules.findChildren(CertaintyLine)[0].box
    box.setCurrentIndex(box.findData(0.0))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: frame.desk.incident.targets.attach_from == 0)
    qtbot.waitUntil(lambda: alike.run.plan.counts()["new"] == 2, timeout=20_000)
    assert alike.run.plan.attached == 0


def test_that_the_summary_names_them_with_a_way_back(
    alike: ImportView, frame: ListeningFrame, qtbot: QtBot
) -> None:
    before = people(frame.desk)
    alike.start_import()
    wait_until_stored(alike, qtbot)
    assert people(frame.desk) == before and alike.done is not None
    assert "2 rows were attached" in said(alike.done)
    buttons = [b for b in alike.done.findChildren(QPushButton) if b.text() == "Not the same"]
    assert len(buttons) == 2
    buttons[0].click()
    qtbot.waitUntil(lambda: people(frame.desk) == before + 1)
    result = alike.run.result
    assert result is not None
    qtbot.waitUntil(lambda: len(frame.desk.ask(attached_in, result.revision)) == 1)
    assert not buttons[0].isEnabled() and buttons[1].isEnabled()

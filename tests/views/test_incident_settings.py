"""Times and questions of the incident, editable in the window."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.models.vocabulary import Answer, Priority, Tier
from situationroom.views.incident_settings import IncidentSettings
from situationroom.views.main_window import MainWindow
from tests.views.conftest import cell


def until(qtbot: QtBot, fact: Callable[[], bool]) -> None:
    """Wait for something to become true; a busy machine takes its time."""
    qtbot.waitUntil(fact, timeout=20_000)


@pytest.fixture
def sheet(window: MainWindow) -> IncidentSettings:
    cell(window).show_settings()
    (made,) = cell(window).findChildren(IncidentSettings)
    return made


def test_that_times_are_changed_in_the_window(
    sheet: IncidentSettings, window: MainWindow, qtbot: QtBot
) -> None:
    form = sheet.targets
    form.minutes[Priority.RED].setValue(10)
    form.hours[Tier.RED].setValue(72)
    form.add_step()
    QTest.keyClicks(form.steps[-1].whom, "Minister on duty")
    with qtbot.waitSignal(form.saved):
        form.store()
    assert window.desk is not None
    targets = window.desk.incident.targets
    assert (targets.red_minutes, targets.red_tier_hours) == (10, 72)
    assert [(step.times, step.whom) for step in targets.steps] == [
        (1.0, ""), (2.0, ""), (3.0, "Minister on duty"),
    ]  # fmt: skip


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 minutes"), (500, "turn that around")])
def test_that_times_nobody_can_keep_are_said_beside_the_form(
    sheet: IncidentSettings, window: MainWindow, qtbot: QtBot, minutes: int, said: str
) -> None:
    sheet.targets.minutes[Priority.RED].setValue(minutes)
    sheet.targets.store()
    until(qtbot, lambda: said in sheet.targets.error.text)
    assert sheet.targets.error.isVisible()
    assert window.desk is not None
    assert window.desk.incident.targets.red_minutes == 15


def test_that_questions_are_edited_moved_and_put_back(
    sheet: IncidentSettings, window: MainWindow, qtbot: QtBot
) -> None:
    desk, form = window.desk, sheet.questions
    assert desk is not None
    sheet.pages.setCurrentWidget(form)
    first = desk.incident.triage[0]
    form.add()
    QTest.keyClicks(form.rows[-1].en, "Battery nearly empty?")
    form.rows[-1].up.click()
    form.rows[0].gone.click()
    with qtbot.waitSignal(form.saved):
        form.store()
    assert desk.incident.triage[-2].en == "Battery nearly empty?"
    assert first.key not in {question.key for question in desk.incident.triage}
    form.reset()
    with qtbot.waitSignal(form.saved):
        form.store()
    assert desk.incident.questions == ()


def test_that_a_question_that_proposes_nothing_is_said_beside_the_form(
    sheet: IncidentSettings, qtbot: QtBot
) -> None:
    form = sheet.questions
    sheet.pages.setCurrentWidget(form)
    for answer in Answer:
        form.rows[0].proposes[answer].setCurrentIndex(0)
    form.store()
    until(qtbot, lambda: "Question 1 proposes nothing" in form.error.text)


def test_that_every_setting_is_an_action_of_the_palette(window: MainWindow) -> None:
    names = [action.name for action in window.actions_here()]
    assert {"Times and escalation of the incident…", "Triage questions…"} <= set(names)

"""The triage in the call form and on a request: a key answers, the officer decides."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from situationroom.commands.incidents import set_questions
from situationroom.models.triage import Question
from situationroom.models.vocabulary import Answer, Priority
from situationroom.store.queries.requests import requests
from situationroom.views.buttons import Button
from situationroom.views.call_drafts import kept_drafts
from situationroom.views.call_form import CallForm
from situationroom.views.triage_sheet import TriageSheet
from tests.views.lists.conftest import ListeningFrame

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def until(qtbot: QtBot, fact: Callable[[], bool]) -> None:
    """Wait for something to become true; a busy machine takes its time."""
    qtbot.waitUntil(fact, timeout=20_000)


@pytest.fixture
def form(frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot) -> CallForm:
    made: CallForm = show(CallForm(frame))
    made.activateWindow()
    until(qtbot, made.isActiveWindow)
    made.fields.what.setFocus()
    return made


def chosen(form: CallForm) -> Priority:
    return Priority(form.typed().priority)


def test_that_one_key_a_question_proposes_red_with_its_reason(form: CallForm) -> None:
    QTest.keyClick(form.fields.what, Qt.Key.Key_T, CTRL)
    assert form.triage.list.hasFocus()
    QTest.keyClicks(form.triage.list, "nyu")
    assert [one.answer for one in form.triage.list.answers()] == [
        Answer.NO, Answer.YES, Answer.UNKNOWN,
    ]  # fmt: skip
    assert chosen(form) is Priority.RED
    said = [label.text() for label in form.triage.proposal.findChildren(QLabel)]
    assert "Red proposed" in said
    assert any("injured" in text and text.endswith("Yes") for text in said)


def test_that_the_last_answer_and_escape_lead_back_to_the_field(form: CallForm) -> None:
    QTest.keyClick(form.fields.what, Qt.Key.Key_T, CTRL)
    QTest.keyClick(form.triage.list, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is form.fields.what
    assert form.isVisible()
    QTest.keyClick(form.fields.what, Qt.Key.Key_T, CTRL)
    QTest.keyClicks(form.triage.list, "n" * len(form.triage.list.rows))
    assert QApplication.focusWidget() is form.fields.what


def test_that_a_priority_chosen_by_hand_is_never_overridden(form: CallForm, qtbot: QtBot) -> None:
    form.fields.priority[Priority.YELLOW].click()
    form.triage.start()
    QTest.keyClicks(form.triage.list, "y")
    assert form.triage.proposal.proposed is Priority.RED
    assert chosen(form) is Priority.YELLOW
    until(qtbot, lambda: any(b.isVisible() for b in form.triage.proposal.findChildren(Button)))
    QTest.keyClick(form.triage.list, Qt.Key.Key_P, ALT)
    until(qtbot, lambda: chosen(form) is Priority.RED)


def test_that_an_answer_taken_back_takes_its_proposal_back(form: CallForm) -> None:
    form.triage.start()
    QTest.keyClicks(form.triage.list, "y")
    QTest.keyClick(form.triage.list, Qt.Key.Key_Up)
    QTest.keyClick(form.triage.list, Qt.Key.Key_Backspace)
    assert form.triage.list.answers() == []
    assert chosen(form) is Priority.YELLOW


def test_that_answers_survive_as_a_draft_and_reach_the_request(
    form: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    QTest.keyClicks(form.fields.what, "shots outside")
    form.triage.start()
    QTest.keyClicks(form.triage.list, "y")
    form._keep()
    (_, kept), *_ = kept_drafts(frame.desk.path)
    assert [(one.question, one.proposes) for one in kept.answers] == [("danger", Priority.RED)]
    form.store()
    until(qtbot, lambda: bool(frame.said))
    (asked,) = frame.desk.ask(requests, [41])
    assert asked.priority is Priority.RED
    assert [one.question for one in asked.triage] == ["danger"]


def test_that_a_question_deleted_while_the_form_is_open_loses_no_answer(
    form: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    form.triage.start()
    QTest.keyClicks(form.triage.list, "y")
    own = Question("own", "问？", "Anything else?", yes=Priority.ORANGE)
    frame.desk.run(set_questions, [own])
    until(qtbot, lambda: len(form.triage.list.rows) == 2)
    assert [one.question for one in form.typed().answers] == ["danger"]
    assert chosen(form) is Priority.RED
    assert not form.triage.list.rows[1].chips[Answer.YES].isEnabled()


def test_that_the_triage_of_a_request_proposes_and_the_officer_decides(
    frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    asked = next(r for r in frame.desk.ask(requests, range(1, 41)) if r.priority is Priority.YELLOW)
    sheet: TriageSheet = show(TriageSheet(_window(show), frame.desk, asked))
    QTest.keyClicks(sheet.panel.list, "y")
    assert sheet.chips[Priority.YELLOW].isChecked()
    sheet.panel.proposal.take()
    sheet.accept()
    until(qtbot, lambda: not sheet.isVisible())
    (now,) = frame.desk.ask(requests, [asked.id])
    assert (now.priority, len(now.triage)) == (Priority.RED, 1)


def _window(show: Callable[..., Any]) -> Any:
    from PySide6.QtWidgets import QWidget

    return show(QWidget())

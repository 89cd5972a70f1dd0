"""What folds out of the call form, times that came twice, and the check of the caller."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from situationroom.commands.people import edit_person
from situationroom.models.person import Document
from situationroom.models.vocabulary import CheckOutcome, IdentityQuestion, Informed, Wish
from situationroom.store.queries.cards import checks_of
from situationroom.store.queries.people import persons
from situationroom.store.queries.reports import reports_of_request
from situationroom.store.queries.requests import requests
from situationroom.views import times
from situationroom.views.call_fields import CallFields
from situationroom.views.call_form import CallForm
from situationroom.views.past_field import PastField
from situationroom.views.past_times import never_was, typed_past, typed_pasts
from tests.views.lists.conftest import ListeningFrame

CTRL = Qt.KeyboardModifier.ControlModifier
BERLIN = "Europe/Berlin"
BACK = datetime(2026, 10, 25, 4, 0, tzinfo=UTC)
"""05:00 in Berlin, the morning after the clock went back."""


@pytest.fixture
def form(frame: ListeningFrame, show: Callable[..., Any]) -> CallForm:
    CallFields.unfolded = False
    made: CallForm = show(CallForm(frame))
    made.activateWindow()
    return made


def stored(frame: ListeningFrame, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(frame.said), timeout=15_000)


def test_that_what_not_every_call_needs_folds_out_by_key_and_says_what_it_holds(
    form: CallForm, frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    fields = form.fields
    assert not fields.done.isVisible()
    QTest.keyClick(fields.caller, Qt.Key.Key_M, CTRL)
    qtbot.waitUntil(fields.done.isVisible)
    fields.informed[Informed.POLICE].click()
    QTest.keyClick(fields.caller, Qt.Key.Key_M, CTRL)
    qtbot.waitUntil(lambda: not fields.done.isVisible())
    assert "(1)" in fields.unfold.text()
    CallFields.unfolded = False
    again = show(CallForm(frame, None, form.typed()))
    assert again.fields.done.isVisible(), "what was typed is never hidden"


def test_that_what_was_done_wish_and_phrase_are_stored(
    form: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    fields = form.fields
    fields.subjects.rows[0].name.setText("单小明")
    QTest.keyClicks(fields.what, "held at a checkpoint")
    fields.fold()
    fields.informed[Informed.POLICE].click()
    fields.informed[Informed.LAWYER].click()
    QTest.keyClicks(fields.done, "case 4711")
    fields.wish[Wish.STAY].click()
    fields.wish[Wish.LEAVE].click()
    QTest.keyClicks(fields.phrase, "blue heron")
    QTest.keyClicks(fields.called.field, "45")
    form.store()
    stored(frame, qtbot)
    request, person = frame.desk.ask(requests, [41])[0], frame.desk.ask(persons, [61])[0]
    report = frame.desk.ask(reports_of_request, 41)[0]
    assert (request.informed, request.done) == ((Informed.POLICE, Informed.LAWYER), "case 4711")
    assert (person.wish, person.security_phrase) == (Wish.LEAVE, "blue heron")
    assert report.called_at is not None and report.called_at < report.received_at
    assert "heron" not in str(report)


def test_that_a_second_call_adds_what_was_done_and_the_new_wish(
    form: CallForm, frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    asked = frame.desk.ask(requests, [7])[0]
    second = show(CallForm(frame, 7))
    QTest.keyClicks(second.fields.what, "has been to the hospital")
    second.fields.informed[Informed.HOSPITAL].click()
    second.fields.wish[Wish.LEAVE].click()
    second.store()
    stored(frame, qtbot)
    qtbot.waitUntil(
        lambda: frame.desk.ask(persons, asked.persons[:1])[0].wish is Wish.LEAVE, timeout=15_000
    )
    assert frame.desk.ask(requests, [7])[0].informed == (Informed.HOSPITAL,)


@pytest.mark.parametrize("field", ["caller", "kin"])
def test_that_a_novel_in_any_name_field_is_refused_in_words(form: CallForm, field: str) -> None:
    form.fields.subjects.rows[0].name.setText("单小明")
    getattr(form.fields, field).setText("He said that he would go to the airport, and then " * 99)
    form.store()
    assert "put the story under Situation" in form.problem.text


def test_that_an_hour_that_came_twice_is_two_times_the_later_first() -> None:
    later, first = typed_pasts("02:30", BACK, BERLIN)
    assert (first, later) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )  # fmt: skip
    assert typed_past("02:30 UTC+2", BACK, BERLIN) == first
    assert typed_past("02:30 +1", BACK, BERLIN) == later
    assert typed_past("04:59", BACK, BERLIN) == BACK - timedelta(minutes=1)
    assert typed_past("05:01", BACK, BERLIN) == BACK - timedelta(hours=24, minutes=59)
    assert (times.clock(first, BERLIN), times.clock(BACK, BERLIN)) == ("02:30 UTC+2", "05:00")


def test_that_an_hour_the_clock_jumped_over_is_said() -> None:
    now = datetime(2026, 3, 29, 3, 0, tzinfo=UTC)
    assert never_was("02:30", now, BERLIN) and not never_was("04:30", now, BERLIN)


def test_that_the_officer_chooses_which_of_the_two_hours(
    show: Callable[..., Any], qtbot: QtBot
) -> None:
    field = show(PastField("", lambda: BACK, BERLIN))
    QTest.keyClicks(field.field, "02:30")
    assert "twice" in field.said.text()
    assert [chip.text() for chip in field.readings] == ["02:30 UTC+2", "02:30 UTC+1"]
    assert field.readings[1].isChecked() and field.readings[0].isVisible()
    field.readings[0].click()
    assert field.text() == "02:30 UTC+2" and not field.readings[0].isVisible()


@pytest.fixture
def known(frame: ListeningFrame, qtbot: QtBot) -> int:
    told = {"birth_date": "1985-03-02", "documents": (Document("P", "E12345678", "CHN"),)}
    frame.desk.run(edit_person, 20, told)
    qtbot.waitUntil(lambda: frame.desk.ask(persons, [20])[0].birth_date == "1985-03-02")
    return 20


def answer(form: CallForm, question: IdentityQuestion, told: str) -> None:
    field = next(a for a in form.identity.answers if a.question is question)
    QTest.keyClicks(field.said, told)


def test_that_nothing_may_be_told_until_two_answers_are_right(
    form: CallForm, frame: ListeningFrame, known: int, qtbot: QtBot
) -> None:
    assert not form.identity.isVisible()
    form._attach(known)
    assert form.identity.isVisible()
    assert "tell nothing yet" in form.identity.verdict.text
    assert not any("1985" in label.text() or "5678" in label.text()
                   for label in form.identity.findChildren(QLabel))  # fmt: skip
    answer(form, IdentityQuestion.BIRTH_DATE, "2.3.1985")
    assert "one more" in form.identity.verdict.text
    answer(form, IdentityQuestion.DOCUMENT, "5678")
    assert "may be told" in form.identity.verdict.text
    QTest.keyClicks(form.fields.caller, "Li Qiang")
    QTest.keyClick(form.fields.caller, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: form.identity.kept is not None)
    (check,) = frame.desk.ask(checks_of, known)
    assert (check.outcome, check.caller) == (CheckOutcome.PASSED, "Li Qiang")
    assert check.answered == (IdentityQuestion.BIRTH_DATE, IdentityQuestion.DOCUMENT)
    assert "may be told" in form.identity.verdict.text


def test_that_a_wrong_answer_shows_plainly_and_is_kept_with_the_call(
    form: CallForm, frame: ListeningFrame, known: int, qtbot: QtBot
) -> None:
    form._attach(known)
    answer(form, IdentityQuestion.DOCUMENT, "9999")
    assert "tell nothing yet" in form.identity.verdict.text, "half an answer is not wrong"
    paper = next(a for a in form.identity.answers if a.question is IdentityQuestion.DOCUMENT)
    QTest.keyClick(paper.said, Qt.Key.Key_Return)
    assert "tell this caller nothing" in form.identity.verdict.text
    QTest.keyClicks(form.fields.what, "wants to know where he is")
    form.store()
    stored(frame, qtbot)
    qtbot.waitUntil(lambda: bool(frame.desk.ask(checks_of, known)))  # it follows the call
    (check,) = frame.desk.ask(checks_of, known)
    assert check.outcome is CheckOutcome.FAILED
    form2 = CallForm(frame)
    form2._attach(known)
    assert any("Failed" in label.text() for label in form2.identity.findChildren(QLabel))
    form2.discard()


def test_that_an_expected_answer_is_covered_until_it_is_asked_for(
    form: CallForm, known: int
) -> None:
    form._attach(known)
    paper = next(a for a in form.identity.answers if a.question is IdentityQuestion.DOCUMENT)
    assert paper.shown.text() == "•••••"
    paper.uncover.click()
    assert "5678" in paper.shown.text() and "E1234" not in paper.shown.text()


def test_that_drafts_keep_what_folds_away(form: CallForm) -> None:
    from situationroom.views.call_drafts import keep_draft, kept_drafts

    form.fields.informed[Informed.POLICE].click()
    form.fields.wish[Wish.STAY].click()
    QTest.keyClicks(form.fields.what, "x")
    typed = form.typed()
    keep_draft(form._draft, form._desk.path, typed)
    ((_, again),) = kept_drafts(form._desk.path)
    assert again == replace(typed)

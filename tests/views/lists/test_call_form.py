"""The call form: under a minute, by keyboard alone, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from situationroom.models.vocabulary import Category, Need, Priority
from situationroom.store.queries.people import persons
from situationroom.store.queries.reports import reports_of_request
from situationroom.store.queries.requests import requests
from situationroom.views.call_drafts import kept_drafts
from situationroom.views.call_form import CallForm, reopen_drafts
from tests.views.lists.conftest import ListeningFrame


@pytest.fixture
def form(frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot) -> CallForm:
    """An empty call form with the keyboard in its first field."""
    made: CallForm = show(CallForm(frame))
    made.activateWindow()
    return made


def type_call(form: CallForm, qtbot: QtBot, name: str = "单小明") -> None:
    QTest.keyClicks(form.fields.caller, "Li Qiang")
    QTest.keyClicks(form.fields.caller_phone, "13800138000")
    form.fields.subjects.rows[0].name.setText(name)
    QTest.keyClicks(form.fields.subjects.rows[0].phone, "0532 555 9999")
    QTest.keyClicks(form.fields.what, "no news since yesterday")


def stored(frame: ListeningFrame, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(frame.said), timeout=15_000)


def test_that_ctrl_enter_stores_report_person_and_request(
    form: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    type_call(form, qtbot)
    form.fields.priority[Priority.RED].click()
    form.fields.category.setCurrentIndex(form.fields.category.findData(str(Category.SEARCH)))
    form.fields.needs[Need.MEDICATION].click()
    form.fields.contact.setText("3h")
    QTest.keyClick(form.fields.what, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stored(frame, qtbot)
    request = frame.desk.ask(requests, [41])[0]
    person = frame.desk.ask(persons, [61])[0]
    report = frame.desk.ask(reports_of_request, 41)[0]
    assert (request.persons, request.priority) == ((61,), Priority.RED)
    assert request.category is Category.SEARCH
    assert (person.native_name, person.needs) == ("单小明", (Need.MEDICATION,))
    assert person.phones[0].e164 == "+905325559999"
    assert person.last_contact is not None
    assert report.caller_phone == "+8613800138000"


def test_that_a_known_telephone_is_offered_and_one_key_attaches_it(
    form: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    known = frame.desk.ask(persons, [20])[0]
    QTest.keyClicks(form.fields.subjects.rows[0].phone, known.phones[0].told)
    qtbot.waitUntil(lambda: form.hints.people == [20])
    QTest.keyClick(form.fields.caller, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert form.fields.subjects.rows[0].person == 20
    QTest.keyClicks(form.fields.what, "calls again")
    form.store()
    stored(frame, qtbot)
    assert not frame.desk.ask(persons, [61])


def test_that_a_call_about_somebody_with_an_open_request_is_added_to_it(
    form: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    asked = next(r for r in frame.desk.ask(requests, range(1, 41)) if r.is_open)
    known = frame.desk.ask(persons, asked.persons[:1])[0]
    QTest.keyClicks(form.fields.subjects.rows[0].phone, known.phones[0].told)
    qtbot.waitUntil(lambda: form.hints.people == [known.id])
    form._attach_nth(0)
    assert form.opens.request is not None
    form.opens.setCurrentIndex(0)
    assert form.opens.request is None


def test_that_a_form_on_a_request_adds_to_that_request(
    frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    form = show(CallForm(frame, 7))
    assert form.opens.request == 7
    QTest.keyClicks(form.fields.what, "he has a charger now")
    form.store()
    stored(frame, qtbot)
    assert len(frame.desk.ask(reports_of_request, 7)) == 1
    assert not frame.desk.ask(requests, [41])


def test_that_a_draft_survives_a_crash(form: CallForm, frame: ListeningFrame, qtbot: QtBot) -> None:
    type_call(form, qtbot)
    form.fields.priority[Priority.ORANGE].click()
    qtbot.waitUntil(lambda: bool(kept_drafts(frame.desk.path)))
    _, typed = kept_drafts(frame.desk.path)[0]
    assert typed == form.typed()


def test_that_drafts_are_offered_again_and_gone_once_stored(
    form: CallForm, frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    type_call(form, qtbot)
    form.close()
    path, typed = kept_drafts(frame.desk.path)[0]
    again = show(CallForm(frame, None, typed, path))
    assert again.typed() == typed
    again.store()
    stored(frame, qtbot)
    assert not kept_drafts(frame.desk.path)
    assert reopen_drafts(frame) == 0


def test_that_an_empty_form_leaves_no_draft(form: CallForm, frame: ListeningFrame) -> None:
    form.close()
    assert not kept_drafts(frame.desk.path)


def test_that_a_novel_in_the_name_field_is_refused_in_words(
    form: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    form.fields.subjects.rows[0].name.setText(
        "He said that he would go to the airport, and then " * 50
    )
    QTest.keyClicks(form.fields.what, "x")
    form.store()
    assert "put the story under Situation" in form.problem.text
    assert form.isVisible()


def test_that_nothing_typed_is_refused_in_words(form: CallForm) -> None:
    form.store()
    assert form.problem.text == "Say who the call is about or what is asked."


def test_that_several_forms_stand_side_by_side(
    form: CallForm, frame: ListeningFrame, show: Callable[..., Any], qtbot: QtBot
) -> None:
    other = show(CallForm(frame))
    QTest.keyClicks(form.fields.what, "one")
    QTest.keyClicks(other.fields.what, "two")
    form.store()
    stored(frame, qtbot)
    assert other.isVisible()
    assert other.typed().what == "two"


def test_that_the_place_is_understood_while_typing(form: CallForm, qtbot: QtBot) -> None:
    form.fields.where.setFocus()
    QTest.keyClicks(form.fields.where, "Ankara")
    qtbot.waitUntil(lambda: "Ankara" in form.fields.place_words.text(), timeout=15_000)


def test_that_a_call_tells_more_of_somebody_known_but_never_less(
    form: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    known = next(p for p in frame.desk.ask(persons, range(1, 61)) if p.city == "Ankara")
    form._attach(known.id)
    QTest.keyClicks(form.fields.what, "she takes insulin")
    form.fields.where.setText("Turkey")
    form.fields.needs[Need.MEDICATION].click()
    form.fields.kin.setText("Wang Fang")
    form.store()
    stored(frame, qtbot)
    qtbot.waitUntil(lambda: bool(frame.desk.ask(persons, [known.id])[0].kin))
    after = frame.desk.ask(persons, [known.id])[0]
    assert Need.MEDICATION in after.needs
    assert after.native_name == known.native_name
    assert after.phones == known.phones


def test_that_a_hint_says_why_and_one_key_attaches_it(
    form: CallForm, frame: ListeningFrame, qtbot: QtBot
) -> None:
    known = frame.desk.ask(persons, [20])[0]
    form.fields.subjects.rows[0].name.setText(known.native_name)
    QTest.keyClicks(form.fields.subjects.rows[0].phone, known.phones[0].told)
    qtbot.waitUntil(lambda: any("same telephone" in text for text in said(form)))
    assert form.hints.people[0] == 20
    QTest.keyClick(form.fields.caller, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert form.fields.subjects.rows[0].person == 20
    qtbot.waitUntil(lambda: 20 not in form.hints.people)


def said(form: CallForm) -> list[str]:
    return [part.text() for part in form.hints.findChildren(QLabel)]

"""Beside a call: open requests of the same event, and of earlier calls from the same telephone."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.commands.calls import take_call
from situationroom.models import Report, Request
from situationroom.store.queries.requests import requests
from situationroom.views.call_form import CallForm
from tests.views.lists.conftest import ListeningFrame

CTRL = Qt.KeyboardModifier.ControlModifier
MOTHER = "+8613812345678"


@pytest.fixture
def told(frame: ListeningFrame, qtbot: QtBot) -> int:
    """A call about a coach from MOTHER's telephone; the request it opened."""
    now, done = frame.desk.now(), list[Report]()
    call = Report(0, now, caller="赵敏", caller_phone=MOTHER, caller_relation="母亲")
    asked = Request(0, now, now, description="tour coach overturned inside the Bolu tunnel")
    frame.desk.run(take_call, call, [20], [], asked).succeeded.connect(done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done[0].request is not None
    return done[0].request


@pytest.fixture
def form(frame: ListeningFrame, show: Callable[..., Any]) -> CallForm:
    made: CallForm = show(CallForm(frame))
    made.activateWindow()
    return made


def test_that_one_key_adds_a_call_to_the_request_of_the_same_event(
    form: CallForm, frame: ListeningFrame, told: int, qtbot: QtBot
) -> None:
    form.fields.what.setPlainText("A coach overturned in a tunnel, tourists inside")
    qtbot.waitUntil(lambda: [r.id for r in form.hints.events] == [told], timeout=20_000)
    QTest.keyClick(form.fields.caller, Qt.Key.Key_6, CTRL)
    assert form.opens.request == told
    form.store()
    qtbot.waitUntil(lambda: bool(frame.said), timeout=20_000)
    assert frame.desk.ask(requests, [told])[0].is_open
    assert not frame.desk.ask(requests, [told + 1])


def test_that_the_same_telephone_offers_its_person_and_its_request(
    form: CallForm, told: int, qtbot: QtBot
) -> None:
    QTest.keyClicks(form.fields.caller_phone, MOTHER)
    qtbot.waitUntil(lambda: [r.id for r in form.hints.events] == [told], timeout=20_000)
    assert form.hints.people[:1] == [20]

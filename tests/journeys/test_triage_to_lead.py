"""From the answers of a caller to the name of the lead who has seen that nobody answered."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from situationroom.models.vocabulary import Answer, Priority, RequestStatus
from situationroom.store.queries.escalations import escalation_rows, row_id
from situationroom.store.queries.requests import requests
from situationroom.views.call_form import CallForm
from situationroom.views.escalations_room import EscalationsRoom
from tests.cast import NOW, OFFICER, Clock
from tests.journeys.conftest import Opens
from tests.journeys.driver import Seat, answering, press, room, type_into

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_that_answers_propose_red_and_an_unanswered_red_reaches_the_lead(
    sit_down: Opens, incident_path: Path
) -> None:
    seat, clock = sit_down(incident_path), Clock(NOW)
    seat.desk._writer._clock = clock
    asked = call_with_triage(seat)
    (request,) = seat.desk.ask(requests, [asked])
    assert request.priority is Priority.RED
    assert [one.answer for one in request.triage] == [Answer.NO, Answer.YES]
    assert request.due_at - request.opened_at == timedelta(minutes=15)
    clock.advance(minutes=31)
    lead_sees(seat, asked)
    (request,) = seat.desk.ask(requests, [asked])
    assert request.status is RequestStatus.NEW
    clock.advance(minutes=1)
    press(seat, "Ctrl+Z")
    here = room(seat, "escalations", EscalationsRoom)
    seat.until(lambda: here.chips["seen"].count == 0)


def call_with_triage(seat: Seat) -> int:
    """F2, the situation, two questions answered by a key each, stored."""
    press(seat, "F2")
    form = seat.window.findChild(CallForm)
    assert form is not None
    seat.until(form.isActiveWindow)
    type_into(form.fields.what, "hurt by glass, alone in the hostel")
    press(seat, "Ctrl+T")
    QTest.keyClicks(form.triage.list, "ny")
    assert form.fields.priority[Priority.RED].isChecked()
    shown = seat.cell.card.shown
    press(seat, "Ctrl+Return")
    seat.until(lambda: seat.window.findChild(CallForm) is None)
    seat.until(lambda: seat.cell.card.shown != shown)
    return int(seat.cell.card.shown[1][0])


def lead_sees(seat: Seat, asked: int) -> None:
    """The escalation list by its key; the lead acknowledges by name, with a note."""
    press(seat, "Ctrl+Shift+E")
    here = room(seat, "escalations", EscalationsRoom)
    row = row_id("request", asked)
    seat.until(lambda: row in here.table.ids())
    here.table.select_ids([row], tell=True)
    here.table.setFocus()
    said = answering("doctor on duty calls back")
    press(seat, "A")
    seat.until(lambda: here.chips["seen"].count == 1)
    assert any("What is done about it" in line for line in said)
    rows = seat.desk.ask(escalation_rows, [row], seat.desk.now(), seat.desk.incident.targets)
    assert rows[row].step == 2
    seen = rows[row].seen
    assert seen is not None
    assert (seen.officer, seen.note) == (OFFICER, "doctor on duty calls back")

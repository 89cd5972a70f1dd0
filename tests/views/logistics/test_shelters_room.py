"""The shelter room and check-in mode, through real widgets on a real incident."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.models.case_number import case_number
from situationroom.models.vocabulary import StayStatus
from situationroom.store.queries.shelters import sites, stays_of_person
from situationroom.views import with_reasons
from situationroom.views.shelters_card import alarm_words, figures
from situationroom.views.shelters_room import ShelterRoom
from tests.views.logistics.conftest import Told

Show = Callable[[ShelterRoom], ShelterRoom]


@pytest.fixture
def room(show: Show, frame: Told) -> ShelterRoom:
    return show(ShelterRoom(frame))


def _site(room: ShelterRoom, name: str) -> int:
    return next(i for i, row in room.rows.items() if row.site.name == name)


def test_that_a_site_over_capacity_says_so(room: ShelterRoom) -> None:
    hotel = room.rows[_site(room, "Bursa Hotel")]
    assert alarm_words(hotel) == "Over capacity by 4"
    assert "0 free" in figures(hotel)
    assert "4 without a place" in figures(hotel)
    assert room.cards[hotel.site.id].alarming
    assert room.chosen == hotel.site.id
    assert room.detail.alarm.isVisible()


def test_that_a_head_count_is_shown_beside_the_stays(room: ShelterRoom, qtbot: QtBot) -> None:
    school = _site(room, "使馆学校")
    room.choose(school)
    assert "3 more" in room.detail._count.text()
    room.detail.counted.setValue(29)
    room.detail.count_heads()
    qtbot.waitUntil(lambda: "1 fewer" in room.detail._count.text())
    assert room.rows[school].checked_in == 30


def test_that_a_household_is_checked_in_together(
    room: ShelterRoom, desk: Desk, qtbot: QtBot
) -> None:
    fair = _site(room, "Izmir Fair")
    room.choose(fair)
    room.start_gate()
    gate = room.gate
    assert gate is not None
    gate.enter(case_number(29))
    assert "is not expected here" in gate.message.text
    gate.enter(case_number(29))
    qtbot.waitUntil(lambda: gate.count.text() == "8")
    assert all(
        desk.ask(stays_of_person, person)[0].status is StayStatus.CHECKED_IN
        for person in (29, 30, 31, 32)
    )
    qtbot.waitUntil(gate.undo.isEnabled)
    gate.undo_last()
    qtbot.waitUntil(lambda: gate.count.text() == "4")


def test_that_a_full_site_asks_why(
    room: ShelterRoom, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, question: str, *_more: object) -> str:
        asked.append(question)
        return "a night in the lobby"

    monkeypatch.setattr(with_reasons, "ask_text", answer)
    hotel = _site(room, "Bursa Hotel")
    room.choose(hotel)
    room.detail.add([70])
    qtbot.waitUntil(lambda: room.rows[hotel].over_capacity == 5)
    assert "is full" in asked[0]
    assert desk.ask(stays_of_person, 70)[0].reason == "a night in the lobby"


def test_that_moving_somebody_checks_them_out_of_the_last_site(
    room: ShelterRoom, desk: Desk, qtbot: QtBot
) -> None:
    hotel, fair = _site(room, "Bursa Hotel"), _site(room, "Izmir Fair")
    room.choose(hotel)
    stay = room.detail.table.ids()[0]
    person = room.detail.table.people([stay])[0]
    room.detail.table.select_ids([stay], tell=True)
    room.detail.move_to(room.rows[fair].units[0].unit.id)
    qtbot.waitUntil(lambda: room.rows[fair].checked_in == 5)
    assert room.rows[hotel].checked_in == 13
    states = [stay.status for stay in desk.ask(stays_of_person, person)]
    assert states == [StayStatus.CHECKED_IN, StayStatus.CHECKED_OUT]


def test_that_a_new_site_is_placed_by_its_city(room: ShelterRoom, desk: Desk, qtbot: QtBot) -> None:
    room.new_site()
    form = room.form
    assert form is not None
    form.texts["name"].setText("Adana Gym")
    form.texts["city"].setText("Adana")
    form.capacity.setValue(80)
    form.save.click()
    qtbot.waitUntil(lambda: len(room.rows) == 4)
    made = next(row for row in desk.ask(sites) if row.site.name == "Adana Gym")
    assert made.fill.capacity == 80
    assert made.site.lat == pytest.approx(37.0, abs=0.2)

"""The transport room and boarding mode, through real widgets on a real incident."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.commands.bookings import SeatDetails
from situationroom.commands.transport import create_movement
from situationroom.desk import Desk
from situationroom.models.case_number import case_number
from situationroom.models.vocabulary import BookingStatus, MovementStatus, RequestStatus, Stage
from situationroom.store.queries.people import person_rows
from situationroom.store.queries.requests import requests_of
from situationroom.store.queries.transport import bookings_of, movements
from situationroom.views import transport_detail, with_reasons
from situationroom.views.gate import Gate
from situationroom.views.people_panel import persons_mime
from situationroom.views.transport_card import MovementCard
from situationroom.views.transport_room import TransportRoom
from tests.views.logistics.cast import coach
from tests.views.logistics.conftest import Told

Show = Callable[[TransportRoom], TransportRoom]


@pytest.fixture
def room(show: Show, frame: Told) -> TransportRoom:
    return show(TransportRoom(frame))


def _movement(room: TransportRoom, number: str) -> int:
    return next(i for i, row in room.rows.items() if row.movement.number == number)


def _taken(desk: Desk, movement: int) -> int:
    row = next(r for r in desk.ask(movements) if r.movement.id == movement)
    return sum(row.taken.values())


def _wait_for(room: TransportRoom, qtbot: QtBot, movement: int, status: MovementStatus) -> None:
    qtbot.waitUntil(lambda: room.rows[movement].movement.status is status)


def _count(gate: Gate, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: gate.count.text() == str(count))


def _at_the_gate(room: TransportRoom, qtbot: QtBot) -> int:
    b7 = _movement(room, "B-07")
    room.choose(b7)
    for act, status in (("close", MovementStatus.CLOSED), ("board", MovementStatus.BOARDING)):
        room.detail.act(act)
        _wait_for(room, qtbot, b7, status)
    room.detail.act("gate")
    return b7


def test_that_the_board_stands_in_the_order_of_departure(room: TransportRoom) -> None:
    column = room._board.column
    cards = [column.itemAt(n).widget() for n in range(column.count())]
    numbers = [card.row.movement.number for card in cards if isinstance(card, MovementCard)]
    assert numbers == ["B-07", "B-08", "CA 4101"]


def test_that_a_full_coach_refuses_a_household(
    room: TransportRoom, desk: Desk, qtbot: QtBot
) -> None:
    job = desk.run(create_movement, coach("B-09", 3, hours=40))
    with qtbot.waitSignal(job.succeeded):
        pass
    qtbot.waitUntil(lambda: len(room.rows) == 4)
    b9 = _movement(room, "B-09")
    room.choose(b9)
    family = [25, 26, 27, 28]
    room.detail.add(family)
    qtbot.waitUntil(room.detail.error.isVisible)
    assert "3 places" in room.detail.error.text
    assert _taken(desk, b9) == 0


def test_that_whoever_is_added_brings_their_household(
    room: TransportRoom, desk: Desk, qtbot: QtBot
) -> None:
    room.choose(_movement(room, "CA 4101"))
    panel = room.detail.people
    panel.search.setText(case_number(29))
    qtbot.waitUntil(lambda: panel.table.ids() == [29])
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _taken(desk, _movement(room, "CA 4101")) == 4)


def test_that_a_split_household_is_asked_why(
    room: TransportRoom, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, question: str, *_more: object) -> str:
        asked.append(question)
        return "his wife stays in hospital"

    monkeypatch.setattr(with_reasons, "ask_text", answer)
    flight = _movement(room, "CA 4101")
    room.choose(flight)
    room.detail.people.together.setChecked(False)
    room.detail.add([29])
    qtbot.waitUntil(lambda: _taken(desk, flight) == 1)
    assert "F8" in asked[0]


def test_that_persons_can_be_dropped_on_a_card(
    room: TransportRoom, desk: Desk, qtbot: QtBot
) -> None:
    flight = _movement(room, "CA 4101")
    mime = persons_mime([37, 38, 39, 40])
    drop = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, mime,
                      Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    room.cards[flight].dropEvent(drop)
    qtbot.waitUntil(lambda: _taken(desk, flight) == 4)
    assert room.chosen == flight


def test_that_the_gate_says_a_wrong_number_in_words(room: TransportRoom, qtbot: QtBot) -> None:
    _at_the_gate(room, qtbot)
    assert room.gate is not None
    QTest.keyClicks(room.gate.field, "0001-4")
    QTest.keyClick(room.gate.field, Qt.Key.Key_Return)
    assert "Check the digits" in room.gate.message.text
    room.gate.enter(case_number(100))
    assert "is not on B-07" in room.gate.message.text
    assert room.gate.count.text() == "0"


def test_that_the_gate_takes_a_number_a_passport_and_a_name(
    room: TransportRoom, qtbot: QtBot
) -> None:
    _at_the_gate(room, qtbot)
    gate = room.gate
    assert gate is not None
    lines = gate.lines
    name = next(
        ln.person.native_name for ln in lines[2:]
        if sum(ln.person.native_name in other.person.native_name for other in lines) == 1
    )  # fmt: skip
    for count, text in enumerate(
        (lines[0].person.case, lines[1].person.documents[0].number, name), 1
    ):
        gate.enter(text)
        _count(gate, qtbot, count)
    assert gate.rest.text() == str(len(lines) - 3)


def test_that_the_last_tick_can_be_taken_back(room: TransportRoom, qtbot: QtBot) -> None:
    _at_the_gate(room, qtbot)
    gate = room.gate
    assert gate is not None
    gate.enter(gate.lines[0].person.case)
    qtbot.waitUntil(lambda: bool(gate.done))
    gate.undo_last()
    qtbot.waitUntil(lambda: gate.count.text() == "0")


def test_that_a_no_show_returns_to_the_list(
    room: TransportRoom, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    b7 = _at_the_gate(room, qtbot)
    gate = room.gate
    assert gate is not None
    here, late = gate.lines[0].person.id, gate.lines[1].person.id
    gate.toggle(here)
    qtbot.waitUntil(lambda: gate.count.text() == "1")
    gate.left.emit()
    told: list[str] = []

    def agree(_parent: object, _title: str, text: str, *_more: object, **_kind: object) -> bool:
        told.append(text)
        return True

    monkeypatch.setattr(transport_detail, "confirm", agree)
    room.detail.act("depart")
    qtbot.waitUntil(lambda: room.rows[b7].movement.status is MovementStatus.DEPARTED)
    assert "23 have not boarded" in told[0]
    states = {r.person.id: r.booking.status for r in desk.ask(bookings_of, b7)}
    assert states[here] is BookingStatus.BOARDED
    assert states[late] is BookingStatus.NO_SHOW
    open_ = [r.status for r in desk.ask(requests_of, late)]
    assert RequestStatus.NEW in open_
    assert desk.ask(person_rows, [here])[here].stage is Stage.BOARDED


def test_that_the_manifest_is_saved_as_pdf_and_workbook(
    room: TransportRoom, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: Any
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(transport_detail, "choose_folder", lambda *_args: tmp_path / "out")
    monkeypatch.setattr(transport_detail, "open_folder", opened.append)
    room.choose(_movement(room, "B-07"))
    room.detail.act("close")
    qtbot.waitUntil(lambda: "save" in room.detail.acts)
    room.detail.act("save")
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["B-07_manifest_v1.pdf", "B-07_manifest_v1.xlsx"]


def test_that_a_form_makes_a_movement_and_a_refusal_stands_in_it(
    room: TransportRoom, qtbot: QtBot
) -> None:
    room.new_movement()
    form = room.form
    assert form is not None
    form.save.click()
    qtbot.waitUntil(form.error.isVisible)
    assert "needs a number" in form.error.text
    QTest.keyClicks(form.texts["number"], "CA 4103")
    form.texts["origin"].setText("Antalya")
    form.texts["destination"].setText("Beijing")
    form.save.click()
    # The new movement's card may come before the room has chosen it.
    qtbot.waitUntil(lambda: _chosen_number(room) == "CA 4103")


def _chosen_number(room: TransportRoom) -> str:
    row = room.rows.get(room.chosen or 0)
    return row.movement.number if row else ""


def test_that_bags_are_kept_for_the_one_selected(
    room: TransportRoom, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = SeatDetails("4A", 2, "guitar")
    monkeypatch.setattr(transport_detail, "ask_seat", lambda _parent, _row: told)
    b7 = _movement(room, "B-07")
    room.choose(b7)
    person = room.detail.rows[0].person.id
    room.detail.table.select_ids([person])
    room.detail.edit_seat()
    qtbot.waitUntil(lambda: any(r.booking.bags == 2 for r in desk.ask(bookings_of, b7)))
    kept = next(r.booking for r in desk.ask(bookings_of, b7) if r.person.id == person)
    assert (kept.seat, kept.remarks) == ("4A", "guitar")

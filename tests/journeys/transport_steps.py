"""A household, a coach and a charter: from the form to the no-show who is back on the list."""

from collections.abc import Sequence
from functools import partial

from situationroom.models import Movement
from situationroom.models.case_number import case_number
from situationroom.models.vocabulary import (
    BookingStatus,
    MovementStatus,
    SeatKind,
    Stage,
)
from situationroom.store.queries.people import PersonFilter, households, person_ids, person_rows
from situationroom.store.queries.requests import requests_of
from situationroom.store.queries.transport import bookings_of, movement_by_number
from situationroom.views.gate import Gate
from situationroom.views.people_room import PeopleRoom
from situationroom.views.requests_room import RequestsRoom
from situationroom.views.transport_room import TransportRoom
from tests.journeys.driver import (
    Seat,
    answering,
    button,
    click,
    click_row,
    picture,
    press,
    room,
    type_into,
)
from tests.journeys.workbook import read_sheets


def free_persons(seat: Seat, count: int) -> list[int]:
    """Persons who travel alone, wait in the area and have not asked for anything yet."""
    ids = seat.desk.ask(person_ids, PersonFilter(stage=(Stage.IN_AREA,)), "case")
    rows = seat.desk.ask(person_rows, ids)
    alone = [i for i in ids if rows[i].person.household is None]
    quiet = [i for i in alone if not seat.desk.ask(requests_of, i)]
    return quiet[-count:]


def form_a_household(seat: Seat, count: int) -> list[int]:
    """Select some persons in the people room and press G."""
    press(seat, "Ctrl+3")
    here = room(seat, "people", PeopleRoom)
    here.show_view("all")
    members = free_persons(seat, count)
    seat.until(lambda: set(members) <= set(here.table.ids()))
    for place, person in enumerate(members):
        click_row(here.table, person, also=place > 0)
    assert here.table.selected_ids() == members
    before = len(seat.desk.ask(households))
    answering("Family of the engineer")
    press(seat, "G")
    seat.until(lambda: len(seat.desk.ask(households)) == before + 1)
    return members


def fill_and_send_a_coach(seat: Seat) -> None:
    """5. A coach and a charter; overbooking refused; manifest, boarding, a no-show, arrival."""
    family = form_a_household(seat, 3)
    late, left = free_persons(seat, 2)
    press(seat, "Ctrl+5")
    here = room(seat, "transport", TransportRoom)
    charter = _new_movement(seat, here, "CA 4101", "Aircraft", 180)
    coach = _new_movement(seat, here, "B-07", "Coach", 4)
    assert here.cards[charter].isVisible()
    _give_seats(seat, here, family[0])
    seat.until(lambda: _on_board_list(seat, coach) == sorted(family))
    _give_seats(seat, here, late)
    seat.until(lambda: _on_board_list(seat, coach) == sorted([*family, late]))
    _give_seats(seat, here, left)
    seat.until(here.detail.error.isVisible)
    assert "B-07" in here.detail.error.text and "place" in here.detail.error.text
    assert left not in _on_board_list(seat, coach)
    picture(seat, "5-full")
    click(here.cards[charter])
    _give_seats(seat, here, left)
    seat.until(lambda: _on_board_list(seat, charter) == [left])
    click(here.cards[coach])
    _act(seat, here, "close", MovementStatus.CLOSED)
    assert _movement(seat, "B-07").version == 1
    _save_the_manifest(seat, here, [*family, late])
    _act(seat, here, "board", MovementStatus.BOARDING)
    _board(seat, here, family)
    _depart(seat, here, coach, late)
    answering()
    press(seat, "Ctrl+5")
    _act(seat, here, "arrive", MovementStatus.ARRIVED)
    rows = seat.desk.ask(person_rows, [*family, late])
    assert {rows[i].stage for i in family} == {Stage.ARRIVED}
    assert rows[late].stage is Stage.IN_AREA
    picture(seat, "5-arrived")


def _new_movement(seat: Seat, here: TransportRoom, number: str, mode: str, seats: int) -> int:
    click(button(here, "New movement"))
    form = here.form
    assert form is not None
    texts = {"number": number, "origin": "Ankara", "destination": "Antalya", "vehicle": "06 A 1"}
    form.mode.setFocus()
    press(seat, mode[0])
    if form.mode.currentText() != mode:
        form.mode.setCurrentText(mode)
    assert form.mode.currentText() == mode
    for name, text in texts.items():
        type_into(form.texts[name], text)
    type_into(form.places[SeatKind.SEAT], str(seats))
    picture(seat, f"5-form-{number}")
    press(seat, "Ctrl+Return")
    seat.until(lambda: here.form is None)
    made = _movement(seat, number)
    assert (made.capacity.seats, made.departure_zone) == (seats, "Europe/Istanbul")
    assert here.chosen == made.id
    return made.id


def _movement(seat: Seat, number: str) -> Movement:
    found = seat.desk.ask(movement_by_number, number)
    assert found is not None
    return found


def _give_seats(seat: Seat, here: TransportRoom, person: int) -> None:
    """Find a person by case number beside the movement and press Enter."""
    if not here.detail.people.isVisible():
        click(here.detail.people_chip)
    panel = here.detail.people
    type_into(panel.search, case_number(person))
    seat.until(lambda: panel.table.ids() == [person])
    press(seat, "Return")
    seat.at_rest()


def _on_board_list(seat: Seat, movement: int) -> list[int]:
    rows = seat.desk.ask(bookings_of, movement)
    return sorted(r.person.id for r in rows if r.booking.status is BookingStatus.ASSIGNED)


def _act(seat: Seat, here: TransportRoom, key: str, status: MovementStatus) -> None:
    _click_act(seat, here, key)
    chosen = here.chosen or 0
    seat.until(lambda: here.rows[chosen].movement.status is status)


def _click_act(seat: Seat, here: TransportRoom, key: str) -> None:
    seat.until(lambda: key in here.detail.acts and here.detail.acts[key].isVisible())
    click(here.detail.acts[key])


def _save_the_manifest(seat: Seat, here: TransportRoom, people: Sequence[int]) -> None:
    _click_act(seat, here, "save")
    pdf, book = (seat.folder / f"B-07_manifest_v1.{end}" for end in ("pdf", "xlsx"))
    seat.until(lambda: pdf.exists() and book.exists())
    assert pdf.read_bytes().startswith(b"%PDF")
    cells = {cell for rows in read_sheets(book).values() for row in rows for cell in row}
    assert {case_number(person) for person in people} <= cells
    seat.at_rest()


def _board(seat: Seat, here: TransportRoom, persons: Sequence[int]) -> None:
    _click_act(seat, here, "gate")
    gate = here.gate
    assert gate is not None
    for count, person in enumerate(persons, 1):
        assert gate.field.hasFocus()
        type_into(gate.field, case_number(person))
        press(seat, "Return")
        seat.until(partial(_shows, gate, count))
    assert gate.rest.text() == "1"
    picture(seat, "5-gate")
    press(seat, "Esc")
    assert here.gate is None


def _shows(gate: Gate, count: int) -> bool:
    return gate.count.text() == str(count)


def _depart(seat: Seat, here: TransportRoom, coach: int, late: int) -> None:
    said = answering()
    _act(seat, here, "depart", MovementStatus.DEPARTED)
    assert any("1 have not boarded" in words for words in said)
    again = [r for r in seat.desk.ask(requests_of, late) if r.is_open]
    assert len(again) == 1
    press(seat, "Ctrl+2")
    rolling = room(seat, "requests", RequestsRoom)
    rolling.show_view("open")
    seat.until(lambda: again[0].id in rolling.table.ids())
    assert _on_board_list(seat, coach) == []

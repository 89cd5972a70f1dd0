"""Hand-offs: a full list for the embassy, then what is new, changed and resolved since."""

from situationroom.models.vocabulary import (
    Priority,
    RequestStatus,
)
from situationroom.store.queries.handoffs import recipients
from situationroom.store.queries.requests import requests
from situationroom.views.handoffs_room import HAD, HandoffsRoom
from situationroom.views.requests_room import RequestsRoom
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
from tests.journeys.steps import take_a_call
from tests.journeys.workbook import Sheets, read_sheets, requests_in


def hand_the_list_over(seat: Seat) -> None:
    """7. A full list for the embassy; later exactly what is new, changed and resolved since."""
    press(seat, "Ctrl+7")
    here = room(seat, "handoffs", HandoffsRoom)
    click(button(here, "New recipient"))
    assert here.form is not None
    type_into(here.form.name, "Embassy Ankara")
    press(seat, "Ctrl+Return")
    seat.until(lambda: here.form is None and here.chosen is not None)
    press(seat, "Ctrl+2")
    rolling = room(seat, "requests", RequestsRoom)
    rolling.show_view("open")
    seat.at_rest()
    listed = {r.number for r in seat.desk.ask(requests, rolling.table.ids())}
    full = _make(seat, here, "Make: full list", 1)
    assert requests_in(full["Open"]) == listed
    seat.at_rest()
    assert here.page == HAD
    assert here._summary.text() == ""  # no answer to an earlier page stands over the log
    picture(seat, "7-full")
    new, changed, resolved = _meanwhile(seat, rolling)
    delta = _make(seat, here, "Make: what is new", 2)
    assert requests_in(delta["New"]) == {new}
    assert requests_in(delta["Changed"]) == {changed}
    assert requests_in(delta["Resolved"]) == {resolved}
    assert "Withdrawn requests" not in delta
    fields = [row for row in delta["Field by field"] if row[0] == changed]
    assert any("Priority" in row[2] and "red" in row[4].lower() for row in fields), fields
    picture(seat, "7-delta")


def _meanwhile(seat: Seat, rolling: RequestsRoom) -> tuple[str, str, str]:
    """One request more, one more urgent, one resolved; their numbers."""
    press(seat, "Ctrl+2")
    rows = seat.desk.ask(requests, rolling.table.ids())
    changed = next(r for r in rows if r.priority is not Priority.RED)
    resolved = next(r for r in rows if r.id != changed.id)
    click_row(rolling.table, changed.id)
    press(seat, "1")
    seat.until(lambda: seat.desk.ask(requests, [changed.id])[0].priority is Priority.RED)
    click_row(rolling.table, resolved.id)
    answering("Flew home by themselves")
    press(seat, "R")
    wanted = RequestStatus.RESOLVED
    seat.until(lambda: seat.desk.ask(requests, [resolved.id])[0].status is wanted)
    new = take_a_call(seat, "Zhao Guoqiang", "Stands at the port without papers")
    return seat.desk.ask(requests, [new])[0].number, changed.number, resolved.number


def _make(seat: Seat, here: HandoffsRoom, words: str, number: int) -> Sheets:
    press(seat, "Ctrl+7")
    click(button(here, words))
    kind = "full" if number == 1 else "delta"
    stem = f"Embassy_Ankara_{number:03d}_{kind}"
    book, pdf = seat.folder / f"{stem}.xlsx", seat.folder / f"{stem}.pdf"
    seat.until(lambda: book.exists() and pdf.exists())
    seat.at_rest()
    made = seat.desk.ask(recipients)[0].handoffs[0]
    assert made.number == number
    assert {file.name for file in made.files} == {book.name, pdf.name}
    return read_sheets(book)

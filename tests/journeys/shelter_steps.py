"""Shelters from a list; a household checked in, moved and checked out."""

from situationroom.models.case_number import case_number
from situationroom.models.vocabulary import (
    ACTIVE_STAYS,
    Presence,
    Stage,
)
from situationroom.store.queries.people import person_rows
from situationroom.store.queries.shelters import sites, stays_of_person, stays_of_site
from situationroom.views.shelters_room import ShelterRoom
from tests import samples
from tests.journeys.driver import (
    Seat,
    button,
    choosing,
    click,
    click_row,
    drop,
    picture,
    press,
    room,
    type_into,
)
from tests.journeys.transport_steps import form_a_household


def open_and_fill_shelters(seat: Seat) -> None:
    """6. Shelters from a list, one over capacity; a household in, moved with a reason, out."""
    family = form_a_household(seat, 3)
    path = seat.folder / "shelters_arc.csv"
    told = samples.shelters_csv(path)
    view = drop(seat, [path])
    picture(seat, "6-list")
    assert "2" in view.store.text()
    assert "Over capacity by 12" in view.preview.sites.as_lists(view.preview.sites.ids())[1][1]
    click(view.store)
    seat.until(lambda: seat.cell.room == "shelters")
    here = room(seat, "shelters", ShelterRoom)
    found = {row.site.name: row for row in seat.desk.ask(sites)}
    assert {name: row.fill.capacity for name, row in found.items()} == {
        str(row["name"]): row["capacity"] for row in told
    }
    hall, school = (found[str(row["name"])].site.id for row in told)
    assert here.cards[school].alarming
    assert not here.cards[hall].alarming
    click(here.cards[school])
    assert here.detail.alarm.text == "Over capacity by 12"
    picture(seat, "6-over-capacity")
    _check_in(seat, here, hall, family)
    _move(seat, here, family, school)
    _check_out(seat, here, family)
    assert all(len(seat.desk.ask(stays_of_person, person)) == 2 for person in family)


def _staying(seat: Seat, site: int) -> list[int]:
    rows = seat.desk.ask(stays_of_site, site)
    return sorted(r.person.id for r in rows if r.stay.status in ACTIVE_STAYS)


def _check_in(seat: Seat, here: ShelterRoom, hall: int, family: list[int]) -> None:
    click(here.cards[hall])
    click(button(here, "Check-in mode"))
    gate = here.gate
    assert gate is not None
    type_into(gate.field, case_number(family[0]))
    press(seat, "Return")
    assert "is not expected here" in gate.message.text
    type_into(gate.field, case_number(family[0]))
    press(seat, "Return")
    seat.until(lambda: _staying(seat, hall) == family)
    seat.until(lambda: gate.count.text() == "3")
    picture(seat, "6-gate")
    press(seat, "Esc")
    assert "3 checked in" in here.detail._figures.text()
    assert here.rows[hall].checked_in == 3


def _move(seat: Seat, here: ShelterRoom, family: list[int], school: int) -> None:
    click_row(here.detail.table, here.detail.table.ids()[0])
    choosing("Harbour School")
    click(button(here.detail, "Move to"))
    seat.until(lambda: _staying(seat, school) == family)
    seat.at_rest()


def _check_out(seat: Seat, here: ShelterRoom, family: list[int]) -> None:
    school = next(r.site.id for r in here.rows.values() if r.site.name == "Harbour School")
    click(here.cards[school])
    for place, stay in enumerate(here.detail.table.ids()[: len(family)]):
        click_row(here.detail.table, stay, also=place > 0)
    picture(seat, "6-moved")
    click(button(here.detail, "Check out"))
    seat.until(lambda: _staying(seat, school) == [])
    rows = seat.desk.ask(person_rows, family)
    assert {row.stage for row in rows.values()} == {Stage.IN_AREA}
    assert {row.person.presence for row in rows.values()} == {Presence.IN_AREA}

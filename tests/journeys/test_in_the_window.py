"""The whole job through the real window, with real keys, clicks and dropped files."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from situationroom.commands.people import add_person, set_presence
from situationroom.commands.requests import open_request
from situationroom.commands.shelters import check_in
from situationroom.commands.transport import assign, board, close_movement, start_boarding
from situationroom.models.vocabulary import Presence
from situationroom.store.incident_file import open_incident
from situationroom.store.queries.requests import requests
from situationroom.views.import_view import ImportView
from situationroom.views.people_room import PeopleRoom
from situationroom.views.rail import ROOMS, room_keys
from situationroom.views.requests_room import RequestsRoom
from tests import samples
from tests.cast import (
    AHMET,
    COACH,
    COLLEAGUE,
    HAIYAN,
    HALL,
    LEI,
    NUO,
    OUYANG,
    SEARCH,
    a_request,
    somebody,
)
from tests.journeys import handoff_steps, shelter_steps, steps, transport_steps
from tests.journeys.conftest import Opens
from tests.journeys.driver import click, click_row, drop, picture, press, room

# The offscreen platform can neither raise a menu nor give it the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CALLS = Path(__file__).parents[2].parent / "shared" / "data" / "calls"
REAL = ("01_hotline_zh.xlsx", "02_registration_en.xlsx", "05_company_camps.xlsx")


def our_lists(folder: Path) -> list[Path]:
    """A hotline sheet, a registration form and a company's staff, of invented persons."""
    makers = (samples.hotline_zh, samples.registration_en, samples.company_camps)
    paths = [folder / f"{make.__name__}.xlsx" for make in makers]
    for make, path in zip(makers, paths, strict=True):
        make(path)
    return paths


def test_that_the_whole_job_is_done_in_the_window(sit_down: Opens) -> None:
    seat = sit_down()
    steps.create_the_incident(seat)
    assert steps.import_the_lists(seat, our_lists(seat.folder)) == 120
    steps.work_the_list(seat)
    steps.take_a_call(seat, "Qian Duoduo", "Does not know where he is")
    steps.look_at_the_map(seat)
    transport_steps.fill_and_send_a_coach(seat)
    shelter_steps.open_and_fill_shelters(seat)
    handoff_steps.hand_the_list_over(seat)
    steps.undo_the_import(seat)


@pytest.mark.skipif(not CALLS.is_dir(), reason="the shared call lists are not beside this clone")
def test_that_the_lists_as_they_were_received_are_imported_taken_back_and_brought_back(
    sit_down: Opens,
) -> None:
    seat = sit_down()
    steps.create_the_incident(seat)
    steps.import_the_lists(seat, [CALLS / name for name in REAL])
    known = steps.people(seat)
    press(seat, "Ctrl+Z")
    seat.until(lambda: steps.people(seat) == 0)
    press(seat, "Ctrl+Shift+Z")
    seat.until(lambda: steps.people(seat) == known)
    steps.work_the_list(seat)
    steps.prove(seat)


@pytest.fixture
def busy_path(incident_path: Path) -> Path:
    """The cast with somebody behind every figure: sheltered, on the move, out."""
    file = open_incident(incident_path, COLLEAGUE)
    file.run(assign, COACH, [HAIYAN, LEI, NUO])
    for act in (close_movement, start_boarding):
        file.run(act, COACH)
    file.run(board, COACH, [HAIYAN, LEI, NUO])
    file.run(check_in, [OUYANG], HALL)
    file.run(set_presence, [AHMET], Presence.LEFT_INDEPENDENTLY)
    file.close()
    return incident_path


def test_that_every_figure_opens_a_list_of_as_many_rows(sit_down: Opens, busy_path: Path) -> None:
    seat = sit_down(busy_path)
    chips = seat.cell.top.chips
    seat.until(lambda: chips["affected"].value is not None)
    shown = {name: chip.value for name, chip in chips.items()}
    assert all(shown.values()), shown
    for name, chip in chips.items():
        press(seat, "Ctrl+8")
        click(chip)
        listing = seat.cell.rooms[chip.figure.room]
        assert isinstance(listing, PeopleRoom | RequestsRoom)
        seat.at_rest()
        assert (name, len(listing.table.ids())) == (name, chip.value)
    assert {name: chip.value for name, chip in chips.items()} == shown


@pytest.mark.parametrize("change", [{"language": "zh"}, {"theme": "light"}, {"text_size": 15}])
def test_that_another_look_keeps_room_and_selection(
    sit_down: Opens, incident_path: Path, change: dict[str, object]
) -> None:
    seat = sit_down(incident_path)
    press(seat, "Ctrl+2")
    here = room(seat, "requests", RequestsRoom)
    click_row(here.table, SEARCH)
    before = seat.cell
    seat.window._later(**change)()
    seat.until(lambda: seat.window.cell not in (before, None))
    again = room(seat, "requests", RequestsRoom)
    assert seat.cell.card.shown == ("request", (SEARCH,))
    seat.until(lambda: again.table.selected_ids() == [SEARCH])


def test_that_lists_can_be_dropped_anywhere(sit_down: Opens, incident_path: Path) -> None:
    seat = sit_down(incident_path)
    path = seat.folder / "more.xlsx"
    samples.registration_en(path, 3)
    for name in ROOMS:
        press(seat, room_keys(name)[0])
        shown = seat.cell.rooms[name]
        seat.at_rest()
        for part in (shown, *shown.findChildren(QLineEdit)):
            view = drop(seat, [path], part if part.isVisible() else shown)
            assert view.run.plan.counts()["new"] == 3
            press(seat, "Esc")
            seat.until(lambda: seat.window.findChild(ImportView) is None)


@pytest.mark.parametrize("place", range(1, 9))
def test_that_a_call_is_taken_from_any_room(
    sit_down: Opens, incident_path: Path, place: int
) -> None:
    seat = sit_down(incident_path)
    press(seat, f"Ctrl+{place}")
    seat.at_rest()
    made = steps.take_a_call(seat, "Zhao Guoqiang", "Stands at the port without papers")
    assert seat.desk.ask(requests, [made])[0].description == "Stands at the port without papers"


def test_that_rows_from_the_workstation_next_door_appear(
    sit_down: Opens, incident_path: Path
) -> None:
    seat = sit_down(incident_path)
    press(seat, "Ctrl+2")
    here = room(seat, "requests", RequestsRoom)
    before = list(here.table.ids())
    next_door = open_incident(incident_path, COLLEAGUE, "desk 2")
    try:
        person = next_door.run(add_person, somebody())[0]
        made = next_door.run(open_request, a_request(person.id))[0]
    finally:
        next_door.close()
    seat.until(here.rolling.pill.isVisible)
    assert here.table.ids() == before
    picture(seat, "next-door")
    here.table.setFocus()
    press(seat, "Return")
    seat.until(lambda: made.id in here.table.ids())

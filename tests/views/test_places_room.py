"""The page of places: one decision for all who say the words, by keys; positions put right."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from situationroom.desk import Desk
from situationroom.store.incident_file import open_incident
from situationroom.store.queries.people import PersonFilter, count_persons, persons
from situationroom.store.queries.places import places, placings
from situationroom.views.known_places import known_of
from situationroom.views.main_window import MainWindow
from situationroom.views.map_room import MapRoom
from situationroom.views.person_form import PersonForm
from situationroom.views.place_choices import places_menu
from situationroom.views.places_room import PlacesRoom
from tests.cast import OFFICER
from tests.commands.test_placings import somebody
from tests.views.conftest import cell


@pytest.fixture
def told(incident_path: Path) -> Path:
    """The incident with words nobody can place, and positions that cannot be right."""
    file = open_incident(incident_path, OFFICER)
    for number in range(4):
        somebody(file, number, "Grand Hyatt")
    for number in range(2):
        somebody(file, 10 + number, "Tripoli university")
    somebody(file, 20, "Istanbul", lat=28.98, lon=41.01)
    somebody(file, 21, "Istanbul", lat=0.0, lon=0.0)
    file.close()
    return incident_path


@pytest.fixture
def room(told: Path, window: MainWindow, qtbot: QtBot) -> PlacesRoom:
    frame = cell(window)
    frame.open_room("places")
    made = frame.rooms["places"]
    assert isinstance(made, PlacesRoom)
    qtbot.waitUntil(lambda: made.chips["words"].count == 2, timeout=20_000)
    made.table.setFocus()
    return made


def desk_of(window: MainWindow) -> Desk:
    return cell(window).desk


def test_that_one_decision_by_keys_places_all(
    room: PlacesRoom, window: MainWindow, qtbot: QtBot
) -> None:
    assert room.line is not None
    assert (room.line.title, len(room.line.persons)) == ("Grand Hyatt", 4)
    room.panel.field.setFocus()
    QTest.keyClicks(room.panel.field, "41.0392, 28.9905")
    qtbot.waitUntil(room.panel.act.isEnabled)
    assert room.panel.said.text()
    QTest.keyClick(room.panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.chips["words"].count == 1)
    desk = desk_of(window)
    assert room.chips["decided"].count == 1
    assert len(desk.ask(placings)) == 1
    desk.undo()
    qtbot.waitUntil(lambda: room.chips["words"].count == 2)
    assert desk.ask(placings) == []


def test_that_a_number_chooses_a_proposal(
    room: PlacesRoom, window: MainWindow, qtbot: QtBot
) -> None:
    QTest.keyClick(room.table, Qt.Key.Key_Down)
    assert room.line is not None
    assert room.line.title == "Tripoli university"
    countries = [place.country for _, place in room.panel.proposals]
    assert {"LY", "LB"} <= set(countries)
    number = countries.index("LB") + 1
    assert not room.panel.act.isEnabled()
    QTest.keyClick(room.table, Qt.Key(int(Qt.Key.Key_0) + number))
    chosen = room.panel.chosen()
    assert chosen is not None
    assert chosen.country == "LB"
    room.panel.place()
    qtbot.waitUntil(lambda: room.chips["words"].count == 1)
    (placing,) = desk_of(window).ask(placings)
    assert (placing.text, placing.country) == ("Tripoli university", "LB")


def test_that_exchanged_positions_are_put_right_with_one_act(
    room: PlacesRoom, window: MainWindow, qtbot: QtBot
) -> None:
    room.show_view("positions")
    assert room.chips["positions"].count == 2
    assert room.line is not None
    ids = room.line.persons
    room.panel.exchange_asked.emit()
    qtbot.waitUntil(lambda: room.chips["positions"].count == 1)
    (person,) = desk_of(window).ask(persons, list(ids))
    assert (person.lat, person.lon) == (41.01, 28.98)
    assert room.line is not None
    room.panel.take_away_asked.emit()
    qtbot.waitUntil(lambda: room.chips["positions"].count == 0)


def test_that_a_table_is_shown_before_it_is_taken_in(
    room: PlacesRoom, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "hotels.csv"
    lines = ("Name,City,Lat,Lon", "Grand Hyatt,Istanbul,41.0392,28.9905", "Bad,Istanbul,0,0")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    room.import_tables([str(table)])
    made = room.importing
    assert made is not None
    qtbot.waitUntil(made.take.isEnabled, timeout=10_000)
    assert made.plan is not None
    assert (made.plan.count("new"), made.plan.count("rejected")) == (1, 1)
    made.store()
    qtbot.waitUntil(lambda: room.chips["places"].count == 1)
    assert room.importing is None
    assert [place.name for place in desk_of(window).ask(places)] == ["Grand Hyatt"]
    room.show_view("words")
    qtbot.waitUntil(lambda: bool(room.panel.proposals))
    assert room.panel.proposals[0][1].origin == "table"


def test_that_the_map_and_its_count_lead_here(
    room: PlacesRoom, window: MainWindow, qtbot: QtBot
) -> None:
    frame = cell(window)
    frame.open_room("map")
    world = frame.rooms["map"]
    assert isinstance(world, MapRoom)
    missing = desk_of(window).ask(count_persons, PersonFilter(located=False))
    qtbot.waitUntil(lambda: str(missing) in world.legend.missing.text())
    world.legend.place.click()
    qtbot.waitUntil(room.isVisible)


def test_that_a_form_offers_what_its_words_could_mean(
    room: PlacesRoom, window: MainWindow, qtbot: QtBot
) -> None:
    frame = cell(window)
    form = PersonForm(frame, frame)
    form.show()
    field: QLineEdit = form.fields["place_text"]
    qtbot.waitUntil(lambda: known_of(frame.desk).places is not None, timeout=20_000)
    field.setText("Tripoli")
    menu = places_menu(field, frame.desk, lambda: None)
    offered = [action for action in menu.actions() if "Lebanon" in action.text()]
    assert offered
    offered[0].trigger()
    fields = form._where(field.text())
    assert fields["country"] == "LB"
    menu.close()
    form.close()


def test_that_a_dropped_table_of_places_is_opened_here(
    room: PlacesRoom, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "hotels.csv"
    table.write_text("Name,Kind,Lat,Lon\nHilton,Hotel,41.04,28.98\n", encoding="utf-8")
    cell(window).start_import([str(table)])
    made = room.importing
    assert made is not None
    qtbot.waitUntil(made.take.isEnabled, timeout=10_000)

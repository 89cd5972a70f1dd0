"""A house's own boundaries and names, chosen in the panel of the map; and names that keep clear."""

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from situationroom.commands.briefing_picture import picture
from situationroom.desk import Desk
from situationroom.map import labels
from situationroom.map.labels import View
from situationroom.map.own_data import take_boundaries, take_state_names
from situationroom.map.page_panel import footer
from situationroom.map.projection import to_world
from situationroom.models.errors import InputError
from situationroom.palettes import palette
from situationroom.views import theme
from situationroom.views.briefing_map import paint_map
from situationroom.views.briefing_sheet import Sheet
from situationroom.views.map_base import paint_basemap, paint_names
from situationroom.views.map_out import save_svg
from situationroom.views.map_room import MapRoom
from tests.views.logistics.conftest import Told


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180 and bool(made.found.sites))
    return made


def test_that_own_files_are_named_at_the_foot_until_they_are_given_back(
    room: MapRoom, frame: Told, home: Path
) -> None:
    line = {"type": "LineString", "coordinates": [[28.0, 41.0], [29.0, 42.0]]}
    (home / "lines.geojson").write_text(json.dumps({"features": [{"geometry": line}]}))
    (home / "names.csv").write_text("iso2,zh,en\nTR,土耳其共和国,Turkey\n", encoding="utf-8")
    room.streets.use_own(home / "lines.geojson", take_boundaries)
    room.streets.use_own(home / "names.csv", take_state_names)
    assert frame.last("say") == ("names.csv is used from now on.",)
    assert room.credit.isVisible()
    assert room.credit.accessibleName() == "Own: boundaries.geojson · Own: state_names.csv"
    assert "土耳其共和国" in labels.names().zh
    room.streets.drop_own()
    assert not room.credit.isVisible()
    assert "土耳其共和国" not in labels.names().zh


def test_that_own_files_are_named_on_all_that_leaves_the_program(
    room: MapRoom, desk: Desk, home: Path, qtbot: QtBot
) -> None:
    def leaving(name: str) -> list[str]:
        save_svg(room, home / name)
        qtbot.waitUntil(lambda: not desk.jobs)
        screen = QSvgGenerator()
        screen.setFileName(str(home / "room.svg"))
        screen.setSize(QSize(1280, 720))
        painter = QPainter(screen)
        told = desk.ask(picture, desk.now())
        paint_map(Sheet(painter), QRectF(0, 0, 1280, 720), told, palette("dark"))
        painter.end()
        return [
            (home / name).read_text(encoding="utf-8"),
            (home / "room.svg").read_text(encoding="utf-8"),
            footer(told),
        ]

    assert not any("Own:" in one for one in leaving("before.svg"))
    line = {"type": "LineString", "coordinates": [[28.0, 41.0], [29.0, 42.0]]}
    (home / "lines.geojson").write_text(json.dumps({"features": [{"geometry": line}]}))
    room.streets.use_own(home / "lines.geojson", take_boundaries)
    assert all("Own: boundaries.geojson" in one for one in leaving("after.svg"))


def test_that_a_file_that_is_none_is_refused_and_one_that_went_bad_is_said(
    room: MapRoom, frame: Told, home: Path, show: Callable[[MapRoom], MapRoom], qtbot: QtBot
) -> None:
    (home / "x.csv").write_text("nothing", encoding="utf-8")
    room.streets.use_own(home / "x.csv", take_state_names)
    (error,) = frame.last("refuse")
    assert isinstance(error, InputError)
    (home / "home").mkdir(exist_ok=True)
    (home / "home" / "boundaries.geojson").write_text("{", encoding="utf-8")
    again = show(MapRoom(frame))
    notes = [one.text() for one in again.streets.findChildren(QLabel)]
    assert any(note.startswith("boundaries.geojson is no file of boundaries") for note in notes)
    qtbot.waitUntil(lambda: len(again.people.columns.id) == 180 and bool(again.found.sites))


@given(lat=st.floats(-84, 84), lon=st.floats(-180, 180), zoom=st.floats(1, 13), zh=st.booleans())
@settings(max_examples=40)
def test_that_no_two_names_on_the_map_lie_over_each_other(
    qtbot: QtBot, lat: float, lon: float, zoom: float, zh: bool
) -> None:
    theme.load_fonts()
    x, y = to_world(lat, lon)
    image = QImage(1366, 768, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    view = View(x, y, zoom, 1366, 768)
    taken = paint_names(painter, view, palette("dark"), "zh" if zh else "en").taken
    painter.end()
    assert not any(one.intersects(other) for one, other in combinations(taken, 2))


def share_of_land(lat: float, lon: float, zoom: float) -> tuple[float, float]:
    """How much of the left and of the right half of a picture is land."""
    x, y = to_world(lat, lon)
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_basemap(painter, View(x, y, zoom, 800, 400), palette("dark"))
    painter.end()
    land = QColor(palette("dark").land).rgb()
    halves = (range(0, 400, 4), range(400, 800, 4))
    found = [[image.pixel(a, b) == land for a in half for b in range(0, 400, 4)] for half in halves]
    return sum(found[0]) / len(found[0]), sum(found[1]) / len(found[1])


def test_that_the_date_line_does_not_end_the_land(qtbot: QtBot) -> None:
    left, right = share_of_land(66.5, 180.0, 4.5)  # Chukotka lies on both sides
    assert left > 0.2
    assert right > 0.05
    left, right = share_of_land(-16.8, 180.0, 8.5)  # Vanua Levu and Taveuni
    assert left > 0.02
    assert right > 0.002
    assert share_of_land(-16.8, -180.0, 8.5) == (left, right)


def test_that_the_poles_are_land_in_the_south_and_sea_in_the_north(qtbot: QtBot) -> None:
    assert min(share_of_land(-80.0, 60.0, 4.0)) > 0.9
    assert max(share_of_land(88.0, 0.0, 4.0)) < 0.1

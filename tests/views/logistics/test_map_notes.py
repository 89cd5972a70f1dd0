"""A sheet explains what it draws, and its title keeps clear of the banner of a drill."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from situationroom.map.sheets import Sheet
from situationroom.map.tile_shapes import Ink
from situationroom.palettes import LIGHT
from situationroom.views.map_margin import Page
from situationroom.views.map_out import what_is_shown
from situationroom.views.map_print import Wish, page_about, write_pdf
from situationroom.views.map_room import MapRoom
from situationroom.views.tile_paint import CASED_FROM, street_look
from tests.views.logistics.conftest import Told

SHEET = Sheet("A4", lying=True)


@pytest.fixture
def room(show: Callable[[MapRoom], MapRoom], frame: Told, qtbot: QtBot) -> MapRoom:
    made = show(MapRoom(frame))
    qtbot.waitUntil(lambda: len(made.people.columns.id) == 180 and bool(made.found.sites))
    return made


def sheet_of(room: MapRoom, path: Path, title: str = "") -> str:
    """The words of a sheet of what the room shows, the first line first."""
    what = replace(what_is_shown(room, Wish(title), LIGHT), drill=True)
    page: Page = page_about(SHEET, room.canvas.view, None)
    said = PdfReader(write_pdf(path, SHEET, what, [page])).pages[0].extract_text()
    return said.replace("\t", " ")


def test_that_a_sheet_explains_paleness_circles_and_heat(room: MapRoom, tmp_path: Path) -> None:
    said = sheet_of(room, tmp_path / "rings.pdf")
    assert "The paler, the older the position" in said
    assert "Circles: within them they are" in said
    room.legend.age.click()
    room.legend.sureness.click()
    said = sheet_of(room, tmp_path / "plain.pdf")
    assert "paler" not in said
    assert "Circles" not in said
    room.legend.choose("heat")
    said = sheet_of(room, tmp_path / "heat.pdf")
    assert "Heat: up to" in said


def test_that_a_long_title_is_cut_before_the_banner_of_a_drill(
    room: MapRoom, tmp_path: Path
) -> None:
    title = "Everybody around Ankara " * 6
    said = sheet_of(room, tmp_path / "long.pdf", title)
    assert "DRILL" in said
    shown = next(line for line in said.splitlines() if line.startswith("Everybody"))
    assert shown.split("DRILL")[0].rstrip().endswith("…")
    assert len(shown) < 60


@pytest.mark.parametrize("ink", [Ink.SERVICE, Ink.STREET, Ink.TERTIARY, Ink.SECONDARY])
def test_that_narrow_streets_are_seen_on_light_paper(ink: Ink) -> None:
    look = street_look(LIGHT)
    ground = min(look.fills[ink].lightness() for ink in (Ink.EARTH, Ink.GREEN, Ink.BUILT))
    narrow, wide = look.road(ink, CASED_FROM - 0.1), look.road(ink, CASED_FROM)
    assert ground - narrow.lightness() > 20
    assert wide == look.lines[ink] != QColor(narrow)

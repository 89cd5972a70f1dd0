"""The room's screen: what it paints, how it turns, and that it keeps still while one prepares."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.commands.briefing import set_dwell
from situationroom.commands.briefing_picture import picture
from situationroom.commands.people import add_person
from situationroom.jobs import Job
from situationroom.map.briefing_box import box_of
from situationroom.map.labels import View, names
from situationroom.models.briefing import (
    Country,
    FigureName,
    Group,
    Page,
    Picture,
    Releasable,
    Shelter,
)
from situationroom.models.suppression import Count, exactly
from situationroom.models.vocabulary import SiteKind, SiteState, Standing
from situationroom.texts import LANGUAGES, set_language
from situationroom.views.briefing_canvas import BriefingCanvas
from situationroom.views.briefing_map import rings_of, view_of
from situationroom.views.briefing_names import chip_signs, city_signs
from situationroom.views.briefing_pages import paint_page
from situationroom.views.briefing_room import BriefingRoom
from situationroom.views.briefing_screen import BriefingScreen
from situationroom.views.briefing_sheet import SMALLEST
from situationroom.views.briefing_show import Show, show_of
from situationroom.views.link_row import LinkRow
from situationroom.views.main_window import MainWindow
from tests.briefing_cast import MARKS, make_marked
from tests.cast import HALL, somebody
from tests.views.conftest import cell


@pytest.fixture
def marked(tmp_path: Path) -> Picture:
    """A picture of an incident in which everything personal is marked."""
    file = make_marked(tmp_path / "marked.situation")
    made: Picture = file.ask(picture, file.now())
    file.close()
    return made


@pytest.fixture
def room(qtbot: QtBot, window: MainWindow) -> BriefingRoom:
    """The officer's page, with the first picture on it."""
    cell(window).open_room("briefing")
    made = cell(window).rooms["briefing"]
    assert isinstance(made, BriefingRoom)
    qtbot.waitUntil(lambda: made.show_.room is not None)
    return made


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, room: BriefingRoom) -> Iterator[BriefingScreen]:
    """The room's screen, shown by F11."""
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: room.show_.screen is not None)
    shown = room.show_.screen
    assert shown is not None
    yield shown
    if room.show_.screen is not None:
        room.show_.screen.close()


def affected(shown: Picture | None) -> int:
    """The figure the room reads first."""
    return shown.figure(FigureName.AFFECTED).count.low if shown else -1


def page_of(shown: BriefingCanvas | Show) -> Page:
    """The page it is on now."""
    return shown.page


def painted(shown: Picture, page: Page) -> str:
    """Everything painted on a page as SVG: its texts stand in there as text."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(1920, 1080))
    painter = QPainter(generator)
    paint_page(painter, (1920.0, 1080.0), shown, page)
    painter.end()
    return bytes(buffer.data().data()).decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", Page)
def test_that_no_name_number_or_health_word_is_painted(
    qtbot: QtBot, marked: Picture, page: Page, language: str
) -> None:
    set_language(language)
    canvas = BriefingCanvas()
    qtbot.addWidget(canvas)
    canvas.show_page(marked, page)
    told = painted(marked, page) + canvas.accessibleName()
    assert ">75<" in re.sub(r"\s", "", told) or page not in (Page.MAP, Page.FIGURES)
    assert not [mark for mark in MARKS if mark.lower() in told.lower()]


@pytest.mark.parametrize("page", [page for page in Page if page not in (Page.MAP, Page.ZONES)])
def test_that_no_text_is_smaller_than_a_room_can_read(
    qtbot: QtBot, marked: Picture, page: Page
) -> None:
    found = re.findall(r'<text[^>]*font-size="([\d.]+)"', painted(marked, page))
    sizes = {float(size) for size in found}
    assert sizes and min(sizes) >= SMALLEST


@pytest.mark.parametrize("page", [Page.MAP, Page.FIGURES])
def test_that_a_number_is_never_cut(qtbot: QtBot, marked: Picture, page: Page) -> None:
    million = tuple(replace(one, count=exactly(1_000_000)) for one in marked.figures)
    told = painted(replace(marked, figures=million), page)
    assert ">1,000,000<" in re.sub(r"\s", "", told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_nothing_on_the_map_lies_over_another(marked: Picture, language: str) -> None:
    set_language(language)
    view = view_of(box_of(marked), 660, 420)
    rings = rings_of(marked.groups, view)
    city = rings[0].city
    shelter = Shelter(SiteKind.SCHOOL, None, city, SiteState.OPEN, 40, exactly(20))
    taken = [QRectF(r.x - r.size, r.y - r.size, 2 * r.size, 2 * r.size) for r in rings]
    before = len(taken)
    signs = [*city_signs(rings, taken), *chip_signs([shelter] * 4, view, taken)]
    assert len(signs) == len(taken) - before >= len(rings)
    assert not [pair for pair in combinations(taken, 2) if pair[0].intersects(pair[1])]


def test_that_two_hidden_numbers_together_are_no_number() -> None:
    few = Group(names().en.index("Istanbul"), Count(1, 4))
    near = replace(few, city=names().en.index("Bursa"))
    ring, *others = rings_of((few, near), View(0.58, 0.37, 3, 660, 420))
    assert not others
    assert str(ring.count) == "2–8"


def test_that_the_room_sees_its_page_in_the_colours_of_daylight(
    qtbot: QtBot, room: BriefingRoom, screen: BriefingScreen
) -> None:
    night = screen.grab().toImage().pixelColor(2, 2).lightness()
    QTest.keyClick(screen, Qt.Key.Key_L)
    assert screen.grab().toImage().pixelColor(2, 2).lightness() > 200 > night
    assert room.seen.light


def test_that_the_clicker_leafs_and_escape_leaves(
    qtbot: QtBot, room: BriefingRoom, screen: BriefingScreen
) -> None:
    assert page_of(screen) is Page.MAP
    QTest.keyClick(screen, Qt.Key.Key_PageDown)
    assert page_of(screen) is Page.FIGURES
    QTest.keyClick(screen, Qt.Key.Key_PageUp)
    QTest.keyClick(screen, Qt.Key.Key_Left)
    assert page_of(screen) is Page.ZONES
    QTest.keyClick(screen, Qt.Key.Key_Space)
    assert not room.show_.playing
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: room.show_.screen is None)


def test_that_b_makes_the_screen_dark_and_light_again(
    qtbot: QtBot, room: BriefingRoom, screen: BriefingScreen
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_B)
    assert screen.picture is None
    assert room.seen.picture is None
    QTest.keyClick(screen, Qt.Key.Key_B)
    assert screen.picture is not None


def test_that_f11_takes_the_screen_away_again(
    qtbot: QtBot, window: MainWindow, room: BriefingRoom, screen: BriefingScreen
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: room.show_.screen is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: room.show_.screen is not None)


def test_that_the_room_keeps_its_picture_while_the_officer_prepares_the_next(
    qtbot: QtBot, window: MainWindow, room: BriefingRoom, screen: BriefingScreen
) -> None:
    show, before = room.show_, affected(screen.picture)
    show.freeze_or_go_on()
    assert window.desk is not None
    window.desk.run(add_person, somebody("赵国强"))
    show.turn(1)
    qtbot.waitUntil(lambda: affected(show.fresh) == before + 1)
    assert affected(screen.picture) == before
    assert page_of(screen) is Page.MAP
    assert "held since" in screen.note
    assert (affected(room.next.picture), room.next.page) == (before + 1, Page.FIGURES)
    assert affected(room.seen.picture) == before
    show.freeze_or_go_on()
    assert (affected(screen.picture), screen.page) == (before + 1, Page.FIGURES)


def test_that_a_clicker_does_not_leaf_in_what_is_prepared(
    qtbot: QtBot, room: BriefingRoom, screen: BriefingScreen
) -> None:
    QTest.keyClick(screen, Qt.Key.Key_F)
    QTest.keyClick(screen, Qt.Key.Key_PageDown)
    assert (room.show_.page, screen.page) == (Page.MAP, Page.MAP)


def test_that_a_page_of_no_seconds_is_left_out(
    qtbot: QtBot, window: MainWindow, room: BriefingRoom
) -> None:
    show = room.show_
    assert window.desk is not None
    window.desk.run(set_dwell, (20, 0, 0, 20, 20, 20))
    qtbot.waitUntil(lambda: show.settings.dwell[1] == 0)
    show.turn(1)
    assert page_of(show) is Page.SHELTERS
    show.turn(-1)
    assert page_of(show) is Page.MAP


def test_that_pages_turn_by_themselves_after_their_seconds(
    qtbot: QtBot, window: MainWindow, room: BriefingRoom, screen: BriefingScreen
) -> None:
    show = room.show_
    show.play_or_pause()
    assert window.desk is not None
    window.desk.run(set_dwell, (1, 1, 1, 1, 1, 1))
    qtbot.waitUntil(lambda: show.settings.dwell[0] == 1)
    show.play_or_pause()
    qtbot.waitUntil(lambda: screen.page is Page.DEPARTURES, timeout=5_000)


def test_that_the_seconds_of_a_page_are_kept_as_they_are_typed(
    qtbot: QtBot, window: MainWindow, room: BriefingRoom
) -> None:
    field = room.settings.seconds[Page.FIGURES]
    field.setValue(45)
    field.editingFinished.emit()
    qtbot.waitUntil(lambda: room.show_.settings.dwell[1] == 45)


def test_that_a_ticked_shelter_is_named_to_the_room(qtbot: QtBot, room: BriefingRoom) -> None:
    show = room.show_
    qtbot.waitUntil(lambda: (Releasable.SITE, HALL) in room.texts.boxes)
    room.texts.boxes[Releasable.SITE, HALL].click()
    qtbot.waitUntil(
        lambda: any(s.name for s in (show.room.shelters if show.room else ())), timeout=8_000
    )


def test_that_a_text_with_somebodys_name_stays_unticked_and_says_why(
    qtbot: QtBot, window: MainWindow, room: BriefingRoom
) -> None:
    assert window.desk is not None
    window.desk.run(add_person, somebody("Assembly Hall"))
    qtbot.waitUntil(lambda: (Releasable.SITE, HALL) in room.texts.boxes)
    room.texts.boxes[Releasable.SITE, HALL].click()
    qtbot.waitUntil(lambda: "somebody in this incident" in room.texts.error.text)
    assert not room.texts.boxes[Releasable.SITE, HALL].isChecked()


def test_that_nothing_is_counted_while_nobody_looks(qtbot: QtBot, window: MainWindow) -> None:
    assert window.desk is not None
    show = show_of(window.desk)
    assert isinstance(show, Show)
    window.desk.run(add_person, somebody("赵国强"))
    qtbot.waitUntil(lambda: window.desk is not None and not window.desk.jobs)
    assert show.fresh is None


def test_that_closing_the_incident_takes_the_screen_away(
    qtbot: QtBot, window: MainWindow, room: BriefingRoom, screen: BriefingScreen
) -> None:
    window.show_start()
    assert not screen.isVisible()


def test_that_page_map_and_sitrep_are_taken_along_from_the_window(
    qtbot: QtBot, room: BriefingRoom, tmp_path: Path
) -> None:
    with qtbot.waitSignal(written_by(room, tmp_path).succeeded, timeout=20_000):
        pass
    names = sorted(path.name for path in tmp_path.glob("out/*"))
    assert names == ["briefing-001-map.png", "briefing-001.html", "sitrep-001.pdf"]
    assert {row.title for row in room.taken.findChildren(LinkRow)} == {"Sitrep 1"}


def test_that_a_short_password_is_refused_beside_it(room: BriefingRoom, tmp_path: Path) -> None:
    room.taken.persons.setChecked(True)
    room.taken.password.setText("short")
    assert room.taken.write(tmp_path / "out") is None
    assert "at least 8" in room.taken.error.text
    assert not (tmp_path / "out").exists()


def written_by(room: BriefingRoom, tmp_path: Path) -> Job:
    """The job that writes everything."""
    job = room.taken.write(tmp_path / "out")
    assert job is not None
    return job


def test_that_a_picture_over_the_180th_meridian_is_as_wide_as_it_is(marked: Picture) -> None:
    known = names()
    suva, apia = known.en.index("Suva"), known.en.index("Apia")
    groups = tuple(Group(city, exactly(9), ((Standing.SAFE, 9),)) for city in (suva, apia))
    fiji = replace(marked, country=Country("FJ"), groups=groups)
    view = view_of(box_of(fiji), 660, 420)
    places = sorted(ring.x for ring in rings_of(groups, view))
    assert view.zoom > 5
    assert 0 < places[0] < places[1] < 660

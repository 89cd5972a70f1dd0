"""The overview: one look, everything clickable."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from situationroom.views.link_row import LinkRow
from situationroom.views.main_window import MainWindow
from situationroom.views.overview import OverviewRoom
from situationroom.views.seen import seen
from tests.cast import COACH
from tests.views.conftest import cell


@pytest.fixture
def overview(qtbot: QtBot, window: MainWindow) -> OverviewRoom:
    room = cell(window).rooms["overview"]
    assert isinstance(room, OverviewRoom)
    qtbot.waitUntil(lambda: bool(_lines(room.cards["due"])))
    return room


def test_that_the_overview_lists_what_waits_to_be_acknowledged(
    qtbot: QtBot, window: MainWindow, overview: OverviewRoom
) -> None:
    gone_up, *lines = _lines(overview.cards["due"])
    assert gone_up.title == "Gone up to the lead"
    assert len(lines) == 3 and "overdue" in lines[0].end
    lines[0].click()
    assert cell(window).card.shown[0] == "request"


def test_that_the_tiers_add_up_to_the_unaccounted(
    qtbot: QtBot, window: MainWindow, overview: OverviewRoom
) -> None:
    counted = sum(int(line.end) for line in _lines(overview.cards["lost"]))
    assert counted == cell(window).top.chips["unaccounted"].value


def test_that_what_was_seen_is_not_new_any_more(
    qtbot: QtBot, window: MainWindow, overview: OverviewRoom
) -> None:
    assert window.desk is not None
    assert _lines(overview.cards["news"])
    overview.mark_seen()
    qtbot.waitUntil(lambda: not _lines(overview.cards["news"]))
    assert seen(window.desk.path) == window.desk.revision


def test_that_departures_say_how_many_seats_are_left(overview: OverviewRoom) -> None:
    first = _lines(overview.cards["departures"])[COACH - 1]
    assert "B-07" in first.title and "4 seats left" in first.end


def test_that_the_curves_come_after_the_words(qtbot: QtBot, overview: OverviewRoom) -> None:
    qtbot.waitUntil(lambda: len(overview.cards["answers"].findChildren(QWidget)) > 0)


def _lines(card: QWidget) -> list[LinkRow]:
    return [line for line in card.findChildren(LinkRow) if not line.isHidden()]

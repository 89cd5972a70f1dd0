"""Talking points in the room and beside a call, through real widgets on a real incident."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from situationroom.commands.talking_points import (
    add_talking_point,
    revise_talking_point,
    withdraw_talking_point,
)
from situationroom.desk import Desk
from situationroom.models import TalkingPoint
from situationroom.models.vocabulary import Audience
from situationroom.views import points_page
from situationroom.views.points_page import PointsPage
from situationroom.views.points_panel import PointsPanel
from situationroom.views.points_words import difference
from situationroom.views.widgets import Banner
from tests.views.knowledge.conftest import Told

Show = Callable[[Any], Any]
AIRPORT = TalkingPoint(0, "Airport", "Is it open?", "机场已关闭。", "The airport is closed.")
FIGURES = TalkingPoint(0, "Figures", "", "以发布为准。", "Ask the spokesperson.", (Audience.MEDIA,))


def run(desk: Desk, qtbot: QtBot, command: Any, *args: Any) -> Any:
    """Do it and wait until everybody has heard."""
    results: list[Any] = []
    job = desk.run(command, *args)
    job.succeeded.connect(results.append)
    qtbot.waitUntil(lambda: bool(results))
    return results[0]


@pytest.fixture
def airport(desk: Desk, qtbot: QtBot) -> TalkingPoint:
    """The airport is said to be closed."""
    added: TalkingPoint = run(desk, qtbot, add_talking_point, AIRPORT)
    return added


def words_of(widget: QWidget) -> str:
    """All that can be read on a widget."""
    shown = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return "\n".join(shown)


def says(qtbot: QtBot, widget: QWidget, *texts: str) -> None:
    """Wait until all of it can be read."""
    qtbot.waitUntil(lambda: all(text in words_of(widget) for text in texts))


# --- beside a call ----------------------------------------------------------------------------


def test_that_a_point_withdrawn_on_screen_stays_struck_and_says_when(
    desk: Desk, qtbot: QtBot, show: Show, airport: TalkingPoint
) -> None:
    panel: PointsPanel = show(PointsPanel(desk))
    says(qtbot, panel, "The airport is closed.")
    assert not panel.texts[airport.id].font().strikeOut()
    run(desk, qtbot, withdraw_talking_point, airport.id, "opened at noon")
    qtbot.waitUntil(lambda: panel.texts[airport.id].font().strikeOut())
    says(qtbot, panel, "The airport is closed.", "do not use: opened at noon")


def test_that_a_point_withdrawn_on_screen_stays_where_it_was(
    desk: Desk, qtbot: QtBot, show: Show
) -> None:
    for topic in ("Airport", "Borders", "Charter"):
        run(desk, qtbot, add_talking_point, replace(AIRPORT, topic=topic))
    panel: PointsPanel = show(PointsPanel(desk))
    before = list(panel.texts)
    run(desk, qtbot, withdraw_talking_point, before[1], "overtaken")
    qtbot.waitUntil(lambda: panel.texts[before[1]].font().strikeOut())
    assert list(panel.texts) == before
    says(qtbot, panel, "Look again: Borders")


def test_that_new_words_are_marked_until_they_are_read(
    desk: Desk, qtbot: QtBot, show: Show, airport: TalkingPoint
) -> None:
    panel: PointsPanel = show(PointsPanel(desk))
    assert panel.notices == 0
    run(desk, qtbot, revise_talking_point, airport.id, {"text_en": "It is open."}, 1)
    qtbot.waitUntil(lambda: panel.notices == 1)
    says(qtbot, panel, "It is open.")
    assert any("read the new words" in one.text for one in panel.findChildren(Banner))
    panel.mark_read(airport.id)
    assert panel.notices == 0
    assert "read the new words" not in words_of(panel)


def test_that_a_point_taken_back_altogether_stays_marked(
    desk: Desk, qtbot: QtBot, show: Show, airport: TalkingPoint
) -> None:
    panel: PointsPanel = show(PointsPanel(desk))
    desk.undo()
    qtbot.waitUntil(lambda: panel.texts[airport.id].font().strikeOut())
    says(qtbot, panel, "taken back at")


def test_that_a_point_that_runs_out_on_screen_says_so(
    desk: Desk, qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = desk.now() + timedelta(minutes=5)
    fields = {"valid_until": soon}
    added = run(desk, qtbot, add_talking_point, AIRPORT)
    run(desk, qtbot, revise_talking_point, added.id, fields, 1)
    panel: PointsPanel = show(PointsPanel(desk))
    assert "do not use" not in words_of(panel)
    monkeypatch.setattr(desk, "now", lambda: soon + timedelta(minutes=1))
    panel.load()
    says(qtbot, panel, "expired at", "changed 6 min ago")


def test_that_the_panel_is_searched_and_keeps_the_media_apart(
    desk: Desk, qtbot: QtBot, show: Show, airport: TalkingPoint
) -> None:
    run(desk, qtbot, add_talking_point, FIGURES)
    panel: PointsPanel = show(PointsPanel(desk))
    assert "Figures" not in words_of(panel)
    panel.audiences[Audience.MEDIA].click()
    says(qtbot, panel, "Figures", "Airport")
    QTest.keyClicks(panel.search, "open")
    says(qtbot, panel, "Airport")
    assert "Figures" not in words_of(panel)
    QTest.keyClicks(panel.search, " zzz")
    says(qtbot, panel, "try fewer words")


def test_that_a_point_that_comes_during_the_call_is_news(
    desk: Desk, qtbot: QtBot, show: Show
) -> None:
    panel: PointsPanel = show(PointsPanel(desk))
    says(qtbot, panel, "No talking points yet")
    run(desk, qtbot, add_talking_point, AIRPORT)
    qtbot.waitUntil(lambda: panel.notices == 1)
    says(qtbot, panel, "new at")


# --- in the room ------------------------------------------------------------------------------


def test_that_a_point_is_written_changed_and_compared_in_the_room(
    frame: Told, qtbot: QtBot, show: Show
) -> None:
    page: PointsPage = show(PointsPage(frame))
    says(qtbot, page, "No talking points yet")
    page.new()
    assert page.form is not None
    page.form.topic.setText("Airport")
    page.form.text_en.setPlainText("The airport is closed.")
    page.form.save.click()
    qtbot.waitUntil(lambda: page.form is None and page.chosen is not None)
    page.revise()
    page.form.text_en.setPlainText("The airport is open.")
    page.form.save.click()
    qtbot.waitUntil(lambda: page.form is None and "version 2" in words_of(page.detail))
    rich = [one.text() for one in page.detail.findChildren(QLabel) if "line-through" in one.text()]
    assert any(">closed</span>" in text and ">open</span>" in text for text in rich)


def test_that_a_refusal_stands_in_the_form(frame: Told, qtbot: QtBot, show: Show) -> None:
    page: PointsPage = show(PointsPage(frame))
    page.new()
    assert page.form is not None
    page.form.save.click()
    qtbot.waitUntil(lambda: page.form is not None and "needs a topic" in page.form.error.text)


def test_that_withdrawing_asks_why_and_the_card_says_so(
    frame: Told, qtbot: QtBot, show: Show, airport: TalkingPoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    page: PointsPage = show(PointsPage(frame))
    monkeypatch.setattr(points_page, "ask_text", lambda *_args: "overtaken")
    page.choose(airport.id)
    page.withdraw()
    qtbot.waitUntil(lambda: page.chips["withdrawn"].count == 1)
    says(qtbot, page.detail, "overtaken")
    page.show_part("current")
    assert not page.cards[airport.id].isVisible()
    page.show_part("withdrawn")
    assert page.cards[airport.id].isVisible()


def test_that_a_difference_is_told_hanzi_by_hanzi() -> None:
    pieces = difference("机场已关闭。", "机场已开放。")
    assert [(piece.change, piece.text) for piece in pieces] == [
        ("same", "机场已"),
        ("gone", "关闭"),
        ("new", "开放"),
        ("same", "。"),
    ]


def test_that_text_of_a_point_is_never_html() -> None:
    from situationroom.views.points_words import difference_html

    assert "<img" not in difference_html("", "<img src=x>")


def test_that_the_call_form_shows_what_may_be_said_and_what_may_not(
    frame: Told, desk: Desk, qtbot: QtBot, show: Show, airport: TalkingPoint
) -> None:
    from situationroom.views.call_form import CallForm

    form = show(CallForm(frame))
    says(qtbot, form.points, "The airport is closed.")
    run(desk, qtbot, withdraw_talking_point, airport.id, "opened at noon")
    says(qtbot, form.points, "The airport is closed.", "do not use: opened at noon")
    form.discard()

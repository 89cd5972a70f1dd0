"""Checklists in the room and on the overview, through real widgets on a real incident."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from situationroom.commands.checklists import ItemDraft, start_checklist
from situationroom.desk import Desk
from situationroom.models import Checklist
from situationroom.store.queries.checklists import checklists, items_of
from situationroom.views import checklists_page
from situationroom.views.checklists_forms import ItemForm, StartForm
from situationroom.views.checklists_page import ChecklistsPage
from situationroom.views.overview import OverviewRoom
from tests.cast import START
from tests.views.knowledge.conftest import Told
from tests.views.knowledge.test_points import run, says

Show = Callable[[Any], Any]


@pytest.fixture
def begun(desk: Desk, qtbot: QtBot) -> Checklist:
    """A list whose first item has been overdue for years."""
    items = (ItemDraft("通知", "Tell the embassy", 15), ItemDraft("总结", "Sum up"))
    made: Checklist = run(desk, qtbot, start_checklist, "启动", "Start", items, START)
    return made


def test_that_a_list_is_begun_from_the_template_of_this_kind(
    frame: Told, desk: Desk, qtbot: QtBot, show: Show
) -> None:
    page: ChecklistsPage = show(ChecklistsPage(frame))
    says(qtbot, page, "No checklist is in use")
    page.begin()
    form = page.form
    assert isinstance(form, StartForm)
    assert form.which.currentText() == "Coup"
    form.from_incident.click()
    form.save.click()
    qtbot.waitUntil(lambda: page.form is None and page.chosen is not None)
    (row,) = desk.ask(checklists)
    assert row.checklist.counted_from == desk.incident.started_at
    assert len(page.detail.boxes) == len(row.items) == 8


def test_that_an_overdue_item_says_so_until_it_is_ticked_by_key(
    frame: Told, desk: Desk, qtbot: QtBot, show: Show, begun: Checklist
) -> None:
    page: ChecklistsPage = show(ChecklistsPage(frame))
    says(qtbot, page, "1 overdue", "Tell the embassy")
    first = desk.ask(items_of, begun.id)[0]
    QTest.keyClick(page.detail.boxes[first.id], Qt.Key.Key_Space)
    says(qtbot, page, "Nothing overdue", "1 of 2 settled")
    assert desk.ask(items_of, begun.id)[0].done_by == desk.officer
    page.untick(desk.ask(items_of, begun.id)[0])
    says(qtbot, page, "1 overdue")


def test_that_an_item_is_given_to_somebody_changed_and_dropped(
    frame: Told,
    desk: Desk,
    qtbot: QtBot,
    show: Show,
    begun: Checklist,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page: ChecklistsPage = show(ChecklistsPage(frame))
    first = desk.ask(items_of, begun.id)[0]
    monkeypatch.setattr(checklists_page, "ask_text", lambda *_a, **_m: "Wang Min")
    page.assign(first)
    says(qtbot, page.detail, "· Wang Min")
    page.edit(first)
    assert isinstance(page.form, ItemForm)
    page.form.note.setPlainText("asked twice")
    page.form.save.click()
    qtbot.waitUntil(lambda: page.form is None)
    says(qtbot, page.detail, "asked twice")
    monkeypatch.setattr(checklists_page, "ask_text", lambda *_a, **_m: "no embassy here")
    page.drop(first)
    says(qtbot, page.detail, "not needed: no embassy here")


def test_that_what_is_due_stands_on_the_overview(
    frame: Told, desk: Desk, qtbot: QtBot, show: Show, begun: Checklist
) -> None:
    from situationroom.views.link_row import LinkRow

    room: OverviewRoom = show(OverviewRoom(frame))
    qtbot.waitUntil(lambda: bool(room.cards["checks"].findChildren(LinkRow)))
    (line,) = room.cards["checks"].findChildren(LinkRow)
    assert line.title == "Tell the embassy"
    assert line.end.startswith("overdue")
    line.click()
    assert frame.last("open_room") == ("knowledge", "checklists")

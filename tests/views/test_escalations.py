"""The escalation list in the window, tiers that rise by themselves, and the chime."""

import shutil
import wave
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from situationroom.commands.people import edit_person
from situationroom.commands.requests import open_request
from situationroom.models.vocabulary import Priority, Tier
from situationroom.store.queries.escalations import row_id
from situationroom.views import escalations_room, sound
from situationroom.views.chime import Chime
from situationroom.views.escalations_room import EscalationsRoom
from situationroom.views.main_window import MainWindow
from situationroom.views.map_room import MapRoom
from situationroom.views.map_tiers import TierLegend
from situationroom.views.people_room import PeopleRoom
from tests.cast import NOW, OFFICER, SEARCH, XIAO, Clock, a_request
from tests.views.conftest import cell


def until(qtbot: QtBot, fact: Callable[[], bool]) -> None:
    """Wait for something to become true; a busy machine takes its time."""
    qtbot.waitUntil(fact, timeout=20_000)


@pytest.fixture
def late(window: MainWindow) -> Clock:
    """A clock of our own: sixteen minutes after everything was opened."""
    desk, clock = window.desk, Clock(NOW + timedelta(minutes=16))
    assert desk is not None
    desk._writer._clock = clock
    return clock


@pytest.fixture
def room(window: MainWindow, late: Clock, qtbot: QtBot) -> EscalationsRoom:
    cell(window).open_room("escalations")
    made = cell(window).rooms["escalations"]
    assert isinstance(made, EscalationsRoom)
    until(qtbot, lambda: made.table.ids() == [row_id("request", SEARCH)])
    return made


def test_that_the_lead_acknowledges_with_a_note_and_a_name(
    room: EscalationsRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.table.select_ids(room.table.ids(), tell=True)
    monkeypatch.setattr(escalations_room, "ask_text", lambda *_a, **_k: "police told")
    QTest.keyClick(room.table, Qt.Key.Key_A)
    until(qtbot, lambda: room.chips["open"].count == 0)
    room.show_view("seen")
    until(qtbot, lambda: len(room.table.ids()) == 1)
    header, (shown,) = room.table.as_lists(room.table.ids())
    told = dict(zip(header, shown, strict=True))
    assert OFFICER in told["Seen by"]
    assert "police told" in told["Seen by"]
    assert told["Goes to"] == "Group lead"
    assert "1 × 15 min (Red) have passed" in told["Why"]


def test_that_time_alone_takes_it_a_step_higher(
    room: EscalationsRoom, late: Clock, qtbot: QtBot
) -> None:
    late.advance(minutes=20)
    room._look_again()
    until(qtbot, lambda: room.chips["open"].count == 2)
    room.table.refresh()
    _, lines = room.table.as_lists([row_id("request", SEARCH)])
    assert lines[0][0] == "Shift lead"


def test_that_the_list_is_reached_from_requests_overview_and_palette(
    window: MainWindow, late: Clock, qtbot: QtBot
) -> None:
    here = cell(window)
    action = next(a for a in window.actions_here() if a.name == "Escalation list")
    action.do()
    assert here.room == "escalations"
    assert here.rail.button("requests").isChecked()
    here.open_room("overview")
    overview = here.rooms["overview"]
    overview.reload()  # type: ignore[attr-defined]
    lines = overview.cards["due"]  # type: ignore[attr-defined]
    from situationroom.views.link_row import LinkRow

    def up() -> list[LinkRow]:
        return [r for r in lines.findChildren(LinkRow) if r.title == "Gone up to the lead"]

    until(qtbot, lambda: bool(up()) and up()[0].isVisible())
    up()[0].click()
    assert here.room == "escalations"


def test_that_a_tier_rises_in_list_legend_and_figure_without_anybody_acting(
    window: MainWindow, late: Clock, qtbot: QtBot
) -> None:
    assert window.desk is not None
    window.desk.run(edit_person, XIAO, {"last_contact": NOW})
    here = cell(window)
    here.open_room("map")
    shown = here.rooms["map"]
    assert isinstance(shown, MapRoom)
    (legend,) = shown.legend.findChildren(TierLegend)
    until(qtbot, lambda: legend.counts[Tier.YELLOW] == 1)
    here.open_room("people", "all")
    people = here.rooms["people"]
    assert isinstance(people, PeopleRoom)
    until(qtbot, lambda: XIAO in people.table.ids())
    column = next(c for c in people.table.records.columns if c.key == "contact")
    (row,) = people.table.records.rows_of([XIAO])
    assert column.live
    assert column.shape is not None
    assert column.shape(row) is None
    fetched = people.table.records.rows_of([XIAO])[0]
    late.advance(hours=48)
    legend.count()
    here.top.count()
    until(qtbot, lambda: legend.counts[Tier.RED] == 1)
    until(qtbot, lambda: here.top.chips["unaccounted"].parts[0][2] == 1)
    assert column.shape(fetched) == "triangle"


class Listener:
    def __init__(self) -> None:
        self.rung = 0

    def __call__(self) -> None:
        self.rung += 1


def test_that_the_chime_is_off_until_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.settings.chime
    assert not cell(window).findChildren(Chime)
    action = next(a for a in window.own_actions() if a.name.startswith("Chime for red"))
    action.do()
    until(qtbot, lambda: window.settings.chime)
    until(qtbot, lambda: bool(cell(window).findChildren(Chime)))


def test_that_it_rings_once_for_a_red_call_and_never_for_a_yellow_one(
    window: MainWindow, late: Clock, qtbot: QtBot
) -> None:
    desk, heard, owner = window.desk, Listener(), QObject()
    assert desk is not None
    chime = Chime(desk, owner, heard)
    until(qtbot, lambda: chime._known is not None)
    assert heard.rung == 0
    with qtbot.waitSignal(desk.changed):
        desk.run(open_request, a_request(opened_at=late.at, due_at=late.at))
    with qtbot.waitSignal(desk.changed):
        desk.run(open_request, a_request(opened_at=late.at, due_at=late.at, priority=Priority.RED))
    until(qtbot, lambda: heard.rung == 1)
    chime.look()
    until(qtbot, lambda: not desk.jobs)
    assert heard.rung == 1
    owner.deleteLater()


def test_that_no_player_and_no_folder_is_only_a_beep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    beeps = Listener()
    monkeypatch.setattr(QApplication, "beep", beeps)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path))
    assert not sound.play_chime()
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "file"))
    assert not sound.play_chime()
    assert beeps.rung == 2


def test_that_the_sound_is_a_short_wav_file() -> None:
    with wave.open(BytesIO(sound.chime_wav())) as read:
        assert read.getnchannels() == 1
        assert 0.2 < read.getnframes() / read.getframerate() < 1.0

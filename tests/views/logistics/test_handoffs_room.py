"""The hand-off room, through real widgets on a real incident."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from situationroom.commands.handoffs import mark_received, mark_sent
from situationroom.commands.people import edit_person
from situationroom.commands.requests import resolve
from situationroom.desk import Desk
from situationroom.store.queries.handoffs import recipients
from situationroom.views import handoffs_room
from situationroom.views.handoffs_room import HandoffsRoom
from tests.views.logistics.cast import ask_for
from tests.views.logistics.conftest import Told

Show = Callable[[HandoffsRoom], HandoffsRoom]


@pytest.fixture
def room(show: Show, frame: Told, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> HandoffsRoom:
    monkeypatch.setattr(handoffs_room, "open_folder", lambda _folder: None)
    made = show(HandoffsRoom(frame))
    made.choose(_named(made, "Embassy Ankara"))
    qtbot.waitUntil(lambda: made._summary.text() == "14 new · 0 changed · 0 resolved")
    return made


def _named(room: HandoffsRoom, name: str) -> int:
    return next(i for i, row in room.rows.items() if row.recipient.name == name)


def _make(room: HandoffsRoom, qtbot: QtBot, folder: Path, *, full: bool) -> None:
    before = len(room.log.handoffs)
    room.make(full, folder)
    qtbot.waitUntil(
        lambda: (
            len(room.log.handoffs) > before
            and all(made.files for made in room.log.handoffs.values())
        ),
        timeout=30_000,
    )


def test_that_a_hand_off_is_written_and_its_files_are_on_record(
    room: HandoffsRoom, qtbot: QtBot, tmp_path: Path
) -> None:
    _make(room, qtbot, tmp_path, full=True)
    (made,) = room.log.handoffs.values()
    assert [file.name.rpartition(".")[2] for file in made.files] == ["xlsx", "pdf"]
    for file in made.files:
        written = (tmp_path / file.name).read_bytes()
        assert hashlib.sha256(written).hexdigest() == file.sha256


def test_that_a_delta_holds_only_what_is_new_since(
    room: HandoffsRoom, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    _make(room, qtbot, tmp_path, full=True)
    (first,) = room.log.handoffs.values()
    desk.run(ask_for, [5], "needs insulin <b>now</b>")
    desk.run(resolve, [first.requests[0]], "flew home")
    desk.run(edit_person, first.persons[-1], {"city": "Bolu"})
    room._show(handoffs_room.NEW)
    qtbot.waitUntil(lambda: room._summary.text() == "1 new · 1 changed · 1 resolved")
    shown = room.text.toPlainText()
    assert "needs insulin <b>now</b>" in shown
    assert "Bolu" in shown
    _make(room, qtbot, tmp_path, full=False)
    second = next(m for m in room.log.handoffs.values() if m.number == 2)
    assert not second.full
    assert len(second.requests) == 3


def test_that_the_log_says_who_was_given_what_and_when(
    room: HandoffsRoom, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    _make(room, qtbot, tmp_path, full=True)
    room.show_view("log")
    (made,) = room.log.ids()
    room.log.select_ids([made])
    room._mark(mark_sent)
    qtbot.waitUntil(lambda: room.log.handoffs[made].sent_at is not None)
    room.log.select_ids([made])
    room._mark(mark_received)
    qtbot.waitUntil(lambda: room.log.handoffs[made].received_at is not None)
    row = next(r for r in desk.ask(recipients) if r.recipient.name == "Embassy Ankara")
    assert row.handoffs[0].received_at is not None


def test_that_a_recipient_without_a_name_is_refused_in_the_form(
    room: HandoffsRoom, qtbot: QtBot
) -> None:
    room.new_recipient()
    form = room.form
    assert form is not None
    form.save.click()
    qtbot.waitUntil(form.error.isVisible)
    form.name.setText("Consulate Izmir")
    form.cities["Izmir"].setChecked(True)
    form.save.click()
    # The new recipient's card may come before the room has chosen it.
    qtbot.waitUntil(lambda: _chosen_name(room) == "Consulate Izmir")
    assert room.rows[room.chosen or 0].recipient.cities == ("Izmir",)


def _chosen_name(room: HandoffsRoom) -> str:
    row = room.rows.get(room.chosen or 0)
    return row.recipient.name if row else ""

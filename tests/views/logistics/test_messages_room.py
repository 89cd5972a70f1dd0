"""The messages room, through real widgets on a real incident."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from situationroom.commands.reply_reading import pasted_replies
from situationroom.desk import Desk
from situationroom.models.message import DeliveryStatus, Meaning
from situationroom.models.vocabulary import Safety
from situationroom.store.queries.people import PersonFilter, person_ids, persons
from situationroom.store.transaction import Transaction
from situationroom.views import messages_confirm, messages_send
from situationroom.views.messages_confirm import ConfirmSheet
from situationroom.views.messages_room import MessagesRoom
from situationroom.views.messages_write import Whom
from tests.messaging.cast import ASK, with_phone
from tests.views.logistics.conftest import Told

Show = Callable[[MessagesRoom], MessagesRoom]


@pytest.fixture
def people(desk: Desk, qtbot: QtBot) -> list[int]:
    """Sixty persons with a telephone of their own."""
    made: list[int] = []
    desk.run(sixty).succeeded.connect(made.extend)
    qtbot.waitUntil(lambda: len(made) == 60, timeout=20_000)
    return made


def sixty(tx: Transaction) -> list[int]:
    """All in one act."""
    tx.describe("Added {person}", person="sixty")
    return [tx.add(with_phone(number)).id for number in range(1, 61)]


@pytest.fixture
def room(
    show: Show, frame: Told, people: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> MessagesRoom:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(messages_send, "open_folder", lambda _folder: None)
    monkeypatch.setattr(messages_send, "choose_folder", lambda *_told: tmp_path)
    return show(MessagesRoom(frame))


def write(room: MessagesRoom, qtbot: QtBot, whom: list[int]) -> None:
    page = room.write
    room.write_to(whom, "Everybody")
    page.title.setText("Are you safe")
    page.hotline.setText("12308")
    page.texts.show_wordings(ASK)
    qtbot.waitUntil(lambda: page.send.isEnabled() and page.preview.plan.sent == len(whom))


def confirming(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, typed: str
) -> list[tuple[bool, bool]]:
    """Answers the next confirmation by typing; remembers whether it could be sent before, after."""
    seen: list[tuple[bool, bool]] = []

    def exec_(sheet: ConfirmSheet) -> int:
        before = sheet.accept_button.isEnabled()
        sheet.number.setText(typed)
        seen.append((before, sheet.accept_button.isEnabled()))
        sheet.accept()
        if sheet.accept_button.isEnabled() or not seen[-1][1]:
            return 0
        qtbot.waitUntil(lambda: sheet.result() == QDialog.DialogCode.Accepted)
        return 1

    monkeypatch.setattr(messages_confirm.ConfirmSheet, "exec", exec_)
    return seen


def test_that_many_are_confirmed_by_typing_their_number(
    room: MessagesRoom, desk: Desk, people: list[int], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    write(room, qtbot, people)
    assert confirming(monkeypatch, qtbot, "61") == []
    room.write.ask()
    assert not room.sent.rows
    seen = confirming(monkeypatch, qtbot, "60")
    room.write.ask()
    assert seen == [(False, True)]
    qtbot.waitUntil(lambda: bool(room.sent.rows) and room.sent.rows[1].waiting == 0)
    assert room.sent.rows[1].statuses == {DeliveryStatus.HANDED_OVER: 60}
    assert (tmp_path / f"{_mark(desk)}M-001-1.csv").exists()
    qtbot.waitUntil(lambda: len(room.silent.table.ids()) == 60)
    assert room.chips["silent"].count == 60


def _mark(desk: Desk) -> str:
    return "DRILL-" if desk.incident.drill else ""


def test_that_the_preview_says_who_gets_nothing_and_why(
    room: MessagesRoom, desk: Desk, people: list[int], qtbot: QtBot
) -> None:
    everybody = desk.ask(person_ids, PersonFilter())
    page = room.write
    write(room, qtbot, people)
    room.write_to(everybody, "Everybody")
    qtbot.waitUntil(lambda: len(page.preview.plan.copies) == len(everybody))
    chips = page.preview.chips
    assert chips["all"].count == len(everybody)
    groups = ("goes", "shares", "missing", "left out", "unreachable")
    assert sum(chips[name].count or 0 for name in groups) == len(everybody)
    page.texts.pages["zh"].text.setPlainText("{oops}")
    qtbot.waitUntil(page.error.isVisible)
    assert "There is no field {oops}" in page.error.text
    assert not page.send.isEnabled()


def test_that_a_message_being_written_outlives_the_window(
    room: MessagesRoom, frame: Told, show: Show, people: list[int], qtbot: QtBot
) -> None:
    write(room, qtbot, people[:4])
    again = show(MessagesRoom(frame))
    assert again.write.title.text() == "Are you safe"
    assert again.write.whom == Whom(tuple(people[:4]), "Everybody")
    assert again.write.texts.wordings() == ASK
    again.write._begin_anew()
    assert not show(MessagesRoom(frame)).write.title.text()


def test_that_replies_are_pasted_decided_and_end_the_silence(
    room: MessagesRoom, desk: Desk, people: list[int], qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    write(room, qtbot, people[:3])
    confirming(monkeypatch, qtbot, "")
    room.write.ask()
    qtbot.waitUntil(lambda: len(room.silent.table.ids()) == 3)
    first, second = (desk.ask(persons, [p])[0].phones[0].e164 for p in people[:2])
    told = pasted_replies(f"{first} 1\n{second} what is this?", desk.incident)
    room.replies.take(told)
    qtbot.waitUntil(lambda: room.chips["replies"].count == 1)
    assert desk.ask(persons, [people[0]])[0].safety is Safety.SAFE
    room.show_view("replies")
    card = room.replies.card
    assert card.shown is not None
    assert card.persons() == [people[1]]
    card.case.setText(desk.ask(persons, [people[2]])[0].case)
    card.case.returnPressed.emit()
    assert card.persons() == people[1:3]
    room.replies.decide(Meaning.NEEDS_HELP)
    qtbot.waitUntil(lambda: room.chips["replies"].count == 0)
    assert desk.ask(persons, [people[2]])[0].safety is Safety.NEEDS_HELP
    qtbot.waitUntil(lambda: not room.silent.table.ids())


def test_that_who_is_silent_is_written_to_again_or_searched_for(
    room: MessagesRoom, people: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    frame: Told,
) -> None:  # fmt: skip
    write(room, qtbot, people[:3])
    confirming(monkeypatch, qtbot, "")
    room.write.ask()
    qtbot.waitUntil(lambda: len(room.silent.table.ids()) == 3)
    room.silent.table.select_ids(room.silent.table.ids()[:2])
    room.silent.write_again()
    assert room.write.whom == Whom(tuple(people[:2]), "No answer to M-001", None, 1)
    qtbot.waitUntil(lambda: room.write.preview.plan.sent == 2)
    room.silent.search()
    qtbot.waitUntil(lambda: ("say", ("2 requests opened",)) in frame.calls)

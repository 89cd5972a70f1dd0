"""Sending through the ministry's server from the window, in an incident that is no drill."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from situationroom.commands.messages import prepared, queue_message
from situationroom.desk import Desk
from situationroom.messaging.mail import MailTransport
from situationroom.messaging.servers import MailServer, load_passwords, load_servers
from situationroom.models import Message
from situationroom.models.message import Channel, DeliveryStatus
from situationroom.views import messages_send
from situationroom.views.messages_room import MessagesRoom
from situationroom.views.messages_servers import ServersSheet, session_of
from tests.cast import Clock
from tests.messaging.cast import by_mail, incident
from tests.messaging.smtp_server import Manners, smtp_server
from tests.views.logistics.conftest import Told


@pytest.fixture
def incident_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six persons with mailboxes, and no drill."""
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    path = tmp_path / "real.situation"
    incident(path, Clock()).close()
    return path


@pytest.fixture
def room(
    show: Callable[[MessagesRoom], MessagesRoom], frame: Told, monkeypatch: pytest.MonkeyPatch
) -> MessagesRoom:
    monkeypatch.setattr(messages_send, "PAUSES", ())
    return show(MessagesRoom(frame))


def confirmed(desk: Desk, qtbot: QtBot) -> Message:
    draft, made = by_mail(), list[Message]()
    plan = desk.ask(prepared, draft, [1, 2])
    desk.run(queue_message, draft, [1, 2], 2, plan.digest).succeeded.connect(made.append)
    qtbot.waitUntil(lambda: bool(made))
    return made[0]


def said(frame: Told) -> list[str]:
    return [str(told[0]) for name, told in frame.calls if name == "say"]


def test_that_a_server_that_is_down_is_said_and_everything_waits(
    room: MessagesRoom, desk: Desk, qtbot: QtBot, frame: Told
) -> None:
    with smtp_server(Manners()) as port:
        pass
    message = confirmed(desk, qtbot)
    server = MailServer("127.0.0.1", port, "none", sender="cell@example.org")
    messages_send.send(frame, message, {Channel.EMAIL: MailTransport(server)})
    qtbot.waitUntil(lambda: any("are kept and wait" in one for one in said(frame)), timeout=20_000)
    qtbot.waitUntil(lambda: bool(room.sent.rows) and room.sent.rows[1].waiting == 2)
    room.sent.choose(1)
    assert room.sent._resume.isEnabled()


def test_that_what_waits_goes_on_through_the_servers_that_are_set_up(
    room: MessagesRoom, desk: Desk, qtbot: QtBot, frame: Told
) -> None:
    manners = Manners()
    with smtp_server(manners) as port:
        sheet = ServersSheet(room, desk)
        sheet.host.setText("mail.example.org")
        sheet.from_.setText("cell@example.org")
        sheet.security.setCurrentIndex(2)
        sheet.accept()
        assert sheet.error.isVisibleTo(sheet)
        assert "encrypted only" in sheet.error.text
        sheet.host.setText("127.0.0.1")
        sheet.port.setValue(port)
        sheet.mail_password.setText("secret")
        sheet.accept()
        assert sheet.result() == QDialog.DialogCode.Accepted
        sheet.deleteLater()
        assert load_servers().mail.host == "127.0.0.1"
        assert load_passwords().mail == ""
        assert session_of(desk).passwords.mail == "secret"
        message = confirmed(desk, qtbot)
        qtbot.waitUntil(lambda: 1 in room.sent.rows)
        room.select_ids([message.id])
        room.sent._resume.click()
        qtbot.waitUntil(lambda: len(manners.letters) == 2, timeout=20_000)
        handed = DeliveryStatus.HANDED_OVER
        qtbot.waitUntil(lambda: room.sent.rows[1].statuses == {handed: 2})
        qtbot.waitUntil(lambda: bool(said(frame)))

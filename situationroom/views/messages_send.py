"""Letting a confirmed message leave from the window: the folder or the servers, with progress."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from situationroom.commands.sending import PAUSES, Sent, send_message, write_message
from situationroom.desk import Desk
from situationroom.jobs import Job, Step
from situationroom.messaging.http_gateway import GatewayTransport
from situationroom.messaging.mail import MailTransport
from situationroom.messaging.transport import Transport
from situationroom.models import Message
from situationroom.models.errors import RuleError
from situationroom.models.message import Channel, Way
from situationroom.store.incident_file import IncidentFile
from situationroom.texts import tr
from situationroom.views.frame import Frame
from situationroom.views.messages_servers import Session, ask_passwords, session_of
from situationroom.views.transport_files import choose_folder, open_folder
from situationroom.words import sentence


def let_go(frame: Frame, parent: QWidget, message: Message, folder: Path | None = None) -> None:
    """All that waits of a message leaves; asks for the folder where it goes into a file."""
    if message.way is Way.FILE:
        chosen = folder or choose_folder(parent, tr("Folder for the gateway file"))
        if chosen is not None:
            write_into(frame, message, chosen)
        return
    session = session_of(frame.desk)
    if not ask_passwords(parent, session, message.channels):
        return
    try:
        transports = _transports(session, message)
    except RuleError as error:
        frame.refuse(error)
        return
    send(frame, message, transports)


def write_into(frame: Frame, message: Message, folder: Path) -> Job:
    """Write the gateway file; ``frame.say`` tells when it is there."""

    def work(file: IncidentFile, step: Step) -> Sent:
        return write_message(file.run, file.ask, message.id, folder, step)

    def done(sent: Sent) -> None:
        _said(frame, message, sent)
        if sent.file is not None:
            open_folder(folder)

    return _start(frame.desk, message, work, done)


def send(frame: Frame, message: Message, transports: Mapping[Channel, Transport]) -> Job:
    """Send what waits; whatever could not leave stays and is said."""

    def work(file: IncidentFile, step: Step) -> Sent:
        return send_message(file.run, file.ask, message.id, transports, step, PAUSES)

    return _start(frame.desk, message, work, lambda sent: _said(frame, message, sent))


def _start(
    desk: Desk,
    message: Message,
    work: Callable[[IncidentFile, Step], Sent],
    done: Callable[[Sent], object],
) -> Job:
    job = desk.alongside(tr("Sending {number}", number=message.number), work)
    job.succeeded.connect(done)
    return job


def _said(frame: Frame, message: Message, sent: Sent) -> None:
    if sent.trouble is not None:
        frame.say(
            tr("{trouble} {n} of {number} are kept and wait; go on with Send what waits.",
               trouble=sentence(sent.trouble), n=sent.waits, number=message.number)
        )  # fmt: skip
        return
    frame.say(
        tr("{message}: {handed_over} handed over, {failed} failed, {uncertain} may have been "
           "sent, {waits} wait", message=message.number, handed_over=sent.handed_over,
           failed=sent.failed, uncertain=sent.uncertain, waits=sent.waits)
    )  # fmt: skip


def _transports(session: Session, message: Message) -> dict[Channel, Transport]:
    made: dict[Channel, Transport] = {}
    for channel in message.channels:
        if channel is Channel.EMAIL:
            made[channel] = MailTransport(session.servers.mail, session.passwords.mail)
        else:
            made[channel] = GatewayTransport(session.servers.sms, session.passwords.sms)
    return made

"""Confirmed messages leave once, and what became of each is on record, whatever breaks."""

import csv
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from situationroom.commands.messages import (
    ENDED_IN_THE_MIDDLE,
    hand_on,
    prepared,
    queue_message,
    send_failed_again,
    stop_message,
)
from situationroom.commands.people import add_person, report_death
from situationroom.commands.sending import Sent, send_message, write_message
from situationroom.messaging.mail import MailTransport
from situationroom.messaging.servers import MailServer
from situationroom.models import Message
from situationroom.models.errors import Cancelled, RuleError, StoreError
from situationroom.models.message import Channel, DeliveryStatus, Way
from situationroom.models.person import Phone
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.messages import deliveries_of
from situationroom.store.verify import verify
from tests.cast import Clock
from tests.messaging.cast import by_mail, incident, queued, with_phone, written
from tests.messaging.smtp_server import Manners, certificate, smtp_server

ALL = [1, 2, 3, 4, 5, 6]
QUEUED, HANDED, FAILED = DeliveryStatus.QUEUED, DeliveryStatus.HANDED_OVER, DeliveryStatus.FAILED
UNCERTAIN, SENDING = DeliveryStatus.UNCERTAIN, DeliveryStatus.SENDING


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    made = incident(tmp_path / "real.situation", clock)
    yield made
    made.close()


def silent(_done: int, _total: int, _label: str) -> None:
    """Nobody watches."""


def statuses(file: IncidentFile, message: Message) -> list[DeliveryStatus]:
    return [delivery.status for delivery in file.ask(deliveries_of, message.id)]


def mailed(file: IncidentFile, message: Message, port: int, **more: object) -> Sent:
    fields: dict[str, object] = {"host": "127.0.0.1", "security": "none", "seconds": 5}
    server = MailServer(port=port, sender="cell@example.org", **(fields | more))  # type: ignore[arg-type]
    transport = MailTransport(server, "right")
    return send_message(file.run, file.ask, message.id, {Channel.EMAIL: transport}, silent, ())


def test_that_every_letter_arrives_once_over_one_connection(file: IncidentFile) -> None:
    message, manners = queued(file, ALL, by_mail()), Manners()
    with smtp_server(manners) as port:
        sent = mailed(file, message, port)
    assert (sent.handed_over, sent.waits, manners.conversations) == (6, 0, 1)
    assert [to for to, _text in manners.letters] == [f"wang{n}@example.org" for n in ALL]
    letter = message_from_bytes(manners.letters[0][1])
    assert str(make_header(decode_header(letter["Subject"]))) == "您是否平安"
    assert "王二您好" in letter.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert statuses(file, message) == [HANDED] * 6
    assert file.ask(verify).ok


def test_that_a_refused_mailbox_fails_alone_with_the_servers_reason(file: IncidentFile) -> None:
    message = queued(file, ALL, by_mail())
    with smtp_server(Manners(refused=("wang3@example.org",))) as port:
        sent = mailed(file, message, port)
    assert (sent.handed_over, sent.failed) == (5, 1)
    failed = file.ask(deliveries_of, message.id)[2]
    assert (failed.status, failed.reason) == (FAILED, "550 no such mailbox")


def test_that_who_shall_come_back_later_waits_and_fails_after_three_tries(
    file: IncidentFile,
) -> None:
    message = queued(file, ALL, by_mail())
    with smtp_server(Manners(later=("wang3@example.org",))) as port:
        assert mailed(file, message, port).waits == 1
        assert mailed(file, message, port).waits == 1
        assert mailed(file, message, port).waits == 0
    assert statuses(file, message) == [HANDED, HANDED, FAILED, HANDED, HANDED, HANDED]


def test_that_a_server_that_is_down_keeps_everything_and_says_so(file: IncidentFile) -> None:
    message = queued(file, ALL, by_mail())
    with smtp_server(Manners()) as port:
        pass
    sent = mailed(file, message, port)
    assert (sent.handed_over, sent.waits) == (0, 6)
    assert "cannot be reached" in str(sent.trouble)
    assert statuses(file, message) == [QUEUED] * 6
    with smtp_server(Manners()) as port:
        assert mailed(file, message, port).handed_over == 6


def test_that_a_server_that_dies_in_the_middle_loses_and_repeats_nobody(
    file: IncidentFile,
) -> None:
    message, manners = queued(file, ALL, by_mail()), Manners()
    manners.closes_before_rcpt_of = "wang4@example.org"
    with smtp_server(manners) as port:
        assert mailed(file, message, port).waits == 3
        manners.closes_before_rcpt_of = ""
        assert mailed(file, message, port).waits == 0
    assert sorted(to for to, _text in manners.letters) == [f"wang{n}@example.org" for n in ALL]


def test_that_a_line_that_breaks_after_the_text_leaves_a_doubt_and_no_second_letter(
    file: IncidentFile,
) -> None:
    message, manners = queued(file, [1, 2], by_mail()), Manners(closes_after_data=True)
    with smtp_server(manners) as port:
        sent = mailed(file, message, port)
        assert (sent.uncertain, sent.waits) == (2, 0)
        assert mailed(file, message, port).uncertain == 0
    assert len(manners.letters) == 2
    assert statuses(file, message) == [UNCERTAIN] * 2
    file.run(send_failed_again, [1])
    assert statuses(file, message) == [QUEUED, UNCERTAIN]


def test_that_a_silent_server_is_not_waited_for_long(file: IncidentFile) -> None:
    message, manners = queued(file, [1, 2], by_mail()), Manners(silent_at_rcpt=threading.Event())
    with smtp_server(manners) as port:
        sent = mailed(file, message, port, seconds=1)
        assert manners.silent_at_rcpt is not None
        manners.silent_at_rcpt.set()
    assert "does not answer in time" in str(sent.trouble)
    assert statuses(file, message) == [QUEUED] * 2


def test_that_mail_goes_encrypted_where_the_certificate_is_trusted(
    file: IncidentFile, tmp_path: Path
) -> None:
    authority, context = certificate(tmp_path)
    message, manners = queued(file, [1, 2], by_mail()), Manners(starttls=context, password="right")
    more = {"authority": str(authority), "user": "cell", "host": "localhost"}
    with smtp_server(manners) as port:
        assert mailed(file, message, port, security="starttls", **more).handed_over == 2
    again = queued(file, [3], by_mail())
    with smtp_server(Manners(), context) as port:
        more["user"] = ""
        assert mailed(file, again, port, security="tls", **more).handed_over == 1


def test_that_nothing_is_sent_unencrypted_or_to_whom_nobody_vouches_for(
    file: IncidentFile, tmp_path: Path
) -> None:
    _authority, context = certificate(tmp_path)
    message = queued(file, [1], by_mail())
    without, unknown = Manners(), Manners(starttls=context)
    for manners in (without, unknown):
        with smtp_server(manners) as port:
            sent = mailed(file, message, port, security="starttls", host="localhost")
        assert "no encryption that can be trusted" in str(sent.trouble)
        assert not manners.letters
    with pytest.raises(RuleError, match="encrypted"):
        MailServer("mail.example.org", 25, "none", sender="cell@example.org").check()


def test_that_a_wrong_password_is_said_and_never_repeated(
    file: IncidentFile, tmp_path: Path
) -> None:
    authority, context = certificate(tmp_path)
    message = queued(file, [1], by_mail())
    with smtp_server(Manners(starttls=context, password="another")) as port:
        more = {"security": "starttls", "host": "localhost", "user": "cell"}
        sent = mailed(file, message, port, authority=str(authority), **more)
    assert "refuses the name or the password" in str(sent.trouble)
    assert "right" not in str(sent.trouble)


def test_that_no_name_can_write_a_header(file: IncidentFile) -> None:
    hostile = "王\r\nBcc: spy@example.org\r\n\r\n.\r\nQUIT"
    file.run(add_person, with_phone(7, native_name=hostile, surname="", given_names=""))
    draft = by_mail(title="致{name}", wordings=())
    draft = written(channels=draft.channels, way=Way.SERVER, title=f"致{hostile}")
    message, manners = queued(file, [7], draft), Manners()
    with smtp_server(manners) as port:
        assert mailed(file, message, port).handed_over == 1
    (_to, text), letter = manners.letters[0], message_from_bytes(manners.letters[0][1])
    assert letter["Bcc"] is None
    assert len(letter.get_all("Subject")) == 1  # type: ignore[arg-type]
    assert b"\r\n.\r\n" not in text[:-5]


def test_that_a_cancelled_run_goes_on_where_it_stopped(file: IncidentFile) -> None:
    message, manners = queued(file, ALL, by_mail()), Manners()

    def stop_after_two(done: int, _total: int, _label: str) -> None:
        if done == 2:
            raise Cancelled

    with smtp_server(manners) as port:
        server = MailServer("127.0.0.1", port, "none", sender="cell@example.org")
        transports = {Channel.EMAIL: MailTransport(server)}
        with pytest.raises(Cancelled):
            send_message(file.run, file.ask, message.id, transports, stop_after_two, ())
        assert statuses(file, message) == [HANDED] * 2 + [QUEUED] * 4
        assert mailed(file, message, port).handed_over == 4
    assert sorted(to for to, _text in manners.letters) == [f"wang{n}@example.org" for n in ALL]


def test_that_a_program_that_died_while_sending_leaves_one_in_doubt(
    file: IncidentFile, clock: Clock
) -> None:
    message, manners = queued(file, [1, 2, 3], by_mail()), Manners()
    file.run(hand_on, message.id)  # and the program ends here
    clock.advance(minutes=3)
    with smtp_server(manners) as port:
        assert mailed(file, message, port).handed_over == 2
    first = file.ask(deliveries_of, message.id)[0]
    assert (first.status, first.reason) == (UNCERTAIN, ENDED_IN_THE_MIDDLE)
    assert [to for to, _text in manners.letters] == ["wang2@example.org", "wang3@example.org"]


def test_that_what_is_being_sent_next_door_is_left_alone(file: IncidentFile) -> None:
    message, manners = queued(file, [1, 2], by_mail()), Manners()
    file.run(hand_on, message.id)
    with smtp_server(manners) as port:
        assert mailed(file, message, port).handed_over == 1
    assert statuses(file, message) == [SENDING, HANDED]


def test_that_nobody_who_died_since_is_written_to(file: IncidentFile) -> None:
    phone = (Phone("+905325550199"),)
    for number in (7, 8):
        file.run(add_person, with_phone(number, phones=phone))
    draft = written(channels=(Channel.SMS,))
    message = queued(file, [1, 2, 7, 8], draft)
    file.run(report_death, 2, "hospital")
    file.run(report_death, 8, "hospital")
    taken = write_message(file.run, file.ask, message.id, file.path.parent, silent)
    assert taken.handed_over == 1
    left = DeliveryStatus.LEFT_OUT
    assert statuses(file, message) == [HANDED, left, left, left]


def test_that_a_queue_of_nobody_but_the_dead_ends(file: IncidentFile) -> None:
    message = queued(file, [1], by_mail())
    file.run(report_death, 1, "hospital")
    with smtp_server(Manners()) as port:
        assert mailed(file, message, port).waits == 0
    assert statuses(file, message) == [DeliveryStatus.LEFT_OUT]


def test_that_a_drill_reaches_nobody_but_a_file(tmp_path: Path, clock: Clock) -> None:
    file = incident(tmp_path / "drill.situation", clock, drill=True)
    draft = by_mail()
    plan = file.ask(prepared, draft, ALL)
    with pytest.raises(RuleError, match="exercise"):
        file.run(queue_message, draft, ALL, plan.sent, plan.digest)
    message = queued(file, ALL, written(channels=(Channel.EMAIL,)))
    sent = write_message(file.run, file.ask, message.id, tmp_path / "out", silent)
    assert sent.file is not None
    assert sent.file.name == "DRILL-M-001-1.csv"
    assert "【演练】" in sent.file.read_text("utf-8-sig")
    file.close()


def test_that_only_what_was_confirmed_is_queued(file: IncidentFile) -> None:
    draft = written()
    plan = file.ask(prepared, draft, ALL)
    with pytest.raises(RuleError, match="6 messages would be sent, and 5000 were confirmed"):
        file.run(queue_message, draft, ALL, 5000, plan.digest)
    file.run(add_person, with_phone(7))
    other = written(wordings=draft.wordings[1:])
    with pytest.raises(RuleError, match="changed since you looked"):
        file.run(queue_message, other, ALL, 6, plan.digest)
    file.officer = " "
    with pytest.raises(RuleError, match="Say who you are"):
        file.run(queue_message, draft, ALL, 6, plan.digest)


def test_that_the_gateway_file_holds_one_line_a_telephone_that_cannot_run(
    file: IncidentFile, tmp_path: Path
) -> None:
    name = '=HYPERLINK("http://x")'
    file.run(add_person, with_phone(7, native_name=name, phones=(Phone("+905325550101"),)))
    draft = written(channels=(Channel.SMS,))
    sent = write_message(file.run, file.ask, queued(file, [1, 7, 2], draft).id, tmp_path, silent)
    assert sent.file is not None
    with sent.file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["to"] for row in rows] == ["905325550101", "905325550102"]
    assert (rows[0]["id"], rows[0]["encoding"], rows[0]["drill"]) == ("m1-d1", "UCS-2", "no")
    alone = write_message(file.run, file.ask, queued(file, [7], draft).id, tmp_path, silent)
    assert alone.file is not None
    assert "\"'=HYPERLINK" in alone.file.read_text("utf-8-sig")


def test_that_a_file_that_could_not_be_written_leaves_all_waiting(
    file: IncidentFile, tmp_path: Path
) -> None:
    message = queued(file, ALL)
    (tmp_path / "taken").write_text("a file, no folder")
    with pytest.raises(StoreError):
        write_message(file.run, file.ask, message.id, tmp_path / "taken", silent)
    assert statuses(file, message) == [QUEUED] * 6
    assert write_message(file.run, file.ask, message.id, tmp_path, silent).handed_over == 6
    assert write_message(file.run, file.ask, message.id, tmp_path, silent).handed_over == 0


def test_that_stopping_leaves_the_rest_unsent(file: IncidentFile) -> None:
    message = queued(file, ALL, by_mail())
    assert file.run(stop_message, message.id)[0] == 6
    with smtp_server(Manners()) as port:
        assert mailed(file, message, port).handed_over == 0
    with pytest.raises(RuleError, match="Nothing of M-001 waits"):
        file.run(stop_message, message.id)

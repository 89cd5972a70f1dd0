"""SMS through an HTTP gateway: what is asked, and what its answers mean."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from situationroom.commands.people import add_person
from situationroom.commands.sending import Sent, send_message
from situationroom.messaging.http_gateway import GatewayTransport
from situationroom.messaging.servers import (
    MailServer,
    Passwords,
    Servers,
    SmsGateway,
    keep_passwords,
    load_passwords,
    load_servers,
    save_servers,
)
from situationroom.models.errors import RuleError
from situationroom.models.message import Channel, DeliveryStatus, Way
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.messages import deliveries_of
from tests.cast import Clock
from tests.messaging.cast import incident, queued, with_phone, written
from tests.messaging.http_server import Operator, http_gateway

BY_SMS = written(channels=(Channel.SMS,), way=Way.SERVER)


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    made = incident(tmp_path / "real.situation", clock)
    yield made
    made.close()


def silent(_done: int, _total: int, _label: str) -> None:
    """Nobody watches."""


def texted(file: IncidentFile, persons: list[int], gateway: SmsGateway) -> Sent:
    message, transport = queued(file, persons, BY_SMS), GatewayTransport(gateway, 'se"cret')
    return send_message(file.run, file.ask, message.id, {Channel.SMS: transport}, silent, ())


def outcomes(file: IncidentFile) -> list[tuple[DeliveryStatus, str]]:
    return [(one.status, one.reason) for one in file.ask(deliveries_of, 1)]


def test_that_an_address_is_filled_in_and_nothing_escapes_it(file: IncidentFile) -> None:
    operator = Operator()
    with http_gateway(operator) as url:
        told = SmsGateway(f"{url}?to={{to}}&text={{text}}&key={{password}}&ref={{id}}")
        assert texted(file, [1, 2], told).handed_over == 2
    method, path, _headers, _body = operator.asked[0]
    query = parse_qs(urlsplit(path).query)
    assert (method, query["to"], query["ref"]) == ("GET", ["+905325550101"], ["m1-d1"])
    assert query["text"][0].startswith("王二您好")
    assert query["key"] == ['se"cret']


def test_that_a_body_stays_json_whatever_the_text_holds(file: IncidentFile) -> None:
    operator = Operator()
    with http_gateway(operator) as url:
        told = SmsGateway(url, '{"to": "{to}", "message": "{text}"}', "X-Key: {password}")
        hostile = with_phone(7, native_name='"}, "to": "all')
        file.run(add_person, hostile)
        message = queued(file, [7], BY_SMS)
        transports = {Channel.SMS: GatewayTransport(told, "secret")}
        send_message(file.run, file.ask, message.id, transports, silent, ())
    _method, _path, headers, body = operator.asked[0]
    said = json.loads(body)
    assert said["to"] == "+905325550107"
    assert said["message"].startswith('"}, "to": "all您好')
    assert headers["X-Key"] == "secret"


@pytest.mark.parametrize(
    ("code", "answer", "status"),
    [
        (200, b"queued", DeliveryStatus.HANDED_OVER),
        (200, b"no credit", DeliveryStatus.FAILED),
        (400, b"bad number", DeliveryStatus.FAILED),
        (429, b"slow down", DeliveryStatus.QUEUED),
        (503, b"later", DeliveryStatus.QUEUED),
        (302, b"", DeliveryStatus.FAILED),
    ],
)
def test_that_every_answer_means_one_thing(
    file: IncidentFile, code: int, answer: bytes, status: DeliveryStatus
) -> None:
    operator = Operator(code, answer, {"Location": "http://127.0.0.1:1/"} if code == 302 else {})
    with http_gateway(operator) as url:
        texted(file, [1], SmsGateway(url + "?to={to}&text={text}", expects="queued"))
    assert outcomes(file)[0][0] is status
    assert len(operator.asked) == 1


def test_that_no_password_stands_in_a_reason(file: IncidentFile) -> None:
    with http_gateway(Operator(403, b'wrong key: se"cret')) as url:
        texted(file, [1], SmsGateway(url + "?to={to}&text={text}"))
    assert outcomes(file) == [(DeliveryStatus.FAILED, "403 wrong key: •••")]


def test_that_a_gateway_that_hangs_up_leaves_a_doubt(file: IncidentFile) -> None:
    operator = Operator(hangs_up=True)
    with http_gateway(operator) as url:
        sent = texted(file, [1], SmsGateway(url + "?to={to}&text={text}"))
    assert (sent.uncertain, len(operator.asked)) == (1, 1)


def test_that_a_gateway_that_is_not_there_keeps_everything(file: IncidentFile) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/?to={{to}}&text={{text}}"
        sent = texted(file, [1, 2], SmsGateway(url))
    assert sent.waits == 2
    assert "cannot be reached" in str(sent.trouble)


@pytest.mark.parametrize(
    "gateway",
    [
        SmsGateway(),
        SmsGateway("http://sms.example.org/?to={to}&text={text}"),
        SmsGateway("file:///etc/passwd?{to}{text}"),
        SmsGateway("https://sms.example.org/"),
    ],
)
def test_that_an_unsafe_gateway_is_refused(gateway: SmsGateway) -> None:
    with pytest.raises(RuleError):
        gateway.check()


def test_that_servers_are_kept_and_passwords_only_for_this_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path))
    servers = Servers(MailServer("mail.example.org", sender="cell@example.org"))
    save_servers(servers)
    keep_passwords(Passwords("mail-secret", "sms-secret"))
    assert load_servers() == servers
    assert load_passwords() == Passwords("mail-secret", "sms-secret")
    assert "secret" not in (tmp_path / "servers.json").read_text()
    assert "secret" not in repr(load_passwords())
    kept = tmp_path / "passwords.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.chmod(0o644)
    assert load_passwords() == Passwords()
    assert not kept.exists()

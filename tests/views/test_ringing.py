"""Telephone software hands an incoming call to the running window."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from situationroom import ringing
from situationroom.cli import main
from situationroom.commands.calls import take_call
from situationroom.models import Report
from situationroom.store.queries.people import persons
from situationroom.store.queries.requests import requests
from situationroom.views import call_ring
from situationroom.views.call_form import CallForm
from situationroom.views.main_window import MainWindow
from tests.cast import SEARCH, XIAO

MOTHER = "+8613812345678"
unix = pytest.mark.skipif(sys.platform == "win32", reason="the pipe of Windows is another test")


@pytest.fixture
def listening(window: MainWindow) -> Iterator[MainWindow]:
    window.listen_for_calls()
    assert window.ear is not None and window.ear.is_listening
    yield window
    window.ear.close()


def forms(window: MainWindow) -> list[CallForm]:
    return window.findChildren(CallForm)


def commanded(qtbot: QtBot, *words: str) -> int:
    """The command line on a thread, while the window goes on."""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(main, ["call", *words])
        qtbot.waitUntil(running.done, timeout=60_000)
        return running.result()


def called_before(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    told = Report(0, window.desk.now(), caller="赵敏", caller_phone=MOTHER, caller_relation="母亲")
    done: list[object] = []
    window.desk.run(take_call, told, [XIAO], [], None, SEARCH).succeeded.connect(done.append)
    qtbot.waitUntil(lambda: bool(done))


def test_that_a_known_caller_opens_a_form_with_their_person_and_request(
    listening: MainWindow, qtbot: QtBot
) -> None:
    called_before(listening, qtbot)
    assert commanded(qtbot, MOTHER) == 0
    (form,) = forms(listening)
    typed = form.typed()
    assert (typed.caller, typed.relation, typed.caller_phone) == ("赵敏", "母亲", MOTHER)
    assert [s.person for s in typed.subjects] == [XIAO]
    assert form.isVisible() and form.identity.isVisible()
    asked = [
        r.id for r in form._desk.ask(requests, range(1, 20)) if r.is_open and XIAO in r.persons
    ]
    assert form.opens.request in asked if len(asked) == 1 else form.opens.request is None
    form.discard()


def test_that_the_telephone_of_a_person_is_known(listening: MainWindow, qtbot: QtBot) -> None:
    assert listening.desk is not None
    everybody = listening.desk.ask(persons, range(1, 7))
    known = next(person for person in everybody if person.phones)
    number = known.phones[0].e164
    assert commanded(qtbot, number) == 0
    (form,) = forms(listening)
    assert (form.typed().caller, form.typed().relation) == (known.name, "The person")
    assert [s.person for s in form.typed().subjects] == [known.id]
    form.discard()


def test_that_an_unknown_number_opens_an_empty_form_once(
    listening: MainWindow, qtbot: QtBot
) -> None:
    for _ in range(2):
        assert commanded(qtbot, "tel:+905550001122") == 0
    (form,) = forms(listening)
    assert form.typed().caller_phone == "+905550001122" and not form.typed().caller
    form.discard()


def test_that_another_incident_and_none_at_all_are_said(
    listening: MainWindow, tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    other = str(tmp_path / "other.situation")
    assert commanded(qtbot, "+905550001122", "--incident", other) == 2
    assert "another incident" in capsys.readouterr().err
    listening.show_start()
    assert commanded(qtbot, "+905550001122") == 2
    assert "no incident open" in capsys.readouterr().err


def test_that_software_run_wild_is_stopped_in_words(
    listening: MainWindow,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(call_ring, "MANY", 2)
    for n in range(2):
        assert listening.take_ring(f"+905550001{n:03}") == ""
    assert commanded(qtbot, "+905550002222") == 2
    assert "Too many call forms" in capsys.readouterr().err
    for form in forms(listening):
        form.discard()


def test_that_without_a_window_the_command_says_so(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["call", "+905550001122"]) == 2
    assert "No window is open" in capsys.readouterr().err


def test_that_the_window_can_be_started_with_the_call(home: Path) -> None:
    asked: list[list[str]] = []

    def window(argv: object) -> int:
        asked.append(list(argv))  # type: ignore[call-overload]
        return 0

    assert main(["call", "+905550001122", "--start", "--incident", "x.situation"], window) == 0
    assert asked == [["x.situation", "--call", "+905550001122"]]


@pytest.mark.parametrize("told", [
    "", "abc", "9" * 10_000, "+", "12", "<b>1</b>", "+90; rm -rf /", "１２３４５", "=1+2+3",
    "tel:", "sip:boss@pbx", "+90 532\n123", "\ud800",
])  # fmt: skip
def test_that_what_is_no_number_gets_one_sentence(
    home: Path, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["call", "--", told]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and len(said) < 120 and "Traceback" not in said


@pytest.mark.parametrize(("told", "number"), [
    ("+90 532 123 45 67", "+90 532 123 45 67"), ("tel:+90-532-1234567", "+90-532-1234567"),
    ("sip:+905321234567@pbx.example;transport=tcp", "+905321234567"), ("110", "110"),
    ("(0532) 123/45.67", "(0532) 123/45.67"),
])  # fmt: skip
def test_that_a_number_is_taken_as_telephones_write_it(told: str, number: str) -> None:
    assert ringing.telephone(told) == number


@unix
def test_that_the_socket_is_the_users_alone_and_gone_with_the_window(
    listening: MainWindow, qtbot: QtBot
) -> None:
    where = Path(ringing.address())
    assert where.stat().st_mode & 0o077 == 0
    assert listening.ear is not None
    listening.ear.close()
    assert not where.exists()


HOSTILE = (
    b"\n", b"hello\n", b"[]\n", b'{"number": 7}\n', b'{"number": "x"}\n', b"[" * 3_000 + b"\n",
    b"x" * 50_000, b'{"number": "+905550001122", "incident": 3}\n', b"\xff\xfe\n",
)  # fmt: skip


@unix
def test_that_hostile_lines_open_nothing(listening: MainWindow, qtbot: QtBot) -> None:
    def say(line: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as wire:
            wire.settimeout(30)
            wire.connect(ringing.address())
            wire.sendall(line)
            return wire.recv(4_096)

    with ThreadPoolExecutor(1) as pool:
        for line in HOSTILE:
            said = pool.submit(say, line)
            qtbot.waitUntil(said.done, timeout=60_000)
            assert json.loads(said.result())["refused"] == "not understood", line[:40]
    assert not forms(listening)


@unix
def test_that_a_second_window_listens_once_the_first_is_gone(
    listening: MainWindow, qtbot: QtBot
) -> None:
    from situationroom.views.ringing import Ear

    other = Ear(listening, lambda _number, _incident: "")
    assert not other.is_listening
    assert listening.ear is not None
    listening.ear.close()
    qtbot.waitUntil(lambda: other.is_listening, timeout=15_000)
    other.close()


@unix
def test_that_a_socket_left_by_a_crash_is_taken_over(home: Path, window: MainWindow) -> None:
    where = Path(ringing.address())
    where.parent.mkdir(parents=True, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(where))
    window.listen_for_calls()
    assert window.ear is not None and window.ear.is_listening
    window.ear.close()


def test_that_a_real_process_reaches_the_window(
    listening: MainWindow, home: Path, qtbot: QtBot
) -> None:
    words = [sys.executable, "-m", "situationroom", "call", "+905550001122"]
    running = subprocess.Popen(words, env={**os.environ, "SITUATIONROOM_HOME": str(home)})
    qtbot.waitUntil(lambda: running.poll() is not None, timeout=90_000)
    assert running.returncode == 0
    (form,) = forms(listening)
    form.discard()


def test_that_a_long_home_still_has_a_short_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / ("x" * 120)))
    assert len(ringing.address()) < 100

"""A real SMTP server on loopback that can be told to misbehave, and a certificate for it."""

import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Manners:
    """How the server behaves, and what it was told."""

    letters: list[tuple[str, bytes]] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    starttls: ssl.SSLContext | None = None
    password: str = ""
    silent_at_rcpt: threading.Event | None = None
    closes_after_data: bool = False
    closes_before_rcpt_of: str = ""
    conversations: int = 0


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False
    block_on_close = True
    manners: Manners


class _Talk(socketserver.StreamRequestHandler):
    server: _Server
    timeout = 10

    def handle(self) -> None:
        with suppress(OSError, ValueError):
            self._talk()
        self.connection.close()  # the encrypted one is nobody else's to close

    def _talk(self) -> None:
        self.server.manners.conversations += 1
        self._recipient = ""
        self._say("220 here")
        goes_on = True
        while goes_on and (line := self.rfile.readline(2_000)):
            goes_on = self._answer(line.decode("utf-8", "replace").strip())

    def _answer(self, told: str) -> bool:
        """Answer one line; False where the conversation ends."""
        verb = told.upper().split(" ")[0].split(":")[0]
        said = {"EHLO": self._greet, "STARTTLS": self._encrypt, "AUTH": self._login}
        if verb == "RCPT":
            return self._recipient_told(told)
        if verb == "DATA":
            self._say("354 go on")
            return self._take(self._recipient)
        if verb in said:
            said[verb]()
        else:
            self._say("221 bye" if verb == "QUIT" else "250 ok")
        return verb != "QUIT"

    def _recipient_told(self, told: str) -> bool:
        manners = self.server.manners
        self._recipient = told.partition("<")[2].partition(">")[0]
        if manners.closes_before_rcpt_of == self._recipient:
            return False
        if manners.silent_at_rcpt is not None:
            manners.silent_at_rcpt.wait(10)
            return False
        self._say(self._to(self._recipient))
        return True

    def _login(self) -> None:
        self._say("235 yes" if self.server.manners.password in ("", "right") else "535 no")

    def _greet(self) -> None:
        offers = ["250-here", "250-SMTPUTF8"]
        if self.server.manners.starttls and not isinstance(self.connection, ssl.SSLSocket):
            offers.append("250-STARTTLS")
        if self.server.manners.password:
            offers.append("250-AUTH PLAIN LOGIN")
        self._say("\r\n".join([*offers, "250 8BITMIME"]))

    def _encrypt(self) -> None:
        context = self.server.manners.starttls
        assert context is not None
        self._say("220 go on")
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)

    def _to(self, recipient: str) -> str:
        if recipient in self.server.manners.refused:
            return "550 no such mailbox"
        return "451 come back later" if recipient in self.server.manners.later else "250 ok"

    def _take(self, recipient: str) -> bool:
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            part = self.rfile.readline()
            if not part:
                return False
            text += part
        self.server.manners.letters.append((recipient, text))
        if self.server.manners.closes_after_data:
            return False
        self._say("250 taken")
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")
        self.wfile.flush()


@contextmanager
def smtp_server(manners: Manners, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Run it; gives its port. With ``tls`` it is encrypted from the first byte."""
    server = _Server(("127.0.0.1", 0), _Talk)
    server.manners = manners
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    with running(server) as port:
        yield port


@contextmanager
def running(server: "socketserver.TCPServer | Any") -> Iterator[int]:
    """Serve in a thread that is gone afterwards."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate of our own for localhost: the file to trust, and the server's side of it."""
    crt, key = folder / "here.crt", folder / "here.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out",
         str(crt), "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(crt, key)
    return crt, context

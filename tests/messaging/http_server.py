"""A real SMS gateway on loopback that remembers what it was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.messaging.smtp_server import running


@dataclass
class Operator:
    """What the gateway answers, and what it was asked: method, path, headers, body."""

    code: int = 200
    answer: bytes = b'{"ok": true}'
    headers: dict[str, str] = field(default_factory=dict)
    hangs_up: bool = False
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def http_gateway(operator: Operator) -> Iterator[str]:
    """Run it; gives the address its messages go to."""

    class Desk(BaseHTTPRequestHandler):
        timeout = 10

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            operator.asked.append((self.command, self.path, dict(self.headers), body))
            if operator.hangs_up:
                self.close_connection = True
                return
            self.send_response(operator.code)
            for name, value in operator.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(operator.answer)))
            self.end_headers()
            self.wfile.write(operator.answer)

        def log_message(self, *_told: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = False
    with running(server) as port:
        yield f"http://127.0.0.1:{port}/send"

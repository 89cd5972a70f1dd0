"""A real server of map pictures on this machine, which remembers what it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from time import sleep

from tests.map.tile_files import picture

GREEN = (20, 160, 60)


@dataclass
class Answers:
    """What a server gives: `status` with `body`; what it was asked, by whom, how many at once."""

    status: int = 200
    body: bytes = field(default_factory=lambda: picture(*GREEN))
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    address: str = ""
    now: int = 0
    most: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    drops: float = 0.0
    """Seconds between two bytes of an answer, where it is to be slow."""


def _give(out: BufferedIOBase, answers: Answers) -> None:
    if not answers.drops:
        out.write(answers.body)
        return
    for byte in answers.body:
        out.write(bytes([byte]))
        out.flush()
        sleep(answers.drops)


@contextmanager
def tile_server() -> Iterator[Answers]:
    """Answers on a free port of the loopback address."""
    answers, lock = Answers(), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with lock:
                answers.asked.append(self.path)
                answers.agents.add(self.headers["User-Agent"])
                answers.now += 1
                answers.most = max(answers.most, answers.now)
            self.send_response(answers.status)
            for name, value in answers.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answers.body)))
            self.end_headers()
            with suppress(OSError):  # whoever asked has gone
                _give(self.wfile, answers)
            with lock:
                answers.now -= 1

        def log_message(self, *_told: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    answers.address = f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield answers
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

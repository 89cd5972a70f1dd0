"""Firefox without a driver: its own WebDriver BiDi protocol over one websocket."""

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websocket import WebSocket, create_connection

PATIENCE = 30
QUIET = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "layout.css.prefers-color-scheme.content-override": 0,
    "network.captive-portal-service.enabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
"""Nothing leaves the machine: every address leads to a closed port. 0 is the dark theme."""


def program() -> str | None:
    """Where Firefox is, if there is one."""
    return shutil.which("firefox") or shutil.which("firefox-esr")


@dataclass
class Firefox:
    """One window; ``requested`` and ``complaints`` fill while pages load."""

    socket: WebSocket
    window: str = ""
    requested: list[str] = field(default_factory=list)
    """Addresses outside of files; Firefox does not tell of those inside."""
    complaints: list[str] = field(default_factory=list)
    _number: int = 0

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command's answer; what is told meanwhile is kept. AssertionError where refused."""
        self._number += 1
        call = {"id": self._number, "method": method, "params": parameters}
        self.socket.send(json.dumps(call))
        while True:
            told = json.loads(self.socket.recv())
            if told.get("id") == self._number:
                assert told["type"] == "success", told
                answer: dict[str, Any] = told["result"]
                return answer
            self._hear(told)

    def open(self, path: Path, wide: int, high: int) -> None:
        """Load a file in a window of this size in pixels."""
        self.requested.clear()
        self.complaints.clear()
        size = {"width": wide, "height": high}
        self.ask("browsingContext.setViewport", context=self.window, viewport=size)
        self.ask(
            "browsingContext.navigate", context=self.window, url=path.as_uri(), wait="complete"
        )

    def value(self, script: str) -> Any:
        """What an expression gives, a promise waited for; texts, numbers and truths only."""
        answer = self.ask(
            "script.evaluate",
            expression=script,
            target={"context": self.window},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def photograph(self) -> bytes:
        """The window as PNG."""
        told = self.ask("browsingContext.captureScreenshot", context=self.window)
        return base64.b64decode(told["data"])

    def printed(self) -> bytes:
        """The page as PDF."""
        told = self.ask("browsingContext.print", context=self.window)
        return base64.b64decode(told["data"])

    def _hear(self, told: dict[str, Any]) -> None:
        about = told.get("params", {})
        if told.get("method") == "network.beforeRequestSent":
            url = str(about["request"]["url"])
            self.requested += [] if url.startswith("data:") else [url]
        elif about.get("level") in ("error", "warn"):
            self.complaints.append(str(about.get("text")))


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A new Firefox on an empty profile; it ends with the block."""
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in QUIET.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    found = program()
    assert found is not None
    call = [found, "--headless", "--no-remote", "--profile", str(profile),
            "--remote-debugging-port", "0"]  # fmt: skip
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True) as running:
        try:
            socket = create_connection(_address(running), PATIENCE, suppress_origin=True)
            try:
                yield _session(Firefox(socket))
            finally:
                socket.close()
        finally:
            running.kill()


def _address(running: "subprocess.Popen[str]") -> str:
    assert running.stderr is not None
    for line in running.stderr:
        if found := re.search(r"BiDi listening on (ws://\S+)", line):
            return f"{found[1]}/session"
    raise AssertionError("Firefox ended before it listened.")


def _session(made: Firefox) -> Firefox:
    made.ask("session.new", capabilities={})
    made.ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
    made.window = made.ask("browsingContext.getTree")["contexts"][0]["context"]
    return made

"""The mail server and the SMS gateway of this workstation, and where their passwords are.

They are the workstation's and never the incident's. A password is asked for once a session; only
where the officer wants it kept does it stand in ``passwords.json``, which nobody else may read
(mode 0600; on Windows the folder of the account). It is never logged and never journalled.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Literal, Self, TypeVar
from urllib.parse import urlsplit

from situationroom.messaging.fields import one_line
from situationroom.messaging.prepare import is_mailbox
from situationroom.models.errors import RuleError
from situationroom.settings import config_dir

Security = Literal["starttls", "tls", "none"]
T = TypeVar("T")
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class MailServer:
    """``sender`` is the address replies come back to; ``seconds`` the longest silence."""

    host: str = ""
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    sender: str = ""
    seconds: int = 30
    authority: str = ""

    def check(self) -> Self:
        """Raises RuleError where mail could not, or must not, be sent this way."""
        if not self.host.strip() or not is_mailbox(self.sender):
            raise RuleError("Set up the mail server first: its name, and the address of the cell.")
        if not 1 <= self.port <= 65_535:
            raise RuleError("{port} is no port; it is 587 or 465 with most servers.",
                            port=self.port)  # fmt: skip
        if self.security == "none" and self.host.casefold() not in _HERE:
            raise RuleError(
                "Mail about persons leaves this computer encrypted only: choose STARTTLS or TLS."
            )
        return self


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """An HTTP gateway. ``{to}``, ``{text}``, ``{id}`` and ``{password}`` are filled in.

    With a ``body`` (JSON) it is a POST, else a GET. ``headers`` are lines 'Name: value'.
    ``expects`` has to stand in an answer that means yes; empty: any 2xx answer does.
    """

    url: str = ""
    body: str = ""
    headers: str = ""
    expects: str = ""
    seconds: int = 30
    authority: str = ""

    def check(self) -> Self:
        """Raises RuleError where no SMS could, or must, be sent this way."""
        if not self.url.strip():
            raise RuleError("Set up the SMS gateway first: the address its operator gave you.")
        parts = urlsplit(self.url)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
        if not safe or not parts.hostname:
            raise RuleError("The gateway's address must begin with https://.")
        if "{to}" not in self.url + self.body or "{text}" not in self.url + self.body:
            raise RuleError("The address or the body must hold {to} and {text}.",
                            to="{to}", text="{text}")  # fmt: skip
        return self


@dataclass(frozen=True, slots=True)
class Servers:
    """What is set up on this workstation."""

    mail: MailServer = field(default_factory=MailServer)
    sms: SmsGateway = field(default_factory=SmsGateway)


@dataclass(frozen=True, slots=True)
class Passwords:
    """Never shown, never said: not even by ``repr``."""

    mail: str = field(default="", repr=False)
    sms: str = field(default="", repr=False)


def load_servers() -> Servers:
    """What was set up; anything unreadable gives its default."""
    told = _read(config_dir() / "servers.json")
    return Servers(_of(MailServer, told.get("mail")), _of(SmsGateway, told.get("sms")))


def save_servers(servers: Servers) -> None:
    """Keep them for this workstation. OSError when the disk refuses."""
    _write(config_dir() / "servers.json", asdict(servers))


def load_passwords() -> Passwords:
    """The kept passwords; none where the file could be read by others, which is then no secret."""
    path = config_dir() / "passwords.json"
    with suppress(OSError):
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.unlink()
    return _of(Passwords, _read(path))


def keep_passwords(passwords: Passwords) -> None:
    """Keep these; empty ones are forgotten. OSError when the disk refuses."""
    _write(config_dir() / "passwords.json", asdict(passwords))


def _of(kind: type[T], told: object) -> T:
    made = kind()
    known = told if isinstance(told, dict) else {}
    good = {
        one.name: known[one.name]
        for one in fields(made)  # type: ignore[arg-type]
        if type(known.get(one.name)) is type(getattr(made, one.name))
    }
    if good.get("security", "tls") not in ("starttls", "tls", "none"):
        del good["security"]
    return replace(made, **good)  # type: ignore[type-var]


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _write(path: Path, told: object) -> None:
    """Written beside its place, for the eyes of this account only, then moved there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(told, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def server_said(text: str, *secrets: str) -> str:
    """A server's own words as a reason: one short line in which no password stands."""
    said = one_line(text)
    for secret in filter(None, secrets):
        said = said.replace(secret, "•••")
    return said[:200]

"""How telephone software reaches the running window: one line in, one line back, on this machine.

The window listens on a local socket that only its user may open (a named pipe on Windows), and
the command line speaks to it with the standard library alone. A socket and no watched file: the
caller learns at once whether the window heard it, and no telephone number is left on the disk.
"""

import hashlib
import json
import os
import re
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from situationroom.settings import config_dir

LONGEST = 4_096
"""Bytes of a message; what is longer is nobody's telephone software."""
PATIENCE_S = 4.0
_LONGEST_PATH = 90
"""Bytes of a socket's path that every Unix allows."""
_SHAPE = re.compile(r"\+?[\d\s().\-/]{3,40}")
_ADDRESS = re.compile(r"(?:tel|sips?|callto):(?://)?([^@;?]{1,60})", re.I)


def address() -> str:
    """Where the window listens: a path, on Windows the name of a pipe."""
    own = hashlib.sha256(str(config_dir()).encode()).hexdigest()[:16]
    if sys.platform == "win32":
        return rf"\\.\pipe\situationroom-{own}"
    path = str(config_dir() / "calls.socket")
    return path if len(os.fsencode(path)) <= _LONGEST_PATH else str(_short_folder() / own)


def _short_folder() -> Path:
    """A folder of this user alone with a short name. Raises OSError where it is somebody else's."""
    folder = Path(tempfile.gettempdir()) / f"situationroom-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder.lstat()
    if kept.st_uid != os.getuid() or kept.st_mode & 0o077:
        raise PermissionError(13, "not ours", str(folder))
    return folder


def telephone(text: str) -> str:
    """The number of '+90 532 …', 'tel:…' or 'sip:…@…', as told; '' where there is none."""
    told = text.strip() if len(text) <= 200 else ""
    if found := _ADDRESS.match(told):
        told = found[1].replace("%2B", "+").strip()
    digits = sum(sign.isdigit() and sign.isascii() for sign in told)
    return told if _SHAPE.fullmatch(told) and 3 <= digits <= 20 and told.isascii() else ""


def ring(message: dict[str, str]) -> str | None:
    """Tell the window; its answer ('' when it has done it), or None where no window listens."""
    line = json.dumps(message).encode() + b"\n"
    try:
        answered = _through_pipe(line) if sys.platform == "win32" else _through_socket(line)
        told = json.loads(answered)
    except (OSError, ValueError):
        return None
    return str(told.get("refused", "")) if isinstance(told, dict) else None


def message_of(line: bytes) -> dict[str, Any]:
    """What a line says; nothing for what is too long, no JSON, or no object."""
    try:
        told = json.loads(line) if len(line) <= LONGEST else None
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _through_socket(line: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wire:
        wire.settimeout(PATIENCE_S)
        wire.connect(address())
        wire.sendall(line)
        answer = b""
        while not answer.endswith(b"\n") and len(answer) < LONGEST:
            more = wire.recv(LONGEST)
            if not more:
                break
            answer += more
        return answer


def _through_pipe(line: bytes) -> bytes:
    with open(address(), "r+b", buffering=0) as pipe:  # noqa: PTH123 - a pipe is no path
        pipe.write(line)
        return pipe.readline()

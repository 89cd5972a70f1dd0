"""A message that is being written, kept until it is confirmed: a crash loses none of it."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from situationroom.settings import config_dir


def keep_message_draft(incident: Path, told: dict[str, Any]) -> None:
    """Write it beside the old one, for this account only, and move it into place."""
    path = _path(incident)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            json.dump(told, file, ensure_ascii=False)
        draft.replace(path)


def kept_message_draft(incident: Path) -> dict[str, Any]:
    """What was being written in this incident; {} for nothing, or what cannot be read."""
    try:
        told = json.loads(_path(incident).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def forget_message_draft(incident: Path) -> None:
    """It was confirmed, or emptied."""
    with suppress(OSError):
        _path(incident).unlink(missing_ok=True)


def _path(incident: Path) -> Path:
    name = hashlib.sha256(str(incident.absolute()).encode("utf-8", "replace")).hexdigest()[:16]
    return config_dir() / "drafts" / f"message-{name}.json"

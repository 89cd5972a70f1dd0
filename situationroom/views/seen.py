"""Up to which revision this officer has looked, by incident file; kept between sessions."""

import json
import os
from pathlib import Path

from situationroom.settings import config_dir


def seen(path: Path) -> int:
    """The revision last looked at; 0 for a file nobody looked at yet."""
    return _load().get(str(path.absolute()), 0)


def remember_seen(path: Path, revision: int) -> None:
    """Everything up to ``revision`` was looked at. A folder that cannot be written loses it."""
    known = _load() | {str(path.absolute()): revision}
    target = _file()
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(known), encoding="utf-8")
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)


def _file() -> Path:
    return config_dir() / "seen.json"


def _load() -> dict[str, int]:
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = stored if isinstance(stored, dict) else {}
    return {name: rev for name, rev in known.items() if isinstance(rev, int)}

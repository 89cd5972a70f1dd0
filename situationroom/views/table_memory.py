"""Order, width and visibility of table columns, as this officer on this workstation left them."""

import json
import os
from contextlib import suppress
from typing import Any

from situationroom.settings import config_dir

FILE = "tables.json"


def recall(table: str) -> dict[str, Any]:
    """What was kept of a table: 'order' and 'hidden' column keys, 'widths' by key, 'dense'."""
    kept = _read().get(table)
    return kept if isinstance(kept, dict) else {}


def keep(table: str, layout: dict[str, Any]) -> None:
    """Remember a table's layout; a disk that refuses costs the memory, never the work."""
    every = _read()
    if every.get(table) == layout:
        return
    target = config_dir() / FILE
    draft = target.with_name(f"{FILE}.{os.getpid()}.new")
    with suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps({**every, table: layout}, indent=1), encoding="utf-8")
        draft.replace(target)


def _read() -> dict[str, Any]:
    try:
        stored = json.loads((config_dir() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}

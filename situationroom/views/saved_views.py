"""Views an officer has given a name, as they are kept on this workstation.

Beside the settings and not in the incident: they are habits of a desk, wanted again in the next
crisis and practised in a drill, and the journal is no place for them (docs/decisions/0011).
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from situationroom.models.errors import RuleError
from situationroom.settings import config_dir
from situationroom.views.list_look import Known, Look

FILE = "views.json"
MOST = 30
LONGEST = 40
"""Views of one room, and characters of a name."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name for a look, with the columns as they stood."""

    name: str
    look: Look
    layout: dict[str, Any] = field(default_factory=dict)


def recall(room: str, first: Look, known: Known) -> list[SavedView]:
    """The views of a room in their order; what cannot be read is left out."""
    kept = _read().get(room)
    listed = kept if isinstance(kept, list) else []
    views: dict[str, SavedView] = {}
    for told in listed[:MOST]:
        name = told.get("name") if isinstance(told, dict) else None
        if isinstance(name, str) and name.strip():
            layout = told.get("layout")
            short = name.strip()[:LONGEST]
            look = Look.read(told, first, known)
            views[short] = SavedView(short, look, layout if isinstance(layout, dict) else {})
    return list(views.values())


def keep(room: str, views: Sequence[SavedView]) -> None:
    """Write a room's views. Raises RuleError when the disk refuses."""
    told = [{"name": v.name, **v.look.told(), "layout": v.layout} for v in views]
    target = config_dir() / FILE
    draft = target.with_name(f"{FILE}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**_read(), room: told}, ensure_ascii=False, indent=1)
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise RuleError("The view could not be kept: the disk refuses.") from error


def named(views: Sequence[SavedView], name: str, but: str = "") -> str:
    """The name as it will be kept. Raises RuleError for one that is taken, and beyond ``MOST``."""
    short = " ".join(name.split())[:LONGEST]
    if not short:
        raise RuleError("Give the view a name.")
    if any(view.name == short and view.name != but for view in views):
        raise RuleError("There is a view called {name}; choose another name.", name=short)
    if not but and len(views) >= MOST:
        raise RuleError("{n} views are kept already; delete one first.", n=MOST)
    return short


def _read() -> dict[str, Any]:
    try:
        stored = json.loads((config_dir() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}

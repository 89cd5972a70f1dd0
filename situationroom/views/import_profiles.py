"""An officer's columns, remembered for every list with the same headers."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from situationroom.commands.imports import FileReading
from situationroom.settings import config_dir
from situationroom.views.import_choices import Columns, SheetKey


def remember(columns: Mapping[SheetKey, Columns], readings: Sequence[FileReading]) -> None:
    """Keep the officer's columns for every list with the same headers."""
    kept, before = _profiles(), _profiles()
    for reading in readings:
        for sheet in reading.sheets:
            chosen = columns.get((reading.file, sheet.name))
            if chosen and any(sheet.headers):
                kept[_signature(sheet.headers)] = {str(i): field for i, field in chosen.items()}
    if kept != before:
        _store(kept)


def remembered(reading: FileReading) -> dict[str, Columns]:
    """The columns an officer once chose for sheets with these headers; empty if never."""
    profiles, sheets = _profiles(), dict[str, Columns]()
    for sheet in reading.sheets:
        if chosen := profiles.get(_signature(sheet.headers)):
            sheets[sheet.name] = {int(index): field for index, field in chosen.items()}
    return sheets


def forget(reading: FileReading) -> None:
    """Read lists with these headers automatically from now on."""
    kept = _profiles()
    for sheet in reading.sheets:
        kept.pop(_signature(sheet.headers), None)
    _store(kept)


def _signature(headers: Sequence[str]) -> str:
    return "|".join(" ".join(header.split()) for header in headers)


def _profile_file() -> Path:
    return config_dir() / "columns.json"


def _profiles() -> dict[str, Mapping[str, str | None]]:
    with suppress(OSError, ValueError, RecursionError):
        stored = json.loads(_profile_file().read_text(encoding="utf-8"))
        if isinstance(stored, dict):
            return {k: v for k, v in stored.items() if isinstance(v, dict)}
    return {}


def _store(profiles: Mapping[str, Mapping[str, str | None]]) -> None:
    draft = _profile_file().with_name(f"columns.json.{os.getpid()}.new")
    with suppress(OSError):
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(profiles, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(_profile_file())

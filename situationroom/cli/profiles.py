"""``import --profile NAME``: what the columns of a caller's lists mean, kept by their headers.

A profile is a small JSON file that people may edit: header -> field, or null for "not read".
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from situationroom.intake.columns import fields
from situationroom.intake.results import FileReading
from situationroom.models.errors import InputError
from situationroom.settings import config_dir

Profile = Mapping[str, str | None]
Chosen = dict[str, dict[str, dict[int, str | None]]]


def profile_file(name: str) -> Path:
    """Where a profile lies. Raises InputError for a name that is no plain word."""
    if not name.replace("-", "").replace("_", "").isalnum():
        raise InputError("{name} is not a profile's name; use letters, digits, - and _.", name=name)
    return config_dir() / "profiles" / f"{name}.json"


def load_profile(name: str) -> Profile | None:
    """The profile, or None when there is none yet. Raises InputError for a damaged one."""
    path = profile_file(name)
    if not path.exists():
        return None
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        unknown = {field for field in stored.values() if field is not None} - set(fields())
    except (OSError, ValueError, AttributeError, RecursionError):
        raise InputError("The profile {file} is damaged; mend or delete it.", file=path) from None
    if unknown:
        raise InputError(
            "The profile {file} names fields that do not exist: {fields}.",
            file=path,
            fields=", ".join(sorted(map(str, unknown))),
        )
    return {str(header): field for header, field in stored.items()}


def keep_profile(name: str, readings: Sequence[FileReading]) -> Path:
    """Keep what the columns were taken for; returns the file."""
    found = {
        column.header: column.field
        for reading in readings
        for sheet in reading.sheets
        for column in sheet.columns
        if column.header
    }
    path = profile_file(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    os.replace(draft, path)  # noqa: PTH105
    return path


def chosen_by(profile: Profile, readings: Sequence[FileReading]) -> Chosen:
    """The columns of every sheet as the profile has them; empty when it changes nothing."""
    chosen: Chosen = {}
    for reading in readings:
        for sheet in reading.sheets:
            columns = {c.index: profile.get(c.header, c.field) for c in sheet.columns}
            if any(columns[c.index] != c.field for c in sheet.columns):
                chosen.setdefault(reading.file, {})[sheet.name] = columns
    return chosen

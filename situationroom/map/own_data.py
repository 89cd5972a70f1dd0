"""Boundaries and names of states as a cell's own house has reviewed them, instead of ours.

Both lie in the settings folder, so that a workstation has them without the drive they came from:
`boundaries.geojson`, lines with the property `class` (basemap.py), and `state_names.csv`, with the
columns iso2, zh and en as in the program's own table; only the states it names are changed.
"""

import csv
import os
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from situationroom.map.basemap import OWN_BORDERS, UNREADABLE, own_borders, read_borders, stamp_of
from situationroom.models.errors import InputError
from situationroom.models.tiles import plain_text
from situationroom.settings import config_dir, resource
from situationroom.texts import tr

OWN_NAMES = "state_names.csv"
LARGEST = 64 << 20  # bytes of a file of boundaries; names have a few thousand
LONGEST_NAME = 60  # characters


def own_names_file() -> Path:
    """Where the cell's own names of states lie."""
    return config_dir() / OWN_NAMES


def replaced(path: Path, en: Sequence[str], zh: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both columns of names, with those of the cell's own table in the place of the program's."""
    try:
        own = read_state_names(path)
    except (OSError, InputError):
        return list(en), list(zh)
    with resource("basemap/state_names.csv").open(encoding="utf-8", newline="") as file:
        ours = {row["en"]: own[row["iso2"]] for row in csv.DictReader(file) if row["iso2"] in own}
    both = [ours.get(a, (a, b)) for a, b in zip(en, zh, strict=True)]
    return [a for a, _ in both], [b for _, b in both]


def read_state_names(path: Path) -> dict[str, tuple[str, str]]:
    """ISO alpha-2 to the English and Chinese name. Raises OSError, or InputError for no table."""
    if path.stat().st_size > LARGEST:
        raise InputError(NO_NAMES, file=path.name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        found = {row["iso2"].strip().upper(): _names(row) for row in rows if row.get("iso2")}
    except (UnicodeDecodeError, csv.Error, KeyError, AttributeError, TypeError) as error:
        raise InputError(NO_NAMES, file=path.name) from error
    named = {code: both for code, both in found.items() if len(code) == 2 and all(both)}
    if not named:
        raise InputError(NO_NAMES, file=path.name)
    return named


NO_NAMES = (
    "{file} is no table of states: it needs the columns iso2, zh and en, as CSV in UTF-8. The "
    "program's own names stay."
)
NO_LINES = (
    "{file} is no file of boundaries: it needs lines as GeoJSON, each with a class (international, "
    "disputed, line_of_control or internal). The program's own boundaries stay."
)


def take_boundaries(path: Path) -> None:
    """Draw these boundaries from now on. Raises InputError when they cannot be read as some."""
    try:
        good = path.stat().st_size <= LARGEST and len(read_borders(path)) > 0
    except (*UNREADABLE, MemoryError) as error:
        raise InputError(NO_LINES, file=path.name) from error
    if not good:
        raise InputError(NO_LINES, file=path.name)
    _take(path, OWN_BORDERS)


def take_state_names(path: Path) -> None:
    """Name states so from now on. Raises InputError when it is no table of states."""
    try:
        read_state_names(path)
    except OSError as error:
        raise InputError(NO_NAMES, file=path.name) from error
    _take(path, OWN_NAMES)


def drop_own() -> None:
    """Back to what comes with the program."""
    for name in (OWN_BORDERS, OWN_NAMES):
        with suppress(OSError):
            (config_dir() / name).unlink(missing_ok=True)


def in_use() -> tuple[list[str], list[InputError]]:
    """The cell's own files that are used, and what is wrong with those that cannot be."""
    used: list[str] = []
    wrong: list[InputError] = []
    if (config_dir() / OWN_BORDERS).exists():
        if own_borders() is None:
            wrong.append(InputError(NO_LINES, file=OWN_BORDERS))
        else:
            used.append(OWN_BORDERS)
    if own_names_file().exists():
        try:
            read_state_names(own_names_file())
            used.append(OWN_NAMES)
        except (OSError, InputError):
            wrong.append(InputError(NO_NAMES, file=OWN_NAMES))
    return used, wrong


def drawn_from() -> tuple[str, ...]:
    """Whose boundaries and names a map shows beside the program's own: said wherever it goes."""
    used = _used(config_dir(), stamp_of(config_dir() / OWN_BORDERS), stamp_of(own_names_file()))
    return tuple(tr("Own: {file}", file=name) for name in used)


@lru_cache(2)
def _used(*_files: object) -> tuple[str, ...]:
    """Asked for with every picture, read only when a file changes."""
    return tuple(in_use()[0])


def _take(path: Path, name: str) -> None:
    """Copy a file that was found good into the settings folder."""
    target = config_dir() / name
    draft = target.with_name(f"{name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(path.read_bytes())
        draft.replace(target)
    except OSError as error:
        raise InputError(
            "{file} could not be copied: {reason}.", file=path.name, reason=error.strerror or "?"
        ) from error


def _names(row: dict[str, str]) -> tuple[str, str]:
    return plain_text(row["en"], LONGEST_NAME), plain_text(row["zh"], LONGEST_NAME)

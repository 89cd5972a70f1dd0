"""Copies of an incident, taken while it is in use."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from situationroom.models.errors import StoreError
from situationroom.store.connect import open_file

SUFFIX = ".situation"
KEPT = 12
"""Copies of one incident that stay in a folder: two hours at one every ten minutes."""


def back_up(connection: Connection, path: Path, folder: Path, now: datetime) -> Path:
    """A complete, compact copy with the time in its name; returns its path.

    Raises StoreError when the folder cannot be written.
    """
    target = folder / f"{path.stem}-{now:%Y%m%dT%H%M%SZ}{SUFFIX}"
    draft = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        # Outside a transaction, as VACUUM demands; it reads one consistent moment by itself.
        connection.commit()
        raw = connection.connection.driver_connection
        raw.execute("VACUUM INTO ?", (str(draft),))  # type: ignore[union-attr]
        os.replace(draft, target)  # noqa: PTH105
    except OSError as error:
        raise StoreError(
            "The backup could not be written to {folder}: {reason}",
            folder=folder.name,
            reason=error.strerror or "",
        ) from error
    return target


def keep_copy(connection: Connection, path: Path, folder: Path, now: datetime) -> Path:
    """A backup, with all but the newest few of this incident in the folder removed."""
    made = back_up(connection, path, folder, now)
    for old in sorted(folder.glob(f"{path.stem}-*Z{SUFFIX}"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return made


def newest_backup(folder: Path) -> Path | None:
    """The newest backup of a folder by the time in its name."""
    return max(folder.glob(f"*-*Z{SUFFIX}"), key=lambda p: p.stem[-16:], default=None)


def restore_from(backup: Path, path: Path) -> None:
    """The backup as a new incident file.

    Raises StoreError where a file stands already, where nothing can be written, and for a backup
    that is not an incident file or is damaged at its head.
    """
    if path.exists():
        raise StoreError("{file} exists already; choose another name.", file=path.name)
    open_file(backup, read_only=True).dispose()
    draft = path.with_suffix(".part")
    try:
        shutil.copyfile(backup, draft)
        os.replace(draft, path)  # noqa: PTH105
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StoreError(
            "{file} could not be written: {reason}. Choose another folder or make room, then try "
            "again.",
            file=path.name,
            reason=error.strerror or "",
        ) from error

"""Opening an incident file: one modern SQLite everywhere, and plain sentences when it fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.pool import StaticPool

from situationroom.models.errors import RuleError, StoreError
from situationroom.store import schema
from situationroom.store.migrations import migrate

BUSY_MS = 5_000
_HEADER = b"SQLite format 3\x00"
SIGNS = (
    ("locked", "{file} is in use by another program; close it there and try again."),
    ("readonly", "{file} is read-only; nothing was changed. Copy it to where you may write."),
    ("full", "The disk is full; nothing was changed. Free some space and try again."),
    ("No space left", "The disk is full; nothing was changed. Free some space and try again."),
    ("not a database", "{file} is not an incident file of this program, or it is damaged."),
    ("malformed", "{file} is damaged; open the newest backup. Nothing was changed."),
    ("no such table", "{file} is not an incident file of this program, or it is damaged."),
    ("unable to open", "{file} cannot be opened; look at its folder and your rights to it."),
    ("disk I/O", "The disk failed while {file} was in use; nothing was changed."),
)
"""What the database says, and what an officer can do about it."""


def create_file(path: Path) -> Engine:
    """A new, empty incident file. Raises StoreError where something stands already."""
    if path.exists():
        raise StoreError("{file} exists already; choose another name.", file=path.name)
    with plain_errors(path):
        engine = _engine(path, "rwc")
        try:
            _write_ahead(engine)
            with engine.begin() as connection:
                migrate(connection)
        except BaseException:  # half a file would stand in the way of the next attempt
            engine.dispose()
            discard(path)
            raise
        return engine


def discard(path: Path) -> None:
    """Remove a closed file that was only half made, with what the database keeps beside it."""
    for beside in ("", "-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)


def open_file(path: Path, *, read_only: bool = False) -> Engine:
    """An existing incident file, migrated when older; to read only, a migrated copy in memory.

    Raises StoreError when it is missing, not ours, damaged, locked or from a newer version.
    """
    _look_before_opening(path)
    with plain_errors(path):
        engine = _engine(path, "ro" if read_only else "rw")
        with engine.begin() as connection:
            older = _check_ours(connection, path) < schema.VERSION
        if read_only:
            return _brought_forward(engine) if older else engine
        _write_ahead(engine)
        with engine.begin() as connection:
            migrate(connection)
        return engine


def _brought_forward(engine: Engine) -> Engine:
    """The present form of an older file, in memory: whoever only reads never changes a file."""
    copy = _engine_of(lambda: sqlite.connect(":memory:", check_same_thread=False))
    with engine.connect() as old, copy.connect() as new:
        _driver(old).backup(_driver(new))
    engine.dispose()
    with copy.begin() as connection:
        migrate(connection)
    with copy.connect() as connection:
        _driver(connection).execute("PRAGMA query_only = ON")
    return copy


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def memory() -> Engine:
    """An empty incident in memory, for replaying a journal into."""
    engine = _engine_of(lambda: sqlite.connect(":memory:", check_same_thread=False))
    with engine.begin() as connection:
        migrate(connection)
    return engine


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turns the database's own errors into the sentences an officer can act on."""
    try:
        yield
    except IntegrityError as error:
        if "FOREIGN KEY" in str(error):
            raise RuleError(
                "Something else still points to this record; undo that first."
            ) from error
        raise
    except (DBAPIError, sqlite.Error, OSError) as error:
        raise _said(error, path) from error


def _said(error: Exception, path: Path) -> StoreError:
    message = str(error)
    for sign, template in SIGNS:
        if sign in message:
            return StoreError(template, file=path.name)
    return StoreError("{file} failed: {reason}", file=path.name, reason=message.splitlines()[0])


def _look_before_opening(path: Path) -> None:
    if not path.is_file():
        raise StoreError("There is no incident file {file}.", file=path.name)
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise _said(error, path) from error
    if start != _HEADER:
        raise StoreError(
            "{file} is not an incident file of this program, or it is damaged.", file=path.name
        )


def _check_ours(connection: Connection, path: Path) -> int:
    """The version of the file. Raises StoreError when it is not ours or newer than the program."""
    ours = connection.scalar(text("PRAGMA application_id"))
    if ours != schema.APPLICATION_ID:
        raise StoreError(
            "{file} is not an incident file of this program, or it is damaged.", file=path.name
        )
    version = connection.scalar(text("PRAGMA user_version")) or 0
    if version > schema.VERSION:
        raise StoreError(
            "{file} was made by a newer version of the program; update this one first.",
            file=path.name,
        )
    return int(version)


def _engine(path: Path, mode: str) -> Engine:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return _engine_of(
        lambda: sqlite.connect(
            uri, uri=True, check_same_thread=False, timeout=BUSY_MS / 1000, isolation_level=None
        )
    )


def _engine_of(connect: Any) -> Engine:
    engine = create_engine("sqlite://", module=sqlite, creator=connect, poolclass=StaticPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """With synchronous=FULL every commit is on the disk before it is said to be saved."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = MEMORY")


def _write_ahead(engine: Engine) -> None:
    """WAL, so that readers and the writer never wait for each other.

    It is a property of the file, so it is set only once the file is known to be ours.
    """
    with engine.connect() as connection:
        try:
            _driver(connection).execute("PRAGMA journal_mode = WAL")
        except sqlite.OperationalError as error:
            if "readonly" not in str(error):
                raise


def _begin(connection: Connection) -> None:
    # A deferred BEGIN: readers never lock, and a writer's first statement takes the write lock.
    connection.exec_driver_sql("BEGIN")

"""Bringing what was committed from the log beside an incident into the file itself.

SQLite does that at the end of a commit, and after a large import it takes as long as the commit.
What is in the log is as safe as what is in the file (https://sqlite.org/wal.html), so after a large
act it is done on a thread and a connection of its own, while the work goes on.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection

LARGE = 5_000
"""Changes of one act."""
_PAGES = 1_000
"""Of the log, after which SQLite brings them home at a commit; its own default."""


@dataclass(slots=True)
class Homecoming:
    """How what is committed to one file comes home; used by the thread that writes."""

    path: Path
    _is_put_off: bool = False
    _thread: Thread | None = None

    @contextmanager
    def after(self, connection: Connection) -> Iterator[None]:
        """Begin afterwards with what was put off inside."""
        try:
            yield
        finally:
            if self._is_put_off:
                self._is_put_off = False
                _at_commits(connection, _PAGES)
                self.wait()
                self._thread = Thread(target=_bring_home, args=(self.path,), name="homecoming")
                self._thread.start()

    def put_off(self, connection: Connection) -> None:
        """The commit that comes next leaves everything in the log."""
        self._is_put_off = True
        _at_commits(connection, 0)

    def wait(self) -> None:
        """Come back when nothing is on its way."""
        if self._thread is not None:
            self._thread.join()

    def finish(self) -> None:
        """Before the file is closed: cut off a long log that somebody read at the time."""
        if self._thread is not None:
            self.wait()
            _bring_home(self.path)


def _at_commits(connection: Connection, pages: int) -> None:
    """Bring the log home at commits that find it so long; never at 0."""
    raw = connection.connection.driver_connection
    assert raw is not None  # noqa: S101 - for the type checker
    raw.execute(f"PRAGMA wal_autocheckpoint = {pages}").close()


def _bring_home(path: Path) -> None:
    # Where it fails nothing is lost: it stays in the log, and the next commit tries again.
    with suppress(sqlite.Error):
        file = sqlite.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0)
        try:
            file.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # holds up nobody
            # Then the empty log is cut off, if nobody reads just now: whoever closes the file
            # would wait for that, and all of Python with them.
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            file.close()

"""Who has what open now: a small file beside the incident, no record and never journalled.

Every seat (a program that has the incident open) keeps one line with a counter that it raises
every few seconds. Whose counter stands still is gone, whatever the clocks of the workstations say:
each reader measures by its own. A failure of this file is no failure of the work: it then says
that nobody is there.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlcipher3.dbapi2 as sqlite

GONE_S = 20.0
FORGET_S = 120.0
BUSY_S = 0.3
SUFFIX = "-here"

_MADE = (
    "CREATE TABLE IF NOT EXISTS here (seat TEXT PRIMARY KEY, officer TEXT NOT NULL, "
    "workstation TEXT NOT NULL, kind TEXT NOT NULL, id INTEGER NOT NULL, "
    "writing INTEGER NOT NULL, beat INTEGER NOT NULL)"
)
_BEAT = (
    "INSERT INTO here VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (seat) DO UPDATE SET "
    "kind = excluded.kind, id = excluded.id, writing = excluded.writing, beat = beat + 1"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody else at a record; ``writing`` when a form of theirs is open on it."""

    officer: str
    workstation: str
    kind: str
    id: int
    writing: bool


class Presence:
    """One seat. ``clock`` gives seconds that only go forward."""

    def __init__(
        self,
        incident: Path,
        officer: str,
        workstation: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path = incident.with_name(incident.name + SUFFIX)
        self._seat = uuid4().hex
        self._who = (officer, workstation)
        self._clock = clock
        self._heard: dict[str, tuple[int, float, bool]] = {}

    def beat(self, kind: str, id_: int, *, writing: bool) -> list[Seen]:
        """I am at this record ("" and 0 for none); who else is where, as far as they live."""
        mine = (self._seat, *self._who, kind, id_, int(writing))
        try:
            rows = self._exchange(mine)
        except (sqlite.Error, OSError) as error:
            self._mend(error)
            return []
        return [seen for seat, *row in rows if (seen := self._living(seat, row)) is not None]

    def leave(self) -> None:
        """I am gone; the last one takes the file along."""
        try:
            with _opened(self.path) as connection:
                connection.execute("DELETE FROM here WHERE seat = ?", (self._seat,))
                left = connection.execute("SELECT count(*) FROM here").fetchone()[0]
            if not left:
                self.path.unlink(missing_ok=True)
        except (sqlite.Error, OSError):
            return

    def _exchange(self, mine: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with _opened(self.path) as connection:
            connection.execute(_MADE)
            connection.execute(_BEAT, mine)
            for seat in self._dead():
                connection.execute("DELETE FROM here WHERE seat = ?", (seat,))
                del self._heard[seat]
            query = "SELECT seat, beat, officer, workstation, kind, id, writing FROM here"
            rows = connection.execute(f"{query} WHERE seat <> ?", (self._seat,)).fetchall()
        return list(rows)

    def _mend(self, error: Exception) -> None:
        """A damaged file is thrown away: nothing in it lasts, the next beat makes another."""
        if "not a database" in str(error) or "malformed" in str(error):
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    def _living(self, seat: str, row: list[Any]) -> Seen | None:
        """Somebody whose counter has moved while I was looking, and not too long ago."""
        beat, *told = row
        now = self._clock()
        before = self._heard.get(seat)
        if before is None:
            self._heard[seat] = (beat, now, False)
        elif before[0] != beat:
            self._heard[seat] = (beat, now, True)
        _, since, moved = self._heard[seat]
        if not moved or now - since > GONE_S:
            return None
        return Seen(told[0], told[1], told[2], told[3], bool(told[4]))

    def _dead(self) -> list[str]:
        now = self._clock()
        return [seat for seat, (_, since, _) in self._heard.items() if now - since > FORGET_S]


class _opened:  # noqa: N801 - it is used as a function
    """The file for one exchange, committed at the end and let go of."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite.connect(str(path), timeout=BUSY_S)

    def __enter__(self) -> Any:
        self._connection.execute("PRAGMA synchronous = OFF")
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        try:
            if kind is None:
                self._connection.commit()
        finally:
            self._connection.close()

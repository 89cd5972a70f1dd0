"""One incident file: run a command, ask a question. Used by one thread at a time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from situationroom.collector import collection_paused
from situationroom.models import Incident
from situationroom.models.errors import StoreError
from situationroom.models.incident import check_incident
from situationroom.models.journal import Entry
from situationroom.store.connect import create_file, discard, open_file, plain_errors
from situationroom.store.derive import derive
from situationroom.store.homecoming import LARGE, Homecoming
from situationroom.store.journal import write_changes, write_entry
from situationroom.store.passages import follow_zones
from situationroom.store.queries.incident import the_incident
from situationroom.store.rules import check_rules
from situationroom.store.texts import index_texts
from situationroom.store.transaction import Transaction, writing

T = TypeVar("T")
P = ParamSpec("P")
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time of the workstation's clock, aware."""
    return datetime.now(UTC)


class IncidentFile:
    """An open incident. ``officer`` signs what is run; ``clock`` gives aware times."""

    def __init__(
        self,
        engine: Engine,
        path: Path,
        officer: str,
        workstation: str = "",
        clock: Clock = utc_now,
    ) -> None:
        self.path = path
        self.officer = officer
        self.workstation = workstation
        self._clock = clock
        self._engine = engine
        self._exercise = timedelta()
        self._asking: Any = None
        self._home = Homecoming(path)

    def now(self) -> datetime:
        """The incident's time, aware, to the second: in a drill that has one, exercise time."""
        return (self._clock() + self._exercise).replace(microsecond=0)

    def run(
        self, command: Callable[Concatenate[Transaction, P], T], *args: P.args, **more: P.kwargs
    ) -> tuple[T, Entry | None]:
        """Run a command: everything it does commits with its journal entry, or nothing does.

        A command that changes and says nothing leaves no entry (None). Raises RuleError for a
        refusal and StoreError when the disk or the file fails; both leave the file as it was.
        """
        with (
            collection_paused(),
            plain_errors(self.path),
            self._engine.connect() as connection,
            self._home.after(connection),
            writing(connection, self.officer, self.workstation, self.now(), _complete) as tx,
        ):
            result = command(tx, *args, **more)
            if not tx.template:
                tx.beside.drop()
                connection.rollback()
                return result, None
            tx.settle()
            entry = write_entry(tx, getattr(command, "__name__", "command"))
            if tx.written > LARGE:
                self._home.put_off(connection)
        if tx.touched_incident:
            self.heed(self.ask(the_incident))
        return result, entry

    def ask(
        self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs
    ) -> T:
        """The answer of a query, from one consistent moment of the file."""
        with plain_errors(self.path), self._engine.connect() as connection, connection.begin():
            self._asking = connection.connection.driver_connection
            return query(connection, *args, **more)

    def interrupt(self) -> None:
        """End whatever question another thread is asking now; it fails there as interrupted."""
        asking = self._asking
        if asking is not None:
            asking.interrupt()

    def heed(self, *incidents: Incident) -> None:
        """Run on the exercise time of the incident as it is now."""
        for incident in incidents:
            self._exercise = timedelta(seconds=incident.exercise_seconds)

    def close(self) -> None:
        """Let go of the file."""
        self._home.finish()
        self._engine.dispose()


def create_incident(
    path: Path, incident: Incident, officer: str, workstation: str = "", clock: Clock = utc_now
) -> IncidentFile:
    """A new file holding ``incident`` (its id becomes 1). Raises RuleError or StoreError."""
    check_incident(incident)
    file = IncidentFile(create_file(path), path, officer, workstation, clock)
    file.heed(incident)
    try:
        file.run(found_incident, incident)
    except BaseException:
        file.close()
        discard(path)
        raise
    return file


def open_incident(
    path: Path,
    officer: str,
    workstation: str = "",
    clock: Clock = utc_now,
    *,
    read_only: bool = False,
) -> IncidentFile:
    """An existing file. Raises StoreError with a plain sentence when it cannot be used."""
    file = IncidentFile(open_file(path, read_only=read_only), path, officer, workstation, clock)
    if file.ask(_incidents) != 1:
        file.close()
        raise StoreError("{file} holds no incident; it may be damaged.", file=path.name)
    file.heed(file.ask(the_incident))
    return file


def found_incident(tx: Transaction, incident: Incident) -> Incident:
    """The first entry of every file."""
    tx.describe("Opened the incident {name}", name=incident.name)
    tx.lasting()
    return tx.add(incident)


def _complete(tx: Transaction) -> None:
    """What belongs to every change: derived tables, rules, the journal."""
    follow_zones(tx)
    derive(tx)
    check_rules(tx)
    write_changes(tx, tx.changes())
    index_texts(tx)
    tx.beside.start()  # very many rows are written while the next are made


def _incidents(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM incident").scalar() or 0)

"""What a large act left in the log comes home to the file beside the work."""

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection

from situationroom.models import Person
from situationroom.models.errors import RuleError
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.transaction import Transaction


def _come(tx: Transaction, persons: int, *, refuse: bool = False) -> None:
    for number in range(persons):
        tx.add(Person(0, native_name="赵一", remarks=f"Bus {number}"))
    tx.describe("Came")
    if refuse:
        raise RuleError("Nobody may come.")


def _in_the_file_alone(path: Path) -> int:
    """How many persons a copy of the file shows without the log beside it."""
    alone = path.with_name("alone.situation")
    alone.write_bytes(path.read_bytes())
    connection = sqlite3.connect(f"{alone.as_uri()}?immutable=1", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM person").fetchone()[0])
    finally:
        connection.close()


def _persons(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM person").scalar() or 0)


def _wait() -> None:
    for thread in threading.enumerate():
        if thread.name == "homecoming":
            thread.join()


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("situationroom.store.incident_file.LARGE", 50)


def test_that_a_large_act_comes_home_while_the_file_stays_open(
    incident_file: IncidentFile,
) -> None:
    before = _in_the_file_alone(incident_file.path)
    incident_file.run(_come, 60)
    _wait()
    assert _in_the_file_alone(incident_file.path) == before + 60


def test_that_a_large_act_leaves_no_long_log_behind(incident_file: IncidentFile) -> None:
    incident_file.run(_come, 60)
    _wait()
    assert incident_file.path.with_name(incident_file.path.name + "-wal").stat().st_size == 0


def test_that_somebody_who_reads_meanwhile_sees_one_moment(
    incident_file: IncidentFile, incident_path: Path
) -> None:
    reader = open_incident(incident_path, "Li Na")

    def twice(connection: Connection) -> tuple[int, int]:
        first = _persons(connection)
        incident_file.run(_come, 60)
        _wait()
        return first, _persons(connection)

    log = incident_path.with_name(incident_path.name + "-wal")
    first, second = reader.ask(twice)
    assert first == second
    assert reader.ask(_persons) == first + 60
    assert log.stat().st_size > 0  # it was read
    incident_file.close()
    assert log.stat().st_size == 0
    reader.close()


def test_that_a_refused_large_act_changes_nothing(incident_file: IncidentFile) -> None:
    before = _in_the_file_alone(incident_file.path)
    incident_file.run(_come, 60)
    with pytest.raises(RuleError):
        incident_file.run(_come, 60, refuse=True)
    _wait()
    assert _in_the_file_alone(incident_file.path) == before + 60


def test_that_a_file_closed_at_once_holds_everybody(incident_file: IncidentFile) -> None:
    before = _in_the_file_alone(incident_file.path)
    incident_file.run(_come, 60)
    incident_file.run(_come, 1)
    incident_file.close()
    assert not incident_file.path.with_name(incident_file.path.name + "-wal").exists()
    assert _in_the_file_alone(incident_file.path) == before + 61


def test_that_acts_go_on_where_the_log_cannot_come_home(
    incident_file: IncidentFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _in_the_file_alone(incident_file.path)

    def broken(*_: object, **__: object) -> None:
        raise sqlite.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "connect", broken)
        incident_file.run(_come, 60)
        _wait()
    incident_file.run(_come, 1)
    incident_file.close()
    assert _in_the_file_alone(incident_file.path) == before + 61

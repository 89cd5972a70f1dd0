"""What was said to be saved is on the disk, whatever happens next."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection

from situationroom.commands.events import record_event
from situationroom.models.errors import StoreError
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.queries.journal_pages import last_revision
from situationroom.store.verify import verify
from situationroom.words import sentence
from tests.cast import OFFICER, Clock, as_colleague, tables

ROOT = Path(__file__).parent.parent.parent
WRITER = """
import os, signal, sys
from pathlib import Path
from situationroom.commands.events import record_event
from situationroom.store.incident_file import open_incident

file = open_incident(Path(sys.argv[1]), "Li Kai")
entry = file.run(record_event, "said just before the end")[1]
print(entry.revision, flush=True)
{end}
"""
FILLER = """
import resource, signal, sys
from pathlib import Path
from situationroom.commands.events import record_event
from situationroom.models.errors import StoreError
from situationroom.store.incident_file import open_incident

path = Path(sys.argv[1])
file = open_incident(path, "Li Kai")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, resource.RLIM_INFINITY))
try:
    file.run(record_event, "x" * 200_000)
except StoreError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
file.close()
"""


def pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def elsewhere(script: str, path: Path) -> "subprocess.CompletedProcess[str]":
    """Run a script in a process of its own, on the incident file."""
    command = [sys.executable, "-c", script, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_that_every_commit_is_on_the_disk_before_it_is_said(incident_file: IncidentFile) -> None:
    assert incident_file.ask(pragma, "journal_mode") == "wal"
    assert incident_file.ask(pragma, "synchronous") == 2  # FULL
    assert incident_file.ask(pragma, "foreign_keys") == 1


@pytest.mark.parametrize(
    "end", ["os._exit(7)", "os.kill(os.getpid(), signal.SIGKILL)"], ids=["exit", "kill"]
)
def test_that_an_entry_survives_the_death_of_the_program(incident_path: Path, end: str) -> None:
    died = elsewhere(WRITER.format(end=end), incident_path)
    assert died.returncode in (7, -signal.SIGKILL), died.stderr
    file = open_incident(incident_path, OFFICER)
    assert file.ask(last_revision) == int(died.stdout)
    assert file.ask(verify).ok
    file.close()


def test_that_a_command_killed_half_way_leaves_nothing(incident_file: IncidentFile) -> None:
    path, before = incident_file.path, tables(incident_file)
    script = WRITER.replace("record_event, ", "half, ").replace(
        "\nfile = ", "\ndef half(tx, text):\n    record_event(tx, text)\n    os._exit(7)\n\nfile = "
    )
    assert elsewhere(script.format(end=""), path).returncode == 7
    assert tables(incident_file) == before


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_FSIZE stands for the full disk")
def test_that_a_full_disk_is_said_and_changes_nothing(incident_file: IncidentFile) -> None:
    path, before = incident_file.path, tables(incident_file)
    incident_file.close()
    filled = elsewhere(FILLER, path)
    assert "disk" in filled.stdout.lower(), filled.stderr
    assert "nothing was changed" in filled.stdout
    file = open_incident(path, OFFICER)
    assert tables(file) == before
    assert file.ask(verify).ok
    file.close()


def test_that_a_file_that_may_not_grow_says_so(incident_file: IncidentFile) -> None:
    before = tables(incident_file)
    incident_file.ask(pragma, f"max_page_count = {incident_file.ask(pragma, 'page_count')}")
    with pytest.raises(StoreError) as told:
        incident_file.run(record_event, "x" * 200_000)
    assert sentence(told.value).startswith("The disk is full; nothing was changed.")
    incident_file.ask(pragma, "max_page_count = 1073741823")
    assert tables(incident_file) == before
    assert incident_file.run(record_event, "room again")[1] is not None
    assert incident_file.ask(verify).ok


def test_that_a_file_locked_by_another_program_says_so(
    incident_file: IncidentFile, incident_path: Path, clock: Clock
) -> None:
    other = as_colleague(incident_path, clock)
    incident_file.ask(pragma, "busy_timeout = 1")

    def held(tx: object) -> None:
        with pytest.raises(StoreError, match="in use by another program"):
            incident_file.run(record_event, "not now")
        raise KeyError

    with pytest.raises(KeyError):
        other.run(held)
    other.close()
    assert incident_file.run(record_event, "now")[1] is not None


def test_that_a_reader_is_never_locked_out_by_a_writer(
    incident_file: IncidentFile, incident_path: Path, clock: Clock
) -> None:
    other = as_colleague(incident_path, clock)
    seen = incident_file.ask(last_revision)

    def read_meanwhile(tx: object) -> int:
        return incident_file.ask(last_revision)

    assert other.run(read_meanwhile)[0] == seen
    other.close()


def test_that_two_officers_never_get_one_revision(
    incident_file: IncidentFile, incident_path: Path, clock: Clock
) -> None:
    other = as_colleague(incident_path, clock)
    start = incident_file.ask(last_revision)
    revisions = [f.run(record_event, "x")[1] for f in (incident_file, other) * 5]
    assert [e.revision for e in revisions if e] == list(range(start + 1, start + 11))
    other.close()

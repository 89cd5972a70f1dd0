"""Files that are no incident, or no longer a whole one: one plain sentence, nothing changed."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from situationroom.commands.events import record_event
from situationroom.models.errors import StoreError
from situationroom.store import schema
from situationroom.store.incident_file import create_incident, open_incident
from situationroom.store.verify import verify
from situationroom.words import sentence
from tests.cast import OFFICER, an_incident

ROOT = Path(__file__).parent.parent.parent
NOT_OURS = "x.situation is not an incident file of this program, or it is damaged."


def refusal(path: Path) -> str:
    """The sentence that opening the file is refused with."""
    with pytest.raises(StoreError) as told:
        open_incident(path, OFFICER)
    return sentence(told.value)


def a_text(path: Path) -> None:
    path.write_text("姓名,电话\n陈海燕,0532\n", encoding="utf-8")


def an_empty_file(path: Path) -> None:
    path.touch()


def sixteen_bytes(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


def noise_behind_the_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 64)


def somebody_elses_database(path: Path) -> None:
    connection = sqlite.connect(str(path))
    connection.execute("CREATE TABLE person (id INTEGER)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "make",
    [a_text, an_empty_file, sixteen_bytes, noise_behind_the_header, somebody_elses_database],
)
def test_that_a_file_that_is_not_ours_is_refused(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "x.situation"
    make(path)
    before = path.read_bytes()
    assert refusal(path) == NOT_OURS
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path]


def test_that_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "x.situation") == "There is no incident file x.situation."
    assert not list(tmp_path.iterdir())


def test_that_a_folder_is_no_incident_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"There is no incident file {tmp_path.name}."


def test_that_a_file_of_a_newer_version_is_refused(incident_path: Path) -> None:
    _pragma(incident_path, f"user_version = {schema.VERSION + 1}")
    before = incident_path.read_bytes()
    assert "newer version" in refusal(incident_path)
    assert incident_path.read_bytes() == before


def test_that_a_newer_file_is_refused_for_reading_too(incident_path: Path) -> None:
    _pragma(incident_path, f"user_version = {schema.VERSION + 1}")
    with pytest.raises(StoreError, match="newer version"):
        open_incident(incident_path, OFFICER, read_only=True)


def test_that_a_new_incident_never_overwrites_a_file(incident_path: Path) -> None:
    before = incident_path.read_bytes()
    with pytest.raises(StoreError, match="exists already"):
        create_incident(incident_path, an_incident(), OFFICER)
    assert incident_path.read_bytes() == before


def test_that_a_new_incident_in_a_missing_folder_is_a_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        create_incident(tmp_path / "none" / "x.situation", an_incident(), OFFICER)


def test_that_a_file_without_its_incident_is_refused(incident_path: Path) -> None:
    _execute(incident_path, "DELETE FROM incident")
    assert "holds no incident" in refusal(incident_path)


def test_that_a_file_without_its_tables_is_refused(incident_path: Path) -> None:
    _execute(incident_path, "DROP TABLE head", "DROP TABLE incident")
    assert "not an incident file" in refusal(incident_path)


def test_that_a_truncated_file_is_a_plain_sentence(incident_path: Path) -> None:
    whole = incident_path.read_bytes()
    incident_path.write_bytes(whole[: len(whole) // 3])
    _says_so_or_is_found_out(incident_path)


@pytest.mark.parametrize("part", range(1, 20))
def test_that_damage_in_the_middle_is_said_or_found(incident_path: Path, part: int) -> None:
    size = incident_path.stat().st_size
    with incident_path.open("r+b") as file:
        file.seek(size * part // 20 // 4096 * 4096)
        file.write(b"\xa5" * 4096)
    _says_so_or_is_found_out(incident_path)


def _says_so_or_is_found_out(path: Path) -> None:
    """Opening, reading or proving says so in a plain sentence; never a traceback."""
    try:
        file = open_incident(path, OFFICER)
    except StoreError as error:
        assert path.name in sentence(error)
        return
    try:
        assert file.ask(verify).faults
    except StoreError as error:
        assert path.name in sentence(error)
    finally:
        file.close()


def test_that_a_read_only_file_can_be_read_and_says_so_when_written(incident_path: Path) -> None:
    file = open_incident(incident_path, OFFICER, read_only=True)
    assert file.ask(verify).ok
    with pytest.raises(StoreError, match="read-only; nothing was changed"):
        file.run(record_event, "cannot be")
    file.close()


WRITING = """
import os, sys
from pathlib import Path
from situationroom.commands.events import record_event
from situationroom.models.errors import StoreError
from situationroom.store.incident_file import open_incident
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    open_incident(Path(sys.argv[1]), "Li Kai").run(record_event, "cannot be")
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="uses the rights of a POSIX file system")
def test_that_a_file_one_may_not_write_says_so(incident_path: Path) -> None:
    """Root may write anything, so the program goes on as nobody, in a folder nobody may change."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        locked = Path(shutil.copyfile(incident_path, folder / "turkey.situation"))
        locked.chmod(0o444)
        folder.chmod(0o555)
        before = locked.read_bytes()
        command = [sys.executable, "-c", WRITING, str(locked)]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        folder.chmod(0o755)
        assert "read-only; nothing was changed" in said.stdout, said.stderr
        assert not said.stderr
        assert locked.read_bytes() == before


LITTLE_ROOM = """
import resource, signal, sys
from pathlib import Path
from situationroom.exports.rejects import RejectedSheet, write_rejects
from situationroom.models.errors import StoreError
from situationroom.store.incident_file import create_incident
from tests.cast import OFFICER, an_incident
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
incident = an_incident()
rejects = [RejectedSheet("1", ("Name",), ())]
for room, act in (
    (16_384, lambda: create_incident(Path(sys.argv[1]) / "x.situation", incident, OFFICER)),
    (3_000, lambda: write_rejects(Path(sys.argv[1]) / "x.xlsx", rejects)),
):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        act()
    except StoreError:
        print("said")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="uses the limits of POSIX")
def test_that_what_does_not_fit_on_the_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LITTLE_ROOM, str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (said.stdout.split(), said.stderr) == (["said", "said"], "")
    assert list(tmp_path.iterdir()) == []


def _pragma(path: Path, setting: str) -> None:
    _execute(path, f"PRAGMA {setting}")


def _execute(path: Path, *statements: str) -> None:
    connection = sqlite.connect(str(path))
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()

"""Copies taken while the incident is in use, and put back."""

from pathlib import Path

import pytest

from situationroom.commands.events import record_event
from situationroom.models.errors import StoreError
from situationroom.store.backup import back_up, newest_backup, restore_from
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.verify import verify
from tests.cast import OFFICER, Clock, tables


def test_that_a_backup_holds_everything_and_proves_itself(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    copy = incident_file.ask(back_up, incident_file.path, tmp_path / "b", incident_file.now())
    restore_from(copy, tmp_path / "again.situation")
    again = open_incident(tmp_path / "again.situation", OFFICER)
    assert tables(again) == tables(incident_file)
    assert again.ask(verify).ok
    assert again.run(record_event, "goes on from here")[1] is not None
    again.close()


def test_that_work_goes_on_after_a_backup(incident_file: IncidentFile, tmp_path: Path) -> None:
    incident_file.ask(back_up, incident_file.path, tmp_path / "b", incident_file.now())
    assert incident_file.run(record_event, "after")[1] is not None
    assert incident_file.ask(verify).ok


def test_that_the_newest_backup_is_found_by_its_time(
    incident_file: IncidentFile, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "b"
    copies = []
    for _ in range(3):
        copies.append(incident_file.ask(back_up, incident_file.path, folder, incident_file.now()))
        clock.advance(minutes=1)
    assert newest_backup(folder) == copies[-1]
    assert sorted(folder.iterdir()) == sorted(copies)


def test_that_a_second_backup_in_one_second_replaces_the_first(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    for _ in range(2):
        incident_file.ask(back_up, incident_file.path, tmp_path / "b", incident_file.now())
    assert len(list((tmp_path / "b").iterdir())) == 1


def test_that_no_backup_is_found_where_there_is_none(tmp_path: Path) -> None:
    assert newest_backup(tmp_path) is None
    assert newest_backup(tmp_path / "none") is None


def test_that_a_folder_that_cannot_be_made_is_said(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file stands here")
    with pytest.raises(StoreError, match="could not be written to b"):
        incident_file.ask(
            back_up, incident_file.path, tmp_path / "taken" / "b", incident_file.now()
        )


def test_that_restoring_overwrites_nothing(incident_file: IncidentFile, tmp_path: Path) -> None:
    copy = incident_file.ask(back_up, incident_file.path, tmp_path / "b", incident_file.now())
    with pytest.raises(StoreError, match="exists already"):
        restore_from(copy, incident_file.path)


def test_that_restoring_into_a_missing_folder_is_said(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    copy = incident_file.ask(back_up, incident_file.path, tmp_path / "b", incident_file.now())
    with pytest.raises(StoreError):
        restore_from(copy, tmp_path / "none" / "again.situation")


def test_that_what_is_no_incident_is_not_restored(tmp_path: Path) -> None:
    copy = tmp_path / "a-20990101T000000Z.situation"
    copy.write_text("not one of ours")
    with pytest.raises(StoreError, match="not an incident file"):
        restore_from(copy, tmp_path / "again.situation")
    assert list(tmp_path.iterdir()) == [copy]

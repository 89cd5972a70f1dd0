"""Whatever was altered behind the journal's back is named."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from situationroom.models.errors import Cancelled
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.verify import Verification, verify
from tests.cast import OFFICER

Tamper = Callable[[Path, str], Verification]


@pytest.fixture
def after(incident_path: Path) -> Callable[[str], Verification]:
    """What the proof says after somebody ran SQL on the file."""

    def tampered(*statements: str) -> Verification:
        connection = sqlite.connect(str(incident_path))
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        file = open_incident(incident_path, OFFICER, read_only=True)
        try:
            return file.ask(verify)
        finally:
            file.close()

    return tampered


def test_that_an_untouched_file_is_in_order(incident_file: IncidentFile) -> None:
    proof = incident_file.ask(verify)
    assert proof.ok
    assert proof.entries == 16
    assert proof.records["person"] == 6


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE entry SET officer = 'Nobody' WHERE revision = 3", "entry 3 was altered"),
        ("UPDATE entry SET at = '2016-07-16T00:00:00Z' WHERE revision = 4", "entry 4 was altered"),
        ("UPDATE entry SET undoable = 0 WHERE revision = 2", "entry 2 was altered"),
        ("UPDATE entry SET said = '{}' WHERE revision = 2", "entry 2 was altered"),
        (
            "UPDATE change SET after = replace(after, '陈海燕', '陈海') WHERE revision = 2",
            "entry 2 was altered",
        ),
        ("DELETE FROM change WHERE revision = 5", "entry 5 was altered"),
        ("UPDATE person SET safety = 'safe' WHERE id = 4", "table person differs from the journal"),
        ("UPDATE change SET after = '{' WHERE revision = 5", "the journal cannot be replayed"),
        ("UPDATE change SET kind = 'ghost' WHERE revision = 5", "cannot be replayed"),
        ("DELETE FROM site", "a row points to a missing site"),
        ("DELETE FROM person WHERE id = 6", "table person differs"),
        ("DELETE FROM recipient", "table recipient differs"),
        ("UPDATE request SET status = 'resolved' WHERE id = 1", "table request differs"),
        (
            "UPDATE person_stage SET stage = 'arrived' WHERE person = 1",
            "table person_stage differs",
        ),
        ("DELETE FROM person_key WHERE person = 1", "table person_key differs"),
        ("DELETE FROM request_person WHERE person = 1", "table request_person differs"),
        ("DELETE FROM person_text WHERE rowid = 1", "person_text holds 5 rows for 6"),
        ("UPDATE head SET revision = 99", "the last revision is not 16"),
        (
            "INSERT INTO person_stage (person, stage) VALUES (99, 'arrived')",
            "table person_stage differs",
        ),
    ],
)
def test_that_tampering_is_named(
    after: Callable[[str], Verification], statement: str, fault: str
) -> None:
    proof = after(statement)
    assert not proof.ok
    assert any(fault in found for found in proof.faults), proof.faults


def test_that_a_missing_entry_is_named(after: Callable[..., Verification]) -> None:
    proof = after("DELETE FROM change WHERE revision = 6", "DELETE FROM entry WHERE revision = 6")
    assert "entry 6 is missing from the journal" in proof.faults


def test_that_a_dropped_last_entry_is_named(after: Callable[..., Verification]) -> None:
    proof = after("DELETE FROM change WHERE revision = 16", "DELETE FROM entry WHERE revision = 16")
    assert "the last revision is not 15, as the journal says" in proof.faults


def test_that_a_broken_rule_is_named(after: Callable[..., Verification]) -> None:
    booked = "INSERT INTO booking (id, person, movement, status, seat_kind, bags) VALUES "
    proof = after(*(f"{booked}({n}, {n}, 1, 'assigned', 'seat', 0)" for n in range(1, 7)))
    assert "B-07: 6 on 4 seat places" in proof.faults


def test_that_two_stays_at_once_are_named(after: Callable[..., Verification]) -> None:
    stay = "INSERT INTO stay (id, person, site, unit, status) VALUES "
    proof = after(*(f"{stay}({n}, 1, {n}, {n}, 'checked_in')" for n in (1, 2)))
    assert "person 1 has two stays" in proof.faults


def test_that_a_proof_can_be_stopped(incident_file: IncidentFile) -> None:
    def stop(done: int, total: int, label: str) -> None:
        if label == "replay":
            raise Cancelled

    with pytest.raises(Cancelled):
        incident_file.ask(verify, stop)
    assert incident_file.ask(verify).ok

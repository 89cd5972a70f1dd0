"""What is settled in parts is one entry all the same, and is found by all its words."""

from pathlib import Path

import pytest

from situationroom.commands import import_apply
from situationroom.models import Person
from situationroom.models.errors import Cancelled
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.people import PersonFilter, person_ids
from situationroom.store.queries.search import search
from situationroom.store.transaction import Transaction
from situationroom.store.undo import redo, undo
from situationroom.store.verify import verify
from tests.cast import records
from tests.commands.lists import bring, read, row, write


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write(
        tmp_path / "list.csv",
        [row(i, f"赵{name}", passport=f"E1000000{i}", asks="被困") for i, name in NAMES],
    )


NAMES = ((1, "一一"), (2, "二二"), (3, "三三"), (4, "四四"), (5, "五五"))


def test_that_parts_make_the_same_entry_as_the_whole(
    incident_file: IncidentFile, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = records(incident_file)
    monkeypatch.setattr(import_apply, "SETTLE_EVERY", 2)
    _, revision = bring(incident_file, sheet)
    there = records(incident_file)
    assert incident_file.ask(verify).faults == ()
    back = incident_file.run(undo, revision)[1]
    assert back is not None
    assert records(incident_file) == before
    incident_file.run(redo, back.revision)
    assert records(incident_file) == there
    assert incident_file.ask(verify).faults == ()


def test_that_a_settled_record_may_change_again(incident_file: IncidentFile) -> None:
    def twice(tx: Transaction) -> None:
        person = tx.add(Person(0, "赵一一"))
        tx.settle()
        tx.put(Person(person.id, "赵二二", remarks="新"))
        tx.describe("Opened the incident {name}", name="x")

    before = records(incident_file)
    entry = incident_file.run(twice)[1]
    assert entry is not None
    assert incident_file.ask(verify).faults == ()
    incident_file.run(undo, entry.revision)
    assert records(incident_file) == before


def test_that_nothing_stays_of_parts_when_the_work_is_stopped(
    incident_file: IncidentFile, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_apply, "SETTLE_EVERY", 2)
    monkeypatch.setattr(import_apply, "REPORT_EVERY", 4)
    before, readings = records(incident_file), read(incident_file, sheet)

    def step(done: int, _total: int, _label: str) -> None:
        if done >= 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        incident_file.run(import_apply.apply_import, step, readings)
    assert records(incident_file) == before


def test_that_what_stood_in_a_column_nothing_was_read_from_is_found(
    incident_file: IncidentFile, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "姓名,护照号码,座右铭\n赵一一,E10000001,bluebird\n赵二二,E10000002,\n", encoding="utf-8"
    )
    _, revision = bring(incident_file, path)
    found = incident_file.ask(search, "blueb")
    assert [hit.title for hit in found if hit.kind == "person"] == ["赵一一"]
    assert len(incident_file.ask(person_ids, PersonFilter(text="赵 bluebird"))) == 1
    incident_file.run(undo, revision)
    assert incident_file.ask(search, "blueb") == []

"""Above a high certainty, with a document that matches, an import attaches by itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from situationroom.commands.attachments import detach
from situationroom.commands.imports import Decisions, ImportPlan, PlannedRow
from situationroom.commands.incidents import set_certainty
from situationroom.commands.people import report_death
from situationroom.models import Person
from situationroom.models.errors import RuleError
from situationroom.store.incident_file import IncidentFile, create_incident
from situationroom.store.journal import entries_after
from situationroom.store.queries.attachments import attached_in, attached_to
from situationroom.store.queries.merges import apart
from situationroom.store.queries.people import persons
from situationroom.store.transaction import Transaction
from situationroom.store.undo import undo
from situationroom.store.verify import verify
from tests.cast import OFFICER, Clock, an_incident
from tests.commands.lists import bring, people, planned, row, write

KNOWN = (
    row(1, "欧阳翥", sex="男", birth="1985-03-02", passport="E12345678", phone="05325550101"),
    row(2, "钱二二", sex="男", birth="1986-07-09", passport="E87654321", phone="05325550202"),
    row(3, "孙三三", sex="女", birth="1990-11-19", passport="G11223344", phone="05325550303"),
)
SLIP = row("", "歐陽翥", sex="男", birth="1985-03-02", passport="E12345687", asks="需要轮椅")
OTHER = (
    "No", "Name", "Gender", "Date of birth", "Passport no", "Phone", "City", "Request", "Remarks",
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    opened = create_incident(tmp_path / "x.situation", an_incident(), OFFICER, "desk", clock)
    bring(opened, write(tmp_path / "a.csv", KNOWN))
    opened.run(set_certainty, 0.999)
    yield opened
    assert opened.ask(verify).ok
    opened.close()


def told(plan: ImportPlan) -> PlannedRow:
    (one,) = (planned_row for planned_row in plan.rows if planned_row.reading.persons)
    return one


def listed(tmp_path: Path, cells: tuple[str, ...], name: str = "b.csv") -> Path:
    return write(tmp_path / name, [cells], OTHER)


def test_that_a_slip_in_the_document_is_attached_when_certain(
    file: IncidentFile, tmp_path: Path
) -> None:
    one = told(planned(file, listed(tmp_path, SLIP)))
    assert one.persons == (1,) and one.outcome != "new"
    assert [(a.person, a.certainty >= 0.999) for a in one.attached] == [(1, True)]


def test_that_nobody_is_attached_while_it_is_off(file: IncidentFile, tmp_path: Path) -> None:
    file.run(set_certainty, 0.0)
    one = told(planned(file, listed(tmp_path, SLIP)))
    assert (one.outcome, one.persons, one.attached) == ("new", (-1,), ())
    assert one.suspects[0].person == 1


def test_that_it_is_off_until_somebody_switches_it_on() -> None:
    assert an_incident().targets.attach_from == 0


@pytest.mark.parametrize(
    "cells",
    [
        row("", "歐陽翥", sex="男", birth="1985"),  # no document
        row("", "歐陽翥", sex="女", birth="1985-03-02", passport="E12345687"),  # another sex
        row("", "欧阳修", sex="男", birth="1985-03-02", passport="E12345687"),  # a brother?
        row("", "歐陽翥", sex="男", birth="1961-12-30", passport="E12345687"),  # another birthday
        row("", "歐陽翥", sex="男", birth="1985-03-02", passport="E12349987"),  # two slips
        row("", "钱二三", sex="男", passport="E87654322"),  # too little
    ],
)
def test_that_nobody_is_attached_below_it(
    file: IncidentFile, tmp_path: Path, cells: tuple[str, ...]
) -> None:
    one = told(planned(file, listed(tmp_path, cells)))
    assert one.attached == () and one.persons == (-1,)


def test_that_the_certainty_is_the_incidents_own(file: IncidentFile, tmp_path: Path) -> None:
    one = told(planned(file, listed(tmp_path, SLIP)))
    reached = one.attached[0].certainty
    file.run(set_certainty, 0.99999)
    again = told(planned(file, listed(tmp_path, SLIP)))
    assert bool(again.attached) == (reached >= 0.99999)


def test_that_nobody_of_whom_a_death_is_told_is_attached(
    file: IncidentFile, tmp_path: Path
) -> None:
    file.run(report_death, 1, "Numune Hospital")
    assert told(planned(file, listed(tmp_path, SLIP))).attached == ()


def test_that_an_officers_word_comes_first(file: IncidentFile, tmp_path: Path) -> None:
    path = listed(tmp_path, SLIP)
    key = told(planned(file, path)).key
    alone = Decisions(duplicate_rows={key: "new"})
    assert told(planned(file, path, decisions=alone)).persons == (-1,)
    for_all = Decisions(by_itself=False)
    assert told(planned(file, path, decisions=for_all)).persons == (-1,)
    left_out = told(planned(file, path, decisions=Decisions(duplicates="skip")))
    assert left_out.outcome == "skipped" and not left_out.attached


def test_that_the_journal_says_what_was_attached(file: IncidentFile, tmp_path: Path) -> None:
    plan, revision = bring(file, listed(tmp_path, SLIP))
    assert plan.attached == 1
    entry = file.ask(entries_after, revision - 1)[0]
    assert "{attached} attached by likeness" in entry.template and entry.values["attached"] == 1
    (made,) = file.ask(attached_in, revision)
    assert (made.file, made.attachment.person) == ("b.csv", 1)
    assert made.attachment.told.native_name in ("歐陽翥", "欧阳翥")


def test_that_the_undo_of_the_import_takes_it_back(file: IncidentFile, tmp_path: Path) -> None:
    before = people(file)
    _plan, revision = bring(file, listed(tmp_path, SLIP))
    assert people(file) != before
    file.run(undo, revision)
    assert people(file) == before
    assert file.ask(attached_to, 1) == []


def test_that_one_attachment_can_be_taken_back_alone(file: IncidentFile, tmp_path: Path) -> None:
    before = file.ask(persons, [1])[0]
    new = row("", "李新新", sex="男", birth="1999-01-01", passport="E55555555", asks="失联")
    _plan, revision = bring(file, write(tmp_path / "b.csv", [SLIP, new], OTHER))
    (made,) = file.ask(attached_to, 1)
    own = file.run(detach, made.attachment.id)[0]
    assert file.ask(persons, [1])[0] == before
    assert [paper.number for paper in own.documents] == ["E12345687"] and own.needs
    assert file.ask(attached_in, revision) == []
    assert (1, own.id) in file.ask(apart, file.now())
    again = planned(file, tmp_path / "b.csv")
    assert {r.outcome for r in again.rows if r.reading.persons} == {"unchanged"}
    with pytest.raises(RuleError):
        file.run(detach, made.attachment.id)


def test_that_the_undo_of_taking_it_back_attaches_again(file: IncidentFile, tmp_path: Path) -> None:
    bring(file, listed(tmp_path, SLIP))
    attached = file.ask(persons, [1])[0]
    _own, entry = file.run(detach, file.ask(attached_to, 1)[0].attachment.id)
    assert entry is not None
    file.run(undo, entry.revision)
    assert file.ask(persons, [1])[0] == attached
    assert len(file.ask(attached_to, 1)) == 1


def test_that_what_an_officer_wrote_since_stays(file: IncidentFile, tmp_path: Path) -> None:
    bring(file, listed(tmp_path, SLIP))

    def note(tx: Transaction) -> None:
        tx.put(replace(tx.get(Person, 1), remarks="seen at the gate"))
        tx.describe("Changed")

    file.run(note)
    file.run(detach, file.ask(attached_to, 1)[0].attachment.id)
    assert file.ask(persons, [1])[0].remarks == "seen at the gate"


@pytest.mark.parametrize("certainty", [0.5, 0.98, 1.0, 2.0, -1.0])
def test_that_a_low_certainty_is_refused(file: IncidentFile, certainty: float) -> None:
    with pytest.raises(RuleError):
        file.run(set_certainty, certainty)

"""Whom a row is probably about: said with reasons, and settled by a rule or one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from situationroom.commands.import_likeness import one_slip
from situationroom.commands.imports import Decisions, ImportPlan, PlannedRow
from situationroom.store.incident_file import IncidentFile, create_incident
from situationroom.store.verify import verify
from tests.cast import OFFICER, Clock, an_incident
from tests.commands.lists import bring, outcomes, people, planned, row, write

KNOWN = (
    row(1, "赵一一", birth="1985-03-02", passport="E12345678", phone="05325550101", city="安卡拉"),
    row(2, "钱二二", birth="1986-07-09", city="安卡拉"),
    row(3, "孙三三", city="安卡拉"),
)
OTHER = (
    "No", "Name", "Gender", "Date of birth", "Passport no", "Phone", "City", "Request", "Remarks",
)  # fmt: skip
"""The same columns of somebody else's list."""


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    opened = create_incident(tmp_path / "x.situation", an_incident(), OFFICER, "desk", clock)
    bring(opened, write(tmp_path / "a.csv", KNOWN))
    yield opened
    opened.close()


def about(plan: ImportPlan) -> list[PlannedRow]:
    return [r for r in plan.rows if r.suspects]


@pytest.mark.parametrize(
    ("cells", "person", "sentence"),
    [
        (row("", "赵一一", passport="E12345687"), 1, "The documents differ in one character"),
        (row("", "赵一一", passport="E1234567"), 1, "The documents differ in one character"),
        (row("", "", passport="E12345679", phone="05325550101"), 1, "The same telephone"),
        (row("", "赵一", phone="05325550101"), 1, "The names are alike"),
        (row("", "钱二二", birth="1986-09-07"), 2, "Day and month of birth are exchanged"),
        (row("", "钱二二", birth="1986"), 2, "The dates of birth agree as far as they are told"),
        (row("", "孙三三", phone="05325550777"), 3, "The same name"),
        (row("", "QIAN Erer", birth="1986-09-07"), 2, "Day and month of birth are exchanged"),
    ],
)
def test_that_a_slip_is_suspected(
    file: IncidentFile, tmp_path: Path, cells: tuple[str, ...], person: int, sentence: str
) -> None:
    plan = planned(file, write(tmp_path / "b.csv", [cells], OTHER))
    (told,) = about(plan)
    assert told.outcome == "new"
    assert told.suspects[0].person == person
    assert 0.5 <= told.suspects[0].score < 1
    assert any(str(reason).startswith(sentence) for reason in told.suspects[0].reasons)


@pytest.mark.parametrize(
    "cells",
    [
        row("", "赵一一", birth="1991-11-11", passport="G99999999"),
        row("", "李四四", birth="1985-03-02", phone="05325550999"),
        row("", "李四四", passport="E12349999"),
        row("", "孙三三", birth="1960-01-01", passport="G11111111"),
    ],
)
def test_that_namesakes_and_strangers_are_not(
    file: IncidentFile, tmp_path: Path, cells: tuple[str, ...]
) -> None:
    plan = planned(file, write(tmp_path / "b.csv", [cells], OTHER))
    assert not [s for r in about(plan) for s in r.suspects if s.score > 0.6]


@pytest.mark.parametrize(("rule", "counted"), [("new", "new"), ("attach", "updated"),
                                               ("skip", "skipped")])  # fmt: skip
def test_that_one_rule_settles_all(
    file: IncidentFile, tmp_path: Path, rule: str, counted: str
) -> None:
    path = write(tmp_path / "b.csv", [row(9, "钱二二", birth="1986-09-07", phone="05325550202"),
                                      row(10, "新来", passport="E55555555")])  # fmt: skip
    plan, _ = bring(file, path, decisions=Decisions(duplicates=rule))  # type: ignore[arg-type]
    (told,) = about(plan)
    assert told.outcome == counted
    assert len(people(file)) == 4  # by name; two of one name are one here
    ids = {"new": 5, "attach": 4, "skip": 4}[rule]
    assert file.ask(lambda c: c.exec_driver_sql("SELECT count(*) FROM person").scalar()) == ids
    assert people(file)["钱二二"].birth_date in ("1986-07-09", "1986-09-07")
    assert file.ask(verify).ok


def test_that_an_attached_row_still_asks_where_it_contradicts(
    file: IncidentFile, tmp_path: Path
) -> None:
    path = write(tmp_path / "b.csv", [row(9, "钱二二", birth="1986-09-07", phone="05325550202")])
    plan, _ = bring(file, path, decisions=Decisions(duplicates="attach"))
    assert [c.field for r in plan.rows for c in r.conflicts] == ["birth_date"]
    two = people(file)["钱二二"]
    assert (two.birth_date, two.phones[0].e164) == ("1986-07-09", "+905325550202")


def test_that_rows_are_settled_one_by_one(file: IncidentFile, tmp_path: Path) -> None:
    path = write(tmp_path / "b.csv", [row(9, "钱二二", birth="1986-09-07"), row(10, "孙三三", phone="05325550303"), row(11, "赵一一", passport="E12345679")])  # fmt: skip  # noqa: E501
    first, second, third = about(planned(file, path))
    chosen = Decisions(duplicate_rows={first.key: "skip", second.key: 1, third.key: "attach"})
    plan, _ = bring(file, path, decisions=chosen)
    assert [r.outcome for r in about(plan)] == ["skipped", "updated", "duplicate"]
    assert [r.persons for r in about(plan)] == [(), (1,), (1,)]
    assert len(people(file)) == 3


def test_that_a_batch_suspects_its_own_rows(file: IncidentFile, tmp_path: Path) -> None:
    rows = [row(9, "周五五", passport="E66666666", birth="1970-01-02"),
            row(10, "周五五", passport="E66666667", birth="1970-01-02")]  # fmt: skip
    path = write(tmp_path / "b.csv", rows)
    plan = planned(file, path)
    (told,) = about(plan)
    assert told.suspects[0].person == -1
    plan, _ = bring(file, path, decisions=Decisions(duplicate_rows={told.key: -1}))
    assert outcomes(plan)["new"] == 1
    assert len(people(file)) == 4
    assert file.ask(verify).ok


def test_that_references_stay_whatever_is_decided(file: IncidentFile, tmp_path: Path) -> None:
    rows = [row(9, "钱二二", birth="1986-09-07"), row(10, "新来", passport="E55555555")]
    path = write(tmp_path / "b.csv", rows)
    for rule in ("new", "attach", "skip"):
        plan = planned(file, path, decisions=Decisions(duplicates=rule))
        (newcomer,) = [r for r in plan.rows if r.persons and r.reading.row == 3]
        assert newcomer.persons == (-2,)
        assert plan.new_persons[1].name == "新来"


def test_that_a_decision_about_somebody_who_is_gone_makes_a_new_person(
    file: IncidentFile, tmp_path: Path
) -> None:
    path = write(tmp_path / "b.csv", [row(9, "新来", passport="E55555555")])
    (told,) = [r for r in planned(file, path).rows if r.persons]
    plan, _ = bring(file, path, decisions=Decisions(duplicate_rows={told.key: 999}))
    assert outcomes(plan) == {"new": 1}


def test_that_a_slip_is_one_character() -> None:
    assert one_slip("E12345678", "E12345687")
    assert one_slip("E12345678", "E12345679")
    assert one_slip("E12345678", "E1234567")
    assert one_slip("E12345678", "E123456788")
    assert not one_slip("E12345678", "E12345678")
    assert not one_slip("E12345678", "E12345689")
    assert not one_slip("E12345678", "E12354687")

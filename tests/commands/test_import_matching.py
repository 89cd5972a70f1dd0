"""An import suspects who is told in another script, order or spelling."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from situationroom.commands.imports import Decisions, plan_import
from situationroom.store.incident_file import IncidentFile, create_incident
from tests.cast import OFFICER, Clock, an_incident
from tests.commands.lists import bring, planned, quiet, read, row, write

KNOWN = (
    row(1, "陈大文", birth="1985-03-02", phone="05325550101", city="安卡拉"),
    row(2, "钱二二", birth="1986-07-09", phone="05325550202", city="安卡拉"),
)


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Iterator[IncidentFile]:
    opened = create_incident(tmp_path / "x.situation", an_incident(), OFFICER, "desk", clock)
    bring(opened, write(tmp_path / "a.csv", KNOWN))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "cells",
    [
        row("", "CHAN Tai Man", birth="1985-03-02"),
        row("", "Chan Tai-man", birth="1985-02-03", phone="05325550101"),
        row("", "陳大文", birth="1985", phone="05325550102"),
    ],
)
def test_that_another_spelling_is_suspected(
    file: IncidentFile, tmp_path: Path, cells: tuple[str, ...]
) -> None:
    (told,) = planned(file, write(tmp_path / "b.csv", [cells])).rows[-1:]
    assert [suspect.person for suspect in told.suspects] == [1] or told.persons == (1,)


def test_that_another_spelling_is_suspected_within_one_list(tmp_path: Path, clock: Clock) -> None:
    file = create_incident(tmp_path / "y.situation", an_incident(), OFFICER, "desk", clock)
    rows = [
        row(1, "欧阳翥", sex="男", birth="1985-03-02", phone="05325550101"),
        row(2, "钱二二", sex="男", birth="1986-07-09", phone="05325550202"),
        row(3, "OUYANG Zhu", sex="男", birth="1985-02-03", phone="05325550199"),
    ]
    plan = planned(file, write(tmp_path / "c.csv", rows))
    third = next(r for r in plan.rows if r.reading.row == 4)
    assert third.suspects[0].person == -1 and not third.attached
    assert third.persons == (-3,)
    file.close()


def test_that_a_second_plan_goes_on_with_what_was_compared(
    file: IncidentFile, tmp_path: Path
) -> None:
    readings = read(file, write(tmp_path / "b.csv", [row("", "陳大文", birth="1985")]))
    first = file.ask(plan_import, quiet, readings)
    again = file.ask(plan_import, quiet, readings, Decisions(duplicates="skip"), first)
    assert first.likenesses is not None and again.likenesses is first.likenesses
    assert again.rows[-1].suspects == first.rows[-1].suspects
    bring(file, write(tmp_path / "c.csv", [row(9, "周九九")]))
    later = file.ask(plan_import, quiet, readings, None, first)
    assert later.likenesses is not first.likenesses

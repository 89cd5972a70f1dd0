"""An import suspects who is told in another script, order or spelling."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from situationroom.store.incident_file import IncidentFile, create_incident
from tests.cast import OFFICER, Clock, an_incident
from tests.commands.lists import bring, planned, row, write

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

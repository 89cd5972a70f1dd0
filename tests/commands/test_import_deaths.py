"""No rule for all joins a row to somebody of whom a death is told."""

from pathlib import Path

import pytest

from situationroom.commands.imports import Decisions, ImportPlan, PlannedRow
from situationroom.commands.people import report_death
from situationroom.store.incident_file import IncidentFile, create_incident
from tests.cast import OFFICER, Clock, an_incident
from tests.commands.lists import bring, planned, row, write

ROWS = (row(1, "赵一一", birth="1985-03-02", passport="E12345678", city="安卡拉"),)
OTHER = (
    "No", "Name", "Gender", "Date of birth", "Passport no", "Phone", "City", "Request", "Remarks",
)  # fmt: skip


@pytest.mark.parametrize("told", [False, True])
def test_that_a_rule_for_all_leaves_a_death_to_officers(
    tmp_path: Path, clock: Clock, told: bool
) -> None:
    file: IncidentFile = create_incident(
        tmp_path / "x.situation", an_incident(), OFFICER, "desk", clock
    )
    bring(file, write(tmp_path / "a.csv", ROWS))
    if told:
        file.run(report_death, 1, "Numune Hospital")
    alike = write(tmp_path / "b.csv", [row("", "赵一一", passport="E12345687")], OTHER)
    (line,) = about(planned(file, alike, decisions=Decisions(duplicates="attach")))
    assert line.persons == ((-1,) if told else (1,))
    one_by_one = Decisions(duplicate_rows={line.key: "attach"})
    assert about(planned(file, alike, decisions=one_by_one))[0].persons == (1,)
    file.close()


def about(plan: ImportPlan) -> list[PlannedRow]:
    return [planned_row for planned_row in plan.rows if planned_row.suspects]

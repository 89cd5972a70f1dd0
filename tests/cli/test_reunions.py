"""Missing meets found, on the command line."""

from pathlib import Path

from situationroom.commands.shelters import check_in
from situationroom.models.case_number import case_number
from situationroom.store.incident_file import open_incident
from tests.cast import HALL, NOW, OFFICER, SEARCH, XIAO, Clock
from tests.cli.conftest import Run


def test_that_nobody_has_met_in_the_beginning(run: Run, incident_path: Path) -> None:
    said = run("reunions", incident_path, "--json")
    assert said.code == 0
    assert said.document == {"outstanding": [], "reconciled": [], "closed": []}


def test_that_a_search_that_has_found_somebody_is_to_be_called_back(
    run: Run, incident_path: Path
) -> None:
    clock = Clock(NOW)
    file = open_incident(incident_path, OFFICER, clock=clock)
    file.run(check_in, [XIAO], HALL)
    file.close()
    (one,) = run("reunions", incident_path, "--json").document["reconciled"]
    assert set(one) == {"request", "found", "missing", "call_back"}
    assert (one["request"], one["missing"]) == (case_number(SEARCH), [])
    assert (one["found"][0]["case"], one["found"][0]["told"]) == (case_number(XIAO), False)
    assert one["found"][0]["sightings"][0]["kind"] == "stay"
    run("request", "resolve", incident_path, case_number(SEARCH), "--text", "OK")
    after = run("reunions", incident_path, "--json").document
    assert (after["reconciled"], len(after["closed"])) == ([], 1)

"""``situationroom reconcile``: the numbers, their lists, then and now."""

from pathlib import Path

from situationroom.commands.followups import add_task
from situationroom.commands.people import set_safety
from situationroom.commands.requests import take
from situationroom.models.vocabulary import Safety
from tests.cast import AHMET, EVACUATION, HAIYAN, LEI, NUO, PAPERS, SEARCH, Clock, as_colleague
from tests.cli.conftest import Run


def test_that_what_is_left_is_listed_and_said(run: Run, incident_path: Path) -> None:
    said = run("reconcile", incident_path, "--json")
    document = said.document
    assert (said.code, document["served"]) == (1, False)
    counts = {name: check["count"] for name, check in document["checks"].items()}
    assert counts == {"reports": 0, "unowned": 3, "unplanned": 0, "persons": 4, "promises": 3}
    assert len(document["checks"]["persons"]["rows"]) == 4
    assert document["checks"]["promises"]["rows"][0]["why"] == "answer"
    assert set(document["responses"]) == {"red", "orange", "yellow"}
    assert "Not all are served yet." in run("reconcile", incident_path).out


def test_that_a_served_incident_ends_well(run: Run, incident_path: Path) -> None:
    clock = Clock()
    file = as_colleague(incident_path, clock)
    file.run(take, [SEARCH, EVACUATION, PAPERS])
    file.run(set_safety, [HAIYAN, LEI, NUO, AHMET], Safety.SAFE)
    file.close()
    at = clock().isoformat()
    then = run("reconcile", incident_path, "--as-of", at, "--json")
    assert (then.code, then.document["served"]) == (0, True)
    assert run("reconcile", incident_path, "--as-of", "noon").code == 2


def test_that_a_follow_up_is_promised_on_the_command_line(run: Run, incident_path: Path) -> None:
    file = as_colleague(incident_path, Clock())
    file.run(add_task, SEARCH, "call back", Clock().at.replace(year=2099))
    file.close()
    assert run("reconcile", incident_path, "--json").document["checks"]["unplanned"]["count"] == 0

"""``situationroom reconcile``: the numbers, their lists, then and now."""

from pathlib import Path

from situationroom.commands.people import set_safety
from situationroom.commands.requests import take
from situationroom.models.case_number import case_number
from situationroom.models.vocabulary import Safety
from situationroom.store.queries.followups import tasks_of
from situationroom.store.queries.requests import notes_of
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


def test_that_requests_are_worked_from_a_script(run: Run, incident_path: Path) -> None:
    search, evacuation, papers = (case_number(n) for n in (SEARCH, EVACUATION, PAPERS))
    until = ("--until", "2099-01-01T00:00+00:00")
    for words in (
        ("follow-up", incident_path, search, "--text", "call back", *until, "--to", "Wang Min"),
        ("attempt", incident_path, evacuation, "--text", "no answer", *until),
        ("link", incident_path, search, "--to", evacuation, "--text", "same hotel"),
        ("join", incident_path, papers, "--to", search),
        ("note", incident_path, papers, "--text", "found by the number that went"),
    ):
        said = run("request", *words)
        assert (said.code, said.err) == (0, ""), words
    file = as_colleague(incident_path, Clock())
    assert [t.owner for t in file.ask(tasks_of, SEARCH)] == ["Wang Min"]
    assert file.ask(notes_of, SEARCH)[0].text == "found by the number that went"
    file.close()


def test_that_a_shift_is_handed_over_with_its_sheet(
    run: Run, incident_path: Path, tmp_path: Path
) -> None:
    run("request", "take", incident_path, case_number(SEARCH))
    sheet = tmp_path / "shift.pdf"
    said = run("shift", incident_path, "--to", "Wang Min", "--text", "all quiet", "--output", sheet)
    assert (said.code, said.out.strip()) == (0, str(sheet))
    assert sheet.read_bytes().startswith(b"%PDF")
    assert run("shift", incident_path, "--to", "Wang Min").code == 3

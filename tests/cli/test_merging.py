"""Whether two cases are one person, said on the command line."""

from pathlib import Path

from situationroom.models.case_number import case_number
from tests.cast import HAIYAN, LEI, NUO, XIAO
from tests.cli.conftest import Run

ONE, TWO, THREE = case_number(HAIYAN), case_number(LEI), case_number(NUO)


def cases(run: Run, path: Path) -> set[str]:
    return {person["case"] for person in run("list", "persons", path).document}


def test_that_merged_cases_are_found_under_the_first(run: Run, incident_path: Path) -> None:
    assert run("merge", incident_path, ONE, TWO, THREE).code == 0
    assert not cases(run, incident_path) & {TWO, THREE}
    hits = run("search", incident_path, TWO, "--json").document
    assert [hit["number"] for hit in hits if hit["kind"] == "person"] == [ONE]


def test_that_a_refused_merge_takes_back_those_before_it(run: Run, incident_path: Path) -> None:
    run("apart", incident_path, ONE, THREE)
    before = cases(run, incident_path)
    said = run("merge", incident_path, ONE, TWO, THREE)
    assert (said.code, cases(run, incident_path)) == (3, before)
    assert "two persons" in said.err


def test_that_a_merge_is_taken_apart_by_the_number_that_went(run: Run, incident_path: Path) -> None:
    before = cases(run, incident_path)
    run("merge", incident_path, ONE, TWO)
    said = run("unmerge", incident_path, TWO)
    assert (said.code, cases(run, incident_path)) == (0, before)
    assert run("unmerge", incident_path, TWO).code == 3


def test_that_one_case_alone_is_wrong_use(run: Run, incident_path: Path) -> None:
    assert run("merge", incident_path, ONE, ONE).code == 2
    assert run("apart", incident_path, case_number(XIAO)).code == 2

"""``situationroom match``: who is told of twice, for people and for scripts."""

from pathlib import Path

from situationroom.models.case_number import case_number
from tests.cli.conftest import Run
from tests.commands.lists import row, write

TOLD = (
    row(1, "欧阳翥", birth="1985-03-12", passport="E38861234", phone="05325550101", city="安卡拉"),
    row(2, "王芳", birth="1986-07-09", passport="E40011223", phone="05325550202", city="安卡拉"),
    row(3, "Zhu Ouyang", birth="1985-12-03", phone="05325550101", city="安卡拉"),
    row(4, "王强", birth="1960-07-09", phone="05325550202", city="安卡拉"),
)
ONE, THREE = case_number(1), case_number(3)


def test_that_pairs_and_groups_are_told_as_fixed(run: Run, new: Path, tmp_path: Path) -> None:
    run("import", new, write(tmp_path / "a.csv", TOLD))
    said = run("match", new, "--json")
    assert said.code == 0
    assert set(said.document) == {"pairs", "clusters"}
    (pair,) = said.document["pairs"]
    assert set(pair) == {"a", "b", "score", "verdict", "reasons"}
    assert (pair["a"], pair["b"]) == (ONE, THREE)
    assert pair["verdict"] in ("same", "probably")
    assert 0.5 <= pair["score"] <= 1
    assert all(set(reason) == {"field", "a", "b", "weight"} for reason in pair["reasons"])
    assert said.document["clusters"] == [[ONE, THREE]]


def test_that_people_read_the_reasons(run: Run, new: Path, tmp_path: Path) -> None:
    run("import", new, write(tmp_path / "a.csv", TOLD))
    said = run("match", new)
    assert said.code == 0
    assert said.out.startswith(f"{ONE}\t{THREE}\t")
    assert "same telephone: +905325550101" in said.out
    assert "day and month exchanged" in said.out


def test_that_what_officers_answered_is_not_asked_again(
    run: Run, new: Path, tmp_path: Path
) -> None:
    run("import", new, write(tmp_path / "a.csv", TOLD))
    assert run("apart", new, ONE, THREE).code == 0
    assert run("match", new, "--json").document == {"pairs": [], "clusters": []}


def test_that_an_empty_incident_has_no_pairs(run: Run, new: Path) -> None:
    assert run("match", new, "--json").document == {"pairs": [], "clusters": []}

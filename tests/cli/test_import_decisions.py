"""Duplicates and conflicts on the command line: a rule for all, and what is left is said."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.commands.lists import row, write


def lists(folder: Path) -> tuple[Path, Path]:
    """A list, and one that tells of the same person with two letters of the passport exchanged."""
    first = write(folder / "a.csv", [row(1, "赵一一", birth="1985-03-02", passport="E12345678")])
    again = [row(7, "赵一一", birth="1985-03-02", passport="E12345687", city="安卡拉")]
    return first, write(folder / "b.csv", again, ("No", "Name", "Gender", "Date of birth",
        "Passport no", "Phone", "City", "Request", "Remarks"))  # fmt: skip


def test_that_a_suspect_needs_a_person_unless_a_rule_decides(
    run: Run, new: Path, tmp_path: Path
) -> None:
    first, again = lists(tmp_path)
    assert run("import", new, first).code == 0
    said = run("import", new, again, "--dry-run", "--json")
    assert said.code == 1
    assert "probably about" in said.err
    (file,) = said.document["files"]
    (suspect,) = file["suspects"]
    assert suspect["outcome"] == "new"
    assert suspect["persons"][0]["case"] == "0001-3"
    assert 0 < suspect["persons"][0]["score"] <= 1
    assert suspect["persons"][0]["reasons"]
    said = run("import", new, again, "--duplicates", "attach")
    assert (said.code, len(run("list", "persons", new).document)) == (1, 1)
    assert "0001-3, documents: E12345678 here" in said.err


def test_that_a_conflict_is_said_and_settled(run: Run, new: Path, tmp_path: Path) -> None:
    first, again = lists(tmp_path)
    run("import", new, first)
    rules = ("--duplicates", "attach", "--conflicts", "list")
    said = run("import", new, again, *rules, "--json")
    assert (said.code, said.err) == (0, "")
    (conflict,) = said.document["files"][0]["conflicts"]
    assert (conflict["field"], conflict["kept"]) == ("documents", "list")
    (person,) = run("list", "persons", new).document
    assert [d["number"] for d in person["documents"]] == ["E12345687"]


def test_that_a_skipped_suspect_is_counted(run: Run, new: Path, tmp_path: Path) -> None:
    first, again = lists(tmp_path)
    run("import", new, first)
    said = run("import", new, again, "--duplicates", "skip", "--json")
    (file,) = said.document["files"]
    assert said.document["entry"] is None
    assert (said.code, file["new"], len(file["skipped"])) == (0, 0, 2)
    assert file["rows"] == 2


def test_that_undo_names_what_it_kept(run: Run, new: Path, tmp_path: Path) -> None:
    rows = [row(1, "赵一一", passport="E12345678"), row(2, "钱二二", passport="E22345678")]
    run("import", new, write(tmp_path / "a.csv", rows))
    assert run("shelter", "open", new, _shelter(tmp_path)).code == 0
    assert run("shelter", "check-in", new, "0001-3", "--at", "Hall").code == 0
    said = run("undo", new, "--revision", 2)
    assert said.code == 1
    assert "0001-3 赵一一 was kept: Li Kai has worked on it since (entry 4)" in said.err
    assert [p["case"] for p in run("list", "persons", new).document] == ["0001-3"]
    assert run("verify", new).code == 0


def _shelter(folder: Path) -> Path:
    path = folder / "sites.csv"
    path.write_text("Name,City,Capacity,Status\nHall,Ankara,20,Open\n", encoding="utf-8")
    return path


def test_that_turned_names_and_marked_values_are_said(run: Run, new: Path, tmp_path: Path) -> None:
    told = ["XIAOMING,WANG", "LIHUA,LI", "HAORAN,ZHAO", "MEILING,CHEN", "JIANGUO,LIU"]
    path = tmp_path / "turned.csv"
    path.write_text("\n".join(["Surname,Given Name,Date of birth",
                               *(f"{one},1985-02-30" for one in told)]))  # fmt: skip
    said = run("import", new, path, "--dry-run", "--json")
    (file,) = said.document["files"]
    assert file["names"] == {"turned": "turned"}
    assert {(p["row"], p["field"]) for p in file["problems"]} == {
        (n, "birth_date") for n in range(2, 7)
    }
    assert "read the other way round" in run("import", new, path, "--dry-run").err
    assert "5 values are kept as told" in run("import", new, path).err

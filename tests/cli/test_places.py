"""``situationroom places``: tables in, words without a place out, decisions by script."""

from pathlib import Path

from tests.cli.conftest import Run


def test_that_words_are_listed_decided_and_remembered(run: Run, new: Path, tmp_path: Path) -> None:
    callers = tmp_path / "callers.csv"
    rows = [f"LI A{n},+90532100{n:04},Grand Hyatt" for n in range(40)]
    callers.write_text("\n".join(["Name,Phone,Place", *rows]) + "\n", encoding="utf-8")
    assert run("import", new, callers).code in (0, 1)
    told = run("places", "unresolved", new, "--json")
    assert told.code == 1
    (text,) = told.document["texts"]
    assert (text["text"], len(text["persons"])) == ("Grand Hyatt", 40)
    done = run("places", "set", new, "Grand Hyatt", "--at", "41.0392, 28.9905", "--radius", "200",
               "--name", "Grand Hyatt Istanbul", "--json")  # fmt: skip
    assert (done.code, done.document["placed"]) == (0, 40)
    assert run("places", "unresolved", new).code == 0
    (one,) = run("places", "resolve", new, "grand hyatt", "--json").document
    assert (one["name"], one["from"], one["precision"]) == (
        "Grand Hyatt Istanbul", "decided", "street",
    )  # fmt: skip
    more = tmp_path / "later.csv"
    more.write_text("Name,Phone,Place\nWANG WU,+905321000999,Grand Hyatt\n", encoding="utf-8")
    run("import", new, more)
    people = run("list", "persons", new, "--format", "json").document
    assert len({(p["lat"], p["lon"]) for p in people}) == 1
    assert run("undo", new).code == 0
    assert run("places", "forget", new, "Grand Hyatt").code == 0
    assert run("places", "forget", new, "Grand Hyatt").code == 3


def test_that_a_table_says_its_bad_rows(run: Run, new: Path, tmp_path: Path) -> None:
    table = tmp_path / "hotels.csv"
    lines = ("Name,City,Lat,Lon", "Hilton,Ankara,39.9,32.85", "Nowhere,,0,0", ",Ankara,39,32")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    dry = run("places", "import", new, table, "--dry-run", "--json")
    assert (dry.code, dry.document["new"], dry.document["entry"]) == (1, 1, None)
    done = run("places", "import", new, table)
    assert done.code == 1
    assert "hotels 3" in done.err
    assert "hotels 4" in done.err
    listed = run("places", "list", new, "--json").document
    assert [place["name"] for place in listed["places"]] == ["Hilton"]


def test_that_wrong_use_is_one_plain_sentence(run: Run, new: Path) -> None:
    assert run("places", "import", new).code == 2
    assert run("places", "set", new, "Grand Hyatt").code == 2
    assert run("places", "set", new, "Grand Hyatt", "--at", "Xyzzyville").code == 3
    assert run("places", "set", new, "Grand Hyatt", "--at", "0, 0").code == 3


def test_that_the_empty_workbook_can_be_written(run: Run, tmp_path: Path) -> None:
    assert run("template", "places", "--output", tmp_path, "--language", "zh").code == 0
    assert (tmp_path / "地点表.xlsx").exists()

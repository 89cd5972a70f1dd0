"""What tired people type: refused in one sentence, or done as they meant it."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests import samples
from tests.cli.conftest import Run, Said

HEADER = ("Name", "Passport no", "Telephone")
COACH = ("--seats", 3, "--departs", "2016-07-17T10:00", "--arrives", "2016-07-17T11:00")


def one_sentence(said: Said, code: int) -> str:
    assert (said.code, said.out) == (code, ""), said
    assert said.err.endswith(".\n")
    assert said.err.count("\n") == 1
    return said.err


@pytest.fixture
def people(run: Run, new: Path, hotline: Path) -> list[str]:
    """Case numbers of an imported list."""
    assert run("import", new, hotline).code == 0
    return [person["case"] for person in run("list", "persons", new).document]


@pytest.fixture
def coach(run: Run, new: Path, people: list[str]) -> list[str]:
    """Two persons on board of the coach B-07, a third without a seat."""
    a, b, other = people[:3]
    run("movement", "new", new, "B-07", *COACH)
    for words in (("assign", a, b), ("close",), ("boarding",), ("board", a, b), ("depart",)):
        act, *cases = words
        said = run("movement", act, new, "B-07", *cases, *(["--reason", "x"] * (act == "assign")))
        assert said.code == 0, said.err
    return [a, b, other]


@pytest.mark.parametrize("time", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "0001-01-01"])
def test_that_a_time_at_the_end_of_the_calendar_is_no_time(run: Run, new: Path, time: str) -> None:
    assert time in one_sentence(run("figures", new, "--as-of", time), 2)
    assert time in one_sentence(run("movement", "new", new, "X", "--departs", time), 2)


def test_that_a_number_beyond_the_store_is_refused(run: Run, new: Path) -> None:
    one_sentence(run("undo", new, "--revision", "9" * 23), 2)
    assert run("verify", new).code == 0


def test_that_bytes_of_another_encoding_are_refused(run: Run, new: Path) -> None:
    one_sentence(run("movement", "new", new, "B\udcff", "--seats", 3), 2)
    assert run("verify", new).code == 0


def test_that_a_country_nobody_knows_is_refused(run: Run, tmp_path: Path) -> None:
    said = run(
        "new", tmp_path / "x.situation", "--name", "x", "--country", "ZZ", "--kind", "coup",
        "--started", "2016-07-15T22:00+03:00",
    )  # fmt: skip
    assert "ZZ" in one_sentence(said, 2)


@pytest.mark.parametrize("act", ["assign", "withdraw", "board"])
def test_that_an_act_on_nobody_is_wrong_use(run: Run, new: Path, act: str) -> None:
    run("movement", "new", new, "B-07", "--seats", 3)
    one_sentence(run("movement", act, new, "B-07"), 2)
    assert len(run("list", "entries", new).document) == 2


def test_that_somebody_named_twice_gets_one_seat(run: Run, new: Path, people: list[str]) -> None:
    run("movement", "new", new, "B-07", *COACH)
    assert run("movement", "assign", new, "B-07", *[people[0]] * 2, "--reason", "x").code == 0
    assert len(run("list", "bookings", new).document) == 1


def test_that_a_seat_is_given_back_once(run: Run, new: Path, people: list[str]) -> None:
    run("movement", "new", new, "B-07", *COACH)
    run("movement", "assign", new, "B-07", people[0], "--reason", "x")
    assert run("movement", "withdraw", new, "B-07", people[0]).code == 0
    said = one_sentence(run("movement", "withdraw", new, "B-07", people[0]), 3)
    assert "has no seat" in said


def test_that_those_counted_off_have_arrived_and_the_others_are_missing(
    run: Run, new: Path, coach: list[str]
) -> None:
    a, b, other = coach
    assert "is not on B-07" in one_sentence(run("movement", "arrive", new, "B-07", a, other), 3)
    assert run("movement", "arrive", new, "B-07", a).code == 0
    stages = {p["case"]: p["stage"] for p in run("list", "persons", new).document}
    assert (stages[a], stages[b]) == ("arrived", "in_area")


def test_that_long_names_still_make_files(run: Run, new: Path, tmp_path: Path) -> None:
    run("movement", "new", new, "航" * 300, "--seats", 3)
    run("movement", "close", new, "航" * 300)
    assert run("manifest", new, "航" * 300, "--output", tmp_path, "--format", "csv").code == 0
    said = run("handoff", new, "--to", "中/../" * 80, "--output", tmp_path)
    assert said.code == 0
    assert all(Path(line).parent == tmp_path for line in said.out.splitlines())


def test_that_a_file_in_the_place_of_a_folder_is_said(run: Run, new: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    said = one_sentence(run("handoff", new, "--to", "Embassy", "--output", tmp_path / "taken"), 2)
    assert "taken cannot be used" in said
    assert run("list", "handoffs", new).document == []


def test_that_files_of_one_name_are_counted_apart(run: Run, new: Path, tmp_path: Path) -> None:
    for folder, seed, count in (("a", 1, 3), ("b", 2, 5)):
        (tmp_path / folder).mkdir()
        samples.hotline_zh(tmp_path / folder / "list.xlsx", count, seed)
        _reject(tmp_path / folder / "bad.xlsx")
    lists = [tmp_path / f / n for f in "ab" for n in ("list.xlsx", "bad.xlsx")]
    said = run("import", new, *lists, "--json", "--rejects", tmp_path / "rejects")
    told = {f["file"]: (f["new"], len(f["rejected"])) for f in said.document["files"]}
    assert told == {
        "list.xlsx": (3, 0),
        "bad.xlsx": (0, 1),
        "list (2).xlsx": (5, 0),
        "bad (2).xlsx": (0, 1),
    }
    assert len(list((tmp_path / "rejects").iterdir())) == 2


def _reject(path: Path) -> None:
    book = Workbook()
    for row in (HEADER, ("", "", ""), ("?", "", "")):
        assert book.active is not None
        book.active.append(row)
    book.save(path)


def test_that_shelters_are_opened_once_and_every_other_row_is_said(
    run: Run, new: Path, tmp_path: Path
) -> None:
    path = tmp_path / "shelters.csv"
    rows = [("Name", "Lat", "Lon", "Capacity"), ("School A", 39.93, 32.85, 50), ("", 39.9, 32.8, 9)]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    first = run("shelter", "open", new, path)
    assert (first.code, "shelters.csv" in first.err) == (1, True)
    again = run("shelter", "open", new, path)
    assert (again.code, "School A is on the list already" in again.err) == (1, True)
    assert len(run("list", "sites", new).document) == 1


def test_that_shelters_among_callers_lists_are_pointed_out(
    run: Run, new: Path, tmp_path: Path
) -> None:
    samples.shelters_csv(tmp_path / "shelters.csv")
    said = run("import", new, tmp_path / "shelters.csv")
    assert "shelter open" in said.err

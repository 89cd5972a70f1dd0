"""The eight steps of the story, from callers' lists to the embassy's hands, without a screen."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests import samples
from tests.cli.conftest import Run, new, run

__all__ = ["new", "run"]
SHARED = Path(__file__).parents[2].parent / "shared" / "data"
LISTS = ("01_hotline_zh.xlsx", "02_registration_en.xlsx", "05_company_camps.xlsx")


@pytest.fixture
def lists(tmp_path: Path) -> list[Path]:
    """The three lists of the story in invented form."""
    paths = [tmp_path / name for name in LISTS]
    samples.hotline_zh(paths[0], 12)
    samples.registration_en(paths[1], 12)
    samples.company_camps(paths[2], 6)
    return paths


def done(run: Run, *words: object) -> str:
    """A step that must succeed; what it printed."""
    said = run(*words)
    assert said.code == 0, said.err
    return said.out


def people(run: Run, file: Path) -> dict[str, dict[str, Any]]:
    return {person["case"]: person for person in run("list", "persons", file).document}


def stages(run: Run, file: Path, cases: list[str]) -> list[str]:
    listed = people(run, file)
    return [listed[case]["stage"] for case in cases]


def test_that_the_whole_job_can_be_done(
    run: Run, new: Path, lists: list[Path], tmp_path: Path
) -> None:
    cases = _import_the_lists(run, new, lists)
    one, other = _work_the_rolling_list(run, new)
    _look_at_the_map(run, new)
    _drive_the_coach(run, new, cases[:5], tmp_path / "out")
    _fill_the_shelters(run, new, cases[4:6], tmp_path)
    _hand_over(run, new, (one, other), tmp_path / "out")
    _take_the_last_list_back(run, new, tmp_path / "late.xlsx")


def _import_the_lists(run: Run, new: Path, lists: list[Path]) -> list[str]:
    """Step 2: a dry run, then the import; every row kept word for word."""
    dry = run("import", new, *lists, "--dry-run", "--json").document
    assert people(run, new) == {}
    wet = run("import", new, *lists, "--json").document
    assert [f["new"] for f in wet["files"]] == [f["new"] for f in dry["files"]] == [12, 12, 12]
    cases = list(people(run, new))
    assert len(cases) == 36
    assert len(run("list", "reports", new).document) == 36
    return cases


def _work_the_rolling_list(run: Run, new: Path) -> tuple[str, str]:
    """Step 3: taken, acknowledged, noted, resolved, reopened, handed over."""
    requests = run("list", "requests", new).document
    one, other = requests[0]["number"], requests[1]["number"]
    for words in (
        ("take", new, one, other),
        ("acknowledge", new, one),
        ("note", new, one, "--text", "已联系家属"),
        ("resolve", new, one, "--text", "平安"),
        ("reopen", new, one, "--text", "再次失联"),
        ("hand-over", new, one, "--to", "Wang", "--text", "夜班"),
    ):
        done(run, "request", *words)
    handed = run("list", "requests", new).document[0]
    assert (handed["status"], handed["owner"]) == ("new", "Wang")
    return one, other


def _look_at_the_map(run: Run, new: Path) -> None:
    """Step 4: whoever has a position is in a city somebody can see on a map."""
    placed = [p for p in people(run, new).values() if p["lat"] is not None]
    assert len(placed) >= 30
    assert {p["city"] for p in placed} <= set(samples.CITIES.values())


def _drive_the_coach(run: Run, new: Path, cases: list[str], out: Path) -> None:
    """Step 5: four seats, a household kept together, no fifth seat, a no-show comes back."""
    a, b, c, d, e = cases
    done(run, "household", new, "陈家", a, b)
    coach = ("--seats", 4, "--from", "安卡拉", "--to", "Esenboğa", "--departs", "2016-07-17T10:00",
             "--arrives", "2016-07-17T11:00")  # fmt: skip
    done(run, "movement", "new", new, "B-07", *coach)
    split = run("movement", "assign", new, "B-07", a)
    assert (split.code, "would be split" in split.err) == (3, True)
    done(run, "movement", "assign", new, "B-07", a, b, c)
    too_many = run("movement", "assign", new, "B-07", d, e)
    assert (too_many.code, "B-07 has 4 places" in too_many.err) == (3, True)
    done(run, "movement", "assign", new, "B-07", d)
    done(run, "movement", "close", new, "B-07")
    for kind, start in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        printed = done(run, "manifest", new, "B-07", "--output", out, "--format", kind)
        assert Path(printed.strip()).read_bytes().startswith(start)
    done(run, "movement", "boarding", new, "B-07")
    done(run, "movement", "board", new, "B-07", a, b, c)
    done(run, "movement", "depart", new, "B-07")
    assert stages(run, new, [a, b, c, d]) == ["boarded"] * 3 + ["in_area"]
    missed = [r for r in run("list", "requests", new).document if d in r["persons"]]
    assert any(r["status"] not in ("resolved", "closed") for r in missed)
    done(run, "movement", "arrive", new, "B-07")
    assert stages(run, new, [a, b, c]) == ["arrived"] * 3


def _fill_the_shelters(run: Run, new: Path, cases: list[str], folder: Path) -> None:
    """Step 6: in, elsewhere, out; what happened is never lost."""
    one, other = cases
    samples.shelters_csv(folder / "shelters.csv")
    done(run, "shelter", "open", new, folder / "shelters.csv")
    done(run, "shelter", "check-in", new, one, other, "--at", "Assembly Hall Ankara")
    done(run, "shelter", "check-in", new, one, "--at", "Harbour School", "--reason", "her sister")
    stays = run("list", "stays", new).document
    assert [s["status"] for s in stays] == ["checked_out", "checked_in", "checked_in"]
    done(run, "shelter", "check-out", new, other)
    assert stages(run, new, cases) == ["sheltered", "in_area"]


def _hand_over(run: Run, new: Path, numbers: tuple[str, str], out: Path) -> None:
    """Step 7: a full hand-off, then a delta of exactly what is different."""
    untouched, resolved = numbers
    full = done(run, "handoff", new, "--to", "Embassy Ankara", "--output", out).split()
    done(run, "request", "resolve", new, resolved, "--text", "平安")
    delta = done(run, "handoff", new, "--to", "Embassy Ankara", "--output", out).split()
    assert [Path(p).name for p in (*full, *delta)] == [
        "handoff-Embassy-Ankara-001-full.xlsx",
        "handoff-Embassy-Ankara-001-full.pdf",
        "handoff-Embassy-Ankara-002-delta.xlsx",
        "handoff-Embassy-Ankara-002-delta.pdf",
    ]
    told = _cells(Path(delta[0]))
    assert resolved in told
    assert untouched not in told
    made = run("list", "handoffs", new).document
    assert [h["number"] for h in made] == [1, 2]
    assert all(len(file["sha256"]) == 64 for h in made for file in h["files"])


def _take_the_last_list_back(run: Run, new: Path, late: Path) -> None:
    """Step 8: the last import is taken back as one act, and the file proves itself."""
    before = run("list", "persons", new).out
    samples.hotline_zh(late, 9, seed=77)
    done(run, "import", new, late)
    assert len(people(run, new)) > 36
    done(run, "undo", new)
    assert run("list", "persons", new).out == before
    entries = run("list", "entries", new).document
    assert [e["verb"] for e in entries[-2:]] == ["apply_import", "undo"]
    assert entries[-1]["undoes"] == entries[-2]["revision"]
    assert "all in order" in done(run, "verify", new)


def _cells(path: Path) -> set[str]:
    book = load_workbook(path, read_only=True)
    found = {
        str(cell)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    }
    book.close()
    return found


def test_that_a_drill_is_marked_on_what_leaves_the_cell(
    run: Run, new: Path, lists: list[Path], tmp_path: Path
) -> None:
    done(run, "import", new, lists[0])
    xlsx, _ = done(run, "handoff", new, "--to", "Embassy Ankara", "--output", tmp_path).split()
    assert any("DRILL" in cell for cell in _cells(Path(xlsx)))


def test_that_a_list_told_twice_adds_nobody(run: Run, new: Path, lists: list[Path]) -> None:
    done(run, "import", new, *lists)
    again = run("import", new, *lists, "--json").document
    assert again["entry"] is None
    assert all(f["new"] == f["updated"] == 0 for f in again["files"])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the lists beside the repository are not here")
def test_that_the_real_lists_go_the_whole_way(run: Run, new: Path, tmp_path: Path) -> None:
    real = [SHARED / "calls" / name for name in LISTS]
    document = run("import", new, *real, "--json").document
    for file in document["files"]:
        counts = sum(file[key] for key in ("new", "updated", "unchanged", "duplicates"))
        assert file["rows"] == counts + len(file["rejected"]) + len(file["skipped"])
    assert len(people(run, new)) == 180
    assert "陈海" in done(run, "search", new, "陈海")
    shelters = [SHARED / f"shelters_{name}.csv" for name in ("kashmir", "arc")]
    done(run, "shelter", "open", new, *shelters)
    assert len(run("list", "sites", new).document) == 9
    done(run, "handoff", new, "--to", "Embassy Ankara", "--output", tmp_path)
    update = run("import", new, SHARED / "calls" / "10_hotline_zh_update.xlsx", "--json").document
    assert update["files"][0]["new"] == 0
    assert update["files"][0]["updated"] > 0
    assert done(run, "handoff", new, "--to", "Embassy Ankara", "--output", tmp_path)
    assert run("undo", new, "--revision", update["entry"]).code == 0
    assert "all in order" in done(run, "verify", new)

"""``situationroom zones``: what is wrong with a file is said, nothing is half done."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.zone_files import CASES, Case, alert, feature, written


def listed(run: Run, file: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = run("zones", "list", file, "--json").document["zones"]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_that_a_wrong_file_gets_a_plain_sentence_and_its_exit_code(
    run: Run, new: Path, tmp_path: Path, case: Case
) -> None:
    said = run("zones", "read", new, written(case, tmp_path))
    assert said.code == (2 if not case.zones else 1 if case.said else 0)
    assert case.said in said.err
    if case.said:
        assert case.name in said.err
    assert len(listed(run, new)) == (case.zones or 0)
    assert run("verify", new).code == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_that_the_sentence_is_chinese_too(run: Run, new: Path, tmp_path: Path, case: Case) -> None:
    said = run("--language", "zh", "zones", "read", new, written(case, tmp_path), "--dry-run")
    for line in said.err.splitlines():
        words = line.replace(case.name, "").replace("Zone", "").replace("Flood", "")
        assert any("\u4e00" <= letter <= "\u9fff" for letter in words), line
        assert not any(english in words for english in (" the ", " is ", " was ", " at "))
    assert listed(run, new) == []


def test_that_of_two_files_none_is_taken_when_one_cannot_be_read(
    run: Run, new: Path, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.geojson", tmp_path / "bad.kml"
    good.write_text(feature((36, 36), (37, 36), (37, 37)))
    bad.write_text("<kml><Placemark>")
    assert run("zones", "read", new, good, bad).code == 2
    assert listed(run, new) == []
    assert run("zones", "read", new, good, tmp_path / "none.kml").code == 2
    assert run("zones", "read", new).code == 2


def test_that_zones_are_read_listed_and_withdrawn(run: Run, new: Path, tmp_path: Path) -> None:
    path = tmp_path / "alert.cap"
    path.write_text(alert())
    said = run("zones", "read", new, path, "--json")
    assert said.code == 0
    (told,) = said.document["files"]
    assert [zone["name"] for zone in told["zones"]] == ["Flood: Hatay", "Flood: Dam"]
    assert run("zones", "inside", new, "Flood:", "Dam", "--json").document["persons"] == []
    assert run("zones", "withdraw", new, "Flood: Dam").code == 3, "a reason is due"
    assert run("zones", "withdraw", new, "Flood: Dam", "--why", "it holds").code == 0
    assert [zone["name"] for zone in listed(run, new)] == ["Flood: Hatay"]
    assert run("undo", new).code == 0
    assert len(listed(run, new)) == 2
    assert run("zones", "inside", new, "Nowhere").code == 3


def test_that_alerts_out_of_order_end_as_the_last_one_says(
    run: Run, new: Path, tmp_path: Path
) -> None:
    def read(number: str, kind: str = "Alert", of: str = "") -> int:
        told = f"<references>hydro@meteo.example,{of},2026-02-06T04:30:00+03:00</references>"
        path = tmp_path / f"{number}.cap"
        path.write_text(alert(identifier=number, kind=kind, references=told if of else ""))
        return run("zones", "read", new, path).code

    assert read("C", "Cancel", "A") == 1, "it is not here: somebody may want to know"
    assert read("A") == 3
    assert read("U", "Update", "B") == 0
    assert read("B") == 3
    assert len(listed(run, new)) == 2
    assert read("D", "Cancel", "U") == 0
    assert listed(run, new) == []


def test_that_priorities_are_proposed_and_raised_when_the_number_is_confirmed(
    run: Run, new: Path, tmp_path: Path
) -> None:
    sheet, path = tmp_path / "calls.csv", tmp_path / "zone.geojson"
    sheet.write_text(
        "Name,Phone,Latitude,Longitude,Request\nLI Wei,+90 532 111 0001,36.2,36.1,help\n"
    )
    assert run("import", new, sheet).code == 0
    path.write_text(feature((36, 36), (37, 36), (37, 37), (36, 37)))
    assert run("zones", "read", new, path).code == 0
    (case,) = run("zones", "inside", new, "Zone", "--json").document["persons"]
    open_ones = len(json.loads(run("list", "requests", new, "--format", "json").out))
    proposed = run("zones", "raise", new, "Zone", "--json")
    assert (proposed.code, proposed.document["requests"]) == (1 if open_ones else 0, open_ones)
    assert run("zones", "raise", new, "Zone", "--confirm", open_ones + 1).code == 3
    done = run("zones", "raise", new, "Zone", "--confirm", open_ones)
    assert done.code == 0
    found = json.loads(run("list", "requests", new, "--format", "json").out)
    assert all(request["priority"] == "red" for request in found)
    assert case

"""Columns kept by name on the command line."""

import json
from pathlib import Path

import pytest

from situationroom.cli import main
from situationroom.cli.profiles import profile_file
from tests import samples


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "list.xlsx"
    samples.registration_en(path, 5)
    return path


def test_that_the_first_use_of_a_profile_keeps_the_columns(
    incident_path: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile_file("embassy").unlink(missing_ok=True)
    assert (
        main(["import", str(incident_path), str(sheet), "--dry-run", "--profile", "embassy"]) == 0
    )
    kept = json.loads(profile_file("embassy").read_text(encoding="utf-8"))
    assert kept["City"] == "city"
    assert "embassy.json" in capsys.readouterr().err


def test_that_a_profile_decides_what_a_column_is(
    incident_path: Path, sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = profile_file("plain")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"City": null}', encoding="utf-8")
    asked = ["import", str(incident_path), str(sheet), "--dry-run", "--profile", "plain", "--json"]
    assert main(asked) == 0
    told = json.loads(capsys.readouterr().out)["files"][0]["sheets"][0]
    assert "City" in told["unmapped"]
    assert "City" not in told["columns"]


@pytest.mark.parametrize("text", ["no json", "[]", '{"City": "no such field"}'])
def test_that_a_damaged_profile_is_said_in_words(
    incident_path: Path, sheet: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = profile_file("broken")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    asked = ["import", str(incident_path), str(sheet), "--dry-run", "--profile", "broken"]
    assert main(asked) == 2
    assert "broken.json" in capsys.readouterr().err


def test_that_a_path_is_no_profile_name(incident_path: Path, sheet: Path) -> None:
    asked = ["import", str(incident_path), str(sheet), "--dry-run", "--profile", "../x"]
    assert main(asked) == 2

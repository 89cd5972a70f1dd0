"""The incident as numbered pictures: each says of when it is, the list says so too."""

import csv
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from situationroom.cli.replay import pixels, seconds
from situationroom.models.errors import InputError
from situationroom.store.incident_file import open_incident
from tests.cast import OFFICER, Clock
from tests.cli.conftest import Run
from tests.store.replayed import a_day


@pytest.fixture
def day(incident_path: Path) -> Path:
    """An incident of one busy day."""
    clock = Clock()
    file = open_incident(incident_path, OFFICER, "desk 1", clock)
    a_day(file, clock)
    file.close()
    return incident_path


def test_that_every_picture_has_its_time_and_its_figures(
    run: Run, day: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "film"
    said = run("replay", day, "--output", folder, "--every", "3h", "--size", "640x480", "--json")
    assert said.code == 0
    assert said.document["frames"] == 4
    with (folder / "frames.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == ["0001.png", "0002.png", "0003.png", "0004.png"]
    assert [row["local"][11:16] for row in rows] == ["10:00", "13:00", "16:00", "16:20"]
    pictures = [QImage(str(folder / row["file"])) for row in rows]
    assert {(one.width(), one.height()) for one in pictures} == {(640, 480)}
    for row in rows:
        told = run("figures", day, "--as-of", row["at"], "--json").document
        assert {name: row[name] for name in told if name != "as_of"} == {
            name: str(value) for name, value in told.items() if name != "as_of"
        }


def test_that_wrong_wishes_are_one_sentence_and_write_nothing(
    run: Run, day: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "film"
    for words, about in (
        (("--every", "soon"), "length of time"),
        (("--every", "0h"), "length of time"),
        (("--size", "1x1"), "size"),
        (("--from", "2016-07-18", "--to", "2016-07-16"), "before it begins"),
        (("--every", "1min", "--to", "2026-07-16"), "more than 5000"),
        (("--from", "yesterday"), "not a time"),
    ):
        said = run("replay", day, "--output", folder, *words)
        assert said.code == 2
        assert about in said.err
        assert said.out == ""
    assert not folder.exists()


def test_that_lengths_and_sizes_are_read() -> None:
    assert [seconds(text) for text in ("10min", "5m", "1h", "2 d")] == [600, 300, 3_600, 172_800]
    assert pixels("1366 × 768") == (1366, 768)
    with pytest.raises(InputError):
        pixels("99999x99999")

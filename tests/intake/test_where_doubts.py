"""Positions that cannot be right are flagged in a list, whichever column tells them."""

from pathlib import Path

import pytest

from situationroom.commands.imports import read_files
from situationroom.intake.results import RowReading
from tests.cast import NOW, an_incident

HEAD = "Name,Phone,Place,Latitude,Longitude"


def quiet(_done: int, _total: int, _label: str) -> None:
    """No progress is looked at."""


def row(folder: Path, place: str, lat: str, lon: str) -> RowReading:
    """One row of a list for an incident in Turkey."""
    path = folder / "callers.csv"
    line = f'LI YI,+905321000001,"{place}",{lat},{lon}'
    path.write_text(f"{HEAD}\n{line}\n", encoding="utf-8")
    reading = read_files(quiet, [path], an_incident(), NOW)[0]
    return next(r for r in reading.sheets[0].rows if r.persons)


def said(found: RowReading) -> str:
    """Everything that is flagged, in English."""
    return " ".join(str(problem.reason) for problem in found.problems)


@pytest.mark.parametrize(
    ("place", "lat", "lon", "words"),
    [
        ("Istanbul", "28.98", "41.01", "put right"),
        ("Istanbul", "0", "0", "no position"),
        ("Istanbul", "95.2", "199", "no position"),
        ("Ankara", "33.34", "44.40", "the place that is told lies in"),
        ("", "33.34", "44.40", "not in the country of the incident"),
        ("LAX", "", "", "not in the country of the incident"),
        ("Gazientep", "", "", "it was read as"),
        ("Grand Hyatt", "", "", "not in the gazetteer"),
    ],
)
def test_that_a_place_that_cannot_be_right_is_flagged(
    tmp_path: Path, place: str, lat: str, lon: str, words: str
) -> None:
    assert words in said(row(tmp_path, place, lat, lon))


@pytest.mark.parametrize(
    ("place", "lat", "lon"),
    [
        ("Istanbul", "41.01", "28.98"),
        ("Damascus, Syria", "33.51", "36.29"),
        ("", "41.67", "26.56"),  # Edirne, a walk from the border
        ("Ankara", "", ""),
    ],
)
def test_that_a_place_that_is_right_is_not_flagged(
    tmp_path: Path, place: str, lat: str, lon: str
) -> None:
    assert said(row(tmp_path, place, lat, lon)) == ""


def test_that_exchanged_degrees_end_where_they_were_meant(tmp_path: Path) -> None:
    person = row(tmp_path, "Istanbul", "28.98", "41.01").persons[0]
    assert (person.lat, person.lon) == (41.01, 28.98)

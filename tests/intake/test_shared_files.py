"""Lists other programs have written, as they came; skipped where they are not beside us."""

from pathlib import Path

import pytest

from situationroom.intake.reading import read_lists, sniff
from situationroom.intake.results import Context, RowReading
from situationroom.intake.shelters import read_shelters
from situationroom.models.vocabulary import SiteKind

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def quiet(done: int, total: int, label: str) -> None:
    """Nobody watches."""


def shared(name: str) -> Path:
    if not (DATA / name).exists():
        pytest.skip("the shared lists are not beside this repository")
    return DATA / name


def read(name: str, context: Context) -> tuple[dict[str, str | None], list[RowReading]]:
    """The first field of each header, and the rows that were read."""
    (sheet,) = read_lists(shared(name), context, quiet).sheets
    columns: dict[str, str | None] = {}
    for column in sheet.columns:
        columns.setdefault(column.header.strip(), column.field)
    return columns, [row for row in sheet.rows if row.outcome == "read"]


def test_that_a_german_form_of_52_columns_is_read(context: Context) -> None:
    columns, rows = read("sormas_travel_entries_latin1.csv", context)
    assert (columns["Nachname"], columns["Tel. persönlich"]) == ("surname", "phone")
    assert columns["Ausweisnummer"] == "passport" and columns["Risikoklasse"] is None
    person = rows[0].persons[0]
    assert (person.surname, person.sex, person.birth_date) == ("TESTREISENDER", "M", "1987-12-12")
    assert person.emails == ("test@emai.com",)


def test_that_bare_carriage_returns_end_rows(context: Context) -> None:
    columns, rows = read("ushahidi_missing_persons_cr_lines.csv", context)
    assert columns["name"] == "name" and len(rows) == 2
    assert (rows[0].persons[0].lat, rows[0].persons[0].lon) == (33.755, -84.39)


def test_that_a_header_in_row_five_and_numbers_as_floats_are_read(context: Context) -> None:
    (sheet,) = read_lists(shared("personfinder_persons.xlsx"), context, quiet).sheets
    assert sheet.header_row == 5
    rows = [row for row in sheet.rows if row.outcome == "read"]
    assert len(rows) == 3 and rows[0].persons[0].phones[0].e164 == "+905678901234"


def test_that_hospitals_and_shelters_are_places(context: Context) -> None:
    (sheet,) = read_shelters(shared("hospitals_turkey.csv"), context, quiet).sheets
    sites = [row.site for row in sheet.rows if row.site]
    assert sniff(shared("hospitals_turkey.csv")) == "shelters" and len(sites) == 85
    assert sites[0].kind is SiteKind.HOSPITAL and sites[0].lat == 41.029101
    for name in ("shelters_arc.csv", "shelters_kashmir.csv"):
        (sheet,) = read_shelters(shared(name), context, quiet).sheets
        assert all(row.outcome == "read" for row in sheet.rows[1:])

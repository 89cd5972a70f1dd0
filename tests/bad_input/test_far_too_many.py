"""Lists of more columns or sheets than anybody fills are refused before they are read."""

from pathlib import Path

import openpyxl
import pytest

from situationroom.intake import files
from tests.bad_input.test_files import measured, refused


def test_that_a_line_of_millions_of_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    path.write_text("Name,Passport," + "x," * 2_000_000)
    with measured():
        assert "more than 16384 columns" in refused(path)


def test_that_a_workbook_of_endless_sheets_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_SHEETS", 2)
    book = openpyxl.Workbook()
    for name in ("b", "c"):
        book.create_sheet(name)
    book.save(tmp_path / "many.xlsx")
    assert "unpacks to far more" in refused(tmp_path / "many.xlsx")

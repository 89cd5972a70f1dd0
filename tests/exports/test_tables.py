import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest

from situationroom.exports import tables
from situationroom.exports.cells import Value, could_run
from situationroom.exports.list_pdf import write_list_pdf
from situationroom.exports.tables import pasted, write_table
from situationroom.models.errors import StoreError
from tests.exports.exports_cast import DRILL, INCIDENT

HEADERS = ["case", "name", "age", "lat", "told", "seen"]
ROWS: list[list[Value]] = [
    ["0412-6", "王芳", 31, 41.0369, "line one\nline two", datetime(2016, 7, 17, 6, 30, tzinfo=UTC)],
    ["0413-9", '=HYPERLINK("http://x")', None, -1.5, "+905325550127", date(2016, 7, 1)],
]
RUNS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "＝1+1"]


@pytest.mark.parametrize("text", RUNS)
def test_that_what_could_run_is_known(text: str) -> None:
    assert could_run(text)
    assert not could_run(f"a{text}")


def test_that_a_csv_is_read_back_by_anyone(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", "csv", HEADERS, ROWS)
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfcase,")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.reader(file))
    assert listed[1][1:5] == ["王芳", "31", "41.0369", "line one\nline two"]
    assert listed[2][1] == '\'=HYPERLINK("http://x")'
    assert listed[2][3:5] == ["-1.5", "'+905325550127"]
    assert listed[1][5] == "2016-07-17T06:30:00+00:00"


def test_that_an_xlsx_keeps_numbers_and_runs_nothing(tmp_path: Path) -> None:
    write_table(tmp_path / "t.xlsx", "xlsx", HEADERS, ROWS)
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    assert sheet["C2"].value == 31
    assert (sheet["B3"].value, sheet["B3"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert sheet["B3"].quotePrefix
    assert not sheet["B2"].quotePrefix


def test_that_json_is_a_list_of_objects(tmp_path: Path) -> None:
    write_table(tmp_path / "t.json", "json", HEADERS, ROWS)
    listed = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert listed[1] == {
        "case": "0413-9",
        "name": '=HYPERLINK("http://x")',
        "age": None,
        "lat": -1.5,
        "told": "+905325550127",
        "seen": "2016-07-01",
    }


def test_that_a_text_excel_has_no_room_for_is_kept_in_full(tmp_path: Path) -> None:
    long = "=长" * 40_000
    write_table(tmp_path / "t.xlsx", "xlsx", ["told"], [[long]])
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    parts = [str(row[1].value) for row in book["Long texts"].iter_rows()]
    assert "".join(parts) == long
    assert "Long texts" in str(book.worksheets[0]["A2"].value)


def test_that_a_character_xml_cannot_hold_is_shown(tmp_path: Path) -> None:
    write_table(tmp_path / "t.xlsx", "xlsx", ["told"], [["a\x01b"]])
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]["A2"].value == "a[U+0001]b"


def test_that_a_sheet_that_is_full_goes_on_in_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ROWS_OF_A_SHEET", 4)
    write_table(tmp_path / "t.xlsx", "xlsx", ["n"], ([n] for n in range(7)))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    listed = [[row[0].value for row in sheet.iter_rows()] for sheet in book]
    assert listed == [["n", 0, 1, 2], ["n", 3, 4, 5], ["n", 6]]


def test_that_a_pasted_table_is_safe_and_one_line_per_row() -> None:
    assert pasted(["a", "b"], [["=1", "x\ty\nz"]]) == "a\tb\n'=1\tx y z"


def _no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_that_a_full_disk_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: tables.Format
) -> None:
    target = tmp_path / f"t.{kind}"
    target.write_text("old")
    monkeypatch.setattr(Path, "replace", _no_room)
    with pytest.raises(StoreError, match="No space left on device"):
        write_table(target, kind, HEADERS, ROWS)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("drill", [True, False])
def test_that_a_printed_list_has_every_row(tmp_path: Path, drill: bool) -> None:
    rows = [[f"{n:04d}", "王芳 WANG Fang", "很长的说明，" * (n % 40)] for n in range(120)]
    path = tmp_path / "l.pdf"
    incident = DRILL if drill else INCIDENT
    now = datetime(2016, 7, 17, 6, 30, tzinfo=UTC)
    write_list_pdf(path, incident, "Requests", ["No.", "Who", "What"], rows, now, "mine, overdue")
    printed = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    text = "".join("".join(printed).split())
    assert all(row[0] in text for row in rows)
    assert text.count("很长的说明，") == sum(n % 40 for n in range(120))
    assert all(("DRILL" in page) is drill for page in printed)


def test_that_a_cell_taller_than_a_page_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "l.pdf"
    now = datetime(2016, 7, 17, 6, 30, tzinfo=UTC)
    long = " ".join(f"word{n}" for n in range(9000))
    write_list_pdf(path, INCIDENT, "Notes", ["a", "b"], [["1", long]], now)
    text = "".join("".join(p.extract_text().split()) for p in pypdf.PdfReader(path).pages)
    assert "word8999" in text
    assert text.count("word") == 9000


def test_that_an_empty_list_says_so(tmp_path: Path) -> None:
    now = datetime(2016, 7, 17, tzinfo=UTC)
    write_list_pdf(tmp_path / "l.pdf", INCIDENT, "Requests", ["a"], [], now)
    assert "Nothing is on this list." in pypdf.PdfReader(tmp_path / "l.pdf").pages[0].extract_text()


def _write(path: Path) -> None:
    write_table(path, "csv", ["a"], [["b"]])


@pytest.mark.parametrize("write", [_write])
def test_that_a_missing_folder_is_made(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path / "new" / "t.csv")
    assert (tmp_path / "new" / "t.csv").exists()

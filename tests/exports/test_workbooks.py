from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from situationroom import texts
from situationroom.exports.handoff_xlsx import write_handoff_xlsx
from situationroom.exports.manifest_csv import write_manifest_csv
from situationroom.exports.manifest_xlsx import write_manifest_xlsx
from situationroom.exports.rejects import RejectedSheet, write_rejects
from tests.exports import exports_cast as cast
from tests.exports import handoff_cast as given


def rows(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def formulas(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [c.coordinate for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


def test_that_the_workbook_has_every_line_and_column(tmp_path: Path) -> None:
    path, manifest = tmp_path / "m.xlsx", cast.manifest(60)
    write_manifest_xlsx(path, cast.INCIDENT, cast.MOVEMENT, manifest, boarded={1001})
    listed = rows(openpyxl.load_workbook(path)["Manifest"])
    top = next(i for i, row in enumerate(listed) if row[0] == "No.")
    lines = [row for row in listed[top + 1 :] if isinstance(row[0], int)]
    assert [row[1] for row in lines] == [line.case for line in manifest.lines]
    first = dict(zip(listed[top], lines[0], strict=True))
    assert first["Document number"] == manifest.lines[0].document_number
    assert first["Age"] == 31
    assert first["Boarded"] == "yes"
    assert ["Persons", "60"] in [[row[0], row[3]] for row in listed]


def test_that_the_sheet_is_ready_to_print(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    write_manifest_xlsx(path, cast.DRILL, cast.MOVEMENT, cast.manifest(3))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    top = next(cell.row for cell in sheet["A"] if cell.value == "No.")
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    assert sheet.print_title_rows == f"${top}:${top}"
    assert sheet.freeze_panes == f"A{top + 1}"
    assert "DRILL" in str(sheet["A1"].value)


def test_that_a_name_that_is_a_formula_stays_a_name(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    write_manifest_xlsx(path, cast.INCIDENT, cast.MOVEMENT, cast.weird())
    assert formulas(path) == []
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [c for row in sheet.iter_rows() for c in row if c.value == "=1+1"]
    assert [c.quotePrefix for c in cells] == [True]


def test_that_the_difference_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    path, one = tmp_path / "m.xlsx", cast.manifest(3)
    two = replace(cast.manifest(4, version=2), lines=(*one.lines[1:], cast.line(9)))
    write_manifest_xlsx(path, cast.INCIDENT, cast.MOVEMENT, two, one)
    listed = rows(openpyxl.load_workbook(path)["Changes"])
    assert [row[:2] for row in listed if row[0] in ("Added", "Removed")] == [
        ["Added", "0009-9"],
        ["Removed", "0001-1"],
    ]


def test_that_the_csv_cannot_run_and_marks_a_drill(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    write_manifest_csv(path, cast.DRILL, cast.MOVEMENT, cast.weird())
    text = path.read_text(encoding="utf-8-sig")
    assert "'=1+1" in text
    assert text.splitlines()[1].startswith("B-07,1,DRILL,1,0001-1")
    assert len(text.splitlines()) == 1 + len(cast.WEIRD)


def test_that_a_delta_has_one_sheet_per_section(tmp_path: Path) -> None:
    path = tmp_path / "h.xlsx"
    write_handoff_xlsx(path, given.delta())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Summary",
        "New",
        "Changed",
        "Resolved",
        "Withdrawn requests",
        "Field by field",
    ]
    assert formulas(path) == []
    changed = [row for row in rows(book["Field by field"]) if row[0] == "0431-1"]
    assert changed[0] == ["0431-1", "0431-1", "Priority", "Urgent (orange)", "Critical (red)"]
    assert changed[1] == [
        "0431-1",
        "王芳 WANG, Fang 0412-6",
        "Safety status",
        "Not verified",
        "Needs help",
    ]
    for sheet in book:
        assert "DRILL" in str(sheet["A1"].value)


def test_that_each_person_has_a_row_with_everything(tmp_path: Path) -> None:
    path = tmp_path / "h.xlsx"
    write_handoff_xlsx(path, given.full())
    listed = rows(openpyxl.load_workbook(path)["Open"])
    top = next(i for i, row in enumerate(listed) if row[0] == "No.")
    fang, baby, airport = (dict(zip(listed[top], row, strict=True)) for row in listed[top + 1 :])
    assert fang["Native name"] == "王芳"
    assert fang["Telephone"] == "+905325550127\n2222 44 转 8"
    assert fang["Latitude"] == given.FANG.lat
    assert fang["Notes"].count("陈静") == 5
    assert (baby["Age"], baby["Request"]) == (1, "0431-1")
    assert (airport["Request"], airport["Native name"]) == ("0398-1", None)


def test_that_an_empty_delta_says_that_nothing_changed(tmp_path: Path) -> None:
    path = tmp_path / "h.xlsx"
    write_handoff_xlsx(path, given.empty())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Summary"]
    assert ["Nothing has changed since the last hand-off.", None] in rows(book["Summary"])


def test_that_rejects_keep_their_layout_and_gain_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    row = (("王芳", "=1+1", ""), ("The telephone is missing.", "No place."))
    write_rejects(path, [RejectedSheet("Tabelle/1 " * 9, ("姓名", "电话"), (row,))])
    book = openpyxl.load_workbook(path)
    listed = rows(book.worksheets[0])
    assert listed[0] == ["姓名", "电话", None, "Why it was rejected"]
    assert listed[1] == ["王芳", "=1+1", None, "The telephone is missing.\nNo place."]
    assert formulas(path) == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_that_workbooks_speak_the_officers_language(tmp_path: Path, language: str) -> None:
    texts.set_language(language)
    try:
        write_handoff_xlsx(tmp_path / "h.xlsx", given.delta())
    finally:
        texts.set_language("en")
    names = openpyxl.load_workbook(tmp_path / "h.xlsx").sheetnames
    assert names[0] == {"en": "Summary", "zh": "概要"}[language]

"""Whole lists in the layouts crisis cells use, read against what a careful clerk reads."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from situationroom.intake.reading import read_lists, reread, sniff
from situationroom.intake.results import Context, FileReading, RowReading
from situationroom.models.errors import Cancelled, InputError
from situationroom.models.vocabulary import (
    Category,
    Need,
    Precision,
    Priority,
    Safety,
    Source,
)
from tests import samples

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "calls"
LAYOUTS = {
    "hotline": samples.hotline_zh,
    "registration": samples.registration_en,
    "camps": samples.company_camps,
}


def quiet(done: int, total: int, label: str) -> None:
    """Nobody watches."""


def rows_of(reading: FileReading, outcome: str = "read") -> list[RowReading]:
    return [row for sheet in reading.sheets for row in sheet.rows if row.outcome == outcome]


def told_by(row: RowReading) -> dict[str, object]:
    person = row.persons[0]
    return {
        "native": person.native_name,
        "surname": person.surname,
        "given": person.given_names,
        "sex": person.sex,
        "birth": person.birth_date,
        "passport": person.documents[0].number if person.documents else None,
        "phone": person.phones[0].e164 if person.phones else None,
        "city": person.city,
        "party": row.request.party if row.request else None,
    }


def differences(reading: FileReading, truth: list[samples.Truth]) -> list[tuple[object, ...]]:
    rows = rows_of(reading)
    assert len(rows) == len(truth)
    return [
        (row.row, name, wanted, told_by(row)[name])
        for row, one in zip(rows, truth, strict=True)
        for name, wanted in one.items()
        if name != "pid" and told_by(row)[name] != wanted
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_every_field_of_our_own_samples_is_right(
    layout: str, tmp_path: Path, context: Context
) -> None:
    truth = LAYOUTS[layout](tmp_path / "list.xlsx")
    reading = read_lists(tmp_path / "list.xlsx", context, quiet)
    assert differences(reading, truth) == []


@pytest.mark.parametrize(
    "name", ["01_hotline_zh.xlsx", "02_registration_en.xlsx", "05_company_camps.xlsx"]
)
def test_that_the_shared_lists_are_read_as_a_careful_clerk_reads_them(
    name: str, context: Context
) -> None:
    if not (SHARED / name).exists():
        pytest.skip("the shared lists are not beside this repository")
    truth = json.loads((SHARED / "truth.json").read_text(encoding="utf-8"))[name]
    wrong = differences(read_lists(SHARED / name, context, quiet), truth)
    fields = sum(len(one) - 1 for one in truth)
    assert len(wrong) <= 0.01 * fields, wrong


@pytest.mark.parametrize("layout", LAYOUTS)
def test_that_every_row_that_is_not_blank_is_accounted_for(
    layout: str, tmp_path: Path, context: Context
) -> None:
    path = tmp_path / "list.xlsx"
    LAYOUTS[layout](path)
    book = openpyxl.load_workbook(path)
    for sheet in read_lists(path, context, quiet).sheets:
        told = [
            number
            for number, cells in enumerate(book[sheet.name].iter_rows(values_only=True), 1)
            if any(str(cell or "").strip() for cell in cells)
        ]
        assert [row.row for row in sheet.rows] == told
        assert all(row.why for row in sheet.rows if row.outcome != "read")


def test_that_a_hotline_row_becomes_a_request_a_person_and_a_report(
    tmp_path: Path, context: Context
) -> None:
    path = written(
        tmp_path,
        "来电时间,来电人姓名,与当事人关系,来电人电话,当事人姓名,所在位置,涉及人数,"
        "求助事项,紧急程度,是否受伤",
        "2016-07-16 06:20,李秀英,母亲,13812345678,张伟,伊斯坦布尔机场,一家三口,"
        "被困机场请求协助离境,特别紧急,是",
    )
    row = rows_of(read_lists(path, context, quiet))[0]
    person, request, report = row.persons[0], row.request, row.report
    assert request is not None and report is not None
    assert (request.category, request.priority) == (Category.EVACUATION, Priority.RED)
    assert request.party == 3 and request.due_at == request.opened_at
    assert request.opened_at.isoformat() == "2016-07-15T22:20:00+00:00"
    assert (person.safety, person.safety_source) == (Safety.INJURED, Source.TOLD)
    assert person.city == "Istanbul" and person.precision is Precision.CITY
    assert [(k.name, k.relation, k.phone) for k in person.kin] == [
        ("李秀英", "母亲", "+8613812345678")
    ]
    assert report.caller_phone == "+8613812345678" and report.cells[4] == "张伟"
    assert len(report.fingerprint) == 32


def test_that_a_registration_asks_nothing(tmp_path: Path, context: Context) -> None:
    samples.registration_en(tmp_path / "r.xlsx")
    rows = rows_of(read_lists(tmp_path / "r.xlsx", context, quiet))
    assert not any(row.request for row in rows)
    kin = rows[0].persons[0].kin[0]
    assert kin.name.startswith(("Mr ", "Ms ")) and kin.phone.startswith("+861")
    assert {Need.WHEELCHAIR, Need.DIET, Need.MEDICATION} <= {
        need for row in rows for need in row.persons[0].needs
    }


def test_that_a_camp_gives_affiliation_expiry_and_kin(tmp_path: Path, context: Context) -> None:
    samples.company_camps(tmp_path / "c.xlsx")
    person = rows_of(read_lists(tmp_path / "c.xlsx", context, quiet))[0].persons[0]
    assert person.affiliation == "安卡拉地铁项目部"
    assert person.documents[0].issuer == "CHN" and person.documents[0].expiry.endswith("-15")
    assert person.nationality == "CHN" and person.kin[0].phone.startswith("+861")


def test_that_the_same_row_has_the_same_fingerprint(tmp_path: Path, context: Context) -> None:
    samples.hotline_zh(tmp_path / "a.xlsx")
    samples.hotline_zh(tmp_path / "b.xlsx")
    first, second = (
        [
            r.report.fingerprint
            for r in rows_of(read_lists(tmp_path / n, context, quiet))
            if r.report
        ]
        for n in ("a.xlsx", "b.xlsx")
    )
    assert first == second and len(set(first)) == len(first)


def test_that_an_officers_choice_of_column_is_followed(tmp_path: Path, context: Context) -> None:
    path = written(tmp_path, "Name,Passport no,X1", "WANG Wei,E12345678,05321234567")
    plain = read_lists(path, context, quiet).sheets[0]
    assert plain.columns[2].field is None
    chosen = read_lists(path, context, quiet, {"list": {2: "phone", 1: None}})
    person = rows_of(chosen)[0].persons[0]
    assert person.phones[0].e164 == "+905321234567" and person.documents == ()


def test_that_a_list_without_a_header_can_be_mapped_by_hand(
    tmp_path: Path, context: Context
) -> None:
    path = written(tmp_path, "小王,护照12", "小李,护照34")
    with pytest.raises(InputError, match=r"No row of list\.csv was recognised"):
        read_lists(path, context, quiet)
    assert read_lists(path, context, quiet, {}).sheets[0].kind == "none"
    by_hand = read_lists(path, context, quiet, {"list": {0: "name", 1: "passport"}})
    assert [row.persons[0].native_name for row in rows_of(by_hand)] == ["小王", "小李"]


def test_that_rows_nobody_can_be_found_by_are_rejected_with_a_reason(
    tmp_path: Path, context: Context
) -> None:
    path = written(tmp_path, "姓名,护照号,性别,城市", ",,女,安卡拉", "王伟,E12345678,男,安卡拉")
    reading = read_lists(path, context, quiet)
    rejected = rows_of(reading, "rejected")
    assert [row.row for row in rejected] == [2] and "nobody can be found" in str(rejected[0].why)
    assert rejected[0].cells_in_order == ("", "", "女", "安卡拉")
    assert reading.sheets[0].headers == ("姓名", "护照号", "性别", "城市")


def test_that_totals_notes_signatures_and_repeated_headers_are_no_persons(
    tmp_path: Path, context: Context
) -> None:
    path = written(
        tmp_path, "序号,姓名,护照号", "1,王伟,E12345678", "序号,姓名,护照号", "2,李娜,E87654321",
        "3,,", "小计,2人,", "备注：请核实,,", "制表人：张三,,审核：李四",
    )  # fmt: skip
    reading = read_lists(path, context, quiet)
    assert len(rows_of(reading)) == 2 and len(rows_of(reading, "skipped")) == 6


def test_that_several_persons_in_a_cell_become_several_persons(
    tmp_path: Path, context: Context
) -> None:
    path = written(
        tmp_path, "姓名,护照号,求助事项", "张伟、李娜、王小明,E12345678,撤离", "张伟等3人,,撤离"
    )
    first, second = rows_of(read_lists(path, context, quiet))
    assert [p.native_name for p in first.persons] == ["张伟", "李娜", "王小明"]
    assert [len(p.documents) for p in first.persons] == [1, 0, 0]
    assert first.request and first.request.party == 3
    assert [p.native_name for p in second.persons] == ["张伟"]
    assert second.request and second.request.party == 3


def test_that_a_day_that_could_be_a_month_is_flagged_and_not_invented(
    tmp_path: Path, context: Context
) -> None:
    path = written(tmp_path, "Full name,Date of birth,Passport no", "WANG Wei,03/04/1988,E12345678")
    row = rows_of(read_lists(path, context, quiet))[0]
    assert row.persons[0].birth_date == "1988"
    assert [(p.field, p.told) for p in row.problems] == [("birth_date", "03/04/1988")]


def test_that_a_death_is_never_taken_from_a_list(tmp_path: Path, context: Context) -> None:
    path = written(tmp_path, "姓名,护照号,安全状态", "王伟,E12345678,遇难")
    row = rows_of(read_lists(path, context, quiet))[0]
    assert row.persons[0].safety is Safety.UNKNOWN and row.problems[0].field == "safety"


def test_that_an_identity_number_gives_birth_and_sex(tmp_path: Path, context: Context) -> None:
    path = written(tmp_path, "姓名,身份证号", "王伟,11010119900307803X", "李娜,110101199003078031")
    good, bad = rows_of(read_lists(path, context, quiet))
    assert (good.persons[0].birth_date, good.persons[0].sex) == ("1990-03-07", "M")
    assert bad.persons[0].documents == () and "check digit" in str(bad.problems[0].reason)


def test_that_reading_can_be_cancelled(tmp_path: Path, context: Context) -> None:
    samples.hotline_zh(tmp_path / "h.xlsx")

    def cancel(done: int, total: int, label: str) -> None:
        if total:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_lists(tmp_path / "h.xlsx", context, cancel)


def test_that_shelters_and_persons_are_told_apart(tmp_path: Path) -> None:
    samples.shelters_csv(tmp_path / "s.csv")
    samples.hotline_zh(tmp_path / "h.xlsx")
    assert (sniff(tmp_path / "s.csv"), sniff(tmp_path / "h.xlsx")) == ("shelters", "persons")


def test_that_hidden_sheets_are_read_and_said(tmp_path: Path, context: Context) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("hidden").append(["姓名", "护照号"])
    book["hidden"].append(["王伟", "E12345678"])
    book["hidden"].sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    sheets = read_lists(tmp_path / "x.xlsx", context, quiet).sheets
    assert [(s.name, s.hidden) for s in sheets] == [("Sheet", False), ("hidden", True)]


def test_that_a_fixed_cell_is_read_again_and_the_row_keeps_its_own(
    tmp_path: Path, context: Context
) -> None:
    path = written(
        tmp_path, "姓名,护照号,出生日期", "王伟,E12345678,03/04/1988", "李娜,E87654321,1990"
    )
    sheet = read_lists(path, context, quiet).sheets[0]
    told = sheet.rows[1]
    mended = reread(sheet, 2, {2: "1988-04-03"})
    assert mended.rows[1].persons[0].birth_date == "1988-04-03"
    assert (told.problems != ()) and mended.rows[1].problems == ()
    assert mended.rows[1].cells_in_order == told.cells_in_order
    assert mended.rows[1].fixed == {2: "1988-04-03"} and mended.rows[2] is sheet.rows[2]
    assert told.report and mended.rows[1].report
    assert mended.rows[1].report.fingerprint == told.report.fingerprint
    again = read_lists(path, context, quiet, fixes={"list": {2: {2: "1988-04-03"}}})
    assert again.sheets[0] == mended
    assert reread(sheet, 1, {0: "x"}) == reread(sheet, 99, {0: "x"}) == sheet


Write = Callable[..., Path]


def written(folder: Path, *lines: str) -> Path:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(line.split(",") for line in lines)
    return path

"""Headers in both languages, plain and combined, and columns without a known header."""

import pytest

from situationroom.intake.columns import by_header, fields, recognise
from situationroom.intake.layout import kind_of


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("当事人在土电话", "phone"),
        ("当事人在泰联系电话", "phone"),
        ("来电人电话", "caller_phone"),
        ("來電人電話", "caller_phone"),
        ("护照號碼", "passport"),
        ("国内紧急联系人", "kin_name"),
        ("紧急联系电话", "kin_phone"),
        ("Next of Kin (name & tel)", "kin"),
        ("Emergency contact telephone", "kin_phone"),
        ("D.O.B. (DD/MM/YYYY)", "birth_date"),
        ("M/F", "sex"),
        ("PPT No.", "passport"),
        ("Full Name (as in passport)", "name"),
        ("Hotel / Address", "address"),
        ("Special needs / Remarks", "needs"),
        ("Reported person", "name"),
        ("Born", "birth_date"),
        ("Their phone", "phone"),
        ("Reporter phone", "caller_phone"),
        ("Last known place", "place"),
        ("姓名\nName", "name"),
        ("出生日期/Date of birth", "birth_date"),
        ("Geburtsdatum", "birth_date"),
        ("Favourite colour", None),
        ("", None),
    ],
)
def test_that_headers_are_recognised(header: str, field: str | None) -> None:
    assert by_header(header)[0] == field


def test_that_content_names_a_column_no_header_names() -> None:
    rows = [("王伟", "13812345678", "E12345678"), ("李娜", "13912345678", "G12345678")]
    columns = recognise(("姓名", "列二", "列三"), rows)
    assert [c.field for c in columns] == ["name", "phone", "passport"]
    assert columns[0].confidence == 1.0 and columns[1].confidence < 0.75


def test_that_one_field_has_one_column_but_telephones_may_have_several() -> None:
    columns = recognise(("姓名", "电话", "手机", "姓名"), [])
    assert [c.field for c in columns] == ["name", "phone", "phone", None]


def test_that_a_relation_belongs_to_whoever_stands_before_it() -> None:
    caller = recognise(("姓名", "来电人", "关系"), [])
    kin = recognise(("姓名", "紧急联系人", "关系"), [])
    assert [caller[2].field, kin[2].field] == ["caller_relation", "kin_relation"]


def test_that_a_list_of_hospitals_is_no_list_of_persons() -> None:
    assert kind_of(("Organisation", "Name", "Country", "L1", "L2", "Lon", "Lat")) == "shelters"
    assert kind_of(("名称", "地址", "容量", "现有人数")) == "shelters"
    assert kind_of(("Name", "Passport", "Sex")) == "persons"


def test_that_every_field_can_be_listed_for_mapping_by_hand() -> None:
    assert {"name", "passport", "phone", "place", "kin"} <= set(fields())

"""Headers in both languages, plain and combined, and columns without a known header."""

import pytest

from situationroom.intake.columns import by_content_alone, by_header, fields, recognise
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
        ("Tel.-Nr.", "phone"),
        ("N° de passeport", "passport"),
        ("Date de naissance (jj/mm/aaaa)", "birth_date"),
        ("Pasaport No:", "passport"),
        ("رقم الجواز", "passport"),
        ("Загранпаспорт №", "passport"),
        ("Nº pasaporte", "passport"),
        ("パスポート番号", "passport"),
        ("여권번호", "passport"),
        ("Số hộ chiếu", "passport"),
        ("หมายเลขหนังสือเดินทาง", "passport"),
        ("Nomor Paspor", "passport"),
        ("Staatsangehoerigkeit", "nationality"),
        ("姓名Name", "name"),
        ("Name 姓名\n(as in passport)", "name"),
        ("Surname/Given Name", "name"),
        ("Passprot No", "passport"),
        ("Emergancy contact phone", "kin_phone"),
        ("1. 请填写您的护照号码（必填）", "passport"),
        ("What is your date of birth?", "birth_date"),
        ("person.firstName", "given_names"),
        ("group_a/full_name", "name"),
        ("_gps_latitude", "latitude"),
        ("callerPhone", "caller_phone"),
        ("电话（国内）", "phone_home"),
        ("Telephone (emergency contact)", "kin_phone"),
        ("Téléphone de la personne à contacter en cas d'urgence", "kin_phone"),
        ("领队电话", None),
        ("Hotel phone", None),
        ("Contract no", None),
        ("Date of issue", None),
        ("2016-07-16", None),
        ("Sultanahmet Palace Hotel", None),
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


def test_that_a_misspelt_header_is_less_sure_than_a_right_one() -> None:
    assert by_header("Passport No")[1] > by_header("Passprot No")[1] >= 0.7


def test_that_content_decides_against_a_wrong_header_and_says_that_it_is_unsure() -> None:
    rows = [
        ("E12345678", "13812345678", "王志明", "13912345678"),
        ("G23456789", "15012345678", "李海燕", "18612345678"),
        ("E34567890", "18712345678", "赵浩然", "13712345678"),
    ]
    columns = recognise(("No.", "姓名", "电话", "备注"), rows)
    assert [c.field for c in columns] == ["passport", "phone", "name", "phone"]
    assert all(c.confidence <= 0.6 for c in columns)


def test_that_cells_that_are_not_what_the_header_says_make_it_unsure() -> None:
    rows = [("in three weeks",), ("no idea",), ("ask his wife",)]
    (column,) = recognise(("Date of birth",), rows)
    assert column.field == "birth_date" and column.confidence <= 0.6


def test_that_a_list_without_any_header_is_read_by_its_cells() -> None:
    rows = [
        ("1", "王志明", "男", "1980-03-25", "E12345678", "+905321234567", "安卡拉"),
        ("2", "李海燕", "女", "1992-11-30", "G23456789", "+905331112233", "安卡拉"),
        ("3", "赵浩然", "男", "1975-12-18", "E34567890", "+905342223344", "安卡拉"),
    ]
    columns = by_content_alone(rows)
    fields_read = [c.field for c in columns]
    assert fields_read[:6] == ["row_key", "name", "sex", "birth_date", "passport", "phone"]
    assert all(c.confidence < 0.75 for c in columns)
    assert by_content_alone([("12", "blue"), ("13", "green"), ("14", "red")]) == ()


def test_that_a_bare_name_beside_a_surname_is_the_given_name_unless_it_holds_both() -> None:
    part = recognise(("Name", "Surname"), [("Haiyan", "LI"), ("Zhiming", "WANG")])
    whole = recognise(("Name", "Surname"), [("LI Haiyan", "LI"), ("WANG Zhiming", "WANG")])
    assert [part[0].field, whole[0].field] == ["given_names", "name"]
    assert recognise(("Nom", "Prénom"), [])[0].field == "surname"


def test_that_names_with_telephones_in_one_cell_are_a_contact() -> None:
    rows = [("王丽 13812345678",), ("Ms Li +86 139 1234 5678",), ("母亲 15012345678",)]
    assert recognise(("紧急联系电话",), rows)[0].field == "kin"


def test_that_two_columns_of_names_in_two_scripts_are_both_read() -> None:
    rows = [("王志明", "WANG ZHIMING"), ("李海燕", "LI HAIYAN")]
    assert [c.field for c in recognise(("姓名", "Full name"), rows)] == ["name", "latin_name"]

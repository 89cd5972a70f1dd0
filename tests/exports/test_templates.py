"""What is given out to be filled in: it comes back whole, and paper and workbook are one list."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from openpyxl import load_workbook

from situationroom.commands.templates import write_intake_workbook, write_paper_form
from situationroom.exports.template_fields import Language, template_fields
from situationroom.intake.reading import read_lists
from situationroom.intake.results import Context, SheetReading
from situationroom.models.errors import RuleError
from situationroom.models.paper_number import is_mistyped, paper_number, paper_running
from situationroom.models.vocabulary import Category, Need, Priority, Safety, Sex, Who, Wish
from tests.intake.conftest import resolve
from tests.samples import CITIES

LANGUAGES: tuple[Language, ...] = ("zh", "en")
TOLD: list[dict[str, dict[Language, str] | str]] = [
    {"household": "A", "native_name": "欧阳建国", "surname": "OUYANG", "given_names": "JIANGUO",
     "sex": {"zh": "男", "en": "male"}, "birth_date": "1985-03-02", "passport": "E12345678",
     "document_expiry": "2028-01-01", "phone": "+90 532 123 45 67", "phone_home": "13800138000",
     "kin_name": "李秀英", "kin_relation": {"zh": "母亲", "en": "mother"},
     "kin_phone": "13910002000"},
    {"household": "A", "native_name": "单静", "surname": "SHAN", "given_names": "JING",
     "sex": {"zh": "女", "en": "female"}, "birth_date": "1986-11-30", "passport": "EA1234567",
     "needs": {"zh": "孕妇、轮椅", "en": "pregnant, wheelchair"}},
    {"household": "A", "native_name": "欧阳雨桐", "sex": {"zh": "女", "en": "female"},
     "birth_date": "2016", "passport": "E87654321"},
    {"surname": "ZENG", "given_names": "LEI", "identity_number": "11010519491231002X",
     "category": {"zh": "寻人", "en": "search"},
     "priority": {"zh": "特别紧急", "en": "very urgent"},
     "safety": {"zh": "失联", "en": "missing"}, "party": "3"},
    {"native_name": "高强", "phone": "05321234568", "injured": {"zh": "是", "en": "yes"},
     "wish": {"zh": "留守", "en": "stay"}, "occupation": {"zh": "学生", "en": "student"},
     "city": {"zh": "安卡拉", "en": "Ankara"}, "paper_number": "P0041-6"},
]  # fmt: skip


def _filled(path: Path, language: Language) -> None:
    write_intake_workbook(path, language)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row, told in enumerate(TOLD, start=5):
        sheet.cell(row, 1).value = str(row - 4)
        for field in template_fields():
            value: Any = told.get(field.field, "")
            sheet.cell(row, field.number).value = (
                value[language] if isinstance(value, dict) else value
            ) or None
    book.save(path)


def _read(path: Path, context: Context) -> SheetReading:
    return read_lists(path, context, lambda _d, _t, _l: None).sheets[0]


@pytest.fixture
def context() -> Context:
    from datetime import UTC, datetime

    started = datetime(2016, 7, 15, 19, tzinfo=UTC)
    now = datetime(2016, 7, 19, 9, tzinfo=UTC)
    return Context("TR", "CHN", "Asia/Shanghai", "Europe/Istanbul", started, now, resolve)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_column_is_recognised_without_any_doubt(
    tmp_path: Path, context: Context, language: Language
) -> None:
    _filled(tmp_path / "filled.xlsx", language)
    columns = _read(tmp_path / "filled.xlsx", context).columns
    assert [(c.field, c.confidence) for c in columns] == [
        (field.field, 1.0) for field in template_fields()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_five_persons_come_back_as_they_were_filled_in(
    tmp_path: Path, context: Context, language: Language
) -> None:
    _filled(tmp_path / "filled.xlsx", language)
    sheet = _read(tmp_path / "filled.xlsx", context)
    rows = [row for row in sheet.rows if row.outcome == "read"]
    father, mother, child, uncle, student = (row.persons[0] for row in rows)
    assert [row.problems for row in rows] == [()] * 5
    assert (father.native_name, father.surname, father.given_names, father.sex) == (
        "欧阳建国", "OUYANG", "JIANGUO", Sex.MALE,
    )  # fmt: skip
    assert father.birth_date == "1985-03-02"
    assert (father.documents[0].number, father.documents[0].expiry) == ("E12345678", "2028-01-01")
    assert {phone.e164 for phone in father.phones} == {"+905321234567", "+8613800138000"}
    assert [(k.name, k.phone) for k in father.kin] == [("李秀英", "+8613910002000")]
    assert set(mother.needs) == {Need.PREGNANT, Need.WHEELCHAIR}
    assert child.birth_date == "2016"
    assert (uncle.safety, uncle.birth_date) == (Safety.MISSING, "1949-12-31")
    assert (student.safety, student.wish, student.who) == (
        Safety.INJURED, Wish.STAY, Who.STUDENT,
    )  # fmt: skip
    assert student.city == CITIES["安卡拉"]
    asked = rows[3].request
    assert asked is not None
    assert (asked.category, asked.priority, asked.party) == (Category.SEARCH, Priority.RED, 3)
    assert rows[4].report is not None and rows[4].report.paper_number == "P0041-6"
    assert [row.cells_in_order[1] for row in rows[:3]] == ["A", "A", "A"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_an_empty_workbook_tells_of_nobody(
    tmp_path: Path, context: Context, language: Language
) -> None:
    path = tmp_path / "empty.xlsx"
    write_intake_workbook(path, language)
    reading = read_lists(path, context, lambda _d, _t, _l: None)
    assert {row.outcome for sheet in reading.sheets for row in sheet.rows} == {"skipped"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_cell_keeps_what_is_typed_into_it(tmp_path: Path, language: Language) -> None:
    write_intake_workbook(tmp_path / "empty.xlsx", language)
    sheet = load_workbook(tmp_path / "empty.xlsx").worksheets[0]
    assert {cell.number_format for row in sheet["A5:AJ60"] for cell in row} == {"@"}
    assert sheet.freeze_panes == "D5"
    rules = sheet.data_validations.dataValidation
    assert len(rules) == len(template_fields())
    assert all(rule.promptTitle and len(rule.prompt) <= 255 for rule in rules)
    assert all(len(rule.formula1) <= 257 for rule in rules if rule.formula1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_paper_and_workbook_have_the_same_numbers(tmp_path: Path, language: Language) -> None:
    write_intake_workbook(tmp_path / "book.xlsx", language)
    write_paper_form(tmp_path / "form.pdf", language, 41, 1)
    sheet = load_workbook(tmp_path / "book.xlsx").worksheets[0]
    with pypdfium2.PdfDocument(tmp_path / "form.pdf") as pdf:
        text = " ".join(pdf[0].get_textpage().get_text_range().split())
    for column in range(1, sheet.max_column + 1):
        number, label = sheet.cell(3, column).value, sheet.cell(4, column).value
        assert f"{number} {label}" in text or f"{number}{label}" in text, label


def test_that_pages_are_numbered_on_and_their_codes_read_back(tmp_path: Path) -> None:
    write_paper_form(tmp_path / "form.pdf", "zh", 998, 3)
    with pypdfium2.PdfDocument(tmp_path / "form.pdf") as pdf:
        assert len(pdf) == 3
        for page, running in zip(pdf, (998, 999, 1000), strict=True):
            picture = page.render(scale=3).to_pil()
            codes = {code.text for code in zxingcpp.read_barcodes(picture)}
            assert codes == {paper_number(running)}


def test_that_a_form_number_with_a_wrong_digit_is_none() -> None:
    assert paper_number(41) == "P0041-6"
    assert paper_running(" p0041-6 ") == 41
    assert paper_running("P0042-6") is None
    assert paper_running("0041-6") is None
    assert is_mistyped("P0042-6") and is_mistyped("p 00426")
    assert not any(map(is_mistyped, ("P0041-6", "", "PAGE 4", "4711", "P-17", "No. 0042-6")))


@pytest.mark.parametrize(("first", "count"), [(0, 1), (1, 0), (1, 2_001), (-5, 3)])
def test_that_pages_that_cannot_be_numbered_are_refused(
    tmp_path: Path, first: int, count: int
) -> None:
    with pytest.raises(RuleError, match="numbered from 1"):
        write_paper_form(tmp_path / "form.pdf", "en", first, count)
    assert not list(tmp_path.iterdir())


def test_that_an_exercise_is_marked_on_both(tmp_path: Path) -> None:
    write_intake_workbook(tmp_path / "book.xlsx", "en", drill=True)
    write_paper_form(tmp_path / "form.pdf", "en", 1, 2, drill=True)
    assert "DRILL" in str(load_workbook(tmp_path / "book.xlsx").worksheets[0]["A1"].value)
    with pypdfium2.PdfDocument(tmp_path / "form.pdf") as pdf:
        assert all("DRILL" in page.get_textpage().get_text_range() for page in pdf)

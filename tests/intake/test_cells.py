"""Cells of every kind: what is told is read, what is not told is never made up."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.intake import dates, documents, moments, names, people, phones, words
from situationroom.models.birth import is_partial_date
from situationroom.models.vocabulary import Category, Need, Priority, Safety, Sex, Who

TURKEY = ("TR", "CN")
CHINA = ("CN", "TR")


@pytest.mark.parametrize(
    ("told", "native", "wanted"),
    [
        ("SHAN, Guoqing", "", ("", "SHAN", "GUOQING")),
        ("ZHANG/WEI MR", "", ("", "ZHANG", "WEI")),
        ("Zihan LYU", "吕梓涵", ("吕梓涵", "LYU", "ZIHAN")),
        ("LYU ZIHAN", "", ("", "LYU", "ZIHAN")),
        ("Na LI", "", ("", "LI", "NA")),
        ("Mr Wei ZHANG", "", ("", "ZHANG", "WEI")),
        ("OUYANG JUN", "", ("", "OUYANG", "JUN")),
        ("Sima Min", "", ("", "SIMA", "MIN")),
        ("Ou Yang Jun", "欧阳军", ("欧阳军", "OU YANG", "JUN")),
        ("Jing Shan", "单静", ("单静", "SHAN", "JING")),
        ("Min Zeng", "曾敏", ("曾敏", "ZENG", "MIN")),
        ("Tingting Lyu", "", ("", "LYU", "TINGTING")),
        ("张伟 ZHANG WEI", "", ("张伟", "ZHANG", "WEI")),
        ("ZHANG WEI (张伟)", "", ("张伟", "ZHANG", "WEI")),
        ("欧阳 伟", "", ("欧阳伟", "", "")),
        ("阿依古丽·买买提", "", ("阿依古丽·买买提", "", "")),
        ("Wang", "", ("", "WANG", "")),
        ("Smith, John Paul", "", ("", "SMITH", "JOHN PAUL")),
    ],
)
def test_that_names_are_split_as_the_passport_does(
    told: str, native: str, wanted: tuple[str, str, str]
) -> None:
    read = names.read_name(told, native)
    assert (read.native, read.surname, read.given) == wanted


def test_that_a_formula_in_a_name_stays_text_and_is_flagged() -> None:
    read = names.read_name('=HYPERLINK("http://x","Wei")')
    assert read.native.startswith("=HYPERLINK") and read.reason is names.LIKE_FORMULA


def test_that_html_in_a_name_stays_plain_text() -> None:
    read = names.read_name("张伟<script>alert(1)</script>")
    assert read.native == "张伟"


def test_that_an_unsure_order_says_so() -> None:
    assert names.read_name("Lin Wei").reason is names.ORDER_UNSURE
    assert names.read_name("LIN WEI").reason is None
    assert names.read_name("Wu Haoran").reason is None


@pytest.mark.parametrize(
    ("told", "order", "wanted"),
    [
        ("1977年8月16日", None, "1977-08-16"),
        ("19580816", None, "1958-08-16"),
        ("1966.01.27", None, "1966-01-27"),
        ("１９６６／１／２７", None, "1966-01-27"),
        ("1992-06-01 00:00:00", None, "1992-06-01"),
        ("1985", None, "1985"),
        ("1985年3月", None, "1985-03"),
        ("1988-3", None, "1988-03"),
        ("198803", None, "1988-03"),
        ("03/1988", None, "1988-03"),
        ("22/03/1962", None, "1962-03-22"),
        ("03/22/1962", None, "1962-03-22"),
        ("03/04/1988", "dmy", "1988-04-03"),
        ("03/04/1988", "mdy", "1988-03-04"),
        ("03/04/1988", None, "1988"),
        ("05/05/1988", None, "1988-05-05"),
        ("16 Aug 1977", None, "1977-08-16"),
        ("Aug 16, 1977", None, "1977-08-16"),
        ("16AUG77", None, "1977-08-16"),
        ("28353", None, "1977-08-16"),
        ("1977-02-30", None, None),
        ("31/31/1977", None, None),
        ("不详", None, None),
        ("12345678", None, None),
    ],
)
def test_that_dates_are_read_as_told(
    told: str, order: dates.Order | None, wanted: str | None
) -> None:
    assert dates.read_date(told, order, 2026).value == wanted


def test_that_two_digit_years_and_swappable_days_are_flagged() -> None:
    assert dates.read_date("16/08/77", "dmy", 2026) == dates.DateReading(
        "1977-08-16", dates.TWO_DIGITS
    )
    assert dates.read_date("03/04/1988").reason is dates.AMBIGUOUS


def test_that_the_whole_column_decides_which_comes_first() -> None:
    assert dates.order_of("Born", ["03/04/1988", "25/12/1990"]) == "dmy"
    assert dates.order_of("Born", ["03/04/1988", "12/25/1990"]) == "mdy"
    assert dates.order_of("Born", ["03/04/1988", "05/06/1990"]) is None
    assert dates.order_of("Born", ["13/04/1988", "05/26/1990"]) is None
    assert dates.order_of("D.O.B. (DD/MM/YYYY)", []) == "dmy"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("2016-07-16 09:09", "2016-07-16T01:09"),
        ("7月16日 09:09", "2016-07-16T01:09"),
        ("2016/7/16 9:09 PM", "2016-07-16T13:09"),
        ("2016-07-16T09:09:00Z", "2016-07-16T09:09"),
        ("09:09", None),
        ("昨天", None),
    ],
)
def test_that_call_times_are_the_home_zones(told: str, wanted: str | None) -> None:
    moment, reason = moments.read_moment(
        told, moments.Clockwork("Asia/Shanghai", "Europe/Istanbul", 2016)
    )
    assert (moment.strftime("%Y-%m-%dT%H:%M") if moment else None) == wanted
    assert (moment is None) == (reason is not None)
    assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("told", "regions", "wanted"),
    [
        ("００９０５１００７８０９６３", TURKEY, ["+905100780963"]),
        ("05023968184", TURKEY, ["+905023968184"]),
        ("905856642881", TURKEY, ["+905856642881"]),
        ("+90 544 486 6269", TURKEY, ["+905444866269"]),
        ("5051234567.0", TURKEY, ["+905051234567"]),
        ("05612871993", TURKEY, ["+905612871993"]),
        ("18030437866", TURKEY, ["+8618030437866"]),
        ("18030437866", CHINA, ["+8618030437866"]),
        ("+86 138-1234-5678", TURKEY, ["+8613812345678"]),
        ("13812345678/05321234567", TURKEY, ["+8613812345678", "+905321234567"]),
        ("母亲 13812345678", CHINA, ["+8613812345678"]),
        ("010-85961114", CHINA, ["+861085961114"]),
        ("+66 81 234 5678", TURKEY, ["+66812345678"]),
    ],
)
def test_that_telephones_are_found_in_the_fields_country(
    told: str, regions: tuple[str, ...], wanted: list[str]
) -> None:
    assert [phone.e164 for phone in phones.read_phones(told, regions)[0]] == wanted


def test_that_a_number_excel_has_rounded_is_flagged() -> None:
    (phone,), reason = phones.read_phones("9.05101E+11", TURKEY)
    assert phone.e164 == "" and phone.told == "9.05101E+11" and reason is phones.ROUNDED


@pytest.mark.parametrize(
    ("told", "type_", "number", "issuer"),
    [
        ("G 38179657", "P", "G38179657", "CHN"),
        ("Ｅ５６３９９１２４", "P", "E56399124", "CHN"),
        ("g78957265", "P", "G78957265", "CHN"),
        ("EA1234567", "P", "EA1234567", "CHN"),
        ("11010119900307803x", "I", "11010119900307803X", "CHN"),
        ("X1234567", "P", "X1234567", ""),
    ],
)
def test_that_documents_are_read_whatever_their_width(
    told: str, type_: str, number: str, issuer: str
) -> None:
    paper = documents.read_document(told).document
    assert paper is not None
    assert (paper.type, paper.number, paper.issuer) == (type_, number, issuer)


def test_that_a_wrong_check_digit_is_named() -> None:
    read = documents.read_document("110101199003078031")
    assert read.document is None and read.reason and "X" in str(read.reason)


def test_that_words_are_known_in_both_languages() -> None:
    assert [words.read_sex(t) for t in ("女", "男性", "M", "Female", "?")] == [
        Sex.FEMALE, Sex.MALE, Sex.MALE, Sex.FEMALE, None,
    ]  # fmt: skip
    assert [words.read_priority(t) for t in ("特别紧急", "红", "紧急", "橙", "一般", "Urgent")] == [
        Priority.RED, Priority.RED, Priority.ORANGE, Priority.ORANGE, Priority.YELLOW,
        Priority.ORANGE,
    ]  # fmt: skip
    assert [words.read_party(t) for t in ("4人", "3", "3.0", "一家三口", "2大1小", "3-4人")] == [
        4, 3, 3, 3, 3, None,
    ]  # fmt: skip
    assert [words.read_age(t) for t in ("65岁", "3个月", "40 years", "abc")] == [65, 0, 40, None]
    assert words.read_needs("asthma, needs inhaler; 轮椅") == (Need.WHEELCHAIR, Need.MEDICATION)
    assert words.read_safety("believed_missing") is Safety.MISSING
    assert words.read_who("焊工") is Who.WORKER
    assert words.read_nationality("中国籍") == words.read_nationality("Chinese") == "CHN"
    assert [words.read_yes(t) for t in ("是", "否", "不详")] == [True, False, None]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("被困机场，请求协助离境", Category.EVACUATION),
        ("联系不上，请求查找", Category.SEARCH),
        ("护照遗失，需补办旅行证", Category.DOCUMENTS),
        ("航班取消，滞留", Category.EVACUATION),
        ("腿部受伤，需就医", Category.MEDICAL),
        ("酒店断水", Category.SHELTER),
        ("cannot reach my son", Category.SEARCH),
        ("hello", Category.OTHER),
    ],
)
def test_that_a_category_is_proposed_with_the_word_that_led_to_it(
    told: str, wanted: Category
) -> None:
    category, word = words.propose_category(told)
    assert category is wanted and (word in told) and bool(word) == (wanted is not Category.OTHER)


@given(st.text(max_size=80))
def test_that_no_parser_raises_on_any_text(text: str) -> None:
    names.read_name(text)
    people.read_people(text)
    documents.read_document(text)
    phones.read_phones(text, TURKEY)
    moments.read_moment(text, moments.Clockwork("Asia/Shanghai", "Europe/Istanbul", 2016))
    for read in (words.read_sex, words.read_party, words.read_priority, words.read_needs):
        read(text)
    for other in (words.read_age, words.read_safety, words.read_nationality, words.read_yes):
        other(text)
    found = dates.read_date(text)
    assert found.value is None or is_partial_date(found.value)


@given(st.dates(min_value=datetime(1900, 1, 1).date()), st.sampled_from(["-", "/", ".", "年"]))
def test_that_a_month_without_a_day_never_gains_one(day: object, mark: str) -> None:
    text = str(day)[:7].replace("-", mark)
    value = dates.read_date(text).value
    assert value is None or len(value) == 7


@given(st.from_regex(r"[\d/.\-年月日 ]{1,14}", fullmatch=True))
def test_that_every_digit_of_a_day_was_told(text: str) -> None:
    value = dates.read_date(text).value
    if value and len(value) == 10 and not text.strip()[:5].isdecimal():
        assert str(int(value[8:])) in text

"""Any person written in any usual notation is read back as that person."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from situationroom.intake.dates import read_date
from situationroom.intake.documents import read_document
from situationroom.intake.identity import check_digit
from situationroom.intake.months import hanzi_number
from situationroom.intake.names import read_name
from situationroom.intake.people import read_people
from situationroom.intake.phones import read_phones
from situationroom.models.vocabulary import Sex
from situationroom.romanise import spellings, split_native

SURNAMES = {native: latin[0] for native, latin in spellings().items() if native in "王李张刘陈杨赵"}
GIVEN = {"伟": "WEI", "建国": "JIANGUO", "小明": "XIAOMING", "婷婷": "TINGTING", "海燕": "HAIYAN"}
FULL = str.maketrans(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+",
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ＋",
)
DIGITS = "〇一二三四五六七八九"
MONTHS = ("January", "Februar", "mars", "abril", "Maio", "июня", "Temmuz", "August", "septembre",
          "outubro", "Kasım", "декабря")  # fmt: skip

people = st.tuples(st.sampled_from(list(SURNAMES)), st.sampled_from(list(GIVEN)))


@given(people, st.integers(0, 8))
def test_that_a_name_is_read_back_from_any_notation(person: tuple[str, str], way: int) -> None:
    native, surname, given_name = "".join(person), SURNAMES[person[0]], GIVEN[person[1]]
    told = (
        f"{surname}, {given_name.title()}", f"{surname}/{given_name} MR", f"{surname}/{given_name}",
        f"{given_name.title()} {surname}", f"{native} {surname} {given_name}",
        f"{native}({surname} {given_name})", f"{surname} {given_name} ({native})",
        f"{surname}<<{given_name}<<<", f"{surname} {given_name.title()}".translate(FULL),
    )[way]  # fmt: skip
    (name,) = read_people(told).names
    read = read_name(name, native)
    assert (read.native, read.surname, read.given) == (native, surname, given_name)


@given(st.lists(people, min_size=2, max_size=5), st.sampled_from(["、", ",", "；", "/", "\n", " "]))
def test_that_a_list_of_names_is_read_back(persons: list[tuple[str, str]], mark: str) -> None:
    told = ["".join(person) for person in persons]
    assert read_people(mark.join(told)).names == tuple(told)
    assert split_native(told[0])[0] == persons[0][0]


def hanzi(day: date) -> str:
    """A day in hanzi: 一九八八年三月五日."""
    number = {hanzi_number(t): t for t in _numerals()}
    year = "".join(DIGITS[int(d)] for d in f"{day.year}")
    return f"{year}年{number[day.month]}月{number[day.day]}日"


def _numerals() -> list[str]:
    tens = ["", "十", "二十", "三十"]
    return [t + (DIGITS[i] if i else "") for t in tens for i in range(10) if t or i]


@given(st.dates(date(1930, 1, 1), date(2015, 12, 31)), st.integers(0, 13))
def test_that_a_date_is_read_back_from_any_notation(day: date, way: int) -> None:
    told = (
        day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日", f"{day:%Y-%m-%d} 00:00:00",
        f"{day:%Y-%m-%d}".translate(FULL), hanzi(day), f"民国{day.year - 1911}年{day:%m月%d日}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{day:%d%b%Y}".upper(),
        f"{day:%d/%m}/{day.year + 543}", f"{day:%d.%m.%Y}",
        str((day - date(1899, 12, 30)).days),
    )[way]  # fmt: skip
    assert read_date(told, "dmy", 2026).value == day.isoformat()


@given(st.integers(3, 9), st.integers(0, 10**9 - 1), st.integers(0, 9))
def test_that_a_telephone_is_read_back_from_any_notation(kind: int, rest: int, way: int) -> None:
    bare = f"1{kind}{rest:09}"
    told = (
        bare, f"+86{bare}", f"0086{bare}", f"+86 {bare[:3]} {bare[3:7]} {bare[7:]}",
        f"+86-{bare[:3]}-{bare[3:7]}-{bare[7:]}", f"{bare}.0", bare.translate(FULL),
        f"母亲 {bare}", f"手机：{bare}", f"(+86){bare}",
    )[way]  # fmt: skip
    for regions in (("CN", "TR"), ("TR", "CN")):
        read, reason = read_phones(told, regions)
        assert ([phone.e164 for phone in read], reason) == ([f"+86{bare}"], None)


@given(st.sampled_from("EG"), st.integers(0, 10**8 - 1), st.integers(0, 5))
def test_that_a_passport_is_read_back_from_any_notation(kind: str, rest: int, way: int) -> None:
    number = f"{kind}{rest:08}"
    told = (
        number, number.lower(), f"{kind} {rest:08}", number.translate(FULL), f"护照：{number}",
        f"{number[:3]}-{number[3:]}",
    )[way]  # fmt: skip
    paper = read_document(told).document
    assert paper is not None and (paper.number, paper.issuer) == (number, "CHN")


@given(st.dates(date(1930, 1, 1), date(2015, 12, 31)), st.integers(0, 999))
def test_that_an_identity_number_is_read_back_and_a_wrong_digit_is_seen(
    day: date, order: int
) -> None:
    first = f"110101{day:%Y%m%d}{order:03}"
    number = first + check_digit(first)
    read = read_document(f"{number[:6]} {number[6:14]} {number[14:].lower()}")
    assert read.document is not None and read.document.number == number
    assert read.birth_date == day.isoformat()
    assert read.sex is (Sex.MALE if order % 2 else Sex.FEMALE)
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    assert read_document(wrong).document is None

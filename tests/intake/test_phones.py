"""Telephones in any writing; what is damaged, hidden, short or of two countries says so."""

import pytest

from situationroom.intake import phones
from situationroom.intake.phones import owner_of, read_phones

TURKEY = ("TR", "CN")
WRITTEN = {
    "+86-138-0013-8000": ["+8613800138000"],
    "0086 138 0013 8000": ["+8613800138000"],
    "13800138000.0": ["+8613800138000"],
    "138 0013 8000": ["+8613800138000"],
    "电话：13800138000(微信同号)": ["+8613800138000"],
    "(0212) 555 01 23": ["+902125550123"],
    "0212/555 01 23": ["+902125550123"],
    "+86(0)10-85961114": ["+861085961114"],
    "010-85961114转8012": ["+861085961114"],
    "010-85961114-8012": ["+861085961114"],
    "05321234567 ext. 12": ["+905321234567"],
    "٠٥٣٢١٢٣٤٥٦٧": ["+905321234567"],
    "泰国 081 234 5678": ["+66812345678"],
    "国内13800138000；当地05321234567": ["+8613800138000", "+905321234567"],
    "TR: 0532 123 4567 CN 13800138000": ["+905321234567", "+8613800138000"],
    "13800138000 13900139000": ["+8613800138000", "+8613900139000"],
    "1380013800013900139000": ["+8613800138000", "+8613900139000"],
    "2016-07-18 13800138000": ["+8613800138000"],
}
DAMAGED = {
    "1.38E+10": phones.ROUNDED,
    "138****8000": phones.MASKED,
    "138xxxx8000": phones.MASKED,
    "1380013800": phones.LENGTH,
    "138001380001": phones.LENGTH,
    "0532123456": phones.LENGTH,
    "没有": phones.NO_NUMBER,
}


@pytest.mark.parametrize("told", WRITTEN)
def test_that_a_number_is_found_however_it_is_written(told: str) -> None:
    read, reason = read_phones(told, TURKEY)
    assert ([phone.e164 for phone in read], reason) == (WRITTEN[told], None)


@pytest.mark.parametrize("told", DAMAGED)
def test_that_a_damaged_number_is_kept_as_told_and_flagged(told: str) -> None:
    (phone,), reason = read_phones(told, TURKEY)
    assert (phone.e164, phone.told) == ("", told)
    assert reason is not None and reason.template == DAMAGED[told].template


def test_that_a_missing_digit_is_counted() -> None:
    _, reason = read_phones("1380013800", TURKEY)
    assert reason is not None and reason.values == {"count": 10, "wanted": 11}


def test_that_an_extension_stays_with_its_number() -> None:
    assert read_phones("010-85961114转8012", TURKEY)[0][0].told == "010-85961114转8012"


def test_that_a_good_number_beside_a_bad_one_hides_nothing() -> None:
    read, reason = read_phones("05321234567 / 138****8000", TURKEY)
    assert [p.e164 for p in read] == ["+905321234567", ""] and reason is phones.MASKED


def test_that_a_number_of_two_countries_names_the_other() -> None:
    (phone,), reason = read_phones("081 234 5678", ("LK", "TH"))
    assert phone.e164 == "+94812345678"
    assert reason is not None and reason.values["others"] == "+66812345678"


def test_that_the_words_beside_a_number_say_whose_it_is() -> None:
    read, _ = read_phones("妻子 13800138000, 儿子 13900139000", TURKEY)
    assert [owner_of(phone.told) for phone in read] == ["妻子", "儿子"]

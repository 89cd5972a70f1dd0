"""Ages, needs, names and what cannot be."""

from datetime import date

import pytest

from situationroom.models.birth import age_on, is_partial_date
from situationroom.models.errors import RuleError
from situationroom.models.person import Person, check_person, needs_on, years_old
from situationroom.models.priority_code import best_code, code_order, priority_code
from situationroom.models.vocabulary import Need, Safety
from tests.cast import somebody

DAY = date(2016, 7, 16)


@pytest.mark.parametrize("text", ["1985", "1985-03", "1985-03-02", "2016-02-29"])
def test_that_partial_dates_are_dates(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text", ["", "85", "1985-13", "1985-02-30", "1985/03/02", "1849", "2101", "1985-3-2", "someday"]
)
def test_that_other_texts_are_no_dates_of_birth(text: str) -> None:
    assert not is_partial_date(text)
    with pytest.raises(RuleError, match="is not a date of birth"):
        check_person(somebody(birth_date=text))


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        ("1985-07-16", 31),
        ("1985-07-17", 30),
        ("1985-07", 31),
        ("1985-08", 30),
        ("1985", 31),
        ("2016-02-29", 0),
        ("2020", 0),
        ("", None),
    ],
)
def test_that_ages_are_completed_years(birth: str, age: int | None) -> None:
    assert age_on(birth, DAY) == age


def test_that_an_age_as_told_grows_with_the_years() -> None:
    assert years_old(somebody(age=30, age_on=date(2014, 5, 1)), DAY) == 32
    assert years_old(somebody(age=30), DAY) == 30
    assert years_old(somebody(), DAY) is None


@pytest.mark.parametrize(
    ("birth", "need"),
    [("2015-01", Need.INFANT), ("2014-07-16", Need.CHILD), ("1998-07-17", Need.CHILD),
     ("1998-07-16", None), ("1951-07-16", Need.ELDERLY), ("1951-07-17", None)],
)  # fmt: skip
def test_that_age_alone_is_a_need(birth: str, need: Need | None) -> None:
    assert needs_on(somebody(birth_date=birth), DAY) == ((need,) if need else ())


def test_that_told_needs_come_in_one_order() -> None:
    person = somebody(needs=(Need.PETS, Need.STRETCHER), birth_date="1940")
    assert needs_on(person, DAY) == (Need.STRETCHER, Need.ELDERLY, Need.PETS)


def test_that_a_position_is_whole_and_on_the_earth() -> None:
    for lat, lon in ((None, 1.0), (1.0, None), (91.0, 0.0), (0.0, 180.5), (float("nan"), 0.0)):
        with pytest.raises(RuleError):
            check_person(somebody(lat=lat, lon=lon))
    assert check_person(somebody(lat=-90.0, lon=180.0))


def test_that_a_death_has_a_reporter_and_a_source() -> None:
    with pytest.raises(RuleError, match="second officer"):
        check_person(somebody(safety=Safety.DECEASED))
    told = somebody(safety=Safety.DECEASED, death_reported_by="Li", death_source="hospital")
    assert check_person(told) is told


def test_that_a_person_is_called_by_the_best_name_there_is() -> None:
    assert Person(3, "陈海燕", "Chen", "Haiyan").name == "陈海燕"
    assert Person(3, "", "Chen", "Haiyan").name == "CHEN, Haiyan"
    assert Person(3).name == Person(3).case == "0003-7"
    assert not Person(0).name  # a draft has no number yet


def test_that_codes_follow_the_table() -> None:
    def code(person: Person, *household: Person) -> str:
        return priority_code(person, [person, *household], "CHN", DAY)

    national = Person(1, "陈", nationality="CHN")
    child = Person(2, "陈", nationality="CHN", birth_date="2010")
    assert code(national) == "I-E"
    assert code(national, child) == "I-D"
    assert code(Person(3, "x", nationality="TUR"), national) == "II-E"
    assert code(Person(3, "x", nationality="TUR")) == "V-E"
    assert code(Person(3, "x", nationality="TUR", needs=(Need.MEDICAL,))) == "IV-C"
    assert code(Person(1, "陈", needs=(Need.PREGNANT,))) == "I-A"
    assert code(Person(1, "陈", needs=(Need.UNACCOMPANIED_MINOR,))) == "I-B"
    assert code(Person(1, "陈", birth_date="1940")) == "I-C"


def test_that_the_best_code_goes_first() -> None:
    codes = ["V-E", "I-D", "II-A", "I-B", "?"]
    assert best_code(codes) == "I-B"
    assert sorted(codes, key=code_order) == ["I-B", "I-D", "II-A", "V-E", "?"]

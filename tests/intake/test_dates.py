"""Dates in every usual notation: what is told is read, what is doubtful says so."""

import pytest

from situationroom.intake import ages, dates

CERTAIN = {
    "1988.3.5": "1988-03-05",
    "一九八八年三月五日": "1988-03-05",
    "二〇〇一年十二月二十五日": "2001-12-25",
    "民国77年": "1988",
    "民國77年3月5日": "1988-03-05",
    "昭和63年": "1988",
    "令和元年5月1日": "2019-05-01",
    "1988年3月5日生": "1988-03-05",
    "1988-3-5 10:00": "1988-03-05",
    "5 de marzo de 1988": "1988-03-05",
    "5. März 1988": "1988-03-05",
    "3 août 1988": "1988-08-03",
    "05-Ağu-1988": "1988-08-05",
    "7 Ekim 1990": "1990-10-07",
    "1-MAI-1990": "1990-05-01",
    "10 de outubro de 1990": "1990-10-10",
    "5 марта 1988 г.": "1988-03-05",
    "20 февр. 1990": "1990-02-20",
    "5 مارس 1988": "1988-03-05",
    "12 كانون الثاني 1988": "1988-01-12",
    "٥ مارس ١٩٨٨": "1988-03-05",
    "Sat, 5 Mar 1988": "1988-03-05",
    "16th of August 1977": "1977-08-16",
    "1988 March 5": "1988-03-05",
    "dec. 1988": "1988-12",
}
DOUBTFUL = {
    "88年3月5日": ("1988-03-05", dates.TWO_DIGITS),
    "88.3.5": ("1988-03-05", dates.TWO_DIGITS),
    "880305": ("1988-03-05", dates.TWO_DIGITS),
    "2531": ("1988", dates.BUDDHIST),
    "พ.ศ. 2531": ("1988", dates.BUDDHIST),
    "32207": ("1988-03-05", dates.SERIAL),
    "32207.0": ("1988-03-05", dates.SERIAL),
    "1988-03-00": ("1988-03", dates.NOT_KNOWN),
    "1988-00-00": ("1988", dates.NOT_KNOWN),
    "00/03/1988": ("1988-03", dates.NOT_KNOWN),
    "约1988年": ("1988", dates.ABOUT),
    "ca. 1988": ("1988", dates.ABOUT),
    "1988?": ("1988", dates.ABOUT),
    "1988/89": (None, dates.RANGE),
    "1988-1990": (None, dates.RANGE),
    "80后": (None, dates.RANGE),
    "01/02/03": (None, dates.ORDER_LOST),
    "201203": (None, dates.ORDER_LOST),
    "05031988": ("1988", dates.AMBIGUOUS),
    "31/02/1988": (None, dates.NO_DATE),
    "13.13.1988": (None, dates.NO_DATE),
}
AGES = {
    "65岁": (65, None),
    "六十五": (65, None),
    "65.0": (65, None),
    "3个月": (0, None),
    "6 mths": (0, None),
    "18 months": (1, None),
    "2岁半": (2, None),
    "1岁3个月": (1, None),
    "10天": (0, None),
    "60+": (60, ages.AGE_ABOUT),
    "60多岁": (60, ages.AGE_ABOUT),
    "30-40": (None, ages.AGE_SPAN),
    "150": (None, ages.NO_AGE),
    "adult": (None, ages.NO_AGE),
}


@pytest.mark.parametrize("told", CERTAIN)
def test_that_a_date_is_read_in_any_calendar_and_language(told: str) -> None:
    assert dates.read_date(told, None, 2026) == dates.DateReading(CERTAIN[told])


@pytest.mark.parametrize("told", DOUBTFUL)
def test_that_a_doubtful_date_says_why(told: str) -> None:
    read = dates.read_date(told, None, 2026)
    value, reason = DOUBTFUL[told]
    assert read.value == value and read.reason is not None
    assert read.reason.template == reason.template


def test_that_a_column_may_say_its_order_in_its_header() -> None:
    assert dates.order_of("Geburtsdatum (TT.MM.JJJJ)", []) == "dmy"
    assert dates.order_of("出生日期（月/日/年）", []) == "mdy"


@pytest.mark.parametrize("told", AGES)
def test_that_ages_are_completed_years_and_doubts_are_said(told: str) -> None:
    read = ages.read_age(told)
    assert (read.years, read.reason) == AGES[told]


def test_that_the_words_of_an_age_in_months_are_kept() -> None:
    assert ages.read_age("3个月").keep and ages.read_age("2岁半").keep
    assert not ages.read_age("65岁").keep

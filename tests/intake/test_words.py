"""Cells of one word in many languages."""

import pytest

from situationroom.intake import words
from situationroom.intake.tags import by_tag, is_tag
from situationroom.models.vocabulary import Category, Priority, Safety, Sex, Who, Wish


@pytest.mark.parametrize(
    ("told", "size"),
    [
        ("3人", 3), ("三人", 3), ("十二人", 12), ("2+1", 3), ("2大1小", 3), ("2名大人1名小孩", 3),
        ("family of 4", 4), ("一家三口", 3), ("等3人", 3), ("一行15人", 15), ("夫妇", 2),
        ("本人", 1),
        ("2 adults, 2 children", 4), ("3 pax", 3), ("4 kişi", 4), ("3 personnes", 3), ("cinco", 5),
        ("1 Erwachsener + 2 Kinder", 3), ("全家", None), ("3-4人", None), ("约10人", None),
        ("3/4", None), ("10余人", None), ("0", None), ("2016", None), ("family", None),
    ],
)  # fmt: skip
def test_that_a_party_is_one_number_or_none(told: str, size: int | None) -> None:
    assert words.read_party(told) == size


@pytest.mark.parametrize(
    ("told", "sex"),
    [
        ("女士", "F"), ("weibl.", "F"), ("Frau", "F"), ("жен.", "F"), ("أنثى", "F"), ("KADIN", "F"),
        ("女 F", "F"), ("小姐", "F"), ("H", "M"), ("Herr", "M"), ("муж", "M"), ("ذكر", "M"),
        ("Erkek", "M"), ("Male/男", "M"), ("X", "X"), ("M/F", None), ("?", None), ("0", None),
    ],
)  # fmt: skip
def test_that_sex_is_known_in_many_languages(told: str, sex: str | None) -> None:
    assert words.read_sex(told) == (Sex(sex) if sex else None)


@pytest.mark.parametrize(
    ("told", "priority"),
    [
        ("红色预警", "red"), ("非常紧急！", "red"), ("Very urgent", "red"), ("çok acil", "red"),
        ("عاجل جدا", "red"), ("très urgent", "red"), ("dringend", "orange"), ("срочно", "orange"),
        ("urgente", "orange"), ("不紧急", "yellow"), ("not urgent", "yellow"),
        ("acil değil", "yellow"), ("nicht dringend", "yellow"), ("foo", None),
    ],
)  # fmt: skip
def test_that_a_denied_urgency_is_none(told: str, priority: str | None) -> None:
    assert words.read_priority(told) == (Priority(priority) if priority else None)


@pytest.mark.parametrize(
    ("told", "safety"),
    [
        ("已报平安", "safe"), ("未报平安", None), ("不安全", None), ("unsafe", None),
        ("没有受伤", None), ("not missing", None), ("已失联3天", "missing"),
        ("vermisst", "missing"),
        ("safe at hotel", "safe"), ("injured, in hospital", "injured"), ("محاصر", "needs_help"),
        ("погиб", "deceased"), ("бухгалтер", None),
    ],
)  # fmt: skip
def test_that_a_denied_state_is_not_that_state(told: str, safety: str | None) -> None:
    assert words.read_safety(told) == (Safety(safety) if safety else None)


def test_that_not_wanting_to_leave_is_staying() -> None:
    stay = ("不想回国", "暂不撤离", "does not want to leave", "kalmak istiyor", "否")
    assert {words.read_wish(told) for told in stay} == {Wish.STAY}
    leave = ("希望尽快撤离", "quiere salir", "хочет уехать", "Yes")
    assert {words.read_wish(told) for told in leave} == {Wish.LEAVE}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("中国（香港）", "CHN"), ("P.R. China", "CHN"), ("КНР", "CHN"), ("ÇİN", "CHN"),
        ("chinoise", "CHN"), ("中国 CHN", "CHN"), ("صيني", "CHN"), ("Deutschland", "DEU"),
        ("Türkiye", "TUR"), ("U.S.A.", "USA"), ("British citizen", "GBR"), ("日本人", "JPN"),
        ("科特迪瓦", "CIV"), ("中国/加拿大", None), ("no", None), ("Stateless", None), ("M", None),
    ],
)  # fmt: skip
def test_that_a_nationality_is_known_by_any_of_its_names(told: str, code: str | None) -> None:
    assert words.read_nationality(told) == code


def test_that_relations_occupations_and_categories_are_known() -> None:
    assert all(map(words.is_family, ("母亲", "father-in-law", "père", "мать", "anne")))
    assert not any(map(words.is_family, ("孙丽娟", "Kinsley", "朋友", "Anneliese", "عمر")))
    assert words.read_who("Engineer (civil)") is Who.WORKER
    assert words.read_who("留学生（博士）") is Who.STUDENT
    assert words.told_category("寻人") is Category.SEARCH
    assert words.told_category("medical help") is Category.MEDICAL
    assert words.told_category("旅游团") is None
    assert all(map(words.is_unknown, ("不详", "N/A", "нет данных", "bilinmiyor", "غير معروف")))
    assert not words.is_unknown("无效")


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("#affected +name", "name"), ("#contact+phone", "phone"),
        ("#contact +phone +kin", "kin_phone"),
        ("#date+birth", "birth_date"), ("#date +reported", "called_at"), ("#geo+lat", "latitude"),
        ("#loc+name", "place"), ("#respondee+phone", "caller_phone"),
        ("#affected+passport", "passport"),
        ("#meta+id", "row_key"), ("#adm2+code", None), ("Name", None), ("#1", None),
    ],
)  # fmt: skip
def test_that_a_tag_names_a_field(tag: str, field: str | None) -> None:
    assert by_tag(tag) == field
    assert is_tag(tag) == (tag not in ("Name", "#1"))

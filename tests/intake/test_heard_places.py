"""Foreign names in hanzi that no list knows: read by their sound, and said to be."""

import pytest

from situationroom.intake.heard_places import heard_in, neighbours
from situationroom.intake.place_sounds import fitting, ready
from situationroom.intake.places import Gazetteer, open_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def test_that_letters_fit_the_hanzi_they_sound_like() -> None:
    names = ready(["kalamata", "kalambaka", "karditsa"])
    best = fitting("卡拉马塔", names).argmax()
    assert names.told[int(best)] == "kalamata"


@pytest.mark.parametrize(
    ("told", "country", "name"),
    [
        ("阿马特里切", "IT", "Amatrice"),
        ("阿米兹米兹附近营地", "MA", "Amizmiz"),
        ("库塔伊西火车站", "GE", "Kutaisi"),
        ("在乌维拉", "CD", "Uvira"),
    ],
)
def test_that_a_name_is_read_by_its_sound_and_said_to_be(
    gazetteer: Gazetteer, told: str, country: str, name: str
) -> None:
    place = gazetteer.resolve(told, country)
    assert place is not None
    assert (place.name_en, place.country) == (name, country)
    assert place.doubt is not None
    assert "read by its sound" in str(place.doubt)
    assert name in str(place.doubt)


@pytest.mark.parametrize(
    "told",
    [
        "亲戚家",
        "朋友家里",
        "在大巴上",
        "防空洞",
        "老板安排的住处",
        "已经上飞机了",
        "女朋友家",
        "山上帐篷里",
    ],
)
def test_that_what_is_no_place_does_not_sound_like_one(gazetteer: Gazetteer, told: str) -> None:
    for country in ("GR", "TR", "UA", "SD", "LB", "CL", "IR", "NP"):
        assert gazetteer.resolve(told, country) is None, country


def test_that_places_far_apart_that_sound_alike_are_all_named(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("伊斯拉希耶", "TR")
    assert place is not None
    assert place.doubt is not None
    assert "sounds like 2 places" in str(place.doubt)
    assert place.alternatives == ("İslahiye (Gaziantep), TR",)


def test_that_a_longer_name_is_not_read_as_the_known_one_it_begins_with(
    gazetteer: Gazetteer,
) -> None:
    place = gazetteer.resolve("塔尔卡瓦诺港", "CL")
    assert place is not None
    assert place.name_en == "Talcahuano"
    assert gazetteer.resolve("伊斯坦布尔塔克西姆", "TR") is not None


def test_that_a_neighbour_country_is_said_to_be_one(gazetteer: Gazetteer) -> None:
    assert "SY" in neighbours(gazetteer.index, "TR")
    assert "GB" not in neighbours(gazetteer.index, "TR")
    place = gazetteer.resolve("代尔哈费尔", "TR")
    assert place is None or place.country == "TR" or place.doubt is not None


def test_that_no_country_is_searched_that_is_not_told(gazetteer: Gazetteer) -> None:
    assert heard_in(gazetteer.index, "阿马特里切", "XX") is None

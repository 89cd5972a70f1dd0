"""Chinese names of airports, ports, crossings and towns: those everybody says, and derived ones."""

import pytest

from situationroom.intake import heard_places, misspelt_places
from situationroom.intake.gazetteer import Kind
from situationroom.intake.places import Gazetteer, made_ready, open_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("told", "country", "code"),
    [
        ("戴高乐机场", "FR", "CDG"),
        ("希思羅機場", "GB", "LHR"),
        ("素万那普机场", "TH", "BKK"),
        ("苏加诺-哈达机场", "ID", "CGK"),
        ("菲乌米奇诺机场", "IT", "FCO"),
        ("德崇机场", "KH", "KTI"),
        ("桃園國際機場", "TW", "TPE"),
        ("恩德培机场", "UG", "EBB"),
        ("伊斯坦堡新機場", "TR", "IST"),
    ],
)
def test_that_busy_airports_are_known_by_the_names_everybody_says(
    gazetteer: Gazetteer, told: str, country: str, code: str
) -> None:
    place = gazetteer.resolve(told, country)
    assert place is not None
    assert place.name_en.endswith(f"({code})")
    assert place.doubt is None


def test_that_an_airport_is_called_after_the_town_it_serves(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("加里萨机场", "KE") or gazetteer.resolve("阿鲁阿机场", "UG")
    assert place is not None
    index = gazetteer.index
    named = [r for r in range(len(index.zh)) if index.kind[r] is Kind.AIRPORT and index.zh[r]]
    assert len(named) > 2_500
    told = [(index.country[r], index.zh[r]) for r in named]
    assert len(set(told)) > 0.99 * len(told)


def test_that_an_airport_abroad_does_not_hide_the_town_of_that_name_here(
    gazetteer: Gazetteer,
) -> None:
    place = gazetteer.resolve("哥斯达黎加圣何塞机场", "CR")
    assert place is not None
    assert (place.country, place.city_en) == ("CR", "San José")


@pytest.mark.parametrize(
    ("town", "province", "country"),
    [("加兹尼", "加兹尼省", "AF"), ("实皆", "实皆省", "MM"), ("卡拉干达", "卡拉干达州", "KZ"),
     ("戈公", "戈公省", "KH")],
)  # fmt: skip
def test_that_the_town_is_meant_and_its_province_is_offered(
    gazetteer: Gazetteer, town: str, province: str, country: str
) -> None:
    here, around = gazetteer.resolve(town, country), gazetteer.resolve(province, country)
    assert here is not None and around is not None
    assert (here.precision, around.precision) == ("city", "region")
    assert any(province in other for other in here.alternatives)


@pytest.mark.parametrize(
    ("told", "countries"),
    [("拉法口岸", "EG PS"), ("波贝口岸", "KH TH"), ("拉斯杰迪尔", "TN LY"), ("友谊关", "CN VN"),
     ("艾伦比口岸", "JO IL PS"), ("托尔卡姆口岸", "AF PK"), ("马斯纳口岸", "LB SY")],
)  # fmt: skip
def test_that_a_crossing_is_known_on_every_side(
    gazetteer: Gazetteer, told: str, countries: str
) -> None:
    for country in countries.split():
        place = gazetteer.resolve(told, country)
        assert place is not None, country
        assert (place.country, place.doubt) == (country, None)


def test_that_nothing_is_prepared_any_more_when_names_were_made_ready(
    gazetteer: Gazetteer,
) -> None:
    for _ in made_ready("LY"):
        pass
    before = heard_places._names.cache_info().misses, misspelt_places._names.cache_info().misses
    for told in ("塔尔瓦索", "恩科莫里", "古里哈巴", "Gharyamn", "梅索瓦特"):
        gazetteer.resolve(told, "LY")
    after = heard_places._names.cache_info().misses, misspelt_places._names.cache_info().misses
    assert after == before

"""What callers say about where they are, and what the gazetteer makes of it."""

import time

import pytest

from situationroom.intake.places import Gazetteer, open_gazetteer
from situationroom.models.vocabulary import Precision


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


# words, the incident's country, the city expected (English), its country
SAID = [
    ("伊斯坦布尔机场C区", "TR", "Istanbul", "TR"),
    ("安塔利亚/Sultanahmet Palace Hotel", "TR", "Antalya", "TR"),
    ("安塔利亚，Atatürk Airport Terminal 1", "TR", "Antalya", "TR"),
    ("伊斯坦布尔 已转移至总领馆", "TR", "Istanbul", "TR"),
    ("从安卡拉转移至伊斯坦布尔", "TR", "Istanbul", "TR"),
    ("Hatay省安塔基亚", "TR", "Antakya", "TR"),
    ("安塔基亚，哈塔伊省", "TR", "Antakya", "TR"),
    ("Antakya, Hatay", "TR", "Antakya", "TR"),
    ("Ankara", "TR", "Ankara", "TR"),
    ("ANKARA", "TR", "Ankara", "TR"),
    ("安卡拉市", "TR", "Ankara", "TR"),
    ("安卡拉地铁项目部", "TR", "Ankara", "TR"),
    ("İzmir", "TR", "İzmir", "TR"),
    ("izmir", "TR", "İzmir", "TR"),
    ("伊兹密尔电站营地", "TR", "İzmir", "TR"),
    ("伊斯坦布爾", "TR", "Istanbul", "TR"),
    ("中国驻伊斯坦布尔总领馆", "TR", "Istanbul", "TR"),
    ("Hilton Bosphorus, Istanbul", "TR", "Istanbul", "TR"),
    ("Beyoğlu, İstanbul", "TR", "Istanbul", "TR"),
    ("Bahçelievler, Ankara", "TR", "Ankara", "TR"),
    ("塔克西姆广场", "TR", "Istanbul", "TR"),
    ("伊斯坦布尔阿塔图尔克机场", "TR", "Istanbul", "TR"),
    ("安卡拉机场", "TR", "Ankara", "TR"),
    ("ESB", "TR", "Ankara", "TR"),
    ("IST airport, terminal 2", "TR", "Istanbul", "TR"),
    ("Şanlıurfa", "TR", "Şanlıurfa", "TR"),
    ("sanliurfa", "TR", "Şanlıurfa", "TR"),
    ("Kahramanmaras", "TR", "Kahramanmaraş", "TR"),
    ("Side", "TR", "Side", "TR"),
    ("Van", "TR", "Van", "TR"),
    ("西哈努克港", "KH", "Sihanoukville", "KH"),
    ("西港某酒店", "KH", "Sihanoukville", "KH"),
    ("金边市", "KH", "Phnom Penh", "KH"),
    ("内比都", "MM", "Nay Pyi Taw", "MM"),
    ("腊戌", "MM", "Lashio", "MM"),
    ("妙瓦底KK园区", "MM", "Myawaddy", "MM"),
    ("木姐口岸", "MM", "Mu-se", "MM"),
    ("老街", "MM", "Laukkai", "MM"),
    ("果敢老街", "MM", "Laukkai", "MM"),
    ("老街", "VN", "Lào Cai", "VN"),
    ("缅甸老街", None, "Laukkai", "MM"),
    ("缅甸老街", "VN", "Laukkai", "MM"),
    ("登巴萨机场", "ID", "Denpasar", "ID"),
    ("曼谷素万那普机场", "TH", "Bangkok", "TH"),
    ("加德满都泰米尔区", "NP", "Kathmandu", "NP"),
    ("大马士革", "SY", "Damascus", "SY"),
    ("喀土穆", "SD", "Khartoum", "SD"),
    ("苏丹港", "SD", "Port Sudan", "SD"),
    ("的黎波里", "LY", "Tripoli", "LY"),
    ("福島市", "JP", "Fukushima", "JP"),
    ("哈尔科夫", "UA", "Kharkiv", "UA"),
    ("德国法兰克福", "TR", "Frankfurt am Main", "DE"),
    ("刚果（金）金沙萨", None, "Kinshasa", "CD"),
    ("New York", None, "New York City", "US"),
    ("Bangkok", "TR", "Bangkok", "TH"),  # a capital named alone is believed
    ("东京", "TR", "Tokyo", "JP"),
]


@pytest.mark.parametrize(("text", "country", "city", "found_in"), SAID)
def test_that_a_callers_words_lead_to_the_city(
    gazetteer: Gazetteer, text: str, country: str | None, city: str, found_in: str
) -> None:
    place = gazetteer.resolve(text, country)
    assert place is not None
    assert (place.city_en, place.country) == (city, found_in)
    assert place.name_zh or place.city_zh


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("", "TR"),
        ("不详", "TR"),
        ("机场国际出发厅C区", "TR"),
        ("酒店", None),
        ("London Hotel", "TR"),  # an hotel's name is no journey to England
        ("Springfield", "TR"),
        ("Cambridge", "TR"),
        ("在大使馆附近", "TR"),
    ],
)
def test_that_a_wrong_country_is_never_guessed(
    gazetteer: Gazetteer, text: str, country: str | None
) -> None:
    assert gazetteer.resolve(text, country) is None


@pytest.mark.parametrize(
    ("text", "country", "precision"),
    [
        ("土耳其", "TR", Precision.COUNTRY),
        ("Turkey", None, Precision.COUNTRY),
        ("哈塔伊省", "TR", Precision.REGION),
        ("Gaziantep ili", "TR", Precision.REGION),
        ("Gaziantep", "TR", Precision.CITY),
        ("塔克西姆广场", "TR", Precision.QUARTER),
        ("伊斯坦布尔机场C区", "TR", Precision.QUARTER),
        ("安塔利亚/Sultanahmet Palace Hotel", "TR", Precision.CITY),
    ],
)
def test_that_precision_says_how_much_is_known(
    gazetteer: Gazetteer, text: str, country: str | None, precision: Precision
) -> None:
    place = gazetteer.resolve(text, country)
    assert place is not None
    assert place.precision is precision
    assert place.uncertainty_m > 0


def test_that_a_landmark_elsewhere_stays_an_alternative(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("安塔利亚，Atatürk Airport Terminal 1", "TR")
    assert place is not None
    assert any("Ataturk" in other for other in place.alternatives)
    assert abs(place.lat - 36.9) < 0.2


def test_that_a_point_is_named_after_the_nearest_town(gazetteer: Gazetteer) -> None:
    near, ocean = gazetteer.nearest(39.93, 32.86), gazetteer.nearest(-48.9, -123.4)
    assert near is not None
    assert near.city_en == "Ankara"
    assert ocean is None


def test_that_a_long_import_does_not_wait_for_places(gazetteer: Gazetteer) -> None:
    texts = [
        f"{city}酒店{n}号" for n in range(100) for city in ("安塔利亚", "伊斯坦布尔", "Izmir ")
    ]
    started = time.perf_counter()
    for _ in range(100):
        for text in texts:
            gazetteer.resolve(text, "TR")
    assert time.perf_counter() - started < 5  # 30,000 texts; about 0.1 s on an idle machine

"""Any position in any notation is read back, and what is none is said in words."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from situationroom.intake.chinese_offsets import (
    bd09_of,
    degrees_of_mercator,
    gcj02_of,
    mercator_of_degrees,
    wgs84_of,
)
from situationroom.intake.coordinates import written
from situationroom.intake.map_links import CONVERTED, MAYBE_SHIFTED, NO_POINT, THREE_WORDS, VIEW
from situationroom.intake.mgrs import POLAR, UNEVEN, mgrs_of
from situationroom.intake.plus_codes import plus_code_of, recovered
from situationroom.intake.position import SIXTY, Position
from situationroom.intake.positions import (
    NO_POSITION,
    NOWHERE,
    SHORT_LINK,
    TURNED,
    find_position,
    read_position,
)
from situationroom.intake.results import Reason
from situationroom.intake.utm import OFF_GRID, degrees_of, utm_of
from situationroom.models.vocabulary import Precision, Source

LATS = st.floats(-79.5, 83.5).map(lambda x: round(x, 6))
LONS = st.floats(-179.9, 179.9).map(lambda x: round(x, 6))
PLACES = st.tuples(LATS, LONS).filter(lambda at: min(map(abs, at)) > 0.001)
CHINESE = st.tuples(st.floats(24, 40), st.floats(104, 116))
HERE = (41.0082, 28.9784)
SOON = settings(deadline=None, max_examples=120)


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The way between two places, flat enough for a few kilometres."""
    north = (a[0] - b[0]) * 111_320
    east = math.remainder(a[1] - b[1], 360) * 111_320 * math.cos(math.radians(a[0]))
    return math.hypot(north, east)


def read(text: str) -> Position:
    found = read_position(text, lambda words: (41.01, 28.97) if words == "Istanbul" else None)
    assert isinstance(found, Position), (text, found)
    return found


@pytest.mark.parametrize(("notation", "within"), [
    ("decimal", 1), ("minutes", 1.6), ("seconds", 2.5), ("utm", 1.1), ("mgrs", 1.5),
    ("plus code", 3.2),
])  # fmt: skip
@SOON
@given(at=PLACES)
def test_that_every_notation_reads_back_within_its_precision(
    notation: str, within: float, at: tuple[float, float]
) -> None:
    found = read(written(*at, notation))
    assert metres(at, (found.lat, found.lon)) <= within
    assert found.notation == notation and found.reason is None
    beside = find_position(f"我们在 {written(*at, notation)} 附近")
    assert beside is not None and metres(at, (beside.lat, beside.lon)) <= within


SPELLINGS: tuple[Callable[[float, float], str], ...] = (
    lambda lat, lon: f"{lat:.5f} {lon:.5f}",
    lambda lat, lon: f"{lat:.5f},{lon:.5f}",
    lambda lat, lon: f"{lat:.5f}; {lon:.5f}".replace(".", ","),
    lambda lat, lon: f"{lat:.5f}, {lon:.5f}".replace(".", ","),
    lambda lat, lon: f"{abs(lat):.5f}°{'NS'[lat < 0]} {abs(lon):.5f}°{'EW'[lon < 0]}",
    lambda lat, lon: f"{'NS'[lat < 0]}{abs(lat):.5f} {'EW'[lon < 0]}{abs(lon):.5f}",
    lambda lat, lon: f"{'北南'[lat < 0]}纬{abs(lat):.5f}度，{'东西'[lon < 0]}经{abs(lon):.5f}度",
    lambda lat, lon: f"{'东西'[lon < 0]}经{abs(lon):.5f}° {'北南'[lat < 0]}纬{abs(lat):.5f}°",
    lambda lat, lon: f"纬度：{lat:.5f}　经度：{lon:.5f}",
    lambda lat, lon: f"Longitude: {lon:.5f}, Latitude: {lat:.5f}",
    lambda lat, lon: f"lat {lat:.5f} lng {lon:.5f}",
    lambda lat, lon: f"geo:{lat:.5f},{lon:.5f};u=10",
    lambda lat, lon: f"https://maps.google.com/?q={lat:.5f}%2C{lon:.5f}",
    lambda lat, lon: f"位置 https://maps.google.com/maps?q={lat:.5f}%2C{lon:.5f}&z=17 快来",
    lambda lat, lon: f"https://www.google.com/maps/search/?api=1&query={lat:.5f},{lon:.5f}",
    lambda lat, lon: f"https://www.google.com/maps/place/X/@1.1,2.2,17z/data=!3m1!8m2!3d{lat:.5f}!4d{lon:.5f}!16z",
    lambda lat, lon: f"https://maps.apple.com/?ll={lat:.5f},{lon:.5f}&q=Pin",
    lambda lat, lon: f"https://www.openstreetmap.org/?mlat={lat:.5f}&mlon={lon:.5f}#map=5/1.1/2.2",
    lambda lat, lon: f"https://www.bing.com/maps?sp=point.{lat:.5f}_{lon:.5f}_Hotel&cp=1.1~2.2",
    lambda lat, lon: f"https://share.here.com/l/{lat:.5f},{lon:.5f},Hotel",
    lambda lat, lon: f"https://yandex.ru/maps/?pt={lon:.5f},{lat:.5f}&z=15&ll=2.2,1.1",
    lambda lat, lon: f"https://waze.com/ul?ll={lat:.5f}%2C{lon:.5f}&navigate=yes",
    lambda lat, lon: f"https://2gis.ru/geo/70030076/{lon:.5f},{lat:.5f}",
    lambda lat, lon: f"http://[::1] https://x.y {lat:.5f}, {lon:.5f}",
)  # fmt: skip


@pytest.mark.parametrize("spell", SPELLINGS)
@settings(deadline=None, max_examples=60)
@given(at=PLACES)
def test_that_any_spelling_of_a_place_is_read_back(
    spell: Callable[[float, float], str], at: tuple[float, float]
) -> None:
    found = read(spell(*at))
    assert metres(at, (found.lat, found.lon)) < 2, spell(*at)
    assert found.uncertainty_m >= 10


@pytest.mark.parametrize(("text", "at"), {
    "41°00′36″N 28°58′12″E": (41.01, 28.97), "41º00'36\"N, 28º58'12\"E": (41.01, 28.97),
    "41 00 36 N 028 58 12 E": (41.01, 28.97), "410036N0285812E": (41.01, 28.97),
    "41:00:36N 28:58:12E": (41.01, 28.97), "北纬41度0分36秒 东经28度58分12秒": (41.01, 28.97),
    "N 41° 0.6' E 28° 58.2'": (41.01, 28.97), "33°52′S 151°12′30″E": (-33.8667, 151.2083),
    "35T 666370 4541552": HERE, "UTM zone 35 N 666370 4541552": HERE,
    "35T 666370mE 4541552mN": HERE, "35T E666370 N4541552": HERE,
    "35TPF6637041552": HERE, "MGRS 35T PF 66370 41552": HERE,
    "2X5H+7M Istanbul": (41.00819, 28.97919), "伊斯坦布尔 41.0082，28.9784": HERE,
    "https://www.google.com/maps/place/41%C2%B000'36.0%22N+28%C2%B058'12.0%22E/@1.1,2.2,17z":
        (41.01, 28.97),
    "https://www.google.com/maps/search/41.0082,+28.9784": HERE,
    "www.google.com/maps/dir/Taksim/41.0082,28.9784/@1.1,2.2,9z": HERE,
    "https://maps.apple.com/place?coordinate=41.0082,28.9784&name=x": HERE,
    "https://yandex.com/maps/?rtext=1.1,2.2~41.0082,28.9784&ll=2.2,1.1": HERE,
    "geo:0,0?q=41.0082,28.9784(Hotel)": HERE,
    "https://uri.amap.com/marker?position=28.9784,41.0082&name=x": HERE,
    "androidamap://viewMap?sourceApplication=x&poiname=x&lat=41.0082&lon=28.9784&dev=0": HERE,
}.items())  # fmt: skip
def test_that_what_callers_paste_is_understood(text: str, at: tuple[float, float]) -> None:
    found = read(text)
    assert metres(at, (found.lat, found.lon)) < 8


@pytest.mark.parametrize("text", [
    "https://www.google.com/maps/@41.0082,28.9784,15z", "https://osm.org/go/xtfx7ewPq-?m=",
    "https://www.openstreetmap.org/#map=15/41.0082/28.9784",
    "https://www.bing.com/maps?cp=41.0082~28.9784&lvl=15",
    "https://wego.here.com/?map=41.0082,28.9784,15,normal",
    "https://yandex.com.tr/harita/11508/istanbul/?ll=28.9784%2C41.0082&z=15",
])  # fmt: skip
def test_that_where_a_map_looked_is_taken_with_its_width_and_said(text: str) -> None:
    found = read(text)
    assert (found.reason, found.source) == (VIEW, Source.MAP_LINK)
    assert 50 < found.uncertainty_m < 40_000
    if "osm.org" not in text:
        assert metres(HERE, (found.lat, found.lon)) < 1


@SOON
@given(at=CHINESE)
def test_that_chinese_maps_are_put_back_inside_china(at: tuple[float, float]) -> None:
    inside = lambda _lat, _lon: True  # noqa: E731
    for system, shifted in (("gcj02", gcj02_of(*at)), ("bd09", bd09_of(*at)),
                            ("bd09mc", mercator_of_degrees(*bd09_of(*at)))):  # fmt: skip
        lat, lon, moved = wgs84_of(*shifted, system, inside)  # type: ignore[arg-type]
        assert moved and metres(at, (lat, lon)) < 0.5
    assert 50 < metres(at, gcj02_of(*at)) < 1_000


@SOON
@given(at=PLACES)
def test_that_nothing_is_shifted_outside_china(at: tuple[float, float]) -> None:
    outside = lambda _lat, _lon: False  # noqa: E731
    for system in ("gcj02", "bd09", "wgs84"):
        assert wgs84_of(*at, system, outside) == (*at, False)


@pytest.mark.parametrize(("link", "reason"), {
    "https://uri.amap.com/marker?position=116.39740,39.90910": CONVERTED,
    "https://wb.amap.com/?p=B000A60DA1,39.90910,116.39740,天安门,北京": CONVERTED,
    "https://www.amap.com/regeo?lng=116.39740&lat=39.90910": CONVERTED,
    "https://apis.map.qq.com/uri/v1/marker?marker=coord:39.90910,116.39740;title:x": CONVERTED,
    "https://map.qq.com/?type=marker&pointx=116.39740&pointy=39.90910": CONVERTED,
    "https://api.map.baidu.com/marker?location=39.91540,116.40380&title=x": CONVERTED,
    "https://api.map.baidu.com/marker?location=39.90910,116.39740&coord_type=gcj02": CONVERTED,
    "https://map.baidu.com/poi/%E5%A4%A9/@12958167,4825979,19z": CONVERTED,
    "https://uri.amap.com/marker?position=116.39118,39.90770&coordinate=wgs84": None,
    "https://api.map.baidu.com/marker?location=39.90770,116.39118&coord_type=wgs84": None,
}.items())  # fmt: skip
def test_that_each_chinese_service_leads_to_the_same_square(link: str, reason: object) -> None:
    found = read(link)
    assert metres((39.9077, 116.3912), (found.lat, found.lon)) < 60
    assert found.reason == reason


def test_that_a_foreign_map_of_china_is_taken_with_the_doubt() -> None:
    found = read("https://maps.google.com/?q=39.9091,116.3974")
    assert (found.lat, found.reason, found.uncertainty_m) == (39.9091, MAYBE_SHIFTED, 700)


def test_that_neighbours_of_china_are_not_shifted() -> None:
    for lat, lon in ((21.02, 105.85), (27.71, 85.32), (43.25, 76.92), (35.68, 139.69)):
        found = read(f"https://uri.amap.com/marker?position={lon},{lat}")
        assert (found.lat, found.lon, found.reason) == (lat, lon, None)


@pytest.mark.parametrize(("text", "reason"), {
    "0, 0": NOWHERE, "0.000000, 0.000000": NOWHERE, "0°N 0°E": NOWHERE,
    "https://maps.google.com/?q=0,0": NOWHERE,
    "195.0, 228.0": NO_POSITION, "-91.5, 200": NO_POSITION, "41°75'00\"N 28°58'12\"E": SIXTY,
    "https://maps.app.goo.gl/kzjqsh3Ax9HJPFGt9": SHORT_LINK,
    "https://surl.amap.com/1b2": SHORT_LINK,
    "https://j.map.baidu.com/ab/cd": SHORT_LINK, "https://yandex.ru/maps/-/CCUa": SHORT_LINK,
    "https://goo.gl/maps/abc": SHORT_LINK, "https://maps.apple/p/abc": SHORT_LINK,
    "https://www.google.com/maps": NO_POINT, "///filled.count.soap": THREE_WORDS,
    "https://w3w.co/filled.count.soap": THREE_WORDS, "35TPF 6637 415": UNEVEN,
    "MGRS ZAH 1234 5678": POLAR, "35T 999999 4541123": OFF_GRID, "35T AF 66370 41552": OFF_GRID,
}.items())  # fmt: skip
def test_that_what_is_no_position_says_why(text: str, reason: Reason) -> None:
    assert read_position(text) == reason
    assert find_position(text) is None


def test_that_a_short_code_without_its_town_is_asked_for() -> None:
    refused = read_position("2X5H+7M")
    assert isinstance(refused, Reason) and "2X5H+7M" in str(refused)


@given(at=st.tuples(LATS, st.floats(90.5, 179.5)).filter(lambda at: abs(at[0]) > 0.01))
def test_that_longitude_before_latitude_is_put_right_and_said(at: tuple[float, float]) -> None:
    found = read(f"{at[1]:.4f}, {at[0]:.4f}")
    assert found.reason == TURNED and metres(at, (found.lat, found.lon)) < 20


@pytest.mark.parametrize(("text", "metres_", "precision"), [
    ("41.00820, 28.97840", 25, Precision.EXACT), ("41.01, 28.97", 698, Precision.QUARTER),
    ("41.0, 29.0", 6975, Precision.CITY), ("41, 29", 69755, Precision.REGION),
    ("41°00′N 28°58′E", 1162, Precision.QUARTER), ("35TPF", 70711, Precision.REGION),
    ("35T PF 66 41", 707, Precision.QUARTER), ("8GGH2X5H+", 175, Precision.STREET),
])  # fmt: skip
def test_that_the_notation_says_how_sure_a_position_is(
    text: str, metres_: float, precision: Precision
) -> None:
    found = read(text)
    assert found.uncertainty_m == pytest.approx(metres_, rel=0.01)
    assert found.precision is precision


def test_that_the_finer_of_two_decimals_counts_for_a_spreadsheet_drops_noughts() -> None:
    assert read("41.01, 28.97835").uncertainty_m == 25


def test_that_a_telephone_says_how_sure_it_is() -> None:
    found = read("geo:41.0082,28.9784;u=120")
    assert (found.uncertainty_m, found.source) == (120, Source.GPS)


@pytest.mark.parametrize("text", [
    "", "unknown", "不详", "room 12, 3", "13800138000", "+90 532 123 4567", "2016.07.18", "3.5 km",
    "0532 555 9999", "Ankara", "E12345678", "16:30", "1985-03-02", "TR-01", "12A 14B", "<b>41</b>",
    "http://[::", "https://example.com/x", "K2+", "机场 3 号航站楼", "call 12.50, 13.20 TL",
])  # fmt: skip
def test_that_other_words_are_no_position(text: str) -> None:
    assert read_position(text) is None or text.startswith("call")


def test_that_known_points_of_the_standards_are_met() -> None:
    east, north = utm_of(43.642567, -79.387139)[2:]  # the tower of Toronto, NGA's example
    assert (round(east), round(north)) == (630084, 4833439)
    assert mgrs_of(43.642567, -79.387139, 4) == "17T PJ 3008 3343"
    assert degrees_of(31, 500_000, 0, south=False) == pytest.approx((0, 3))
    assert plus_code_of(47.365590, 8.524997) == "8FVC9G8F+6X"
    assert plus_code_of(-41.2730625, 174.7859375) == "4VCPPQGP+Q9"
    assert recovered("9G8F+6X", 47.4, 8.6) == "8FVC9G8F+6X"
    assert degrees_of_mercator(12958160, 4825923) == pytest.approx((39.91499, 116.40387), abs=1e-5)


@SOON
@given(at=PLACES, away=st.tuples(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2)))
def test_that_a_short_code_finds_its_place_from_nearby(
    at: tuple[float, float], away: tuple[float, float]
) -> None:
    code = plus_code_of(*at)
    near = (at[0] + away[0], at[1] + away[1])
    assert recovered(code[4:], *near) == code


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="0123456789.,;°'\"NSEW+-:/@!=&?# 北纬东经度分秒XYZabcgeo", max_size=80))
def test_that_no_text_breaks_the_reader(text: str) -> None:
    found = read_position(text)
    if isinstance(found, Position):
        assert abs(found.lat) <= 90 and abs(found.lon) <= 180 and found.uncertainty_m > 0

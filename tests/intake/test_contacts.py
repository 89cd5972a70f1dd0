"""Relatives and positions inside cells."""

import pytest

from situationroom.intake.person_kin import split_relation
from situationroom.intake.positions import CONVERTED, TURNED, find_position

RELATIONS = {
    "母亲 王芳": ("王芳", "母亲"),
    "母亲王芳": ("王芳", "母亲"),
    "王芳(妻)": ("王芳", "妻"),
    "Wang Fang (mother)": ("Wang Fang", "mother"),
    "wife: Li Na": ("Li Na", "wife"),
    "Li Na, wife": ("Li Na", "wife"),
    "王芳": ("王芳", ""),
    "Mr Wang Wei": ("Mr Wang Wei", ""),
    "妻子": ("", "妻子"),
}
POSITIONS = {
    "41.0082, 28.9784": (41.0082, 28.9784),
    "酒店附近 41.0082，28.9784": (41.0082, 28.9784),
    "N41.0082 E28.9784": (41.0082, 28.9784),
    "33.8688S 151.2093E": (-33.8688, 151.2093),
    "41°00′36″N 28°58′12″E": (41.01, 28.97),
    "北纬41度0分36秒 东经28度58分12秒": (41.01, 28.97),
    "https://maps.google.com/?q=41.0082,28.9784": (41.0082, 28.9784),
    "geo:41.0082,28.9784": (41.0082, 28.9784),
    "https://www.openstreetmap.org/?mlat=41.0082&mlon=28.9784": (41.0082, 28.9784),
}


@pytest.mark.parametrize("told", RELATIONS)
def test_that_a_relation_beside_a_name_is_told_apart(told: str) -> None:
    assert split_relation(told) == RELATIONS[told]


@pytest.mark.parametrize("told", POSITIONS)
def test_that_a_position_is_found_in_any_writing(told: str) -> None:
    found = find_position(told)
    assert found is not None and found.reason is None
    assert (round(found.lat, 4), round(found.lon, 4)) == POSITIONS[told]


def test_that_a_turned_position_and_a_chinese_map_are_said() -> None:
    turned = find_position("116.3975, 39.9087")
    assert turned is not None and (turned.lat, turned.reason) == (39.9087, TURNED)
    shifted = find_position("https://uri.amap.com/marker?position=116.3975,39.9087")
    assert shifted is not None and shifted.reason == CONVERTED
    assert (round(shifted.lat, 3), round(shifted.lon, 3)) == (39.907, 116.391)


@pytest.mark.parametrize("told", ["3.5 km", "Hotel 12.30", "99.99, 200.5", "2016.07.18", "机场"])
def test_that_other_numbers_are_no_position(told: str) -> None:
    assert find_position(told) is None

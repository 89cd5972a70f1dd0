"""Legs of a way: as long and in the direction that navigation tables give."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.map.legs import bearing_words, legs, length
from situationroom.map.projection import EARTH_RADIUS_M, metres_per_pixel, parallel_m, scale_bar

PLACE = st.tuples(st.floats(-85, 85), st.floats(-180, 180))


def test_that_a_known_flight_has_its_length_and_bearings() -> None:
    # Istanbul to Beijing: 7,060 km, out at 59°, in at 124° or so.
    (leg,) = legs([(41.275, 28.752), (40.080, 116.585)])
    assert leg.metres == pytest.approx(7_060_000, rel=0.005)
    assert round(leg.bearing) == pytest.approx(59, abs=3)
    assert leg.arriving > 110


def test_that_a_leg_over_the_date_line_goes_the_short_way() -> None:
    east, west = legs([(-17.0, 179.0), (-17.0, -179.0), (-17.0, 179.0)])
    assert east.metres == pytest.approx(west.metres)
    assert east.metres < 215_000
    assert 85 < east.bearing < 95 and 265 < west.bearing < 275


@given(line=st.lists(PLACE, min_size=2, max_size=6))
def test_that_legs_add_up_and_no_leg_is_longer_than_half_the_earth(
    line: list[tuple[float, float]],
) -> None:
    found = legs(line)
    assert len(found) == len(line) - 1
    assert all(0 <= leg.metres <= math.pi * EARTH_RADIUS_M + 1 for leg in found)
    assert all(0 <= leg.bearing < 360 and 0 <= leg.arriving < 360 for leg in found)
    direct = legs([line[0], line[-1]])[0].metres
    assert direct <= sum(leg.metres for leg in found) + 1e-3


def test_that_lengths_and_bearings_are_written_as_they_are_read_out() -> None:
    assert [length(m) for m in (12.4, 2_340.0, 215_000.0)] == ["12 m", "2.3 km", "215 km"]
    assert [length(m, True) for m in (12.4, 2_340.0, 215_000.0)] == ["12 m", "1.3 NM", "116 NM"]
    assert [bearing_words(a) for a in (0.2, 45, 359.8)] == ["000°", "045°", "000°"]


@pytest.mark.parametrize("lat", [0.0, 41.0, -60.0, 80.0])
def test_that_a_scale_bar_is_true_at_its_latitude(lat: float) -> None:
    # A circle of latitude on WGS-84: 2π N cos φ, N the radius in the prime vertical.
    phi = math.radians(lat)
    n = 6_378_137.0 / math.sqrt(1 - 0.00669437999014 * math.sin(phi) ** 2)
    assert parallel_m(lat) == pytest.approx(2 * math.pi * n * math.cos(phi))
    metres, _ = scale_bar(metres_per_pixel(lat, 8), 120)
    degrees = metres / metres_per_pixel(lat, 8) / (256 * 2**8) * 360
    assert degrees / 360 * parallel_m(lat) == pytest.approx(metres)


def test_that_a_scale_bar_speaks_of_nautical_miles_when_asked() -> None:
    metres, words = scale_bar(100.0, 120, nautical=True)
    assert words == "5 NM" and metres == pytest.approx(5 * 1852)
    assert scale_bar(1.0, 120, nautical=True)[1] == "100 m"

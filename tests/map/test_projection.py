"""The globe and the flat map agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.map import projection as p

LAT = st.floats(-85, 85)
LON = st.floats(-180, 179.999999)


@given(LAT, LON)
def test_that_a_position_survives_the_way_to_the_map_and_back(lat: float, lon: float) -> None:
    back = p.to_degrees(*p.to_world(lat, lon))
    assert back == pytest.approx((lat, lon), abs=1e-9)


@given(LAT, LON, LAT, LON)
def test_that_a_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    there, back = p.haversine_m(a, b, c, d), p.haversine_m(c, d, a, b)
    assert there == pytest.approx(back)
    assert 0 <= float(there) <= np.pi * p.EARTH_RADIUS_M + 1


def test_that_istanbul_to_ankara_is_350_kilometres() -> None:
    assert float(p.haversine_m(41.0082, 28.9784, 39.9334, 32.8597)) == pytest.approx(
        350e3, rel=0.01
    )


def test_that_the_world_is_a_unit_square_and_unknown_stays_unknown() -> None:
    assert p.to_world(0.0, 0.0) == pytest.approx((0.5, 0.5))
    assert p.to_world(90.0, -180.0) == pytest.approx((0.0, 0.0), abs=1e-9)
    assert np.isnan(p.to_world(np.array([np.nan]), np.array([np.nan]))).all()


@given(st.floats(0.01, 200_000), st.floats(40, 400))
def test_that_a_scale_bar_is_round_and_fits(metres_px: float, longest: float) -> None:
    length, label = p.scale_bar(metres_px, longest)
    assert longest / 2.51 <= length / metres_px <= longest * 1.0000001
    assert label.split()[0].rstrip("0").rstrip(".")[-1] in "125" or "e" in label


def test_that_a_scale_bar_needs_a_scale() -> None:
    with pytest.raises(ValueError, match="positive"):
        p.scale_bar(0)


def test_that_the_zoom_for_a_width_shows_that_width() -> None:
    zoom = p.zoom_for(100_000, 800, lat=39.0)
    assert p.metres_per_pixel(39.0, zoom) * 800 == pytest.approx(100_000)


def test_that_the_shortest_way_over_the_pacific_does_not_jump() -> None:
    way = p.great_circle(31.2, 121.5, 37.6, -122.4, points=50)
    assert np.abs(np.diff(way[:, 1])).max() < 20
    assert way[0] == pytest.approx([31.2, 121.5])
    assert way[-1, 0] == pytest.approx(37.6)
    assert way[-1, 1] % 360 == pytest.approx(-122.4 % 360)
    assert p.great_circle(1, 2, 1, 2, 5) == pytest.approx(np.array([[1.0, 2.0]] * 5))


def test_that_a_circle_is_everywhere_as_far_as_its_radius() -> None:
    ring = p.circle(41.0, 29.0, 5000)
    away = p.haversine_m(41.0, 29.0, ring[:, 0], ring[:, 1])
    assert away == pytest.approx(np.full(len(ring), 5000.0))

"""Who is inside an area: also across the 180th meridian, around a pole and through itself."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.areas import crosses_itself, inside, within
from situationroom.models.zone import Position, Shape

SQUARE = ((41.0, 28.0), (41.0, 30.0), (42.0, 30.0), (42.0, 28.0))
FIJI = ((-20.0, 176.0), (-20.0, -178.0), (-15.0, -178.0), (-15.0, 176.0))


def is_in(shape: Shape, *positions: Position) -> list[bool]:
    lat, lon = (np.array(axis, np.float64) for axis in zip(*positions, strict=True))
    return [bool(one) for one in within(shape, lat, lon)]


def test_that_a_square_holds_its_middle_and_nobody_beside_it() -> None:
    assert is_in(Shape(SQUARE), (41.5, 29.0), (41.5, 30.5), (40.5, 29.0)) == [True, False, False]


def test_that_somebody_in_a_hole_is_outside() -> None:
    hole = ((41.4, 28.9), (41.4, 29.1), (41.6, 29.1), (41.6, 28.9))
    assert is_in(Shape(SQUARE, (hole,)), (41.5, 29.0), (41.2, 29.0)) == [False, True]


def test_that_an_area_across_the_date_line_holds_both_sides_of_it() -> None:
    found = is_in(Shape(FIJI), (-18.1, 178.4), (-17.0, -179.5), (-18.0, 0.0), (-18.0, -170.0))
    assert found == [True, True, False, False]


def test_that_an_area_around_the_pole_holds_the_pole() -> None:
    arctic = tuple((70.0, float(lon)) for lon in range(-180, 180, 30))
    assert is_in(Shape(arctic), (89.9, 13.0), (71.0, -179.9), (60.0, 13.0)) == [True, True, False]
    south = tuple((-70.0, float(lon)) for lon in range(-180, 180, 30))
    assert is_in(Shape(south), (-89.9, 13.0), (0.0, 0.0)) == [True, False]


def test_that_a_circle_reaches_as_far_as_its_radius() -> None:
    circle = Shape(((0.0, 179.95),), radius_m=20_000)
    assert is_in(circle, (0.0, -179.9), (0.0, 179.8), (0.0, -179.5)) == [True, True, False]


def test_that_a_closed_road_holds_who_stands_beside_it() -> None:
    road = Shape(((41.0, 29.0), (41.0, 29.2), (41.1, 29.2)), radius_m=500)
    found = is_in(road, (41.004, 29.1), (41.05, 29.204), (41.01, 29.1), (41.0, 28.98))
    assert found == [True, True, False, False]


def test_that_an_outline_that_crosses_itself_holds_both_its_wings() -> None:
    bow = ((0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0))
    assert crosses_itself(bow)
    assert not crosses_itself(SQUARE)
    # The outline goes (0,0) → (2,2) → (2,0) → (0,2): its wings lie north and south of the middle.
    found = is_in(Shape(bow), (0.3, 1.0), (1.7, 1.0), (1.0, 0.3), (1.0, 1.7))
    assert found == [True, True, False, False]


def test_that_somebody_without_a_position_is_in_no_area() -> None:
    nowhere = np.array([np.nan])
    shapes = (Shape(SQUARE), Shape(((41.0, 28.0),), radius_m=1e7))
    assert not inside(shapes, nowhere, nowhere).any()


@given(st.floats(-84, 84), st.floats(-180, 180), st.floats(0.01, 3), st.integers(3, 40))
def test_that_an_outline_round_a_position_holds_it_wherever_it_lies(
    lat: float, lon: float, size: float, corners: int
) -> None:
    turns = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    ring = tuple(
        (float(lat + size * np.sin(t)), float((lon + size * np.cos(t) + 180) % 360 - 180))
        for t in turns
    )
    assert is_in(Shape(ring), (lat, lon)) == [True]
    beyond = (lat, float((lon + 3 * size + 180) % 360 - 180))
    assert is_in(Shape(ring), beyond) == [False]


@pytest.mark.parametrize("metres", [1.0, 250.0, 100_000.0])
def test_that_a_radius_is_measured_in_metres(metres: float) -> None:
    circle = Shape(((36.2, 36.16),), radius_m=metres)
    degrees = metres / 111_195
    assert is_in(circle, (36.2 + degrees * 0.99, 36.16), (36.2 + degrees * 1.01, 36.16)) == [
        True,
        False,
    ]


def test_that_a_leg_along_the_great_circle_bulges_towards_the_pole() -> None:
    leg = Shape(((50.0, 0.0), (50.0, 120.0)), radius_m=50_000)
    assert is_in(leg, (67.2, 60.0), (50.0, 60.0)) == [True, False]


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.02, 2.0, 25.0]))
def test_that_thousands_are_sorted_as_one_by_one(seed: int, size: float) -> None:
    rng = np.random.default_rng(seed)
    lat, lon = rng.uniform(-70, 70), rng.uniform(-180, 180)
    around = rng.normal(0, size, (60, 2))
    spots = [
        (float(np.clip(lat + a, -90, 90)), float((lon + b + 180) % 360 - 180)) for a, b in around
    ]
    for shape in (Shape(tuple(spots[:9])), Shape(tuple(spots[:4]), radius_m=size * 30_000)):
        assert is_in(shape, *spots) == [is_in(shape, spot)[0] for spot in spots]


@pytest.mark.parametrize("radius", [None, 100.0])
def test_that_a_long_outline_and_a_long_track_hold_nobody_up(radius: float | None) -> None:
    rng = np.random.default_rng(1)
    lat, lon = rng.uniform(36, 42, 100_000), rng.uniform(26, 45, 100_000)
    turns = np.linspace(0, 2 * np.pi, 10_000, endpoint=False)
    wave = 2 + 0.2 * np.sin(40 * turns)
    ring = np.column_stack([39 + wave * np.sin(turns), 35 + 3 * wave * np.cos(turns)])
    shape = Shape(tuple(map(tuple, ring.tolist())), radius_m=radius)
    before = time.process_time()
    found = within(shape, lat, lon)
    assert time.process_time() - before < 5, "looking at everybody for every edge takes minutes"
    assert 0 < found.sum() < len(lat)

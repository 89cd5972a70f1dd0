"""What is written of a position can be read again: at the poles, the date line, and odd zones."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.intake.coordinates import NOTATIONS, written
from situationroom.intake.position import Position
from situationroom.intake.positions import read_position
from situationroom.intake.utm import zone_of

WITHIN_M = {
    "decimal": 1, "minutes": 1.6, "seconds": 2.5, "utm": 1.1, "mgrs": 1.5, "plus code": 3.2,
}  # fmt: skip
NOTATION = st.sampled_from(sorted(NOTATIONS))
WEST_OF_DATE_LINE = st.tuples(st.floats(-60, 60), st.floats(179.99, 180))
EAST_OF_DATE_LINE = st.tuples(st.floats(-60, 60), st.floats(-180, -179.99))
POLES = st.tuples(st.one_of(st.floats(83.9, 90), st.floats(-90, -79.9)), st.floats(-180, 180))
NORWAY = st.tuples(st.floats(55.9, 64.1), st.floats(2.9, 12.1))
SVALBARD = st.tuples(st.floats(71.9, 84), st.floats(-0.1, 42.1))
ZONE_EDGES = st.builds(
    lambda lat, zone, off: (lat, zone * 6.0 + off),
    st.floats(-79.9, 83.9),
    st.integers(-29, 29),
    st.floats(-1e-5, 1e-5),
)
BAND_EDGES = st.builds(
    lambda band, off, lon: (band * 8.0 + off, lon),
    st.integers(-9, 9),
    st.floats(-1e-5, 1e-5),
    st.floats(-179, 179).filter(lambda lon: abs(lon) > 0.1),
)
ANYWHERE = st.one_of(
    WEST_OF_DATE_LINE, EAST_OF_DATE_LINE, POLES, NORWAY, SVALBARD, ZONE_EDGES, BAND_EDGES
).filter(lambda at: abs(at[0]) > 1e-4 or abs(at[1]) > 1e-4)


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The chord between two places, as long as the way for a few kilometres."""
    points = []
    for lat, lon in (a, b):
        phi, lam = math.radians(lat), math.radians(lon)
        points.append((math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)))
    return 6_371_008.8 * math.dist(*points)


@given(at=ANYWHERE, notation=NOTATION)
def test_that_what_is_written_anywhere_on_earth_is_read_again(
    at: tuple[float, float], notation: str
) -> None:
    text = written(*at, notation)
    found = read_position(text)
    assert isinstance(found, Position), (text, found)
    assert metres(at, (found.lat, found.lon)) <= WITHIN_M[notation], text
    assert found.reason is None


@pytest.mark.parametrize(("lat", "lon", "zone"), [
    (60.39, 5.32, 32), (60.39, 2.9, 31), (64.0, 5.32, 31), (78.22, 15.65, 33), (78.9, 11.9, 33),
    (78.9, 8.9, 31), (78.9, 21.1, 35), (78.9, 33.5, 37), (78.9, 42.0, 38), (-17.8, 180.0, 1),
    (-17.8, -180.0, 1), (-17.8, 179.99, 60),
])  # fmt: skip
def test_that_norway_svalbard_and_the_date_line_have_their_zones(
    lat: float, lon: float, zone: int
) -> None:
    assert zone_of(lat, lon) == zone
    assert written(lat, lon, "utm").startswith(f"{zone}")


@pytest.mark.parametrize("notation", ["utm", "mgrs"])
def test_that_a_pole_is_written_in_degrees_where_the_grid_ends(notation: str) -> None:
    assert written(90.0, 0.0, notation) == "90.00000, 0.00000"
    assert written(-89.5, 12.0, notation) == "-89.50000, 12.00000"


def test_that_no_map_is_written_shifted() -> None:
    assert not {name for name in NOTATIONS if "gcj" in name or "bd" in name}

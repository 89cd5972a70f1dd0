"""Sheets of paper: their scale is exact at the middle, and together they cover what they should."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.map.projection import to_degrees, to_world
from situationroom.map.sheets import (
    METRES_PX,
    SCALES,
    Sheet,
    read_scale,
    scale_of,
    scale_words,
    sheets_over,
)

SHEET = st.builds(Sheet, st.sampled_from(["A4", "A3"]), st.booleans())
LAT = st.floats(-80, 80)


@given(sheet=SHEET, lat=LAT, lon=st.floats(-179, 179), scale=st.sampled_from(SCALES[:20]))
def test_that_a_centimetre_at_the_middle_is_the_scale_on_the_ground(
    sheet: Sheet, lat: float, lon: float, scale: int
) -> None:
    view = sheet.view(*to_world(lat, lon), scale)
    east = to_degrees(view.x + 0.5 / (256 * 2**view.zoom), view.y)[1]
    west = to_degrees(view.x - 0.5 / (256 * 2**view.zoom), view.y)[1]
    phi = math.radians(lat)
    radius = 6_378_137.0 * math.cos(phi) / math.sqrt(1 - 0.00669437999014 * math.sin(phi) ** 2)
    metres = math.radians(math.remainder(east - west, 360)) * radius
    assert metres / METRES_PX == pytest.approx(scale, rel=1e-5)
    assert scale_of(view) == pytest.approx(scale, rel=1e-9)


@given(sheet=SHEET)
def test_that_what_fits_is_on_the_sheet(sheet: Sheet) -> None:
    box = (0.57, 0.37, 0.62, 0.39)
    view = sheet.view(0.595, 0.38, sheet.fitting(box))
    left, top, right, bottom = view.box()
    assert left <= 0.5701 and right >= 0.6199 and top <= 0.3701 and bottom >= 0.3899


@given(
    sheet=SHEET,
    left=st.floats(0, 0.8),
    top=st.floats(0.2, 0.6),
    wide=st.floats(1e-4, 0.02),
    high=st.floats(1e-4, 0.02),
)
def test_that_a_grid_of_sheets_leaves_no_gap(
    sheet: Sheet, left: float, top: float, wide: float, high: float
) -> None:
    box = (left, top, left + wide, top + high)
    scale = sheet.fitting(box) / 2.5
    boxes = [view.box() for view in sheets_over(box, sheet, scale)]
    for across in (0.0, 0.21, 0.5, 0.83, 1.0):
        for down in (0.0, 0.17, 0.5, 0.79, 1.0):
            x, y = left + wide * across, top + high * down
            hit = [b for b in boxes if b[0] - 1e-9 <= x <= b[2] + 1e-9]
            assert any(b[1] - 1e-9 <= y <= b[3] + 1e-9 for b in hit)


@pytest.mark.parametrize(("told", "scale"), {
    "1:50000": 50_000, "1 : 50 000": 50_000, "50000": 50_000, "1：5万": 50_000, "1:2.5M": 2_500_000,
    "1:250k": 250_000, "1:50,000": 50_000, "1:50.000": 50_000, "1:0": None, "fifty": None,
    "1:10": None, "": None, "1:99999999999": None,
}.items())  # fmt: skip
def test_that_a_scale_is_read_however_it_is_typed(told: str, scale: float | None) -> None:
    assert read_scale(told) == scale


@given(scale=st.sampled_from(SCALES))
def test_that_a_written_scale_is_read_again(scale: int) -> None:
    assert read_scale(scale_words(scale)) == scale

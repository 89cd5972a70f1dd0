"""Which tiles a view shows: all of it and little more, wherever on the globe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.map.labels import View
from situationroom.map.tile_grid import (
    ancestor,
    first_zoom,
    level_for_tiles,
    piece,
    shown_at,
    square,
    stand_ins,
    tiles_over,
    world_box,
)
from situationroom.models.tiles import Tile, TileForm, TileInfo

AREA = st.floats(0, 1, allow_nan=False)


@given(x=AREA, y=AREA, zoom=st.floats(7, 19), px=AREA, py=AREA)
def test_that_every_point_of_a_view_lies_in_one_of_its_tiles(
    x: float, y: float, zoom: float, px: float, py: float
) -> None:
    view = View(x, y, zoom, 1366, 768)
    for form in TileForm:
        level = level_for_tiles(zoom, TileInfo("a", form, 0, 14))
        tiles = list(tiles_over(view.box(), level))
        assert len(tiles) == len(set(tiles)) <= 70
        at = view.to_world(px * 1366, py * 768)
        if 0 <= at[0] < 1 and 0 <= at[1] < 1:
            holding = [t for t in tiles if _holds(t, *at)]
            assert len(holding) == 1


def _holds(tile: Tile, x: float, y: float) -> bool:
    left, top, side = square(tile)
    return left <= x < left + side and top <= y < top + side


@given(z=st.integers(0, 20), data=st.data())
def test_that_a_tile_is_where_its_ancestor_has_it(z: int, data: st.DataObject) -> None:
    whole = st.integers(0, (1 << z) - 1)
    tile = Tile(z, data.draw(whole), data.draw(whole))
    up = ancestor(tile, data.draw(st.integers(0, z)))
    left, top, side = square(up)
    part = piece(tile, of=up)
    assert (left + part.left * side, top + part.top * side, part.side * side) == pytest.approx(
        square(tile)
    )


def test_that_an_ancestor_stands_in_where_a_file_goes_no_further() -> None:
    found = list(stand_ins(Tile(16, 40_000, 30_000), most=14))
    assert found[0] == Tile(14, 10_000, 7_500)
    assert found[-1].z == 6
    assert list(stand_ins(Tile(1, 1, 1), most=14)) == [Tile(1, 1, 1), Tile(0, 0, 0)]
    assert [t.z for t in stand_ins(Tile(18, 0, 0), most=5)] == [5, 4, 3, 2, 1, 0]


def test_that_tiles_begin_where_the_world_map_ends() -> None:
    streets = TileInfo("a", TileForm.VECTOR, 0, 14)
    assert not shown_at(5.0, streets)
    assert shown_at(7.0, streets)
    city = TileInfo("a", TileForm.VECTOR, 12, 14)
    assert not shown_at(10.9, city)
    assert shown_at(11.5, city)
    assert level_for_tiles(11.5, city) == level_for_tiles(first_zoom(city), city) == 12
    assert first_zoom(streets) == 7.0
    assert not shown_at(9.0, TileInfo("a", TileForm.RASTER, 12, 14))


def test_that_files_of_fiji_and_of_the_poles_lie_in_the_world() -> None:
    for box in ((176.0, -20.0, 180.0, -15.0), (-180, -90, 180, -85), (-180, 80, 180, 90)):
        info = TileInfo("a", TileForm.RASTER, 0, 9, box)
        left, top, right, bottom = world_box(info)
        assert 0 <= left < right <= 1
        assert 0 <= top <= bottom <= 1
    assert list(tiles_over((0.9, 0.5, 1.2, 0.6), 3)) == [Tile(3, 7, 4)]
    assert list(tiles_over((1.1, 0.5, 1.2, 0.6), 3)) == []

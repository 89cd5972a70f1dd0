"""The date line is no edge: who stands beyond it is counted and drawn like all others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from situationroom.map.labels import View
from situationroom.map.projection import to_world, world_pixels
from situationroom.store.queries.map_columns import MapColumns
from situationroom.views.map_base import turns
from situationroom.views.map_motion import motion
from situationroom.views.map_people import CELL, People, together
from situationroom.views.map_places import home_view
from situationroom.views.map_rings import discs, seen_in, singles

FIJI = View(0.999, 0.5, 5.0, 1200, 800)


def crowd(lat: list[float], lon: list[float]) -> People:
    """A person at each of these positions."""
    ids = np.arange(1, len(lon) + 1, dtype=np.int64)
    safety = (ids % 6).astype(np.uint8)
    return People(MapColumns(ids, np.array(lat), np.array(lon), safety))


@st.composite
def around_the_date_line(draw: st.DrawFn) -> tuple[People, View]:
    count, seed = draw(st.integers(1, 120)), draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    lon = (180 + random.normal(0, draw(st.sampled_from([0.5, 8.0, 90.0])), count) + 180) % 360 - 180
    people = crowd(random.uniform(-85, 85, count).tolist(), lon.tolist())
    x = draw(st.floats(0, 1, exclude_max=True) | st.sampled_from([0.0, 0.999, 0.001]))
    zoom, width = draw(st.floats(1, 9)), draw(st.sampled_from([300, 1200, 3840]))
    return people, View(x, draw(st.floats(0, 1)), zoom, width, 800)


@settings(deadline=None, max_examples=200)
@given(around_the_date_line())
def test_that_everybody_in_the_window_is_in_a_ring_that_is_drawn(
    drawn: tuple[People, View],
) -> None:
    people, view = drawn
    rings, scale = people.rings(view), world_pixels(view.zoom)
    left, top, right, bottom = view.box()
    in_sight = np.zeros(len(people.x), bool)
    for turn in range(-6, 7):
        x = people.x + turn
        in_sight |= (x >= left) & (x <= right) & (people.y >= top) & (people.y <= bottom)
    assert (rings.label[in_sight] >= 0).all()
    assert ((rings.x >= 0) & (rings.x < 1)).all()
    assert int(rings.count.sum()) == int((rings.label >= 0).sum())
    assert (rings.by_class.sum(axis=1) == rings.count).all()
    ring = rings.label[in_sight]
    aside = (rings.x[ring] - people.x[in_sight] + 0.5) % 1 - 0.5
    assert (np.abs(aside) * scale <= 4 * CELL).all()  # beside those it stands for


def test_that_names_keep_clear_of_rings_beyond_the_date_line_and_in_every_copy() -> None:
    people = crowd([0.0] * 5, [-179.0, -179.0, -170.0, 20.0, 20.0])
    rings = people.rings(FIJI)
    assert [round(size) for _, _, size in discs(FIJI, rings)] == [15]
    x, y, _ = discs(FIJI, rings)[0]
    assert 0 < x < 1200
    assert y == pytest.approx(400)
    alone = singles(FIJI, rings)
    assert ((alone[:, 0] > 0) & (alone[:, 0] < 1200)).sum() == 1
    assert sum(len(seen_in(shown, rings)) for shown in turns(FIJI)) == 2
    world = View(0.5, 0.5, 1.0, 1024, 800)
    assert len(discs(world, people.rings(world))) == 4


def test_that_a_group_on_both_sides_is_looked_at_where_it_is() -> None:
    people = crowd([-17.0, -17.0, -16.5], [179.5, -179.5, 179.9])
    x, _y = to_world(np.zeros(2), np.array([179.5, -179.5]))
    assert float(np.ptp(together(x))) == pytest.approx(1 / 360)
    home = home_view(people, "", 1200, 800)
    assert home.zoom > 6
    assert abs((home.x + 0.5) % 1 - 0.5) < 0.01


def test_that_rings_part_the_short_way_over_the_date_line() -> None:
    people = crowd([-17.0, -17.0, -17.0], [179.6, 179.6, -179.9])
    far, near = (people.rings(View(0.9995, 0.55, zoom, 1200, 800)) for zoom in (5.0, 9.0))
    assert (len(far.x), len(near.x)) == (1, 2)
    moving = motion(far, near, zoomed_in=True)
    assert moving is not None
    assert (np.abs(moving.x - moving.rings.x) < 0.01).all()

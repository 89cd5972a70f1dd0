"""Clusters always add up to the list."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from situationroom.map import clusters
from situationroom.map.clusters import Clusters, cluster

CLASSES = 6
UNIT = st.floats(0, 1)


@st.composite
def persons(
    draw: st.DrawFn,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.uint8]]:
    n = draw(st.integers(0, 60))
    position = st.one_of(UNIT, st.just(0.5), st.just(float("nan")))
    x, y = (draw(arrays.arrays(np.float64, n, elements=position)) for _ in range(2))
    return x, y, draw(arrays.arrays(np.uint8, n, elements=st.integers(0, CLASSES - 1)))


@given(persons(), st.floats(0, 20))
def test_that_clusters_add_up_to_the_list(
    columns: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.uint8]], zoom: float
) -> None:
    x, y, safety = columns
    found = cluster(x, y, safety, zoom, CLASSES)
    assert found.count.sum() + found.unplaced == len(x)
    assert (found.count > 0).all()
    assert (found.by_class.sum(axis=1) == found.count).all()
    everyone = found.by_class.sum(axis=0) + found.unplaced_by_class
    assert (everyone == np.bincount(safety, minlength=CLASSES)).all()
    check_members(found, x, y, safety)


@given(persons(), st.floats(0, 20), st.tuples(UNIT, UNIT, UNIT, UNIT), st.integers(1, 7))
def test_that_only_whom_a_view_shows_is_grouped_however_many_are_looked_at_together(
    columns: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.uint8]],
    zoom: float,
    sides: tuple[float, float, float, float],
    part: int,
) -> None:
    x, y, safety = columns
    box = (min(sides[::2]), min(sides[1::2]), max(sides[::2]), max(sides[1::2]))
    ticked = np.arange(CLASSES) % 2 == 0
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clusters, "PART", part)
        found = cluster(x, y, safety, zoom, CLASSES, box=box, shown=ticked)
    inside = (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3]) & ticked[safety]
    assert ((found.label >= 0) == inside).all()
    assert found.count.sum() == inside.sum()
    assert found.unplaced == (np.isnan(x) | np.isnan(y)).sum()
    check_members(found, x, y, safety)


def check_members(
    found: Clusters, x: NDArray[np.float64], y: NDArray[np.float64], safety: NDArray[np.uint8]
) -> None:
    seen = [found.missing()]
    for number in range(len(found)):
        members = found.members(number)
        seen.append(members)
        assert len(members) == found.count[number]
        counts = np.bincount(safety[members], minlength=CLASSES)
        assert (counts == found.by_class[number]).all()
        assert found.x[number] == pytest.approx(x[members].mean())
        assert found.y[number] == pytest.approx(y[members].mean())
    assert sorted(np.concatenate(seen).tolist()) == list(range(len(x)))


def test_that_one_person_lies_exactly_where_they_are() -> None:
    found = cluster(np.array([0.58]), np.array([0.371]), np.array([2]), 9, CLASSES)
    assert (found.x[0], found.y[0], found.count[0]) == (0.58, 0.371, 1)


def test_that_zooming_in_takes_clusters_apart() -> None:
    x, y = np.array([0.5001, 0.5101]), np.array([0.4, 0.4])
    kinds = np.zeros(2, np.uint8)
    assert len(cluster(x, y, kinds, 2, 1)) == 1
    assert len(cluster(x, y, kinds, 8, 1)) == 2


def test_that_persons_without_a_position_are_counted_apart() -> None:
    x = np.array([np.nan, 0.5, np.nan])
    found = cluster(x, x, np.array([1, 0, 3]), 5, 4)
    assert found.unplaced == 2
    assert found.unplaced_by_class.tolist() == [0, 1, 0, 1]
    assert found.missing().tolist() == [0, 2]


def test_that_an_empty_list_is_no_clusters() -> None:
    nothing = np.zeros(0)
    found = cluster(nothing, nothing, nothing.astype(np.uint8), 5, CLASSES)
    assert (len(found), found.unplaced, found.nearest(0.5, 0.5, 1)) == (0, 0, None)
    with pytest.raises(IndexError):
        found.members(0)


def test_that_the_nearest_cluster_is_found_only_within_reach() -> None:
    found = cluster(np.array([0.1, 0.9]), np.array([0.5, 0.5]), np.zeros(2, np.uint8), 10, 1)
    assert found.nearest(0.88, 0.5, 0.05) == 1
    assert found.nearest(0.5, 0.5, 0.05) is None


def test_that_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        cluster(np.zeros(2), np.zeros(3), np.zeros(2, np.uint8), 5, 1)
    with pytest.raises(ValueError, match="class"):
        cluster(np.zeros(1), np.zeros(1), np.array([7]), 5, 6)


def test_that_scattered_persons_are_grouped_without_a_huge_table() -> None:
    rng = np.random.default_rng(7)
    x, y = rng.random(5000), rng.random(5000)
    found = cluster(x, y, rng.integers(0, 6, 5000), 18, 6)
    assert found.count.sum() == 5000

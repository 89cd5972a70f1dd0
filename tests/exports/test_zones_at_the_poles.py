"""Zones around a pole, and such as only touch the 180th meridian, in files for other programs."""

import itertools

import pytest

from situationroom.exports.geo_features import Feature, zone_features
from situationroom.map.projection import circle
from situationroom.models import Zone
from situationroom.models.vocabulary import ZoneKind
from situationroom.models.zone import Shape


def exported(shape: Shape) -> Feature:
    (feature,) = zone_features([Zone(0, "Zone", ZoneKind.DANGER, (shape,))], circle)
    return feature


def area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


@pytest.mark.parametrize(
    "shape",
    [
        Shape(((89.5, 10.0),), radius_m=200_000),
        Shape(tuple((70.0, float(lon)) for lon in range(-180, 180, 30))),
        Shape(((0.0, 179.9),), radius_m=50_000),
        Shape(((-19.0, 177.0), (-19.0, 180.0), (-16.0, 180.0), (-16.0, 177.0))),
    ],
)
def test_that_every_part_has_an_area_and_goes_anticlockwise(shape: Shape) -> None:
    found = exported(shape)
    assert found.polygons
    for rings in found.polygons:
        assert area(rings[0]) > 0
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in rings[0])


def test_that_a_circle_around_the_pole_reaches_it() -> None:
    found = exported(Shape(((89.5, 10.0),), radius_m=200_000))
    assert max(lat for rings in found.polygons for _lon, lat in rings[0]) == 90
    whole = sum(area(rings[0]) for rings in found.polygons)
    assert whole == pytest.approx(360 * 1.9, rel=0.15), "all the way round, down to about 88.1°"

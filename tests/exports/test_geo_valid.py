"""Zones in files for other programs: valid polygons that hold the same persons, whatever was drawn.

Valid as another geometry library sees it (OGC simple features), rings as RFC 7946 wants them.
"""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from situationroom.areas import inside
from situationroom.exports.geo_features import zone_features
from situationroom.map.projection import circle
from situationroom.models import Zone
from situationroom.models.vocabulary import ZoneKind
from situationroom.models.zone import Shape

FIJI = ((-19.0, 177.0), (-19.0, -178.0), (-16.0, -178.0), (-16.0, 177.0))
LAGOON = ((-18.0, 179.0), (-18.0, -179.0), (-17.0, -179.0), (-17.0, 179.0))
STAR = tuple(
    (10 + 5 * math.cos(i * 0.8 * math.pi), 20 + 5 * math.sin(i * 0.8 * math.pi)) for i in range(5)
)
NASTY = {
    "hole over the date line": (Shape(FIJI, (LAGOON,)),),
    "bow tie": (Shape(((36.0, 36.0), (37.0, 37.0), (37.0, 36.0), (36.0, 37.0))),),
    "bow tie on the date line": (
        Shape(((-19.0, 178.0), (-16.0, -178.0), (-16.0, 178.0), (-19.0, -178.0))),
    ),
    "star": (Shape(STAR),),
    "hole that leaves its outline": (
        Shape(FIJI, (((-17.0, 176.0), (-17.0, 178.0), (-15.0, 178.0)),)),
    ),
    "holes over each other": (Shape(FIJI, (LAGOON, LAGOON[1:] + LAGOON[:1])),),
    "shapes over each other": (Shape(FIJI), Shape(((-18.0, -179.0),), radius_m=200_000)),
    "around the pole": (Shape(tuple((-70.0, float(lon)) for lon in range(-180, 180, 30))),),
    "circle at the pole": (Shape(((89.9, 10.0),), radius_m=500_000),),
    "circle of half the earth and more": (Shape(((0.0, 10.0),), radius_m=15_000_000),),
    "circle that holds one pole and passes the equator": (
        Shape(((80.0, 10.0),), radius_m=12_000_000),
    ),
    "the whole earth": (Shape(((20.0, 10.0),), radius_m=20_000_000),),
    "road": (Shape(((41.0, 29.0), (41.1, 29.3), (41.3, 29.0)), radius_m=30_000),),
    "road over the date line": (Shape(((-17.0, 178.0), (-17.1, -178.0)), radius_m=30_000),),
    "road over the pole": (Shape(((89.0, 10.0), (89.0, -170.0)), radius_m=300_000),),
    "road that stands still": (Shape(((41.0, 29.0), (41.0, 29.0)), radius_m=900),),
    "road half round the earth": (Shape(((0.0, 10.0), (0.0, -170.0)), radius_m=90_000),),
}  # fmt: skip


def exported(shapes: tuple[Shape, ...]) -> shapely.MultiPolygon:
    (feature,) = zone_features([Zone(0, "Zone", ZoneKind.DANGER, shapes)], circle)
    for outer, *holes in feature.polygons:
        assert outer[0] == outer[-1] and shapely.LinearRing(outer).is_ccw
        assert not any(shapely.LinearRing(hole).is_ccw for hole in holes)
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in outer)
    return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in feature.polygons])


def anybody(shapes: tuple[Shape, ...], many: int = 4_000) -> tuple[np.ndarray, np.ndarray]:
    """Positions all over the earth, and as many about the corners."""
    random = np.random.default_rng(7)
    corners = np.array([corner for shape in shapes for corner in shape.outline])
    near = corners[random.integers(0, len(corners), many)] + random.normal(0, 2, (many, 2))
    lat = np.concatenate([np.degrees(np.arcsin(random.uniform(-1, 1, many))), near[:, 0]])
    lon = np.concatenate([random.uniform(-180, 180, many), near[:, 1]])
    return np.clip(lat, -89.999, 89.999), (lon + 180) % 360 - 180


@pytest.mark.parametrize("shapes", NASTY.values(), ids=NASTY.keys())
def test_that_an_exported_zone_is_valid_and_holds_the_same_persons(
    shapes: tuple[Shape, ...],
) -> None:
    drawn = exported(shapes)
    assert drawn.is_valid, shapely.is_valid_reason(drawn)
    lat, lon = anybody(shapes)
    ours, theirs = inside(shapes, lat, lon), shapely.contains_xy(drawn, lon, lat)
    if shapes != NASTY["road that stands still"]:
        assert ours.any()
    # A circle is drawn with 72 corners: on its edge a thousandth of its radius may differ.
    round_ones = any(shape.radius_m for shape in shapes)
    assert (ours != theirs).sum() <= (len(lat) * 0.001 if round_ones else 0)


RING = st.lists(
    st.tuples(st.integers(-20, 20), st.integers(165, 195)), min_size=3, max_size=9, unique=True
)


@given(outline=RING, hole=st.none() | RING)
def test_that_any_outline_with_any_hole_is_exported_valid_and_whole(
    outline: list[tuple[int, int]], hole: list[tuple[int, int]] | None
) -> None:
    def ring(told: list[tuple[int, int]]) -> tuple[tuple[float, float], ...]:
        return tuple((float(lat), (lon + 180.0) % 360 - 180) for lat, lon in told)

    shapes = (Shape(ring(outline), (ring(hole),) if hole else ()),)
    drawn = exported(shapes)
    assert drawn.is_valid, shapely.is_valid_reason(drawn)
    random = np.random.default_rng(1)
    lat, lon = random.uniform(-21, 21, 2_000), (random.uniform(164, 196, 2_000) + 180) % 360 - 180
    assert (inside(shapes, lat, lon) == shapely.contains_xy(drawn, lon, lat)).all()


def test_that_a_track_of_thousands_of_positions_is_one_valid_polygon() -> None:
    turn = np.linspace(0, 6, 3_000)
    track = tuple(zip((41 + 0.1 * np.sin(turn)).tolist(), (29 + 0.1 * turn).tolist(), strict=True))
    shapes = (Shape(track, radius_m=100),)
    drawn = exported(shapes)
    assert drawn.is_valid and len(drawn.geoms) == 1
    aside = np.array([0.0, 0.0005, 0.0012])
    lat, lon = 41.1 + aside, np.full(3, 29 + 0.1 * math.pi / 2)
    assert shapely.contains_xy(drawn, lon, lat).tolist() == inside(shapes, lat, lon).tolist()

"""No name on the map lies over another: of places, zones, shelters, on the screen and on paper."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPaintDevice, QPainter, QPicture

from situationroom.map.labels import View
from situationroom.map.projection import to_world
from situationroom.models import Zone
from situationroom.models.vocabulary import ZoneKind
from situationroom.models.zone import Shape
from situationroom.palettes import palette
from situationroom.store.queries.map_columns import MapColumns
from situationroom.texts import set_language
from situationroom.views.map_base import Name
from situationroom.views.map_people import People
from situationroom.views.map_rings import discs
from situationroom.views.map_strata import paint_strata
from situationroom.views.map_tags import INK_FONT
from situationroom.views.map_upper import Scene, grouped, paint_upper

WIDE, HIGH = 900, 640
NAMES = (
    "Red zone",
    "封锁区",
    "Flood of the lower Meriç and all its arms, third warning",
    "الزلزال",
)
LIGHT = palette("light")

lats, lons = st.floats(40.2, 41.6), st.floats(28.0, 30.2)
circles = st.builds(
    lambda lat, lon, metres: Shape(((lat, lon),), radius_m=metres), lats, lons,
    st.floats(500, 60_000),
)  # fmt: skip
boxes = st.builds(
    lambda lat, lon, high, wide: Shape(
        ((lat, lon), (lat, lon + wide), (lat + high, lon + wide), (lat + high, lon))
    ),
    lats, lons, st.floats(0.02, 1.0), st.floats(0.02, 1.5),
)  # fmt: skip
areas = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(list(ZoneKind)), circles | boxes), max_size=9
)


def zones(told: list[tuple[str, ZoneKind, Shape]]) -> tuple[Zone, ...]:
    return tuple(Zone(n, *one[:2], (one[2],)) for n, one in enumerate(told, 1))


def scene(told: list[tuple[str, ZoneKind, Shape]], persons: int = 0, seed: int = 1) -> Scene:
    random = np.random.default_rng(seed)
    lat, lon = random.uniform(40.6, 41.3, persons), random.uniform(28.5, 29.6, persons)
    columns = MapColumns(np.arange(persons), lat, lon, np.zeros(persons, np.uint8))
    return Scene(LIGHT, People(columns), "TR", zones=zones(told), order=("zones",))


def devices() -> tuple[QPaintDevice, QPaintDevice]:
    """A screen and, as far as painters of the map know, paper."""
    return QImage(WIDE, HIGH, QImage.Format.Format_RGB32), QPicture()


def names(shown: Scene, view: View, device: QPaintDevice) -> list[QRectF]:
    """Where names stand; rings are not among them."""
    painter = QPainter(device)
    found = grouped(shown, view)
    written = paint_upper(painter, view, shown, found.rings)
    painter.end()
    rings = [QRectF(x - r, y - r, 2 * r, 2 * r) for x, y, r in discs(view, found.rings)]
    return [box for box in written.taken if box not in rings]


@given(told=areas, persons=st.integers(0, 60), seed=st.integers(0, 99), zoom=st.floats(6.5, 13),
       language=st.sampled_from(["en", "zh"]))  # fmt: skip
def test_that_no_name_of_a_zone_a_place_or_a_city_lies_over_another(
    qapp: Any, told: Any, persons: int, seed: int, zoom: float, language: str
) -> None:
    set_language(language)
    view = View(*to_world(41.0, 29.0), zoom, WIDE, HIGH)
    for device in devices():
        found = names(scene(told, persons, seed), view, device)
        assert not [
            (one, other) for one, other in itertools.combinations(found, 2) if one.intersects(other)
        ]


@pytest.mark.parametrize("zoom", [8.0, 10.0, 12.0])
def test_that_two_zones_one_over_the_other_both_have_their_name(qapp: Any, zoom: float) -> None:
    box = Shape(((40.8, 28.6), (40.8, 29.4), (41.2, 29.4), (41.2, 28.6)))
    told = [("Upper", ZoneKind.DANGER, box), ("Lower", ZoneKind.FLOODED, box)]
    view = View(*to_world(41.0, 29.0), zoom, WIDE, HIGH)
    window = QRectF(0, 0, WIDE, HIGH)
    for device in devices():
        painter = QPainter(device)
        found = paint_strata(scene(told), painter, view, [])
        painter.end()
        assert len(found) == 2 and all(window.contains(box) for box in found)


def test_that_the_chosen_zone_is_named_before_others(qapp: Any) -> None:
    view = View(*to_world(41.0, 29.0), 8.0, WIDE, HIGH)
    spot = Shape(((41.0, 29.0),), radius_m=9_000)
    told = [*((f"Zone {n}", ZoneKind.DANGER, spot) for n in range(40)),
            ("A name far longer than others", ZoneKind.NO_GO, spot)]  # fmt: skip
    wide = Name("A name far longer than others", *INK_FONT, "", "").room().width()

    def widths(chosen: int | None) -> list[float]:
        screen, _ = devices()
        painter = QPainter(screen)
        found = paint_strata(replace(scene(told), chosen_zone=chosen), painter, view, [])
        painter.end()
        return [box.width() for box in found]

    assert 2 <= len(widths(None)) < 40 and wide not in widths(None)  # there is no room for all
    assert widths(41)[0] == wide


def test_that_a_zone_is_named_beside_single_persons_where_that_can_be(qapp: Any) -> None:
    box = Shape(((40.8, 28.6), (40.8, 29.4), (41.2, 29.4), (41.2, 28.6)))
    view = View(*to_world(41.0, 29.0), 8.0, WIDE, HIGH)

    def named(marks: list[tuple[float, float]]) -> QRectF:
        screen, _ = devices()
        painter = QPainter(screen)
        shown = scene([("Zone", ZoneKind.DANGER, box)])
        (found,) = paint_strata(shown, painter, view, [], np.array(marks).reshape(-1, 2))
        painter.end()
        return found

    free = named([])
    middle = free.center()
    aside = named([(middle.x(), middle.y())])
    assert not aside.contains(middle)
    everywhere = [(float(x), float(y)) for x in range(0, WIDE, 6) for y in range(0, HIGH, 6)]
    assert named(everywhere) == free  # better on them than not at all

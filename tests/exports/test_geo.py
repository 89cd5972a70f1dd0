"""Geographic files: longitude first, whole after a round trip, harmless, masked unless asked."""

import itertools
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from situationroom.areas import inside
from situationroom.exports.geo_features import (
    Feature,
    movement_features,
    person_features,
    site_features,
    zone_features,
)
from situationroom.exports.geojson import write_geojson
from situationroom.exports.kml import write_kml
from situationroom.intake.zones import read_zones
from situationroom.map.projection import circle, great_circle
from situationroom.models import Movement, Person, Site, Zone
from situationroom.models.errors import StoreError
from situationroom.models.transport import Capacity
from situationroom.models.vocabulary import Mode, Safety, Severity, SiteKind, ZoneKind
from situationroom.models.zone import Shape

AT = datetime(2016, 7, 16, 12, tzinfo=UTC)
EVIL = '=cmd|"/C calc"!A1</script><img src=x onerror=alert(1)>&\x07'
SQUARE = ((40.9, 28.9), (40.9, 29.1), (41.1, 29.1), (41.1, 28.9))
HOLE = ((40.98, 28.98), (40.98, 29.02), (41.02, 29.02))
SHAPES = (
    (Shape(SQUARE),), (Shape(SQUARE, (HOLE,)),), (Shape(((41.0, 29.0),), radius_m=1_500.0),),
    (Shape(((41.0, 29.0), (41.1, 29.3)), radius_m=300.0), Shape(SQUARE)),
    (Shape(((-17.5, 179.5), (-17.5, -179.5), (-16.5, -179.5), (-16.5, 179.5))),),
    (Shape(((-17.0, 180.0),), radius_m=90_000.0),),
    (Shape(((88.0, 0.0), (88.0, 90.0), (88.0, 180.0), (88.0, -90.0))),),
)  # fmt: skip


def zone(shapes: tuple[Shape, ...], name: str = "Bosphorus") -> Zone:
    return Zone(
        7, name, ZoneKind.NO_GO, shapes, Severity.SEVERE, "embassy", starts_at=AT,
        ends_at=AT.replace(hour=18), note="Bridge closed & guarded",
    )  # fmt: skip


def person(**more: Any) -> Person:
    fields: dict[str, Any] = {
        "native_name": "王芳", "surname": "Wang", "given_names": "Fang", "lat": 41.00831,
        "lon": 28.97791, "safety": Safety.MISSING, "place_text": "Taksim",
    }  # fmt: skip
    return Person(12, **(fields | more))


def written(path: Path, features: Iterable[Feature]) -> dict[str, Any]:
    write_geojson(path, features, {"title": "t"})
    made: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return made


def polygons(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    parts = geometry.get("geometries", [geometry])
    found: list[list[list[list[float]]]] = []
    for part in parts:
        if part["type"] == "Polygon":
            found.append(part["coordinates"])
        elif part["type"] == "MultiPolygon":
            found += part["coordinates"]
    return found


@pytest.mark.parametrize("shapes", SHAPES)
def test_that_a_zone_comes_back_from_geojson_as_it_was(
    shapes: tuple[Shape, ...], tmp_path: Path
) -> None:
    path = tmp_path / "zones.geojson"
    written(path, zone_features([zone(shapes)], circle))
    (back,) = read_zones(path).zones
    old = zone(shapes)
    assert back.shapes == old.shapes
    assert (back.name, back.kind, back.severity) == (old.name, old.kind, str(old.severity))
    assert (back.starts_at, back.ends_at) == (old.starts_at, old.ends_at)
    assert (back.source, back.note) == (old.source, old.note)


@given(
    ring=st.lists(
        st.tuples(st.floats(-80, 80), st.floats(-180, 180)), min_size=3, max_size=9, unique=True
    )
)
def test_that_any_outline_comes_back(ring: list[tuple[float, float]]) -> None:
    (feature,) = zone_features([zone((Shape(tuple(ring)),))], circle)
    told = feature.said["shapes"]
    assert isinstance(told, list)
    assert [(lat, lon) for lon, lat in told[0]["outline"]] == ring


@pytest.mark.parametrize("shapes", SHAPES)
def test_that_what_others_draw_holds_the_same_persons(
    shapes: tuple[Shape, ...], tmp_path: Path
) -> None:
    made = written(tmp_path / "z.geojson", zone_features([zone(shapes)], circle))
    geometry = made["features"][0]["geometry"]
    random = np.random.default_rng(1)
    lat = np.concatenate([random.uniform(40.8, 41.2, 400), random.uniform(-18, -16, 400),
                          random.uniform(86, 90, 400)])  # fmt: skip
    lon = np.concatenate([random.uniform(28.8, 29.4, 400),
                          (random.uniform(178.5, 181.5, 400) + 180) % 360 - 180,
                          random.uniform(-180, 180, 400)])  # fmt: skip
    areas = tuple(s for s in shapes if s.radius_m is None or len(s.outline) == 1)
    ours = inside(areas, lat, lon)
    theirs = np.zeros(len(lat), bool)
    for outer, *holes in polygons(geometry):
        part = _odd(outer, lat, lon)
        for hole in holes:
            part &= ~_odd(hole, lat, lon)
        theirs |= part
    assert (ours != theirs).mean() < 0.01
    for outer, *holes in polygons(geometry):
        assert outer[0] == outer[-1] and _area(outer) > 0
        assert all(_area(hole) < 0 for hole in holes)
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in outer)
        across = [abs(a[0] - b[0]) for a, b in itertools.pairwise(outer)]
        assert max(across) <= 180 or max(y for _, y in outer) > 85


def test_that_a_masked_person_is_a_rounded_position_and_a_status(tmp_path: Path) -> None:
    made = written(tmp_path / "p.geojson", person_features([person()], detail=False))
    (feature,) = made["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [28.98, 41.01]}
    assert feature["properties"] == {"kind": "person", "safety": "missing"}


def test_that_detail_is_there_when_asked_and_longitude_comes_first(tmp_path: Path) -> None:
    made = written(tmp_path / "p.geojson", person_features([person(), person(lat=None)], True))
    (feature,) = made["features"]
    assert feature["geometry"]["coordinates"] == [28.97791, 41.00831]
    assert feature["properties"]["native_name"] == "王芳"
    assert feature["properties"]["case"] == person().case


def test_that_a_movement_over_the_date_line_is_cut_there(tmp_path: Path) -> None:
    start, end = (-17.8, 177.4), (21.3, -157.9)
    flight = Movement(
        1, "FJ 810", Mode.AIRCRAFT, Capacity(seats=200), origin="Nadi", destination="Honolulu"
    )
    way = great_circle(*start, *end)
    made = written(tmp_path / "m.geojson", movement_features([(flight, start, end, way)]))
    geometry = made["features"][0]["geometry"]
    assert geometry["type"] == "MultiLineString"
    before, after = geometry["coordinates"]
    assert before[-1][0] == 180 and after[0][0] == -180
    assert before[-1][1] == pytest.approx(after[0][1])


@pytest.mark.parametrize("write", [
    lambda path, found: write_geojson(path, found, {"title": EVIL}),
    lambda path, found: write_kml(path, found, EVIL),
])  # fmt: skip
def test_that_nothing_typed_can_run_or_break_a_file(write: Any, tmp_path: Path) -> None:
    site = Site(1, EVIL, SiteKind.HOTEL, lat=41.0, lon=29.0)
    found = [
        *person_features([person(native_name=EVIL, place_text=EVIL)], True),
        *site_features([(site, 3, 10)]),
        *zone_features([zone((Shape(SQUARE),), EVIL)], circle),
    ]
    path = tmp_path / "evil"
    assert write(path, found) == 3
    text = path.read_text(encoding="utf-8")
    assert "<img" not in text and "</script" not in text
    assert text.startswith(("{", "<?xml"))
    if text.startswith("{"):
        assert json.loads(text)["features"][1]["properties"]["name"] == EVIL
    else:
        assert len(list(ElementTree.fromstring(text).iter())) > 20


@pytest.mark.parametrize("shapes", SHAPES)
def test_that_a_zone_comes_back_from_kml_as_it_was(
    shapes: tuple[Shape, ...], tmp_path: Path
) -> None:
    path = tmp_path / "zones.kml"
    old = zone(shapes)
    write_kml(path, [*person_features([person()], True), *zone_features([old], circle)], "t")
    told = read_zones(path)
    (back,) = told.zones
    assert back.shapes == old.shapes
    assert (back.name, back.kind, back.severity) == (old.name, old.kind, str(old.severity))
    assert (back.starts_at, back.ends_at) == (old.starts_at, old.ends_at)
    assert (back.source, back.note) == (old.source, old.note)
    assert ["no zones" in str(remark) for remark in told.remarks] == [True]


def test_that_kml_zones_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "zones.kml"
    write_kml(path, zone_features([zone((Shape(SQUARE, (HOLE,)),))], circle), "t")
    (back,) = read_zones(path).zones
    assert back.name == "Bosphorus"
    assert set(back.shapes[0].outline) == set(SQUARE)
    assert (back.starts_at, back.ends_at) == (AT, AT.replace(hour=18))


def test_that_persons_of_a_file_do_not_become_zones(tmp_path: Path) -> None:
    path = tmp_path / "all.geojson"
    found = [*person_features([person()], True), *zone_features([zone((Shape(SQUARE),))], circle)]
    written(path, found)
    told = read_zones(path)
    assert [z.name for z in told.zones] == ["Bosphorus"]
    assert any("no zones" in remark.template for remark in told.remarks)


def test_that_shapes_somebody_has_spoilt_are_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "spoilt.geojson"
    made = written(path, zone_features([zone((Shape(SQUARE),))], circle))
    for spoilt in ("x", [3], [{"outline": "x"}], [{"outline": [[1, 999]]}], [{"radius_m": -4}]):
        made["features"][0]["properties"]["shapes"] = spoilt
        path.write_text(json.dumps(made), encoding="utf-8")
        shapes = [shape for found in read_zones(path).zones for shape in found.shapes]
        assert [set(shape.outline) for shape in shapes] == [set(SQUARE)]


def test_that_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "old.geojson"
    path.write_text("old")

    def breaking() -> Iterable[Feature]:
        yield from person_features([person()], True)
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError):
        write_geojson(path, breaking(), {"title": "t"})
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["old.geojson"]


def _area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def _odd(ring: list[list[float]], lat: Any, lon: Any) -> Any:
    odd = np.zeros(len(lat), bool)
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if y1 != y2:
            between = (y1 > lat) != (y2 > lat)
            odd ^= between & (lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1))
    return odd

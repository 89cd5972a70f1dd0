"""Odd but legal: what GDACS, USGS, alert services, GPS receivers and other programs send."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from situationroom.intake.zone_told import ToldZones
from situationroom.intake.zones import read_zones
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import ZoneKind
from tests.intake.test_zone_shapes import SQUARE, alert, block, feature, kml, place, said

POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}
RING = "<LinearRing><coordinates>36,36,9 36.4,36,9 36.4,36.3,9</coordinates></LinearRing>"
MARKED = f"<Polygon><outerBoundaryIs>{RING}</outerBoundaryIs></Polygon>"


def told(folder: Path, document: Any, coding: str = "utf-8") -> ToldZones:
    path = folder / "event.json"
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    path.write_bytes(text.encode(coding))
    return read_zones(path)


def test_that_an_event_of_gdacs_gives_its_middle_its_intensities_and_its_track(
    tmp_path: Path,
) -> None:
    event: dict[str, Any] = {"eventtype": "EQ", "eventid": 1357372, "alertlevel": "Red",
                             "name": "Earthquake",
             "fromdate": "2023-02-06T01:17:35"}  # fmt: skip
    parts = [
        feature([37.0, 37.2], "Point", **event, Class="Point_Centroid"),
        feature(**event, Class="Poly_SMPInt_7", polygonlabel="Intensity 7"),
        feature([[36, 36], [37, 37]], "LineString", eventtype="TC", Class="Line_0", name="Track"),
    ]
    centre, shaken, track = told(tmp_path, {"type": "FeatureCollection", "features": parts}).zones
    assert centre.shapes[0].radius_m == 50_000
    assert (shaken.name, shaken.kind) == ("Earthquake · Intensity 7", ZoneKind.DAMAGE)
    assert (shaken.severity, track.shapes[0].radius_m) == ("Extreme", 100)
    assert shaken.starts_at == datetime(2023, 2, 6, 1, 17, 35, tzinfo=UTC)


def test_that_a_quake_without_a_place_is_said_and_one_without_a_depth_taken(
    tmp_path: Path,
) -> None:
    feed = {
        "type": "FeatureCollection", "metadata": {"title": "USGS"}, "bbox": [36, 36, 1, 37, 37, 9],
        "features": [
            feature([37.0, 37.1, None], "Point", mag=None, title="M ?", type="earthquake"),
            feature([None, None, None], "Point", mag=4, title="M 4", type="earthquake"),
            {"type": "Feature", "id": "d", "properties": None, "geometry": None},
        ],
    }  # fmt: skip
    found = told(tmp_path, feed)
    assert [zone.name for zone in found.zones] == ["M ?"]
    assert "M 4 was left out: the file gives no area for it." in said(found)
    assert "radius" not in said(found)


@pytest.mark.parametrize(
    "document",
    [
        {"type": "FeatureCollection", "crs": None, "features": [feature(name="Z")]},
        feature([[[*pair, 5.5] for pair in SQUARE]], name="Z") | {"bbox": [1, 1, 1, 1], "title": 3},
        feature([[["36", "36"], ["36.4", "36"], ["36.4", "36.3"]]], name="Z"),
        POLYGON,
        {"type": "GeometryCollection", "geometries": [POLYGON, {"type": "Point"}]},
    ],
)
def test_that_odd_geojson_is_one_zone(tmp_path: Path, document: Any) -> None:
    found = told(tmp_path, document)
    assert len(found.zones) == 1
    assert found.zones[0].shapes[0].outline[0] == (36.0, 36.0)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_that_a_name_is_whole_in_any_coding(tmp_path: Path, coding: str) -> None:
    (zone,) = told(tmp_path, feature(name="安全区 市立医院 避难所"), coding).zones
    assert (zone.name, zone.kind) == ("安全区 市立医院 避难所", ZoneKind.SAFE)


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"type": "Topology", "objects": {}}, "ask for the same as GeoJSON"),
        ({"geometryType": "esriGeometryPolygon", "features": []}, "ask for the same as GeoJSON"),
        ({"crs": {"type": "link", "properties": {"href": "http://192.0.2.1/crs"}}}, "192.0.2.1"),
    ],
)
def test_that_another_kind_of_json_says_what_to_ask_for(
    tmp_path: Path, document: Any, why: str
) -> None:
    with pytest.raises(InputError, match=why):
        told(tmp_path, document)


def test_that_of_many_languages_the_chinese_is_read(tmp_path: Path) -> None:
    areas = block("tr-TR", "Sel", place("TR")) + block("en", "Flood", place("EN"))
    found = alert(tmp_path, areas + block("zh-CN", "洪水", place("哈塔伊")))
    assert [zone.name for zone in found.zones] == ["洪水: 哈塔伊"]


def test_that_signs_tabs_and_both_kinds_of_outline_of_an_alert_are_read(tmp_path: Path) -> None:
    odd = "\n 36.1,+36.0\n36.1,36.4\t36.4,36.4 36.1,36.0 "
    area = place("H", odd).replace(
        "<cap:geocode>", "<cap:circle>-17.8,-179.9 120.5</cap:circle><cap:geocode>"
    )
    (zone,) = alert(tmp_path, block("en", "Flood", area)).zones
    assert zone.shapes[0].outline[0] == (36.1, 36.0)
    assert zone.shapes[1].radius_m == 120_500


@pytest.mark.parametrize(
    ("begin", "end", "whole"),
    [
        ("2026-02-06", "2026-02-07", (datetime(2026, 2, 6), datetime(2026, 2, 8))),
        ("2026-02", "2026-12", (datetime(2026, 2, 1), datetime(2027, 1, 1))),
        ("2026", "2026", (datetime(2026, 1, 1), datetime(2027, 1, 1))),
        ("2026-02-06T05:00:00+03:00", "", (datetime(2026, 2, 6, 2), None)),
        ("2026-13", "soon", (None, None)),
    ],
)
def test_that_a_day_or_month_holds_to_its_end(
    tmp_path: Path, begin: str, end: str, whole: tuple[datetime | None, datetime | None]
) -> None:
    span = f"<TimeSpan><begin>{begin}</begin><end>{end}</end></TimeSpan>"
    (zone,) = kml(tmp_path, f"<Placemark><name>Z</name>{span}{MARKED}</Placemark>").zones
    expected = tuple(at.replace(tzinfo=UTC) if at else None for at in whole)
    assert (zone.starts_at, zone.ends_at) == expected


def test_that_a_region_and_a_view_of_a_kml_are_no_areas(tmp_path: Path) -> None:
    region = "<Region><LatLonAltBox><north>1</north><south>0</south></LatLonAltBox></Region>"
    view = "<LookAt><longitude>1</longitude><latitude>2</latitude></LookAt>"
    (zone,) = kml(tmp_path, f"<Placemark><name>Z</name>{region}{view}{MARKED}</Placemark>").zones
    assert len(zone.shapes) == 1


def test_that_routes_and_empty_pieces_of_a_track_are_read(tmp_path: Path) -> None:
    path = tmp_path / "all.gpx"
    path.write_text(
        '<gpx version="1.0"><metadata><bounds minlat="1"/></metadata>'
        '<rte><name>R</name><rtept lat="36" lon="36"/><rtept lat="36.1" lon="36.1"/></rte>'
        '<trk><name>T</name><trkseg/><trkseg><trkpt lat="36" lon="36"/><trkpt lat="x" lon="1"/>'
        '<trkpt lat="36.2" lon="36.1"/></trkseg></trk></gpx>'
    )
    found = read_zones(path)
    assert [zone.name for zone in found.zones] == ["R", "T"]
    assert "1 positions of T cannot be read" in said(found)

"""Files of zones: what each format says, and what hostile or mistaken ones get."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from situationroom.intake.zone_told import ToldZones
from situationroom.intake.zones import read_zones
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import ZoneKind

TURKEY = (34.0, 24.0, 44.0, 47.0)
CAP = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>{identifier}</identifier><sender>hydro@meteo.example</sender>
  <sent>2026-02-06T04:30:00+03:00</sent><status>{status}</status><msgType>{kind}</msgType>
  <scope>Public</scope>{references}
  <info><language>tr</language><event>Sel</event><severity>Severe</severity>
    <area><areaDesc>Hatay</areaDesc><polygon>{polygon}</polygon></area></info>
  <info><language>en-GB</language><event>Flood</event><urgency>Immediate</urgency>
    <severity>Severe</severity><certainty>Observed</certainty>
    <onset>2026-02-06T05:00:00+03:00</onset><expires>2026-02-07T05:00:00+03:00</expires>
    <senderName>Hydrology Service</senderName><headline>Orontes floods</headline>
    <area><areaDesc>Hatay</areaDesc><polygon>{polygon}</polygon></area>
    <area><areaDesc>Dam</areaDesc><circle>36.30,36.50 5</circle></area></info>
</alert>"""
POLYGON = "36.1,36.0 36.1,36.4 36.4,36.4 36.4,36.0 36.1,36.0"


def cap(path: Path, **more: str) -> Path:
    told = {"identifier": "A-1", "status": "Actual", "kind": "Alert", "references": ""}
    path.write_text(CAP.format(**{**told, "polygon": POLYGON, **more}), encoding="utf-8")
    return path


def said(told: ToldZones) -> str:
    return " ".join(str(remark) for remark in told.remarks)


def test_that_an_alert_gives_its_areas_once_in_one_language(tmp_path: Path) -> None:
    told = read_zones(cap(tmp_path / "alert.cap"), TURKEY)
    assert [zone.name for zone in told.zones] == ["Flood: Hatay", "Flood: Dam"]
    flood, dam = told.zones
    assert flood.kind is ZoneKind.FLOODED
    assert flood.severity == "Severe"
    assert flood.source == "Hydrology Service"
    assert flood.shapes[0].outline[0] == (36.1, 36.0), "CAP writes latitude first"
    assert flood.starts_at == datetime(2026, 2, 6, 2, tzinfo=UTC)
    assert flood.ends_at == datetime(2026, 2, 7, 2, tzinfo=UTC)
    assert dam.shapes[0].radius_m == 5_000, "CAP's radius is in kilometres"
    assert not told.remarks


def test_that_an_update_and_a_cancellation_name_what_they_replace(tmp_path: Path) -> None:
    earlier = "<references>hydro@meteo.example,A-1,2026-02-06T04:30:00+03:00</references>"
    update = read_zones(
        cap(tmp_path / "u.cap", identifier="A-2", kind="Update", references=earlier)
    )
    assert update.replaces == ("hydro@meteo.example,A-1",)
    cancel = read_zones(
        cap(tmp_path / "c.cap", identifier="A-3", kind="Cancel", references=earlier)
    )
    assert cancel.cancels == ("hydro@meteo.example,A-1",)
    assert not cancel.zones


def test_that_an_exercise_is_said_to_be_one(tmp_path: Path) -> None:
    told = read_zones(cap(tmp_path / "alert.cap", status="Exercise"))
    assert "'Exercise'" in said(told)


def test_that_an_alert_with_its_axes_exchanged_is_read_rightly_and_said(tmp_path: Path) -> None:
    exchanged = "28.0,41.0 28.0,42.0 30.0,42.0 30.0,41.0"  # Istanbul with longitude first
    told = read_zones(cap(tmp_path / "alert.cap", polygon=exchanged), TURKEY)
    assert told.zones[0].shapes[0].outline[0] == (41.0, 28.0)
    assert "latitude and longitude change places" in said(told)


def test_that_latitudes_beyond_the_pole_are_the_longitudes(tmp_path: Path) -> None:
    manila = "121.0,14.5 121.1,14.5 121.1,14.6"
    told = read_zones(cap(tmp_path / "alert.cap", polygon=manila))
    assert told.zones[0].shapes[0].outline[0] == (14.5, 121.0)
    assert "wrong way round" in said(told)


def test_that_a_geojson_area_keeps_its_hole_and_a_road_its_width(tmp_path: Path) -> None:
    outer = [[28.0, 41.0], [30.0, 41.0], [30.0, 42.0], [28.0, 41.0]]
    hole = [[28.9, 41.1], [29.1, 41.1], [29.0, 41.2], [28.9, 41.1]]
    features = [
        {"type": "Feature", "id": 7, "properties": {"name": "禁入区", "severity": "Severe"},
         "geometry": {"type": "Polygon", "coordinates": [outer, hole]}},
        {"type": "Feature", "properties": {"name": "O-4 closed"},
         "geometry": {"type": "LineString", "coordinates": [[29.0, 41.0], [29.5, 41.0]]}},
        {"type": "Feature", "properties": {"name": "Cordon", "radius_m": 300},
         "geometry": {"type": "Point", "coordinates": [28.97, 41.04]}},
    ]  # fmt: skip
    path = tmp_path / "zones.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    no_go, road, cordon = read_zones(path).zones
    assert (no_go.kind, len(no_go.shapes[0].holes)) == (ZoneKind.NO_GO, 1)
    assert no_go.shapes[0].outline[0] == (41.0, 28.0), "GeoJSON writes longitude first"
    assert road.shapes[0].radius_m == 100
    assert cordon.shapes[0].radius_m == 300


def test_that_an_earthquake_of_the_usgs_feed_is_a_circle_to_look_at(tmp_path: Path) -> None:
    quake = {
        "type": "Feature", "id": "us6000jllz",
        "properties": {"mag": 7.8, "place": "Pazarcik", "time": 1675646254000, "alert": "red",
                       "title": "M 7.8 - Pazarcik", "type": "earthquake"},
        "geometry": {"type": "Point", "coordinates": [37.03, 37.17, 17.9]},
    }  # fmt: skip
    path = tmp_path / "quake.json"
    path.write_text(json.dumps(quake))
    told = read_zones(path)
    zone = told.zones[0]
    assert (zone.name, zone.kind, zone.severity) == ("M 7.8 - Pazarcik", ZoneKind.DAMAGE, "Extreme")
    assert zone.shapes[0].outline == ((37.17, 37.03),)
    assert zone.starts_at == datetime(2023, 2, 6, 1, 17, 34, tzinfo=UTC)
    assert "a circle of 50 km was drawn" in said(told)


KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<NetworkLink><Link><href>http://192.0.2.1/more.kml</href></Link></NetworkLink>
<Folder><Placemark><name>Flooded &lt;b&gt;west&lt;/b&gt;</name>
<description><![CDATA[<script>alert(1)</script>Until Monday]]></description>
<Polygon><outerBoundaryIs><LinearRing><coordinates>
 28,41,0 29,41,0
 29,42 , 0 28,41,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder>
</Document></kml>"""


@pytest.mark.parametrize("name", ["zones.kml", "zones.kmz"])
def test_that_a_placemark_is_read_without_its_html_and_nothing_is_fetched(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name.endswith("kmz"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("files/doc.kml", KML)
    else:
        path.write_text(KML)
    told = read_zones(path)
    zone = told.zones[0]
    assert (zone.name, zone.kind) == ("Flooded west", ZoneKind.FLOODED)
    assert zone.shapes[0].outline == ((41.0, 28.0), (41.0, 29.0), (42.0, 29.0))
    assert "<" not in zone.note
    assert "not fetched" in said(told)


def test_that_a_closed_track_is_an_area_and_a_waypoint_a_circle(tmp_path: Path) -> None:
    points = [(41.0, 29.0), (41.0, 29.1), (41.1, 29.1), (41.1, 29.0), (41.0, 29.0)]
    track = "".join(f'<trkpt lat="{lat}" lon="{lon}"/>' for lat, lon in points)
    path = tmp_path / "walk.gpx"
    path.write_text(
        f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
        f'<wpt lat="41.2" lon="29.2"><name>Roadblock</name></wpt>'
        f"<trk><name>Cordon</name><trkseg>{track}</trkseg></trk></gpx>"
    )
    roadblock, cordon = read_zones(path).zones
    assert roadblock.shapes[0].radius_m == 1_000
    assert len(cordon.shapes[0].outline) == 4


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name,phone\n1,2\n",
        b"<html><body>404</body></html>",
        b'<!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;&b;">]><kml>&d;</kml>',
        b"<kml>" + b"<a>" * 5_000,
        b'{"type": "FeatureCollection", "features": [',
        b"[" * 200_000,
        b"PK\x03\x04 not a zip",
        b"\xff\xfe<\x00k\x00",
    ],
)
def test_that_a_file_that_is_none_gets_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "zones.kml"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"zones\.kml"):
        read_zones(path)


def test_that_a_kml_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", b"<kml>" + b" " * (60 << 20))
    assert path.stat().st_size < 1 << 20
    with pytest.raises(InputError, match="far larger"):
        read_zones(path)


def test_that_an_outline_through_itself_is_taken_and_said(tmp_path: Path) -> None:
    told = read_zones(cap(tmp_path / "a.cap", polygon="36,36 37,37 37,36 36,37 36,36"))
    assert "crosses itself" in said(told)
    assert len(told.zones) == 2


def test_that_an_area_of_two_corners_is_left_out_with_its_reason(tmp_path: Path) -> None:
    told = read_zones(cap(tmp_path / "a.cap", polygon="36,36 37,37"))
    assert [zone.name for zone in told.zones] == ["Flood: Dam"]
    assert "three different corners" in said(told)


@given(content=st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["Feature", "Polygon", "Point", "FeatureCollection"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "time"]),
        inner, max_size=4),
    max_leaves=30,
))  # fmt: skip
def test_that_any_json_gives_zones_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.geojson"
    path.write_text(json.dumps(content))
    try:
        read_zones(path, TURKEY)
    except InputError as error:
        assert "any.geojson" in str(error)

"""Zones as public services and sloppy tools write them: odd, but meant; and what is said of it."""

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from situationroom.areas import inside
from situationroom.intake.zone_told import ToldZone, ToldZones
from situationroom.intake.zones import is_zone_file, read_zones
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import ZoneKind
from situationroom.models.zone import Position

SQUARE = [[36.0, 36.0], [36.4, 36.0], [36.4, 36.3], [36.0, 36.3], [36.0, 36.0]]
RING = "<LinearRing><coordinates>36,36,9 36.4,36,9 36.4,36.3,9</coordinates></LinearRing>"
POLYGON = f"<Polygon><outerBoundaryIs>{RING}</outerBoundaryIs></Polygon>"


def feature(coordinates: Any = (SQUARE,), kind: str = "Polygon", **said: object) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": said, "geometry": geometry}


def geojson(folder: Path, *features: dict[str, Any], **more: object) -> ToldZones:
    path = folder / "zones.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}))
    return read_zones(path)


def kml(folder: Path, content: str, head: str = '<?xml version="1.0"?>') -> ToldZones:
    path = folder / "zones.kml"
    path.write_text(
        f'{head}<kml xmlns="http://www.opengis.net/kml/2.2" '
        f'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>{content}</Document></kml>'
    )
    return read_zones(path)


def said(told: ToldZones) -> str:
    return " ".join(str(remark) for remark in told.remarks)


def holds(zone: ToldZone, *positions: Position) -> list[bool]:
    lat, lon = (np.array(axis, np.float64) for axis in zip(*positions, strict=True))
    return [bool(one) for one in inside(zone.shapes, lat, lon)]


# --- GeoJSON -----------------------------------------------------------------------------------


def test_that_a_collection_of_geometries_is_one_zone_whatever_its_heights(tmp_path: Path) -> None:
    parts = [
        {"type": "Polygon", "coordinates": [[[*pair, 812.5] for pair in SQUARE[::-1]]]},
        {"type": "LineString", "coordinates": [[37.0, 37.0, 1], [37.1, 37.0, 2]]},
    ]
    mixed = {"type": "GeometryCollection", "geometries": parts}
    one = {"type": "Feature", "properties": {"name": "Mixed"}, "geometry": mixed}
    (zone,) = geojson(tmp_path, one).zones
    assert holds(zone, (36.1, 36.1), (37.0, 37.05), (36.5, 36.5)) == [True, True, False]


def test_that_an_alert_without_an_outline_is_said_and_the_others_taken(tmp_path: Path) -> None:
    nowhere = feature(event="Flood Warning", areaDesc="Coast") | {"geometry": None}
    told = geojson(tmp_path, nowhere, feature(event="Flood Warning", areaDesc="Valley"))
    assert [(z.name, z.kind) for z in told.zones] == [("Flood Warning: Valley", ZoneKind.FLOODED)]
    assert "Flood Warning: Coast was left out" in said(told)


@pytest.mark.parametrize("between", ["\n", "\x1e", "\n\x1e"])
def test_that_a_sequence_of_features_is_read(tmp_path: Path, between: str) -> None:
    path = tmp_path / "feed.geojsons"
    path.write_text(
        "".join(between + json.dumps(feature(name=name)) for name in "ABC") + "\n",
    )
    assert is_zone_file(path)
    assert [zone.name for zone in read_zones(path).zones] == ["A", "B", "C"]


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::3857", "EPSG:32637"])
def test_that_positions_in_another_system_are_refused_by_its_name(
    tmp_path: Path, name: str
) -> None:
    metres = [[[4007501, 4300621], [4052029, 4300621], [4052029, 4341618]]]
    crs = {"type": "name", "properties": {"name": name}}
    with pytest.raises(InputError, match=name):
        geojson(tmp_path, feature(metres), crs=crs)


def test_that_the_usual_system_may_be_named(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert len(geojson(tmp_path, feature(), crs=crs).zones) == 1


def test_that_metres_without_a_system_are_no_position_on_earth(tmp_path: Path) -> None:
    told = geojson(tmp_path, feature([[[4007501, 4300621], [4052029, 4300621], [4e6, 4e6]]]))
    assert not told.zones
    assert "not a position on the earth" in said(told)


@pytest.mark.parametrize(
    ("outline", "why"),
    [
        ([[177, -19], [182, -19], [182, -16], [177, -16]], "beyond 180°"),
        ([[-183, -19], [-178, -19], [-178, -16], [-183, -16]], "beyond 180°"),
        ([[177, -19], [-178, -19], [-178, -16], [177, -16]], "over the date line"),
    ],
)
def test_that_fiji_is_read_however_its_date_line_is_written(
    tmp_path: Path, outline: list[list[float]], why: str
) -> None:
    told = geojson(tmp_path, feature([[*outline, outline[0]]], name="Fiji"))
    found = holds(told.zones[0], (-17.8, 178.0), (-17.8, -179.0), (-17.8, 170.0), (-17.8, 0.0))
    assert found == [True, True, False, False]
    assert why in said(told)


def test_that_kiribati_cut_at_the_date_line_is_one_zone_of_two_parts(tmp_path: Path) -> None:
    parts = [
        [[[172, -4], [180, -4], [180, 4], [172, 4], [172, -4]]],
        [[[-180, -4], [-150, -4], [-150, 4], [-180, 4], [-180, -4]]],
    ]
    told = geojson(tmp_path, feature(parts, "MultiPolygon", name="Kiribati"))
    found = holds(told.zones[0], (1.4, 173.0), (1.9, -157.4), (0.0, 180.0), (0.0, 160.0))
    assert found == [True, True, True, False]
    assert not told.remarks


def test_that_an_outline_along_the_pole_holds_all_around_it(tmp_path: Path) -> None:
    coast = [[-180, -90], [180, -90], [180, -65], [90, -66], [0, -70], [-90, -72], [-180, -65]]
    told = geojson(tmp_path, feature([[*coast, coast[0]]], name="Antarctica"))
    found = holds(told.zones[0], (-89.0, 5.0), (-80.0, -120.0), (-80.0, 179.0), (-60.0, 5.0))
    assert found == [True, True, True, False]
    assert not told.remarks


def test_that_a_box_around_the_world_holds_everybody(tmp_path: Path) -> None:
    box = [[-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90]]
    (zone,) = geojson(tmp_path, feature([box])).zones
    assert all(holds(zone, (0.0, 0.0), (41.0, 29.0), (-17.8, 178.0), (80.0, -100.0)))


def test_that_parts_of_one_event_stay_apart(tmp_path: Path) -> None:
    shaken = [
        feature(eventtype="EQ", eventid=1, name="Earthquake", Class="Poly", polygonlabel=label)
        for label in ("Intensity 6", "Intensity 7")
    ]
    told = geojson(tmp_path, *shaken)
    assert [z.name for z in told.zones] == ["Earthquake · Intensity 6", "Earthquake · Intensity 7"]
    assert len({zone.key for zone in told.zones}) == 2


def test_that_a_million_corners_get_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "huge.geojson"
    pairs = ",".join(["[35.1,38.2],[35.2,38.1]"] * 500_000)
    path.write_text(f'{{"type":"Polygon","coordinates":[[{pairs}]]}}')
    told = read_zones(path)
    assert not told.zones
    assert "more than 100000 corners" in said(told)


# --- KML ---------------------------------------------------------------------------------------


def test_that_tracks_rings_and_pictures_of_a_kml_are_areas(tmp_path: Path) -> None:
    told = kml(
        tmp_path,
        "<Placemark><name>Convoy</name><gx:Track><when>2026-02-06T01:00:00Z</when>"
        "<gx:coord>36.1 36.1 0</gx:coord><gx:coord>36.2 36.1 0</gx:coord></gx:Track></Placemark>"
        f"<Placemark><name>Ring</name>{RING}</Placemark>"
        "<GroundOverlay><name>Smoke</name><Icon><href>http://192.0.2.1/x.png</href></Icon>"
        "<LatLonBox><north>37</north><south>36</south><east>37</east><west>36</west></LatLonBox>"
        "</GroundOverlay>",
    )
    convoy, ring, smoke = told.zones
    assert holds(convoy, (36.1, 36.15), (36.2, 36.15)) == [True, False]
    assert holds(ring, (36.1, 36.3)) == [True]
    assert holds(smoke, (36.5, 36.5), (38.0, 36.5)) == [True, False]
    assert "Smoke is a picture" in said(told)


def test_that_geometries_within_geometries_keep_their_holes(tmp_path: Path) -> None:
    hole = "36.3,36.05 36.38,36.05 36.38,36.1"
    inner = f"<LinearRing><coordinates>{hole}</coordinates></LinearRing>"
    polygon = POLYGON.replace("</Polygon>", f"<innerBoundaryIs>{inner}</innerBoundaryIs></Polygon>")
    nested = f"<MultiGeometry><MultiGeometry>{polygon}</MultiGeometry></MultiGeometry>"
    (zone,) = kml(tmp_path, f"<Placemark><name>Z</name>{nested}</Placemark>").zones
    assert holds(zone, (36.06, 36.36), (36.02, 36.2)) == [False, True]


def test_that_a_placemark_without_an_area_is_said(tmp_path: Path) -> None:
    told = kml(tmp_path, "<Placemark><name>Hangar</name><Model/></Placemark>")
    assert "Hangar was left out" in said(told)


def test_that_a_kml_in_gbk_keeps_its_names(tmp_path: Path) -> None:
    path = tmp_path / "zones.kml"
    told = f'<?xml version="1.0" encoding="GBK"?><kml><Placemark><name>安全区</name>{POLYGON}'
    path.write_bytes(f"{told}</Placemark></kml>".encode("gbk"))
    (zone,) = read_zones(path).zones
    assert (zone.name, zone.kind) == ("安全区", ZoneKind.SAFE)


@pytest.mark.parametrize("encoding", ["zip", "rot13", "no-such", "idna"])
def test_that_no_other_coding_is_tried(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "zones.kml"
    path.write_text(f'<?xml version="1.0" encoding="{encoding}"?><kml>{POLYGON}</kml>')
    with pytest.raises(InputError, match=r"zones\.kml"):
        read_zones(path)


def test_that_a_kmz_within_a_kmz_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "outer.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.kmz", b"PK")
    with pytest.raises(InputError, match="holds no KML"):
        read_zones(path)


def test_that_no_entity_reads_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    entity = f'<!DOCTYPE k [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with pytest.raises(InputError, match="instructions for the computer"):
        kml(tmp_path, f"<Placemark><name>&x;</name>{POLYGON}</Placemark>", entity)


# --- CAP ---------------------------------------------------------------------------------------

OUTLINE = "36.1,36.0 36.1,36.4 36.4,36.4 36.1,36.0"


def alert(folder: Path, content: str, wrapped: str = "{}") -> ToldZones:
    path = folder / "alert.xml"
    told = (
        '<cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><cap:identifier>A-1'
        "</cap:identifier><cap:sender>met</cap:sender><cap:status>Actual</cap:status>"
        f"<cap:msgType>Alert</cap:msgType>{content}</cap:alert>"
    )
    path.write_text(wrapped.format(told))
    assert is_zone_file(path)
    return read_zones(path)


def block(language: str, event: str, areas: str) -> str:
    return (
        f"<cap:info><cap:language>{language}</cap:language><cap:event>{event}</cap:event>"
        f"<cap:severity>Minor</cap:severity><cap:resource><cap:resourceDesc>map</cap:resourceDesc>"
        f"<cap:uri>http://192.0.2.1/map.png</cap:uri></cap:resource>{areas}</cap:info>"
    )


def place(name: str, outline: str = OUTLINE) -> str:
    drawn = f"<cap:polygon>{outline}</cap:polygon>" if outline else ""
    return (
        f"<cap:area><cap:areaDesc>{name}</cap:areaDesc>{drawn}<cap:geocode><cap:valueName>EMMA_ID"
        "</cap:valueName><cap:value>TR001</cap:value></cap:geocode><cap:altitude>0</cap:altitude>"
        "<cap:ceiling>3000</cap:ceiling></cap:area>"
    )


def test_that_two_warnings_for_one_area_are_two_zones(tmp_path: Path) -> None:
    told = alert(
        tmp_path, block("en", "Wind", place("Hatay")) + block("en-GB", "Flood", place("Hatay"))
    )
    assert [zone.name for zone in told.zones] == ["Wind: Hatay", "Flood: Hatay"]
    assert len({zone.key for zone in told.zones}) == 2


def test_that_an_area_told_in_another_language_alone_is_not_lost(tmp_path: Path) -> None:
    coast = place("Sahil", "36.5,36.0 36.5,36.4 36.8,36.4")
    both = block("en", "Wind", place("Hatay")) + block("tr", "Rüzgar", place("Hatay TR") + coast)
    assert [zone.name for zone in alert(tmp_path, both).zones] == ["Wind: Hatay", "Rüzgar: Sahil"]


def test_that_an_area_of_codes_alone_is_said(tmp_path: Path) -> None:
    told = alert(tmp_path, block("en", "Wind", place("Hatay", "") + place("Adana")))
    assert [zone.name for zone in told.zones] == ["Wind: Adana"]
    assert "Hatay was left out" in said(told)


def test_that_an_alert_inside_a_feed_is_found(tmp_path: Path) -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>{}</content></entry></feed>'
    assert len(alert(tmp_path, block("en", "Wind", place("Hatay")), feed).zones) == 1

"""KML as programs write it: several files in a KMZ, undeclared prefixes, odd codings."""

import json
import zipfile
from pathlib import Path

import pytest

from situationroom.intake.kmz import MOST_FILES
from situationroom.intake.zone_told import ToldZones
from situationroom.intake.zones import read_zones
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import ZoneKind

RING = "<LinearRing><coordinates>36,36,9 36.4,36,9 36.4,36.3,9</coordinates></LinearRing>"
POLYGON = f"<Polygon><outerBoundaryIs>{RING}</outerBoundaryIs></Polygon>"


def mark(name: str, more: str = "") -> str:
    return f"<Placemark><name>{name}</name>{more}{POLYGON}</Placemark>"


def link(href: str) -> str:
    return f"<NetworkLink><name>more</name><Link><href>{href}</href></Link></NetworkLink>"


def document(*parts: str) -> str:
    inside = "".join(parts)
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}</Document></kml>'


def kmz(folder: Path, **files: str | bytes) -> Path:
    path = folder / "zones.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".kml", content)
    return path


def said(told: ToldZones) -> str:
    return " ".join(str(remark) for remark in told.remarks)


def kml(folder: Path, content: str | bytes) -> ToldZones:
    path = folder / "zones.kml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_zones(path)


# --- several files in one -------------------------------------------------------------------------


def test_that_every_kml_of_an_archive_is_read_and_which_is_said(tmp_path: Path) -> None:
    path = kmz(
        tmp_path,
        files__north=document(mark("North")),
        doc=document(mark("Middle"), link("files/north.kml"), link("./south.kml")),
        south=document(mark("South")),
    )
    told = read_zones(path)
    assert [zone.name for zone in told.zones] == ["Middle", "North", "South"]
    assert "3 KML files of the archive were read: doc.kml, files/north.kml, south.kml." in said(
        told
    )
    assert "not fetched" not in said(told), "what they point to is in the archive"
    assert len({zone.key for zone in told.zones}) == 3


def test_that_what_an_archive_points_to_elsewhere_is_said(tmp_path: Path) -> None:
    told = read_zones(kmz(tmp_path, doc=document(mark("A"), link("http://192.0.2.1/more.kml"))))
    assert "not fetched" in said(told)
    assert "files of the archive" not in said(told), "a single file needs no such sentence"


def test_that_one_damaged_file_of_an_archive_does_not_cost_the_others(tmp_path: Path) -> None:
    told = read_zones(kmz(tmp_path, doc=document(mark("A")), other="<kml><Placemark>"))
    assert [zone.name for zone in told.zones] == ["A"]
    assert "other.kml was left out" in said(told)


def test_that_files_of_an_archive_are_counted_together(tmp_path: Path) -> None:
    half = "<kml>" + " " * (30 << 20) + "</kml>"
    with pytest.raises(InputError, match="far larger"):
        read_zones(kmz(tmp_path, doc=half, other=half))
    many = {f"n{i}": document(mark(f"{i}")) for i in range(MOST_FILES + 1)}
    with pytest.raises(InputError, match="far larger"):
        read_zones(kmz(tmp_path, **many))


def test_that_a_closed_archive_says_what_to_do(tmp_path: Path) -> None:
    path = kmz(tmp_path, doc=document(mark("A")))
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the local header: encrypted
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match="closed with a password"):
        read_zones(path)


# --- what is forgotten ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoilt",
    [
        mark("Zone", "<gx:balloonVisibility>1</gx:balloonVisibility>"),
        mark("Zone", "<atom:link href='http://192.0.2.1/'/>"),
        "<Style xsi:type='x'/>" + mark("Zone"),
        mark("Zone", "<description>Fish & chips&nbsp;</description>"),
        mark("Zone", "<styleUrl>http://192.0.2.1/?a=1&b=2</styleUrl>"),
    ],
)
def test_that_what_programs_forget_costs_nothing(tmp_path: Path, spoilt: str) -> None:
    told = kml(tmp_path, document(spoilt))
    assert [zone.name for zone in told.zones] == ["Zone"]
    assert len(told.zones[0].shapes[0].outline) == 3


def test_that_a_track_of_an_undeclared_prefix_is_a_track(tmp_path: Path) -> None:
    track = "<gx:Track><gx:coord>36 36 0</gx:coord><gx:coord>36.1 36 0</gx:coord></gx:Track>"
    told = kml(tmp_path, document(f"<Placemark><name>Way</name>{track}</Placemark>"))
    assert told.zones[0].shapes[0].outline == ((36.0, 36.0), (36.0, 36.1))


def test_that_no_prefix_opens_a_door(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "cc">]><gx:kml>&b;</gx:kml>'
    with pytest.raises(InputError, match="instructions for the computer"):
        kml(tmp_path, bomb)
    with pytest.raises(InputError, match="damaged"):
        kml(tmp_path, "<kml>" + "<a:b>" * 30)


@pytest.mark.parametrize(
    ("head", "coding"),
    [
        ("", "utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?>', "utf-16"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-8"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "utf-8-sig"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "gb18030"),
        ('\n  <?xml version="1.0"?>', "utf-8"),
    ],
)
def test_that_names_are_whole_whatever_the_head_claims(
    tmp_path: Path, head: str, coding: str
) -> None:
    told = kml(tmp_path, (head + document(mark("安全区 避难所 医院旁边"))).encode(coding))
    assert told.zones[0].name == "安全区 避难所 医院旁边"
    assert told.zones[0].kind is ZoneKind.SAFE


# --- fields and folders ---------------------------------------------------------------------------


def test_that_a_nameless_placemark_has_the_name_and_time_of_its_folder(tmp_path: Path) -> None:
    span = "<TimeSpan><begin>2026-02-06T05:00:00Z</begin><end>2026-02-07</end></TimeSpan>"
    folder = f"<Folder><name>Flooded</name>{span}<Placemark>{POLYGON}</Placemark></Folder>"
    (zone,) = kml(tmp_path, document(folder)).zones
    assert (zone.name, zone.kind) == ("Flooded", ZoneKind.FLOODED)
    assert zone.starts_at is not None and zone.ends_at is not None


@pytest.mark.parametrize(
    "fields",
    [
        '<Data name="name"><value>Cordon</value></Data>',
        '<SchemaData schemaUrl="#s"><SimpleData name="NAME">Cordon</SimpleData></SchemaData>',
    ],
)
def test_that_a_name_among_the_fields_is_the_name(tmp_path: Path, fields: str) -> None:
    told = kml(
        tmp_path,
        document(f"<Placemark><ExtendedData>{fields}</ExtendedData>{POLYGON}</Placemark>"),
    )
    assert [zone.name for zone in told.zones] == ["Cordon"]


def test_that_a_picture_with_four_corners_is_what_it_covers(tmp_path: Path) -> None:
    corners = "<coordinates>36,36 37,36.2 37,37 36,37</coordinates>"
    quad = f"<GroundOverlay><name>Smoke</name><gx:LatLonQuad>{corners}</gx:LatLonQuad>"
    (zone,) = kml(tmp_path, document(f"{quad}</GroundOverlay>")).zones
    assert len(zone.shapes[0].outline) == 4


@pytest.mark.parametrize("spoilt", ["x", "[3]", "[" * 9_000, json.dumps([{"outline": [[1, 999]]}])])
def test_that_exact_shapes_somebody_has_spoilt_are_not_believed(
    tmp_path: Path, spoilt: str
) -> None:
    own = f'<own:shapes xmlns:own="urn:situationroom:zone">{spoilt}</own:shapes>'
    told = kml(tmp_path, document(mark("Zone", f"<ExtendedData>{own}</ExtendedData>")))
    assert told.zones[0].shapes[0].outline == ((36.0, 36.0), (36.0, 36.4), (36.3, 36.4))

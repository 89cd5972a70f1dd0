"""Files of zones that are wrong, or lie where maps end, and what an officer is told of each."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.intake.test_zones import CAP, POLYGON

EMPTY = "<kml>{}</kml>"
MARK = "<Placemark><name>Zone</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{}"
MARK += "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"


@dataclass(frozen=True, slots=True)
class Case:
    """A file, how many zones it gives (None: it cannot be read at all), and what is said."""

    name: str
    content: str | bytes
    zones: int | None
    said: str


def feature(*ring: tuple[float, float], **said: object) -> str:
    """A GeoJSON area of (lon, lat) corners; a single one is a point."""
    shape: dict[str, Any] = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    if len(ring) == 1:
        shape = {"type": "Point", "coordinates": ring[0]}
    properties = {"name": "Zone", **said}
    return json.dumps({"type": "Feature", "properties": properties, "geometry": shape})


def alert(polygon: str = POLYGON, circle: str = "36.30,36.50 5", **more: str) -> str:
    """The alert of the tests of the reader, with another polygon or circle."""
    told = {"identifier": "A-1", "status": "Actual", "kind": "Alert", "references": ""}
    text = CAP.format(**{**told, "polygon": polygon, **more})
    return text.replace("36.30,36.50 5", circle).replace("2026-02-07", "2046-02-07")


def entity(text: str) -> str:
    return f"<!DOCTYPE k [{text}]><kml><Placemark><name>&x;</name></Placemark></kml>"


_FAR = "far larger than a file of zones"
_TRICKS = "instructions for the computer"
_LAUGHS = "".join(f'<!ENTITY {a} "{b * 10}">' for a, b in (("c", "ha"), ("b", "&c;"), ("x", "&b;")))
CASES = (
    Case("swapped.geojson", feature((41.0, 28.0), (42.0, 28.0), (42.0, 30.0)), 1, "change places"),
    Case("range.geojson", feature((500, 500), (501, 500), (501, 501)), 0, "not a position on the"),
    Case("null.geojson", feature((0, 0)), 0, "a position that nobody knew"),
    Case("corner.geojson", feature((0, 0), (36.0, 36.0), (36.0, 37.0)), 1, "A corner of Zone is 0"),
    Case("abroad.geojson", feature((2, 48), (3, 48), (3, 49)), 1, "far from the incident's"),
    Case("self.geojson", feature((36, 36), (37, 37), (37, 36), (36, 37)), 1, "crosses itself"),
    Case("fiji.geojson", feature((177, -19), (-178, -19), (-178, -16)), 1, "over the date line"),
    Case("pole.geojson", feature((10.0, 89.9), radius_km=500), 1, "far from the incident's"),
    Case("nan.geojson", feature((float("nan"), 36), (36, 36), (37, 36), (37, 37)), 1, "be read"),
    Case("huge.geojson", feature((36, 36), (1e308, 36), (37, 36), (37, 37)), 1, "1 position"),
    Case("deep.geojson", '{"type":"GeometryCollection","geometries":[' * 9_000, None, "damaged"),
    Case("cut.geojson", feature((36, 36), (37, 36), (37, 37))[:-30], None, "damaged"),
    Case("empty.geojson", "", None, "is empty"),
    Case("topo.json", '{"type":"Topology","objects":{}}', None, "ask for the same as GeoJSON"),
    Case("laughs.kml", entity(_LAUGHS), None, _TRICKS),
    Case("passwd.kml", entity('<!ENTITY x SYSTEM "file:///etc/passwd">'), None, _TRICKS),
    Case("deep.kml", "<kml>" + "<Folder>" * 90_000, None, _FAR),
    Case("many.kml", EMPTY.format("<Placemark/>" * 500_001), None, _FAR),
    Case("digits.kml", EMPTY.format(MARK.format("9" * 99_999 + ",1 36,36 37,36")), 0, "1 position"),
    Case("page.kml", "<html><body>404</body></html>", None, "no file of zones"),
    Case("bomb.kmz", b"", None, _FAR),
    Case("pictures.kmz", b"", None, "holds no KML"),
    Case("liar.kmz", b"PK\x03\x04" + bytes(50), None, "damaged"),
    Case("axes.cap", alert("28.0,41.0 28.0,42.0 30.0,42.0 30.0,41.0"), 2, "change places"),
    Case("open.cap", alert(POLYGON.rpartition(" ")[0]), 2, ""),
    Case("order.cap", alert("36,36 37,37 37,36 36,37 36,36"), 2, "crosses itself"),
    Case("two.cap", alert("36,36 37,37"), 1, "three different corners"),
    Case("point.cap", alert(circle="36.3,36.5 0"), 2, "is a point; a circle of 1 km"),
    Case("world.cap", alert(circle="36.3,36.5 20000"), 2, "20000 km around"),
    Case("more.cap", alert(circle="36.3,36.5 30000"), 1, "at most 20000 km"),
    Case("less.cap", alert(circle="36.3,36.5 -5"), 1, "at most 20000 km"),
    Case("spaces.cap", alert("36.1, 36.0 36.1, 36.4 36.4, 36.4"), 2, ""),
    Case("over.cap", alert().replace("2046-02-07", "2006-02-07"), 2, "are over already"),
)  # fmt: skip


def written(case: Case, folder: Path) -> Path:
    """The case as a file in ``folder``."""
    path = folder / case.name
    if case.name in ("bomb.kmz", "pictures.kmz"):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            bomb = case.name == "bomb.kmz"
            archive.writestr("doc.kml" if bomb else "a.png", b" " * (60 << 20) if bomb else b"")
    elif isinstance(case.content, bytes):
        path.write_bytes(case.content)
    else:
        path.write_text(case.content, encoding="utf-8")
    return path

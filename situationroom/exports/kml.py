"""KML 2.2 (OGC 07-147r2): longitude first, for Google Earth and what else reads it."""

import json
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from situationroom.exports.files import FilePath, replacing
from situationroom.exports.geo_features import Feature, Pair

NAMESPACE = "http://www.opengis.net/kml/2.2"
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters XML 1.0 cannot hold."""
HIDDEN = ("shapes",)
OWN = "urn:situationroom:zone"
"""Where the exact shapes stand, which this program reads back as they were."""


def write_kml(path: FilePath, features: Iterable[Feature], title: str) -> int:
    """Write the features, beside ``path`` first, and say how many.

    Raises StoreError when the disk refuses. Names are escaped twice where a reader shows HTML: a
    description never runs what somebody typed.
    """
    count = 0
    with replacing(path) as draft, draft.open("w", encoding="utf-8") as file:
        file.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="{NAMESPACE}"><Document>'
            f"<name>{_text(title)}</name>\n"
        )
        for feature in features:
            file.write("".join(_placemark(feature)))
            count += 1
        file.write("</Document></kml>\n")
    return count


def _placemark(feature: Feature) -> Iterator[str]:
    said = {k: v for k, v in feature.said.items() if v not in (None, "") and k not in HIDDEN}
    yield f"<Placemark><name>{_text(feature.name or str(said.get('safety', feature.kind)))}</name>"
    if note := said.pop("note", ""):
        yield f"<description>{_text(_text(str(note)))}</description>"
    if feature.begins or feature.ends:
        yield "<TimeSpan>"
        yield f"<begin>{feature.begins.isoformat()}</begin>" if feature.begins else ""
        yield f"<end>{feature.ends.isoformat()}</end>" if feature.ends else ""
        yield "</TimeSpan>"
    yield "<ExtendedData>"
    yield f'<Data name="kind"><value>{feature.kind}</value></Data>'
    for key, value in said.items():
        yield f'<Data name="{_text(key)}"><value>{_text(str(value))}</value></Data>'
    if shapes := feature.said.get("shapes"):  # of another namespace: readers keep and hide it
        told = json.dumps(shapes, separators=(",", ":"))
        yield f'<own:shapes xmlns:own="{OWN}">{_text(told)}</own:shapes>'
    yield "</ExtendedData>"
    yield from _geometry(feature)
    yield "</Placemark>\n"


def _geometry(feature: Feature) -> Iterator[str]:
    parts = [f"<Point>{_coordinates([point])}</Point>" for point in feature.points]
    parts += [f"<LineString>{_coordinates(line)}</LineString>" for line in feature.lines]
    parts += [_polygon(rings) for rings in feature.polygons]
    if len(parts) == 1:
        yield parts[0]
    elif parts:
        yield f"<MultiGeometry>{''.join(parts)}</MultiGeometry>"


def _polygon(rings: list[list[Pair]]) -> str:
    outer, *holes = (f"<LinearRing>{_coordinates(ring)}</LinearRing>" for ring in rings)
    inner = "".join(f"<innerBoundaryIs>{hole}</innerBoundaryIs>" for hole in holes)
    return f"<Polygon><outerBoundaryIs>{outer}</outerBoundaryIs>{inner}</Polygon>"


def _coordinates(pairs: list[Pair]) -> str:
    return f"<coordinates>{' '.join(f'{lon:.7f},{lat:.7f}' for lon, lat in pairs)}</coordinates>"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub(" ", text), {'"': "&quot;", "'": "&apos;"})

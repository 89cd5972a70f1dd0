"""GeoJSON (RFC 7946): longitude first, WGS-84, no other reference system."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from situationroom.exports.files import FilePath, replacing
from situationroom.exports.geo_features import Feature, Pair


def write_geojson(path: FilePath, features: Iterable[Feature], about: Mapping[str, Any]) -> int:
    """Write the features, beside ``path`` first, and say how many; ``about`` says what it is.

    Raises StoreError when the disk refuses. Any text stays data: it is encoded as JSON.
    """
    count = 0
    with replacing(path) as draft, draft.open("w", encoding="utf-8") as file:
        head = _json({"type": "FeatureCollection", **about})
        file.write(f'{head[:-1]},"features":[\n')
        for feature in features:
            file.write(",\n" if count else "")
            file.write(_json(_feature(feature)))
            count += 1
        file.write("\n]}\n")
    return count


def _json(made: Mapping[str, Any]) -> str:
    """Compact, and inside a web page still only data."""
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _feature(feature: Feature) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": feature.kind}
    if feature.name:
        said["name"] = feature.name
    for key, at in (("start", feature.begins), ("end", feature.ends)):
        if at is not None:
            said[key] = at.isoformat()
    said |= {key: value for key, value in feature.said.items() if value not in (None, "")}
    if feature.kind == "zone":
        said["kind"] = said.pop("zone")
    return {"type": "Feature", "geometry": _geometry(feature), "properties": said}


def _geometry(feature: Feature) -> dict[str, Any] | None:
    parts = [
        *_one_or_many("Point", list(feature.points)),
        *_one_or_many("LineString", list(feature.lines)),
        *_one_or_many("Polygon", list(feature.polygons)),
    ]
    if len(parts) > 1:
        return {"type": "GeometryCollection", "geometries": parts}
    return parts[0] if parts else None


def _one_or_many(
    kind: str, found: "list[Pair] | list[list[Pair]] | list[list[list[Pair]]]"
) -> list[dict[str, Any]]:
    if not found:
        return []
    if len(found) == 1:
        return [{"type": kind, "coordinates": found[0]}]
    return [{"type": f"Multi{kind}", "coordinates": found}]

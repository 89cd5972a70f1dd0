"""Areas of GeoJSON (RFC 7946): longitude first. Also the event feeds of USGS and GDACS."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from situationroom.intake.archive import damaged
from situationroom.intake.results import Reason
from situationroom.intake.zone_said import (
    NAMES,
    NO_ZONES,
    OTHERS,
    exact_shapes,
    first_of,
    ring_of,
    sequence,
    told_kind,
    told_radius,
    told_severity,
)
from situationroom.intake.zone_told import (
    ToldZone,
    ToldZones,
    area,
    around,
    corridor,
    kind_of,
    moment,
    no_area,
    plain,
    point,
)
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import Severity, ZoneKind
from situationroom.models.zone import Position, Shape

EVENT_M: Final = 50_000.0
"""Metres around an event of which only the middle is told; an officer looks at it."""
DEEPEST: Final = 20
_NOTES: Final = ("description", "htmldescription", "note", "desc", "说明", "备注")
_DEGREES: Final = re.compile(r"CRS:?84|\b(4326|4490|4258|4269|4283)\b|WGS ?84", re.I)
"""Reference systems in degrees that differ from WGS 84 by less than a metre or two."""
_LEVELS: Final = {
    "red": Severity.EXTREME,
    "orange": Severity.SEVERE,
    "yellow": Severity.MODERATE,
    "green": Severity.MINOR,
}


def geojson_zones(path: Path, text: str, source: str) -> ToldZones:
    """Every feature with an area, line or point as a zone. Raises InputError for what is none."""
    remarks: list[Reason] = []
    zones: list[ToldZone] = []
    for document in _documents(path, text):
        _check_kind(path, document)
        _check_reference(path, document)
        for feature in _features(document, 0):
            zones += _zone(feature, source, remarks)
    return ToldZones(tuple(zones), remarks=tuple(remarks))


def _documents(path: Path, text: str) -> list[Any]:
    """One document, or a sequence of them: behind record separators (RFC 8142) or one a line."""
    try:
        try:
            return [json.loads(text)]
        except ValueError:
            parts = text.split("\x1e") if "\x1e" in text else text.splitlines()
            return [json.loads(part) for part in parts if part.strip()]
    except (ValueError, RecursionError):
        raise damaged(path) from None


def _check_kind(path: Path, document: Any) -> None:
    """What other programs call JSON with areas in it, and this one cannot read."""
    said: dict[str, Any] = document if isinstance(document, dict) else {}
    esri = str(said.get("geometryType", "")).startswith("esri")
    if esri or said.get("type") == "Topology":
        raise InputError(
            "{file} is TopoJSON or Esri JSON; ask for the same as GeoJSON.", file=path.name
        )


def _check_reference(path: Path, document: Any) -> None:
    """Files from before RFC 7946 may name another reference system than WGS 84."""
    crs = document.get("crs") if isinstance(document, dict) else None
    told = crs.get("properties") if isinstance(crs, dict) else None
    name = plain(str(told.get("name", "")), 60) if isinstance(told, dict) else ""
    if isinstance(crs, dict) and crs.get("type") == "link":
        name = plain(str(told.get("href", "")), 60) if isinstance(told, dict) else "link"
    if name and not _DEGREES.search(name):
        raise InputError(
            "{file} gives its positions in another system ({crs}); ask for it in WGS 84 "
            "(EPSG:4326).",
            file=path.name,
            crs=name,
        )


def _features(node: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if not isinstance(node, dict) or depth > DEEPEST:
        return
    if node.get("type") == "FeatureCollection":
        for feature in sequence(node.get("features")):
            yield from _features(feature, depth + 1)
    elif node.get("type") == "Feature":
        yield node
    elif "coordinates" in node or "geometries" in node:
        yield {"type": "Feature", "geometry": node, "properties": {}}


def _zone(feature: Mapping[str, Any], source: str, remarks: list[Reason]) -> Iterator[ToldZone]:
    told = feature.get("properties")
    said: Mapping[str, Any] = told if isinstance(told, dict) else {}
    name = _name(said) or plain(str(feature.get("id") or "")) or source
    note = first_of(said, _NOTES)
    if said.get("kind") in OTHERS:
        if NO_ZONES not in remarks:
            remarks.append(NO_ZONES)
        return
    before = len(remarks)
    shapes = tuple(exact_shapes(said.get("shapes"), name, remarks)) or tuple(
        _shapes(feature.get("geometry"), told_radius(said), name, remarks, 0)
    )
    if not shapes:
        remarks += [no_area(name)] if len(remarks) == before else []
        return
    ident = feature.get("id") or said.get("eventid") or said.get("id") or name
    yield ToldZone(
        name=name,
        kind=_kind(said, name, note),
        shapes=shapes,
        key=plain(f"{source}|{ident}|{said.get('Class', '')}", 300),
        severity=_severity(said),
        source=plain(str(said.get("source") or said.get("senderName") or source), 200),
        starts_at=_moment(said, "time", "fromdate", "onset", "start", "effective"),
        ends_at=_moment(said, "expires", "end", "ends"),
        note=note,
    )


def _name(said: Mapping[str, Any]) -> str:
    """With the event before the area's name, as alerts say it, and GDACS's word for a part."""
    name, event = first_of(said, NAMES), first_of(said, ("event",))
    label = first_of(said, ("polygonlabel",))
    told = f"{event}: {name}" if event and event not in name else name
    return plain(f"{told} · {label}" if label and label not in told else told, 400)


def _kind(said: Mapping[str, Any], name: str, note: str) -> ZoneKind:
    if (told := told_kind(said.get("kind"))) is not None:
        return told
    event = {"FL": "flood", "EQ": "damage"}.get(str(said.get("eventtype", "")), "")
    quake = "damage" if said.get("type") == "earthquake" or "mag" in said else ""
    return kind_of(event, quake, name, first_of(said, ("headline",)), note)


def _severity(said: Mapping[str, Any]) -> str:
    """Of its own word, else of the alert colour that USGS (PAGER) and GDACS give."""
    told = told_severity(said.get("severity"))
    if told != str(Severity.UNKNOWN):
        return told
    level = str(said.get("alertlevel") or said.get("alert") or "").casefold()
    return str(_LEVELS.get(level, Severity.UNKNOWN))


def _shapes(
    geometry: Any, radius: float | None, name: str, remarks: list[Reason], depth: int
) -> Iterator[Shape]:
    if not isinstance(geometry, dict) or depth > DEEPEST:
        return
    for inner in sequence(geometry.get("geometries")):
        yield from _shapes(inner, radius, name, remarks, depth + 1)
    kind, told = geometry.get("type"), sequence(geometry.get("coordinates"))
    if kind == "Polygon":
        shape = area([ring_of(ring) for ring in told], name, remarks)
        yield from () if shape is None else (shape,)
    elif kind in ("MultiPolygon", "MultiLineString", "MultiPoint"):
        single = str(kind)[5:]
        for part in told:
            inner = {"type": single, "coordinates": part}
            yield from _shapes(inner, radius, name, remarks, depth + 1)
    elif kind in ("Point", "LineString"):
        line = ring_of([told] if kind == "Point" else told)
        shape = _thin(line, radius, name, remarks)
        yield from () if shape is None else (shape,)


def _thin(
    line: list[Position], radius: float | None, name: str, remarks: list[Reason]
) -> Shape | None:
    if radius is not None or not line:
        return around(line, radius or EVENT_M, name, remarks)
    if len(line) > 1:
        return corridor(line, name, remarks)
    return point(line, EVENT_M, name, remarks)


def _moment(said: Mapping[str, Any], *names: str) -> datetime | None:
    for name in names:
        value = said.get(name)
        if isinstance(value, str) and (at := moment(value)):
            return at
        if isinstance(value, int | float) and 0 < value < 1e14:  # USGS: milliseconds
            return datetime.fromtimestamp(value / 1000, UTC)
    return None

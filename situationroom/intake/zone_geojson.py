"""Areas of GeoJSON (RFC 7946): longitude first. Also the event feeds of USGS and GDACS."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from situationroom.intake.archive import damaged
from situationroom.intake.results import Reason
from situationroom.intake.zone_kml import corridor, size_of
from situationroom.intake.zone_told import (
    ToldZone,
    ToldZones,
    area,
    around,
    kind_of,
    moment,
    no_area,
    plain,
)
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import Severity, ZoneKind
from situationroom.models.zone import Position, Shape

EVENT_M: Final = 50_000.0
"""Metres around an event of which only the middle is told; an officer looks at it."""
DEEPEST: Final = 20
FARTHEST: Final = 1e9
"""Larger numbers are no position in any system."""
OTHERS: Final = ("person", "site", "movement")
"""What this program writes into such files beside zones."""
NO_ZONES: Final = Reason("Persons, shelters and movements of the file are no zones and stay out.")
_NAMES: Final = ("name", "title", "Name", "NAME", "名称", "areaDesc", "place", "label", "id")
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


def _check_reference(path: Path, document: Any) -> None:
    """Files from before RFC 7946 may name another reference system than WGS 84."""
    crs = document.get("crs") if isinstance(document, dict) else None
    told = crs.get("properties") if isinstance(crs, dict) else None
    name = plain(str(told.get("name", "")), 60) if isinstance(told, dict) else ""
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
        for feature in _list(node.get("features")):
            yield from _features(feature, depth + 1)
    elif node.get("type") == "Feature":
        yield node
    elif "coordinates" in node or "geometries" in node:
        yield {"type": "Feature", "geometry": node, "properties": {}}


def _zone(feature: Mapping[str, Any], source: str, remarks: list[Reason]) -> Iterator[ToldZone]:
    told = feature.get("properties")
    said: Mapping[str, Any] = told if isinstance(told, dict) else {}
    name = _name(said) or plain(str(feature.get("id") or "")) or source
    note = _first(said, _NOTES)
    if said.get("kind") in OTHERS:
        if NO_ZONES not in remarks:
            remarks.append(NO_ZONES)
        return
    before = len(remarks)
    shapes = tuple(_exact(said, name, remarks)) or tuple(
        _shapes(feature.get("geometry"), _radius(said), name, remarks, 0)
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
    name, event = _first(said, _NAMES), _first(said, ("event",))
    label = _first(said, ("polygonlabel",))
    told = f"{event}: {name}" if event and event not in name else name
    return plain(f"{told} · {label}" if label and label not in told else told, 400)


def _kind(said: Mapping[str, Any], name: str, note: str) -> ZoneKind:
    told = str(said.get("kind", ""))
    if told in {str(kind) for kind in ZoneKind}:
        return ZoneKind(told)
    event = {"FL": "flood", "EQ": "damage"}.get(str(said.get("eventtype", "")), "")
    quake = "damage" if said.get("type") == "earthquake" or "mag" in said else ""
    return kind_of(event, quake, name, _first(said, ("headline",)), note)


def _severity(said: Mapping[str, Any]) -> str:
    """Of its own word, else of the alert colour that USGS (PAGER) and GDACS give."""
    told = str(said.get("severity", "")).title()
    if told in {str(severity) for severity in Severity}:
        return told
    level = str(said.get("alertlevel") or said.get("alert") or "").casefold()
    return str(_LEVELS.get(level, Severity.UNKNOWN))


def _radius(said: Mapping[str, Any]) -> float | None:
    for name, metres in (("radius_m", 1.0), ("radius", 1.0), ("radius_km", 1000.0)):
        value = said.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            return float(value) * metres
    return None


def _shapes(
    geometry: Any, radius: float | None, name: str, remarks: list[Reason], depth: int
) -> Iterator[Shape]:
    if not isinstance(geometry, dict) or depth > DEEPEST:
        return
    for inner in _list(geometry.get("geometries")):
        yield from _shapes(inner, radius, name, remarks, depth + 1)
    kind, told = geometry.get("type"), _list(geometry.get("coordinates"))
    if kind == "Polygon":
        shape = area([_ring(ring) for ring in told], name, remarks)
        yield from () if shape is None else (shape,)
    elif kind in ("MultiPolygon", "MultiLineString", "MultiPoint"):
        single = str(kind)[5:]
        for part in told:
            inner = {"type": single, "coordinates": part}
            yield from _shapes(inner, radius, name, remarks, depth + 1)
    elif kind in ("Point", "LineString"):
        line = _ring([told] if kind == "Point" else told)
        shape = _thin(line, radius, name, remarks)
        yield from () if shape is None else (shape,)


def _exact(said: Mapping[str, Any], name: str, remarks: list[Reason]) -> Iterator[Shape]:
    """The shapes as this program wrote them beside what others draw."""
    for told in _list(said.get("shapes")):
        if not isinstance(told, dict):
            continue
        outline, metres = _ring(told.get("outline")), _radius(told)
        holes = [_ring(hole) for hole in _list(told.get("holes"))]
        shape = (
            around(outline, metres, name, remarks)
            if metres
            else area([outline, *holes], name, remarks)
        )
        yield from () if shape is None else (shape,)


def _thin(
    line: list[Position], radius: float | None, name: str, remarks: list[Reason]
) -> Shape | None:
    if radius is not None or not line:
        return around(line, radius or EVENT_M, name, remarks)
    if len(line) > 1:
        return corridor(line, name, remarks)
    remarks.append(
        Reason("{name} is a point; a circle of {km} km was drawn.", size_of(name, EVENT_M))
    )
    return around(line, EVENT_M, name, remarks)


def _ring(told: Any) -> list[Position]:
    """Positions [lon, lat, …] as (lat, lon); what is no pair of numbers is passed over."""
    return [
        (float(pair[1]), float(pair[0]))
        for pair in _list(told)
        if isinstance(pair, list)
        and len(pair) >= 2
        and all(isinstance(n, int | float) and abs(n) < FARTHEST for n in pair[:2])
    ]


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _first(said: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((plain(str(said[name]), 400) for name in names if said.get(name)), "")


def _moment(said: Mapping[str, Any], *names: str) -> datetime | None:
    for name in names:
        value = said.get(name)
        if isinstance(value, str) and (at := moment(value)):
            return at
        if isinstance(value, int | float) and 0 < value < 1e14:  # USGS: milliseconds
            return datetime.fromtimestamp(value / 1000, UTC)
    return None

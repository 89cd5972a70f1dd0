"""Zones of KML 2.2 and KMZ (OGC 07-147r2): longitude comes first. Nothing is ever fetched."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import unescape
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from situationroom.intake.results import Reason
from situationroom.intake.zone_said import (
    NAMES,
    NO_ZONES,
    OTHERS,
    exact_shapes,
    first_of,
    told_kind,
    told_severity,
)
from situationroom.intake.zone_told import (
    POINT_M,
    UNREADABLE,
    ToldZone,
    ToldZones,
    area,
    corridor,
    kind_of,
    moment,
    no_area,
    plain,
    point,
)
from situationroom.intake.zone_xml import children, local, text_of
from situationroom.models.zone import Position, Shape

Times = dict[str, datetime]
_CORNERS: Final = (("south", "west"), ("south", "east"), ("north", "east"), ("north", "west"))
_GAPS: Final = re.compile(r"\s*,\s*")


def is_kml(root: Element) -> bool:
    """Whether the root is KML, or what stands in one."""
    return local(root) in ("kml", "Document", "Folder", "Placemark")


def kml_zones(root: Element, source: str, packed: Sequence[str] = ()) -> ToldZones:
    """Every placemark as a zone; points and lines get a width, which is said.

    ``packed`` are the files beside it in an archive, which are read anyway.
    """
    remarks: list[Reason] = []
    if any(_elsewhere(link, packed) for link in root.iter() if local(link) == "NetworkLink"):
        remarks.append(Reason("The file points to further files elsewhere; they were not fetched."))
    zones = (*_zones(root, source, "", {}, remarks), *_pictures(root, source, remarks))
    return ToldZones(zones, remarks=tuple(remarks))


def _elsewhere(link: Element, packed: Sequence[str]) -> bool:
    told = next((e.text or "" for e in link.iter() if local(e) == "href"), "").strip()
    name = unquote(told).removeprefix("./").casefold()
    return not any(name and other.casefold().endswith(name) for other in packed)


def _zones(
    root: Element, source: str, folder: str, span: Times, remarks: list[Reason]
) -> Iterator[ToldZone]:
    """The placemarks in their order; one without a name or time has those of its folder."""
    for part in [root] if local(root) == "Placemark" else root:
        name, when = plain(text_of(part, "name"), 200), {**span, **_times(part)}
        if local(part) in ("Document", "Folder"):
            yield from _zones(part, source, name or folder, when, remarks)
        elif local(part) == "Placemark":
            yield from _zone(part, source, name or folder, when, remarks)


def _zone(
    mark: Element, source: str, named: str, when: Times, remarks: list[Reason]
) -> Iterator[ToldZone]:
    said = _said(mark)
    if said.get("kind") in OTHERS:
        remarks += [] if NO_ZONES in remarks else [NO_ZONES]
        return
    name = plain(text_of(mark, "name"), 200) or first_of(said, NAMES) or named or source
    before = len(remarks)
    exact = tuple(exact_shapes(_our_own(mark), name, remarks))
    shapes = exact or tuple(_shapes(mark, name, remarks))
    if not shapes:
        remarks += [no_area(name)] if len(remarks) == before else []
        return
    # Ours was escaped once more, since readers show it as HTML.
    note = text_of(mark, "description")
    note = plain(unescape(note) if exact else note)
    yield ToldZone(
        name=name,
        kind=told_kind(said.get("zone")) or kind_of(name, note),
        shapes=shapes,
        key=f"{source}|{mark.get('id') or name}",
        severity=told_severity(said.get("severity")),
        source=plain(said.get("source"), 200) or source,
        starts_at=when.get("begin"),
        ends_at=when.get("end"),
        note=note,
    )


def _times(part: Element) -> Times:
    span = next(children(part, "TimeSpan"), None)
    told = (
        (name, moment(text_of(span, name), ends=name == "end"))
        for name in ("begin", "end")
        if span is not None
    )
    return {name: at for name, at in told if at is not None}


def _said(mark: Element) -> dict[str, str]:
    """The fields beside the geometry: Data with a value, SimpleData of a schema."""
    found: dict[str, str] = {}
    for extended in children(mark, "ExtendedData"):
        for told in extended.iter():
            if local(told) == "Data":
                found.setdefault(told.get("name", ""), text_of(told, "value"))
            elif local(told) == "SimpleData":
                found.setdefault(told.get("name", ""), (told.text or "").strip())
    return found


def _our_own(mark: Element) -> object:
    """The shapes as this program wrote them beside what others draw; None without any."""
    extended = next(children(mark, "ExtendedData"), None)
    told = text_of(extended, "shapes") if extended is not None else ""
    try:
        return json.loads(told) if told else None
    except (ValueError, RecursionError):
        return None


def _pictures(root: Element, source: str, remarks: list[Reason]) -> Iterator[ToldZone]:
    """What a picture laid on the map covers; the picture itself is somewhere else."""
    for overlay in (e for e in root.iter() if local(e) == "GroundOverlay"):
        name = plain(text_of(overlay, "name"), 200) or source
        for box in children(overlay, "LatLonBox", "LatLonQuad"):
            corners = [(a, b) for a, b in _CORNERS if text_of(box, a) and text_of(box, b)]
            ring = [_position(f"{text_of(box, b)},{text_of(box, a)}") for a, b in corners]
            drawn = ring or _coordinates(box)
            shape = area([drawn], name, remarks)
            if shape is not None:
                remarks.append(
                    Reason("{name} is a picture; what it covers was taken.", {"name": name})
                )
                note = plain(text_of(overlay, "description"))
                key = f"{source}|{overlay.get('id') or name}"
                yield ToldZone(name, kind_of(name, note), (shape,), key, source=source, note=note)


def _shapes(mark: Element, name: str, remarks: list[Reason]) -> Iterator[Shape]:
    edges = {id(r) for e in mark.iter() if local(e) == "Polygon" for r in e.iter()}
    for element in mark.iter():
        shape = None
        if local(element) == "Polygon":
            shape = area([*_rings(element)], name, remarks)
        elif local(element) == "Point":
            shape = point(_coordinates(element), POINT_M, name, remarks)
        elif local(element) == "LineString":
            shape = corridor(_coordinates(element), name, remarks)
        elif local(element) == "LinearRing" and id(element) not in edges:
            shape = area([_coordinates(element)], name, remarks)
        elif local(element) == "Track":  # Google's: "lon lat altitude" in elements of their own
            told = (",".join((e.text or "").split()) for e in children(element, "coord"))
            shape = corridor([_position(text) for text in told], name, remarks)
        if shape is not None:
            yield shape


def _rings(polygon: Element) -> Iterator[list[Position]]:
    """The outer boundary, then the inner ones."""
    for part in ("outerBoundaryIs", "innerBoundaryIs"):
        for boundary in children(polygon, part):
            yield from (_coordinates(ring) for ring in children(boundary, "LinearRing"))


def _coordinates(element: Element) -> list[Position]:
    """'lon,lat[,altitude]' separated by spaces; NaN for what is no position."""
    return [_position(text) for text in _GAPS.sub(",", text_of(element, "coordinates")).split()]


def _position(text: str) -> Position:
    parts = text.split(",")
    try:
        return (float(parts[1]), float(parts[0])) if len(parts) >= 2 else UNREADABLE
    except ValueError:
        return UNREADABLE

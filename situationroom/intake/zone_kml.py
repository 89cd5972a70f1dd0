"""Zones of KML 2.2 and KMZ (OGC 07-147r2): longitude comes first. Nothing is ever fetched."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from situationroom.intake.archive import damaged
from situationroom.intake.results import Reason
from situationroom.intake.zone_told import (
    CORRIDOR_M,
    POINT_M,
    ToldZone,
    ToldZones,
    area,
    around,
    kind_of,
    moment,
    no_area,
    plain,
)
from situationroom.intake.zone_xml import MOST_BYTES, children, local, text_of, too_large
from situationroom.models.errors import InputError
from situationroom.models.zone import Position, Shape

_CORNERS: Final = (("south", "west"), ("south", "east"), ("north", "east"), ("north", "west"))
_GAPS: Final = re.compile(r"\s*,\s*")


def is_kml(root: Element) -> bool:
    """Whether the root is KML."""
    return local(root) == "kml"


def unpacked(path: Path) -> bytes:
    """The KML inside a KMZ: doc.kml, else its first. Raises InputError for bombs and damage."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info for info in archive.infolist() if info.filename.lower().endswith(".kml")]
            if not names:
                raise InputError(
                    "{file} holds no KML; if another file is packed in it, unpack that and open "
                    "it alone.",
                    file=path.name,
                )
            chosen = next((i for i in names if i.filename.lower() == "doc.kml"), names[0])
            with archive.open(chosen) as file:
                data = file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError):
        raise damaged(path) from None
    if len(data) > MOST_BYTES:
        raise too_large(path)
    return data


def kml_zones(root: Element, source: str) -> ToldZones:
    """Every placemark as a zone; points and lines get a width, which is said."""
    remarks: list[Reason] = []
    if any(local(element) == "NetworkLink" for element in root.iter()):
        remarks.append(Reason("The file points to further files elsewhere; they were not fetched."))
    zones = (*_zones(root, source, remarks), *_pictures(root, source, remarks))
    return ToldZones(zones, remarks=tuple(remarks))


def _zones(root: Element, source: str, remarks: list[Reason]) -> Iterator[ToldZone]:
    for mark in (e for e in root.iter() if local(e) == "Placemark"):
        name = plain(text_of(mark, "name"), 200) or source
        before = len(remarks)
        shapes = tuple(_shapes(mark, name, remarks))
        if not shapes:
            remarks += [no_area(name)] if len(remarks) == before else []
            continue
        note = plain(text_of(mark, "description"))
        span = next(children(mark, "TimeSpan"), None)
        yield ToldZone(
            name=name,
            kind=kind_of(name, note),
            shapes=shapes,
            key=f"{source}|{mark.get('id') or name}",
            source=source,
            starts_at=moment(text_of(span, "begin")) if span is not None else None,
            ends_at=moment(text_of(span, "end")) if span is not None else None,
            note=note,
        )


def _pictures(root: Element, source: str, remarks: list[Reason]) -> Iterator[ToldZone]:
    """What a picture laid on the map covers; the picture itself is somewhere else."""
    for overlay in (e for e in root.iter() if local(e) == "GroundOverlay"):
        name = plain(text_of(overlay, "name"), 200) or source
        for box in children(overlay, "LatLonBox"):
            corners = [(a, b) for a, b in _CORNERS if text_of(box, a) and text_of(box, b)]
            ring = [_position(f"{text_of(box, b)},{text_of(box, a)}") for a, b in corners]
            shape = area([[position for position in ring if position]], name, remarks)
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
            remarks.append(
                Reason("{name} is a point; a circle of {km} km was drawn.", size_of(name, POINT_M))
            )
            shape = around(_coordinates(element), POINT_M, name, remarks)
        elif local(element) == "LineString":
            shape = corridor(_coordinates(element), name, remarks)
        elif local(element) == "LinearRing" and id(element) not in edges:
            shape = area([_coordinates(element)], name, remarks)
        elif local(element) == "Track":  # Google's: "lon lat altitude" in elements of their own
            told = (",".join((e.text or "").split()) for e in children(element, "coord"))
            shape = corridor([p for text in told if (p := _position(text))], name, remarks)
        if shape is not None:
            yield shape


def corridor(line: list[Position], name: str, remarks: list[Reason]) -> Shape | None:
    remarks.append(
        Reason("{name} is a line; {km} km on either side were taken.", size_of(name, CORRIDOR_M))
    )
    return around(line, CORRIDOR_M, name, remarks)


def size_of(name: str, metres: float) -> dict[str, object]:
    return {"name": name, "km": f"{metres / 1000:g}"}


def _rings(polygon: Element) -> Iterator[list[Position]]:
    """The outer boundary, then the inner ones."""
    for part in ("outerBoundaryIs", "innerBoundaryIs"):
        for boundary in children(polygon, part):
            yield from (_coordinates(ring) for ring in children(boundary, "LinearRing"))


def _coordinates(element: Element) -> list[Position]:
    """'lon,lat[,altitude]' separated by spaces; what is no position is passed over."""
    told = _GAPS.sub(",", text_of(element, "coordinates"))
    return [position for text in told.split() if (position := _position(text))]


def _position(text: str) -> Position | None:
    parts = text.split(",")
    try:
        return (float(parts[1]), float(parts[0])) if len(parts) >= 2 else None
    except ValueError:
        return None

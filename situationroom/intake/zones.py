"""Any file of zones: GeoJSON, KML, KMZ, CAP 1.2, GPX. What it is, its content says.

told = read_zones(path, within=box_of("TR"))
"""

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from situationroom.areas import unwrapped
from situationroom.intake.archive import damaged
from situationroom.intake.encodings import encoding_of
from situationroom.intake.kmz import unpacked
from situationroom.intake.results import Reason
from situationroom.intake.zone_cap import cap_zones, is_cap
from situationroom.intake.zone_geojson import geojson_zones
from situationroom.intake.zone_gpx import gpx_zones, is_gpx
from situationroom.intake.zone_kml import is_kml, kml_zones
from situationroom.intake.zone_told import ToldZone, ToldZones, turned
from situationroom.intake.zone_xml import MOST_BYTES, too_large, tree
from situationroom.models.errors import InputError, RuleError
from situationroom.models.zone import Position, Shape, check_shape

ENDINGS: Final = (
    ".geojson",
    ".geojsons",
    ".geojsonl",
    ".json",
    ".kml",
    ".kmz",
    ".cap",
    ".gpx",
    ".xml",
)
METRES_A_DEGREE: Final = 111_195.0
Box = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


def is_zone_file(path: Path) -> bool:
    """Whether a dropped file is one of zones, by its name or, for XML, by how it begins."""
    ending = path.suffix.casefold()
    if ending not in ENDINGS or ending != ".xml":
        return ending in ENDINGS
    try:
        with path.open("rb") as file:
            head = file.read(4_096).replace(b"\0", b"").lower()
    except OSError:
        return False
    return any(mark in head for mark in (b"<alert", b":alert", b"<kml", b"<gpx"))


def read_zones(path: Path, country: Box | None = None) -> ToldZones:
    """What the file says about zones. Raises InputError in one sentence for what is no such file.

    ``country`` is where the incident is: zones that lie far from it, but in it when latitude and
    longitude change places, are read so, with a remark.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise too_large(path)
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            "{file} cannot be read: {reason}", file=path.name, reason=error.strerror or ""
        ) from None
    told = _read(path, data)
    if not told.zones and not told.cancels and not told.remarks:
        told = replace(told, remarks=(Reason("The file holds no area, line or point."),))
    told = replace(told, zones=tuple(_each_its_key(told.zones)))
    return _right_way_round(told, country)


def _read(path: Path, data: bytes) -> ToldZones:
    if not data.strip():
        raise InputError("{file} is empty; ask for the file again.", file=path.name)
    if data.startswith(b"PK"):
        return _of_archive(path)
    text = _text(path, data)
    if text.lstrip()[:1] in ("{", "["):
        return geojson_zones(path, text, path.name)
    root = tree(path, data)
    if is_cap(root):
        return cap_zones(root)
    if is_kml(root):
        return kml_zones(root, path.name)
    if is_gpx(root):
        return gpx_zones(root, path.name)
    raise InputError(
        "{file} is no file of zones; GeoJSON, KML, KMZ, CAP and GPX are read.", file=path.name
    )


def _of_archive(path: Path) -> ToldZones:
    """Every KML of a KMZ. One that points to another of them points to nothing left out."""
    files = unpacked(path)
    names = [name for name, _ in files]
    told = [_packed(path, name, data, names) for name, data in files]
    remarks: list[Reason] = []
    if len(files) > 1:
        listed = ", ".join(names[:5]) + ("…" if len(names) > 5 else "")
        remarks.append(
            Reason(
                "{n} KML files of the archive were read: {names}.",
                {"n": len(names), "names": listed},
            )
        )
    for remark in (remark for one in told for remark in one.remarks):
        remarks += [] if remark in remarks else [remark]
    return ToldZones(tuple(z for one in told for z in one.zones), remarks=tuple(remarks))


def _packed(path: Path, name: str, data: bytes, names: Sequence[str]) -> ToldZones:
    """One KML of an archive; one that is damaged holds nothing but a sentence about it."""
    try:
        root = tree(path, data)
        if is_kml(root):
            source = path.name if name == names[0] else f"{path.name}/{name}"
            return kml_zones(root, source, names)
        raise damaged(path)
    except InputError as error:
        if len(names) == 1:
            raise
        left_out = Reason("{name} was left out: {reason}", {"name": name, "reason": error})
        return ToldZones(remarks=(left_out,))


def _each_its_key(zones: Iterable[ToldZone]) -> Iterator[ToldZone]:
    """A source may call several areas alike: none of them is another's next version."""
    seen = Counter[str]()
    for zone in zones:
        seen[zone.key] += 1
        times = seen[zone.key]
        yield replace(zone, key=f"{zone.key}#{times}") if zone.key and times > 1 else zone


def _text(path: Path, data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:  # XML finds its own way; JSON is UTF-8, but not from everywhere
        found = encoding_of(path) if data.lstrip()[:1] in (b"{", b"[") else "utf-8"
        return data.decode(found, "replace")


def _right_way_round(told: ToldZones, country: Box | None) -> ToldZones:
    zones, remarks = [], list(told.remarks)
    for zone in told.zones:
        other = _turned(zone)
        positions = [position for shape in zone.shapes for position in shape.outline]
        swapped = [(lon, lat) for lat, lon in positions]
        if country and other and not _any_in(positions, country) and _any_in(swapped, country):
            zones.append(other)
            remarks.append(
                Reason(
                    "{name} lies in the incident's country only when latitude and longitude change "
                    "places; it was read so. Look at it on the map.",
                    {"name": zone.name},
                )
            )
        else:
            zones.append(zone)
            if country and not any(_meets(_reach(shape), country) for shape in zone.shapes):
                remarks.append(
                    Reason(
                        "{name} lies far from the incident's country; look at it on the map.",
                        {"name": zone.name},
                    )
                )
    return replace(told, zones=tuple(zones), remarks=tuple(remarks))


def _turned(zone: ToldZone) -> ToldZone | None:
    try:
        return replace(zone, shapes=tuple(check_shape(turned(shape)) for shape in zone.shapes))
    except RuleError:
        return None


def _reach(shape: Shape) -> Box:
    """South, west, north, east around a shape; west and east may run on past 180."""
    corners = unwrapped(shape.outline)
    south, west = corners.min(axis=0)
    north, east = corners.max(axis=0)
    around = (shape.radius_m or 0.0) / METRES_A_DEGREE
    wide = around / max(0.01, float(np.cos(np.radians(max(abs(south), abs(north))))))
    return float(south - around), float(west - wide), float(north + around), float(east + wide)


def _meets(reach: Box, box: Box) -> bool:
    south, west, north, east = reach
    over = south <= box[2] and north >= box[0]
    return over and any(west + turn <= box[3] and east + turn >= box[1] for turn in (-360, 0, 360))


def _any_in(positions: list[Position], box: Box) -> bool:
    south, west, north, east = box
    return any(south <= lat <= north and west <= lon <= east for lat, lon in positions)

"""Areas of GPX 1.1 (topografix.com): a closed track is an area, an open one a line."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from situationroom.intake.results import Reason
from situationroom.intake.zone_told import (
    POINT_M,
    UNREADABLE,
    ToldZone,
    ToldZones,
    area,
    corridor,
    kind_of,
    no_area,
    plain,
    point,
)
from situationroom.intake.zone_xml import children, local, text_of
from situationroom.models.zone import Position, Shape

_CLOSED = 0.001  # degrees, about 100 m


def is_gpx(root: Element) -> bool:
    """Whether the root is GPX."""
    return local(root) == "gpx"


def gpx_zones(root: Element, source: str) -> ToldZones:
    """Every waypoint, route and track as a zone."""
    remarks: list[Reason] = []
    zones = tuple(_zones(root, source, remarks))
    return ToldZones(zones, remarks=tuple(remarks))


def _zones(root: Element, source: str, remarks: list[Reason]) -> Iterator[ToldZone]:
    for part in children(root, "wpt", "rte", "trk"):
        name = plain(text_of(part, "name"), 200) or source
        note = plain(text_of(part, "desc") or text_of(part, "cmt"))
        shapes = tuple(_shapes(part, name, remarks))
        if not shapes:
            remarks.append(no_area(name))
        else:
            key = f"{source}|{name}"
            yield ToldZone(name, kind_of(name, note), shapes, key, source=source, note=note)


def _shapes(part: Element, name: str, remarks: list[Reason]) -> Iterator[Shape]:
    for line in _lines(part):
        if len(line) == 1:
            shape = point(line, POINT_M, name, remarks)
        elif len(line) > 3 and _meets(line[0], line[-1]):
            shape = area([line], name, remarks)
        else:
            shape = corridor(line, name, remarks)
        if shape is not None:
            yield shape


def _lines(part: Element) -> Iterator[list[Position]]:
    if local(part) == "wpt":
        points = [part]
    elif local(part) == "rte":
        points = [*children(part, "rtept")]
    else:
        for piece in children(part, "trkseg"):
            if line := _positions([*children(piece, "trkpt")]):
                yield line
        return
    if line := _positions(points):
        yield line


def _positions(points: list[Element]) -> list[Position]:
    found = []
    for one in points:
        try:
            found.append((float(one.get("lat", "")), float(one.get("lon", ""))))
        except ValueError:
            found.append(UNREADABLE)
    return found


def _meets(one: Position, other: Position) -> bool:
    return abs(one[0] - other[0]) < _CLOSED and abs(one[1] - other[1]) < _CLOSED

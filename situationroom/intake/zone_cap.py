"""Alerts of the Common Alerting Protocol 1.2 (OASIS, July 2010): latitude comes first there."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from situationroom.intake.results import Reason
from situationroom.intake.zone_told import (
    POINT_M,
    UNREADABLE,
    ToldZone,
    ToldZones,
    area,
    around,
    kind_of,
    moment,
    no_area,
    plain,
    point,
)
from situationroom.intake.zone_xml import children, local, text_of
from situationroom.models.vocabulary import Severity
from situationroom.models.zone import Position, Shape

_GAPS: Final = re.compile(r"\s*,\s*")
_SEVERITIES: Final = {str(severity) for severity in Severity}
_PREFERRED: Final = ("zh", "en")


def is_cap(root: Element) -> bool:
    """Whether the root is an alert, alone or inside something that carries it."""
    return any(local(element) == "alert" for element in root.iter())


def cap_zones(root: Element) -> ToldZones:
    """The areas of every alert in the file, and which earlier alerts they replace or cancel."""
    remarks: list[Reason] = []
    zones: list[ToldZone] = []
    replaces: list[str] = []
    cancels: list[str] = []
    alerts = [e for e in root.iter() if local(e) == "alert"]
    over = {key for one in alerts for key in _references(one) if key != _key(one)}
    for alert in alerts:
        kind = text_of(alert, "msgType").casefold()
        if kind in ("ack", "error"):
            continue
        _say_status(alert, remarks)
        (cancels if kind == "cancel" else replaces).extend(_references(alert))
        if kind != "cancel" and _key(alert) not in over:  # else another of the file replaces it
            zones += _areas(alert, remarks)
    return ToldZones(tuple(zones), tuple(replaces), tuple(cancels), tuple(remarks))


def _say_status(alert: Element, remarks: list[Reason]) -> None:
    status = text_of(alert, "status")
    if status and status != "Actual":
        told = {"name": text_of(alert, "identifier"), "status": status}
        remarks.append(Reason("Alert {name} says of itself that it is '{status}'.", told))


def _references(alert: Element) -> Iterator[str]:
    """'sender,identifier,sent' of earlier alerts, each as its key (3.2.1 references)."""
    for told in text_of(alert, "references").split():
        parts = told.split(",")
        if len(parts) >= 2:
            yield f"{parts[0]},{parts[1]}"


def _key(alert: Element) -> str:
    return f"{text_of(alert, 'sender')},{text_of(alert, 'identifier')}"


def _areas(alert: Element, remarks: list[Reason]) -> Iterator[ToldZone]:
    key = _key(alert)
    for info, place in _places(alert):
        name = plain(text_of(place, "areaDesc"), 200)
        before = len(remarks)
        shapes = tuple(_shapes(place, name, remarks))
        if shapes:
            yield _zone(alert, info, name, f"{key}|{name}", shapes)
        elif len(remarks) == before:
            remarks.append(no_area(name))


def _places(alert: Element) -> Iterator[tuple[Element, Element]]:
    """Areas with their block, in one language: the others say the same.

    An area that only another language's block outlines is taken from there.
    """
    chosen = _infos(alert)
    taken = {_outlines(place) for info in chosen for place in children(info, "area")}
    for info in children(alert, "info"):
        for place in children(info, "area"):
            if info in chosen or not (taken & {_outlines(place), ""}):
                yield info, place


def _outlines(place: Element) -> str:
    told = (e.text or "" for e in children(place, "polygon", "circle"))
    return ";".join(" ".join(text.split()) for text in told)


def _infos(alert: Element) -> list[Element]:
    """The blocks in the language that is read best."""
    infos = list(children(alert, "info"))
    spoken = [(text_of(info, "language") or "en").casefold()[:2] for info in infos]
    chosen = next((word for word in _PREFERRED if word in spoken), spoken[0] if spoken else "")
    return [info for info, word in zip(infos, spoken, strict=True) if word == chosen]


def _zone(
    alert: Element, info: Element, name: str, key: str, shapes: tuple[Shape, ...]
) -> ToldZone:
    event, headline = text_of(info, "event"), text_of(info, "headline")
    severity = text_of(info, "severity")
    said = (headline, text_of(info, "description"), text_of(info, "instruction"))
    begins = text_of(info, "onset") or text_of(info, "effective") or text_of(alert, "sent")
    return ToldZone(
        name=plain(f"{event}: {name}" if event else name, 200),
        kind=kind_of(event, headline),
        shapes=shapes,
        key=key,
        severity=severity if severity in _SEVERITIES else "Unknown",
        source=plain(text_of(info, "senderName") or text_of(alert, "sender"), 200),
        starts_at=moment(begins),
        ends_at=moment(text_of(info, "expires")),
        note=plain(" ".join(part for part in said if part)),
    )


def _shapes(place: Element, name: str, remarks: list[Reason]) -> Iterator[Shape]:
    for polygon in children(place, "polygon"):
        ring = [_position(pair) for pair in _GAPS.sub(",", polygon.text or "").split()]
        if shape := area([ring], name, remarks):
            yield shape
    for circle in children(place, "circle"):
        # "lat,lon radius", the radius in kilometres (3.2.4 circle)
        centre, _, radius = _GAPS.sub(",", circle.text or "").strip().rpartition(" ")
        try:
            metres = float(radius) * 1000
        except ValueError:
            continue
        at = [_position(centre)]
        # CAP allows a radius of 0 for a point.
        shape = around(at, metres, name, remarks) if metres else point(at, POINT_M, name, remarks)
        if shape:
            yield shape


def _position(pair: str) -> Position:
    lat, _, lon = pair.partition(",")
    try:
        return float(lat), float(lon)
    except ValueError:
        return UNREADABLE

"""Zones: drawn by hand or read from a file, changed, withdrawn, and what follows for requests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from situationroom.commands.requests import set_priority
from situationroom.intake.zone_told import ToldZone, ToldZones
from situationroom.intake.zones import Box, read_zones
from situationroom.map.basemap import country_box
from situationroom.map.projection import to_degrees
from situationroom.models import Request, Zone
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Priority, Severity, ZoneKind
from situationroom.models.zone import REPLACED, check_zone
from situationroom.store.queries.zones import persons_in, replaced_alerts, zones, zones_known_as
from situationroom.store.transaction import Transaction

NOT_HERE = "The alert that is cancelled is not here; should it come, it is left out."
AROUND_DEGREES = 2.0
"""A country's zones may reach so far over its border and its coast."""


def zones_of_file(path: Path, country: str) -> ToldZones:
    """What a file says about zones, for an incident in ``country`` (ISO alpha-2).

    Raises InputError in one sentence for what is no such file.
    """
    return read_zones(path, _box(country))


def add_zone(tx: Transaction, draft: Zone) -> Zone:
    """A zone from a draft with id 0. Raises RuleError for what is no area or never holds."""
    zone = tx.add(replace(check_zone(draft), source=draft.source or tx.officer))
    count = len(tx.ask(persons_in, zone))
    tx.describe(
        "{zone_kind} {name}: {n} persons inside", zone_kind=str(zone.kind), name=zone.name, n=count
    )
    return zone


def edit_zone(tx: Transaction, zone: int, fields: Mapping[str, object]) -> Zone:
    """Other words, times or outline of a zone. Raises RuleError for what cannot be."""
    changed = tx.put(check_zone(replace(tx.get(Zone, zone), **fields)))  # type: ignore[arg-type]
    tx.describe(
        "Changed zone {name}: {n} persons inside",
        name=changed.name,
        n=len(tx.ask(persons_in, changed)),
    )
    return changed


def withdraw_zone(tx: Transaction, zone: int, why: str) -> None:
    """The zone holds no longer. Raises RuleError without a reason."""
    if not why.strip():
        raise RuleError("Say in a few words why the zone no longer holds.")
    gone = tx.get(Zone, zone)
    tx.put(replace(gone, withdrawn_at=tx.now, withdrawn_why=why.strip()))
    tx.describe("Withdrew zone {name}: {why}", name=gone.name, why=why.strip())


def take_zones(tx: Transaction, told: ToldZones) -> list[Zone]:
    """Everything a file says, as one act: new zones, changed ones, those that hold no longer.

    A zone of the same source and name is changed, not doubled; what an alert replaces or cancels
    is withdrawn unless the file repeats it. An alert that comes after what replaces or cancels it
    is not taken. Raises RuleError when there is nothing to take.
    """
    before = _replaced(tx, told)
    late = tx.ask(replaced_alerts, [_alert(one.key) for one in told.zones])
    late = late - {*told.replaces, *told.cancels}
    kept: list[Zone] = []
    for one in (zone for zone in told.zones if _alert(zone.key) not in late):
        kept.append(_taken(tx, one, before, {zone.id for zone in kept}))
    over = [zone for zone in before if zone.id not in {one.id for one in kept}]
    for zone in over:
        tx.put(replace(zone, withdrawn_at=tx.now, withdrawn_why=REPLACED))
    _remember(tx, told, over)
    if not kept and not over:
        if told.cancels:
            tx.describe(NOT_HERE)
            return kept
        if late:
            raise RuleError("A later alert has replaced or cancelled this one; it was not taken.")
        raise RuleError("The file holds no zone; nothing was changed.")
    if not kept:
        tx.describe("{n} zones hold no longer: {names}", n=len(over), names=_names(over))
        return kept
    tx.describe(
        "Took {n} zones: {names}; {over} hold no longer",
        n=len(kept),
        names=_names(kept),
        over=len(over),
    )
    return kept


def raise_inside(tx: Transaction, zone: int, requests: Sequence[int], priority: Priority) -> None:
    """Requests about people in a zone become as urgent as ``priority``; confirmed by an officer.

    Raises RuleError for a request that is no longer open.
    """
    name = tx.get(Zone, zone).name
    for request in tx.get_all(Request, requests):
        if not request.is_open:
            raise RuleError(
                "Request {number} is no longer open; reopen it first.", number=request.number
            )
    set_priority(tx, requests, priority)
    tx.describe(
        "{n} requests inside {name}: priority {priority}",
        n=len(requests),
        name=name,
        priority=str(priority),
    )


def _taken(tx: Transaction, told: ToldZone, before: Sequence[Zone], kept: set[int]) -> Zone:
    """Each zone of a file is one zone here: ``kept`` are those that others of it have become."""
    draft = _draft(told)
    same = [zone for zone in before if zone.name == told.name]
    if told.key:
        same = [*tx.ask(zones_known_as, [told.key]), *same]
    same = [zone for zone in same if zone.id not in kept]
    if not same:
        return tx.add(check_zone(draft))
    return tx.put(check_zone(replace(draft, id=same[0].id)))


def _draft(told: ToldZone) -> Zone:
    begins, ends = told.starts_at, told.ends_at
    if begins and ends and ends <= begins:
        begins = None
    return Zone(
        id=0,
        name=told.name,
        kind=told.kind,
        shapes=told.shapes,
        severity=Severity(told.severity),
        source=told.source,
        known_as=told.key,
        starts_at=begins,
        ends_at=ends,
        note=told.note,
    )


def _replaced(tx: Transaction, told: ToldZones) -> list[Zone]:
    """Zones of the alerts that the file replaces or cancels."""
    keys = {*told.replaces, *told.cancels}
    if not keys:
        return []
    return [zone for zone in tx.ask(zones) if zone.known_as.partition("|")[0] in keys]


def _names(found: Sequence[Zone]) -> str:
    return ", ".join(zone.name for zone in found[:3]) + ("…" if len(found) > 3 else "")


def _alert(key: str) -> str:
    """The alert that a zone's key begins with, "" where a file is no alert."""
    return key.partition("|")[0] if "," in key.partition("|")[0] else ""


def _remember(tx: Transaction, told: ToldZones, over: Sequence[Zone]) -> None:
    """Keep which alerts were replaced or cancelled, as zones that never hold.

    Alerts overtake each other on their way; the late one would be in force again.
    """
    keys = dict.fromkeys((*told.replaces, *told.cancels))
    known = tx.ask(replaced_alerts, list(keys)) | {_alert(zone.known_as) for zone in over}
    known |= {_alert(zone.key) for zone in told.zones}
    for key in (key for key in keys if key not in known):
        tx.add(Zone(0, key, ZoneKind.DANGER, known_as=f"{key}|", withdrawn_at=tx.now,
                    withdrawn_why=REPLACED))  # fmt: skip


def _box(country: str) -> Box | None:
    """The country in degrees, with room around it; None where it is not known."""
    box = country_box(country)
    if box is None:
        return None
    left, top, right, bottom = box
    north, west = to_degrees(left, top)
    south, east = to_degrees(right, bottom)
    if east <= west:  # over the date line: every longitude may be meant
        west, east = -180.0, 180.0
    room = AROUND_DEGREES
    return (south - room, west - room, north + room, east + room)

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
from situationroom.models.vocabulary import Priority, Severity
from situationroom.models.zone import check_zone
from situationroom.store.queries.zones import persons_in, zones, zones_known_as
from situationroom.store.transaction import Transaction

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
    is withdrawn unless the file repeats it. Raises RuleError when there is nothing to take.
    """
    before = _replaced(tx, told)
    kept: list[Zone] = []
    for one in told.zones:
        kept.append(_taken(tx, one, before, {zone.id for zone in kept}))
    over = [zone for zone in before if zone.id not in {one.id for one in kept}]
    for zone in over:
        tx.put(replace(zone, withdrawn_at=tx.now, withdrawn_why="↻"))
    if not kept and not over:
        if told.cancels:
            raise RuleError("The alert that the file cancels is not here; nothing was changed.")
        raise RuleError("The file holds no zone; nothing was changed.")
    tx.describe(
        "Took {n} zones: {names}; {over} hold no longer",
        n=len(kept),
        names=", ".join(zone.name for zone in kept[:3]) + ("…" if len(kept) > 3 else ""),
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

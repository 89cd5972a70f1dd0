"""``situationroom zones``: files of zones read, who is inside, withdrawn, priorities raised."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from situationroom.cli.opening import incident
from situationroom.cli.say import DONE, LOOK, complain, out, out_json
from situationroom.commands.zones import (
    NOT_HERE,
    raise_inside,
    take_zones,
    withdraw_zone,
    zones_of_file,
)
from situationroom.intake.zone_told import ToldZone, ToldZones
from situationroom.legend import label
from situationroom.models import Zone
from situationroom.models.case_number import case_number
from situationroom.models.errors import InputError, RuleError
from situationroom.models.journal import Entry
from situationroom.models.vocabulary import Priority
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.zones import crossings, less_urgent_in, persons_in, zones
from situationroom.texts import tr
from situationroom.words import entry_text, filled


def work(arguments: argparse.Namespace) -> int:
    """One act; 1 when something was left out or read otherwise, or a number is to be confirmed."""
    acts = {"read": _read, "list": _list, "inside": _inside, "withdraw": _withdraw,
            "raise": _raise}  # fmt: skip
    return acts[arguments.act](arguments)


def _read(arguments: argparse.Namespace) -> int:
    if not arguments.what:
        raise InputError("Name the files of zones after the incident file.")
    paths = [Path(name) for name in arguments.what]
    with incident(arguments, read_only=arguments.dry_run) as file:
        country, now = file.ask(the_incident).country, file.now()
        told = [zones_of_file(path, country) for path in paths]  # all can be read, or none is taken
        for path, one in zip(paths, told, strict=True):
            _complain(path, one, now)
        dry = arguments.dry_run
        taken = [_take(file, *pair, dry) for pair in zip(paths, told, strict=True)]
    shown = [_told(*one) for one in zip(paths, told, taken, strict=True)]
    if arguments.json:
        out_json({"files": shown})
    else:
        for path, one in zip(paths, told, strict=True):
            out(tr("{file}: {n} zones", file=path.name, n=len(one.zones)))
            for zone in one.zones:
                out(f"  {label(zone.kind)}\t{zone.name}")
    unknown = any(entry is not None and entry.template == NOT_HERE for entry in taken)
    odd = any(one.remarks or _over(one, now) for one in told)
    return LOOK if odd or unknown else DONE


def _complain(path: Path, told: ToldZones, now: datetime) -> None:
    for remark in told.remarks:
        complain(f"{path.name}: {filled(remark.template, remark.values)}")
    if not told.zones and not told.cancels:
        raise InputError("{file} holds no zone; nothing was changed.", file=path.name)
    if over := _over(told, now):
        words = tr("{n} of them are over already and are not shown on the map.", n=over)
        complain(f"{path.name}: {words}")


def _over(told: ToldZones, now: datetime) -> int:
    return sum(zone.ends_at is not None and zone.ends_at <= now for zone in told.zones)


def _take(file: IncidentFile, path: Path, told: ToldZones, dry_run: bool) -> Entry | None:
    if dry_run:
        return None
    entry = file.run(take_zones, told)[1]
    if entry is not None and entry.template == NOT_HERE:
        complain(f"{path.name}: {entry_text(entry)}")
    return entry


def _told(path: Path, told: ToldZones, entry: Entry | None) -> dict[str, Any]:
    return {
        "file": path.name,
        "zones": [_shape(zone) for zone in told.zones],
        "replaces": list(told.replaces),
        "cancels": list(told.cancels),
        "remarks": [filled(remark.template, remark.values) for remark in told.remarks],
        "entry": entry.revision if entry else None,
    }


def _list(arguments: argparse.Namespace) -> int:
    with incident(arguments, read_only=True) as file:
        now = file.now()
        found = [(zone, len(file.ask(persons_in, zone))) for zone in file.ask(zones)]
    if arguments.json:
        listed = [
            {"id": zone.id, **_shape(zone), "holds": zone.holds_at(now), "persons": n}
            for zone, n in found
        ]
        out_json({"zones": listed})
    else:
        for zone, n in found:
            out(f"{zone.id}\t{label(zone.kind)}\t{zone.name}\t{n}")
    return DONE


def _inside(arguments: argparse.Namespace) -> int:
    with incident(arguments, read_only=True) as file:
        zone = _zone(file, arguments)
        ids, passed = file.ask(persons_in, zone), file.ask(crossings, zone.id)
    if arguments.json:
        came = [
            {"case": case_number(one.person), "at": one.at.isoformat(), "entered": one.entered}
            for one in passed
        ]
        out_json({"zone": zone.name, "persons": [*map(case_number, ids)], "passages": came})
    else:
        for id_ in ids:
            out(case_number(id_))
    return DONE


def _withdraw(arguments: argparse.Namespace) -> int:
    with incident(arguments) as file:
        zone = _zone(file, arguments)
        file.run(withdraw_zone, zone.id, arguments.why)
    out(tr("Withdrew zone {name}: {why}", name=zone.name, why=arguments.why.strip()))
    return DONE


def _raise(arguments: argparse.Namespace) -> int:
    """Propose; done only when the number that was proposed is given back."""
    priority = Priority(arguments.priority)
    with incident(arguments, read_only=arguments.confirm is None) as file:
        zone = _zone(file, arguments)
        found = file.ask(less_urgent_in, zone, priority)
        if arguments.confirm is not None:
            if arguments.confirm != len(found):
                raise RuleError(
                    "Now {n} open requests are less urgent than that inside {name}; look again "
                    "and confirm that number.",
                    n=len(found), name=zone.name,
                )  # fmt: skip
            if found:
                file.run(raise_inside, zone.id, found, priority)
    done = arguments.confirm is not None or not found
    if arguments.json:
        out_json({"zone": zone.name, "requests": len(found), "raised": bool(found) and done})
    else:
        out(
            tr(
                "{n} requests inside {name}: priority {priority}",
                n=len(found), name=zone.name, priority=label(priority),
            )
        )  # fmt: skip
    if not done:
        complain(tr("Nothing was changed yet; confirm with --confirm {n}.", n=len(found)))
    return DONE if done else LOOK


def _zone(file: IncidentFile, arguments: argparse.Namespace) -> Zone:
    """The zone of this name, or number in the list. Raises RuleError for none or several."""
    said = " ".join(arguments.what).strip()
    known = file.ask(zones)
    found = [zone for zone in known if zone.name == said or str(zone.id) == said]
    if not found:
        raise RuleError("There is no zone {name}.", name=said or "—")
    if len(found) > 1:
        raise RuleError(
            "{n} zones are called {name}; give the number that stands before it in the list.",
            n=len(found), name=said,
        )  # fmt: skip
    return found[0]


def _shape(zone: "ToldZone | Zone") -> dict[str, Any]:
    return {
        "name": zone.name,
        "kind": str(zone.kind),
        "severity": str(zone.severity),
        "source": zone.source,
        "starts_at": zone.starts_at.isoformat() if zone.starts_at else None,
        "ends_at": zone.ends_at.isoformat() if zone.ends_at else None,
        "shapes": len(zone.shapes),
    }
